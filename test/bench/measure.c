// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a command and writes its wall seconds, processor seconds, peak memory in KB and wait status to file descriptor 3. It is small, because a process's peak
// counts what its parent held before exec: measured from Python, every program would seem to need ten megabytes.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int argc, char** argv) {
    if (argc < 2)
        return 2;
    double start = now();
    pid_t child = vfork();
    if (child == 0) {
        execv(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    double wall = now() - start;
    double processor = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
    dprintf(3, "%.6f %.6f %ld %d\n", wall, processor, usage.ru_maxrss, status);
    return 0;
}
