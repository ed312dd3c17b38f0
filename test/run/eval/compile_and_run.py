# run: eval, exec and compile with every kind of namespace
x = 10
print(eval("x + 1"), eval("x + y", {"x": 1, "y": 2}), eval("x + y", {"x": 1}, {"y": 5}), eval(compile("x * 2", "<e>", "eval")))
space = {}
exec("a = 1\nb = [a, a + 1]\ndef f(n):\n    return n + a\nclass C:\n    v = a", space)
print(space["b"], space["f"](5), space["C"].v, "__builtins__" in space, space["f"].__name__)
exec("x = 99")
print(x)


def local(n):
    values = {"n": n}
    exec("m = n * 2", values)
    exec("n = 'unseen'")
    return values["m"], n, eval("n + 1"), sorted(locals())


print(local(21))
code = compile("for i in range(3):\n    print('loop', i)\n", "<loop>", "exec")
exec(code)
exec(code)
single = compile("1 + 1", "<s>", "single")
exec(single)
exec(compile("None; 'shown'", "<s>", "single"))
print(type(code).__name__, code.co_name, code.co_filename, code.co_names)
for text in ("1 +", "x y", "def"):
    try:
        eval(text)
    except SyntaxError as error:
        print(type(error).__name__, error)
for text in ("1 / 0", "undefined", "[][0]", "f(", "print(5)", "(yield)", "x := 5", "(z := 7) + z", "(lambda: 0)()", "import sys"):
    try:
        print(eval(text))
    except Exception as error:
        print(type(error).__name__, str(error).split("(")[0])
try:
    exec("def g():\n    return 1 / 0\ng()")
except ZeroDivisionError as error:
    trace = error.__traceback__
    while trace:
        print(trace.tb_lineno, trace.tb_frame.f_code.co_name, trace.tb_frame.f_code.co_filename.split("/")[-1])
        trace = trace.tb_next
program = """
def primes(n):
    sieve = [True] * n
    for i in range(2, n):
        if sieve[i]:
            yield i
            for j in range(i * i, n, i):
                sieve[j] = False

class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
        return self
    def __len__(self):
        return len(self.items)

result = list(primes(30)), len(Stack().push(1).push(2)), {k: v for k, v in zip('ab', (1, 2))}
try:
    raise ValueError('inside')
except ValueError as e:
    caught = str(e)
finally:
    done = True
match [1, 2, 3]:
    case [first, *rest]:
        matched = rest
"""
names = {}
exec(program, names)
print(names["result"], names["caught"], names["done"], names["matched"])
adders = [eval(f"lambda v: v + {i}") for i in range(3)]
print([add(10) for add in adders], eval("(lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 20)"))
counter = {"n": 0}
for _ in range(100):
    exec("n += 1", counter)
print(counter["n"], eval("__name__"), sum(eval(f"{i} ** 2") for i in range(20)))
