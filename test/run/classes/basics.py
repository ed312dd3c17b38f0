# run: classes: attributes, methods, class and static methods, inheritance and super
class Animal:
    """A thing that makes a sound."""

    count = 0
    legs = 4

    def __init__(self, name, sound="..."):
        self.name = name
        self.sound = sound
        Animal.count += 1

    def speak(self):
        return f"{self.name} says {self.sound}"

    @classmethod
    def create(cls, *args):
        return cls(*args)

    @staticmethod
    def shout(text):
        return text.upper() + "!"

    def __repr__(self):
        return f"{self.__class__.__name__}({self.name!r})"


class Dog(Animal):
    def __init__(self, name):
        super().__init__(name, "woof")
        self.tricks = []

    def learn(self, trick):
        self.tricks.append(trick)
        return self

    def speak(self):
        return super().speak() + "".join(f" and {trick}s" for trick in self.tricks)


class Bird(Animal):
    legs = 2

    def speak(self):
        return super().speak().replace("...", "tweet")


animals = [Animal("it"), Dog("Rex").learn("roll").learn("jump"), Bird.create("Tweety")]
for animal in animals:
    print(animal, animal.speak(), animal.legs, type(animal).__name__, isinstance(animal, Dog), isinstance(animal, (Bird, Dog)))
print(Animal.count, Dog.count, Animal.shout("hey"), animals[0].shout("you"), Dog.__bases__, Dog.__mro__, issubclass(Dog, Animal), issubclass(Animal, Dog))
print(Animal.__doc__, Animal.__name__, Animal.__module__, Dog.__qualname__, Animal.speak.__name__, Animal.speak.__qualname__)
rex = animals[1]
rex.age = 5
rex.legs = 3
print(rex.__dict__, rex.age, rex.legs, Dog.legs, hasattr(rex, "age"), hasattr(rex, "wings"), getattr(rex, "wings", "none"), vars(rex) is rex.__dict__)
del rex.legs
print(rex.legs, "legs" in rex.__dict__)
setattr(rex, "tail", True)
delattr(rex, "age")
print(sorted(rex.__dict__))
for bad in (lambda: rex.age, lambda: Dog.nothing, lambda: rex.nothing(), lambda: Dog(), lambda: Dog("a", "b"), lambda: Animal.speak(), lambda: (5).x, lambda: "s".y, lambda: None.z, lambda: rex.speak(1), lambda: object().a, lambda: delattr(rex, "zz"), lambda: setattr(5, "x", 1), lambda: object(1)):
    try:
        print(bad())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
method = rex.speak
rex.name = "Max"
print(method(), method.__self__ is rex, method.__func__ is Dog.speak, method == rex.speak, Dog.speak(rex))
Animal.speak = lambda self: "patched " + self.name
print(animals[0].speak(), rex.speak(), animals[2].speak())
rex.speak = lambda: "instance"
print(rex.speak(), Dog("Other").speak())


class Empty:
    pass


e = Empty()
e.x = 1
Empty.y = 2
print(e.x, e.y, Empty.__dict__["y"], bool(e), e == e, e == Empty(), e is not Empty(), hash(e) == hash(e), callable(Empty), callable(e))
Made = type("Made", (Animal,), {"legs": 8, "walk": lambda self: f"{self.legs} legs"})
print(Made("m").walk(), Made.__mro__[1].__name__, type(Made), type(type), type(5), type(None), type(len).__name__, type(lambda: 0).__name__)


class Outer:
    class Inner:
        value = "nested"

        def get(self):
            return Outer.Inner.value

    def make(self):
        return self.Inner()


print(Outer().make().get(), Outer.Inner.__qualname__, Outer.Inner.get.__qualname__)
