// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files of a program in a page: a tree in memory. Nodes are plain objects, so that a tree can be posted to a worker and back.

export const encoder = new TextEncoder();
const MOST_LINKS = 40;

// `code` is WASI's name of the error: the system calls turn it into a number.
export class FileError extends Error {
    static words = {
        EXIST: 'it exists already',
        FBIG: 'too large',
        INVAL: 'not a valid name for this',
        ISDIR: 'it is a folder',
        LOOP: 'too many symbolic links',
        NOENT: 'no such file or folder',
        NOSPC: 'no memory left for it',
        NOTDIR: 'not a folder',
        NOTEMPTY: 'the folder is not empty',
    };

    constructor(code, path = '') {
        super(`${path}: ${FileError.words[code] ?? code}`);
        this.name = 'FileError';
        this.code = code;
    }
}

const now = () => BigInt(Date.now()) * 1_000_000n;

export const toBytes = (data) => {
    if (typeof data === 'string') return encoder.encode(data);
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    throw new TypeError(`text or bytes are needed, not ${data === null ? 'null' : typeof data}`);
};

export class FileSystem {
    // `files` maps paths to text or bytes: { '/data/in.txt': 'text' }.
    constructor(files = {}) {
        this.inodes = 0;
        this.root = this.node('directory', { entries: new Map() });
        this.root.parent = this.root;
        for (const [path, data] of Object.entries(files)) this.write(path, data);
    }

    // ---- for pages ----

    read(path) {
        const file = this.existing(path);
        if (file.kind !== 'file') throw new FileError('ISDIR', path);
        return file.bytes.slice(0, file.size);
    }

    readText(path) {
        return new TextDecoder().decode(this.read(path));
    }

