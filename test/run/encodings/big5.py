# run: a program whose text is in big5
# coding: big5
text = "繁體中文"
print(ascii(text), len(text))


def broken():
    raise ValueError("繁體中文")


try:
    broken()
except ValueError as error:
    print(ascii(error))
