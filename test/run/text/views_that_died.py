# run: views that nobody has any more let a bytearray grow
data = bytearray(b'hello')
def parse(buffer):
    body = memoryview(buffer)[2:4]
    return body.tobytes()
for i in range(3):
    print(parse(data))
    data += b'!'
for i in range(3):
    print(bytes(memoryview(data)[1:]))
    data.append(3)
def f():
    for i in range(3):
        m = memoryview(data)
        x = m[0]
        del m
        data.append(4)
        y = memoryview(data)
        y = None
        data.append(5)
f()
print(data)
