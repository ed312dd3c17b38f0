# run: graph algorithms with a heap, a union-find, a priority queue and a grid search of our own
class Heap:
    def __init__(self, items=(), key=lambda item: item):
        self.key = key
        self.items = list(items)
        for i in reversed(range(len(self.items) // 2)):
            self._down(i)

    def __len__(self):
        return len(self.items)

    def push(self, item):
        self.items.append(item)
        i = len(self.items) - 1
        while i and self.key(self.items[i]) < self.key(self.items[(i - 1) // 2]):
            parent = (i - 1) // 2
            self.items[i], self.items[parent] = self.items[parent], self.items[i]
            i = parent

    def pop(self):
        if not self.items:
            raise IndexError("pop from an empty heap")
        top, last = self.items[0], self.items.pop()
        if self.items:
            self.items[0] = last
            self._down(0)
        return top

    def _down(self, i):
        n = len(self.items)
        while True:
            smallest = i
            for child in (2 * i + 1, 2 * i + 2):
                if child < n and self.key(self.items[child]) < self.key(self.items[smallest]):
                    smallest = child
            if smallest == i:
                return
            self.items[i], self.items[smallest] = self.items[smallest], self.items[i]
            i = smallest


class UnionFind:
    def __init__(self, items):
        self.parent = {item: item for item in items}
        self.size = dict.fromkeys(self.parent, 1)

    def find(self, item):
        root = item
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[item] != root:
            self.parent[item], item = root, self.parent[item]
        return root

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


class Graph:
    def __init__(self, directed=False):
        self.directed = directed
        self.edges = {}

    @classmethod
    def parse(cls, text, directed=False):
        graph = cls(directed)
        for part in text.split():
            ends, _, weight = part.partition(":")
            a, b = ends.split("-")
            graph.add(a, b, int(weight or 1))
        return graph

    def add(self, a, b, weight=1):
        self.edges.setdefault(a, {})[b] = weight
        self.edges.setdefault(b, {})
        if not self.directed:
            self.edges[b][a] = weight
        return self

    def __iter__(self):
        return iter(self.edges)

    def __contains__(self, node):
        return node in self.edges

    def __getitem__(self, node):
        return self.edges[node]

    def all_edges(self):
        seen = set()
        for a, ends in self.edges.items():
            for b, weight in ends.items():
                if self.directed or (b, a) not in seen:
                    seen.add((a, b))
                    yield a, b, weight

    def breadth_first(self, start):
        order, distance = [], {start: 0}
        queue = [start]
        while queue:
            node = queue.pop(0)
            order.append(node)
            for other in sorted(self.edges[node]):
                if other not in distance:
                    distance[other] = distance[node] + 1
                    queue.append(other)
        return order, distance

    def depth_first(self, node, seen=None):
        seen = set() if seen is None else seen
        seen.add(node)
        yield node
        for other in sorted(self.edges[node]):
            if other not in seen:
                yield from self.depth_first(other, seen)

    def shortest(self, start, goal):
        best, previous = {start: 0}, {}
        heap, done, serial = Heap(key=lambda entry: entry[:2]), set(), 0
        heap.push((0, serial, start))
        while heap:
            distance, _, node = heap.pop()
            if node in done:
                continue
            done.add(node)
            if node == goal:
                path = [node]
                while node in previous:
                    node = previous[node]
                    path.append(node)
                return distance, path[::-1]
            for other, weight in self.edges[node].items():
                candidate = distance + weight
                if candidate < best.get(other, float("inf")):
                    best[other], previous[other] = candidate, node
                    serial += 1
                    heap.push((candidate, serial, other))
        return None

    def all_pairs(self):
        nodes = sorted(self.edges)
        infinite = float("inf")
        distance = {a: {b: 0 if a == b else self.edges[a].get(b, infinite) for b in nodes} for a in nodes}
        for k in nodes:
            for i in nodes:
                for j in nodes:
                    if distance[i][k] + distance[k][j] < distance[i][j]:
                        distance[i][j] = distance[i][k] + distance[k][j]
        return distance

    def bellman_ford(self, start):
        distance = {node: float("inf") for node in self.edges}
        distance[start] = 0
        for turn in range(len(self.edges)):
            changed = False
            for a, b, weight in self.all_edges():
                if distance[a] + weight < distance[b]:
                    distance[b] = distance[a] + weight
                    changed = True
            if not changed:
                return distance
        raise ValueError("a cycle of negative length")

    def spanning_tree(self):
        forest = UnionFind(self.edges)
        chosen = [(weight, a, b) for weight, a, b in sorted((w, a, b) for a, b, w in self.all_edges()) if forest.join(a, b)]
        return sum(weight for weight, *_ in chosen), chosen

    def topological(self):
        waiting = dict.fromkeys(self.edges, 0)
        for _, b, _ in self.all_edges():
            waiting[b] += 1
        ready = sorted(node for node, count in waiting.items() if count == 0)
        order = []
        while ready:
            node = ready.pop(0)
            order.append(node)
            for other in sorted(self.edges[node]):
                waiting[other] -= 1
                if waiting[other] == 0:
                    ready.append(other)
        if len(order) < len(self.edges):
            raise ValueError(f"a cycle among {sorted(set(self.edges) - set(order))}")
        return order

    def components(self):
        index, low, stack, found = {}, {}, [], []

        def visit(node):
            index[node] = low[node] = len(index)
            stack.append(node)
            for other in sorted(self.edges[node]):
                if other not in index:
                    visit(other)
                    low[node] = min(low[node], low[other])
                elif other in stack:
                    low[node] = min(low[node], index[other])
            if low[node] == index[node]:
                group = []
                while True:
                    group.append(stack.pop())
                    if group[-1] == node:
                        break
                found.append(sorted(group))

        for node in sorted(self.edges):
            if node not in index:
                visit(node)
        return found

    def colour(self):
        colours = {}
        for node in sorted(self.edges, key=lambda node: (-len(self.edges[node]), node)):
            used = {colours[other] for other in self.edges[node] if other in colours}
            colours[node] = next(c for c in range(len(self.edges)) if c not in used)
        return colours

    def flow(self, source, sink):
        residual = {a: dict(ends) for a, ends in self.edges.items()}
        total = 0
        while True:
            previous, queue = {source: None}, [source]
            while queue and sink not in previous:
                node = queue.pop(0)
                for other, room in residual[node].items():
                    if room > 0 and other not in previous:
                        previous[other] = node
                        queue.append(other)
            if sink not in previous:
                return total
            path, node = [], sink
            while previous[node] is not None:
                path.append((previous[node], node))
                node = previous[node]
            room = min(residual[a][b] for a, b in path)
            for a, b in path:
                residual[a][b] -= room
                residual[b][a] = residual[b].get(a, 0) + room
            total += room


class Grid:
    def __init__(self, rows):
        self.rows = rows
        self.height, self.width = len(rows), len(rows[0])

    def find(self, letter):
        for y, row in enumerate(self.rows):
            if letter in row:
                return row.index(letter), y
        raise LookupError(f"no {letter} on the grid")

    def neighbours(self, place):
        x, y = place
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            if 0 <= x + dx < self.width and 0 <= y + dy < self.height and self.rows[y + dy][x + dx] != "#":
                yield x + dx, y + dy

    def a_star(self, start, goal):
        def estimate(place):
            return abs(place[0] - goal[0]) + abs(place[1] - goal[1])

        cost, came = {start: 0}, {}
        heap = Heap([(estimate(start), start)])
        while heap:
            _, place = heap.pop()
            if place == goal:
                path = []
                while place != start:
                    path.append(place)
                    place = came[place]
                return path[::-1]
            for other in self.neighbours(place):
                if cost[place] + 1 < cost.get(other, 10**9):
                    cost[other], came[other] = cost[place] + 1, place
                    heap.push((cost[other] + estimate(other), other))
        return None

    def draw(self, path):
        marked = set(path)
        return ["".join("*" if (x, y) in marked and c == "." else c for x, c in enumerate(row)) for y, row in enumerate(self.rows)]


roads = Graph.parse("a-b:7 a-c:9 a-f:14 b-c:10 b-d:15 c-d:11 c-f:2 d-e:6 e-f:9 x-y:1")
print(roads.breadth_first("a"), list(roads.depth_first("a")))
print(roads.shortest("a", "e"), roads.shortest("a", "x"), roads.shortest("a", "a"), roads.spanning_tree())
table = roads.all_pairs()
for a in sorted(table):
    print(a, *(f"{table[a][b]:>4}" for b in sorted(table)))
tasks = Graph.parse("shop-cook cook-eat eat-wash lay-eat heat-cook", directed=True)
print(tasks.topological(), tasks.components())
try:
    tasks.add("wash", "lay").topological()
except ValueError as error:
    print(error, tasks.components())
print(Graph.parse("s-a:4 s-b:3 a-b:-2 a-t:2 b-t:3", directed=True).bellman_ford("s"))
try:
    Graph.parse("a-b:1 b-c:-3 c-a:1", directed=True).bellman_ford("a")
except ValueError as error:
    print(error)
print(Graph.parse("s-a:10 s-b:5 a-b:15 a-t:5 b-t:10", directed=True).flow("s", "t"), Graph.parse("1-2 2-3 3-1 3-4 4-5").colour())
grid = Grid(["S..#....", ".#.#.##.", ".#...#..", ".####.#.", "......#E"])
path = grid.a_star(grid.find("S"), grid.find("E"))
print(len(path), *grid.draw(path), sep="\n")
print(Grid(["S#E"]).a_star((0, 0), (2, 0)), len(Heap([5, 3, 8])))
try:
    grid.find("?")
except LookupError as error:
    print(error)
heap = Heap([(i * 7919) % 1009 for i in range(500)])
ordered = [heap.pop() for _ in range(500)]
print(ordered == sorted(ordered), ordered[:5])
try:
    heap.pop()
except IndexError as error:
    print(error)
ring = Graph()
for i in range(300):
    ring.add(i, (i + 1) % 300, 1 + i % 5)
    ring.add(i, (i * 17 + 3) % 300, 10)
print(ring.shortest(0, 150)[0], ring.spanning_tree()[0], max(ring.colour().values()), len(ring.breadth_first(0)[0]))
