# run: print's options and targets, input's prompts, and end of input
# stdin: first line\nsecond é\n\n  spaced  \n42\nno newline at the end
import sys


class Target:
    def __init__(self):
        self.parts = []
        self.flushed = 0

    def write(self, text):
        self.parts.append(text)
        return len(text)

    def flush(self):
        self.flushed += 1


print()
print(1, "two", 3.0, None, [4], sep=", ", end=".\n")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print(*range(5), sep="-")
print("x", end="")
print("y", end="\n\n")
print("é日😀", "tab\there", "nul\0", repr("\x7f\u200b"))
t = Target()
print("to", "target", 5, file=t, end="!", flush=True)
print(t.parts, t.flushed)
print(file=t)
print(t.parts[-1:])
for bad in ({"sep": 1}, {"end": b""}, {"file": 5}, {"nope": 1}, {"flush": Target()}):
    try:
        print("bad", **bad)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Loud:
    def __str__(self):
        return "loud str"

    def __repr__(self):
        return "loud repr"


class Failing:
    def __str__(self):
        raise ValueError("no text")


print(Loud(), [Loud()], {1: Loud()}, sep=" | ")
try:
    print("before", Failing(), "after")
except ValueError as error:
    print("|", error)
old = sys.stdout
sys.stdout = t
print("redirected")
sys.stdout = old
print(t.parts[-2:])
sys.stdout = None
print("nowhere")
sys.stdout = old
print(sys.stdout.write("written\n"), sys.stdout.writelines(["a\n", "b\n"]))
print(input(), input("prompt> "), repr(input()), repr(input(5)))
print(int(input(prompt if (prompt := "") else "n? ")) + 1)
print(repr(input()))
try:
    input("more? ")
except EOFError as error:
    print("EOFError", error)
try:
    input()
except EOFError as error:
    print("again", error)
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
print("to stderr", file=sys.stderr)
sys.stderr.write("also stderr\n")
print("end", flush=True)


class Shown(str):
    def __str__(self):
        return f"<{str.upper(self)}>"


# Separators and ends are asked for their text as values are.
print("a", Shown("b"), "c", sep=Shown(" s "), end=Shown(" e "))
print()
