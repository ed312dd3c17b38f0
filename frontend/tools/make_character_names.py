# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes frontend/support/character_names.inc from the unicodedata of the Python that runs it (the yardstick).

    build/bin/python3.14 frontend/tools/make_character_names.py > frontend/support/character_names.inc

Names stand in the order of their characters, in blocks that are read alone. A name is told by how it differs from the one before: so many tokens
kept, so many dropped, so many put in. All that is told is coded by how often it occurs (Huffman, canonical).
"""

import collections
import heapq
import re
import sys
import unicodedata

BLOCK = 64
ALL = range(sys.maxunicode + 1)
UNLISTED = ("CJK UNIFIED IDEOGRAPH-", "TANGUT IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "EGYPTIAN HIEROGLYPH-",
            "KHITAN SMALL SCRIPT CHARACTER-", "NUSHU CHARACTER-")  # followed by the character's number
INCREMENT, LITERAL = "+", "?"

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


def tokens_of(name):
    """Words; a hyphen begins one. The space before a word is left out."""
    return [token[1:] if token[0] == " " and token[1] != "-" else token for token in re.findall(r" ?-?[^ -]+| ?-", name)]


def incremented(token):
    """The token with the number at its end, in as many digits, one higher."""
    match = re.fullmatch(r"( ?-?[A-Z]*)(\d+)", token)
    digits = match and str(int(match[2]) + 1).zfill(len(match[2]))
    return match[1] + digits if match and len(digits) == len(match[2]) else None


def difference(before, name):
    keep = 0
    while keep < min(len(before), len(name)) and before[keep] == name[keep]:
        keep += 1
    same = 0
    while same < min(len(before), len(name)) - keep and before[-1 - same] == name[-1 - same]:
        same += 1
    inserted = name[keep:len(name) - same]
    dropped = before[keep:len(before) - same]
    for index, token in enumerate(inserted):
        if index < len(dropped) and incremented(dropped[index]) == token:
            inserted[index] = INCREMENT
    return keep, len(dropped), inserted


def code_lengths(counts):
    """By symbol; Huffman's."""
    heap = [(count, order, [symbol]) for order, (symbol, count) in enumerate(sorted(counts.items()))]
    heapq.heapify(heap)
    lengths = dict.fromkeys(counts, 0)
    order = len(heap)
    while len(heap) > 1:
        one, other = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in one[2] + other[2]:
            lengths[symbol] += 1
        heapq.heappush(heap, (one[0] + other[0], order, one[2] + other[2]))
        order += 1
    return lengths


class Code:
    """Canonical: symbols in order of length, so that the count of each length is all that a reader needs."""

    def __init__(self, counts):
        lengths = code_lengths(counts)
        self.symbols = sorted(counts, key=lambda symbol: (lengths[symbol], symbol))
        self.counts = [0] * (max(lengths.values()) + 1)
        self.bits = {}
        code, before = 0, 0
        for symbol in self.symbols:
            code <<= lengths[symbol] - before
            before = lengths[symbol]
            self.bits[symbol] = f"{code:0{before}b}"
            self.counts[before] += 1
            code += 1

    def index(self, symbol):
        return self.symbols.index(symbol)


def gamma(value):
    digits = f"{value:b}"
    return "0" * (len(digits) - 1) + digits


def word_hash(word):
    value = 0
    for byte in word.encode("ascii"):
        value = (value * 31 + byte) & 0xFFFFFFFF
    return (value ^ value >> 16) & 0xFFFF


def emit(kind, name, values, per_line=16):
    print(f"constexpr {kind} {name}[] = {{")
    values = list(values)
    for index in range(0, len(values), per_line):
        print("    " + ", ".join(str(value) for value in values[index:index + per_line]) + ",")
    print("};")


