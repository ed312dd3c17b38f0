# run: a name that stands alone in a statement is looked up, and what is like it is suggested
def unknown():
    undefined_thing


def local():
    my_variable = 1
    my_varible


def shadowed(flag):
    if flag:
        value = 1
    value


for function in (unknown, local, lambda: shadowed(False)):
    try:
        function()
    except NameError as error:
        print(type(error).__name__, error)


def nested(collected):
    totals = sum(collected)
    for collection in collected:
        totals += collecton
    return totals


nested([1, 2])
