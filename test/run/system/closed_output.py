# run: writing to standard output after it was closed
import sys

print("before")
sys.stdout.close()
print(sys.stdout.closed, file=sys.stderr)
try:
    print("after")
except ValueError as error:
    print(error, file=sys.stderr)
try:
    sys.stdout.write("x")
except ValueError as error:
    print(error, file=sys.stderr)
sys.stdout.close()
print(repr(sys.stdout), file=sys.stderr)
sys.stdout = sys.__stderr__
print("to the other")
del sys.stdout
try:
    print("lost")
except RuntimeError as error:
    print(error, file=sys.stderr)
