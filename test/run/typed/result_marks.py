# run: results that look like a mark, errors and results of another kind from functions whose results are unboxed


def least(count):
    if count < 1:
        return -2147483648
    return least(count - 1) + least(count - 2) + 2147483648


def lost(count, number):
    if count < 1:
        return number
    return lost(count - 1, number) + lost(count - 2, number) * 0.5


def growing(count):
    if count < 2:
        return count + 1
    return growing(count - 1) * growing(count - 2) * 3


def dividing(count, by):
    if count < 1:
        return 7 // by
    return dividing(count - 1, by) + dividing(count - 2, by)


def halving(count, by):
    if count < 1:
        return 7.0 / by
    return halving(count - 1, by) + halving(count - 2, by)


def isEven(number):
    if number == 0:
        return True
    return not isEven(number - 1)


def chained(number):
    return least(number)


def main():
    for count in range(6):
        print(least(count), chained(count), isEven(count))
    total = 0
    for i in range(1000):
        total += least(i % 4) - chained(i % 3)
    print(total)
    nan = float("nan")
    print(lost(4, nan), lost(4, 1.0), lost(3, float("inf")), lost(2, -nan))
    for count in (3, 8, 9, 10, 11):
        print(growing(count))
    for by in (2, 0, 3):
        for function in dividing, halving:
            try:
                print(function(4, by))
            except ZeroDivisionError as error:
                print(type(error).__name__, error, error.__traceback__.tb_next is not None)
    print(least(1), dividing(2, 1), halving(2, 1.0))


main()
