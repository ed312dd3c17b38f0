# run: a warehouse with descriptors, a metaclass registry, abstract parts, money, reports, and an uncaught chain of errors at the end
"""Data model features together: descriptors with __set_name__, metaclasses with __prepare__, __init_subclass__, properties, operators, __getattr__,
__format__, slots, context managers that keep several errors apart, generators that report, and closures as policies."""
import sys


# Money ----------------------------------------------------------------------------------------------------------------

class Money:
    """An exact amount in cents."""
    __slots__ = ("cents", "currency")
    symbols = {"EUR": "€", "USD": "$", "JPY": "¥"}

    def __init__(self, amount=0, currency="EUR"):
        if currency not in self.symbols:
            raise ValueError(f"unknown currency {currency!r}")
        if isinstance(amount, str):
            whole, dot, part = amount.replace("_", "").partition(".")
            if len(part) > 2 or dot and not part.isdigit():
                raise ValueError(f"not an amount: {amount!r}")
            sign = -1 if whole.startswith("-") else 1
            self.cents = int(whole or 0) * 100 + sign * int(part.ljust(2, "0") or 0)
        else:
            self.cents = round(amount * 100)
        self.currency = currency

    @classmethod
    def of(cls, cents, currency="EUR"):
        self = cls.__new__(cls)
        self.cents, self.currency = cents, currency
        return self

    def _same(self, other, verb):
        if self.currency != other.currency:
            raise TypeError(f"cannot {verb} {self.currency} and {other.currency}")

    def __add__(self, other):
        if not isinstance(other, Money):
            return self if other == 0 else NotImplemented
        self._same(other, "add")
        return Money.of(self.cents + other.cents, self.currency)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other if isinstance(other, Money) else NotImplemented

    def __neg__(self):
        return Money.of(-self.cents, self.currency)

    def __mul__(self, factor):
        return Money.of(round(self.cents * factor), self.currency) if isinstance(factor, int | float) else NotImplemented

    __rmul__ = __mul__

    def __divmod__(self, shares):
        share, rest = divmod(self.cents, shares)
        return Money.of(share, self.currency), Money.of(rest, self.currency)

    def split(self, shares):
        share, rest = divmod(self, shares)
        return [share + Money.of(1, self.currency) if i < rest.cents else share for i in range(shares)]

    def __eq__(self, other):
        return (self.cents, self.currency) == (other.cents, other.currency) if isinstance(other, Money) else NotImplemented

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, "compare")
        return self.cents < other.cents

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __bool__(self):
        return self.cents != 0

    def __format__(self, spec):
        text = f"{self.cents / 100:,.2f}"
        match spec:
            case "" | "plain":
                return f"{text} {self.currency}"
            case "symbol":
                return f"{'-' if self.cents < 0 else ''}{self.symbols[self.currency]}{text.lstrip('-')}"
            case _:
                return format(f"{self:symbol}", spec)

    def __str__(self):
        return format(self)

    def __repr__(self):
        return f"Money({str(self.cents / 100)!r}, {self.currency!r})"


# Fields ---------------------------------------------------------------------------------------------------------------

class Field:
    def __init__(self, kind, *, default=..., check=None):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name, self.key = name, f"_{name}"
        owner.fields = (*owner.fields, name) if name not in owner.fields else owner.fields

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        try:
            return instance.__dict__[self.key]
        except KeyError:
            if self.default is ...:
                raise AttributeError(f"{type(instance).__name__}.{self.name} is not set", name=self.name, obj=instance) from None
            return self.default

    def __set__(self, instance, value):
        if not isinstance(value, self.kind) or self.kind is int and isinstance(value, bool):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.check is not None and not self.check(value):
            raise ValueError(f"{self.name}: {value!r} is refused by {self.check.__name__}")
        instance.__dict__[self.key] = value

    def __delete__(self, instance):
        if instance.__dict__.pop(self.key, None) is None:
            raise AttributeError(self.name)


class Namespace(dict):
    """Notes names that a class body binds twice."""

    def __init__(self):
        super().__init__()
        self.repeated = []

    def __setitem__(self, name, value):
        if name in self and not name.startswith("__"):
            self.repeated.append(name)
        super().__setitem__(name, value)


