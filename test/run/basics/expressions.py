# run: boolean operators, chained comparisons, conditional expressions, order of evaluation, walrus
def note(value, seen=[]):
    seen.append(value)
    return value


log = note.__defaults__[0]
print(note(0) or note("") or note("last"), note(1) and note([]) and note("never"), not note(0), log)
log.clear()
print(note(1) < note(2) < note(3), note(1) < note(5) < note(3) < note(9), log)
log.clear()
print(1 < 2 == 2 != 3 > 0, 1 < 2 < 2, "a" < "b" <= "b", 3 > 2 > 1 in [1, 2], None is None, 1 == 1.0 == True)
print((note("a") + note("b")) * note(2), note(1) if note(0) else note(2), [note(3), note(4)][note(0)], {note("k"): note("v")}, log)
log.clear()
if (n := len(log)) == 0 and (m := n + 1):
    print(n, m)
print([y for x in range(5) if (y := x * x) % 2 == 0], (z := 3) + z, z)
while (value := note(len(log))) < 3:
    print("loop", value)
x = 5
x += x * 2
x -= 1
x *= 2
x //= 3
x **= 2
x %= 50
x <<= 2
x >>= 1
x |= 1
x &= 0xFF
x ^= 3
print(x, x / 4)
x /= 4
print(x)
a = [1, 2]
b = a
a += [3]
print(b, a is b)
a = a + [4]
print(b, a)
t = (1,)
u = t
t += (2,)
print(t, u)
print(-2**2, (-2) ** 2, 2**3**2, -7 // 2, -7 % 3, 7 // -2, ~5, not True == False, 1 + 2 << 3, 1 | 2 & 3 ^ 4, 5 & 3 == 3)
print(1 if True else 2 if True else 3, (lambda: 1)() or 2, [] or {} or None, 0 and 1 / 0, 1 or 1 / 0)
d = {}
d["a"], d["b"] = d["c"], d["d"] = 1, 2
print(d)
i = 0
lst = [10, 20, 30]
lst[i], i = i + 5, 2
print(lst, i)
del lst[0], i
try:
    i
except NameError as error:
    print(error)
print(True and "yes" or "no", False and "yes" or "no", bool("False"), bool([0]), 5 in (1, 5) in [True], (is_ := 3))
print(0x_ff, 0b1010, 0o17, 1_000_000, 1e3, .5, 5., 1_0.5e-1_0, 10**2, 0xDEADBEEF)
