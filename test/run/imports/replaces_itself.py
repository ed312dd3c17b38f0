import sys


class Stand:
    word = "in its place"


sys.modules[__name__] = Stand()
