# run: an uncaught exception group with nested groups and contexts
def fail(kind, message):
    raise kind(message)


def collect():
    errors = []
    for kind, message in ((ValueError, "first"), (KeyError, "second"), (OSError, "third")):
        try:
            fail(kind, message)
        except Exception as error:
            errors.append(error)
    return errors


errors = collect()
try:
    raise ExceptionGroup("inner", errors[:2])
except ExceptionGroup as group:
    inner = group
try:
    1 / 0
except ZeroDivisionError:
    raise ExceptionGroup("outer", [inner, errors[2], TypeError("new")])
