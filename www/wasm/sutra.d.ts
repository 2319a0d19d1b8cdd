// What `src/wasm.rs` exports with the feature "workbench", by way of wasm-bindgen's glue: the playground's module and that of the
// npm package. The build puts sutra.js and sutra_bg.wasm at this path; tests/dist compares this list with what is really there.
import type { Analysis, AnalyzeOptions, Block } from '../../extension/shared/types.js';

/** Compiles and starts the module once; later calls return at once. Give it the address of sutra_bg.wasm or its bytes. */
export default function init(input?: {
  module_or_path: string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>;
}): Promise<{ memory: WebAssembly.Memory }>;
export function initSync(input: { module: BufferSource | WebAssembly.Module }): { memory: WebAssembly.Memory };

/**
 * Throws an Error whose message says what is wrong with the arguments. With the name of an article, what is found out about
 * its blocks is kept for a while: analysed again under that name, blocks of the same id, text and role cost little. The answer
 * is the same in every case; an article without blocks is forgotten.
 */
export function analyze(blocks: Block[], options?: AnalyzeOptions, article?: string): Analysis;
/** Every stage of the engine on a short text. */
export function explain(text: string, options?: AnalyzeOptions): any;
/** Runs the examples of a language pack given as {path: text}; the paths begin with the language's code. */
export function check(files: Record<string, string>): any;
export function version(): string;
export function languages(): string[];
