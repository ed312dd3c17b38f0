# run: annotations of classes in branches, loops and managers exist where they were reached


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class Simple:
    if True:
        number: float


class Choice:
    always: str
    if Manager:
        number: float
        value: int = 3
    else:
        word: str
    method: list

    def method(self):
        return self.value


class Everywhere:
    for i in range(3):
        if i == 1:
            inLoop: str
        if i == 5:
            never: str
    while False:
        notEither: int
    with Manager() as manager:
        managed: "text" = 1
    try:
        tried: int = 1 // 0
    except ZeroDivisionError:
        handled: int
    finally:
        last: int
    match i:
        case 2:
            matched: [i for i in range(2)]

    class Inside:
        if True:
            deeper: int

    def method(self):
        class Local[T]:
            if self:
                generic: T
            plain: (lambda: T)

        return Local


if True:
    inModule: int
for name in ["text"]:
    ofLoop: str = name
if False:
    unreached: int

print(Simple.__annotations__, Choice.__annotations__, Choice.__annotate__(1))
print(Everywhere.__annotations__, Everywhere.Inside.__annotations__)
print(list(Everywhere().method().__annotations__), __annotate__(1))
print(Simple.__annotate__.__code__.co_freevars, Choice.__annotate__.__code__.co_freevars)