    // Writes all of a file, which need not exist, nor its folders.
    write(path, data) {
        const bytes = toBytes(data).slice();
        this.makeDirectory(path.replace(/[^/]*\/*$/, ''));
        const file = this.open(this.root, path, { create: true });
        if (file.kind !== 'file') throw new FileError('ISDIR', path);
        file.bytes = bytes;
        file.size = bytes.length;
        file.modified = file.changed = now();
    }

    // Makes a folder and those it is in; no error when it is there.
    makeDirectory(path) {
        let made = '/';
        for (const name of path.split('/').filter(Boolean)) {
            made += `${name}/`;
            const { node } = this.find(this.root, made);
            if (!node) this.addDirectory(this.root, made);
            else if (node.kind !== 'directory') throw new FileError('NOTDIR', made);
        }
    }

    exists(path) {
        try {
            return this.find(this.root, path).node !== undefined;
        } catch (error) {
            if (error instanceof FileError) return false;
            throw error;
        }
    }

    // The names in a folder.
    list(path = '/') {
        const directory = this.existing(path);
        if (directory.kind !== 'directory') throw new FileError('NOTDIR', path);
        return [...directory.entries.keys()].sort();
    }

    // A file, or a folder with all that is in it.
    remove(path) {
        const { directory, name, node } = this.find(this.root, path, false);
        if (!node) throw new FileError('NOENT', path);
        if (!name) throw new FileError('INVAL', path);
        this.detach(directory, name, node);
    }

    // Every file: [path, bytes].
    *[Symbol.iterator](directory = this.root, prefix = '/') {
        for (const [name, node] of directory.entries) {
            if (node.kind === 'file') yield [prefix + name, node.bytes.slice(0, node.size)];
            if (node.kind === 'directory') yield* this[Symbol.iterator](node, `${prefix}${name}/`);
        }
    }

    // ---- for the system calls ----

    node(kind, contents) {
        const time = now();
        return { kind, inode: ++this.inodes, links: 1, accessed: time, modified: time, changed: time, ...contents };
    }

    // Where `path` leads from a folder: { directory, name, node }. `node` is undefined when there is none of that name;
    // `name` is empty when the path ends in the root, in '.' or in '..'.
    find(start, path, follow = true) {
        if (path === '') throw new FileError('NOENT', path);
        let node = path.startsWith('/') ? this.root : start;
        let directory = node.parent;
        let name = '';
        let links = 0;
        const left = path.split('/').reverse();
        while (left.length > 0) {
            const part = left.pop();
            if (node === undefined) {
                // A slash may stand behind the name of a folder that is to be made.
                if (part === '' && left.every((rest) => rest === '')) break;
                throw new FileError('NOENT', path);
            }
            if (node.kind !== 'directory') throw new FileError('NOTDIR', path);
            if (part === '' || part === '.') {
                if (part === '.') name = '';
                continue;
            }
            if (part === '..') {
                node = node.parent;
                name = '';
                continue;
            }
            directory = node;
            name = part;
            node = directory.entries.get(name);
            if (node?.kind === 'link' && (follow || left.length > 0)) {
                if (++links > MOST_LINKS) throw new FileError('LOOP', path);
                left.push(...node.target.split('/').reverse());
                node = node.target.startsWith('/') ? this.root : directory;
                name = '';
            }
        }
        return { directory: name ? directory : node.parent, name, node };
    }

    existing(path, start = this.root, follow = true) {
        const { node } = this.find(start, path, follow);
        if (!node) throw new FileError('NOENT', path);
        return node;
    }

    attach(directory, name, node) {
        directory.entries.set(name, node);
        directory.modified = directory.changed = now();
    }

    detach(directory, name, node) {
        directory.entries.delete(name);
        node.links -= 1;
        node.changed = directory.modified = directory.changed = now();
    }

    open(start, path, { create = false, exclusive = false, truncate = false, follow = true }) {
        const { directory, name, node } = this.find(start, path, follow && !exclusive);
        if (node) {
            if (create && exclusive) throw new FileError('EXIST', path);
            if (node.kind === 'link') throw new FileError('LOOP', path);
            if (truncate) {
                if (node.kind !== 'file') throw new FileError('ISDIR', path);
                this.resize(node, 0);
            }
            return node;
        }
        if (!create) throw new FileError('NOENT', path);
        if (path.endsWith('/')) throw new FileError('ISDIR', path);
        const file = this.node('file', { bytes: new Uint8Array(0), size: 0 });
        this.attach(directory, name, file);
        return file;
    }

    addDirectory(start, path) {
        const { directory, name, node } = this.find(start, path, false);
        if (node) throw new FileError('EXIST', path);
        this.attach(directory, name, this.node('directory', { entries: new Map(), parent: directory }));
    }

    addLink(start, path, target) {
        const { directory, name, node } = this.find(start, path, false);
        if (node) throw new FileError('EXIST', path);
        if (target === '') throw new FileError('NOENT', path);
        this.attach(directory, name, this.node('link', { target }));
    }

    addHardLink(file, start, path) {
        const { directory, name, node } = this.find(start, path, false);
        if (node) throw new FileError('EXIST', path);
        if (file.kind === 'directory') throw new FileError('PERM', path);
        file.links += 1;
        file.changed = now();
        this.attach(directory, name, file);
    }

    removeFile(start, path) {
        const { directory, name, node } = this.find(start, path, false);
        if (!node) throw new FileError('NOENT', path);
        if (node.kind === 'directory') throw new FileError('ISDIR', path);
        if (path.endsWith('/')) throw new FileError('NOTDIR', path);
        this.detach(directory, name, node);
    }

    removeDirectory(start, path) {
        const { directory, name, node } = this.find(start, path, false);
        if (!node) throw new FileError('NOENT', path);
        if (node.kind !== 'directory') throw new FileError('NOTDIR', path);
        if (node.entries.size > 0) throw new FileError('NOTEMPTY', path);
        if (!name) throw new FileError(node === this.root ? 'BUSY' : 'INVAL', path);
        this.detach(directory, name, node);
    }

    rename(start, path, newStart, newPath) {
        const from = this.find(start, path, false);
        const to = this.find(newStart, newPath, false);
        if (!from.node) throw new FileError('NOENT', path);
        if (!from.name || (to.node && !to.name)) throw new FileError('BUSY', path);
        if (from.node === to.node) return;
        if (from.node.kind === 'directory') {
            for (let above = to.directory; ; above = above.parent) {
                if (above === from.node) throw new FileError('INVAL', newPath);
                if (above === this.root) break;
            }
            if (to.node && to.node.kind !== 'directory') throw new FileError('NOTDIR', newPath);
            if (to.node?.entries.size > 0) throw new FileError('NOTEMPTY', newPath);
        } else {
            if (to.node?.kind === 'directory') throw new FileError('ISDIR', newPath);
            if (newPath.endsWith('/')) throw new FileError('NOTDIR', newPath);
        }
        if (to.node) this.detach(to.directory, to.name, to.node);
        from.directory.entries.delete(from.name);
        from.directory.modified = from.directory.changed = now();
        this.attach(to.directory, to.name, from.node);
        if (from.node.kind === 'directory') from.node.parent = to.directory;
        from.node.changed = now();
    }

    resize(file, size) {
        if (size > file.bytes.length) {
            let bytes;
            try {
                // A file that grows grows by more than was asked for; one that is sized at once gets what it asked for.
                bytes = new Uint8Array(file.size === 0 ? size : Math.max(size, 2 * file.bytes.length));
            } catch {
                throw new FileError(size > 2 ** 31 ? 'FBIG' : 'NOSPC');
            }
            bytes.set(file.bytes.subarray(0, file.size));
            file.bytes = bytes;
        } else if (size < file.size) {
            file.bytes.fill(0, size, file.size);
        }
        file.size = size;
        file.modified = file.changed = now();
    }

    readAt(file, position, into) {
        const part = file.bytes.subarray(Math.min(position, file.size), Math.min(position + into.length, file.size));
        into.set(part);
        return part.length;
    }

    writeAt(file, position, bytes) {
        if (bytes.length === 0) return;
        if (position + bytes.length > file.size) this.resize(file, position + bytes.length);
        file.bytes.set(bytes, position);
        file.modified = file.changed = now();
    }

    setTimes(node, accessed, modified) {
        if (accessed !== undefined) node.accessed = accessed;
        if (modified !== undefined) node.modified = modified;
        node.changed = now();
    }
}
