# RUN: split-file %s %t
# RUN: pyc-native emit --stage=py %t/called.py | FileCheck %s --check-prefix=CALLED
# RUN: pyc-native emit --stage=py %t/shown.py | FileCheck %s --check-prefix=SHOWN
# A builtin that reads its caller's locals and is only called, or a variable of its name, leaves others' locals alone; one that is handed
# on may be called anywhere.

# CALLED-LABEL: py.func @"__main__:calls"
# CALLED: py.publish_locals
# CALLED-LABEL: py.func @"__main__:after"
# CALLED-NOT: publish_locals

# SHOWN-LABEL: py.func @"__main__:elsewhere"
# SHOWN: py.publish_locals
# SHOWN-LABEL: py.func @"__main__:table"
#--- called.py
dir = "/somewhere"


class Options:
    vars = {}


def uses_own(options):
    total = len(dir) + len(Options.vars)
    return total, options.dir


def calls(text):
    return eval(text, **{"globals": None})


def after(text):
    here = text
    return str(here)
#--- shown.py
def elsewhere(function):
    here = 1
    return function()


def table():
    return {"names": locals}
