# run: classes and functions generated from templates with exec, a small template language compiled to Python
RECORD = '''
class {name}:
    __slots__ = ({slots},)
    fields = ({slots},)

    def __init__(self, {arguments}):
{assignments}

    def __repr__(self):
        return f"{name}({shown})"

    def __eq__(self, other):
        return type(other) is {name} and {comparison}

    def replace(self, **changes):
        values = {{f: getattr(self, f) for f in self.fields}} | changes
        return {name}(**values)
'''


def record(name, **fields):
    names = list(fields)
    arguments = ", ".join(f"{n}={d!r}" if d is not ... else n for n, d in fields.items())
    source = RECORD.format(
        name=name,
        slots=", ".join(map(repr, names)),
        arguments=arguments,
        assignments="\n".join(f"        self.{n} = {n}" for n in names),
        shown=", ".join(f"{n}={{self.{n}!r}}" for n in names),
        comparison=" and ".join(f"self.{n} == other.{n}" for n in names),
    )
    namespace = {"__name__": __name__}
    exec(compile(source, f"<record {name}>", "exec"), namespace)
    return namespace[name]


Point = record("Point", x=..., y=0, label=None)
p = Point(1, label="a")
print(p, p == Point(1, 0, "a"), p == Point(2), p.replace(x=5, y=6), Point.__module__, Point.fields)
for bad in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(z=1), lambda: p.other, lambda: setattr(p, "other", 1)):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Template:
    def __init__(self, text):
        lines, depth = ["def render(context):", "    out = []"], 1
        for piece in self.pieces(text):
            pad = "    " * depth
            if piece.startswith("{%"):
                command = piece[2:-2].strip()
                if command.startswith("end"):
                    depth -= 1
                elif command == "else":
                    lines.append("    " * (depth - 1) + "else:")
                else:
                    lines.append(f"{pad}{command}:")
                    depth += 1
            elif piece.startswith("{{"):
                lines.append(f"{pad}out.append(str({piece[2:-2].strip()}))")
            elif piece:
                lines.append(f"{pad}out.append({piece!r})")
        lines.append("    return ''.join(out)")
        self.source = "\n".join(lines)
        self.code = compile(self.source, "<template>", "exec")

    @staticmethod
    def pieces(text):
        at = 0
        while at < len(text):
            starts = [i for i in (text.find("{{", at), text.find("{%", at)) if i >= 0]
            if not starts:
                yield text[at:]
                return
            start = min(starts)
            yield text[at:start]
            end = text.index("}}" if text[start + 1] == "{" else "%}", start) + 2
            yield text[start:end]
            at = end

    def render(self, **context):
        names = dict(context)
        exec(self.code, names)
        return names["render"](context)


template = Template("Dear {{ name.title() }},{% for item in items %}\n- {{ item['what'] }}: {% if item['price'] > 10 %}{{ f\"{item['price']:.2f}\" }}{% else %}cheap{% end %}{% end %}\n{{ sum(i['price'] for i in items) }} in all")
print(template.source)
print(template.render(name="ada", items=[{"what": "tea", "price": 3}, {"what": "pot", "price": 19.5}]))
try:
    template.render(name="bob", items=[{"what": "x"}])
except KeyError as error:
    entry = error.__traceback__
    while entry.tb_next:
        entry = entry.tb_next
    print("KeyError", error, entry.tb_frame.f_code.co_filename, entry.tb_lineno)
try:
    Template("{% for broken %}x{% end %}")
except SyntaxError as error:
    print(error.msg, error.filename, error.lineno, error.text.strip())
table = {}
for width in range(1, 4):
    exec(f"def spread_{width}({', '.join(f'a{i}' for i in range(width))}): return {' + '.join(f'a{i}' for i in range(width))}", table)
print(table["spread_1"](1), table["spread_2"](1, 2), table["spread_3"]("a", "b", "c"))
try:
    table["spread_2"](1)
except TypeError as error:
    print(error)
