# run: what lives to the end is finalized with all names of its module still there, first what the names stand for
import math

UNIT = math.pi


def helper(text):
    return f"{text} {UNIT:.2f} {math.floor(UNIT)}"


class Named:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = parts

    def __del__(self):
        print("finalized", helper(self.name), Named.__name__, len(first.name))


def walk():
    try:
        yield 1
    finally:
        print("the generator ends", first.name, helper("in it"))


first = Named("first")
second = Named("second", Named("part"))
same = first


class Holder:
    kept = Named("of a class")


walker = walk()
next(walker)
third = Named("third")
third.itself = third
print("the end")
