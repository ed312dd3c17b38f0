# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every character name and alias in \\N{…}, names that are none, and every character that NFKC changes in identifiers, as CPython has them."""
import ast
import pathlib
import random
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "test/conformance"))
from ast_front import Front  # noqa: E402

FRONT = sys.argv[1]
generator = (ROOT / "frontend/tools/make_character_names.py").read_text()
aliases = re.search(r'ALIASES = """(.*?)"""', generator, re.S)[1].replace("\n", "").split("|") + [f"VS{n}" for n in range(1, 257)]
names = [name for code in range(sys.maxunicode + 1) if (name := unicodedata.name(chr(code), ""))] + [alias for alias in aliases if alias]
chance = random.Random(3140)
names += [name.lower() for name in names[::7]] + [name.title() for name in names[3::11]]


def same_tree(what, source):
    ours = subprocess.run([FRONT, "--stage=ast", "-"], input=source.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    print(what, "same" if ours.strip() == ast.dump(ast.parse(source), include_attributes=True, indent=1) else "differ")


def known(name):
    try:
        return ord(ast.literal_eval(f'"\\N{{{name}}}"'))
    except SyntaxError:
        return None


# Hangul syllables and ideographs have names by rule: some of them are enough.
numbered = re.compile("HANGUL SYLL|CJK UNI|TANGUT IDEO|EGYPTIAN HIERO", re.I)
shown = [name for name in names if not numbered.match(name) or chance.random() < 0.02]
same_tree("more than 30,000 names" if len(shown) > 30000 else "few names", "[" + ",\n".join(f'"\\N{{{name}}}"' for name in shown) + "]\n")

letters = sorted({letter for name in names for letter in name})
wrong, differences = 0, 0
front = Front(FRONT)
for name in chance.sample(names, 4000):
    place = chance.randrange(len(name))
    name = chance.choice([name[:place] + name[place + 1:], name[:place] + chance.choice(letters) + name[place + 1:], name[:place] + name[place] + name[place:],
                          name + " ", name.replace(" ", "-", 1), name.replace("-", " ", 1), name.replace("-", "-0", 1), name.rpartition(" ")[0],
                          name + chance.choice(letters)])
    answer = front.ask(f'"\\N{{{name}}}"\n'.encode())
    expected = known(name)
    wrong += expected is None
    ours = re.search(r"Constant\(\n\s*value=(.*),", answer or "")
    differences += (ord(ast.literal_eval(ours[1])) if ours else None) != expected
print("wrong names:", "some" if wrong > 3000 else wrong, f"; {differences} differences")

parts = [chr(code) for code in range(0x80, sys.maxunicode + 1) if ("a" + chr(code)).isidentifier()]
changed = [part for part in parts if unicodedata.normalize("NFKC", "a" + part) != "a" + part and ("a" + unicodedata.normalize("NFKC", part)).isidentifier()]
marks = [part for part in parts if unicodedata.combining(part)]
texts = ["a" + part for part in changed] + [unicodedata.normalize("NFD", part) for part in parts if part.isidentifier()] + [
    "b" + "".join(chance.choices(marks, k=3)) for _ in range(3000)] + ["".join(chance.choices(parts, k=4)) for _ in range(3000)]
texts = [text for text in texts if text.isidentifier()]
same_tree("identifiers", "\n".join(texts) + "\n")
