# run: docstrings of built-in functions are there when the program asks for them
print(bool(len.__doc__), bool(str.upper.__doc__), bool(int.__doc__), bool(ValueError.__doc__), object().__doc__ is not None)
