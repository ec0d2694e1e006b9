#!/usr/bin/python3
"""The files describe only the project: no path of a machine, no package mirror, no remark on how they were made."""
import os
import re

from source import tracked
from tap import SOURCE, check, finish

# The words are spelled in parts, so that this file passes its own test.
WORDS = {
    "a path of a machine": r"/wor[k]/|/roo[t]/|/hom[e]/\w|/Users/\w|[A-Z]:\\Users",
    "the address of a package mirror": r"https?://(deb|security|snapshot)\.debia[n]\.org|"
        r"https?://[\w.]*(pyp[i]|np[m]js|crate[s]|rubygem[s])\.|https?://prox[y]\.|"
        r"https?://(?!127\.0\.0\.1)\d+\.\d+\.\d+\.\d+|https?://(?!127\.0\.0\.1|localhost)[\w-]+:\d",
    "a remark on how a file was made": r"(?i)\bagent[s]?\b|\bLL[M]s?\b|\blanguage mode[l]s?\b|\bchat ?bo[t]\b|"
        r"\bas an A[I]\b|\bA[I][- ](generated|written|assisted)|\bco-authored-b[y]\b",
    "an open task": r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b(?!XX)",
}

files = tracked()
check("files were found", len(files) > 50, files)
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
    check("no file contains " + meaning, not found, *found)
text = [n for n in files if re.search(r"\.(c|h|cpp|md|json|txt|sh|py|bash|1|cff)$", n)]
loose = []
for name in text:
    with open(os.path.join(SOURCE, name), "rb") as file:
        data = file.read()
    if name.startswith("tests/fuzz/corpus/"):
        continue
    if b"\r" in data or (data and not data.endswith(b"\n")) or re.search(rb"[ \t]\n", data):
        loose.append(name)
check("every line ends with a newline and without spaces", not loose, *loose)
finish()
