# run: f-strings, format and percent formatting
import math

name, number, ratio = "wörld", 42, 2 / 3
print(f"{name} {name!r} {name!s} {name!a} {name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name:.3}|{name:8.2}|")
print(f"{number} {number:5d} {number:<5d}| {number:05} {number:+} {number:x} {number:#x} {number:#010b} {number:,} {number:c} {number:e} {number:.1f} {number!r:>6}")
print(f"{ratio:.3f} {ratio:10.4f} {ratio:<10.2e}| {ratio:%} {ratio:.1%} {ratio:g} {ratio:+.2f} {ratio:010.3f} {-ratio:=+10.2f} {1e6:,.1f} {12345.678:_.2f}")
width, precision = 12, 3
print(f"{math.pi:{width}.{precision}f}|{name:{'^'}{width}}|{'nested ' + f'{number + 1}'}|{number=}|{number = :>5}|{ratio=:.2f}|{name=!s}")
print(f"{{braces}} {'quotes'} {"same quotes"} {[1, 2, 3]} {({'a': 1})} {(lambda x: x * 2)(4)} {number if number > 3 else None}")
print(f"""multi
line {number}
""", f"\x41\u00e9\N{BULLET}{'\n'}", rf"\n{number}", f"{number:{">" if number else "<"}6}")
print("{} {} {}".format(1, "two", 3.0), "{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0[1]} {1.real}".format([5, 6], 7), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{!r}".format("q"), "{:{}}".format("z", 4) + "|", "{{}}".format())
print("%s %r %d %5d|%-5d|%05d %x %X %o %c %% %+d %i" % ("s", "r", 1, 2, 3, 4, 255, 255, 8, "c", 5, 6))
print("%.2f %10.3f|%-10.1f|%e %g %G" % (1.005, math.pi, 2.5, 12345.678, 1e-5, 1e20), "%s" % [1], "%s" % ((1, 2),), "%(a)s-%(b)03d" % {"a": "x", "b": 7}, "%*d" % (6, 42), "%c" % 65, "%s %s" % ("a", None))
print(format(3.14159, ".2f"), format("x", ">3"), format(255, "b"), format(True, "d"), format(None), format([1]), str(1.0), repr("it's"), repr('say "x"'), repr("both ' and \""), repr("\t\n\\\x00\x7f\u200b"))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{self.amount:{spec or '.2f'}} EUR>"

    def __str__(self):
        return "str:money"

    def __repr__(self):
        return "repr:money"


money = Money(12.5)
print(f"{money} {money:.3f} {money!s} {money!r} {money!s:>12}", "{:.0f}".format(money), "%s %r" % (money, money), [money], (money,), {"m": money})
for bad in (lambda: f"{'x':d}", lambda: f"{1:s}", lambda: f"{1.5:d}", lambda: "{} {}".format(1), lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: f"{1:zz}", lambda: "{x}".format(), lambda: f"{[]:>5}", lambda: "{".format(), lambda: "%(a)s" % {}):
    try:
        print(bad())
    except (ValueError, TypeError, IndexError, KeyError) as error:
        print(type(error).__name__, error)
