# Prices for the ledger.


class Discount:
    def __init__(self, percent):
        self.percent = percent

    def __call__(self, amount):
        return amount * (100 - self.percent) / 100


def total(sums, discount):
    return discount(sum(sums))
