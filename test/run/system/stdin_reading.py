# run: reading standard input in every way: lines, sizes, iteration, bytes
# stdin: alpha\nbeta\r\ngamma\rdelta\n\nnumbers 1 2 3\n\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80 end\nleft 1\nleft 2\nbytes 1\nbytes 2\nlast
import sys

print(repr(sys.stdin.readline()), repr(sys.stdin.readline()), repr(sys.stdin.readline()))
print(repr(sys.stdin.readline(3)), repr(sys.stdin.readline(0)), repr(sys.stdin.readline(100)), repr(input()), repr(sys.stdin.read(8)))
print(repr(sys.stdin.read(0)), repr(sys.stdin.readline()))
print(repr(sys.stdin.read(1)), repr(sys.stdin.read(2)), repr(sys.stdin.readline(2)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
    if line.startswith("left 2"):
        break
print(next(sys.stdin), end="")
print(repr(sys.stdin.readlines()), repr(sys.stdin.readline()), repr(sys.stdin.read()), repr(sys.stdin.read(5)))
try:
    next(sys.stdin)
except StopIteration as error:
    print("StopIteration", error)
for action in (lambda: sys.stdin.write("x"), lambda: sys.stdout.read(), lambda: sys.stdout.readline(), lambda: sys.stdin.readline("a"), lambda: sys.stdin.read("a"), lambda: sys.stdout.write(b"x"), lambda: sys.stdout.write(), lambda: sys.stdout.writelines([5]), lambda: sys.stdout.buffer.write("text"), lambda: sys.stdout.nothing):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, isinstance(error, OSError), isinstance(error, ValueError))
