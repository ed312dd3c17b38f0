# run: a program whose text is in koi8_r
# coding: koi8_r
название = "Привет, мир"
print(ascii(название), len(название))


def broken():
    raise ValueError("Привет, мир")


try:
    broken()
except ValueError as error:
    print(ascii(error))
