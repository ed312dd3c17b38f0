# run: a text adventure played from standard input: rooms, things, containers, rules as generators, saved and restored state
# stdin: look\ntake lamp\ninventory\nopen chest\ntake key from chest\ntake chest\nn\nn\nlight lamp\nlook\ntake sword and coin\ns\ns\nput coin in chest\nlook in chest\ntake coin\nscore\nsave\ndrop all\ninventory\nrestore\ninventory\ndance\nn\nunlock door\ne\nunlock door with key\ne\nattack troll with coin\nattack troll with sword\nattack troll with sword\nattack troll with sword\ne\nexamine crown\ntake crown\nwear crown\ntake throne\ngo west\nwait\nx nothing\n\ntake\nx\nscore\nquit\nnever read\n
import sys


class Refused(Exception):
    pass


class Thing:
    every = {}

    def __init__(self, name, text="", *, place=None, portable=True, points=0, **flags):
        self.name, self.text, self.portable, self.points = name, text, portable, points
        self.flags = flags
        self.contents = []
        self.place = None
        Thing.every[name] = self
        if place is not None:
            self.move(place)

    def __getattr__(self, name):
        try:
            return self.__dict__["flags"][name]
        except KeyError:
            raise AttributeError(f"{self.name} has no {name}") from None

    def has(self, flag):
        return bool(self.flags.get(flag))

    def move(self, place):
        if self.place is not None:
            self.place.contents.remove(self)
        self.place = place
        if place is not None:
            place.contents.append(self)

    def holds(self, thing):
        return thing.place is self or (thing.place is not None and self.holds(thing.place))

    @property
    def article(self):
        return ("an " if self.name[0] in "aeiou" else "a ") + self.name

    def describe(self):
        state = [word for word in ("open", "lit", "worn") if self.has(word)]
        return self.article + (f" ({', '.join(state)})" if state else "")


class Room(Thing):
    def __init__(self, name, text, dark=False, **exits):
        super().__init__(name, text, portable=False)
        self.dark, self.exits, self.visited = dark, exits, False


class Player(Thing):
    capacity = 4

    def __init__(self, place):
        super().__init__("you", "As good-looking as ever.", place=place, portable=False)
        self.scored = set()

    @property
    def score(self):
        return sum(Thing.every[name].points for name in self.scored)


def listing(names):
    names = list(names)
    match names:
        case []:
            return "nothing"
        case [one]:
            return one
        case [*first, last]:
            return ", ".join(first) + " and " + last


