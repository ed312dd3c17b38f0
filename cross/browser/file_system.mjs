// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files of a program in a page: a tree in memory. Nodes are plain objects, so that a tree can be posted to a worker and back.

export const encoder = new TextEncoder();
const MOST_LINKS = 40;

// `code` is WASI's name of the error: the system calls turn it into a number.
export class FileError extends Error {
    static words = {
        BUSY: 'it cannot be moved or removed',
        EXIST: 'it exists already',
        FBIG: 'too large',
        INVAL: 'not a valid name for this',
        ISDIR: 'it is a folder',
        LOOP: 'too many symbolic links',
        NOENT: 'no such file or folder',
        NOSPC: 'no memory left for it',
        NOTDIR: 'not a folder',
        NOTEMPTY: 'the folder is not empty',
        PERM: 'a folder has one name only',
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

// Names that are no entries: of the root, of a folder itself, of the folder it is in.
const isSpecial = (name) => name === '' || name === '.' || name === '..';

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
        const file = this.open(this.root, path, { create: true, follow: true });
        file.bytes = bytes;
        file.size = bytes.length;
        file.modified = file.changed = now();
    }

    // Makes a folder and those it is in; no error when it is there.
    makeDirectory(path) {
        let made = '/';
        for (const name of path.split('/').filter(Boolean)) {
            made += `${name}/`;
            if (!this.place(this.root, made).node) this.addDirectory(this.root, made);
        }
    }

    exists(path) {
        try {
            return this.existing(path) !== undefined;
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
        const { directory, name, node } = this.place(this.root, path);
        if (!node) throw new FileError('NOENT', path);
        if (isSpecial(name)) throw new FileError('INVAL', path);
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

    // The last name of a path, the folder it stands in, and what it is there: undefined when there is none of that name. A link is not
    // followed. The name is empty for the root.
    place(start, path, links = { followed: 0 }) {
        if (path === '') throw new FileError('NOENT', path);
        let directory = path.startsWith('/') ? this.root : start;
        const names = path.split('/').filter(Boolean);
        const name = names.pop() ?? '';
        for (const passed of names) {
            const node = this.child(directory, passed);
            if (!node) throw new FileError('NOENT', path);
            directory = node.kind === 'link' ? this.follow(directory, node, links) : node;
            if (directory.kind !== 'directory') throw new FileError('NOTDIR', path);
        }
        return { directory, name, node: this.child(directory, name), slash: path.endsWith('/') };
    }

    child(directory, name) {
        if (name === '' || name === '.') return directory;
        return name === '..' ? directory.parent : directory.entries.get(name);
    }

    follow(directory, link, links) {
        if (++links.followed > MOST_LINKS) throw new FileError('LOOP', link.target);
        return this.existing(link.target, directory, true, links);
    }

    existing(path, start = this.root, follow = true, links = { followed: 0 }) {
        let { directory, node, slash } = this.place(start, path, links);
        if (!node) throw new FileError('NOENT', path);
        if (node.kind === 'link' && (follow || slash)) node = this.follow(directory, node, links);
        if (slash && node.kind !== 'directory') throw new FileError('NOTDIR', path);
        return node;
    }

    attach(directory, name, node) {
        directory.entries.set(name, node);
        directory.modified = directory.changed = now();
        return node;
    }

    detach(directory, name, node) {
        directory.entries.delete(name);
        node.links -= 1;
        node.changed = directory.modified = directory.changed = now();
    }

    open(start, path, how, links = { followed: 0 }) {
        const { create, exclusive, truncate, follow } = how;
        if (!create) {
            const node = this.existing(path, start, follow, links);
            if (node.kind === 'link') throw new FileError('LOOP', path);
            if (truncate) this.truncate(node, path);
            return node;
        }
        const { directory, name, node, slash } = this.place(start, path, links);
        if (slash && !isSpecial(name)) throw new FileError('ISDIR', path);
        if (node && exclusive) throw new FileError('EXIST', path);
        if (node?.kind === 'link') {
            if (!follow || ++links.followed > MOST_LINKS) throw new FileError('LOOP', path);
            return this.open(directory, node.target, how, links);
        }
        if (node?.kind === 'directory') throw new FileError('ISDIR', path);
        if (node && truncate) this.truncate(node, path);
        return node ?? this.attach(directory, name, this.node('file', { bytes: new Uint8Array(0), size: 0 }));
    }

    truncate(node, path) {
        if (node.kind !== 'file') throw new FileError('ISDIR', path);
        this.resize(node, 0);
    }

    addDirectory(start, path) {
        const { directory, name, node } = this.place(start, path);
        if (node) throw new FileError('EXIST', path);
        this.attach(directory, name, this.node('directory', { entries: new Map(), parent: directory }));
    }

    // Where something other than a folder is to be.
    newPlace(start, path) {
        const { directory, name, node, slash } = this.place(start, path);
        if (node) throw new FileError('EXIST', path);
        if (slash) throw new FileError('NOENT', path);
        return { directory, name };
    }

    addLink(start, path, target) {
        if (target === '') throw new FileError('NOENT', path);
        const { directory, name } = this.newPlace(start, path);
        this.attach(directory, name, this.node('link', { target }));
    }

    addHardLink(file, start, path) {
        const { directory, name } = this.newPlace(start, path);
        if (file.kind === 'directory') throw new FileError('PERM', path);
        file.links += 1;
        file.changed = now();
        this.attach(directory, name, file);
    }

    removeFile(start, path) {
        const { directory, name, node, slash } = this.place(start, path);
        if (!node) throw new FileError('NOENT', path);
        if (node.kind === 'directory') throw new FileError('ISDIR', path);
        if (slash) throw new FileError('NOTDIR', path);
        this.detach(directory, name, node);
    }

    removeDirectory(start, path) {
        const { directory, name, node } = this.place(start, path);
        if (isSpecial(name)) throw new FileError({ '': 'BUSY', '.': 'INVAL', '..': 'NOTEMPTY' }[name], path);
        if (!node) throw new FileError('NOENT', path);
        if (node.kind !== 'directory') throw new FileError('NOTDIR', path);
        if (node.entries.size > 0) throw new FileError('NOTEMPTY', path);
        this.detach(directory, name, node);
    }

    isWithin(directory, ancestor) {
        for (let above = directory; ; above = above.parent) {
            if (above === ancestor) return true;
            if (above === above.parent) return false;
        }
    }

    rename(start, path, newStart, newPath) {
        const from = this.place(start, path);
        const to = this.place(newStart, newPath);
        if (isSpecial(from.name) || isSpecial(to.name)) throw new FileError('BUSY', path);
        if (!from.node) throw new FileError('NOENT', path);
        const isDirectory = from.node.kind === 'directory';
        if (!isDirectory && (from.slash || to.slash)) throw new FileError('NOTDIR', path);
        if (this.isWithin(to.directory, from.node)) throw new FileError('INVAL', newPath);
        if (to.node && this.isWithin(from.directory, to.node)) throw new FileError('NOTEMPTY', newPath);
        if (from.node === to.node) return;
        if (to.node) {
            if (isDirectory && to.node.kind !== 'directory') throw new FileError('NOTDIR', newPath);
            if (!isDirectory && to.node.kind === 'directory') throw new FileError('ISDIR', newPath);
            if (to.node.entries?.size > 0) throw new FileError('NOTEMPTY', newPath);
            this.detach(to.directory, to.name, to.node);
        }
        from.directory.entries.delete(from.name);
        from.directory.modified = from.directory.changed = now();
        this.attach(to.directory, to.name, from.node);
        if (isDirectory) from.node.parent = to.directory;
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
