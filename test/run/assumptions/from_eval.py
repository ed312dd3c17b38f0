# run: assumptions broken by exec and eval, also while the function that relied on them is on the stack
def rate(x):
    return x * 2


def loop(n):
    total = 0
    for i in range(n):
        total += rate(i)
        if i == 50:
            exec("def rate(x):\n    return x * 1000", globals())
    return total


print(loop(100))


class Box:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value


def sum_boxes(boxes):
    total = 0
    for i, box in enumerate(boxes):
        total += box.get()
        if i == 4:
            exec("Box.get = lambda self: -self.value")
        if i == 6:
            boxes[7].value = 0.5
        if i == 8:
            exec("boxes[9].value = 2**70", {"boxes": boxes})
    return total


print(sum_boxes([Box(i) for i in range(11)]))
LIMIT = 5


def until():
    i = 0
    while i < LIMIT:
        i += 1
        if i == 3:
            exec("global LIMIT\nLIMIT = 8")
    return i


print(until())


def shadow():
    out = []
    for i in range(4):
        out.append(abs(-i))
        if i == 1:
            exec("abs = lambda x: 'shadowed'", globals())
    return out


print(shadow())
exec("del abs", globals())
print(abs(-1))
print(eval("rate(2) + LIMIT"), eval("[x for x in range(LIMIT)]"), eval("lambda y: y + LIMIT")(1))
