# run: loops with else, break and continue in every nesting, deletion and rebinding inside
def primes(limit):
    found = []
    for n in range(2, limit):
        for p in found:
            if p * p > n:
                found.append(n)
                break
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


print(primes(40))


def search(grid, wanted):
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell is None:
                continue
            if cell == wanted:
                break
        else:
            continue
        break
    else:
        return "nowhere"
    return x, y


grid = [[1, None, 2], [3, 4, 5], [], [6]]
print([search(grid, n) for n in (1, 5, 6, 7)])


def collatz(n):
    steps = 0
    while n != 1:
        steps += 1
        if n % 2:
            n = 3 * n + 1
            continue
        n //= 2
    else:
        steps = steps, "else"
    return steps


print(collatz(27), collatz(1))


def conditional_name(flags):
    out = []
    for flag in flags:
        try:
            if flag:
                name = flag
            out.append(name)
            if flag == 2:
                del name
        except UnboundLocalError:
            out.append("unbound")
    return out


print(conditional_name([0, 1, 0, 2, 0, 3, 0]))


def never_runs():
    for item in ():
        pass
    try:
        return item
    except UnboundLocalError as error:
        return str(error)


print(never_runs())
numbers = [1, 2, 3, 4]
for n in numbers:
    if n % 2 == 0:
        numbers.remove(n)
print(numbers, n)
for i in range(3):
    i = i * 10
print(i)
for grid[0][0] in range(3):
    pass
print(grid[0])


def constant_conditions():
    out = []
    while True:
        out.append(1)
        if len(out) > 2:
            break
    while 0:
        out.append("never")
    else:
        out.append("else")
    if not False:
        out.append("if")
    for _ in range(2):
        try:
            continue
        finally:
            out.append("finally")
    return out


print(constant_conditions())
total = 0
for a in range(50):
    for b in range(a):
        if (a + b) % 7 == 0:
            continue
        if b > 30:
            break
        total += a * b
print(total)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
