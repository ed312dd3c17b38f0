def divide(a, b):
    return a // b


RESULT = [divide(6, n) for n in (3, 2, 0)]
