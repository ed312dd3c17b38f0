import cycle_b

NAME = "a"


def describe():
    return f"{NAME} knows {cycle_b.NAME}, which knows {cycle_b.partner()}"
