// What `src/wasm.rs` exports, by way of wasm-bindgen's glue. The build puts sutra.js and sutra_bg.wasm beside the
// extension's files at this path; tests/dist compares this list with what is really there.
import type { Analysis, AnalyzeOptions, Block } from '../shared/types.js';

/** Compiles and starts the module once; later calls return at once. Give it the address of sutra_bg.wasm or its bytes. */
export default function init(input?: {
  module_or_path: string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>;
}): Promise<{ memory: WebAssembly.Memory }>;
export function initSync(input: { module: BufferSource | WebAssembly.Module }): { memory: WebAssembly.Memory };

/** Throws an Error whose message says what is wrong with the arguments. */
export function analyze(blocks: Block[], options?: AnalyzeOptions): Analysis;
/** Every stage of the engine on a short text. */
export function explain(text: string, options?: AnalyzeOptions): any;
/** Runs the examples of a language pack given as {path: text}; the paths begin with the language's code. */
export function check(files: Record<string, string>): any;
export function version(): string;
export function languages(): string[];
