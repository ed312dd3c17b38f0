# run: generators as coroutines: a tokenizer, a parser, a scheduler and a running statistic
def primed(function):
    def start(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return start


@primed
def statistics():
    count, total, low, high = 0, 0.0, None, None
    summary = None
    while True:
        value = yield summary
        count += 1
        total += value
        low = value if low is None or value < low else low
        high = value if high is None or value > high else high
        summary = (count, total / count, low, high)


s = statistics()
for value in (3, 9, -1, 5.5):
    print(s.send(value))
s.close()


@primed
def splitter(target):
    buffer = ""
    try:
        while True:
            buffer += yield
            while " " in buffer:
                word, _, buffer = buffer.partition(" ")
                if word:
                    target.send(word)
    except GeneratorExit:
        if buffer:
            target.send(buffer)
        target.close()


@primed
def counter(result):
    try:
        while True:
            word = yield
            result[word] = result.get(word, 0) + 1
    finally:
        result["(closed)"] = True


counts = {}
pipeline = splitter(counter(counts))
for piece in ("the qu", "ick the ", "slow quick", " end"):
    pipeline.send(piece)
pipeline.close()
print(counts)


def tokens(text):
    at = 0
    while at < len(text):
        c = text[at]
        if c.isspace():
            at += 1
        elif c.isdigit():
            start = at
            while at < len(text) and text[at].isdigit():
                at += 1
            yield "number", int(text[start:at])
        else:
            yield "operator", c
            at += 1
    yield "end", None


class Parser:
    def __init__(self, text):
        self.stream = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.value = next(self.stream)

    def expression(self, level=0):
        if level == 2:
            if self.value == "(":
                self.advance()
                result = self.expression()
                self.advance()
                return result
            result = self.value
            self.advance()
            return result
        result = self.expression(level + 1)
        while self.kind == "operator" and self.value in ("+-", "*/")[level]:
            operator = self.value
            self.advance()
            right = self.expression(level + 1)
            result = (operator, result, right)
        return result


def evaluate(tree):
    if isinstance(tree, int):
        return tree
    operator, left, right = tree
    a, b = evaluate(left), evaluate(right)
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[operator]


for text in ("1+2*3", "(1+2)*3-4/2", "2*(3+(4-1))*5"):
    tree = Parser(text).expression()
    print(tree, evaluate(tree))


class Scheduler:
    def __init__(self):
        self.ready, self.log, self.mail = [], [], {}

    def spawn(self, name, task):
        self.ready.append((name, task, None))

    def run(self):
        while self.ready:
            name, task, value = self.ready.pop(0)
            try:
                request = task.send(value)
            except StopIteration as stop:
                self.log.append((name, "finished", stop.value))
                continue
            answer = None
            match request:
                case ("put", to, what):
                    self.mail.setdefault(to, []).append(what)
                case ("get",):
                    box = self.mail.get(name)
                    answer = box.pop(0) if box else None
                case str(text):
                    self.log.append((name, text))
            self.ready.append((name, task, answer))


def producer(count):
    for i in range(count):
        yield "put", "consumer", i * i
        yield f"made {i}"
    yield "put", "consumer", "stop"
    return count


def consumer():
    total = 0
    while True:
        item = yield ("get",)
        if item == "stop":
            return total
        if item is not None:
            total += item
            yield f"took {item}"


scheduler = Scheduler()
scheduler.spawn("producer", producer(3))
scheduler.spawn("consumer", consumer())
scheduler.run()
for entry in scheduler.log:
    print(*entry)
