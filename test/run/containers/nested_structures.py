# run: lists of dicts of lists: building, walking, changing while walking copies, aliasing
inventory = [{"name": "bolt", "sizes": [3, 4, 5], "stock": {"a": 10, "b": 0}}, {"name": "nut", "sizes": [], "stock": {}}, {"name": "gear", "sizes": [12], "stock": {"c": 7}}]
for item in inventory:
    item["total"] = sum(item["stock"].values())
    item["sizes"].append(item["total"])
print(inventory)
print([item["name"] for item in sorted(inventory, key=lambda i: -i["total"])], {item["name"]: max(item["sizes"]) for item in inventory})
by_size = {}
for item in inventory:
    for size in item["sizes"]:
        by_size.setdefault(size, set()).add(item["name"])
print({size: sorted(names) for size, names in sorted(by_size.items())})


def deep_copy(value):
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(deep_copy(item) for item in value)
    return value


copy = deep_copy(inventory)
copy[0]["stock"]["a"] = "changed"
print(inventory[0]["stock"], copy[0]["stock"], copy[2] == inventory[2], copy[2] is inventory[2])


def merge(a, b):
    result = dict(a)
    for key, value in b.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merge(result[key], value)
        else:
            result[key] = value
    return result


print(merge({"x": {"y": 1, "z": {"w": 2}}, "k": 1}, {"x": {"z": {"v": 3}}, "k": [2]}))


def paths(value, prefix=()):
    if isinstance(value, dict):
        for key in value:
            yield from paths(value[key], prefix + (key,))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from paths(item, prefix + (i,))
    else:
        yield prefix, value


for path, value in paths(inventory[:1]):
    print(*path, "=", value)
grid = [["."] * 5 for _ in range(3)]
grid[1][2] = "#"
wrong = [["."] * 3] * 2
wrong[0][0] = "#"
print("\n".join("".join(row) for row in grid), wrong)
transposed = [list(row) for row in zip(*grid)]
print(len(transposed), transposed[2], list(map(list, zip(*transposed))) == grid)
triangle = [[1]]
for _ in range(6):
    last = triangle[-1]
    triangle.append([1, *(a + b for a, b in zip(last, last[1:])), 1])
print(triangle[-1], sum(map(sum, triangle)))
numbers = [5, 3, 8, 1, 9, 2]
for n in numbers[:]:
    if n % 2:
        numbers.remove(n)
print(numbers)
table = {}
table["row", 1] = table["row", 2] = []
table["row", 1].append("shared")
print(table, ("row", 2) in table, [k for k in table if k[1] == 2])
queue = [[1, 2], [3, [4, [5]]]]
flat = []
while queue:
    item = queue.pop()
    if isinstance(item, list):
        queue.extend(item)
    else:
        flat.append(item)
print(flat)
