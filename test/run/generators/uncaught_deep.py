# run: the traceback of an error that leaves several generators
def source(limit):
    for index in range(limit):
        yield 10 // (2 - index)


def doubled(values):
    for value in values:
        yield value * 2


def passing(values):
    yield from values


print(sum(passing(doubled(source(2)))))
for value in passing(doubled(source(4))):
    print(value)
