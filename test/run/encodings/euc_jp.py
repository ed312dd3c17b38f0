# run: a program whose text is in euc_jp
# coding: euc_jp
text = "日本語 丂"
print(ascii(text), len(text))


def broken():
    raise ValueError("日本語 丂")


try:
    broken()
except ValueError as error:
    print(ascii(error))
