# run: a program whose text is in gb18030
# coding: gb18030
text = "中文 € 😀 ㌀"
print(ascii(text), len(text))


def broken():
    raise ValueError("中文 € 😀 ㌀")


try:
    broken()
except ValueError as error:
    print(ascii(error))
