# run: functions that return early: their short paths, what is behind, and what goes wrong there
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def power(base, exponent):
    if exponent == 0:
        return 1
    half = power(base, exponent // 2)
    return half * half * base if exponent % 2 else half * half


def depth(n):
    if n == 0:
        return 0.5
    return depth(n - 1) + 1.0


def checked(n):
    if n > 3:
        return n
    if n == 0:
        raise ValueError("zero")
    return checked(n - 1) * 2


def find(items, wanted, at):
    if at == len(items):
        return -1
    if items[at] == wanted:
        return at
    return find(items, wanted, at + 1)


def endless(n):
    if n < 0:
        return n
    return endless(n + 1) + 1


print(fib(20), ackermann(2, 5), power(3, 13), power(3, 200), depth(100))
print(checked(5))
try:
    checked(3)
except ValueError as error:
    entry, lines = error.__traceback__, []
    while entry:
        lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno, entry.tb_frame.f_locals.get("n")))
        entry = entry.tb_next
    print(lines)
print(find([4, 5, 6], 6, 0), find([4, 5, 6], 7, 0), find("abc", "b", 0))
sys.setrecursionlimit(300)
try:
    endless(0)
except RecursionError as error:
    print(error)
print(fib(2.5), fib(True))
power = None
try:
    checked("a")
except TypeError as error:
    print(error)
checked(2)
