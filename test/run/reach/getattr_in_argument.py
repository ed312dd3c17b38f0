# run: calls of getattr with known names around one with an unknown name
name = "".join(["spl", "it"])
print(getattr(getattr("a b", name)(), "copy")())
