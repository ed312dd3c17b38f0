# run: method calls and attributes of known classes in loops: inheritance, default attributes, changing types in slots
class Body:
    def __init__(self, x, v, mass=1.0):
        self.x, self.v, self.mass = x, v, mass

    def step(self, dt):
        self.x += self.v * dt

    def energy(self):
        return 0.5 * self.mass * self.v**2


class Charged(Body):
    charge = -1

    def step(self, dt):
        super().step(dt)
        self.v -= self.charge * dt


class Rng:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 48271) % 2147483647
        return self.state

    def uniform(self):
        return self.next() / 2147483647


class Grid:
    def __init__(self, width, height, fill=0):
        self.width, self.height = width, height
        self.cells = [fill] * (width * height)

    def get(self, x, y):
        return self.cells[y * self.width + x]

    def set(self, x, y, value):
        self.cells[y * self.width + x] = value

    def neighbours(self, x, y):
        total = 0
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if dx or dy:
                    total += self.get((x + dx) % self.width, (y + dy) % self.height)
        return total

    def life(self):
        fresh = Grid(self.width, self.height)
        for y in range(self.height):
            for x in range(self.width):
                n = self.neighbours(x, y)
                fresh.set(x, y, int(n == 3 or (n == 2 and self.get(x, y))))
        return fresh

    def __str__(self):
        return "\n".join("".join(".#"[self.get(x, y)] for x in range(self.width)) for y in range(self.height))


bodies = [Body(0.0, 1.0), Charged(1.0, -1.0, 2.0), Body(5, 0)]
for _ in range(100):
    for body in bodies:
        body.step(0.125)
print([(b.x, b.v, b.energy()) for b in bodies])
Charged.charge = 2
bodies[1].charge = 0.5
bodies[1].step(1)
print(bodies[1].v, Charged(0, 0).charge)
rng = Rng(7)
inside = 0
for _ in range(5000):
    x, y = rng.uniform(), rng.uniform()
    if x * x + y * y < 1:
        inside += 1
print(inside, rng.state)
grid = Grid(8, 6)
for x, y in ((1, 0), (2, 1), (0, 2), (1, 2), (2, 2)):
    grid.set(x, y, 1)
for _ in range(12):
    grid = grid.life()
print(grid, sum(grid.cells))


class Linked:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        self.head = (value, self.head)
        self.size += 1

    def __iter__(self):
        node = self.head
        while node:
            value, node = node
            yield value


chain = Linked()
for i in range(100):
    chain.push(i * i)
print(sum(chain), chain.size, next(iter(chain)), max(chain))


class Account:
    total = 0

    def __init__(self, owner):
        self.owner, self.balance = owner, 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        Account.total += amount


accounts = [Account(name) for name in "abc"]
refused = 0
for i in range(-5, 60):
    try:
        accounts[i % 3].deposit(i)
    except ValueError:
        refused += 1
print([a.balance for a in accounts], Account.total, refused)
