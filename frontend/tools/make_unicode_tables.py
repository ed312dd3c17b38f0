# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes frontend/support/unicode_tables.inc from the unicodedata of the Python that runs it (the yardstick).

    build/bin/python3.14 frontend/tools/make_unicode_tables.py > frontend/support/unicode_tables.inc
"""

import sys
import unicodedata

ALL = range(sys.maxunicode + 1)

# Formal aliases are known to unicodedata.lookup but cannot be listed; these are the ones Unicode has, checked below.
ALIASES = """
NULL|NUL|START OF HEADING|SOH|START OF TEXT|STX|END OF TEXT|ETX|END OF TRANSMISSION|EOT|ENQUIRY|ENQ|ACKNOWLEDGE|ACK|
ALERT|BEL|BACKSPACE|BS|CHARACTER TABULATION|HORIZONTAL TABULATION|HT|TAB|LINE FEED|NEW LINE|END OF LINE|LF|NL|EOL|
LINE TABULATION|VERTICAL TABULATION|VT|FORM FEED|FF|CARRIAGE RETURN|CR|SHIFT OUT|LOCKING-SHIFT ONE|SO|SHIFT IN|
LOCKING-SHIFT ZERO|SI|DATA LINK ESCAPE|DLE|DEVICE CONTROL ONE|DC1|DEVICE CONTROL TWO|DC2|DEVICE CONTROL THREE|DC3|
DEVICE CONTROL FOUR|DC4|NEGATIVE ACKNOWLEDGE|NAK|SYNCHRONOUS IDLE|SYN|END OF TRANSMISSION BLOCK|ETB|CANCEL|CAN|
END OF MEDIUM|EOM|EM|SUBSTITUTE|SUB|ESCAPE|ESC|INFORMATION SEPARATOR FOUR|FILE SEPARATOR|FS|
INFORMATION SEPARATOR THREE|GROUP SEPARATOR|GS|INFORMATION SEPARATOR TWO|RECORD SEPARATOR|RS|
INFORMATION SEPARATOR ONE|UNIT SEPARATOR|US|SP|DELETE|DEL|PADDING CHARACTER|PAD|HIGH OCTET PRESET|HOP|
BREAK PERMITTED HERE|BPH|NO BREAK HERE|NBH|INDEX|IND|NEXT LINE|NEL|START OF SELECTED AREA|SSA|END OF SELECTED AREA|ESA|
CHARACTER TABULATION SET|HORIZONTAL TABULATION SET|HTS|CHARACTER TABULATION WITH JUSTIFICATION|
HORIZONTAL TABULATION WITH JUSTIFICATION|HTJ|LINE TABULATION SET|VERTICAL TABULATION SET|VTS|PARTIAL LINE FORWARD|
PARTIAL LINE DOWN|PLD|PARTIAL LINE BACKWARD|PARTIAL LINE UP|PLU|REVERSE LINE FEED|REVERSE INDEX|RI|SINGLE SHIFT TWO|
SINGLE-SHIFT-2|SS2|SINGLE SHIFT THREE|SINGLE-SHIFT-3|SS3|DEVICE CONTROL STRING|DCS|PRIVATE USE ONE|PRIVATE USE-1|PU1|
PRIVATE USE TWO|PRIVATE USE-2|PU2|SET TRANSMIT STATE|STS|CANCEL CHARACTER|CCH|MESSAGE WAITING|MW|START OF GUARDED AREA|
START OF PROTECTED AREA|SPA|END OF GUARDED AREA|END OF PROTECTED AREA|EPA|START OF STRING|SOS|
SINGLE GRAPHIC CHARACTER INTRODUCER|SGC|SINGLE CHARACTER INTRODUCER|SCI|CONTROL SEQUENCE INTRODUCER|CSI|
STRING TERMINATOR|ST|OPERATING SYSTEM COMMAND|OSC|PRIVACY MESSAGE|PM|APPLICATION PROGRAM COMMAND|APC|NBSP|SHY|
LATIN CAPITAL LETTER GHA|LATIN SMALL LETTER GHA|CGJ|ALM|SYRIAC SUBLINEAR COLON SKEWED LEFT|KANNADA LETTER LLLA|
LAO LETTER FO FON|LAO LETTER FO FAY|LAO LETTER RO|LAO LETTER LO|TIBETAN MARK BKA- SHOG GI MGO RGYAN|
HANGUL JONGSEONG YESIEUNG-KIYEOK|HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK|HANGUL JONGSEONG SSANGYESIEUNG|
HANGUL JONGSEONG YESIEUNG-KHIEUKH|FVS1|FVS2|FVS3|FVS4|MVS|SUNDANESE LETTER ARCHAIC I|ZWSP|ZWNJ|ZWJ|LRM|RLM|LRE|RLE|PDF|
LRO|RLO|NNBSP|MMSP|WJ|LRI|RLI|FSI|PDI|WEIERSTRASS ELLIPTIC FUNCTION|MICR ON US SYMBOL|MICR DASH SYMBOL|
LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|
RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|YI SYLLABLE ITERATION MARK|
PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET|BYTE ORDER MARK|BOM|ZWNBSP|
CUNEIFORM SIGN NU11 TENU|CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR|MEDEFAIDRIN CAPITAL LETTER H|
MEDEFAIDRIN CAPITAL LETTER NG|MEDEFAIDRIN SMALL LETTER H|MEDEFAIDRIN SMALL LETTER NG|HENTAIGANA LETTER E-1|
BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS|ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE|
""" + "|".join(f"VS{number}" for number in range(1, 257))


def emit(kind, name, values, per_line=12):
    print(f"constexpr {kind} {name}[] = {{")
    values = list(values)
    for index in range(0, len(values), per_line):
        print("    " + ", ".join(str(value) for value in values[index:index + per_line]) + ",")
    print("};")


def boundaries(holds):
    """Where a property changes, beginning with the first character that has it."""
    last = False
    for code in ALL:
        now = holds(chr(code))
        if now != last:
            yield hex(code)
            last = now


def utf16(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[index:index + 2], "little") for index in range(0, len(data), 2)]


def is_hangul(code):
    return 0xAC00 <= code <= 0xD7A3


def name_hash(name):
    """FNV-1a, folded so that 43 bits are left beside 21 bits of character."""
    value = 0xCBF29CE484222325
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (value ^ value >> 32) & ((1 << 43) - 1)


print("// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")
print(f"// Unicode {unicodedata.unidata_version}, written by frontend/tools/make_unicode_tables.py; do not edit.")
print("// clang-format off")

emit("uint32_t", "identifierStartBoundaries", boundaries(lambda char: char.isidentifier()))
emit("uint32_t", "identifierPartBoundaries", boundaries(lambda char: ("a" + char).isidentifier()))
emit("uint32_t", "printableBoundaries", boundaries(str.isprintable))

keys, offsets, pool = [], [], []
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
        places[units] = len(pool)
        pool += units
    keys.append(hex(code))
    offsets.append(places[units] | len(units) << 16)
emit("uint32_t", "decompositionKeys", keys)
emit("uint32_t", "decompositionPlaces", map(hex, offsets))
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
print("struct CombiningRange { uint32_t first; uint32_t last; uint8_t combiningClass; };")
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
print("struct Composition { uint32_t first; uint32_t second; uint32_t composed; };")
print("constexpr Composition compositions[] = {")
for first, second, composed in sorted(pairs):
    print(f"    {{{first:#x}, {second:#x}, {composed:#x}}},")
print("};")

names = {}
for code in ALL:
    name = unicodedata.name(chr(code), None)
    if name is None or name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ", "TANGUT IDEOGRAPH-")):
        continue
    names[name] = code
for alias in ALIASES.replace("\n", "").split("|"):
    try:
        names.setdefault(alias, ord(unicodedata.lookup(alias)))
    except (KeyError, TypeError):
        pass
hashed = sorted(name_hash(name) << 21 | code for name, code in names.items())
assert len({entry >> 21 for entry in hashed}) == len(hashed)
emit("uint64_t", "namedCharacters", map(hex, hashed), 6)


def ranges_of(prefix):
    first = None
    for code in list(ALL) + [sys.maxunicode + 1]:
        inside = code <= sys.maxunicode and unicodedata.name(chr(code), "").startswith(prefix)
        if inside and first is None:
            first = code
        if not inside and first is not None:
            yield first, code - 1
            first = None


print("struct IdeographRange { const char* prefix; uint32_t first; uint32_t last; };")
print("constexpr IdeographRange ideographRanges[] = {")
for prefix in ("CJK UNIFIED IDEOGRAPH-", "TANGUT IDEOGRAPH-"):
    for first, last in ranges_of(prefix):
        print(f'    {{"{prefix}", {first:#x}, {last:#x}}},')
print("};")
