import sys


def f(a, b):
    c = a + b
    return c, sys._getframe().f_lasti


code = f.__code__
print("positions", sorted({position for position in code.co_positions() if position[0]}, key=str))
print("lines", sorted({line for _, _, line in code.co_lines() if line}))
print("co_code", code.co_code.hex())
print("co_stacksize", code.co_stacksize)
print("f_lasti", f(1, 2)[1])
try:
    print("replaced", code.replace(co_stacksize=100).co_stacksize, code.replace(co_code=b"\x80\0").co_code)
except NotImplementedError as error:
    print(error)
