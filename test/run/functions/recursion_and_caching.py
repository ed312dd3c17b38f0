# run: recursive functions, memo decorators, mutual recursion, functions as values
def memo(function):
    known = {}

    def lookup(*arguments):
        if arguments not in known:
            known[arguments] = function(*arguments)
        return known[arguments]

    lookup.known = known
    lookup.__name__ = function.__name__
    return lookup


@memo
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@memo
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source, target, spare, moves):
    if n == 0:
        return
    hanoi(n - 1, source, spare, target, moves)
    moves.append((source, target))
    hanoi(n - 1, spare, target, source, moves)


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value
    return composed


def curry(function, *early):
    return lambda *late, **named: function(*early, *late, **named)


def flatten(tree):
    for item in tree:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def permutations(items):
    if len(items) <= 1:
        return [list(items)]
    result = []
    for index, item in enumerate(items):
        for rest in permutations(items[:index] + items[index + 1:]):
            result.append([item, *rest])
    return result


print(fibonacci(80), len(fibonacci.known), fibonacci.__name__)
print(paths(12, 14), ackermann(2, 3))
moves = []
hanoi(5, "A", "C", "B", moves)
print(len(moves), moves[:4])
print(compose(str, abs, lambda x: x * 2)(-21), curry(max, 3, 9)(4, key=lambda x: -x))
print(list(flatten([1, [2, (3, [4, [5]])], 6])))
print(permutations("abc"))
operations = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}


def evaluate(expression):
    if not isinstance(expression, tuple):
        return expression
    operator, left, right = expression
    return operations[operator](evaluate(left), evaluate(right))


print(evaluate(("+", 1, ("*", 2, ("-", 10, 3)))))
counters = [lambda step=step: step * 2 for step in range(4)]
print([counter() for counter in counters], [c(step=10) for c in counters])
late = [lambda: step for step in range(4)]
print([function() for function in late])
