// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI's system calls (wasi_snapshot_preview1) for one program: all that wasi-libc asks for, over files in memory and streams of
// the page. Structures are written at the offsets of <wasi/api.h>. There are no sockets.
import { encoder, FileError } from './file_system.mjs';
import { INTERRUPT } from './streams.mjs';

// prettier-ignore
const ERRORS = {
    AGAIN: 6, BADF: 8, BUSY: 10, EXIST: 20, FBIG: 22, ILSEQ: 25, INTR: 27, INVAL: 28, ISDIR: 31, LOOP: 32, MFILE: 33, NOENT: 44, NOSPC: 51,
    NOSYS: 52, NOTDIR: 54, NOTEMPTY: 55, NOTSOCK: 57, NOTSUP: 58, PERM: 63, SPIPE: 70, NOTCAPABLE: 76,
};
const FILE_TYPES = { terminal: 2, directory: 3, file: 4, stream: 0, link: 7 };
const RIGHTS = { all: (1n << 30n) - 1n, read: 1n << 1n, seek: 1n << 2n, tell: 1n << 5n, write: 1n << 6n };
const FOLLOW = 1;
const OPEN = { create: 1, directory: 2, exclusive: 4, truncate: 8 };
const APPEND = 1;
const SET_TIMES = { accessed: 1, accessedNow: 2, modified: 4, modifiedNow: 8 };
const MOST_DESCRIPTORS = 4096;
const MOST_RANDOM = 65536;
const ROOT_DESCRIPTOR = 3;
const LONGEST_TIMER = 2 ** 31 - 1;
// How long a program may write before the page gets to show it.
const PAGE_WAITS_AT_MOST = 50;

// How a program ends on purpose.
export class Exit {
    constructor(status) {
        this.status = status;
    }
}

// The calls that may have to wait, for which a program is suspended where it can be.
export const WAITING_CALLS = ['fd_read', 'fd_write', 'poll_oneoff'];

const fail = (code) => {
    throw new FileError(code);
};
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const real = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;
const monotonic = () => BigInt(Math.round(performance.now() * 1e6));
const terminated = (texts) => texts.map((text) => encoder.encode(`${text}\0`));

// `waiting` says what a program does that has to wait: 'suspend' (it is suspended and a promise given), 'block' (its thread waits) or
// 'spin' (a thread that may not wait, so it looks at the clock until it is time). `streams` are standard input, output and error.
export class System {
    constructor({ args, env, files, streams, terminal, waiting, yields, random }) {
        this.args = terminated(args);
        this.environment = terminated(Object.entries(env).map(([name, value]) => `${name}=${value}`));
        this.files = files;
        this.waiting = waiting;
        this.random = random;
        // Whether it shares its thread with a page that wants to be drawn now and then.
        this.yields = yields;
        this.lastYield = performance.now();
        this.ended = null;
        const kind = terminal ? 'terminal' : 'stream';
        const stream = (stream, right) => ({ node: { kind, inode: 0, links: 1 }, stream, rights: RIGHTS.all & right, flags: 0 });
        this.descriptors = [stream(streams[0], ~(RIGHTS.seek | RIGHTS.tell | RIGHTS.write))];
        for (const output of streams.slice(1)) this.descriptors.push(stream(output, ~(RIGHTS.seek | RIGHTS.tell | RIGHTS.read)));
        this.descriptors[ROOT_DESCRIPTOR] = { node: files.root, position: 0, rights: RIGHTS.all, flags: 0 };
    }

    // Before the program starts: what it exports.
    attach(exports) {
        this.memory = exports.memory;
        // Does what a signal would.
        this.interrupt = exports.pyc_interrupt ?? (() => {});
    }

