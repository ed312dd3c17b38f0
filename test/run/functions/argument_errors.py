# run: messages for wrong arguments of Python and of built-in functions
def kwonly(*, a): return a
def many(a, b, c, d): pass
def dflt(a, b=1, c=2): pass
def va(a, *args): pass
class C:
    def m(self, x): pass
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(x): pass
for code in ["kwonly(1)", "kwonly()", "kwonly(b=1)", "many()", "many(1)", "many(1,2,3)", "many(1,2,3,4,5)", "dflt()", "dflt(1,2,3,4)", "dflt(1, a=2)", "va()", "C().m()", "C().m(1,2)", "C.cm(1)", "C.sm()", "C().sm(1,2)", "kwonly(1, a=2)", "dflt(z=1)", "many(*[1], **{'a': 2})", "many(**{'a': 1, 2: 3})", "dflt(*3)", "dflt(**3)", "(lambda x: x)()", "dflt(1, **{'a': 1})", "many(1, 2, d=4)", "len()", "len(1, 2)", "print(end=3)", "max()", "int('1', 2, 3)", "isinstance(1)", "range()", "range(1,2,3,4)", "sorted(1, 2)", "sum()", "getattr(1)", "setattr(1, 2, 3)", "hasattr(1, 2)", "abs()", "ord('ab')", "chr(-1)", "dict(1)", "dict([1])", "list(1, 2)", "tuple(1)", "set(1)", "str(1, 2, 3, 4)", "float('x')", "complex('x')", "bytes(1, 2, 3, 4)", "zip(1)", "enumerate()", "map()", "map(1)", "filter(1)", "reversed(1)", "iter(1, 2)", "next()", "divmod(1)", "pow(1)", "round()", "input(1, 2)", "id()", "hash()", "repr()", "type(1, 2)", "super(1)", "property(1, 2, 3, 4, 5)", "slice()", "object(1)", "bool(1, 2)", "''.split(1)", "''.join([1])", "[].pop()", "[].index(1)", "{}.pop(1)", "[].insert(1)", "''.replace('a')", "[1].sort(1)", "[1].sort(foo=1)", "{}.get()", "{}.update(1)", "(1,).index(2)", "{1}.remove(2)", "b''.join([1])", "''.format_map()", "'{}'.format()", "'%d' % 'a'", "'%s %s' % 1", "'%z' % 1"]:
    try: eval(code); print(code, "no error")
    except Exception as e: print(code, "->", type(e).__name__, e)
