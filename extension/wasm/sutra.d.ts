// What `wasm-bindgen --target web` makes of `src/wasm.rs`; written by hand so that the type check needs no build.
import type { Analysis, AnalyzeOptions, Block } from "../shared/types.js";

export default function init(options: { module_or_path: string | URL | Request | BufferSource | WebAssembly.Module }): Promise<unknown>;
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;
export function analyze(blocks: Block[], options?: AnalyzeOptions): Analysis;
export function explain(text: string, options?: AnalyzeOptions): unknown;
export function check(files: Record<string, string>): unknown;
export function version(): string;
