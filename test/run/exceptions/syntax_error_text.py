# run: SyntaxError raised by a program is printed in its own form
def show(error):
    print(error, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)


first = SyntaxError("plain")
show(first)
second = SyntaxError("with place", ("demo.py", 3, 7, "    x = = 1\n", 3, 8))
show(second)
try:
    raise second
except SyntaxError as error:
    print(error is second, error.filename)
third = IndentationError("deeper", ("demo.py", 1, 1, "\tfoo", 1, 4))
show(third)
raise second from first
