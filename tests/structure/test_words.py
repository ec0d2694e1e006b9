#!/usr/bin/python3
"""The files speak of the project alone: no path of a machine, no mirror, no making-of."""
import os
import re

from source import tracked
from tap import SOURCE, check, finish

# Spelt so that this file is clean, too.
WORDS = {
    "a path of somebody's machine": r"/wor[k]/|/roo[t]/|/hom[e]/\w|/Users/\w|[A-Z]:\\Users",
    "the address of a package mirror": r"https?://(deb|security|snapshot)\.debia[n]\.org|"
        r"https?://[\w.]*(pyp[i]|np[m]js|crate[s]|rubygem[s])\.|https?://prox[y]\.|"
        r"https?://\d+\.\d+\.\d+\.\d+|https?://(?!127\.0\.0\.1|localhost)[\w-]+:\d",
    "how it was made": r"(?i)\bagent[s]?\b|\bLL[M]s?\b|\blanguage mode[l]s?\b|\bchat ?bo[t]\b|"
        r"\bas an A[I]\b|\bA[I][- ](generated|written|assisted)|\bco-authored-b[y]\b",
    "a note for later without an owner": r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b(?!XX)",
}

files = tracked()
check("there are files to read", len(files) > 50, files)
for meaning, pattern in WORDS.items():
    found = []
    for name in files:
        with open(os.path.join(SOURCE, name), "rb") as file:
            data = file.read()
        if name.startswith("tests/fuzz/corpus/") or b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if re.search(pattern, line):
                found.append("%s:%d: %s" % (name, number, line.strip()[:120]))
    check("no file holds " + meaning, not found, *found)
text = [n for n in files if re.search(r"\.(c|h|cpp|md|json|txt|sh|py|bash|1|cff)$", n)]
loose = []
for name in text:
    with open(os.path.join(SOURCE, name), "rb") as file:
        data = file.read()
    if name.startswith("tests/fuzz/corpus/"):
        continue
    if b"\r" in data or (data and not data.endswith(b"\n")) or re.search(rb"[ \t]\n", data):
        loose.append(name)
check("lines end in a newline and not in spaces", not loose, *loose)
finish()
