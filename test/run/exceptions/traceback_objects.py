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