    // The functions a module imports. A FileError becomes the number of its code; anything else ends the program.
    imports() {
        const wrap = (call) => (...given) => {
            if (this.ended) throw this.ended.reason;
            try {
                // Addresses beyond 2 GB arrive as negative numbers.
                const result = call.apply(this, given.map((value) => (typeof value === 'number' ? value >>> 0 : value)));
                return result instanceof Promise ? result.then(() => 0, errorNumber) : 0;
            } catch (error) {
                return errorNumber(error);
            }
        };
        const errorNumber = (error) => {
            if (error instanceof FileError) return ERRORS[error.code];
            throw error;
        };
        return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, wrap(call)]));
    }

    // Ends the program at its next system call, or in the one it waits in.
    end(reason) {
        this.ended = { reason };
        this.stopWaiting?.(reason);
    }

    // What a system call gives while its program is suspended.
    suspended(promise) {
        return new Promise((resolve, reject) => {
            this.stopWaiting = reject;
            promise.then(resolve, reject);
            // By the very function of the page that gave the promise.
            if (this.ended) reject(this.ended.reason);
        }).finally(() => (this.stopWaiting = null));
    }

    // Timers may be early, by a little, and none is longer than 25 days.
    sleep(milliseconds) {
        const end = performance.now() + milliseconds;
        const left = () => end - performance.now();
        if (this.waiting === 'suspend') {
            const nap = (resolve) => setTimeout(() => (left() > 0 ? nap(resolve) : resolve()), Math.min(left(), LONGEST_TIMER));
            return this.suspended(new Promise(nap));
        }
        const nobody = this.waiting === 'block' && new Int32Array(new SharedArrayBuffer(4));
        while (left() > 0) if (nobody) Atomics.wait(nobody, 0, 0, left());
        return undefined;
    }

    // ---- memory ----

    // Memory that grows gets another buffer.
    get view() {
        if (this.lastView?.buffer !== this.memory.buffer) this.lastView = new DataView(this.memory.buffer);
        return this.lastView;
    }

    bytes(address, length) {
        return new Uint8Array(this.memory.buffer, address, length);
    }

    set32(address, value) {
        this.view.setUint32(address, value, true);
    }

    set64(address, value) {
        this.view.setBigUint64(address, BigInt(value), true);
    }

    text(address, length) {
        try {
            return strictDecoder.decode(this.bytes(address, length));
        } catch {
            return fail('ILSEQ');
        }
    }

    // The pieces of memory that a read or a write is spread over.
    pieces(vectors, count) {
        return Array.from({ length: count }, (_, index) => {
            const address = vectors + 8 * index;
            return this.bytes(this.view.getUint32(address, true), this.view.getUint32(address + 4, true));
        });
    }

    // Pointers to strings, and the strings.
    strings(list, pointers, buffer) {
        for (const string of list) {
            this.set32(pointers, buffer);
            this.bytes(buffer, string.length).set(string);
            pointers += 4;
            buffer += string.length;
        }
    }

    sizes(list, count, size) {
        this.set32(count, list.length);
        this.set32(size, list.reduce((sum, string) => sum + string.length, 0));
    }

    status(node, address) {
        this.bytes(address, 64).fill(0);
        this.set64(address + 8, node.inode);
        this.view.setUint8(address + 16, FILE_TYPES[node.kind]);
        this.set64(address + 24, node.links);
        this.set64(address + 32, node.kind === 'file' ? node.size : node.kind === 'link' ? encoder.encode(node.target).length : 0);
        this.set64(address + 40, node.accessed ?? 0);
        this.set64(address + 48, node.modified ?? 0);
        this.set64(address + 56, node.changed ?? 0);
    }

    // ---- descriptors ----

    descriptor(number) {
        return this.descriptors[number] ?? fail('BADF');
    }

    directory(number) {
        const { node } = this.descriptor(number);
        return node.kind === 'directory' ? node : fail('NOTDIR');
    }

    // An open file that allows `right`; `otherwise` is the error of one that does not.
    file(number, right = 0n, otherwise = 'BADF') {
        const descriptor = this.descriptor(number);
        if (descriptor.stream) fail('SPIPE');
        if ((descriptor.rights & right) !== right) fail(otherwise);
        if (descriptor.node.kind === 'directory') fail('ISDIR');
        return descriptor;
    }

    add(descriptor) {
        let number = 0;
        while (this.descriptors[number]) number += 1;
        if (number >= MOST_DESCRIPTORS) fail('MFILE');
        this.descriptors[number] = descriptor;
        return number;
    }

    offset(value) {
        return value > BigInt(Number.MAX_SAFE_INTEGER) ? fail('FBIG') : value < 0n ? fail('INVAL') : Number(value);
    }

    readFrom(file, position, pieces) {
        let done = 0;
        for (const piece of pieces) {
            const count = this.files.readAt(file, position + done, piece);
            done += count;
            if (count < piece.length) break;
        }
        return done;
    }

    writeTo(file, position, pieces) {
        let done = 0;
        for (const piece of pieces) {
            this.files.writeAt(file, position + done, piece);
            done += piece.length;
        }
        return done;
    }

    readStream(stream, vectors, count, result) {
        const wanted = this.pieces(vectors, count).reduce((sum, piece) => sum + piece.length, 0);
        const deliver = (data) => {
            if (data === INTERRUPT) {
                this.interrupt();
                fail('INTR');
            }
            let left = data;
            for (const piece of this.pieces(vectors, count)) {
                piece.set(left.subarray(0, piece.length));
                left = left.subarray(piece.length);
            }
            this.set32(result, data.length);
        };
        if (wanted === 0) return deliver(new Uint8Array(0));
        const data = stream.read(wanted);
        if (!(data instanceof Promise)) return deliver(data);
        if (this.waiting !== 'suspend') {
            data.catch(() => {});
            throw new TypeError(
                'stdin gave a promise, and this JavaScript engine cannot suspend a program (WebAssembly.promising) until it is kept: ' +
                    "declare the function 'async' and serve the page cross-origin isolated, so that the program can wait in a worker",
            );
        }
        return this.suspended(data).then(deliver);
    }

    writeStream(stream, vectors, count, result) {
        const pieces = this.pieces(vectors, count);
        const data = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
        let done = 0;
        for (const piece of pieces) {
            data.set(piece, done);
            done += piece.length;
        }
        this.set32(result, done);
        const room = done > 0 ? stream.write(data) : undefined;
        if (room instanceof Promise) return this.suspended(room);
        if (this.waiting !== 'suspend' || !this.yields || performance.now() - this.lastYield < PAGE_WAITS_AT_MOST) return undefined;
        return this.sleep(0).then(() => (this.lastYield = performance.now()));
    }

    times(flags, accessed, modified) {
        const both = (one, other) => (flags & one) !== 0 && (flags & other) !== 0;
        if (both(SET_TIMES.accessed, SET_TIMES.accessedNow) || both(SET_TIMES.modified, SET_TIMES.modifiedNow)) fail('INVAL');
        const choose = (given, isGiven, isNow) => (flags & isNow ? real() : flags & isGiven ? BigInt.asUintN(64, given) : undefined);
        return [
            choose(accessed, SET_TIMES.accessed, SET_TIMES.accessedNow),
            choose(modified, SET_TIMES.modified, SET_TIMES.modifiedNow),
        ];
    }

    clock(identifier) {
        if (identifier > 3) fail('INVAL');
        return identifier === 0 ? real() : monotonic();
    }
}

