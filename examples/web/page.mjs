// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Connects the two programs with the page.
import { Terminal } from './terminal.mjs';

const NOT_BUILT = `The programs are not there yet. In the folder of the project:

    build/bin/pyc-native build examples/web/mandelbrot.py --target wasm32-browser -o examples/web/mandelbrot.mjs
    build/bin/pyc-native build examples/web/repl.py --target wasm32-browser -o examples/web/repl.mjs
`;

async function load(name) {
    try {
        const program = await import(`./${name}.mjs`);
        await program.load();
        return program;
    } catch (error) {
        console.error(error);
        throw new Error(NOT_BUILT, { cause: error });
    }
}

for (const name of ['mandelbrot', 'repl']) {
    const place = document.querySelector(`#${name} .source`);
    fetch(`${name}.py`).then(async (response) => (place.textContent = await response.text()));
}

// ---- a program and its output ----

const form = document.querySelector('#mandelbrot form');
const picture = document.querySelector('#mandelbrot .screen');
let stop = null;

async function draw() {
    const { width, view, run: runButton, stop: stopButton } = form.elements;
    const result = form.querySelector('output');
    picture.textContent = result.textContent = '';
    stop = new AbortController();
    runButton.disabled = true;
    stopButton.disabled = false;
    try {
        const { run } = await load('mandelbrot');
        const status = await run({
            args: [width.value, ...view.value.split(' ').filter(Boolean)],
            stdout: (text) => picture.append(text),
            stderr: (text) => picture.append(text),
            terminal: true,
            worker: true,
            signal: stop.signal,
        });
        result.textContent = `exit status ${status}`;
    } catch (error) {
        if (stop.signal.aborted) result.textContent = 'stopped';
        else picture.append(error.message);
    }
    runButton.disabled = false;
    stopButton.disabled = true;
}

form.addEventListener('submit', (event) => {
    event.preventDefault();
    draw();
});
form.elements.stop.addEventListener('click', () => stop.abort());

// ---- the prompt ----

const screen = document.querySelector('#repl .screen');
let restart = null;

async function prompt() {
    restart?.abort();
    const { signal } = (restart = new AbortController());
    screen.textContent = '';
    try {
        const { INTERRUPT, run } = await load('repl');
        const terminal = new Terminal(screen, INTERRUPT);
        const status = await run({
            stdin: async () => terminal.readLine(),
            stdout: (text) => terminal.write(text),
            stderr: (text) => terminal.write(text, 'error'),
            worker: true,
            signal,
        });
        terminal.write(`The program has ended with status ${status}.`, 'note');
    } catch (error) {
        if (!signal.aborted) screen.append(error.message);
    }
}

document.querySelector('#repl button').addEventListener('click', prompt);

draw();
prompt();
