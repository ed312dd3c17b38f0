# run: a program whose text is in cp949
# coding: cp949
text = "한국어 똠방각하"
print(ascii(text), len(text))


def broken():
    raise ValueError("한국어 똠방각하")


try:
    broken()
except ValueError as error:
    print(ascii(error))
