# run: what generator objects show of themselves


def plain(a, b=2):
    c = yield a
    yield b, c


class Holder:
    def method(self):
        yield self

    @staticmethod
    def static():
        yield 1

    async def coroutine(self):
        pass


g = plain(1)
print(type(g).__name__, g.__name__, g.__qualname__, g.gi_code.co_name, g.gi_code is plain.__code__)
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_frame.f_code is plain.__code__, g.gi_frame.f_lineno - plain.__code__.co_firstlineno)
next(g)
print(g.gi_running, g.gi_suspended, g.gi_frame.f_lineno - plain.__code__.co_firstlineno, sorted(g.gi_frame.f_locals.items()))
print(g.send("sent"), g.gi_frame.f_locals["c"])
print(next(g, "default"), g.gi_frame, g.gi_suspended)
print(repr(g).split(" at ")[0], repr(Holder().method()).split(" at ")[0], repr(Holder.static()).split(" at ")[0])
g.__name__ = "renamed"
g.__qualname__ = "some.renamed"
print(g.__name__, g.__qualname__, repr(g).split(" at ")[0], plain.__name__)
for name, value in (("__name__", 1), ("__qualname__", None), ("gi_frame", None), ("gi_code", None), ("gi_running", 1), ("other", 1)):
    try:
        setattr(g, name, value)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(iter(g) is g, hasattr(g, "__next__"), hasattr(g, "__len__"), bool(g))
for make in (lambda: type(g)(), lambda: type(g)(1, 2)):
    try:
        make()
    except TypeError as error:
        print(error)
try:
    type("Derived", (type(g),), {})
except TypeError as error:
    print(error)
expression = (x for x in [1, 2])
print(type(expression) is type(g), expression.__name__, expression.__qualname__)


def outer():
    return (y for y in range(3))


print(outer().__qualname__, outer().gi_code.co_varnames, outer().gi_code.co_flags & 0x20)
coroutine = Holder().coroutine()
print(type(coroutine).__name__, coroutine.__qualname__, coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_await, coroutine.cr_origin)
coroutine.close()
print(coroutine.cr_frame)
print([name for name in ("send", "throw", "close") if callable(getattr(coroutine, name))], hasattr(coroutine, "__iter__"), hasattr(coroutine, "__await__"))


def running():
    yield me.gi_running, me.gi_suspended, me.gi_frame is not None


me = running()
print(next(me))
for call in (lambda: g.send(), lambda: g.send(1, 2), lambda: g.close(1), lambda: plain(1).send(5)):
    try:
        call()
    except TypeError as error:
        print(error)
