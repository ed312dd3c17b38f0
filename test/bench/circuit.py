# A circuit of gates of several classes: wires tell the gates they lead to that they changed, and an agenda runs what follows.


class Wire:
    def __init__(self, name):
        self.name = name
        self.signal = 0
        self.gates = []
        self.changes = 0

    def connect(self, gate):
        self.gates.append(gate)

    def set(self, signal, agenda):
        if signal != self.signal:
            self.signal = signal
            self.changes += 1
            for gate in self.gates:
                if not gate.queued:
                    gate.queued = True
                    agenda.add(gate)


class Gate:
    delay = 1

    def __init__(self, output):
        self.output = output
        self.queued = False
        self.runs = 0

    def evaluate(self):
        return 0

    def run(self, agenda):
        self.queued = False
        self.runs += 1
        self.output.set(self.evaluate(), agenda)


class Inverter(Gate):
    def __init__(self, source, output):
        super().__init__(output)
        self.source = source
        source.connect(self)

    def evaluate(self):
        return 1 - self.source.signal


class Pair(Gate):
    def __init__(self, left, right, output):
        super().__init__(output)
        self.left = left
        self.right = right
        left.connect(self)
        right.connect(self)


class And(Pair):
    def evaluate(self):
        return self.left.signal & self.right.signal


class Or(Pair):
    def evaluate(self):
        return self.left.signal | self.right.signal


class Xor(Pair):
    def evaluate(self):
        return self.left.signal ^ self.right.signal


class Entry:
    def __init__(self, gate):
        self.gate = gate
        self.next = None


class Agenda:
    def __init__(self):
        self.first = None
        self.last = None
        self.steps = 0

    def add(self, gate):
        entry = Entry(gate)
        if self.first is None:
            self.first = entry
        else:
            self.last.next = entry
        self.last = entry

    def run(self):
        while self.first is not None:
            entry = self.first
            self.first = entry.next
            self.steps += 1
            entry.gate.run(self)


class Adder:
    def __init__(self, bits):
        self.left = [Wire("a") for _ in range(bits)]
        self.right = [Wire("b") for _ in range(bits)]
        self.sum = []
        self.gates = []
        carry = Wire("c0")
        for bit in range(bits):
            carry = self.full(self.left[bit], self.right[bit], carry)
        self.carry = carry

    def full(self, left, right, carry):
        half, total, first, second, out = Wire("h"), Wire("s"), Wire("x"), Wire("y"), Wire("c")
        self.gates.append(Xor(left, right, half))
        self.gates.append(Xor(half, carry, total))
        self.gates.append(And(left, right, first))
        self.gates.append(And(half, carry, second))
        self.gates.append(Or(first, second, out))
        self.sum.append(total)
        return out

    def put(self, wires, number, agenda):
        for wire in wires:
            wire.set(number & 1, agenda)
            number >>= 1

    def value(self):
        number = self.carry.signal
        for wire in reversed(self.sum):
            number = number * 2 + wire.signal
        return number


def main():
    adder, agenda = Adder(16), Agenda()
    inverted = Wire("n")
    Inverter(adder.carry, inverted)
    seed, wrong, ones = 12345, 0, 0
    for _ in range(20000):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        left, right = seed & 0xFFFF, (seed >> 12) & 0xFFFF
        adder.put(adder.left, left, agenda)
        adder.put(adder.right, right, agenda)
        agenda.run()
        if adder.value() != left + right:
            wrong += 1
        ones += inverted.signal
    print(agenda.steps, wrong, ones, sum(gate.runs for gate in adder.gates), sum(wire.changes for wire in adder.sum))


main()
