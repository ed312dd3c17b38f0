# run: the status of a program that exits with a big number inside nested calls, with text held back in the buffer
import sys


def inner():
    print("no newline", end="")
    sys.exit(300 + 7)


def outer():
    try:
        inner()
    finally:
        print(" finally")


outer()
