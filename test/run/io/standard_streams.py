# run: print, input and sys's streams and arguments
# args: first "second word" --flag=3 é
# stdin: a line\nanother line\n42 7\n\nlast without newline
import sys

print(sys.argv[1:], len(sys.argv))
name = input("name? ")
print("got", repr(name))
line = sys.stdin.readline()
print(repr(line))
a, b = map(int, input().split())
print(a + b, a * b)
print([line for line in sys.stdin])
try:
    input("more? ")
except EOFError as error:
    print(type(error).__name__, error)
print("a", "b", sep="-", end="!\n")
print(1, 2.5, None, [1], sep=", ")
print()
print("no newline", end="")
print("", end="\n")
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
print(sys.stdout.write("count\n"))
sys.stderr.write("error text\n")
print("flushed", flush=True)
print(*range(5), sep="")
print("é 日本 😀")
for bad in (lambda: print("x", sep=1), lambda: print("x", end=5), lambda: print("x", wrong=1), lambda: input(1, 2)):
    try:
        bad()
    except TypeError as error:
        print(error)


class Sink:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


sink = Sink()
print("captured", 5, file=sink)
print(sink.parts)
old, sys.stdout = sys.stdout, sink
print("redirected")
sys.stdout = old
print(sink.parts, sys.maxsize, sys.version_info[:2], sys.byteorder, sys.platform in ("linux", "wasi"), sys.implementation.name == sys.implementation.name)
