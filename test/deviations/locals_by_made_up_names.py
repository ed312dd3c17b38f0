def caller(function):
    kept = 1
    return function()


print(sorted(caller(getattr(__import__("".join(["built", "ins"])), "".join(["lo", "cals"]))).keys()))