// Each is called with a System as `this`, addresses and numbers as they are declared in <wasi/api.h>, 64-bit ones as BigInt.
const calls = {
    args_get(pointers, buffer) {
        this.strings(this.args, pointers, buffer);
    },
    args_sizes_get(count, size) {
        this.sizes(this.args, count, size);
    },
    environ_get(pointers, buffer) {
        this.strings(this.environment, pointers, buffer);
    },
    environ_sizes_get(count, size) {
        this.sizes(this.environment, count, size);
    },

    clock_res_get(identifier, result) {
        this.clock(identifier);
        this.set64(result, 1000n);
    },
    clock_time_get(identifier, precision, result) {
        this.set64(result, this.clock(identifier));
    },

    random_get(buffer, length) {
        for (let done = 0; done < length; done += MOST_RANDOM) {
            const part = new Uint8Array(Math.min(MOST_RANDOM, length - done));
            this.bytes(buffer + done, part.length).set(this.random.getRandomValues(part));
        }
    },

    proc_exit(status) {
        throw new Exit(status);
    },
    proc_raise() {
        fail('NOSYS');
    },
    sched_yield() {},

    fd_advise(number) {
        this.file(number);
    },
    fd_allocate(number, offset, length) {
        const { node } = this.file(number, RIGHTS.write);
        const end = this.offset(offset + length);
        if (end > node.size) this.files.resize(node, end);
    },
    fd_close(number) {
        this.descriptor(number);
        delete this.descriptors[number];
    },
    fd_datasync(number) {
        this.descriptor(number);
    },
    fd_sync(number) {
        this.descriptor(number);
    },
    fd_fdstat_get(number, result) {
        const { node, flags, rights } = this.descriptor(number);
        this.view.setUint8(result, FILE_TYPES[node.kind]);
        this.view.setUint16(result + 2, flags, true);
        this.set64(result + 8, rights);
        this.set64(result + 16, RIGHTS.all);
    },
    fd_fdstat_set_flags(number, flags) {
        this.descriptor(number).flags = flags;
    },
    fd_fdstat_set_rights(number, rights) {
        this.descriptor(number).rights &= rights;
    },
    fd_filestat_get(number, result) {
        this.status(this.descriptor(number).node, result);
    },
    fd_filestat_set_size(number, size) {
        this.files.resize(this.file(number, RIGHTS.write, 'INVAL').node, this.offset(size));
    },
    fd_filestat_set_times(number, accessed, modified, flags) {
        this.files.setTimes(this.descriptor(number).node, ...this.times(flags, accessed, modified));
    },

    fd_pread(number, vectors, count, offset, result) {
        const { node } = this.file(number, RIGHTS.read);
        this.set32(result, this.readFrom(node, this.offset(offset), this.pieces(vectors, count)));
    },
    fd_pwrite(number, vectors, count, offset, result) {
        const { node } = this.file(number, RIGHTS.write);
        this.set32(result, this.writeTo(node, this.offset(offset), this.pieces(vectors, count)));
    },
    fd_read(number, vectors, count, result) {
        const { stream, rights } = this.descriptor(number);
        if (stream) return rights & RIGHTS.read ? this.readStream(stream, vectors, count, result) : fail('BADF');
        const open = this.file(number, RIGHTS.read);
        const done = this.readFrom(open.node, open.position, this.pieces(vectors, count));
        open.position += done;
        this.set32(result, done);
        return undefined;
    },
    fd_write(number, vectors, count, result) {
        const { stream, rights } = this.descriptor(number);
        if (stream) return rights & RIGHTS.write ? this.writeStream(stream, vectors, count, result) : fail('BADF');
        const open = this.file(number, RIGHTS.write);
        const pieces = this.pieces(vectors, count);
        if (open.flags & APPEND && pieces.some((piece) => piece.length > 0)) open.position = open.node.size;
        const done = this.writeTo(open.node, open.position, pieces);
        open.position += done;
        this.set32(result, done);
        return undefined;
    },
    fd_seek(number, offset, whence, result) {
        const open = this.descriptor(number);
        if (open.stream) fail('SPIPE');
        const bases = [0, open.position, open.node.size ?? 0];
        if (whence >= bases.length) fail('INVAL');
        open.position = this.offset(BigInt(bases[whence]) + offset);
        this.set64(result, open.position);
    },
    fd_tell(number, result) {
        const open = this.descriptor(number);
        if (open.stream) fail('SPIPE');
        this.set64(result, open.position);
    },
    fd_renumber(from, to) {
        const open = this.descriptor(from);
        this.descriptor(to);
        delete this.descriptors[from];
        this.descriptors[to] = open;
    },

    fd_prestat_get(number, result) {
        if (number !== ROOT_DESCRIPTOR || this.descriptor(number).node !== this.files.root) fail('BADF');
        this.set32(result, 0);
        this.set32(result + 4, 1);
    },
    fd_prestat_dir_name(number, buffer, length) {
        if (number !== ROOT_DESCRIPTOR) fail('BADF');
        if (length < 1) fail('INVAL');
        this.bytes(buffer, 1).set(encoder.encode('/'));
    },
    fd_readdir(number, buffer, length, cookie, result) {
        const directory = this.directory(number);
        const open = this.descriptor(number);
        // A walk from the beginning sees what is there now; a continued one what was there when it began.
        if (cookie === 0n || !open.listing) {
            open.listing = [['.', directory], ['..', directory.parent], ...directory.entries].map(([name, node]) => [
                encoder.encode(name),
                node,
            ]);
        }
        const out = this.bytes(buffer, length);
        let used = 0;
        for (let index = Number(cookie); index < open.listing.length && used < length; index += 1) {
            const [name, node] = open.listing[index];
            const entry = new Uint8Array(24 + name.length);
            const fields = new DataView(entry.buffer);
            fields.setBigUint64(0, BigInt(index + 1), true);
            fields.setBigUint64(8, BigInt(node.inode), true);
            fields.setUint32(16, name.length, true);
            fields.setUint8(20, FILE_TYPES[node.kind]);
            entry.set(name, 24);
            // An entry cut off by the end of the buffer tells the caller that there is more.
            const part = entry.subarray(0, length - used);
            out.set(part, used);
            used += part.length;
        }
        this.set32(result, used);
    },

    path_create_directory(number, path, length) {
        this.files.addDirectory(this.directory(number), this.text(path, length));
    },
    path_filestat_get(number, lookup, path, length, result) {
        this.status(this.files.existing(this.text(path, length), this.directory(number), (lookup & FOLLOW) !== 0), result);
    },
    path_filestat_set_times(number, lookup, path, length, accessed, modified, flags) {
        const node = this.files.existing(this.text(path, length), this.directory(number), (lookup & FOLLOW) !== 0);
        this.files.setTimes(node, ...this.times(flags, accessed, modified));
    },
    path_link(number, lookup, path, length, newNumber, newPath, newLength) {
        const file = this.files.existing(this.text(path, length), this.directory(number), (lookup & FOLLOW) !== 0);
        this.files.addHardLink(file, this.directory(newNumber), this.text(newPath, newLength));
    },
    path_open(number, lookup, path, length, how, rights, inheriting, flags, result) {
        const name = this.text(path, length);
        const node = this.files.open(this.directory(number), name, {
            create: (how & OPEN.create) !== 0,
            exclusive: (how & OPEN.exclusive) !== 0,
            truncate: (how & OPEN.truncate) !== 0,
            follow: (lookup & FOLLOW) !== 0,
        });
        if (how & OPEN.directory && node.kind !== 'directory') fail('NOTDIR');
        if (node.kind === 'directory' && rights & RIGHTS.write) fail('ISDIR');
        this.set32(result, this.add({ node, position: 0, rights: BigInt.asUintN(64, rights) & RIGHTS.all, flags }));
    },
    path_readlink(number, path, length, buffer, size, result) {
        const node = this.files.existing(this.text(path, length), this.directory(number), false);
        if (node.kind !== 'link') fail('INVAL');
        const target = encoder.encode(node.target).subarray(0, size);
        this.bytes(buffer, target.length).set(target);
        this.set32(result, target.length);
    },
    path_remove_directory(number, path, length) {
        this.files.removeDirectory(this.directory(number), this.text(path, length));
    },
    path_rename(number, path, length, newNumber, newPath, newLength) {
        const target = this.directory(newNumber);
        this.files.rename(this.directory(number), this.text(path, length), target, this.text(newPath, newLength));
    },
    path_symlink(target, targetLength, number, path, length) {
        this.files.addLink(this.directory(number), this.text(path, length), this.text(target, targetLength));
    },
    path_unlink_file(number, path, length) {
        this.files.removeFile(this.directory(number), this.text(path, length));
    },

    // Waits for the earliest clock. Files, output and input are always ready: whoever then reads input waits for it there.
    poll_oneoff(subscriptions, events, count, result) {
        if (count === 0) fail('INVAL');
        const list = Array.from({ length: count }, (_, index) => {
            const at = subscriptions + 48 * index;
            const subscription = { user: this.view.getBigUint64(at, true), type: this.view.getUint8(at + 8), error: 0, delay: 0 };
            if (subscription.type === 0) {
                const identifier = this.view.getUint32(at + 16, true);
                let delay = this.view.getBigUint64(at + 24, true);
                if (this.view.getUint16(at + 40, true) & 1) delay -= this.clock(identifier);
                subscription.delay = Math.max(0, Number(delay) / 1e6);
                if (identifier > 1) subscription.error = ERRORS.NOTSUP;
            } else if (!this.descriptors[this.view.getUint32(at + 16, true)]) {
                subscription.error = ERRORS.BADF;
            }
            return subscription;
        });
        const delay = Math.min(...list.map((subscription) => (subscription.error ? 0 : subscription.delay)));
        const report = () => {
            const ready = list.filter((subscription) => subscription.error || subscription.delay <= delay);
            ready.forEach((subscription, index) => {
                const at = events + 32 * index;
                this.bytes(at, 32).fill(0);
                this.set64(at, subscription.user);
                this.view.setUint16(at + 8, subscription.error, true);
                this.view.setUint8(at + 10, subscription.type);
                if (subscription.type !== 0) this.set64(at + 16, 1);
            });
            this.set32(result, ready.length);
        };
        if (delay <= 0) return report();
        const wait = this.sleep(delay);
        return wait ? wait.then(report) : report();
    },

    sock_accept(number) {
        this.descriptor(number);
        fail('NOTSOCK');
    },
    sock_recv(number) {
        this.descriptor(number);
        fail('NOTSOCK');
    },
    sock_send(number) {
        this.descriptor(number);
        fail('NOTSOCK');
    },
    sock_shutdown(number) {
        this.descriptor(number);
        fail('NOTSOCK');
    },
};
