# run: type parameters and type aliases: what the syntax makes, lazily evaluated bounds and defaults
import sys
def f[T](x: T) -> T: return x
print(f.__type_params__, f(3), f.__annotations__)
T = f.__type_params__[0]
print(type(T), T.__name__, T.__bound__, T.__constraints__, T.__covariant__, T.__contravariant__, T.__infer_variance__, T.has_default(), T.__module__, repr(T), type(T).__module__)
print(sorted(x for x in dir(T) if x not in dir(object)))
print(type(T.__default__), repr(T.__default__), T.__default__)
def g[S: int, U: (int, str), V = float, *Ts = *tuple[int], **P = [int]]() -> None: pass
for p in g.__type_params__:
    print(repr(p), type(p).__name__, p.__default__, p.has_default(), p.__name__, p.__module__)
S, U, V, Ts, P = g.__type_params__
print(S.__bound__, U.__constraints__, U.__bound__, V.__default__)
print(P.args, P.kwargs, P.args.__origin__ is P, type(P.args), P.args == P.args, P.args == P.kwargs)
print(sorted(x for x in dir(P) if x not in dir(object)))
print(sorted(x for x in dir(Ts) if x not in dir(object)))
try: S.__bound__ = 3
except Exception as e: print(type(e).__name__, e)
try: S.__name__ = 3
except Exception as e: print(type(e).__name__, e)
S.foo = 1
print(S.foo)
def lazy[T: undefined_name](): pass
L = lazy.__type_params__[0]
try: L.__bound__
except NameError as e: print(e)
undefined_name = int
print(L.__bound__)
print(L.evaluate_constraints, L.evaluate_default)
print(L.evaluate_bound(1))
type X = int
print(X, type(X), X.__value__, X.__name__, X.__type_params__, X.__module__, repr(X), X.__parameters__)
type Y[T] = list[T]
print(Y, Y.__type_params__, Y.__value__, Y.__parameters__)
print(Y[int], type(Y[int]), Y[int].__origin__, Y[int].__args__)
try: X[int]
except TypeError as e: print(e)
type R = list[R] | int
print(R.__value__)
try: print(X | int)
except Exception as e: print(type(e).__name__, e)
try: type(X)()
except TypeError as e: print(e)
print(X == X, hash(X) == hash(X), isinstance(X, type(X)))
try: X.__name__ = 'x'
except Exception as e: print(type(e).__name__, e)
try: X.foo = 1
except Exception as e: print(type(e).__name__, e)
TA = type(X)
z = TA('z', int, type_params=(T,))
print(z, z.__value__, z.__type_params__, z.evaluate_value)
print(sorted(x for x in dir(X) if x not in dir(object)))
TV = type(T)
a = TV('A'); b = TV('B', bound=int); c = TV('C', int, str); d = TV('D', covariant=True); e = TV('E', contravariant=True); i = TV('I', infer_variance=True); dd = TV('DD', default=int)
print(a, b, c, d, e, i, dd, b.__bound__, c.__constraints__, dd.__default__)
for args, kw in [(('A', int), {}), (('A', int, str), {'bound': int}), (('A',), {'covariant': True, 'contravariant': True}), ((), {}), ((1,), {}), (('A',), {'covariant': True, 'infer_variance': True}), (('A',), {'x': 1})]:
    try: print(TV(*args, **kw))
    except Exception as ex: print(type(ex).__name__, ex)
try:
    class Bad(TV): pass
except TypeError as ex: print(ex)
try:
    class Bad(T): pass
except TypeError as ex: print(ex)
print(a == a, a == TV('A'))
print(type(Ts), type(P), repr(Ts), repr(P))
PS = type(P); p = PS('PP', bound=int); print(p, p.__bound__, p.__covariant__)
TT = type(Ts); t = TT('TT', default=int); print(t, t.__default__)
class M:
    def m[T](self, x: T) -> T: return x
    type A = int
    x = 3
    def n[T: x](self): pass
print(M.m.__type_params__, M.A, M.A.__value__, M().m(4))
print(M.n.__type_params__[0].__bound__)
def outer[T]():
    def inner[U: T](): return T
    return inner
print(outer().__type_params__[0].__bound__, outer()())
print(S.__reduce__(), Ts.__reduce__(), P.__reduce__(), X.__reduce__() if hasattr(X, '__reduce__') else '')
try: print(list[T], dict[T, U].__parameters__, list[T][int])
except Exception as ex: print(type(ex).__name__, ex)
try: print(T | int, type(T | int), int | T)
except Exception as ex: print(type(ex).__name__, ex)
print(f.__code__.co_name, f.__qualname__)
