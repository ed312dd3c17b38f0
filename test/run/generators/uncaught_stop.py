# run: a StopIteration that leaves a generator becomes a RuntimeError, with both tracebacks
def first(iterable):
    return next(iter(iterable))


def heads(groups):
    for group in groups:
        yield first(group)


print(list(heads([[1, 2], "ab"])))
print(list(heads([[1], [], [2]])))
