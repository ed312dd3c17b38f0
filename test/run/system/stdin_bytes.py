# run: the bytes behind standard input and output
# stdin: line one\nline two\nrest of it \xff\xfe\x00 here
import sys

source = sys.stdin.buffer
print(source.readline(), source.read(4), source.readline(2), source.peek(1)[:1], source.readlines(), source.read(), source.readline())
print(source.readable(), source.writable(), source.fileno(), source.closed, source.name, source.mode)
sys.stdout.flush()
out = sys.stdout.buffer
print(out.write(b"raw bytes \xc3\xa9\n"), out.writelines([b"one ", b"two\n"]), out.flush())
sys.stdout.flush()
out.write(bytearray(b"array\n"))
out.flush()
print("text after", sys.stdout.errors, sys.stdout.line_buffering)
sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)
print("\udc80 lone", sys.stdout.errors, sys.stdout.line_buffering)
sys.stdout.reconfigure(errors="strict")
try:
    print("\ud800")
except UnicodeEncodeError as error:
    print(error)
sys.stdout.reconfigure(errors="replace")
print("a\ud800b")
sys.stdout.reconfigure(errors="surrogateescape")
try:
    sys.stdout.reconfigure(errors="nope")
except LookupError as error:
    print(error)
for bad in ({"nope": 1}, {"errors": 5}):
    try:
        sys.stdout.reconfigure(**bad)
    except TypeError as error:
        print(error)
print("é日😀", file=sys.stderr)
print("lone \ud800 on stderr", file=sys.stderr)
