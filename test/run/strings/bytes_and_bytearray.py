# run: bytes and bytearray
data = b"Hello\x00\xff world"
print(data, len(data), data[0], data[1:4], data[-1], data[::-1], list(data[:3]), data.hex(), bytes.fromhex("48 65ff"), b"it's", b'"', b"\t\n\\")
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), "日本".encode(), b"\xe6\x97\xa5".decode(), "é".encode("latin-1"), b"\xe9".decode("latin-1"), "abc".encode("ascii"))
print(data.find(b"l"), data.count(b"l"), data.replace(b"l", b"L"), data.split(), data.upper(), data.startswith(b"He"), b"l" in data, 72 in data, b"a,b".split(b","), b"-".join([b"x", b"y"]), b" x ".strip(), b"ab" * 2, b"a" + b"b", b"a" < b"b", hash(b"x") == hash(b"x"))
buffer = bytearray(b"abc")
buffer.append(100)
buffer.extend(b"ef")
buffer[0] = 65
buffer[1:3] = b"__"
buffer += b"!"
print(buffer, len(buffer), buffer[2], bytes(buffer), buffer == b"A__def!", buffer.pop(), buffer, buffer.decode(), buffer.index(b"d"))
del buffer[0]
buffer.insert(1, 33)
buffer.reverse()
print(buffer, bytearray(2), bytearray([5, 6]), buffer.isalpha(), bytes(buffer).isupper())
buffer.clear()
print(buffer, bool(buffer))
for bad in (lambda: data[100], lambda: bytes([256]), lambda: bytes(-1), lambda: b"a" + "b", lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: bytearray(b"a").append(300), lambda: bytes("x"), lambda: data.index(b"zz"), lambda: data["a"], lambda: bytes.fromhex("4")):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


print(checksum(data), checksum(bytes(range(256)) * 10))
table = bytearray(256)
for i in range(256):
    table[i] = 255 - i
print(bytes(table[byte] for byte in b"invert"), b"%d-%s" % (5, b"x"), int.from_bytes(data[:4], "big"), b"abc".translate(bytes(range(1, 256)) + b"\0"))
