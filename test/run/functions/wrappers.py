# run: slot wrappers and native methods called through their types
print(len.__name__, len.__qualname__, [].append.__name__, [].append.__qualname__, str.join, str.__dict__["join"], int.__add__, type.__call__, object.__init__, str.__len__, print.__text_signature__, len.__module__, len.__self__)
print((1).__add__(2), int.__add__(1, 2), "abc".__len__(), [1].__contains__(1), (3).__lt__(4), (1).__eq__("a"), [].__class__, (5).__bool__(), list.__getitem__([1, 2], 0), "a".__add__("b"), [1].__mul__(2), {1: 2}.__getitem__(1), (2).__pow__(3), (2).__rsub__(5))
for code in ["int.__add__(1)", "int.__add__('a', 1)", "str.join(1, [])", "[].append.__call__()", "(1).__add__()", "len.__call__([1], 2)", "[].__getitem__('a')", "int.__add__()", "object.__init__(1, 2)", "object.__repr__()", "(1).__add__(x=1)"]:
    try: print(eval(code))
    except Exception as e: print(code, "->", type(e).__name__, e)