class Game:
    verbs = {}
    directions = {"n": "north", "s": "south", "e": "east", "w": "west"}
    words = {"x": "examine", "i": "inventory", "get": "take", "l": "look", "z": "wait"}

    def __init__(self):
        Thing.every.clear()
        self.build()
        self.turns, self.over, self.saved = 0, False, None
        self.rules = [self.lamp_burns(), self.troll_growls()]
        for rule in self.rules:
            next(rule)

    def build(self):
        hall = Room("hall", "A dusty hall with a passage to the north.", north="cellar")
        cellar = Room("cellar", "Bare stone. Stairs lead south, a crack leads north.", south="hall", north="cave", east="vault")
        Room("cave", "Something glitters between the stones.", dark=True, south="cellar")
        Room("vault", "Gold leaf peels off the walls.", west="cellar", east="throne")
        Room("throne", "An empty throne.", west="vault")
        rooms = Thing.every
        Thing("lamp", "An old oil lamp.", place=hall, lamp=True)
        chest = Thing("chest", "Oak and iron.", place=hall, portable=False, container=True)
        Thing("key", "A long iron key.", place=chest)
        Thing("door", "A heavy door to the east.", place=cellar, portable=False, locked=True)
        Thing("sword", "Sharp enough.", place=rooms["cave"], weapon=3)
        Thing("coin", "A silver coin.", place=rooms["cave"], points=5)
        Thing("troll", "It blocks the way east.", place=rooms["vault"], portable=False, health=7)
        Thing("crown", "Set with rubies.", place=rooms["throne"], points=20, wearable=True)
        self.player = Player(hall)

    @property
    def room(self):
        return self.player.place

    def lit(self):
        return not self.room.dark or any(t.has("lit") for t in self.player.contents + self.room.contents)

    def visible(self):
        def inside(things):
            for thing in things:
                if thing is not self.player:
                    yield thing
                    if not thing.has("container") or thing.has("open"):
                        yield from inside(thing.contents)

        return list(inside(self.player.contents)) + (list(inside(self.room.contents)) if self.lit() else [])

    def find(self, name):
        for thing in self.visible():
            if thing.name == name:
                return thing
        raise Refused(f"You see no {name} here.")

    def lamp_burns(self):
        fuel = 6
        yield
        while True:
            lamp = Thing.every["lamp"]
            if lamp.has("lit"):
                fuel -= 1
                if fuel == 2:
                    yield "The lamp flickers."
                elif fuel == 0:
                    lamp.flags["lit"] = False
                    yield "The lamp goes out."
                    return
                else:
                    yield None
            else:
                yield None

    def troll_growls(self):
        yield
        growls = 0
        while Thing.every["troll"].place is not None:
            if Thing.every["troll"].place is self.room:
                growls += 1
                yield f"The troll growls{' again' * (growls - 1)}."
            else:
                yield None

    def command(self, line):
        words = [self.words.get(word, word) for word in line.lower().split() if word not in ("the", "a", "an")]
        match words:
            case []:
                raise Refused("Beg your pardon?")
            case ["go", direction] | [("n" | "s" | "e" | "w" | "north" | "south" | "east" | "west") as direction]:
                self.go(self.directions.get(direction, direction))
            case ["look", "in", name]:
                self.look_in(self.find(name))
            case ["put", name, "in", where]:
                self.put(self.find(name), self.find(where))
            case [verb, name, "from", where] if verb == "take":
                self.take_from(name, self.find(where))
            case ["unlock", name, "with", tool]:
                self.unlock(self.find(name), self.find(tool))
            case ["attack", name, "with", tool]:
                self.attack(self.find(name), self.find(tool))
            case [verb, *names] if method := getattr(self, "do_" + verb, None):
                names = [name for name in names if name != "and"]
                if names == ["all"]:
                    names = [thing.name for thing in self.player.contents]
                method(*names)
            case [verb, *_]:
                raise Refused(f"You do not know how to {verb}.")

    def go(self, direction):
        if direction not in self.room.exits:
            raise Refused(f"There is no way {direction}.")
        if direction == "east" and self.room.name == "cellar" and Thing.every["door"].locked:
            raise Refused("The door is locked.")
        if direction == "east" and self.room.name == "vault" and Thing.every["troll"].place:
            raise Refused("The troll does not let you pass.")
        self.player.move(Thing.every[self.room.exits[direction]])
        self.do_look()

    def do_look(self):
        if not self.lit():
            print("It is dark.")
            return
        print(f"-- {self.room.name}{' again' if self.room.visited else ''}: {self.room.text}")
        self.room.visited = True
        if others := [thing.describe() for thing in self.room.contents if thing is not self.player]:
            print(f"You see {listing(others)}.")

    def do_take(self, *names):
        if not names:
            raise Refused("Take what?")
        for name in names:
            thing = self.find(name)
            if not thing.portable:
                raise Refused(f"The {name} stays where it is.")
            if len(self.player.contents) >= self.player.capacity:
                raise Refused("Your hands are full.")
            thing.move(self.player)
            if thing.points:
                self.player.scored.add(name)
            print(f"Taken: {name}.")

    def take_from(self, name, where):
        if self.find(name).place is not where:
            raise Refused(f"The {name} is not in the {where.name}.")
        self.do_take(name)

    def do_drop(self, *names):
        for name in names:
            thing = self.find(name)
            if thing.place is not self.player:
                raise Refused(f"You do not hold the {name}.")
            thing.move(self.room)
            print(f"Dropped: {name}.")

    def do_open(self, name):
        thing = self.find(name)
        if not thing.has("container"):
            raise Refused(f"The {name} does not open.")
        thing.flags["open"] = True
        self.look_in(thing)

    def look_in(self, thing):
        if not thing.has("open"):
            raise Refused(f"The {thing.name} is closed.")
        print(f"In the {thing.name}: {listing(t.describe() for t in thing.contents)}.")

    def put(self, thing, where):
        if not where.has("container") or where is thing:
            raise Refused(f"Nothing goes into the {where.name}.")
        if not where.has("open"):
            raise Refused(f"The {where.name} is closed.")
        thing.move(where)
        print(f"You put the {thing.name} into the {where.name}.")

    def unlock(self, thing, tool):
        if not thing.has("locked") or tool.name != "key":
            raise Refused("That does not work.")
        thing.flags["locked"] = False
        print("Click.")

    def do_unlock(self, name):
        raise Refused(f"Unlock the {self.find(name).name} with what?")

    def do_light(self, name):
        if not self.find(name).has("lamp"):
            raise Refused(f"The {name} does not burn.")
        self.find(name).flags["lit"] = True
        print("A warm light.")

    def attack(self, thing, tool):
        if not thing.flags.get("health"):
            raise Refused("That would do no good.")
        thing.flags["health"] -= tool.flags.get("weapon", 0)
        if thing.health <= 0:
            thing.move(None)
            print(f"The {thing.name} is gone.")
        else:
            print(f"You hit with the {tool.name}; {thing.health} left.")

    def do_examine(self, name):
        print(self.find(name).text)

    def do_wear(self, name):
        if not self.find(name).has("wearable"):
            raise Refused("It does not suit you.")
        self.find(name).flags["worn"] = True
        print(f"You put on the {name}.")

    def do_inventory(self):
        print(f"You carry {listing(thing.describe() for thing in self.player.contents)}.")

    def do_score(self):
        print(f"{self.player.score} points in {self.turns} turns.")

    def do_wait(self):
        print("Time passes.")

    def do_save(self):
        self.saved = {name: (thing.place.name if thing.place else None, dict(thing.flags)) for name, thing in Thing.every.items()}
        print(f"Saved {len(self.saved)} things.")

    def do_restore(self):
        if self.saved is None:
            raise Refused("Nothing was saved.")
        for name, (place, flags) in self.saved.items():
            Thing.every[name].move(Thing.every[place] if place else None)
            Thing.every[name].flags = dict(flags)
        print("Restored.")

    def do_quit(self):
        self.over = True
        print("Farewell.")

    def play(self, lines):
        self.do_look()
        for line in lines:
            print(">", line)
            self.turns += 1
            try:
                self.command(line)
            except Refused as refusal:
                print(refusal)
            except TypeError as error:
                print("Say it differently:", str(error).split(".")[-1])
            if self.over:
                break
            for rule in self.rules[:]:
                try:
                    if message := next(rule):
                        print(message)
                except StopIteration:
                    self.rules.remove(rule)


game = Game()
game.play(line.rstrip("\n") for line in sys.stdin)
try:
    Thing.every["lamp"].weight
except AttributeError as error:
    print(error)
print("next line:", input())
sys.exit(0 if game.player.score == 25 else 4)
