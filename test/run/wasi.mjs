// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// node wasi.mjs PROGRAM ARGUMENT…: runs a WASI program in this folder, with this environment and the whole file system.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [, , program, ...rest] = process.argv;
const wasi = new WASI({
    version: 'preview1',
    // What newer ones do unasked: Node 18 ends the process inside the call, beside threads that still compile.
    returnOnExit: true,
    args: [program, ...rest],
    env: process.env,
    preopens: { '.': process.cwd(), '/': '/' },
});
// Functions of JavaScript stand between: Node's own, called from WebAssembly directly, may collect V8's garbage where V8
// does not expect it (https://github.com/nodejs/node/issues/46777), and the process ends with a segmentation fault.
const system = Object.fromEntries(
    Object.entries(wasi.wasiImport).map(([name, call]) => [name, (...words) => call(...words)]));
const { instance } = await WebAssembly.instantiate(await readFile(program), { wasi_snapshot_preview1: system });
process.exitCode = wasi.start(instance);
