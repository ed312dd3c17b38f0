import sys
import time


def forever():
    while True:
        pass


def counted():
    total = 0
    for number in range(10**12):
        total += number
    return total


def summed():
    return sum(range(10**14))


def summed_floats():
    return sum(0.5 for number in range(10**12))


def powers():
    while True:
        pow(12345, 54321, 10**50 + 1)


def sorting():
    items = [number * 7919 % 1000003 for number in range(20000)]
    while True:
        sorted(items)
        sorted(items, key=lambda item: -item)


def repeating():
    while True:
        "ab" * 1000


def comparing():
    return max(range(10**14))


def searching():
    return 0.5 in range(10**14)


def joining():
    return len("".join(str(number % 10) for number in range(10**12)))


def generating():
    return any(number < 0 for number in iter(lambda: 1, 2))


def calling():
    while True:
        calls(20)


def calls(depth):
    return depth and calls(depth - 1)


def reading():
    return input()


def sleeping():
    time.sleep(1000)


def caught():
    while True:
        try:
            forever()
        except ValueError:
            pass
        finally:
            print("finally", flush=True)


print("ready", flush=True)
globals()[sys.argv[1]]()
