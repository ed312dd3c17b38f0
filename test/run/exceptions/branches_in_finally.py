# run: branches at the end of finally and of handlers, reached by an exception
def leave(value):
    try:
        raise KeyError(value)
    finally:
        if value:
            assert value < 5
            pass


def handled(value):
    try:
        try:
            raise KeyError(value)
        except KeyError:
            if value > 1:
                assert value < 5
                pass
        print("behind", value)
    finally:
        for step in range(value):
            if step == 1:
                assert step
                pass
        print("left", value)


def nested(value):
    try:
        raise KeyError(value)
    finally:
        try:
            print("nested", value)
        finally:
            print("left", value)
        if value:
            assert value < 5
            pass


for function in (leave, handled, nested):
    for value in (0, 1, 2, 7):
        try:
            print(function(value))
        except (KeyError, AssertionError) as error:
            print(type(error).__name__, error, type(error.__context__).__name__)
