// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program in a worker: this module is loaded there once more. What it writes is posted to the page; for what it reads it asks the
// page, suspended until the answer is posted or, where programs cannot be suspended, with its thread waiting on shared memory. It waits
// likewise while the page has not shown what was written.
import { canShare, canSuspend, execute, inWorker, isNode, nodeModule } from './execute.mjs';
import { FileSystem } from './file_system.mjs';
import { Input, INTERRUPT } from './streams.mjs';

const WORKER = 'pyc-native program @PROGRAM@';
const MOST_INPUT = 65536;
// Bytes that may be on their way to the page, and how many it takes before it says so.
const MOST_OUTPUT = 1 << 20;
const REPORTED_OUTPUT = 1 << 16;
// The shared memory: whether the page answered, the length of the answer, how much output it took; and the answer.
const ANSWERED = 0;
const LENGTH = 1;
const TAKEN = 2;
const WORDS = 3;
const DATA = 4 * WORDS;
const INTERRUPTED = -1;

// ---- the page's side ----

async function openWorker(receive, fail) {
    const url = new URL('./@MODULE@', import.meta.url);
    if (isNode) {
        const { Worker } = await nodeModule('worker_threads');
        // Without the options of this thread: they may say what kind of text stood on its command line.
        const worker = new Worker(url, { workerData: WORKER, execArgv: [] });
        worker.on('message', receive).on('error', fail);
        return worker;
    }
    // A worker's own text has to be of the page's origin; what that imports need not.
    const isForeign = url.origin !== location.origin;
    const text = isForeign && new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
    const worker = new Worker(isForeign ? URL.createObjectURL(text) : url, { type: 'module', name: WORKER });
    worker.onmessage = ({ data }) => receive(data);
    worker.onerror = (event) => fail(event.error ?? new Error(event.message || `cannot start a worker from ${url}`));
    return worker;
}

// Errors of the engine lose their class when they are posted.
const ERROR_TYPES = { RangeError, TypeError, RuntimeError: WebAssembly.RuntimeError, CompileError: WebAssembly.CompileError };

function revived({ name, message, stack }) {
    const error = new (ERROR_TYPES[name] ?? Error)(message);
    error.stack = stack;
    return error;
}

export function runInWorker(module, { args, env, stdin, input, outputs, terminal, files, signal }) {
    let worker = null;
    let abort = null;
    const asks = typeof stdin === 'function';
    const shared = canShare && !canSuspend ? new SharedArrayBuffer(DATA + MOST_INPUT) : null;
    const words = shared && new Int32Array(shared, 0, WORDS);
    const answer = (data) => {
        if (!shared) return worker.postMessage(data === INTERRUPT ? { interrupt: true } : { bytes: data });
        if (data !== INTERRUPT) new Uint8Array(shared, DATA).set(data);
        words[LENGTH] = data === INTERRUPT ? INTERRUPTED : data.length;
        Atomics.store(words, ANSWERED, 1);
        return Atomics.notify(words, ANSWERED);
    };
    let unreported = 0;
    const take = (count) => {
        unreported += count;
        if (unreported < REPORTED_OUTPUT) return;
        if (shared) {
            Atomics.add(words, TAKEN, unreported);
            Atomics.notify(words, TAKEN);
        } else {
            worker.postMessage({ taken: unreported });
        }
        unreported = 0;
    };
    return new Promise((resolve, reject) => {
        const receivers = {
            write: ({ output, bytes }) => {
                outputs[output].write(bytes);
                take(bytes.length);
            },
            read: async ({ most }) => answer(await input.read(Math.min(most, MOST_INPUT))),
            end: ({ status, root, inodes }) => {
                Object.assign(files, { root, inodes });
                resolve(status);
            },
            failure: ({ error }) => reject(revived(error)),
        };
        // A function of the page that throws ends the program.
        const receive = async (message) => {
            try {
                await receivers[message.kind](message);
            } catch (error) {
                reject(error);
            }
        };
        abort = () => reject(signal.reason);
        signal?.addEventListener('abort', abort, { once: true });
        openWorker(receive, reject).then((opened) => {
            worker = opened;
            const { root, inodes } = files;
            worker.postMessage({ module, args, env, stdin: asks ? null : stdin, terminal, root, inodes, shared });
        }, reject);
    }).finally(() => {
        signal?.removeEventListener('abort', abort);
        worker?.terminate();
        for (const output of outputs) output.close();
    });
}

