# run: what the builtin functions say when they are called wrongly
def check(text):
    try:
        print(text, "->", repr(eval(text)))
    except BaseException as error:
        print(text, "->", type(error).__name__, error)


for line in """abs() | abs('a') | abs(1, 2) | abs(x=1) | all(1) | all() | any() | any(5) | ascii() | bin('a') | bin(1.5) | bin()
callable() | chr(-1) | chr(0x110000) | chr('a') | chr(10**30) | chr(1.0) | delattr(1, 'a') | delattr(1, 2) | delattr(1) | dir(1, 2) | divmod(1) | divmod(1, 0) | divmod('a', 1) | divmod(1.0, 0)
enumerate() | enumerate(1) | enumerate([1], 'a') | enumerate([1], 1, 2) | enumerate(start=3) | enumerate([1], foo=3)
filter() | filter(None) | filter(None, 1) | filter(None, [], 2) | filter(None, [], a=1) | format() | format(1, 2) | format([], 'x') | format(1, 'q') | format('a', 'd')
getattr(1) | getattr(1, 2) | getattr(1, 'a') | getattr(1, 'a', 2, 3) | getattr(1, 'a', 'default') | hasattr(1, 2) | hasattr(1) | hasattr(1, 'real') | hash([]) | hash() | hash(1, 2) | hex('a') | hex()
id() | isinstance(1) | isinstance(1, 1) | isinstance(1, (str, 1)) | isinstance(1, ((int,),)) | isinstance(1, list[int]) | issubclass(1, int) | issubclass(int, 1) | issubclass(int, (str, 1)) | issubclass(bool, (str, int))
iter() | iter(1) | iter(1, 2) | iter([1], 2, 3) | len() | len(1) | len(1, 2) | len(obj=[]) | max() | max(1) | max([]) | max(1, 2, default=3) | max(1, 2, key=3) | max(1, 'a') | max([1], foo=1) | min([], key=len) | min([], default='d')
map() | map(1) | map(1, 2) | map(int, [], foo=1) | next() | next(1) | next(iter([])) | next([]) | next(iter([]), 1, 2) | oct('a') | ord('ab') | ord(1) | ord('') | ord(b'ab') | ord(b'a') | ord(bytearray(b'xy'))
pow(2) | pow(2, 3, 0) | pow(2, 3, 'a') | pow('a', 2) | pow(2, 3, 4, 5) | pow(base=2, exp=3) | pow(2, 3, mod=5) | print(sep=1) | print(end=1) | print(foo=1) | print(file=1) | range() | range('a') | range(1, 2, 0) | repr() | reversed() | reversed(1) | reversed({1}) | reversed([], 1)
round() | round('a') | round(1.5, 'a') | round(1, 2, 3) | round(float('nan')) | round(float('inf')) | round(number=2.567, ndigits=1) | setattr(1, 'a', 2) | setattr(1, 2, 3) | setattr(1, 'a') | slice() | slice(1, 2, 3, 4)
sorted() | sorted(1) | sorted([1], key=1) | sorted([1], 1) | sorted([1], foo=2) | sorted([1, 'a']) | sum() | sum(1) | sum(['a']) | sum(['a'], '') | sum([b'a'], b'') | sum([], bytearray()) | sum([1], 'a') | sum([[1]], 0) | sum([1, 2], start=3)
vars(1) | vars(1, 2) | globals(1) | locals(1) | zip(1) | zip([], 2) | zip([], foo=1) | list(zip([1], [], strict=True)) | type() | type(1, 2) | type('a', (), {}, 1) | type('a', 1, {}) | type(1, (), {}) | object(1) | __import__() | __import__('no_such_module_here') | __import__(5)
aiter(1) | anext(1) | input(1, 2) | bool(1, 2) | int([]) | int('x') | float('x') | complex('x') | str(b'a', 'nope') | bytes('a') | bytearray('a') | list(1) | tuple(1) | set(1) | frozenset(1) | dict(1) | property(1, 2, 3, 4, 5) | staticmethod() | classmethod() | super(1) | memoryview(1) if 0 else 0
eval(1) | exec(1) | compile() | compile('1', 'f', 'nope') | eval('1 +') | eval('undefined_name') | eval('x', {'x': 5}) | eval('x + y', {'x': 5}, {'y': 6}) | exec('q = 1; print(q)') | eval(compile('3 * 4', 'f', 'eval'))""".splitlines():
    for text in line.split(" | "):
        check(text)
