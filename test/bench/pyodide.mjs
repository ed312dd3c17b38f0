// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// node pyodide.mjs FOLDER [PROGRAM]: runs a program under the Pyodide installed in that folder, or only loads it.
import { readFile } from 'node:fs/promises';

const [, , folder, program] = process.argv;
const { loadPyodide } = await import(`${folder}/node_modules/pyodide/pyodide.mjs`);
const pyodide = await loadPyodide({ stdout: (line) => process.stdout.write(`${line}\n`) });
if (program)
    pyodide.runPython(await readFile(program, 'utf8'));
