// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One run of a compiled program on this thread, and what the engine at hand can do for it.
import { Exit, System, WAITING_CALLS } from './wasi.mjs';

// Pages of Electron have Node's objects, too.
export const isNode = typeof process === 'object' && process.versions?.node !== undefined && process.type !== 'renderer';
// Bundlers for pages need not look for these.
export const nodeModule = (name) => import(/* webpackIgnore: true */ /* @vite-ignore */ `node:${name}`);
export const inWorker = typeof WorkerGlobalScope === 'function' && globalThis instanceof WorkerGlobalScope;

export const canSuspend = typeof WebAssembly.Suspending === 'function' && typeof WebAssembly.promising === 'function';
// Memory that two threads share: everywhere but in pages that are not isolated from other origins.
export const canShare = typeof SharedArrayBuffer === 'function' && (isNode || globalThis.crossOriginIsolated === true);

// Runs it on this thread. `input` and `outputs` are as in streams.mjs.
export async function execute(module, { args, env, input, outputs, terminal, files, signal }) {
    const waiting = canSuspend ? 'suspend' : isNode || (inWorker && canShare) ? 'block' : 'spin';
    // Node 18 keeps it in a module.
    const random = globalThis.crypto ?? (await nodeModule('crypto')).webcrypto;
    const yields = !inWorker && !isNode;
    const system = new System({ args, env, files, terminal, waiting, yields, random, streams: [input, ...outputs] });
    const imports = system.imports();
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        if (from === 'wasi_snapshot_preview1' && imports[name]) continue;
        throw new Error(`the program needs '${name}' of '${from}', which is not part of WASI preview 1`);
    }
    if (canSuspend) for (const name of WAITING_CALLS) imports[name] = new WebAssembly.Suspending(imports[name]);
    const { exports } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
    system.attach(exports);
    const abort = () => system.end(signal.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
        signal?.throwIfAborted();
        await (canSuspend ? WebAssembly.promising(exports._start)() : exports._start());
        return 0;
    } catch (error) {
        if (error instanceof Exit) return error.status;
        throw error;
    } finally {
        signal?.removeEventListener('abort', abort);
        for (const output of outputs) output.close();
    }
}
