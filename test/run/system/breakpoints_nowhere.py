# run: PYTHONBREAKPOINT names what cannot be imported
# env: PYTHONBREAKPOINT=nowhere.at.all
print(breakpoint())


def inside():
    return breakpoint(1, 2)


print(inside())
