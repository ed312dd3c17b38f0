// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Standard input, output and error: between a program's bytes and what a page has: text, and functions that give or take it.
import { toBytes } from './file_system.mjs';

const NOTHING = new Uint8Array(0);

// What a function for stdin answers where Ctrl-C was typed.
export const INTERRUPT = Symbol('interrupt');

const isPromise = (value) => typeof value?.then === 'function';

// `source` is text, bytes, or a function that gives more of either whenever the program has read all; nothing from it
// ends the input. The function may give promises: then so does read().
export class Input {
    constructor(source = '') {
        this.ask = typeof source === 'function' ? source : null;
        this.left = this.ask ? NOTHING : toBytes(source);
    }

    read(most) {
        if (this.left.length > 0 || !this.ask) return this.take(most);
        const answer = this.ask();
        return isPromise(answer) ? Promise.resolve(answer).then((later) => this.accept(later, most)) : this.accept(answer, most);
    }

    accept(answer, most) {
        if (answer === INTERRUPT) return INTERRUPT;
        this.left = toBytes(answer ?? NOTHING);
        return this.take(most);
    }

    take(most) {
        const part = this.left.subarray(0, most);
        this.left = this.left.subarray(part.length);
        return part;
    }
}

// Calls `receive(text, bytes)` for what is written. A character whose bytes come in two writes is in the second text.
export class Output {
    constructor(receive) {
        this.receive = receive;
        this.decoder = new TextDecoder();
    }

    write(bytes) {
        this.receive(this.decoder.decode(bytes, { stream: true }), bytes);
    }

    // What is left of an incomplete character at the end.
    close() {
        const text = this.decoder.decode();
        if (text) this.receive(text, NOTHING);
    }
}

// For a page that names no function: its console, which knows only whole lines.
export class ConsoleOutput {
    constructor(log) {
        this.log = log;
        this.decoder = new TextDecoder();
        this.line = '';
    }

    write(bytes) {
        const lines = (this.line + this.decoder.decode(bytes, { stream: true })).split('\n');
        this.line = lines.pop();
        if (lines.length > 0) this.log(lines.join('\n'));
    }

    close() {
        this.line += this.decoder.decode();
        if (this.line) this.log(this.line);
    }
}
