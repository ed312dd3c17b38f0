# run: generators that only a loop or a call holds are closed when it is left: break, return, exceptions
def walk(name, n=5):
    try:
        for i in range(n):
            yield i
    finally:
        print('close', name)
def f():
    for x in walk('break'):
        if x == 2: break
    print('after break')
    def inner():
        for x in walk('return'):
            if x == 1: return 'r'
    print(inner())
    try:
        for x in walk('raise'):
            raise KeyError(x)
    except KeyError as e:
        print('caught', e)
    for a in walk('outer'):
        for b in walk('inner'):
            if b == 1: break
        if a == 1: break
    print('nested done')
    try:
        for a in walk('outer2'):
            try:
                for b in walk('inner2'):
                    1 / 0
            except ZeroDivisionError:
                print('zde')
                if a == 1: raise ValueError
    except ValueError: print('ve')
    g = walk('kept')
    for x in g:
        if x == 1: break
    print('still', next(g))
    g.close()
    print(next(walk('next')))
    print('any', any(walk('any')))
    print('all', all(walk('all')))
    print(next(walk('nextd'), None))
    for x in walk('exhaust', 2): pass
    else: print('else')
    def two():
        for x in walk('t1'):
            for y in walk('t2'):
                try:
                    return x, y
                finally:
                    print('finally in return')
    print(two())
    def reraise():
        for x in walk('rr'):
            try:
                raise KeyError
            finally:
                print('fin')
    try: reraise()
    except KeyError: print('rr caught')
    keep = []
    def make():
        g = walk('stored'); keep.append(g); return g
    for x in make(): break
    print('stored', next(keep[0])); keep[0].close()
    class It:
        def __iter__(self):
            try:
                yield 1
                yield 2
            finally: print('It closed')
    it = It()
    for x in it: break
    print('it done')
    for x in it:
        for y in it: break
        break
    for x in It(): break
    print('It() done')
    def outer_gen():
        try:
            for x in walk('sub'):
                yield x
        finally: print('outer_gen fin')
    for x in outer_gen():
        if x == 1: break
    print('og')
    def deleg():
        yield from walk('deleg')
    for x in deleg():
        break
    print('dg')
    while True:
        for x in walk('while'):
            break
        break
    with Ctx():
        for x in walk('with'):
            break
        print('in with')
    for x in walk('cont', 2):
        continue
    class K:
        def gen(self): 
            try: yield 1; yield 2
            finally: print('K.gen')
        def use(self):
            for x in self.gen(): return x
    print(K().use())
    try:
        for x in walk('bad unpack'):
            a, b = x
    except TypeError as e: print(e)
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit')
f()
for x in walk('module'):
    break
print('mod')
try:
    for x in walk('module raise'): raise KeyError
except KeyError: print('mod caught')
async def agen():
    try:
        yield 1
        yield 2
    finally: print('agen fin')
async def main():
    for x in walk('in coro'):
        break
    print('coro')
try: main().send(None)
except StopIteration: pass
def gen_with_loop():
    for x in walk('in gen'):
        yield x
        if x == 1: break
    print('gen loop left')
    yield 'last'
print(list(gen_with_loop()))
for x in walk('uncaught'): raise SystemExit(3)
