# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes frontend/support/unicode_tables.inc from the unicodedata of the Python that runs it (the yardstick).

    build/bin/python3.14 frontend/tools/make_unicode_tables.py > frontend/support/unicode_tables.inc
"""

import sys
import unicodedata

ALL = range(sys.maxunicode + 1)


def emit(kind, name, values, per_line=12):
    print(f"constexpr {kind} {name}[] = {{")
    values = list(values)
    for index in range(0, len(values), per_line):
        print("    " + ", ".join(str(value) for value in values[index:index + per_line]) + ",")
    print("};")


def emit_property(name, holds):
    """Where a property changes within a plane, beginning with the first character that has it, and the number of the first change in each plane."""
    changes, planes, last = [], [], False
    for code in ALL:
        if code & 0xFFFF == 0:
            planes.append(len(changes))
        now = holds(chr(code))
        if now != last:
            changes.append(hex(code & 0xFFFF))
            last = now
    emit("uint16_t", f"{name}Changes", changes)
    emit("uint16_t", f"{name}Planes", [*planes, len(changes)], 18)
    print(f"constexpr Property {name} = {{{name}Changes, {name}Planes}};")


def utf16(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[index:index + 2], "little") for index in range(0, len(data), 2)]


def is_hangul(code):
    return 0xAC00 <= code <= 0xD7A3


print("// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")
print(f"// Unicode {unicodedata.unidata_version}, written by frontend/tools/make_unicode_tables.py; do not edit.")
print("// clang-format off")

print("struct Property { const uint16_t* changes; const uint16_t* planes; };")
emit_property("identifierStart", lambda char: char.isidentifier())
emit_property("identifierPart", lambda char: ("a" + char).isidentifier())
emit_property("printable", str.isprintable)

# Characters that are decomposed come in runs; of each there is where its decomposition begins in the pool, with its length in the upper
# three bits. Where these have the highest value, the first unit is the length.
OFFSET_BITS, LONG = 13, 7
runs, offsets, pool = [], [], []
places = {}
for code in ALL:
    char = chr(code)
    if is_hangul(code) or 0xD800 <= code <= 0xDFFF:
        continue
    full = unicodedata.normalize("NFKD", char)
    if full == char:
        continue
    units = tuple(utf16(full))
    if units not in places:
        places[units] = len(pool) | min(len(units), LONG) << OFFSET_BITS
        assert len(pool) < 1 << OFFSET_BITS
        pool += [len(units), *units] if len(units) >= LONG else units
    if not runs or code != runs[-1][0] + runs[-1][2]:
        runs.append([code, len(offsets), 0])
    runs[-1][2] += 1
    offsets.append(places[units])
print(f"constexpr uint32_t DecompositionOffsetBits = {OFFSET_BITS}, LongDecomposition = {LONG};")
print("struct DecompositionRun { uint32_t first; uint16_t place; uint16_t count; };")
print("constexpr DecompositionRun decompositionRuns[] = {")
for first, place, count in runs:
    print(f"    {{{first:#x}, {place}, {count}}},")
print("};")
emit("uint16_t", "decompositionPlaces", map(hex, offsets))
emit("uint16_t", "decompositionPool", map(hex, pool))

classes = []
start = None
for code in list(ALL) + [sys.maxunicode + 1]:
    combining = unicodedata.combining(chr(code)) if code <= sys.maxunicode else 0
    if start is not None and combining != start[1]:
        classes.append((start[0], code - 1, start[1]))
        start = None
    if combining and start is None:
        start = (code, combining)
print("struct CombiningRange { uint64_t first : 24, last : 24, combiningClass : 8; };")
print("constexpr CombiningRange combiningRanges[] = {")
for first, last, combining in classes:
    print(f"    {{{first:#x}, {last:#x}, {combining}}},")
print("};")

pairs = []
for code in ALL:
    decomposition = unicodedata.decomposition(chr(code))
    if not decomposition or decomposition.startswith("<"):
        continue
    parts = [int(part, 16) for part in decomposition.split()]
    if len(parts) == 2 and unicodedata.normalize("NFC", chr(parts[0]) + chr(parts[1])) == chr(code):
        pairs.append((parts[0], parts[1], code))
print("template <typename Character> struct Composition { Character first; Character second; Character composed; };")
for kind, name, within in (("uint16_t", "compositions", True), ("uint32_t", "otherCompositions", False)):
    print(f"constexpr Composition<{kind}> {name}[] = {{")
    for pair in sorted(pairs):
        if (max(pair) < 0x10000) == within:
            print("    {%#x, %#x, %#x}," % pair)
    print("};")
