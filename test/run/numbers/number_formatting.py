# run: the format mini-language for int, float, bool and complex
integers = [0, 1, -1, 42, -42, 123456789, -123456789, 2**64, -(2**64), 10**30, True, False]
specs = ["", "d", "5", "05", "<8", ">8", "^8", "=8", "*<8", "*>8", "*^8", "*=8", "+", "-", " ", "+d", " d", "+05", " 010", ",", "_", "+,", "015,", "025_", "x", "X", "#x", "#X",
         "o", "#o", "b", "#b", "_b", "#_b", "_x", "#010x", "020_b", "=+#12x", "n", "c", "e", "f", ".2f", "g", ".3g", "%", ".1%", "12.3e", "0=12", "<012", "^+9d", "é>6", "^x", ".,", ",.2f"]
for value in integers:
    for spec in specs:
        if spec == "c" and not 32 < value < 0x110000:
            continue
        try:
            print(f"[{value:{spec}}]", end=" ")
        except (ValueError, OverflowError) as error:
            print(f"<{spec} {error}>", end=" ")
    print()

floats = [0.0, -0.0, 1.0, -1.5, 0.1, 123456.789, -123456.789, 1e-7, 1.5e300, 12345678.9, 0.00012345, 99.5, 2.5, float("inf"), float("-inf"), float("nan")]
specs = ["", "e", "E", "f", "F", "g", "G", "n", "%", ".0f", ".1f", ".2f", ".10f", ".0e", ".3e", ".0g", ".1g", ".3g", ".17g", ".0%", "#.0f", "#.0e", "#g", "#.3g", "10.2f", "<10.2f", "^10.2f", "=10.2f",
         "010.2f", "+.2f", " .2f", "+010.1f", ",", ",.2f", "_.3f", "015,.2f", "+,.1f", "*>15,.1f", "z", "z.1f", "z.0f", ".3", ".1", "020", "0=20", ".4,f", ",.6_f", "_.8,f", "030_.8,f", "x^20.3f", ".,", "._g"]
for value in floats:
    for spec in specs:
        if abs(value) > 1e100 and ("f" in spec or "%" in spec) and value == value and abs(value) != float("inf"):
            continue
        try:
            print(f"[{value:{spec}}]", end=" ")
        except ValueError as error:
            print(f"<{spec} {error}>", end=" ")
    print()

bad = ["q", "dd", "5.2d", ".d", "5.", "1.5.2f", ",_", "_,", ",,", ",x", ",c", ",n", "_n", "+c", "#c", "z", "zd", "99999999999999999999", ".99999999999999999999f", "s", "=s", "\n", "é", "<<<5", "..", "+-5", "5z", ".2_n", "é5", "05c"]
for value in (65, 6.5, True, 6.5j):
    for spec in bad:
        try:
            print(ascii(spec), f"[{value:{spec}}]")
        except (ValueError, OverflowError) as error:
            print(ascii(spec), type(error).__name__, ascii(str(error)))

print(format(3), format(3.5), format(True), format(2j), format(3, ""), "{:5}|{:<5}|{:^5}".format(1, 2, 3), "{:{}}|{:{}.{}f}".format(5, 8, 3.14159, 10, 3))
width, precision = 12, 4
print(f"{3.14159265:{width}.{precision}}|{42:{width}b}|{42!r:>{width}}|{'x':*^{width}}|{1e10=:,.2f}|{2**40=:_}")
for value in (1234567, -1234567, 0, 999, 1000, -999, -1000):
    print([f"{value:0{w},}" for w in range(0, 14)])
    print([f"{value:0{w}_x}" for w in range(0, 14)])
