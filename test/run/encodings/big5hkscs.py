# run: a program whose text is in big5hkscs
# coding: big5hkscs
text = "香港 𠝹 嘅"
print(ascii(text), len(text))


def broken():
    raise ValueError("香港 𠝹 嘅")


try:
    broken()
except ValueError as error:
    print(ascii(error))
