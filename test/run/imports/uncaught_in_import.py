# run: the traceback of an error in an imported module
import sys

print("before")


def load():
    import breaks_deep

    return breaks_deep


try:
    load()
except ZeroDivisionError as error:
    entry, lines = error.__traceback__, []
    while entry:
        lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
        entry = entry.tb_next
    print(lines, "breaks_deep" in sys.modules)
load()
