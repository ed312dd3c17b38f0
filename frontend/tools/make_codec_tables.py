# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes frontend/source/codec_tables.inc: the 8-bit encodings that extend ASCII, from the Python that runs it.

    build/bin/python3.14 frontend/tools/make_codec_tables.py > frontend/source/codec_tables.inc
"""

import codecs
import encodings.aliases

CODECS = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp437", "cp720",
          "cp737", "cp775", "cp850", "cp852", "cp855", "cp856", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863",
          "cp865", "cp866", "cp869", "cp874", "cp1125", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_5",
          "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_10", "iso8859_11", "iso8859_13", "iso8859_14",
          "iso8859_15", "iso8859_16", "koi8_r", "koi8_u", "koi8_t", "kz1048", "mac_cyrillic", "mac_greek",
          "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish", "ptcp154", "tis_620", "hp_roman8"]

print("// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")
print("// Written by frontend/tools/make_codec_tables.py; do not edit.")
print("// clang-format off")
print("// The characters of bytes 0x80 to 0xff; 0xfffe where there is none.")
print("constexpr uint16_t codecCharacters[][128] = {")
kept = []
for name in CODECS:
    decode = codecs.lookup(name).decode
    if any(decode(bytes([byte]))[0] != chr(byte) for byte in range(128)):
        continue
    kept.append(name)
    row = []
    for byte in range(128, 256):
        try:
            row.append(ord(decode(bytes([byte]))[0]))
        except UnicodeDecodeError:
            row.append(0xFFFE)
    print("    {" + ",".join(hex(value) for value in row) + "},")
print("};")
names = [(name, index) for index, name in enumerate(kept)]
for alias, name in encodings.aliases.aliases.items():
    if name in kept:
        names.append((alias, kept.index(name)))
print("struct CodecName { const char* name; uint8_t codec; };")
print("constexpr CodecName codecNames[] = {")
for name, index in sorted(names):
    print(f'    {{"{name}", {index}}},')
print("};")
