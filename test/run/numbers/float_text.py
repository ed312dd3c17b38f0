# run: shortest representations of floats, reading them back, and exact digits
import math

state = 2024


def random64():
    global state
    value = 0
    for _ in range(2):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
    return value


def random_float():
    while True:
        kind = random64() % 5
        if kind == 0:
            value = math.ldexp(random64() >> 11, random64() % 2040 - 1070)
        elif kind == 1:
            value = float(random64() % 10 ** (random64() % 18 + 1))
        elif kind == 2:
            value = (random64() % 10**6) / 10 ** (random64() % 8)
        elif kind == 3:
            value = math.ldexp(1.0, random64() % 2098 - 1074)
        else:
            value = random64() / 2**64
        if math.isfinite(value):
            return value


total = 0
for i in range(3000):
    value = random_float()
    text = repr(value)
    assert float(text) == value and str(value) == text and float("-" + text) == -value
    total = (total * 31 + sum(map(ord, text))) % (2**61 - 1)
    if i % 150 == 0:
        print(text)
    for precision in (0, 1, 2, 6, 15, 16, 17, 20, 40):
        for code in "efg":
            shown = f"{value:.{precision}{code}}"
            total = (total * 31 + sum(map(ord, shown)) + len(shown)) % (2**61 - 1)
    if i % 5 == 0:
        exact = f"{value:.1100f}"
        total = (total * 31 + sum(map(ord, exact))) % (2**61 - 1)
        assert float(exact) == value or value < 1e-300
        assert float(f"{value:.17e}") == value
print(total)

for value in (0.0, -0.0, 1.0, 0.1, 0.2 + 0.1, 1e15, 1e16, 1e17, 123456789012345680.0, 1e-4, 1e-5, 12345.678e-8, 5e-324, 2.2250738585072014e-308,
              1.7976931348623157e308, 9007199254740993.0, 2**70 * 1.0, 1e22, 1e23, float("inf"), float("-inf"), float("nan"), 9.5, 99.95, 0.5, 1.5, 2.5):
    print(repr(value), f"{value:e}", f"{value:f}" if abs(value) < 1e30 else "", f"{value:g}", f"{value:.3}", f"{value:.0f}" if abs(value) < 1e30 else "", f"{value:n}", f"{value:%}" if abs(value) < 1e30 else "")

# Half-way cases between neighbouring floats, decided by digits far behind.
half = "9007199254740993"
for text in (half, half + ".0", half + "." + "0" * 800 + "1", "9007199254740992.99999999999999999999999999", "9007199254740995", "1" + "0" * 22, "1" + "0" * 23,
             "8.98846567431158e307", "1.7976931348623158e308", "1.7976931348623159e308", "2.4703282292062327e-324", "2.4703282292062328e-324",
             "2.225073858507201136057409796709131975934819546351645648023426109724822222021076945516529523908135087914149158913039621106870086438694594645527657207407820621743379988141063267329253552286881372149012981122451451889849057222307285255133155755015914397476397983411801999323962548289017107081850690630666655994938275772572015763062690663332647565300009245888316433037779791869612049497390377829704905051080609940730262937128958950003583799967207254304360284078895771796150945516748243471030702609144621572289880258182545180325707018860872113128079512233426288368622321503775666622503982534335974568884423900265498198385487948292206894721689831099698365846814022854243330660339850886445804001034933970427567186443383770486037861622771738545623065874679014086723327636718751234567890123456789012345678901e-308",
             "0." + "0" * 400 + "1", "1" * 400, "0" * 500 + "1.5", "1e400", "-1e-400", "1e-324", "1_0.5_5e1_0", "  \t3.25\n", "١٢.٥", "1.e3", ".5", "5.", "+.5e-1"):
    print(text[:30], len(text), float(text).hex())
for text in ("", ".", "e5", "1e", "1e+", "--1", "1 2", "0x10", "1__0", "_1", "1_", "1._5", "1e_5", "nan()", "infinit", "in", "1\x00", "1,5", "½", "1.2.3"):
    try:
        print(float(text))
    except ValueError as error:
        print(ascii(str(error)))
print(float("inf"), float("-Infinity"), float("NaN"), float("+nan"), float(b"2.5"), float(bytearray(b"1e3")), float(True), float(10**22), float())
