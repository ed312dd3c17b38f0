# run: a program whose text is in shift_jis
# coding: shift_jis
text = "日本語のテキスト、カナｶﾅ"
print(ascii(text), len(text))


def broken():
    raise ValueError("日本語のテキスト、カナｶﾅ")


try:
    broken()
except ValueError as error:
    print(ascii(error))