// ---- the worker's side ----

class Pipe {
    constructor(post, shared) {
        this.post = post;
        this.words = shared && new Int32Array(shared, 0, WORDS);
        this.data = shared && new Uint8Array(shared, DATA);
        this.written = 0;
        this.taken = 0;
    }

    // What the page posts while the program is suspended.
    receive({ bytes, interrupt, taken }) {
        if (bytes) this.answered(bytes);
        if (interrupt) this.answered(INTERRUPT);
        if (taken) {
            this.taken += taken;
            this.hasRoom?.();
        }
    }

    read(most) {
        if (!this.words) {
            if (!canSuspend) {
                throw new Error(
                    "stdin as a function needs a page that is cross-origin isolated ('Cross-Origin-Opener-Policy: same-origin', " +
                        "'Cross-Origin-Embedder-Policy: require-corp') or a browser that can suspend programs (WebAssembly.promising)",
                );
            }
            return new Promise((resolve) => {
                this.answered = resolve;
                this.post({ kind: 'read', most });
            });
        }
        Atomics.store(this.words, ANSWERED, 0);
        this.post({ kind: 'read', most });
        Atomics.wait(this.words, ANSWERED, 0);
        return this.words[LENGTH] === INTERRUPTED ? INTERRUPT : this.data.slice(0, this.words[LENGTH]);
    }

    // Where a program can neither be suspended nor share memory, it writes without end.
    write(output, bytes) {
        const { length } = bytes;
        this.post({ kind: 'write', output, bytes });
        this.written += length;
        if (this.words) {
            // The counter is of 32 bits; differences are right when it wraps.
            let taken;
            while (((this.written - (taken = Atomics.load(this.words, TAKEN))) | 0) > MOST_OUTPUT) Atomics.wait(this.words, TAKEN, taken);
        } else if (canSuspend && this.written - this.taken > MOST_OUTPUT) {
            return new Promise((resolve) => (this.hasRoom = resolve));
        }
        return undefined;
    }
}

async function serve(post, pipe, { module, args, env, stdin, terminal, root, inodes }) {
    const files = Object.assign(new FileSystem(), { root, inodes });
    const input = stdin === null ? pipe : new Input(stdin);
    const outputs = [0, 1].map((output) => ({ write: (bytes) => pipe.write(output, bytes), close() {} }));
    try {
        const status = await execute(module, { args, env, input, outputs, terminal, files });
        post({ kind: 'end', status, root: files.root, inodes: files.inodes });
    } catch (error) {
        const { name = 'Error', message = String(error), stack = '' } = error ?? {};
        post({ kind: 'failure', error: { name, message, stack } });
    }
}

// Does nothing where the module was not loaded as the worker of a run.
export function serveAsWorker() {
    const receiver = (post) => {
        let pipe = null;
        return (message) => {
            if (pipe) return pipe.receive(message);
            pipe = new Pipe(post, message.shared);
            return serve(post, pipe, message);
        };
    };
    if (isNode) {
        nodeModule('worker_threads').then(({ parentPort, workerData }) => {
            if (workerData === WORKER) parentPort.on('message', receiver((message) => parentPort.postMessage(message)));
        });
    } else if (inWorker && globalThis.name === WORKER) {
        const receive = receiver((message) => globalThis.postMessage(message));
        globalThis.onmessage = ({ data }) => receive(data);
    }
}
