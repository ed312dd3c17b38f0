print("sibling starts", __name__)
CONSTANT = 42


def double(x):
    return x * 2


def read():
    return CONSTANT
