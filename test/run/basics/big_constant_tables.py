# run: large literals and long straight-line code
MONTHS = (("January", 31), ("February", 28), ("March", 31), ("April", 30), ("May", 31), ("June", 30), ("July", 31), ("August", 31), ("September", 30), ("October", 31), ("November", 30), ("December", 31))
ELEMENTS = {"H": 1.008, "He": 4.0026, "Li": 6.94, "Be": 9.0122, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998, "Ne": 20.180, "Na": 22.990, "Mg": 24.305, "Al": 26.982, "Si": 28.085, "P": 30.974, "S": 32.06, "Cl": 35.45, "Ar": 39.948, "K": 39.098, "Ca": 40.078}
NESTED = [[1, [2, [3, [4, [5, (6, {"seven": [8, {9, 9.0}]})]]]]], {"a": {"b": {"c": {"d": ("e",)}}}}]
SQUARES = [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 289, 324, 361, 400, 441, 484, 529, 576, 625, 676, 729, 784, 841, 900, 961, 1024, 1089, 1156, 1225, 1296, 1369, 1444, 1521, 1600]
TEXT = ("one " "two "
        'three ' """four
five""")


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_of_year(year, month, day):
    return sum(days + (name == "February" and leap(year)) for name, days in MONTHS[:month - 1]) + day


def weekday(year, month, day):
    y = year - 1
    return (y * 365 + y // 4 - y // 100 + y // 400 + day_of_year(year, month, day)) % 7


def mass(formula):
    total, i = 0.0, 0
    while i < len(formula):
        j = i + 1
        while j < len(formula) and formula[j].islower():
            j += 1
        k = j
        while k < len(formula) and formula[k].isdigit():
            k += 1
        total += ELEMENTS[formula[i:j]] * int(formula[j:k] or 1)
        i = k
    return round(total, 3)


print([day_of_year(2024, 12, 31), day_of_year(2023, 3, 1)], ["Sun Mon Tue Wed Thu Fri Sat".split()[weekday(*d)] for d in ((2000, 1, 1), (2024, 2, 29), (1999, 12, 31))])
print(mass("H2O"), mass("C6H12O6"), mass("NaCl"), mass("CaCO3"))
print(NESTED[0][1][1][1][1][1][1]["seven"][1], NESTED[1]["a"]["b"]["c"]["d"][0], SQUARES == [i * i for i in range(41)], len(ELEMENTS), TEXT)
try:
    mass("Xx")
except KeyError as error:
    print("unknown element", error)
a0 = 1; a1 = a0 + 1; a2 = a1 * 2; a3 = a2 - a0; a4 = a3 ** 2; a5 = a4 // 2; a6 = a5 % 3; a7 = a6 | 8; a8 = a7 ^ 5; a9 = a8 << 1
print(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9)
