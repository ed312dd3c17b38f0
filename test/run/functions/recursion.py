# run: recursion: mutual, deep, on data structures, and the limit
# not on wasm32-wasi: it goes deeper than the stacks of engines allow
import sys


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def hanoi(n, source, target, spare, moves):
    if n:
        hanoi(n - 1, source, spare, target, moves)
        moves.append(source + target)
        hanoi(n - 1, spare, target, source, moves)
    return moves


def permutations(items):
    if len(items) <= 1:
        return [items]
    return [[items[i]] + rest for i in range(len(items)) for rest in permutations(items[:i] + items[i + 1:])]


def flatten(value):
    if isinstance(value, list):
        return [leaf for item in value for leaf in flatten(item)]
    return [value]


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def queens(n, row=0, columns=(), found=None):
    found = [] if found is None else found
    if row == n:
        found.append(columns)
        return found
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns)):
            queens(n, row + 1, columns + (column,), found)
    return found


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(even(50), odd(7), hanoi(4, "A", "C", "B", [])[:5], len(hanoi(7, "A", "C", "B", [])))
print(permutations([1, 2, 3]), flatten([1, [2, [3, [4, []]], 5]]), ackermann(2, 5), len(queens(6)), queens(5)[0], depth(900))


def forever(n):
    return forever(n + 1) + 1


class Recursive:
    def __repr__(self):
        return "R" + repr(self)

    def __eq__(self, other):
        return self == other


for attempt in (lambda: forever(0), lambda: repr(Recursive()), lambda: Recursive() == Recursive()):
    try:
        attempt()
    except RecursionError as error:
        print(type(error).__name__, "maximum recursion depth exceeded" in str(error))
print(sys.getrecursionlimit(), depth(900))
sys.setrecursionlimit(20000)
print(depth(15000))
sys.setrecursionlimit(1000)


def count_to_limit():
    def go(n):
        nonlocal reached
        reached = n
        go(n + 1)

    reached = 0
    try:
        go(1)
    except RecursionError:
        return reached


print(count_to_limit())


def tree(level):
    return None if level == 0 else (tree(level - 1), level, tree(level - 1))


def total(node):
    return 0 if node is None else total(node[0]) + node[1] + total(node[2])


print(total(tree(8)))
