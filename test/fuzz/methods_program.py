"""Calls methods and constructors of the built-in types with random arguments; a line for each call. Arguments: seed, calls of each."""
import sys

seed = first = int(sys.argv[1])
CALLS = int(sys.argv[2])


def draw(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n


class Index:
    def __init__(self, number): self.number = number
    def __index__(self): return self.number
    def __repr__(self): return f'Index({self.number})'


class Iterable:
    def __iter__(self): return iter([1, 2, 3])
    def __repr__(self): return 'Iterable()'


class Bad:
    def __index__(self): raise KeyError('index')
    def __iter__(self): raise KeyError('iter')
    def __len__(self): raise KeyError('len')
    def __eq__(self, other): raise KeyError('eq')
    def __hash__(self): raise KeyError('hash')
    def __float__(self): raise KeyError('float')
    def __repr__(self): return 'Bad()'


class Str(str): pass
class Int(int): pass
class Float(float): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Bytes(bytes): pass
class ByteArray(bytearray): pass


# Made anew for each call. What is beyond a range of few numbers is no argument: walking it would not end.
TYPES = {
    int: ['0', '1', '-1', '255', '2**62', '-2**63', '2**64', '10**30', '-10**40', 'True', 'Int(7)'],
    float: ['0.0', '-0.0', '1.5', '-2.5', '1e300', '5e-324', 'float("inf")', '-float("inf")', '1e16', '0.1', 'Float(2.25)'],
    complex: ['0j', '1+2j', '-1.5-0j', 'complex("inf")'],
    str: ['""', '"a"', '"hello world"', '"aXbXc"', '"\\u00e9"', '"\\u0130\\u00df\\ufb01"', '"\\U0001f600x\\n\\ty"', '"  12 "', '"a\\r\\nb\\x1cc\\u2028d"',
          '"\\ud800"', '"{0}{x!r:>5}%s"', 'Str("sub")', '"123"', '"\\u00b2\\u00bd\\u0663"', '"Title Case"'],
    bytes: ['b""', 'b"a"', 'b"hello world"', 'b"aXbXc"', 'b"\\x00\\xff\\x80"', 'b" 12 \\n\\t"', 'b"a\\r\\nb"', 'b"0aff"', 'Bytes(b"sub")'],
    bytearray: ['bytearray()', 'bytearray(b"hello world")', 'bytearray(b"a\\r\\nXb")', 'bytearray(b"\\xff\\x00")', 'ByteArray(b"sub")'],
    list: ['[]', '[1]', '[3, 1, 2]', '[1.5, 2.5]', '["a", "b"]', '[None, 1, "x"]', '[[1], [2]]', 'List([1, 2])', '[0] * 20'],
    tuple: ['()', '(1,)', '(3, 1, 2)', '("a", "b")', '((1,), (2,))', 'Tuple((1, 2))'],
    dict: ['{}', '{1: 2}', '{"a": 1, "b": 2}', '{(1,): [], None: 3}', 'Dict(x=1)', '{1.5: "f", True: "b"}'],
    set: ['set()', '{1}', '{1, 2, 3}', '{None}'],
    frozenset: ['frozenset()', 'frozenset([1])', 'frozenset([1, 2, 3])'],
    range: ['range(0)', 'range(5)', 'range(10, 0, -3)'],
    slice: ['slice(None)', 'slice(1, 5)', 'slice(None, None, -1)', 'slice("a", "b")', 'slice(2**70, -2**70, 3)'],
    memoryview: ['memoryview(b"")', 'memoryview(b"view")', 'memoryview(bytearray(b"views"))[::2]', 'memoryview(bytes(8)).cast("H")'],
}
OTHERS = ['None', '...', 'NotImplemented', 'Index(2)', 'Index(2**70)', 'Iterable()', 'Bad()', 'object', 'int', 'len', '"utf-8"', '"strict"', '"latin-1"', '"little"',
          '"big"', '"replace"', 'iter([1, 2])', 'iter("ab")', '{"x": "y"}.items()', '{"x": "y"}.keys()', '{"k": 1}.values()', 'map(str, [1])', 'zip([1], [2])',
          'enumerate("ab")', 'reversed([1, 2])', '[("a", 1)]', '[(1, 2, 3)]', '{97: "z", 98: None}', '-5', '3', '2', '10', '1000', 'KeyError("k")', 'property()']
SMALL = ['-5', '3', '2', '10', '1000', 'None', 'Index(2)', '"x"', '1.5', 'Bad()', '[1]']
ALL = [text for texts in TYPES.values() for text in texts] + OTHERS
KEYWORDS = ['sep', 'maxsplit', 'key', 'reverse', 'encoding', 'errors', 'keepends', 'bytes_per_sep', 'length', 'byteorder', 'signed', 'tabsize', 'default', 'x']
# What shows addresses, sizes of storage or the implementation; and operators whose results would fill memory.
HIDDEN = {'__class__', '__reduce__', '__reduce_ex__', '__init_subclass__', '__subclasshook__', '__sizeof__', '__dir__', '__doc__', '__getnewargs__', '__alloc__',
          '__buffer__', '__release_buffer__', '_from_flags', 'obj'}
GROWING = {'__lshift__', '__rlshift__', '__pow__', '__rpow__', '__mul__', '__rmul__', '__imul__', 'center', 'ljust', 'rjust', 'zfill', 'expandtabs', 'to_bytes'}


def without_addresses(text):
    while (at := text.find(' at 0x')) >= 0:
        end = at + 6
        while end < len(text) and text[end] in '0123456789abcdef':
            end += 1
        text = text[:at] + text[end:]
    return text


def shown(value):
    text = f'{type(value).__name__} {without_addresses(repr(value))}'
    if len(text) <= 200:
        return text
    digest = 0
    for character in text:
        digest = (digest * 31 + ord(character)) % 1000000007
    return f'{text[:150]} … {digest} {len(text)}'


def tell(head, function, *arguments, **keywords):
    try:
        result = shown(function(*arguments, **keywords))
    except Exception as error:
        result = f'{type(error).__name__}: {without_addresses(str(error))}'
    print(ascii(f'{head} -> {result}')[1:-1])


def arguments_for(pool):
    return [pool[draw(len(pool))] for _ in range((0, 1, 1, 1, 1, 1, 2, 2, 3)[draw(9)])]


def keyword():
    if draw(8):
        return {}
    return {KEYWORDS[draw(len(KEYWORDS))]: (1, 'utf-8', None, True, -1, b'x')[draw(6)]}


for cls, makers in TYPES.items():
    for name in sorted(dir(cls)):
        if name in HIDDEN:
            continue
        seed = first
        for character in cls.__name__ + name:
            seed = (seed * 1000003 + ord(character)) % 2**64
        for _ in range(CALLS):
            maker = makers[draw(4 if name == '__rpow__' else len(makers))]
            texts, named = arguments_for(SMALL if name in GROWING else ALL), keyword()
            receiver = eval(maker)
            method = getattr(receiver, name)
            head = f'{maker}.{name}({", ".join(texts)}{named or ""})'
            if callable(method):
                tell(head, method, *[eval(text) for text in texts], **named)
            else:
                tell(f'{maker}.{name}', lambda: method)
            if cls in (list, dict, set, bytearray):
                print('    now', ascii(shown(receiver)))
    for _ in range(CALLS * 3):
        texts, named = arguments_for(ALL), keyword()
        if cls in (bytes, bytearray) and texts and texts[0] in TYPES[int] + ['1000']:
            continue
        tell(f'{cls.__name__}({", ".join(texts)}{named or ""})', cls, *[eval(text) for text in texts], **named)
