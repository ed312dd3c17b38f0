# run: sorted, min and max with keys that count, raise, return odd things; multi-key sorts of records
records = []
for i, line in enumerate("""smith john 45 1200.50
jones amy 33 2200
smith alan 45 1199.5
brown zed 28 2200
jones bob 61 900
adams sue 33 2200""".splitlines()):
    last, first, age, pay = line.split()
    records.append({"last": last, "first": first, "age": int(age), "pay": float(pay), "row": i})


def names(rows):
    return [f"{r['first']}{r['row']}" for r in rows]


print(names(sorted(records, key=lambda r: r["last"])))
print(names(sorted(records, key=lambda r: (r["last"], r["first"]))))
print(names(sorted(records, key=lambda r: (-r["pay"], r["age"], r["last"]))))
print(names(sorted(records, key=lambda r: r["pay"], reverse=True)))
by = sorted(records, key=lambda r: r["first"])
by.sort(key=lambda r: r["age"])
by.sort(key=lambda r: r["pay"])
print(names(by))
print(max(records, key=lambda r: r["age"])["first"], min(records, key=lambda r: r["pay"])["first"], max(records, key=lambda r: r["pay"])["first"])
calls = []


def key(x):
    calls.append(x)
    return x % 10


print(sorted([31, 12, 23, 14, 5], key=key), calls)
calls.clear()
print(max([31, 12, 23], key=key), calls, min(5, 99, 41, key=key))
for function in (lambda: sorted(records), lambda: sorted(records, key="last"), lambda: sorted([1, 2], key=lambda: 1), lambda: sorted([3, 1], key=lambda x: {}), lambda: min([1, 2], key=5), lambda: sorted([3, None, 1], key=lambda x: x), lambda: [3, 1].sort(lambda x: x), lambda: max({}, [])):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)
print(sorted([3, None, 1, None], key=lambda x: (x is not None, x)), sorted("bAcB", key=str.lower), sorted(["b10", "b9", "a100"], key=lambda s: (s[0], int(s[1:]))))
print(sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda p: p[0]), sorted({3: "x", 1: "y"}.items()), sorted([[3], [1, 2], []]), sorted([{2}, {1, 2}, set()], key=len))
print(sorted([0.5, 1, True, 0, False, 1.5]), sorted([b"b", b"a", b""]), sorted([(1, [2]), (1, [1])]), sorted("banana", key="nab".index), sorted([True, False, True], reverse=True))
print(sorted([1, 2, 3, 4, 5, 6], key=lambda x: x % 2), sorted([1, 2, 3, 4, 5, 6], key=lambda x: x % 2, reverse=True), sorted(range(10), key=lambda x: -x), sorted([2**70, 1, -2**70, 3.5]))


class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split(".")]

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(v) for v in ("1.10", "1.2", "1.2.1", "0.9", "1.2")]
print(sorted(versions), sorted(versions, reverse=True), sorted(["1.10", "1.2"], key=Version))
try:
    print(max(versions))
except TypeError as error:
    print(error)
data = [(i * 7919) % 1009 for i in range(1000)]
print(sorted(data)[::100], sorted(data, key=str)[::100], sorted(data, key=lambda x: (x % 10, -x))[::100])
words = sorted((w for w in "It was the best of times it was the worst of times".split()), key=lambda w: (len(w), w))
print(words)
