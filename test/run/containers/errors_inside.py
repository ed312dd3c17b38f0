# run: errors that come from inside: iterators, comparisons, truth and indices that raise or change what is walked
import sys
def T(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# iterator exhaustion, mutated views, errors inside builtins with tracebacks
class It:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        s.n-=1
        if s.n<0: raise StopIteration
        if s.n==0: raise ValueError("boom")
        return s.n
for f in (list,tuple,set,frozenset,sum,sorted,max,min,all,any,dict.fromkeys,lambda x:"".join(map(str,x)), lambda x: [*x], lambda x: {*x}, lambda x: (*x,), lambda x: [].extend(x), lambda x: set().update(x), lambda x: {1}.union(x), lambda x: {1}.intersection(x), lambda x:{1}.isdisjoint(x), lambda x: {5}.issubset(x), lambda x: {5}.issuperset(x), lambda x: list(zip(x,x)), lambda x: list(map(str,x)), lambda x: list(filter(None,x)), lambda x: list(enumerate(x)), lambda x: 9 in x, lambda x: dict(x), lambda x: bytes(x), lambda x: print(*x)):
    T(lambda: f(It(3)))
class Eq:
    def __eq__(s,o): raise ZeroDivisionError("eq")
    __hash__=object.__hash__
e=Eq()
for f in (lambda: [e].index(1), lambda: [e].count(1), lambda: [e].remove(1), lambda: 1 in [e], lambda: 1 in (e,), lambda: [e]==[1], lambda: (e,)==(1,), lambda: {1:e}=={1:1}, lambda: (e,).index(1), lambda: [1]<[e], lambda: {1:e}.items() == {(1,2)}, lambda: range(3).index(e), lambda: e in range(3), lambda: e in {1,2}, lambda: [e]==[e], lambda: e in [e]):
    T(f)
class Cmp:
    def __lt__(s,o): return "yes"
    def __gt__(s,o): return []
T(lambda: sorted([Cmp(),Cmp()]).__len__())
T(lambda: max(Cmp(),Cmp()).__class__.__name__)
class BadBool:
    def __bool__(s): raise ValueError("bb")
class Cmp2:
    def __lt__(s,o): return BadBool()
    __gt__=__lt__
T(lambda: sorted([Cmp2(),Cmp2()]))
T(lambda: max(Cmp2(),Cmp2()))
T(lambda: all([BadBool()])); T(lambda: any([BadBool()])); T(lambda: list(filter(None,[BadBool()]))); T(lambda: list(filter(lambda x: BadBool(),[1])))
class Idx:
    def __init__(s,v): s.v=v
    def __index__(s):
        if isinstance(s.v,Exception): raise s.v
        return s.v
for v in (ValueError("idx"), "str", 1.5, None, 2**70, 1):
    for f in (lambda: [1,2,3][Idx(v)], lambda: [1,2,3][Idx(v):], lambda: [1]*Idx(v), lambda: range(Idx(v)), lambda: (1,2)[Idx(v)], lambda: [1].insert(Idx(v),0), lambda: [1,2].pop(Idx(v)), lambda: bin(Idx(v)), lambda: chr(Idx(v)), lambda: range(10)[Idx(v)], lambda: list(enumerate([0],Idx(v))), lambda: round(1.25,Idx(v)), lambda: [1].index(1,Idx(v)), lambda: "ab"[Idx(v)]):
        T(f)
# dict with mutating comparisons while updating
class M:
    def __init__(s,n): s.n=n
    def __hash__(s): return 1
    def __eq__(s,o):
        if len(big)<30: big[len(big)+100]=1
        return s.n==o.n
big={}
for i in range(5): big[M(i)]=i
T(lambda: len(big))
T(lambda: big[M(3)])
T(lambda: {**big} == big)
src={M(1):1,M(2):2}
T(lambda: len(src))
def it_mod():
    d={1:1,2:2,3:3}
    for k,v in d.items():
        d[k]=v*2
    return d
T(it_mod)
def it_mod2():
    s={1,2,3}; out=[]
    for x in s:
        s.discard(x); s.add(x); out.append(x)
    return out
T(it_mod2)
def it_mod3():
    d={1:1,2:2,3:3}
    it=iter(d)
    next(it); d.pop(3); d[4]=4
    return list(it)
T(it_mod3)
def nested():
    l=[3,1,2]
    def key(x):
        l2=sorted([x,0],key=lambda y:-y)
        return l2[0]
    return sorted(l,key=key)
T(nested)
def weird_sort():
    l=[1,2,3]
    class X:
        def __init__(s,v): s.v=v
        def __lt__(s,o):
            l.append(9); return s.v<o.v
    l[:]=[X(3),X(1),X(2)]
    try: l.sort()
    except ValueError as e: return str(e), len(l)
    return len(l)
T(weird_sort)
print(sys.getsizeof([])>0, sys.getsizeof({})>0, sys.getsizeof(set())>0, sys.getsizeof(())>0)
