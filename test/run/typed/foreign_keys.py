# run: a dict of text keys may hold another object with the hash of one, whose __eq__ sees the look-up
class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        asked.append(other)
        if self.name == "raises":
            raise ValueError("compared")
        table["added"] = len(asked)
        return other == self.name


def look(table, names):
    total = 0
    for name in names:
        total += table[name]
    return total


asked = []
table = {"a": 1, "b": 2}
print(look(table, ["a", "b"] * 50))
table = {Key("c"): 5, "a": 1}
print(look(table, ["a", "c", "a", "c"]), asked, table["added"])
table = {Key("raises"): 5, "a": 1}
try:
    look(table, ["a", "raises"])
except ValueError as error:
    print(error, asked)
