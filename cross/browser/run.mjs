// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a page imports: loads the compiled program and runs it, on the page's own thread or in a worker.
//
//     import { run } from './@MODULE@';
//     const status = await run({ args: ['--name', 'World'], stdin: 'text', stdout: (text) => { page.textContent += text; } });
import { canShare, canSuspend, execute, isNode, nodeModule } from './execute.mjs';
import { FileSystem } from './file_system.mjs';
import { ConsoleOutput, Input, Output } from './streams.mjs';
import { runInWorker, serveAsWorker } from './worker.mjs';

export { FileError, FileSystem } from './file_system.mjs';
export { INTERRUPT } from './streams.mjs';

async function compile(source) {
    if (source instanceof WebAssembly.Module) return source;
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
    let response = source;
    if (!(typeof Response === 'function' && source instanceof Response)) {
        const url = new URL(source, import.meta.url);
        if (isNode && url.protocol === 'file:') return WebAssembly.compile(await (await nodeModule('fs/promises')).readFile(url));
        response = await fetch(url);
    }
    if (!response.ok) throw new Error(`cannot load ${response.url}: ${response.status} ${response.statusText}`);
    // Compiled while it arrives, if the server says what it is.
    const isWasm = response.headers.get('Content-Type')?.startsWith('application/wasm');
    return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

let program = null;

/**
 * Loads and compiles the program, once; run() does it too. Call it early where the first run should start at once.
 * @returns {Promise<WebAssembly.Module>}
 */
export function load() {
    program ??= compile(new URL('./@WASM@', import.meta.url)).catch((error) => {
        program = null;
        throw error;
    });
    return program;
}

const OPTIONS = ['args', 'env', 'stdin', 'stdout', 'stderr', 'terminal', 'files', 'worker', 'signal', 'module', 'name'];

function checked(options) {
    const wrong = (what) => new TypeError(`run: ${what}`);
    for (const name of Object.keys(options)) {
        if (!OPTIONS.includes(name)) throw wrong(`there is no option '${name}'; there are ${OPTIONS.join(', ')}`);
    }
    const { args = [], env = {}, stdin = '', stdout, stderr, files = {}, signal, worker = false, name = '@PROGRAM@' } = options;
    if (!Array.isArray(args)) throw wrong('args must be an array of strings');
    for (const [what, value] of [['stdout', stdout], ['stderr', stderr]]) {
        if (value !== undefined && typeof value !== 'function') throw wrong(`${what} must be a function that takes text`);
    }
    const texts = [name, ...args, ...Object.entries(env).flat()].map(String);
    if (texts.some((text) => text.includes('\0'))) throw wrong('arguments and environment cannot hold null characters');
    return {
        args: [name, ...args].map(String),
        env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)])),
        stdin,
        input: new Input(stdin),
        outputs: [outputFor(stdout, 'stdout'), outputFor(stderr, 'stderr')],
        terminal: options.terminal ?? typeof stdin === 'function',
        files: files instanceof FileSystem ? files : new FileSystem(files),
        signal,
        worker,
    };
}

function outputFor(receive, name) {
    if (receive) return new Output(receive);
    if (isNode) return new Output((_, bytes) => process[name].write(bytes));
    return new ConsoleOutput(name === 'stdout' ? console.log : console.error);
}

/**
 * Runs the program, from its beginning, and gives its exit status.
 * @param {object} [options]
 * @param {string[]} [options.args] What stands behind the program's name on a command line.
 * @param {Object<string, string>} [options.env] Its environment.
 * @param {string | Uint8Array | (() => any)} [options.stdin] Text, bytes, or a function, asynchronous or not, that gives more of
 *     either; an empty answer ends the input, and INTERRUPT is Ctrl-C.
 * @param {(text: string, bytes: Uint8Array) => void} [options.stdout] Called with what is written; the console when there is none.
 * @param {(text: string, bytes: Uint8Array) => void} [options.stderr] Likewise.
 * @param {boolean} [options.terminal] Whether the program is told that it speaks with a person, so that it shows each line at once;
 *     by default when stdin is a function.
 * @param {FileSystem | Object<string, string | Uint8Array>} [options.files] Its files, or what to make them of: paths and contents.
 * @param {boolean} [options.worker] Not on this thread, so that a page stays alive whatever the program does.
 * @param {AbortSignal} [options.signal] Ends the program; the promise is then rejected with its reason.
 * @param {string | URL | Response | BufferSource | WebAssembly.Module} [options.module] Another place for the program.
 * @param {string} [options.name] What the program is called on its command line.
 * @returns {Promise<number>}
 */
export async function run(options = {}) {
    const settings = checked(options);
    settings.signal?.throwIfAborted();
    const module = await (options.module === undefined ? load() : compile(options.module));
    settings.signal?.throwIfAborted();
    // Without suspension, only a worker's thread can wait for an answer that comes later.
    const comesLater = Object.prototype.toString.call(settings.stdin) === '[object AsyncFunction]';
    if (comesLater && !canSuspend && !canShare) {
        throw new Error(
            'run: this browser can neither suspend a program (WebAssembly.promising) nor share memory with a worker; for an ' +
                "asynchronous stdin, serve the page with 'Cross-Origin-Opener-Policy: same-origin' and " +
                "'Cross-Origin-Embedder-Policy: require-corp'",
        );
    }
    if (settings.worker || (comesLater && !canSuspend)) return runInWorker(module, settings);
    return execute(module, settings);
}

serveAsWorker();
