// The program that talks to backends through profiles, for pages whose configuration names one.
import * as program from "{code}";

const wasm = new URL("{wasm}", import.meta.url);
await program.default({ module_or_path: fetch(wasm, { integrity: "{integrity}" }) });
export const { read, features, begin, resume } = program;
