// @ts-check
/** The extension's engine, with what the playground shows of it, in the page itself: nothing is uploaded because there is nowhere to. */
import init, * as wasm from "./wasm/sutra.js";
import { moduleOf } from "./files.js";

await init({ module_or_path: await moduleOf("wasm/sutra_bg.wasm") });

/**
 * @param {import("../extension/shared/types.js").Block[]} blocks
 * @param {import("../extension/shared/types.js").AnalyzeOptions} options
 * @returns {Promise<import("../extension/shared/types.js").Analysis>}
 */
export const analyze = async (blocks, options) => wasm.analyze(blocks, options);

export const { explain, check, version } = wasm;
