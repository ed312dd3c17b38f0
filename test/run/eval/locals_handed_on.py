# run: builtins that read their caller's locals read them also where they have another name
import builtins as b
from builtins import vars as variables

look = locals
evaluate = eval
table = {"run": exec, "names": dir}


def own(a):
    x = a + 1
    return look(), evaluate("x * 2")


def given(function, *arguments):
    total = 0
    for i in range(4):
        total += i
    del i
    return function(*arguments)


class Holder:
    show = staticmethod(locals)

    def method(self, text):
        here = len(text)
        return self.show(), b.eval(text)


def generated(function):
    step = 1.5
    while step < 4:
        yield function("step + 1")
        step *= 2


def nested():
    count = 3

    def inner():
        return count, variables()

    return inner()


print(own(1))
print(given(locals), given(eval, "total"), given(dir), given(table["names"]), given(variables))
given(table["run"], "print(total, sorted(locals()))")
given(getattr(b, "exec"), "print(total)")
print(given(b.dir), given(vars(b)["eval"], "total"))
print({k: v for k, v in Holder().method("here")[0].items() if k != "self"})
print(list(generated(eval)), nested())
print([f("1 + 1") for f in (eval, int("7").__add__)[:1]], list(map(eval, ["len(table)"])))
