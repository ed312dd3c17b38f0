# run: state as objects, as functions, as generators: one protocol in three forms
class Context:
    def __init__(self, state):
        self.state, self.log = state, []

    def feed(self, event):
        following = self.state.on(event, self)
        if following is not None:
            self.log.append(f"{self.state.name}->{following.name}")
            self.state = following
        return self


class State:
    def __init__(self, name):
        self.name = name
        self.rules = {}

    def when(self, event, target, action=None):
        self.rules[event] = target, action
        return self

    def on(self, event, context):
        target, action = self.rules.get(event, (None, None))
        if action:
            action(context, event)
        return target


idle, running, broken = State("idle"), State("running"), State("broken")
idle.when("start", running).when("kick", broken, lambda c, e: c.log.append("ouch"))
running.when("stop", idle).when("kick", broken).when("start", running)
broken.when("fix", idle)
c = Context(idle)
for event in "start stop kick start fix start start kick nothing".split():
    c.feed(event)
print(c.log, c.state.name)


def tokens(text):
    def blank(c):
        if c.isspace():
            return blank
        if c.isdigit():
            start(c)
            return number
        if c.isalpha():
            start(c)
            return word
        out.append(("sign", c))
        return blank

    def number(c):
        if c.isdigit():
            current.append(c)
            return number
        finish("number")
        return blank(c)

    def word(c):
        if c.isalnum():
            current.append(c)
            return word
        finish("word")
        return blank(c)

    def start(c):
        current.clear()
        current.append(c)

    def finish(kind):
        out.append((kind, "".join(current)))

    out, current, state = [], [], blank
    for c in text + " ":
        state = state(c)
    return out


print(tokens("x1 = 42+y*(7 - z)"))


def traffic():
    order = yield "red"
    while True:
        for light in ("green", "yellow", "red"):
            order = yield light
            while order == "hold":
                order = yield light + " (held)"
            if order == "off":
                return "dark"


light = traffic()
seen = [next(light)]
for order in (None, "hold", "hold", None, None, None, "hold", None, "off"):
    try:
        seen.append(light.send(order))
    except StopIteration as stop:
        seen.append(stop.value)
print(seen)


class Vending:
    PRICE = 150

    def __init__(self):
        self.credit, self.sold = 0, 0

    def handle(self, event):
        match event:
            case ("coin", int(value)) if value in (10, 20, 50, 100):
                self.credit += value
                return f"credit {self.credit}"
            case ("coin", other):
                return f"rejected {other!r}"
            case ("press",) if self.credit >= self.PRICE:
                change, self.credit = self.credit - self.PRICE, 0
                self.sold += 1
                return f"here you are, change {change}"
            case ("press",):
                return f"{self.PRICE - self.credit} missing"
            case ("refund",):
                back, self.credit = self.credit, 0
                return f"back {back}"
            case _:
                return f"unknown {event}"


machine = Vending()
for event in [("press",), ("coin", 100), ("coin", 3), ("coin", "x"), ("press",), ("coin", 50), ("coin", 20), ("press",), ("refund",), ("coin", 10), ("refund",), (), "coin"]:
    print(machine.handle(event))
