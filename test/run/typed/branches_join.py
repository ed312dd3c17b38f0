# run: variables whose type depends on the way taken, joined and used again
def join(flag):
    if flag > 0:
        value = 1
    elif flag < 0:
        value = 0.5
    else:
        value = "zero"
    return value * 2


def late_float(n):
    total = 0
    for i in range(n):
        if i == n - 1:
            total += 0.25
        else:
            total += i
    return total


def none_until(n):
    best = None
    for i in range(n):
        candidate = (i * 7) % 11
        if best is None or candidate > best:
            best = candidate
    return best


def swap_types(n):
    a, b = 1, 2.5
    for _ in range(n):
        a, b = b, a
        a = a + 1
    return a, b


def sometimes_list(n):
    x = n
    if n > 2:
        x = [n]
    if n > 4:
        x.append(n)
    return x


def bool_or_int(n):
    flag = n > 3
    total = flag
    for i in range(n):
        total += flag
        flag = i
    return total, flag, not flag


def narrowing(value):
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "1"
    if isinstance(value, (list, tuple)):
        return len(value)
    if value is None:
        return "nothing"
    return type(value).__name__


def try_types(values):
    total = 0
    for value in values:
        try:
            total += value
        except TypeError:
            total += len(value)
    return total


def loop_carried(n):
    x, y = 0, 0
    for i in range(n):
        if i % 3 == 0:
            x = i
        elif i % 3 == 1:
            x = i / 2
        y = x if i % 2 else y
    return x, y


def early(n):
    for i in range(n):
        if i == 5:
            return i
        if i == 9:
            return "unreachable"
    return None


print([join(f) for f in (1, -1, 0)], late_float(5), late_float(1), none_until(0), none_until(20), swap_types(0), swap_types(3), swap_types(4))
print([sometimes_list(n) for n in (1, 3, 5)], bool_or_int(2), bool_or_int(5), [narrowing(v) for v in (True, 2**70, "s", [1], (), None, 1.5, {})])
print(try_types([1, 2.5, "abc", 2**65, [1, 2]]), loop_carried(7), loop_carried(8), early(3), early(20))
i = 10
i = str(i)
i = i + "!"
i = len(i)
i += 0.5
print(i)
for i in (1, "two", 3.0, None, [4]):
    j = i
print(j, [type(v).__name__ for v in (i, j)])
