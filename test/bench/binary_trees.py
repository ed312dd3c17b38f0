# Builds and walks many short-lived trees beside a long-lived one.


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def main():
    deepest = 17
    lasting = make(deepest)
    for depth in range(4, deepest + 1, 4):
        rounds = 1 << (deepest - depth + 2)
        total = 0
        for _ in range(rounds):
            total += count(make(depth))
        print(rounds, depth, total)
    print(count(lasting))


main()
