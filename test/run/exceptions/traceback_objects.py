# run: traceback entries, their frames and locals; exit by message
import sys
class A(Exception): pass
tb = None
def t1(): t2()
def t2(): raise A("tb")
try: t1()
except A as e:
    tb = e.__traceback__
    n = 0
    while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno); tb = tb.tb_next
    print(e.__traceback__.tb_frame.f_lineno, e.__traceback__.tb_frame.f_back)
def loc():
    a = 1; b = "x"
    raise A
try: loc()
except A as e: print(e.__traceback__.tb_next.tb_frame.f_locals, e.__traceback__.tb_next.tb_frame.f_code.co_varnames)
try: raise A("n")
except A as e:
    e.add_note("hello"); print(e.__notes__)
sys.exit("bye")

import sys

frame = sys._getframe()
for line in (5, "x"):
    try:
        frame.f_lineno = line
    except ValueError as error:
        print(error)
try:
    del frame.f_lineno
except AttributeError as error:
    print(error)
try:
    1 / 0
except ZeroDivisionError as error:
    try:
        error.__traceback__.tb_next = 5
    except TypeError as wrong:
        print(wrong)

# Entries made by the program are shown where their instruction is.
try:
    1 / 0
except ZeroDivisionError as error:
    entry = error.__traceback__
Entry = type(entry)
for arguments in ((1, 2, 3, 4), (1, frame, 0, 1), (None, frame, "x", 4), (None, frame, 2**40, 4), (None, frame, 0, -2**31 - 1)):
    try:
        Entry(*arguments)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
for line in (3, -2**31, 2**31 - 1):
    made = Entry(None, entry.tb_frame, entry.tb_lasti, line)
    print(made.tb_lineno)
    sys.excepthook(ValueError, ValueError("at the division").with_traceback(made), made)
