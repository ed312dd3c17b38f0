# run: an exception that leaves a generator and a with block
class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("leaving", details[0].__name__)


def numbers():
    for i in range(3):
        yield 6 // (2 - i)


with Guard():
    for value in numbers():
        print(value)
