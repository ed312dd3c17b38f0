# run: an error in compiled text is an ordinary exception
for text in ("1 +", "def f(:\n pass", "x = (1,\n", "'abc", "return 5", "a b", "for", "1 = x", "f(a=1, a=2)", "break", "  indented", "if x:\npass", "é = 5; é$", "lambda: (yield)", "nonlocal x", "x = 08"):
    try:
        compile(text, "<text>", "exec")
        print("fine", repr(text))
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset, error.filename)
