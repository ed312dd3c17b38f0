import cycle_a

NAME = "b"
print("partial:", hasattr(cycle_a, "NAME"))


def partner():
    return cycle_a.NAME
