# run: what runs at a poll, here a finalizer, may change the lists that a loop has in its hands
# not on sanitized: the collector's twin finalizes nothing before the end


class Changer:
    def __init__(self, values, replacement):
        self.values, self.replacement = values, replacement

    def __del__(self):
        self.values[:] = self.replacement


def start(values, replacement):
    # Many that nothing but chance could keep alive together: a collector that takes any word for a reference may miss a few.
    for _ in range(60):
        Changer(values, replacement)


def wait(values):
    garbage = []
    for i in range(3000000):
        if values[0] != 0:
            return values
        garbage.append([i * 0.5])


def wait_in_while(values):
    garbage = []
    i = 0
    while values[0] == 0 and i < 3000000:
        garbage.append([i])
        i += 1
    return values


def wait_for_row(rows):
    garbage = []
    for turn in range(3000000):
        total = 0.0
        for k in range(len(rows)):
            total += rows[k][0]
        if total != 0.0:
            return total
        garbage.append([total])


for replacement in ([1], [2, 3], [0.5], ["text"], [1 << 70]):
    values = [0]
    start(values, replacement)
    print(wait(values))
    values = [0]
    start(values, replacement)
    print(wait_in_while(values))
values = [0]
start(values, [])
try:
    wait(values)
except IndexError as error:
    print(error)
rows = [[0.0] for _ in range(20)]
start(rows[7], [2.5, 3.5])
print(wait_for_row(rows) > 0)
rows = [[0.0] for _ in range(20)]
start(rows, [[1.5]] * 20)
print(wait_for_row(rows) > 0)
