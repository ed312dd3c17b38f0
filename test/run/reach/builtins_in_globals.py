# run: builtins reached through the globals of a module
space = globals()["__builtins__"]
print(space.sorted([2, 1]), space.eval("'x'.upper()"))
