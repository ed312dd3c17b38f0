# A small operating system in objects: tasks of several classes pass packets to one another through a scheduler with priorities.


class Packet:
    def __init__(self, kind, owner, value):
        self.kind = kind
        self.owner = owner
        self.value = value
        self.next = None


class Queue:
    def __init__(self):
        self.first = None
        self.last = None
        self.length = 0

    def put(self, packet):
        packet.next = None
        if self.first is None:
            self.first = packet
        else:
            self.last.next = packet
        self.last = packet
        self.length += 1

    def take(self):
        packet = self.first
        self.first = packet.next
        if self.first is None:
            self.last = None
        self.length -= 1
        return packet

    def is_empty(self):
        return self.first is None


class Task:
    def __init__(self, name, priority):
        self.name = name
        self.priority = priority
        self.inbox = Queue()
        self.runs = 0
        self.waiting = False
        self.next = None

    def ready(self):
        return not self.waiting or not self.inbox.is_empty()

    def step(self, system):
        raise RuntimeError("a task does nothing by itself")


class Idle(Task):
    def __init__(self, name, priority, limit):
        super().__init__(name, priority)
        self.limit = limit
        self.state = 1

    def step(self, system):
        self.limit -= 1
        if self.limit == 0:
            system.stop()
        elif self.state & 1:
            self.state = (self.state >> 1) ^ 0xD008
            system.wake("reader")
        else:
            self.state >>= 1
            system.wake("writer")


class Device(Task):
    def __init__(self, name, priority, target):
        super().__init__(name, priority)
        self.target = target
        self.counter = 0

    def step(self, system):
        if self.inbox.is_empty():
            self.counter += 1
            system.send(self.target, Packet(self.counter % 3, self, self.counter))
            self.waiting = True
        else:
            packet = self.inbox.take()
            self.counter += packet.value & 7


class Worker(Task):
    def __init__(self, name, priority, log):
        super().__init__(name, priority)
        self.log = log
        self.sum = 0
        self.waiting = True

    def transform(self, value):
        return (value * 31 + self.sum) & 0xFFFF

    def step(self, system):
        if self.inbox.is_empty():
            self.waiting = True
            return
        packet = self.inbox.take()
        self.sum = self.transform(packet.value)
        if packet.kind == 0:
            packet.value = self.sum
            system.send(packet.owner.name, packet)
        elif packet.kind == 1:
            system.send(self.log, Packet(2, self, self.sum))


class Logger(Task):
    def __init__(self, name, priority):
        super().__init__(name, priority)
        self.digest = 0
        self.waiting = True

    def step(self, system):
        while not self.inbox.is_empty():
            packet = self.inbox.take()
            self.digest = (self.digest * 17 + packet.value + packet.owner.priority) % 1000003
        self.waiting = True


class System:
    def __init__(self):
        self.tasks = None
        self.by_name = {}
        self.running = True
        self.steps = 0

    def add(self, task):
        self.by_name[task.name] = task
        if self.tasks is None or self.tasks.priority < task.priority:
            task.next = self.tasks
            self.tasks = task
            return
        place = self.tasks
        while place.next is not None and place.next.priority >= task.priority:
            place = place.next
        task.next = place.next
        place.next = task

    def send(self, name, packet):
        self.by_name[name].inbox.put(packet)

    def wake(self, name):
        self.by_name[name].waiting = False

    def stop(self):
        self.running = False

    def choose(self):
        task = self.tasks
        while not task.ready():
            task = task.next
        return task

    def run(self):
        while self.running:
            task = self.choose()
            task.runs += 1
            self.steps += 1
            task.step(self)


def simulate(limit):
    system = System()
    system.add(Idle("idle", 0, limit))
    system.add(Device("reader", 40, "first"))
    system.add(Device("writer", 30, "second"))
    system.add(Worker("first", 20, "log"))
    system.add(Worker("second", 25, "log"))
    system.add(Logger("log", 10))
    system.run()
    log = system.by_name["log"]
    return system.steps, log.digest, [(task, system.by_name[task].runs) for task in sorted(system.by_name)]


def main():
    for limit in (1000, 300000):
        print(simulate(limit))


main()
