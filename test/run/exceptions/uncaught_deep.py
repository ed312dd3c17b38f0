# run: a traceback through functions, methods, comprehensions and a lambda
class Machine:
    def __init__(self, parts):
        self.parts = parts

    def check(self, index):
        return [self.ratio(part, index) for part in self.parts]

    def ratio(self, part, index):
        scale = lambda value: value / (part - index)
        return scale(
            10,
        )


def start(machine):
    for index in range(5):
        print(machine.check(index))


start(Machine([1, 2, 3]))