class Registry(type):
    known = {}

    @classmethod
    def __prepare__(mcls, name, bases, **options):
        return Namespace()

    def __new__(mcls, name, bases, namespace, *, code=None, **options):
        cls = super().__new__(mcls, name, bases, dict(namespace), **options)
        cls.repeated = tuple(namespace.repeated)
        cls.code = code or name.upper()[:3]
        if cls.code in mcls.known:
            raise TypeError(f"code {cls.code} of {name} belongs to {mcls.known[cls.code].__name__}")
        mcls.known[cls.code] = cls
        return cls

    def __init__(cls, name, bases, namespace, **options):
        options.pop("code", None)
        super().__init__(name, bases, namespace)

    def __call__(cls, *arguments, **named):
        if cls.__dict__.get("abstract"):
            raise TypeError(f"{cls.__name__} is abstract")
        return super().__call__(*arguments, **named)

    def __iter__(cls):
        return iter(sorted(code for code, each in Registry.known.items() if issubclass(each, cls) and each is not cls))

    def __contains__(cls, code):
        return code in Registry.known

    def __getitem__(cls, code):
        try:
            return Registry.known[code]
        except KeyError:
            raise LookupError(f"no part with code {code!r}") from None


def positive(number):
    return number > 0


def trimmed(text):
    return text == text.strip() != ""


class Part(metaclass=Registry, code="PRT"):
    abstract = True
    fields = ()
    name = Field(str, check=trimmed)
    price = Field(Money, check=bool)
    weight = Field(float, default=1.0, check=positive)

    def __init_subclass__(cls, *, tax=0.2, **options):
        super().__init_subclass__(**options)
        cls.tax = tax

    def __init__(self, **values):
        for name, value in values.items():
            if name not in self.fields:
                raise TypeError(f"{type(self).__name__} has no field {name!r}; it has {', '.join(self.fields)}")
            setattr(self, name, value)

    @property
    def gross(self):
        return self.price * (1 + self.tax)

    def label(self):
        return f"{type(self).code}-{self.name}"

    def __repr__(self):
        shown = ", ".join(f"{name}={getattr(self, name, '?')!r}" for name in self.fields)
        return f"{type(self).__name__}({shown})"


class Bolt(Part):
    diameter = Field(int, check=positive)

    def label(self):
        return f"{super().label()}/M{self.diameter}"


class Sheet(Part, tax=0.1, code="SHT"):
    width = Field(int, default=100)
    height = Field(int, default=200)
    fixed = 1
    fixed = 2

    @property
    def area(self):
        return self.width * self.height

    @area.setter
    def area(self, value):
        self.width, rest = divmod(value, self.height)
        if rest:
            raise ValueError(f"{value} is not a multiple of {self.height}")


class Kit(Part, code="KIT"):
    def __init__(self, parts=(), **values):
        super().__init__(**values)
        self.parts = list(parts)

    @property
    def price(self):
        return sum((part.price for part in self.parts), Money(0)) * 0.9

    def __getattr__(self, name):
        if name.startswith("total_"):
            return sum(getattr(part, name.removeprefix("total_")) for part in self.parts)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]


# The stock ------------------------------------------------------------------------------------------------------------

class OutOfStock(LookupError):
    def __init__(self, part, wanted, there):
        super().__init__(part, wanted, there)
        self.part, self.wanted, self.there = part, wanted, there

    def __str__(self):
        return f"{self.wanted} of {self.part} wanted, {self.there} there"


class Transaction:
    """All or nothing; errors on the way back do not hide the first."""

    def __init__(self, stock):
        self.stock, self.undo = stock, []

    def __enter__(self):
        return self

    def change(self, label, amount):
        there = self.stock.counts.get(label, 0)
        if there + amount < 0:
            raise OutOfStock(label, -amount, there)
        self.stock.counts[label] = there + amount
        self.undo.append(lambda: self.stock.counts.__setitem__(label, there))

    def __exit__(self, kind, error, trace):
        if kind is not None:
            failures = []
            while self.undo:
                try:
                    self.undo.pop()()
                except Exception as failure:
                    failures.append(failure)
            error.add_note(f"{'everything' if not failures else 'not everything'} undone for {self.stock.name}")
        return False


