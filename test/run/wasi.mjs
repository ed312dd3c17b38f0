// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// node wasi.mjs PROGRAM ARGUMENT…: runs a WASI program in this folder, with this environment and the whole file system.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [, , program, ...rest] = process.argv;
const wasi = new WASI({
    version: 'preview1',
    args: [program, ...rest],
    env: process.env,
    preopens: { '.': process.cwd(), '/': '/' },
});
const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
