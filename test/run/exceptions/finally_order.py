# run: with and finally unwinding through loops, returns and generators, in order
log = []


class Step:
    def __init__(self, name, fail_enter=False, fail_exit=False, swallow=False):
        self.name, self.fail_enter, self.fail_exit, self.swallow = name, fail_enter, fail_exit, swallow

    def __enter__(self):
        log.append("+" + self.name)
        if self.fail_enter:
            raise RuntimeError("enter " + self.name)
        return self

    def __exit__(self, kind, error, trace):
        log.append("-" + self.name + (":" + kind.__name__ if kind else ""))
        if self.fail_exit:
            raise RuntimeError("exit " + self.name)
        return self.swallow


def run(label, function):
    log.clear()
    try:
        result = function()
    except Exception as error:
        result = f"{type(error).__name__}({error})"
        if error.__context__:
            result += f" during {type(error.__context__).__name__}({error.__context__})"
    print(f"{label}: {result} {' '.join(log)}")


def returning():
    with Step("a"), Step("b"):
        return "value"


def looping():
    for i in range(3):
        with Step(str(i)):
            if i == 0:
                continue
            if i == 1:
                break
    return i


def failing_enter():
    with Step("a"), Step("b", fail_enter=True):
        return "never"


def failing_exit():
    with Step("a"), Step("b", fail_exit=True):
        return "never"


def double_fault():
    with Step("a", fail_exit=True):
        raise ValueError("body")


def swallowed():
    with Step("a"), Step("b", swallow=True), Step("c"):
        raise ValueError("body")
    return "after"


def nested_finally():
    try:
        try:
            with Step("w"):
                return log.append("body") or "first"
        finally:
            log.append("f1")
    finally:
        log.append("f2")


def generator():
    with Step("g"):
        for i in range(5):
            yield i


def abandoned():
    g = generator()
    next(g)
    next(g)
    g.close()
    return "closed"


def through():
    total = 0
    for i in generator():
        if i == 3:
            break
        total += i
    return total


def parenthesised():
    with (
        Step("x") as x,
        Step("y") as y,
    ):
        return x.name + y.name


def unpacked():
    class Pair:
        def __enter__(self):
            return 1, [2, 3]

        def __exit__(self, *details):
            log.append(str(len(details)))

    with Pair() as (a, [b, c]):
        return a + b + c


class NoProtocol:
    pass


def no_enter():
    with NoProtocol():
        pass


class NoExit:
    def __enter__(self):
        pass


def no_exit():
    with NoExit():
        pass


for function in (returning, looping, failing_enter, failing_exit, double_fault, swallowed, nested_finally, abandoned, parenthesised, unpacked, no_enter, no_exit):
    run(function.__name__, function)
print(list(generator()), log[-1])
