#!/usr/bin/python3
"""JSON in the C tests is written with single quotes (tests/json_quotes.h), not with escaped ones."""
import glob
import os
import re

from source import short, text
from tap import SOURCE, check, finish

LITERALS = re.compile(r'/\*.*?\*/|//[^\n]*|\'(?:[^\'\\\n]|\\.)+\'|'
    r'((?:"(?:[^"\\\n]|\\.)*"(?:\s|\\\n)*)+)', re.S)
PIECES = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
# Matches a literal that has only JSON before its first quote. Messages that quote a name begin with
# a word.
BEGINS = re.compile(r'(?:\\[ntr]|\\xEF\\xBB\\xBF(?=[\[{])|[\s{}\[\],:]|%\w|\d|null|true|false)*\\"')
HOLDS = re.compile(r'\\"[^"\\]*\\"\s*[:,\]}] | [\[{]\s*\\" | \\"\s*[\]}] | ^\\"\s*: | ^[\s,]*\\"$',
    re.X)


def escaped(path):
    content = text(path)
    for found in LITERALS.finditer(content):
        literal = "".join(PIECES.findall(found.group(1) or ""))
        if BEGINS.match(literal) and HOLDS.search(literal):
            yield "%s:%d: %s" % (short(path), content.count("\n", 0, found.start()) + 1,
                literal[:60])


files = sorted(path for kind in "ch"
    for path in glob.glob(os.path.join(SOURCE, "tests/**/*." + kind), recursive=True))
wrong = [each for path in files for each in escaped(path)]
own = [short(path) for path in files if os.path.basename(path) != "long_form.h" and
    'getenv("CBMSIM_LONG' in text(path)]
check("only tests/long_form.h reads CBMSIM_LONG: scripts/test sets it to no", not own, *own)
check("%d files have no JSON with escaped quotes" % len(files), files and not wrong, *wrong)
finish()
