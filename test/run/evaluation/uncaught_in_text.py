# run: the traceback of an error in compiled text: no source lines, the given file name
source = """
def inner(n):
    if n == 0:
        return 1 // n
    return inner(n - 1)

def outer():
    try:
        return inner(2)
    except ZeroDivisionError as error:
        raise ValueError("from text") from error
"""
names = {}
exec(compile(source, "generated.py", "exec"), names)
try:
    names["outer"]()
except ValueError as error:
    entries = []
    for part in (error, error.__cause__):
        entry = part.__traceback__
        while entry:
            entries.append((entry.tb_frame.f_code.co_filename.rpartition("/")[2], entry.tb_frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
    print(entries)
eval("names['outer']()")
