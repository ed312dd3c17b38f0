// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Random calls on files, links and folders, and what they give: on Linux, in a folder that becomes the root, and as a program for
// pages the output is the same.
//
//     random_files FIRST COUNT     as many sequences of calls, drawn from numbers; without COUNT, the one of that number
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CallsInSequence = 400, LongestPath = 64, MostNames = 64 };

static uint64_t state;

static unsigned drawn(unsigned below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

// Systems number and word errors in their own ways.
static const char* errorName(void) {
    static const struct {
        int number;
        const char* name;
    } names[] = {{ENOENT, "ENOENT"}, {EEXIST, "EEXIST"}, {ENOTDIR, "ENOTDIR"}, {EISDIR, "EISDIR"}, {ENOTEMPTY, "ENOTEMPTY"},
                 {EINVAL, "EINVAL"}, {ELOOP, "ELOOP"},   {EBADF, "EBADF"},     {EBUSY, "EBUSY"},   {EPERM, "EPERM"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == errno)
            return names[i].name;
    return strerror(errno);
}

static void tell(const char* call, const char* first, const char* second, long result) {
    printf("%s %s %s = ", call, first, second);
    if (result < 0)
        printf("%s\n", errorName());
    else
        printf("%ld\n", result);
}

static void drawPath(char* path) {
    static const char* parts[] = {"a", "b", "c", "l", "m", "d/", "..", ".", "a/b", "b/c", "l/x", "nope/x"};
    *path = 0;
    for (unsigned left = 1 + drawn(3); left > 0; left--) {
        strcat(path, parts[drawn(12)]);
        if (left > 1 || drawn(8) == 0)
            strcat(path, "/");
    }
}

static void makeLink(const char* path) {
    static const char* targets[] = {"a", "b", "../a", "a/b", "l", ".", "..", "nope", "m", "c/"};
    const char* target = targets[drawn(10)];
    tell("symlink", target, path, symlink(target, path));
}

static int openDrawn(const char* path, int before) {
    static const int flags[] = {O_RDONLY,
                                O_WRONLY,
                                O_RDWR,
                                O_WRONLY | O_CREAT,
                                O_RDWR | O_CREAT | O_EXCL,
                                O_RDWR | O_CREAT | O_TRUNC,
                                O_WRONLY | O_APPEND,
                                O_RDONLY | O_DIRECTORY,
                                O_RDONLY | O_NOFOLLOW,
                                O_WRONLY | O_TRUNC};
    unsigned choice = drawn(10);
    char text[2] = {(char)('0' + choice), 0};
    int file = open(path, flags[choice], 0666);
    tell("open", path, text, file < 0 ? -1 : 0);
    if (file < 0)
        return before;
    if (before >= 0)
        close(before);
    return file;
}

static void useFile(int file) {
    char data[100];
    long size = drawn(100);
    struct stat status;
    switch (drawn(4)) {
    case 0:
        memset(data, 'A' + (int)drawn(26), sizeof data);
        tell("write", "", "", write(file, data, (size_t)size));
        break;
    case 1: {
        long count = read(file, data, (size_t)size);
        tell("read", "", "", count);
        printf("%.*s\n", count > 0 ? (int)count : 0, data);
        break;
    }
    case 2: {
        int from = (int)drawn(3);
        // What the position in a folder means is the file system's own affair.
        if (fstat(file, &status) != 0 || !S_ISDIR(status.st_mode))
            tell("lseek", "", "", lseek(file, size - 20, from));
        break;
    }
    default: tell("ftruncate", "", "", ftruncate(file, size));
    }
}

static void look(const char* path) {
    struct stat status;
    for (int follow = 0; follow < 2; follow++) {
        int failed = fstatat(AT_FDCWD, path, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW);
        tell("stat", path, "", failed);
        if (!failed && !S_ISDIR(status.st_mode))
            printf("link %d, size %ld, names %ld\n", S_ISLNK(status.st_mode), (long)status.st_size, (long)status.st_nlink);
    }
    char target[100];
    long length = readlink(path, target, sizeof target);
    tell("readlink", path, "", length);
    printf("%.*s\n", length > 0 ? (int)length : 0, target);
}

static int inOrder(const void* one, const void* other) { return strcmp(one, other); }

static void list(const char* path) {
    static char names[MostNames][LongestPath];
    DIR* folder = opendir(path);
    tell("opendir", path, "", folder ? 0 : -1);
    if (!folder)
        return;
    size_t count = 0;
    for (struct dirent* entry; count < MostNames && (entry = readdir(folder)); count++)
        snprintf(names[count], LongestPath, "%s%s", entry->d_name,
                 entry->d_type == DT_DIR   ? "/"
                 : entry->d_type == DT_LNK ? "@"
                 : entry->d_type == DT_REG ? ""
                                           : "?");
    closedir(folder);
    qsort(names, count, sizeof *names, inOrder);
    for (size_t i = 0; i < count; i++)
        printf(" %s", names[i]);
    printf("\n");
}

static void removeAll(const char* folder) {
    char path[1024];
    DIR* entries = opendir(folder);
    for (struct dirent* entry; entries && (entry = readdir(entries));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_DIR) {
            removeAll(path);
            rmdir(path);
        } else {
            unlink(path);
        }
    }
    if (entries)
        closedir(entries);
}

static void sequence(unsigned number) {
    char path[LongestPath], other[LongestPath];
    int file = -1;
    state = number * 7919u + 1;
    printf("sequence %u\n", number);
    for (int i = 0; i < CallsInSequence; i++) {
        drawPath(path);
        drawPath(other);
        switch (drawn(16)) {
        case 0:
        case 1: tell("mkdir", path, "", mkdir(path, 0777)); break;
        case 2: tell("rmdir", path, "", rmdir(path)); break;
        case 3: tell("unlink", path, "", unlink(path)); break;
        case 4:
        case 5: tell("rename", path, other, rename(path, other)); break;
        case 6: makeLink(path); break;
        case 7: tell("link", path, other, link(path, other)); break;
        case 8:
        case 9: file = openDrawn(path, file); break;
        case 10: look(path); break;
        case 11: list(path); break;
        default: useFile(file);
        }
    }
    if (file >= 0)
        close(file);
    removeAll("/");
}

int main(int count, char** arguments) {
    if (count < 2)
        return 2;
#ifndef __wasm__
    if (chroot(".") != 0 || chdir("/") != 0)
        return 3;
#endif
    unsigned first = (unsigned)atoi(arguments[1]);
    unsigned many = count > 2 ? (unsigned)atoi(arguments[2]) : 1;
    for (unsigned number = first; number < first + many; number++)
        sequence(number);
    return 0;
}
