# run: getattr with names that are made while the program runs
def calls(thing, prefix):
    for name in dir(thing):
        if name.startswith(prefix):
            yield name, getattr(thing, name)()


for name, result in calls("aBc 1", "is"):
    print(name, result)
ask = getattr
print(ask([3, 1, 2], "po" + "p")(), ask(12, "bit_" + "count")())
