// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What wasi-libc asks of the module beside a program (cross/browser/wasi.mjs), call by call. Prints what is wrong; the status is 7
// when nothing is.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int failed = 0;
static char buffer[200];
static struct stat status;

static void check(int good, int line, const char* what) {
    if (good)
        return;
    printf("%d: %s (errno: %s)\n", line, what, strerror(errno));
    failed = 1;
}

#define IS(condition) check(!!(condition), __LINE__, #condition)
#define WORKS(call) check((errno = 0, (call) != -1), __LINE__, #call)
#define FAILS(call, error) check((errno = 0, (call) == -1 && errno == error), __LINE__, #call)

static int sizeOf(const char* path) { return stat(path, &status) == 0 ? (int)status.st_size : -1; }

static int reads(int file, const char* text, int wanted) {
    int count = (int)read(file, buffer, (size_t)wanted);
    return count == (int)strlen(text) && memcmp(buffer, text, (size_t)count) == 0;
}

static void reading(void) {
    int file = open("/in.txt", O_RDONLY);
    IS(file == 4);
    IS(reads(file, "hello", 5));
    IS(lseek(file, -3, SEEK_END) == 8);
    IS(reads(file, "rld", 200));
    IS(reads(file, "", 200));
    IS(pread(file, buffer, 4, 2) == 4 && memcmp(buffer, "llo ", 4) == 0);
    IS(lseek(file, 0, SEEK_CUR) == 11);
    FAILS(write(file, "x", 1), EBADF);
    FAILS(lseek(file, -1, SEEK_SET), EINVAL);
    WORKS(close(file));
    FAILS(close(file), EBADF);
    FAILS(open("/nothing", O_RDONLY), ENOENT);
    FAILS(open("/in.txt/below", O_RDONLY), ENOTDIR);
    FAILS(open("/in.txt", O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
    FAILS(open("/", O_WRONLY), EISDIR);
    FAILS(open("/nofolder/x", O_WRONLY | O_CREAT, 0666), ENOENT);
    FAILS(open("/bad\xff", O_RDONLY), EILSEQ);
}

static void writing(void) {
    WORKS(mkdir("/d", 0777));
    FAILS(mkdir("/d", 0777), EEXIST);
    WORKS(mkdir("/d/e/", 0777));
    FAILS(mkdir("/x/y", 0777), ENOENT);
    int file = open("d/new", O_RDWR | O_CREAT | O_TRUNC, 0666);
    IS(write(file, "0123456789", 10) == 10);
    IS(pwrite(file, "AB", 2, 4) == 2);
    WORKS(ftruncate(file, 8));
    IS(lseek(file, 20, SEEK_SET) == 20);
    IS(write(file, "end", 3) == 3);
    IS(pread(file, buffer, 200, 0) == 23 && memcmp(buffer, "0123AB67\0\0\0\0\0\0\0\0\0\0\0\0end", 23) == 0);
    WORKS(fsync(file));
    WORKS(fdatasync(file));
    WORKS(posix_fallocate(file, 0, 30));
    IS(fstat(file, &status) == 0 && status.st_size == 30 && S_ISREG(status.st_mode));
    int other = open("d/new", O_WRONLY | O_APPEND);
    IS(write(other, "+", 1) == 1);
    IS(sizeOf("d/new") == 31);
    FAILS(read(other, buffer, 1), EBADF);
    IS((fcntl(other, F_GETFL) & O_APPEND) != 0);
    close(other);

    WORKS(rename("d/new", "/d/e/moved"));
    FAILS(stat("d/new", &status), ENOENT);
    FAILS(rename("/d", "/d/e/inside"), EINVAL);
    FAILS(rename("d/e/moved", "d"), ENOTEMPTY);
    FAILS(rename("/in.txt", "/d/e"), EISDIR);
    FAILS(rename("/d/e", "/in.txt"), ENOTDIR);
    WORKS(unlink("/d/e/moved"));
    // A file without a name lives as long as it is open.
    IS(pwrite(file, "still", 5, 0) == 5);
    close(file);
}

static void links(void) {
    close(open("/d/e/moved", O_WRONLY | O_CREAT, 0666));
    WORKS(truncate("/d/e/moved", 31));
    WORKS(symlink("e/moved", "/d/link"));
    IS(sizeOf("/d/link") == 31);
    IS(lstat("/d/link", &status) == 0 && S_ISLNK(status.st_mode));
    IS(readlink("/d/link", buffer, 200) == 7 && memcmp(buffer, "e/moved", 7) == 0);
    WORKS(symlink("self", "/self"));
    FAILS(stat("/self", &status), ELOOP);
    FAILS(open("/self", O_RDONLY), ELOOP);
    WORKS(symlink("/d/e", "/absolute"));
    IS(sizeOf("/absolute/moved") == 31);
    IS(sizeOf("/absolute/../e/./moved") == 31);
    IS(sizeOf("/../../d/e/moved") == 31);
    WORKS(link("/in.txt", "/d/hard"));
    IS(sizeOf("/d/hard") == 11 && status.st_nlink == 2);
    WORKS(symlink("/", "/root"));
    FAILS(rmdir("/root/d/.."), ENOTEMPTY);
    WORKS(unlink("/root"));
}

static int entries(const char* path) {
    DIR* folder = opendir(path);
    int count = 0;
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static void folders(void) {
    for (int i = 0; i < 300; i++) {
        snprintf(buffer, sizeof buffer, "/d/e/file-with-a-long-name-%d", i);
        close(open(buffer, O_CREAT | O_WRONLY, 0666));
    }
    IS(entries("/d/e") == 303);
    FAILS(rmdir("/d/e"), ENOTEMPTY);
    FAILS(rmdir("/in.txt"), ENOTDIR);
    FAILS(unlink("/d"), EISDIR);
    FAILS(unlink("/nothing"), ENOENT);
    for (int i = 0; i < 300; i++) {
        snprintf(buffer, sizeof buffer, "/d/e/file-with-a-long-name-%d", i);
        WORKS(unlink(buffer));
    }
    WORKS(unlink("/d/e/moved"));
    WORKS(rmdir("/d/e"));
    IS(entries("/d") == 4);
    WORKS(chdir("/d"));
    IS(getcwd(buffer, 200) && strcmp(buffer, "/d") == 0);
    struct timespec times[2] = {{5, 6}, {7, 8}};
    WORKS(utimensat(AT_FDCWD, "hard", times, 0));
    IS(stat("hard", &status) == 0 && status.st_atim.tv_nsec == 6 && status.st_mtim.tv_sec == 7);
}

static void clocks(void) {
    struct timespec before, after;
    WORKS(clock_gettime(CLOCK_MONOTONIC, &before));
    WORKS(usleep(20000));
    WORKS(clock_gettime(CLOCK_MONOTONIC, &after));
    IS((after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec >= 19000000);
    WORKS(clock_getres(CLOCK_REALTIME, &after));
    IS(time(NULL) > 1700000000);
    unsigned char random[64] = {0};
    WORKS(getentropy(random, sizeof random));
    int zeros = 0;
    for (size_t i = 0; i < sizeof random; i++)
        zeros += random[i] == 0;
    IS(zeros < 20);
}

static void streams(void) {
    struct pollfd input = {0, POLLIN, 0};
    IS(poll(&input, 1, 1000) == 1 && input.revents == POLLIN);
    FAILS(lseek(0, 0, SEEK_CUR), ESPIPE);
    FAILS(read(1, buffer, 1), EBADF);
    FAILS(write(0, "", 1), EBADF);
    errno = 0;
    printf("terminal: %d %d %d\n", isatty(0), isatty(1), isatty(2));
    fflush(stdout);
    while (fgets(buffer, sizeof buffer, stdin) || errno == EINTR) {
        printf(errno == EINTR ? "interrupted\n" : "read: %s", buffer);
        fflush(stdout);
        clearerr(stdin);
        errno = 0;
    }
    fprintf(stderr, "to stderr\n");
}

extern char** environ;

int main(int count, char** arguments) {
    for (int i = 0; i < count; i++)
        printf("argument: %s\n", arguments[i]);
    for (char** variable = environ; *variable; variable++)
        printf("environment: %s\n", *variable);
    // Half a character, and the other half in another write.
    fflush(stdout);
    WORKS(write(1, "\xc3", 1));
    WORKS(write(1, "\xa4\n", 2));
    reading();
    writing();
    links();
    folders();
    clocks();
    streams();
    FILE* out = fopen("/out.txt", "w");
    fprintf(out, failed ? "something failed" : "all is well");
    fclose(out);
    return failed ? 1 : 7;
}