class Stock:
    def __init__(self, name):
        self.name, self.counts, self.parts = name, {}, {}

    def store(self, part, count=1):
        self.parts[part.label()] = part
        with Transaction(self) as transaction:
            transaction.change(part.label(), count)
        return self

    def take(self, **wanted):
        with Transaction(self) as transaction:
            for label, count in wanted.items():
                transaction.change(label.replace("_", "-", 1).replace("_", "/"), -count)

    def __iadd__(self, part):
        return self.store(part)

    def value(self, policy=lambda part, count: part.price * count):
        return sum((policy(self.parts[label], count) for label, count in self.counts.items()), Money(0))

    def report(self):
        width = max(map(len, self.counts), default=0)
        yield f"{self.name:=^{width + 24}}"
        for label, count in sorted(self.counts.items(), key=lambda row: (-row[1], row[0])):
            part = self.parts[label]
            yield f"{label:<{width}} {count:>5} × {part.price:>10} {part.gross:symbol}"
        yield f"{'total':<{width}} {sum(self.counts.values()):>5}   {self.value():>10}"


def attempt(action, *arguments, **named):
    try:
        print("  ", action(*arguments, **named))
    except Exception as error:
        chain = []
        while error is not None:
            notes = "".join(f" [{note}]" for note in getattr(error, "__notes__", ()))
            chain.append(f"{type(error).__name__}: {error}{notes}")
            error = error.__cause__ or error.__context__ if not error.__suppress_context__ else error.__cause__
        print("  refused:", " <- ".join(chain))


def volume_discount(least, rate):
    def policy(part, count):
        policy.asked += 1
        return part.price * count * (1 - rate if count >= least else 1)
    policy.asked = 0
    return policy


def main():
    print(Money("12.5"), Money("-3.05"), -Money(1.005), f"{Money('1234567.89'):symbol}", f"[{Money(5):>9}]", repr(Money(7, "JPY")))
    print([str(share) for share in Money(10).split(3)], sum(Money(10).split(3)) == Money(10), Money(2) < Money("2.01"), bool(Money()))
    for wrong in (lambda: Money("1.234"), lambda: Money(1) + Money(1, "USD"), lambda: Money(1) + 3, lambda: Money(1, "XXX"), lambda: Money(1) < 2,
                  lambda: Money(1) * Money(2), lambda: Money("x")):
        attempt(wrong)

    print(list(Part), "BOL" in Part, Part["SHT"].__name__, Sheet.repeated, Sheet.tax, Bolt.tax, Bolt.fields)
    bolt = Bolt(name="hex", price=Money("0.12"), diameter=8)
    sheet = Sheet(name="steel", price=Money(40), weight=12.5)
    sheet.area = 50_000
    print(bolt, sheet, sheet.area, sheet.gross, sep="\n")
    attempt(setattr, sheet, "area", 333)
    attempt(setattr, bolt, "diameter", True)
    attempt(setattr, bolt, "diameter", -1)
    attempt(setattr, bolt, "name", " ")
    attempt(Bolt, name="x", colour="red")
    attempt(lambda: Bolt().price)
    attempt(lambda: Part["NUT"])
    attempt(Part, name="x")
    attempt(type(Part), "Bolster", (Part,), Part.__prepare__("Bolster", (Part,)))
    del bolt.diameter
    attempt(delattr, bolt, "diameter")
    bolt.diameter = 10

    kit = Kit([bolt, bolt, sheet], name="shelf")
    print(kit.price, len(kit), kit[-1] is sheet, kit.total_weight, [part.label() for part in kit])
    attempt(lambda: kit.colour)
    attempt(lambda: kit.total_colour)

    stock = Stock("Hall 1")
    stock.store(bolt, 500).store(sheet, 12)
    stock += kit
    print(*stock.report(), sep="\n")
    stock.take(BOL_hex_M10=20, SHT_steel=2)
    attempt(stock.take, BOL_hex_M10=100, SHT_steel=11)
    attempt(stock.take, NUT_brass=1)
    policy = volume_discount(100, 0.25)
    print(stock.counts, stock.value(), stock.value(policy), policy.asked)

    print("closing", file=sys.stderr)
    try:
        stock.take(SHT_steel=10, KIT_shelf=2)
    except OutOfStock as error:
        raise RuntimeError("the hall cannot be emptied") from error


main()
