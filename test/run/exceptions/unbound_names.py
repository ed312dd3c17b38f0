# run: which NameErrors carry the name, and so suggest another
def f():
    print(idd)
    idd = 1
try: f()
except NameError as e: print(e, repr(e.name))
def g():
    def h(): return yy
    h()
    yy = 1
try: g()
except NameError as e: print(e, repr(e.name))
def k():
    del zz
    zz=1
try: k()
except NameError as e: print(e, repr(e.name))


def last():
    for ident in []:
        pass
    return ident


last()
