data = bytearray(b"abc")
view = memoryview(data)
try:
    data.append(100)
    print(view.tobytes(), data)
except BufferError as error:
    print(error)
