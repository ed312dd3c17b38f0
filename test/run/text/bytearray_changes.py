# run: bytearray changed in place: items, slices, methods, iteration during changes
def attempt(label, action):
    a = bytearray(b"abcdef")
    try:
        result = action(a)
        print(label, result, a)
    except (TypeError, ValueError, IndexError) as error:
        print(label, type(error).__name__, error, a)


def assign(index, value):
    def action(a):
        a[index] = value

    return action


def delete(index):
    def action(a):
        del a[index]

    return action


for index in (0, -1, 5, 6, -7, slice(1, 3), slice(None, None, 2), slice(4, 1, -1), slice(5, 2), slice(10, 20), slice(1, 1), slice(None), slice(None, None, -2), "a", 1.5, True):
    attempt(f"del {index}", delete(index))
    for value in (65, 256, -1, "a", b"xyz", b"xy", b"", [1, 2, 3], (1, 300), range(2), 5, bytearray(b"QQ"), None, "ab", ["a"]):
        attempt(f"{index} = {value!r}", assign(index, value))

attempt("append", lambda a: a.append(103))
attempt("append 256", lambda a: a.append(256))
attempt("append a", lambda a: a.append("a"))
attempt("extend", lambda a: a.extend(b"gh"))
attempt("extend list", lambda a: a.extend([1, 2, 3]))
attempt("extend self", lambda a: a.extend(a))
attempt("extend bad", lambda a: a.extend([1, 300]))
attempt("extend text", lambda a: a.extend("ab"))
attempt("extend int", lambda a: a.extend(5))
attempt("extend generator", lambda a: a.extend(i for i in range(60, 65)))
for index in (0, 3, -1, 100, -100):
    attempt(f"insert {index}", lambda a: a.insert(index, 120))
attempt("insert bad", lambda a: a.insert(0, 300))
for index in (0, -1, 3, 6, -7):
    attempt(f"pop {index}", lambda a: a.pop(index))
attempt("pop", lambda a: a.pop())
attempt("remove", lambda a: a.remove(99))
attempt("remove absent", lambda a: a.remove(1))
attempt("reverse", lambda a: a.reverse())
attempt("clear", lambda a: a.clear())
attempt("copy", lambda a: a.copy())
attempt("resize up", lambda a: a.resize(9))
attempt("resize down", lambda a: a.resize(2))
attempt("resize bad", lambda a: a.resize(-1))
attempt("+=", lambda a: a.__iadd__(b"xx"))
attempt("*=", lambda a: a.__imul__(2))
attempt("*= 0", lambda a: a.__imul__(0))
attempt("hash", lambda a: hash(a))
attempt("self slice", lambda a: a.__setitem__(slice(2, 4), a))
try:
    bytearray().pop()
except IndexError as error:
    print(error)

a = bytearray()
for i in range(1000):
    a.append(i % 256)
    if i % 7 == 0:
        del a[: len(a) // 2]
    if i % 11 == 0:
        a[0:0] = b"front"
    if i % 13 == 0:
        a += bytes([i % 50] * 3)
print(len(a), sum(a), a[:20].hex(), a[-20:].hex())
b = a
b += b"same object"
print(a is b, a.endswith(b"same object"), a.count(b"front"))
seen = []
c = bytearray(b"abc")
for value in c:
    seen.append(value)
    if len(seen) < 6:
        c.append(value + 1)
print(seen, c)
table = bytearray(256)
for text in ("hello world", "the quick brown fox"):
    for ch in text.encode():
        table[ch] += 1
print([(chr(i), n) for i, n in enumerate(table) if n > 1])
buffer = bytearray(10)
buffer[2:5] = b"xyz"
buffer[-1] = 0x7F
print(buffer, bytes(buffer), buffer == bytes(buffer), len(buffer), bool(buffer), bool(bytearray()))
