// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists and trees held by the stack only survive collections at every so-manyth allocation; what nobody holds is
// collected.
#include "runtime/gc/gc.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

struct Node {
    Node* left;
    Node* right;
    unsigned long* payload; // pointer-free block
    unsigned long depth;
};

void require(bool condition, const char* what) {
    if (!condition) {
        printf("FAILED: %s\n", what);
        exit(1);
    }
}

Node* makeTree(unsigned long depth) {
    Node* left = depth ? makeTree(depth - 1) : nullptr;
    Node* right = depth ? makeTree(depth - 1) : nullptr;
    Node* node = static_cast<Node*>(pyc::gc::allocate(sizeof(Node)));
    *node = {left, right, static_cast<unsigned long*>(pyc::gc::allocateAtomic(24)), depth};
    node->payload[0] = depth;
    node->payload[2] = ~depth;
    return node;
}

unsigned long countTree(const Node* node) {
    require(node->payload[0] == node->depth && node->payload[2] == ~node->depth, "payload intact");
    return 1 + (node->left ? countTree(node->left) : 0) + (node->right ? countTree(node->right) : 0);
}

// A million frames, each holding one reference.
unsigned long deep(unsigned long depth) {
    if (depth == 0) {
        pyc::gc::collect();
        return 0;
    }
    auto* volatile block = static_cast<unsigned long*>(pyc::gc::allocateAtomic(16));
    block[1] = depth;
    unsigned long below = deep(depth - 1);
    require(block[1] == depth, "block of a deep frame");
    return below + 1;
}

PYC_GC_ROOT Node* root = nullptr;
size_t finalized = 0;

[[gnu::noinline]] void dropFinalizable() {
    for (int i = 0; i < 100; ++i)
        pyc::gc::registerFinalizer(pyc::gc::allocate(32), [](void*) { ++finalized; });
}

// A suspended frame knows a block by an address inside it only.
[[gnu::noinline]] void** frameWithInteriorPointer() {
    auto** frame = static_cast<void**>(pyc::gc::allocateInteriorPointers(64));
    char* text = static_cast<char*>(pyc::gc::allocateAtomic(200));
    strcpy(text, "interior");
    frame[5] = text + 3;
    return frame;
}

int body(void* stressed) {
    root = makeTree(8);
    for (int round = 0; round < 20; ++round) {
        Node* tree = makeTree(6);
        makeTree(5);
        require(countTree(tree) == 127, "tree on the stack");
    }
    require(countTree(root) == 511, "tree in a root");
    require(deep(stressed ? 2000 : 1000000) == (stressed ? 2000 : 1000000), "deep stack");

    void** frame = frameWithInteriorPointer();
    for (int i = 0; i < 2000; ++i)
        memset(pyc::gc::allocateAtomic(200), 'x', 200);
    pyc::gc::collect();
    require(strcmp(static_cast<char*>(frame[5]), "erior") == 0, "interior pointer of a frame");

    dropFinalizable();
    pyc::gc::collect();
    pyc::gc::runFinalizers();
    require(finalized >= 90, "unreachable objects are finalized");

    for (int i = 0; i < 200; ++i)
        memset(pyc::gc::allocateAtomic(4 << 20), 1, 4 << 20);
    require(pyc::gc::heapSize() < (400 << 20), "large blocks are reclaimed");
    printf("ok\n");
    return 0;
}

} // namespace

int main() {
    pyc::gc::Options options = pyc::gc::optionsFromEnvironment();
    return pyc::gc::runMain(options, body, options.stress ? &options : nullptr);
}
