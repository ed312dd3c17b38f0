import sys


def inner(value):
    text = str(value)
    return text + sys.argv[1]


def outer(count):
    for number in range(count):
        print(inner(number))


outer(3)
