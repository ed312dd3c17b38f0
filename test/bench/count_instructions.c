// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A plugin of qemu's user mode that writes how many instructions of the guest ran to the file named by its argument `to`. Debian packages the emulator without
// the interface's header, so what is used of it (version 1) is declared here.
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef uint64_t PluginId;
typedef struct qemu_plugin_tb Block;
enum Operation { AddU64 };

void qemu_plugin_register_vcpu_tb_trans_cb(PluginId id, void (*callback)(PluginId, Block*));
void qemu_plugin_register_vcpu_tb_exec_inline(Block* block, enum Operation operation, void* place, uint64_t operand);
void qemu_plugin_register_atexit_cb(PluginId id, void (*callback)(PluginId, void*), void* data);
size_t qemu_plugin_tb_n_insns(const Block* block);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t executed;
static char destination[4096];

static void translated(PluginId id, Block* block) {
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, AddU64, &executed, qemu_plugin_tb_n_insns(block));
}

static void ended(PluginId id, void* data) {
    (void)id;
    (void)data;
    FILE* file = fopen(destination, "w");
    if (!file)
        return;
    fprintf(file, "%" PRIu64 "\n", executed);
    fclose(file);
}

__attribute__((visibility("default"))) int qemu_plugin_install(PluginId id, const void* info, int argc, char** argv) {
    (void)info;
    if (argc != 1 || strncmp(argv[0], "to=", 3) != 0)
        return 1;
    strncpy(destination, argv[0] + 3, sizeof destination - 1);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}
