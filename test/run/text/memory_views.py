# run: memoryview: items, slices, casts, shapes, comparison, hashing, release, and the bytearray that keeps its size
def attempt(name, function, *arguments, **keywords):
    try:
        result = function(*arguments, **keywords)
        print(name, type(result).__name__, result.tolist() if isinstance(result, memoryview) else result)
    except Exception as error:
        print(name, type(error).__name__, error)


source = bytes(range(24))
view = memoryview(source)
print(len(view), view[0], view[-1], view[3:6].tolist(), view[::-5].tolist(), view.nbytes, view.readonly, view.format)
print(view.itemsize, view.ndim, view.shape, view.strides, view.suboffsets, view.c_contiguous, view.f_contiguous, view.contiguous)
print(view.obj is source, view[2:4].obj is source, bytes(view[4:7]), view[::2].tobytes(), view[::2].contiguous, view[1:3].hex(), view[:4].hex('-', 2))
print(sum(view), list(view[:3]), 5 in view, 99 in view, view.count(3), view.index(7), [x for x in reversed(view[:3])])
print(view == source, view[:3] == b'\x00\x01\x02', view == 3, view != source, b'\x00\x01' == view[:2], view[:2] == bytearray([0, 1]))
print(hash(view) == hash(source), hash(view[1:3]) == hash(b'\x01\x02'), repr(view)[:10], isinstance(view, memoryview))
for key in (24, -25, 'a', 1.5, None, (0,), (0, 1), (), slice(None, None, 0), 2**70, ...):
    attempt(f'get {key}', view.__getitem__, key)
attempt('write', view.__setitem__, 0, 1)
attempt('delete', view.__delitem__, 0)
attempt('less', lambda: view < view)
attempt('index', view.index, 99)
attempt('index', view.index, 3, 5)
attempt('index', view.index, 3, -24, 10)
attempt('new', memoryview, 'text')
attempt('new', memoryview, 5)
attempt('new', memoryview)
attempt('new', memoryview, object=b'kw')

data = bytearray(b'hello world')
window = memoryview(data)
window[0] = 72
window[6:] = b'WORLD'
window[1:5:2] = b'EL'
print(data)
for value in (256, -1, 'a', 1.5, None, b'a'):
    attempt(f'set {value}', window.__setitem__, 0, value)
attempt('set slice', window.__setitem__, slice(0, 3), b'ab')
attempt('set slice', window.__setitem__, slice(0, 3), [1, 2, 3])
window[2:6] = window[0:4]
print(data, window.tobytes(), window.toreadonly().readonly)
attempt('hash', hash, window)
with window.toreadonly() as locked:
  for change in (lambda: data.append(1), lambda: data.extend(b'abc'), lambda: data.pop(), lambda: data.clear(), lambda: data.__delitem__(0), lambda: data.__iadd__(b'x'), lambda: data.resize(3)):
    attempt('resize', change)
  data[0:2] = b'zz'
data[0:2] = b'xy'
print(data)
part = window[2:4]
window.release()
attempt('released', len, window)
attempt('released', window.tobytes)
attempt('released', lambda: window[0])
attempt('released', lambda: window.format)
print(repr(window)[:10], window == window, window != window, part.tolist())
part.release()
part.release()
attempt('resize', data.append, 1)
print(data)
with memoryview(data) as scoped:
    print(scoped[0])
attempt('scoped', lambda: scoped[0])
data.extend(b'more')


def parse(buffer):
    body = memoryview(buffer)[2:6]
    return int.from_bytes(body, 'big'), body.tobytes()


print(parse(data))
data += b'!'
print(len(data), b''.join([memoryview(b'ab'), memoryview(b'cd')]), bytes(memoryview(b'abcd')[::-1]), bytearray(memoryview(b'abc')))
print(b'a' + memoryview(b'bc'), b'abc'.find(memoryview(b'c')), b'abc'.startswith(memoryview(b'ab')), b'a,b'.split(memoryview(b',')))

numbers = memoryview(source).cast('I')
print(numbers.tolist(), numbers.shape, numbers.strides, numbers.itemsize, numbers.format, numbers.nbytes)
for code in 'bBhHiIlLqQnN?':
    print(code, memoryview(bytes([1, 0, 255, 127, 128, 1, 0, 254])).cast(code).tolist())
for code in 'fde':
    print(code, memoryview(bytes(8)).cast(code).tolist(), end=' ')
    room = memoryview(bytearray(8)).cast(code)
    for number in (1.5, -2, 1e-5, 65504.0, float('inf')):
        room[0] = number
        print(room[0], end=' ')
    print()
print(memoryview(b'xyz').cast('c').tolist(), memoryview(b'xyz').cast('c') == memoryview(b'xyz'))
room = memoryview(bytearray(16))
for code, values in {'b': (127, -128, 128), 'H': (65535, 65536, -1), 'i': (2**31 - 1, 2**31), 'Q': (2**64 - 1, 2**64, -1), 'q': (-2**63, 2**63), '?': (5, '', []), 'c': (b'x', b'xy', 1), 'd': (1, 'x'), 'P': (0, 10)}.items():
    cast = room.cast(code)
    for value in values:
        try:
            cast[1] = value
            print(code, value, cast[1])
        except Exception as error:
            print(code, value, type(error).__name__, error)
grid = memoryview(source).cast('B', [4, 6])
print(grid.ndim, grid.shape, grid.strides, grid.tolist(), grid[1, 2], grid[-1, -1], len(grid), grid.nbytes)
attempt('row', lambda: grid[0])
attempt('slice', lambda: grid[0:2])
attempt('iter', lambda: iter(grid) and list(grid))
attempt('three', lambda: grid[0, 0, 0])
attempt('outside', lambda: grid[4, 0])
attempt('outside', lambda: grid[0, 6])
print(grid.tobytes() == source, grid.tobytes('F')[:6], grid.tobytes(order='C')[:6], grid == memoryview(source), grid == memoryview(source).cast('B', (4, 6)))
print(grid.cast('B').shape, memoryview(source).cast('h', shape=(2, 6)).tolist())
cube = memoryview(source).cast('B', (2, 3, 4))
print(cube.tolist(), cube[1, 2, 3])
for arguments in (('z',), ('<i',), ('',), ('@I',), ('II',), ('B', [5, 5]), ('B', [0]), ('B', [-1, -24]), ('B', 3), ('B', ['a']), ('i', [2, 3]), (5,)):
    attempt(f'cast {arguments}', memoryview(source).cast, *arguments)
attempt('gaps', view[::2].cast, 'b')
attempt('odd', memoryview(b'abc').cast, 'h')
attempt('both', numbers.cast, 'd')
attempt('order', view.tobytes, 'X')
empty = memoryview(b'')
print(empty.tolist(), len(empty), empty.shape, empty == b'', hash(empty) == hash(b''), bool(empty), bool(view))
