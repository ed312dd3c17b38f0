# A small stock ledger: classes, exceptions, generators, formatted output, and a module of its own.
import sys

from pricing import Discount, total


class OutOfStock(Exception):
    def __init__(self, item, wanted):
        super().__init__(f"{item.name}: {wanted} wanted, {item.count} left")
        self.item = item


class Item:
    def __init__(self, name, count, price):
        self.name = name
        self.count = count
        self.price = price

    def take(self, wanted):
        if wanted > self.count:
            raise OutOfStock(self, wanted)
        self.count -= wanted
        return wanted * self.price

    def __repr__(self):
        return f"Item({self.name!r}, {self.count})"


def orders(stock, rounds):
    for turn in range(1, rounds + 1):
        for name in sorted(stock):
            yield stock[name], turn * len(name)


def main(arguments):
    rounds = int(arguments[0]) if arguments else 2
    stock = {name: Item(name, count, price) for name, count, price in
             [("bolt", 40, 0.25), ("nut", 12, 0.1), ("washer", 100, 0.05)]}
    sums, missing = [], []
    for item, wanted in orders(stock, rounds):
        try:
            sums.append(item.take(wanted))
        except OutOfStock as problem:
            missing.append(str(problem))
    print(*stock.values(), sep="\n")
    print(f"sold for {total(sums, Discount(10)):>8.2f}, refused: {missing}")
    if "broken" in arguments:
        stock["nut"].take(1000)


main(sys.argv[1:])
