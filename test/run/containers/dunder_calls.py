# run: subclasses, dunder methods called by hand, constructor keywords, generic aliases
def T(s):
    try: print(s, '->', repr(eval(s)))
    except BaseException as e: print(s, '->', type(e).__name__, e, getattr(e,'__notes__',''))
class L(list): pass
class D(dict): pass
class S(set): pass
class F(frozenset): pass
class Tu(tuple): pass
class KW(list):
    def __init__(self,*a,**k): super().__init__(*a); self.k=k
class KD(dict):
    def __init__(self, x): super().__init__(a=x)
class KS(set):
    def __init__(self,*a,x=1): super().__init__(*a)
class KT(tuple):
    def __new__(cls,*a,x=1): return super().__new__(cls,a)
class Z(zip): pass
class En(enumerate):
    pass
for s in '''KW([1],x=2).k
KD(5)
KS([1],x=3)
KT(1,2,x=4)
set(x=1)
S(x=1)
L(x=1)
F(x=1)
Tu(x=1)
D(x=1)
L([1])+[2], type(L([1])+[2]), type(L()*2), type(L([1])[:])
type(D(a=1)|{}), type({}|D()), D(a=1)=={'a':1}
type(S([1])|{2}), type({1}|S([2])), type(S()-{1}), type(S().copy()), type(F().copy()), type(F([1])&{1})
type(Tu([1])+(2,)), type(Tu()*3), Tu([1,2])[0:1]
list(Z([1],[2])), list(En('ab',3))
L([3,1]).sort(), sorted(L([3,1]))
[1,2].__eq__([1,2]), [1].__lt__(2), {}.__eq__(1), (1,).__hash__(), set().__hash__
{1:2}.__getitem__(1), {1:2}.__iter__().__next__(), {}.__setitem__(1,2), [1].__delitem__(0)
dict.__getitem__({1:2},1), list.__len__([1]), set.__contains__({1},1), tuple.__add__((1,),(2,))
dict.get(1,2)
list.append([],1), list.sort([2,1])
int.__add__(1,'a'), [].__add__([1])
list.__init__([1,2],[3])
dict.__init__({1:2},{3:4})
dict.update({},a=1)
set.union({1}), set.union({1},{2}), frozenset.union(frozenset(),[1])
set.union()
dict.fromkeys.__self__, D.fromkeys('ab'), type(D.fromkeys('ab'))
L.__mro__, isinstance(L(), list), list.__class_getitem__(int), dict[str,int], set[int], tuple[int,...], frozenset[str], type[int]
list[int]([1,2]), dict[str,int](a=1), list[int]==list[int], hash(list[int])==hash(list[int])
enumerate[int], type(iter([])).__iter__
zip.__doc__ is None, map.__name__
[*zip(*[(1,2),(3,4)])], [*map(None or str, (1,))]
'a' in {'a':1}.keys(), ('a',1) in {'a':1}.items(), 1 in {'a':1}.values()
{}.items().__len__(), len({1:1}.values())
{1,2}.__len__(), {1}.__or__({2}), {1}.__ror__({2}), {1}.__sub__([1]), {1}.__rsub__({1,2}), {1}.__ior__({3}), {1}.__le__({1,2})
[1,2,3].__reversed__().__next__(), {1:2}.__reversed__().__next__(), range(3).__reversed__().__next__()
[].__sizeof__() < [1]*100 .__sizeof__() if 0 else 1
range(3).__contains__(1), range(3).__getitem__(-1), range(3).__len__(), range(3).__eq__(range(3)), range(3).__bool__(), range(0).__bool__()
slice(1,2).__eq__(slice(1,2)), slice(1,2).__hash__() == hash(slice(1,2)), slice(1).__reduce__()
None.__bool__(), None.__repr__(), (...).__repr__(), NotImplemented.__repr__()
None.__hash__()==hash(None), None.__eq__(None), None.__eq__(1), None == None, None != 1
type(None).__name__, type(...).__name__, type(NotImplemented).__name__, (...).__reduce__()
None < None
-None
[] + None
None.x
{}.__class__.__name__, [].__doc__ != None
sorted([[1],[0]],key=lambda x:x[0]), min([[1],[0]]), max((1,),(2,))
[1,2,3].__contains__(2), [1,2].__mul__(2), [1].__rmul__(3), [1]*True
[0]*-5, ()*0, [1,2]*0
[1,2,3][True], (1,2)[False], [1,2,3][-True]
list({3:1}.keys())[0], list('ab').index('b',-5,5), 'a' in ['a'], [1.0].index(1), [True].count(1)
str([1,'a',None]), str((1,)), str({1:'x'}), str({'a'}), f"{[1,2]}", f"{(1,2)!r:>10}"
format([1],''), format((1,2)), format({}, '')
format((1,),'>5')
[].__format__('x')
bool([]), bool([0]), bool({}), bool({0:0}), bool(()), bool(range(0)), bool(set())
hash(frozenset())==hash(F()), {F([1]):1}[frozenset([1])]
list(reversed({1:2,3:4}.keys())), dict(reversed({1:2,3:4}.items()))
dict([('a',1)],b=2,**{'c d':3})
dict(a=1)['b']
[[1,2],[3]][0][1], {1:{2:3}}[1][2], ((1,),)[0][0]
{**{'a':1},'a':2}, {'a':2,**{'a':1}}, [*[1],*(2,)], {*[1],*{2}}, (*[1],2)
any(x>2 for x in [1,2,3]), all(x for x in []), sum([[1],[2]],start=[]), sum((0.1,)*10), max([1,5,3],default=0)
next(iter({}.items()),'none'), next(iter(set()),'none'), next(reversed([1,2]))
list(map(lambda x,y:(x,y),'ab','cd')), list(filter(lambda x:x,[0,1])), list(enumerate(['a'],start=5))
'''.splitlines(): T(s)
