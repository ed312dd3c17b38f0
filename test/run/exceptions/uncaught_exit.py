# run: sys.exit with a text: it goes to stderr and the status is 1
import sys


def main():
    try:
        print("before")
        sys.exit("stopped: " + "reason")
    finally:
        print("cleanup")


main()
