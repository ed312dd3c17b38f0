# run: generators: send, throw, close, yield from and returned values
def echo():
    received = yield "ready"
    while received is not None:
        try:
            received = yield f"got {received}"
        except ValueError as error:
            received = yield f"error {error}"
    return "finished"


running = echo()
print(next(running), running.send(1), running.send(2))
print(running.throw(ValueError("bad")), running.send(3))
try:
    running.send(None)
except StopIteration as stop:
    print("stopped with", stop.value)
print(next(running, "exhausted"))


def delegate(log):
    result = yield from echo()
    log.append(result)
    yield from (1, 2)
    yield from "ab"
    return len(log)


log = []
outer = delegate(log)
print(next(outer), outer.send("x"), outer.throw(ValueError("inside")), next(outer), next(outer))
print(list(outer), log)


def tree(node):
    if node is None:
        return
    left, value, right = node
    yield from tree(left)
    yield value
    yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def careful():
    try:
        while True:
            try:
                yield "working"
            except KeyError:
                yield "recovered"
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("cleaned")


worker = careful()
print(next(worker), worker.throw(KeyError), next(worker))
worker.close()
try:
    next(worker)
except StopIteration:
    print("over")


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def leaks():
    yield 1
    raise StopIteration("leak")


try:
    print(list(leaks()))
except RuntimeError as error:
    print(error, repr(error.__cause__))


def recursive():
    yield from itself


itself = recursive()
try:
    next(itself)
except ValueError as error:
    print(error)
try:
    echo().send(1)
except TypeError as error:
    print(error)
print([(yield_, n) for n, yield_ in enumerate(iter([5, 6].pop, 5))])
