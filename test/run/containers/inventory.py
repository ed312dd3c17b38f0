# run: a small inventory program: nested dicts, grouping, joins, reports, all orderings visible
lines = """bolt,M6,steel,120,0.05
bolt,M8,steel,80,0.08
nut,M6,brass,200,0.03
nut,M8,steel,0,0.04
washer,M6,steel,500,0.01
washer,M10,nylon,42,0.02
screw,M4,brass,310,0.06
bolt,M6,brass,15,0.11""".splitlines()
stock, by_kind, by_material = {}, {}, {}
for number, line in enumerate(lines, 1):
    kind, size, material, count, price = line.split(",")
    item = {"id": number, "kind": kind, "size": size, "material": material, "count": int(count), "price": float(price)}
    stock[kind, size, material] = item
    by_kind.setdefault(kind, []).append(item)
    by_material.setdefault(material, {}).setdefault(kind, set()).add(size)
print(list(stock)[:3], len(stock))
for kind, items in by_kind.items():
    total = sum(i["count"] * i["price"] for i in items)
    print(f"{kind:8}{len(items):3}{sum(i['count'] for i in items):6}{total:10.2f}", [i["size"] for i in items])
for material in sorted(by_material):
    print(material, {k: sorted(v) for k, v in sorted(by_material[material].items())})
empty = [key for key, item in stock.items() if not item["count"]]
print(empty, stock.get(("nut", "M8", "steel"))["price"], stock.get(("nut", "M9", "steel"), {}).get("price", "unknown"))
orders = [("bolt", "M6", "steel", 100), ("bolt", "M6", "steel", 30), ("nut", "M8", "steel", 1), ("gear", "M1", "gold", 1), ("screw", "M4", "brass", 310)]
shipped, refused = [], {}
for *key, count in orders:
    key = tuple(key)
    try:
        item = stock[key]
        if item["count"] < count:
            raise ValueError(f"only {item['count']} left")
    except KeyError as error:
        refused[key] = f"unknown {error}"
    except ValueError as error:
        refused.setdefault(key, []).append(str(error))
    else:
        item["count"] -= count
        shipped.append((key[0], count, round(count * item["price"], 2)))
        if item["count"] == 0:
            del stock[key]
print(shipped, refused, len(stock), sep="\n")
ranking = sorted(stock.values(), key=lambda i: (-i["count"] * i["price"], i["id"]))
print([(i["id"], round(i["count"] * i["price"], 2)) for i in ranking])
index = {}
for item in stock.values():
    for word in (item["kind"], item["size"], item["material"]):
        index.setdefault(word, []).append(item["id"])
print(index)
find = lambda *words: sorted(set.intersection(*(set(index.get(w, ())) for w in words)))
print(find("bolt"), find("bolt", "steel"), find("M6", "brass"), find("M6", "gold"), find("washer", "M10", "nylon"))
matrix = {k: {m: 0 for m in sorted(by_material)} for k in by_kind}
for (kind, size, material), item in stock.items():
    matrix[kind][material] += item["count"]
for kind, row in matrix.items():
    print(kind.ljust(8), *(f"{c:5}" for c in row.values()))
columns = list(zip(*(row.values() for row in matrix.values())))
print([sum(c) for c in columns], max(matrix, key=lambda k: sum(matrix[k].values())), {k: max(r, key=r.get) for k, r in matrix.items()})
merged = {**{k: v["count"] for k, v in stock.items()}, ("bolt", "M6", "steel"): -1}
print(merged == {k: v["count"] for k, v in stock.items()}, merged.items() - {k: v["count"] for k, v in stock.items()}.items())
pairs = [(a, b) for i, a in enumerate(stock) for b in list(stock)[i + 1 :] if a[1:] == b[1:]]
print(pairs)
history = []
for step in range(5):
    snapshot = {k: v["count"] for k, v in stock.items()}
    history.append(snapshot)
    for item in stock.values():
        item["count"] = item["count"] * 2 // 3
print([sum(h.values()) for h in history], [k for k in history[0] if history[-1][k] == 0], all(h.keys() == history[0].keys() for h in history))
