// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of binary_trees.py, with malloc and free.
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    struct Node *left, *right;
} Node;

static Node* make(long depth) {
    Node* node = malloc(sizeof(Node));
    node->left = depth ? make(depth - 1) : NULL;
    node->right = depth ? make(depth - 1) : NULL;
    return node;
}

static long count(const Node* node) { return node->left ? 1 + count(node->left) + count(node->right) : 1; }

static void drop(Node* node) {
    if (node->left) {
        drop(node->left);
        drop(node->right);
    }
    free(node);
}

int main(void) {
    long deepest = 17;
    Node* lasting = make(deepest);
    for (long depth = 4; depth <= deepest; depth += 4) {
        long rounds = 1L << (deepest - depth + 2), total = 0;
        for (long round = 0; round < rounds; ++round) {
            Node* tree = make(depth);
            total += count(tree);
            drop(tree);
        }
        printf("%ld %ld %ld\n", rounds, depth, total);
    }
    printf("%ld\n", count(lasting));
    return 0;
}
