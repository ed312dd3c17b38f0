# run: long random histories of dicts, sets and lists, told by digests that any difference in order or content would change
state = 20240229


def random(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return (state >> 33) % limit


def digest(items):
    result = 0
    for item in items:
        result = (result * 1000003 + (item if isinstance(item, int) else sum(map(ord, str(item))))) % 998244353
    return result


def key():
    kind = random(10)
    n = random(60)
    if kind < 5:
        return n
    if kind < 7:
        return f"k{n}"
    if kind == 7:
        return (n, n % 3)
    if kind == 8:
        return n + 0.5
    return None if n < 30 else 2**64 + n


d = {}
for step in range(6000):
    action = random(12)
    k = key()
    if action < 6:
        d[k] = step if action else [step]
    elif action < 8:
        d.pop(k, None)
    elif action == 8 and d:
        d.popitem()
    elif action == 9:
        d.setdefault(k, step)
    elif action == 10 and random(40) == 0:
        d = dict(d) if random(2) else {**d, k: step}
    elif action == 11 and random(60) == 0:
        d.clear()
    if step % 500 == 0:
        print("dict", step, len(d), digest(map(str, d)), digest(map(str, d.values())), k in d, next(iter(d), "-"))

s, t = set(), set()
for step in range(6000):
    action = random(16)
    n = random(400) if random(20) else f"w{random(30)}"
    if action < 6:
        s.add(n)
    elif action < 8:
        s.discard(n)
    elif action == 8 and s:
        s.pop() if len(s) > 100 else None
    elif action == 9:
        t.add(n)
    elif action == 10 and random(20) == 0:
        s |= t
    elif action == 11 and random(20) == 0:
        s -= t
    elif action == 12 and random(20) == 0:
        s ^= t
    elif action == 13 and random(80) == 0:
        s &= set(range(300))
    elif action == 14 and random(20) == 0:
        s = set(s) if random(2) else s | {n}
    elif action == 15 and random(90) == 0:
        s.clear()
    if step % 500 == 0:
        print("set", step, len(s), digest(s), digest(s | t), digest(s & t), digest(s - t), digest(s ^ t), digest(frozenset(s)))

l = []
for step in range(6000):
    action = random(20)
    v = random(1000) if random(30) else (random(100) / 8 if random(2) else f"v{random(50)}")
    n = len(l)
    if action < 7:
        l.append(v)
    elif action < 9:
        l.insert(random(n + 5) - 2, v)
    elif action == 9 and l:
        l.pop(random(n))
    elif action == 10 and l:
        l[random(n)] = v
    elif action == 11 and l:
        del l[random(n)]
    elif action == 12:
        i, j = random(n + 1), random(n + 1)
        l[i:j] = [v] * random(4)
    elif action == 13 and n:
        i = random(n)
        size = len(l[i::3])
        l[i::3] = [v] * size if random(2) else range(size)
    elif action == 14:
        l.reverse()
    elif action == 15 and random(10) == 0:
        l = [x for x in l if isinstance(x, int)]
    elif action == 16 and random(5) == 0:
        l.sort(key=str)
    elif action == 17 and random(30) == 0:
        l = l[::2]
    elif action == 18 and random(50) == 0:
        l *= 2
    elif action == 19 and len(l) > 300:
        del l[::2]
    if step % 500 == 0:
        print("list", step, len(l), digest(l), digest(l[::-3]), l.count(5), 7 in l)
