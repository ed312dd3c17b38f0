// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module that stands beside a program, in Node: every way to give input, to take output, to end, and to use it wrongly.
//
//     node module.mjs FOLDER      with system_calls.mjs and system_calls.wasm
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const url = new URL('system_calls.mjs', pathToFileURL(`${process.argv[2]}/`));
const { FileError, FileSystem, INTERRUPT, load, run } = await import(url);

// Runs the program and gives what it did.
async function result(options) {
    const files = new FileSystem({ '/in.txt': 'hello world' });
    const told = { stdout: '', stderr: '' };
    const take = (stream) => (text, bytes) => {
        assert(bytes instanceof Uint8Array);
        told[stream] += text;
    };
    const status = await run({ files, stdout: take('stdout'), stderr: take('stderr'), ...options });
    return { status, ...told, files };
}

const answers = (...list) => () => list.shift();

for (const worker of [false, true]) {
    const first = await result({ worker, args: ['ä b', ''], env: { A: '1', B: 'x=y', C: 5 }, stdin: 'one\ntwö' });
    assert.equal(
        first.stdout,
        'argument: system_calls\nargument: ä b\nargument: \nenvironment: A=1\nenvironment: B=x=y\nenvironment: C=5\n' +
            'ä\nterminal: 0 0 0\nread: one\nread: twö',
    );
    assert.equal(first.stderr, 'to stderr\n');
    assert.equal(first.status, 7);
    assert.equal(first.files.readText('/out.txt'), 'all is well');
    assert.deepEqual(first.files.list(), ['absolute', 'd', 'in.txt', 'out.txt', 'self']);

    const interrupted = await result({ worker, stdin: answers('a\n', INTERRUPT, 'b\n', '') });
    assert.equal(interrupted.stdout.split('1 1 1\n')[1], 'read: a\ninterrupted\nread: b\n');

    const long = `${'x'.repeat(150)}\n`.repeat(1000);
    for (const stdin of [answers('a\n', 'b\n', ''), answers(new TextEncoder().encode('a\nb\n')), answers('a', '\nb\n', null)]) {
        const { stdout, status } = await result({ worker, stdin });
        assert.equal(stdout, 'argument: system_calls\nä\nterminal: 1 1 1\nread: a\nread: b\n');
        assert.equal(status, 7);
    }
    const echoed = 'argument: system_calls\nä\nterminal: 1 1 1\n'.length + long.length + 1000 * 'read: '.length;
    assert.equal((await result({ worker, stdin: answers(long) })).stdout.length, echoed);
    const list = ['later\n', long, ''];
    const later = async () => new Promise((resolve) => setTimeout(resolve, 5, list.shift()));
    assert.equal((await result({ worker, stdin: later, terminal: false })).stdout.length, echoed + 'read: later\n'.length);

    const broken = () => {
        throw new RangeError('no more lines');
    };
    await assert.rejects(result({ worker, stdin: broken }), { name: 'RangeError', message: 'no more lines' });
    await assert.rejects(result({ worker, stdout: broken }), { name: 'RangeError', message: 'no more lines' });
    await assert.rejects(result({ worker, stdin: () => 5 }), { name: 'TypeError', message: 'text or bytes are needed, not number' });
}

// Ends from outside: before, and while it waits for input that never comes.
const gone = new AbortController();
gone.abort();
await assert.rejects(result({ signal: gone.signal }), { name: 'AbortError' });
for (const worker of [false, true]) {
    const controller = new AbortController();
    const never = async () => {
        controller.abort();
        return new Promise(() => {});
    };
    await assert.rejects(result({ worker, stdin: never, signal: controller.signal }), { name: 'AbortError' });
}

// A program in a worker does not write faster than the page takes.
const enough = new AbortController();
let taken = 0;
const count = (text, bytes) => {
    taken += bytes.length;
    if (taken > 1 << 23) enough.abort();
};
const flood = { module: await readFile(new URL('flood.wasm', url)), worker: true, stdout: count };
await assert.rejects(run({ ...flood, signal: enough.signal }), { name: 'AbortError' });

// Used wrongly.
await assert.rejects(run({ arguments: [] }), /TypeError: run: there is no option 'arguments'; there are args, env/);
await assert.rejects(run({ args: 'text' }), /args must be an array of strings/);
await assert.rejects(run({ args: ['a\0b'] }), /cannot hold null characters/);
await assert.rejects(run({ stdout: [] }), /stdout must be a function that takes text/);
await assert.rejects(run({ stdin: 7 }), /text or bytes are needed, not number/);
await assert.rejects(run({ module: new URL('nothing.wasm', url) }), { code: 'ENOENT' });
await assert.rejects(run({ module: new Uint8Array([1, 2, 3]) }), { name: 'CompileError' });
const foreign = { module: await readFile(new URL('foreign.wasm', url)) };
await assert.rejects(run(foreign), /the program needs 'f' of 'elsewhere', which is not part of WASI preview 1/);
const trapping = { module: await readFile(new URL('trap.wasm', url)) };
await assert.rejects(run(trapping), { name: 'RuntimeError', message: 'unreachable' });
await assert.rejects(run({ ...trapping, worker: true }), { name: 'RuntimeError', message: 'unreachable' });
assert.equal(await load(), await load());
assert.equal((await result({ module: await load(), stdin: '' })).status, 7);

// The files, from the page's side.
const files = new FileSystem({ '/a/b/c.txt': 'text', 'relative.bin': new Uint8Array([1, 2]) });
assert.deepEqual([...files].map(([path, bytes]) => [path, bytes.length]), [['/a/b/c.txt', 4], ['/relative.bin', 2]]);
assert.equal(files.exists('/a/b'), true);
assert.equal(files.exists('/a/b/c.txt/d'), false);
const fails = (code, call) => assert.throws(call, (error) => error instanceof FileError && error.code === code);
fails('NOENT', () => files.read('/nothing'));
fails('ISDIR', () => files.read('/a'));
fails('NOTDIR', () => files.write('/a/b/c.txt/d', ''));
fails('NOTDIR', () => files.list('/a/b/c.txt'));
fails('INVAL', () => files.remove('/'));
files.write('/a/b/c.txt', 'other');
assert.equal(files.readText('/a/b/c.txt'), 'other');
files.remove('/a');
assert.deepEqual(files.list('/'), ['relative.bin']);