def main():
    names = {}
    for code in ALL:
        name = unicodedata.name(chr(code), None)
        if name and not name.startswith((*UNLISTED, "HANGUL SYLLABLE ")):
            names[name] = code
    for alias in ALIASES.replace("\n", "").split("|"):
        try:
            names.setdefault(alias, ord(unicodedata.lookup(alias)))
        except (KeyError, TypeError):
            pass
    listed = sorted((code, name) for name, code in names.items())

    # (code's distance from the one before, keep, drop, inserted) of every name
    told = []
    before, last = [], 0
    for number, (code, name) in enumerate(listed):
        tokens = tokens_of(name)
        if number % BLOCK == 0:
            before, last = [], code - 1
        keep, drop, inserted = difference(before, tokens)
        told.append((code - last, keep, drop, inserted))
        before, last = tokens, code
    occurrences = collections.Counter(token for _, _, _, inserted in told for token in inserted)
    words = {token for token, count in occurrences.items() if count > 1}
    word_code = Code(collections.Counter(token if token in words else LITERAL for _, _, _, inserted in told for token in inserted))
    letter_code = Code(collections.Counter(letter for _, _, _, inserted in told for token in inserted if token not in words for letter in token + "\0"))
    change = lambda distance, keep, drop, inserted: keep | drop << 5 | len(inserted) << 10 | (distance != 1) << 15
    change_code = Code(collections.Counter(change(*each) for each in told))

    stream, starts, first_codes, first_words, first_word_ends = [], [], [], [], []
    position = 0
    for number, each in enumerate(told):
        distance, _, _, inserted = each
        if number % BLOCK == 0:
            starts.append(position)
            first_codes.append(listed[number][0])
            here = {word_hash(tokens_of(name)[0]): None for _, name in listed[number:number + BLOCK]}
            first_words += here
            first_word_ends.append(len(first_words))
        bits = change_code.bits[change(*each)]
        if distance != 1:
            bits += gamma(distance + 1)
        for token in inserted:
            bits += word_code.bits[token if token in words else LITERAL]
            if token not in words:
                bits += "".join(letter_code.bits[letter] for letter in token + "\0")
        stream.append(bits)
        position += len(bits)
    bits = "".join(stream) + "0" * 128
    data = [int(bits[index:index + 64], 2) for index in range(0, len(bits) - 64, 64)]

    text, places = b"", []
    for number, word in enumerate(word_code.symbols):
        if number % 8 == 0:
            places.append(len(text))
        text += word[:-1].encode() + bytes([ord(word[-1]) | 0x80])

    print("// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")
    print(f"// Unicode {unicodedata.unidata_version}, written by frontend/tools/make_character_names.py; do not edit.")
    print("// clang-format off")
    print(f"constexpr uint32_t NamesInBlock = {BLOCK}, NameCount = {len(listed)};")
    print(f"constexpr uint32_t LongestName = {max(len(name) for name in names)}, MostTokens = {max(len(tokens_of(name)) for name in names)};")
    print(f"constexpr uint32_t LongestToken = {max(len(token) for name in names for token in tokens_of(name))};")
    print(f"constexpr uint32_t IncrementWord = {word_code.index(INCREMENT)}, LiteralWord = {word_code.index(LITERAL)};")
    emit("uint16_t", "changeCounts", change_code.counts)
    emit("uint16_t", "changes", map(hex, change_code.symbols))
    emit("uint16_t", "wordCounts", word_code.counts)
    emit("uint8_t", "wordText", text, 24)
    emit("uint16_t", "wordPlaces", places)
    emit("uint16_t", "letterCounts", letter_code.counts)
    emit("uint8_t", "letters", map(ord, letter_code.symbols))
    print("struct NameBlock { uint64_t start : 24, firstCharacter : 21, firstWordsEnd : 19; };")
    print("constexpr NameBlock nameBlocks[] = {")
    for row in zip(starts, map(hex, first_codes), first_word_ends):
        print("    {%s, %s, %s}," % row)
    print("};")
    emit("uint16_t", "firstWordHashes", map(hex, first_words))
    emit("uint64_t", "nameBits", map(hex, data), 6)

    def ranges_of(prefix):
        first = None
        for code in list(ALL) + [sys.maxunicode + 1]:
            inside = code <= sys.maxunicode and unicodedata.name(chr(code), "") == f"{prefix}{code:X}"
            if inside and first is None:
                first = code
            if not inside and first is not None:
                yield first, code - 1
                first = None

    print("struct NumberedRange { const char* prefix; uint32_t first; uint32_t last; };")
    print("constexpr NumberedRange numberedRanges[] = {")
    for prefix in UNLISTED:
        for first, last in ranges_of(prefix):
            print(f'    {{"{prefix}", {first:#x}, {last:#x}}},')
    print("};")
    sizes = {"changes": 2 * len(change_code.symbols), "words": len(text) + 2 * len(places), "blocks": 8 * len(starts), "first words": 2 * len(first_words),
             "bits": 8 * len(data)}
    print(f"{len(listed)} names in {sum(sizes.values())} bytes: {sizes}", file=sys.stderr)


main()
