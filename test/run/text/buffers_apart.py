# run: views whose bytes do not stand side by side, where bytes are wanted; and small things about wrong arguments
def tell(name, make):
    try:
        print(name, ascii(make()))
    except Exception as error:
        print(name, type(error).__name__, str(error).split(" at 0x")[0])


view = memoryview(b"abcdef")[::2]
USES = [lambda: b"" + view, lambda: bytearray() + view, lambda: b"".join([view]), lambda: view in b"abc", lambda: b"abc".find(view), lambda: b"abc".split(view),
        lambda: b"abc".strip(view), lambda: b"abc".replace(view, b""), lambda: b"abc".startswith(view), lambda: b"abc".endswith((view,)), lambda: b"abc".partition(view),
        lambda: bytearray(b"abc").removeprefix(view), lambda: bytes.maketrans(view, b"abc"), lambda: bytes(view), lambda: bytearray(view), lambda: int(view),
        lambda: float(view), lambda: b"ace" == view, lambda: str(view, "ascii"), lambda: memoryview(view).tobytes(), lambda: bytearray(b"abc").extend(view)]
for place, use in enumerate(USES):
    tell(place, use)
array = bytearray(b"12345")
array[1:3] = view
print(array)
tell("init", lambda: array.__init__(5.5))
print(array)
separator = bytearray(b"b")
parts = b"abc".partition(separator)
print(parts, parts[1] is separator, b"abc".rpartition(separator)[1] is separator, bytearray(b"abc").partition(separator)[1] is separator)
tell("int", lambda: int(bytearray(b"x")))
tell("int", lambda: int(memoryview(b"xy")))
tell("int", lambda: int(bytearray(b"x"), 5))
tell("percent", lambda: b"x" % memoryview(b"ab"))
tell("percent", lambda: "x" % memoryview(b"ab"))
tell("percent", lambda: b"x" % bytearray(b"ab"))
tell("str", lambda: str("x", encoding=None))
tell("many", lambda: memoryview(1, 2))


class Text(str):
    pass


for text in (Text("plain"), Text(""), Text("a{}")):
    made = text.format(1)
    print(made, type(made).__name__, made is text)
