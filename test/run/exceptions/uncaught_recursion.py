# run: an uncaught RecursionError abbreviates the repeated entries
def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def countdown(n):
    return countdown(n - 1)


print(even(100), odd(100))
countdown(10**6)
