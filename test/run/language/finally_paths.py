# run: every way out of try, through finally and nested handlers
log = []


def leave(how):
    for turn in range(3):
        try:
            log.append(("body", turn))
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return "returned"
            if how == "raise":
                raise KeyError(turn)
        except KeyError as error:
            log.append(("caught", error.args))
            if turn == 1:
                return "from handler"
        else:
            log.append(("else", turn))
        finally:
            log.append(("finally", turn))
    else:
        log.append("loop ended")
    return "fell off"


for how in ("break", "continue", "return", "raise", "none"):
    log.clear()
    print(how, leave(how), log)


def nested(depth):
    try:
        try:
            1 / (2 - depth)
        finally:
            log.append("inner")
            if depth == 3:
                raise ValueError("instead")
    except ZeroDivisionError as error:
        log.append(str(error))
        raise RuntimeError("wrapped") from error
    finally:
        log.append("outer")
    return "fine"


for depth in (1, 2, 3):
    log.clear()
    try:
        print(nested(depth), log)
    except Exception as error:
        print(type(error).__name__, error, log)
        print("  cause", repr(error.__cause__), "context", repr(error.__context__))


def unbound():
    try:
        raise ValueError("x")
    except ValueError as error:
        kept = error
    try:
        return error
    except UnboundLocalError as problem:
        return str(problem), str(kept)


print(unbound())


def swallowed():
    while True:
        try:
            raise IndexError
        except (KeyError, IndexError):
            break
        finally:
            log.append("done")
    return log[-1]


print(swallowed())


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


first = generator()
for value in first:
    print(value)
    break
first.close()
running = generator()
print(next(running))
running.close()
print(list(running))
