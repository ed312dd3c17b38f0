# run: dicts keep insertion order through deletion, resizing and copying, and notice changes during iteration
def order(d):
    return " ".join(f"{k}={v}" for k, v in d.items())


d = {}
for i in range(20):
    d[i * 7 % 20] = i
print(order(d))
for i in range(0, 20, 3):
    del d[i]
print(order(d), len(d))
d[0] = "again"
d[3] = "again"
d[1] = "changed"
print(order(d))
print(d.popitem(), d.popitem(), d.pop(1), d.pop("none", "default"), order(d))
e = d.copy()
e.update({2: "two", 100: "hundred"}, x=1, y=2)
print(order(e), e == d, {**e} == e, list(reversed(e)), list(reversed(e.items()))[:2])
while e:
    k, v = e.popitem()
    if len(e) % 5 == 0:
        print(k, v, len(e))
print(e, e == {}, bool(e))

for kind in ("add", "delete", "replace", "both", "clear"):
    d = dict.fromkeys(range(5), 0)
    try:
        for k in d:
            if k == 1:
                if kind == "add":
                    d[99] = 1
                elif kind == "delete":
                    del d[3]
                elif kind == "replace":
                    d[1] = "new"
                elif kind == "clear":
                    d.clear()
                else:
                    del d[0]
                    d[50] = 1
    except RuntimeError as error:
        print(kind, error)
    print(kind, order(d))
for view in ("keys", "values", "items"):
    d = {1: 1, 2: 2}
    iterator = iter(getattr(d, view)())
    next(iterator)
    d[3] = 3
    for _ in range(2):
        try:
            print(next(iterator))
        except RuntimeError as error:
            print(view, error)
    del d[3]
    try:
        print(next(iterator))
    except RuntimeError as error:
        print(view, error)
d = {"a": 1}
print(d.setdefault("a", 2), d.setdefault("b", []), d.setdefault("c"), d)
d["b"].append(1)
print(d, d.get("z"), d.get("z", 0), "a" in d, "z" not in d)
lru = {}
hits = 0
for i in range(3000):
    k = i * i % 97
    if k in lru:
        hits += 1
        lru[k] = lru.pop(k)
    else:
        lru[k] = i
    if len(lru) > 20:
        del lru[next(iter(lru))]
print(hits, list(lru.items())[:5], len(lru))
stack = {}
for i in range(2000):
    stack[i] = i
    if i % 3 == 0:
        stack.popitem()
print(len(stack), list(stack)[-5:])
words = {}
for w in ("spam egg spam " * 50 + "bacon " * 7).split():
    words[w] = words.get(w, 0) + 1
print(words)
