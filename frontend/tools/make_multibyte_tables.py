# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the tables of the multi-byte encodings as C++, by asking the codecs of the Python that runs it.

    python3.14 frontend/tools/make_multibyte_tables.py OUTPUT

A codec is a table of what each first byte means; most lead to a row, whose cells are for a range of second bytes, and a cell may lead to a row in
turn. Equal rows are stored once. What a cell means is said in frontend/encodings/multibyte.cpp.
"""
import codecs
import encodings.aliases
import sys

CODECS = ["big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "johab",
          "shift_jis", "shift_jis_2004", "shift_jisx0213"]
FIRST_EXTRA, EXTRAS = 0xD800, 0x800  # no character is a surrogate
HANGUL, FOUR_BYTES, CHILD = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF

rows, cells, row_numbers = [], [], {}


class Codec:
    def __init__(self, name):
        self.name = name
        self.decode = codecs.lookup(name).decode
        self.extras, self.extra_numbers, self.runs = [], {}, []
        self.first = [self.meaning(bytes([byte])) for byte in range(256)]

    def meaning(self, prefix):
        """The cell for these bytes: 0 where the codec refuses them."""
        try:
            text, used = self.decode(prefix)
            assert used == len(prefix)
        except UnicodeDecodeError as error:
            if not error.reason.startswith("incomplete"):
                length = error.end - error.start
                assert length in (1, 2)
                return 0 if length == 1 else self.extra(0, 2)
            return self.longer(prefix)
        if len(text) == 1 and "\0" < text <= "\uffff":
            return ord(text)
        if text == "\0":
            return self.extra(0, 0)
        assert len(text) <= 2
        return self.extra(ord(text[0]), ord(text[1]) if len(text) == 2 else 0)

    def extra(self, first, second):
        key = (first, second)
        if key not in self.extra_numbers:
            self.extra_numbers[key] = len(self.extras)
            self.extras.append(key)
        assert len(self.extras) <= EXTRAS
        return FIRST_EXTRA + self.extra_numbers[key]

    def longer(self, prefix):
        if self.name == "gb18030" and len(prefix) == 2:
            return self.extra(FOUR_BYTES, 0)
        if len(prefix) > 2:
            return 0
        if self.name == "euc_kr" and prefix == b"\xa4\xd4":
            return self.extra(HANGUL, 0)
        return self.extra(CHILD, self.row(prefix))

    def row(self, prefix):
        meanings = [self.meaning(prefix + bytes([byte])) for byte in range(256)]
        used = [byte for byte in range(256) if meanings[byte]]
        if not used:
            used = [0]
        low, high = used[0], used[-1]
        content = tuple(meanings[low:high + 1])
        # Rows with extras belong to their codec.
        key = (low, content, self.name if any(cell >= FIRST_EXTRA and cell < FIRST_EXTRA + EXTRAS for cell in content) else "")
        if key not in row_numbers:
            row_numbers[key] = len(rows)
            rows.append((low, high, len(cells)))
            cells.extend(content)
        return row_numbers[key]

    def find_runs(self):
        """Where, in the order of four bytes, consecutive characters begin; below zero: how many bytes are refused from there on."""
        if self.name != "gb18030":
            return
        number, expected = -1, None
        for first in range(0x81, 0xFF):
            for second in range(0x30, 0x3A):
                for third in range(0x81, 0xFF):
                    for fourth in range(0x30, 0x3A):
                        number += 1
                        try:
                            character = ord(self.decode(bytes([first, second, third, fourth]))[0])
                        except UnicodeDecodeError as error:
                            character = error.start - error.end
                        if character != expected or number == 0:
                            self.runs.append((number, character))
                        expected = character if character < 0 else character + 1


def jamo():
    """Which initial and which final consonant of a syllable the bytes from 0xA1 on stand for; 255: none."""
    decode = codecs.lookup("euc_kr").decode

    def place(initial, final, step):
        try:
            return (ord(decode(bytes([0xA4, 0xD4, 0xA4, initial, 0xA4, 0xBF, 0xA4, final]))[0]) - 0xAC00) // step
        except UnicodeDecodeError:
            return 255

    bytes_of = range(0xA1, 0xD5)
    return [place(byte, 0xD4, 21 * 28) for byte in bytes_of], [place(0xA1, byte, 1) for byte in bytes_of]


def numbers(values, columns=24):
    lines = [",".join(map(str, values[start:start + columns])) for start in range(0, len(values), columns)]
    return ",\n".join(lines)


def main():
    made = [Codec(name) for name in CODECS]
    for codec in made:
        codec.find_runs()
    out = ["// Written by frontend/tools/make_multibyte_tables.py."]
    initials, finals = jamo()
    out.append(f"constexpr uint8_t initialConsonants[] = {{{numbers(initials, 64)}}};")
    out.append(f"constexpr uint8_t finalConsonants[] = {{{numbers(finals, 64)}}};")
    out.append(f"constexpr uint16_t cells[] = {{\n{numbers(cells)}}};")
    out.append("constexpr MultibyteRow rows[] = {\n" + numbers([f"{{{low},{high},{start}}}" for low, high, start in rows], 12) + "};")
    for codec in made:
        out.append(f"constexpr MultibyteExtra extrasOf_{codec.name}[] = {{{numbers([f'{{{first}u,{second}u}}' for first, second in codec.extras] or ['{}'], 12)}}};")
        out.append(f"constexpr MultibyteRun runsOf_{codec.name}[] = {{{numbers([f'{{{start},{character}}}' for start, character in codec.runs] or ['{}'], 12)}}};")
    out.append("constexpr MultibyteCodec codecs[] = {")
    for codec in made:
        out.append(f"{{\"{codec.name}\", {{{numbers(codec.first, 64)}}}, extrasOf_{codec.name}, runsOf_{codec.name}, {len(codec.runs)}}},")
    out.append("};")
    names = {name: index for index, name in enumerate(CODECS)}
    names.update((alias, CODECS.index(name)) for alias, name in encodings.aliases.aliases.items() if name in CODECS)
    out.append("constexpr MultibyteName names[] = {")
    out += [f'{{"{name}", {index}}},' for name, index in sorted(names.items())]
    out.append("};")
    text = "\n".join(out) + "\n"
    with open(sys.argv[1], "w") as file:
        file.write(text)


main()
