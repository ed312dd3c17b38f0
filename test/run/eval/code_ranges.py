# run: the source ranges and lines that code objects tell, for what their compilers arrange differently
SOURCES = [
    "def f(w, v):\n    match w:\n        case y, z:\n            pass\n        case {'k': a, 'l': (0 | 1 as b)} if a:\n            pass\n    a, a, b = w, v, w\n    a = a = w\n",
    "def f(a, b):\n    if a:\n        with b:\n            a()\n    else:\n        b()\n    while True:\n        if not a:\n            break\n        a()\n    return not (a == b)\n",
    "try: pass\nfinally: pass\nx: int = 1\nif x > 3:\n    print(x)\n",
    "async def f(m):\n    async with m:\n        async for i in m:\n            yield [j async for j in i if j]\n",
    "class C[T]:\n    a: int\n    def f(self, x: T = (1, 2)) -> T:\n        try:\n            return self[x]\n        except* E as e:\n            g(e)\n",
    "f'''{a!r:>{b}}\n{c}''' + \\\n'd'\n\n\nlambda x: (\n    yield x)\n",
    "\n\n#\n",
    "",
]


def ranges(code):
    found = []
    for place in code.co_positions():
        if not found or found[-1] != place:
            found.append(place)
    return found


def lines(code):
    found = []
    end = 0
    for start, stop, line in code.co_lines():
        assert start == end and stop >= start
        end = stop
        if not found or found[-1] != line:
            found.append(line)
    return found


def show(code):
    print(code.co_qualname, code.co_firstlineno, ranges(code), lines(code))
    for constant in code.co_consts:
        if hasattr(constant, "co_lines"):
            show(constant)


for source in SOURCES:
    show(compile(source, "<source>", "exec"))
