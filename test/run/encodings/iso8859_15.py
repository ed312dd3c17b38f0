# run: a program whose text is in iso8859_15
# coding: iso8859_15
text = "déjà € Œuvre"
print(ascii(text), len(text))


def broken():
    raise ValueError("déjà € Œuvre")


try:
    broken()
except ValueError as error:
    print(ascii(error))
