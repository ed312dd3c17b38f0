# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes frontend/source/codec_tables.inc: the 8-bit encodings, and the names of all others, from the Python that runs it.

    build/bin/python3.14 frontend/tools/make_codec_tables.py > frontend/source/codec_tables.inc
"""

import codecs
import encodings
import encodings.aliases
import importlib
import pkgutil

NAMES = sorted({module.name for module in pkgutil.iter_modules(encodings.__path__)} - {"aliases", "_win_cp_codecs", "mbcs", "oem"})
# What is read without a table, or not at all.
DIRECT = {"ascii": "Ascii", "latin_1": "Latin1", "iso8859_1": "Latin1", "charmap": "Latin1", "utf_8": "Utf8", "utf_8_sig": "Utf8", "undefined": "Undefined",
          "unicode_escape": "Backslashes", "raw_unicode_escape": "Backslashes", "utf_7": "Shifted", "hz": "Shifted"}
OTHER = ["idna", "punycode"]


def table(name):
    """The character of each byte, None where there is none; None for what is no 8-bit encoding."""
    if not hasattr(importlib.import_module("encodings." + name), "decoding_table"):
        return None
    row = []
    for byte in range(256):
        try:
            row.append(ord(codecs.lookup(name).decode(bytes([byte]))[0]))
        except UnicodeDecodeError:
            row.append(0xFFFE)
    return row


extending, whole, kinds = [], [], {}
for name in NAMES:
    if name in DIRECT:
        kinds[name] = DIRECT[name]
    elif not codecs.lookup(name)._is_text_encoding:
        kinds[name] = "NotText"
    elif name.startswith("iso2022"):
        kinds[name] = "Shifted"
    elif (row := table(name)) and row[:128] == list(range(128)):
        extending.append((name, row[128:]))
    elif row:
        whole.append((name, row))
    elif name in OTHER or name.startswith("utf_"):
        kinds[name] = "Other"
    else:
        kinds[name] = "Multibyte"
for number, (name, _) in enumerate(extending):
    kinds[name] = f"FirstTable + {number}"
for number, (name, _) in enumerate(whole):
    kinds[name] = f"FirstWholeTable + {number}"
for alias, name in encodings.aliases.aliases.items():
    if name in kinds:
        kinds.setdefault(alias.replace(".", "_"), kinds[name])

print("// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")
print("// Written by frontend/tools/make_codec_tables.py; do not edit.")
print("// clang-format off")
print("// The characters of bytes 0x80 to 0xff; 0xfffe where there is none.")
print("constexpr uint16_t codecCharacters[][128] = {")
for name, row in extending:
    print("    {" + ",".join(hex(value) for value in row) + "},")
print("};")
print(f"constexpr Encoding FirstWholeTable = FirstTable + {len(extending)};")
print("// The same of all bytes, for encodings that do not extend ASCII.")
print("constexpr uint16_t wholeCodecCharacters[][256] = {")
for name, row in whole:
    print("    {" + ",".join(hex(value) for value in row) + "},")
print("};")
print("struct CodecName { const char* name; uint8_t encoding; };")
print("constexpr CodecName codecNames[] = {")
for name, kind in sorted(kinds.items()):
    print(f'    {{"{name}", {kind}}},')
print("};")
