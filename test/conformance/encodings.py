# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Source text in every encoding that CPython knows, good and broken: the trees or the errors must be CPython's.

    build/bin/python3.14 test/conformance/encodings.py FRONT [COUNT]

FRONT is the pyc-front command; COUNT texts for each name of an encoding (5).
"""
import ast
import encodings.aliases
import pkgutil
import random
import sys
import warnings

from ast_front import Front, describe_error

# What these need beyond tables is refused by name.
REFUSED = ("iso2022", "iso_2022", "csiso2022", "hz", "utf_7", "utf7", "u7", "unicode_1_1", "utf_16", "utf16", "u16", "utf_32", "utf32", "u32", "unicodebig",
           "unicodelittle", "idna", "punycode", "raw_unicode", "unicode_escape")
RANGES = [(0x20, 0x7F), (0xA0, 0x400), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xFFFF), (0x20000, 0x2A6D6)]


def names():
    known = {module.name for module in pkgutil.iter_modules(encodings.__path__)} - {"aliases", "_win_cp_codecs"} | set(encodings.aliases.aliases)
    return sorted(known) + ["nope", "euc-jp", "Shift-JIS", "latin-1-unix", "utf-8-mac", "CP949", "x-mac-japanese", "rot13", "EUC_KR", "unknown-8bit"]


def content(source, name, number):
    if number % 3 == 0:
        data = bytes(source.randrange(128, 256) for _ in range(source.randrange(1, 6)))
    else:
        try:
            data = "".join(chr(source.randrange(*source.choice(RANGES))) for _ in range(6)).encode(name, "ignore")
        except Exception:
            data = bytes(source.randrange(256) for _ in range(6))
    if number % 5 == 0:
        data = data[:-1]
    return data.translate(None, b"\n\r\0")


def main():
    warnings.simplefilter("ignore")
    front, count = Front(sys.argv[1], "--mode=exec"), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    source = random.Random(7)
    total = refused = different = 0
    for name in names():
        for number in range(count):
            text = b"# coding: " + name.encode() + b"\nx = '" + content(source, name, number) + b"'\ny = 1\n"
            try:
                wanted = ast.dump(ast.parse(text), include_attributes=True, indent=1)
            except (SyntaxError, ValueError) as error:
                wanted = describe_error(error)
            found = front.ask(text)
            total += 1
            if found is not None and found.strip() == wanted.strip():
                continue
            if found and found.startswith("NotImplementedError") and name.startswith(REFUSED):
                refused += 1
                continue
            different += 1
            print(f"{text!r}\n    expected {wanted[-200:]!r}\n    found    {found and found[-200:]!r}")
    print(f"{total} texts in {len(names())} encodings, {refused} refused by name, {different} differ")


main()
