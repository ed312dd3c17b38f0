// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An element that shows what a program prints and takes the lines that are typed into it.

const MOST_PIECES = 5000;

export class Terminal {
    // `interrupt` is what readLine() gives for Ctrl-C.
    constructor(element, interrupt) {
        this.element = element;
        this.interrupt = interrupt;
        this.input = document.createElement('input');
        this.input.setAttribute('aria-label', 'A line of input');
        Object.assign(this.input, { autocomplete: 'off', autocapitalize: 'off', spellcheck: false });
        this.input.addEventListener('keydown', (event) => this.key(event));
        this.input.addEventListener('paste', (event) => this.paste(event));
        // A click anywhere continues the line, unless it selected something.
        element.addEventListener('click', () => {
            if (getSelection().isCollapsed) this.input.focus();
        });
        this.history = [];
        this.waitingLines = [];
        this.answer = null;
    }

    write(text, kind = '') {
        const span = document.createElement('span');
        span.className = kind;
        span.textContent = text;
        if (this.input.parentNode) this.input.before(span);
        else this.element.append(span);
        if (this.element.childElementCount > MOST_PIECES) this.element.firstElementChild.remove();
        this.element.scrollTop = this.element.scrollHeight;
    }

    // A promise of the next line, with its line end; of '' at the end of the input.
    readLine() {
        if (this.waitingLines.length > 0) {
            const line = this.waitingLines.shift();
            this.write(line);
            return Promise.resolve(line);
        }
        this.place = this.history.length;
        this.element.append(this.input);
        this.element.scrollTop = this.element.scrollHeight;
        if (this.hadFocus) this.input.focus();
        return new Promise((resolve) => (this.answer = resolve));
    }

    give(line, shown) {
        this.hadFocus = document.activeElement === this.input;
        this.input.remove();
        this.input.value = '';
        this.write(shown);
        const { answer } = this;
        this.answer = null;
        answer(line);
    }

    key(event) {
        const { input, history } = this;
        if (event.key === 'Enter' && !event.isComposing) {
            const line = input.value;
            if (line && line !== history.at(-1)) history.push(line);
            this.give(`${line}\n`, `${line}\n`);
        } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            this.place = Math.min(Math.max(this.place + (event.key === 'ArrowUp' ? -1 : 1), 0), history.length);
            input.value = history[this.place] ?? '';
        } else if (event.key === 'Tab' && !event.shiftKey) {
            input.setRangeText('    ', input.selectionStart, input.selectionEnd, 'end');
        } else if (event.key === 'd' && event.ctrlKey && input.value === '') {
            this.give('', '');
        } else if (event.key === 'c' && event.ctrlKey && input.selectionStart === input.selectionEnd && getSelection().isCollapsed) {
            this.waitingLines = [];
            this.give(this.interrupt, `${input.value}\n`);
        } else {
            return;
        }
        event.preventDefault();
    }

    // Pasted lines are given one by one; what stands behind the last line end stays to be edited.
    paste(event) {
        const text = event.clipboardData.getData('text').replaceAll('\r\n', '\n');
        if (!text.includes('\n')) return;
        event.preventDefault();
        const { input } = this;
        const lines = (input.value.slice(0, input.selectionStart) + text + input.value.slice(input.selectionEnd)).split('\n');
        const rest = lines.pop();
        const [first, ...others] = lines.map((line) => `${line}\n`);
        this.waitingLines.push(...others);
        this.give(first, first);
        input.value = rest;
    }
}
