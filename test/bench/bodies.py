# Planets as objects whose fields are floats, in a linked list, with vectors that have operators' work done by methods.


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def minus(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def add_scaled(self, other, factor):
        self.x += other.x * factor
        self.y += other.y * factor
        self.z += other.z * factor


class Body:
    def __init__(self, name, place, velocity, mass):
        self.name = name
        self.place = place
        self.velocity = velocity
        self.mass = mass
        self.next = None

    def attract(self, other, time):
        difference = self.place.minus(other.place)
        square = difference.dot(difference)
        strength = time / (square * square ** 0.5)
        self.velocity.add_scaled(difference, -other.mass * strength)
        other.velocity.add_scaled(difference, self.mass * strength)

    def move(self, time):
        self.place.add_scaled(self.velocity, time)

    def kinetic(self):
        return 0.5 * self.mass * self.velocity.dot(self.velocity)


class World:
    def __init__(self):
        self.first = None
        self.time = 0.0

    def add(self, body):
        body.next = self.first
        self.first = body

    def step(self, time):
        body = self.first
        while body is not None:
            other = body.next
            while other is not None:
                body.attract(other, time)
                other = other.next
            body = body.next
        body = self.first
        while body is not None:
            body.move(time)
            body = body.next
        self.time += time

    def energy(self):
        total = 0.0
        body = self.first
        while body is not None:
            total += body.kinetic()
            other = body.next
            while other is not None:
                difference = body.place.minus(other.place)
                total -= body.mass * other.mass / difference.dot(difference) ** 0.5
                other = other.next
            body = body.next
        return total


def main():
    world = World()
    world.add(Body("sun", Vector(0.0, 0.0, 0.0), Vector(0.0, 0.0, 0.0), 39.478))
    world.add(Body("near", Vector(0.39, 0.0, 0.02), Vector(0.1, 10.1, 0.0), 0.0004))
    world.add(Body("home", Vector(0.0, 1.01, 0.0), Vector(-6.2, 0.05, 0.01), 0.0012))
    world.add(Body("giant", Vector(-5.2, 0.3, 0.1), Vector(-0.2, -2.7, 0.1), 0.0377))
    world.add(Body("ring", Vector(1.5, 9.4, -0.2), Vector(-2.0, 0.3, 0.0), 0.0113))
    print(f"{world.energy():.9f}")
    for _ in range(120000):
        world.step(0.001)
    print(f"{world.energy():.9f} {world.time:.3f}")
    body = world.first
    while body is not None:
        print(body.name, f"{body.place.x:.6f} {body.place.y:.6f} {body.place.z:.6f}")
        body = body.next


main()
