#!/usr/bin/python3
"""In the picture of tensions, numbers cover no name and no other number, also on a narrow screen."""
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

NARROW, LETTER, HEIGHT = 288, 7, 11


def boxes(page):
    """Returns the boxes of the texts of the picture, in pixels: those of numbers, and those of
    names."""
    section = next(part for part in re.findall(r"<section.*?</section>", page, re.S)
        if "Tension at the end of" in part)
    found = ([], [])
    for x, y, anchor, text in re.findall(r'<text class="halo" x="([\d.]+)%" y="([\d.]+)"'
            r'(?: text-anchor="(\w+)")?>([^<]*)', section):
        text = re.sub("[\u2066-\u2069]", "", text)
        width, left, bottom = LETTER * len(text), float(x) / 100 * NARROW, float(y)
        left -= width / 2 if anchor == "middle" else width if anchor == "end" else 0
        found[0 if re.fullmatch(r"[\d.]+", text) else 1].append((left, bottom - HEIGHT, left + width, bottom))
    return found


def overlaps(numbers, names):
    pairs = [(a, b) for i, a in enumerate(numbers) for b in numbers[i + 1:] + names]
    return [pair for pair in pairs for a, b in [pair]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


with tempfile.TemporaryDirectory(prefix="cbmsim-test-") as folder:
    for name, least in (("asean-2016", 6), ("regional-hub", 6)):
        result = os.path.join(folder, name)
        subprocess.run([CBMSIM, "run", os.path.join(SOURCE, "scenarios", name + ".json"), "-n", "2", "-q",
            "--trace-level", "events", "-o", result], check=True)
        subprocess.run([CBMSIM, "report", result, "-q"], check=True)
        with open(os.path.join(result, "report.html"), encoding="utf-8") as file:
            numbers, names = boxes(file.read())
        check("%s: most of the eight numbers are drawn" % name, least <= len(numbers) <= 8, numbers)
        check("%s: no number covers a name or another number" % name, len(names) > 8 and
            not overlaps(numbers, names), overlaps(numbers, names))
        lower = [(a[0], names[0][1], a[2], names[0][3]) for a in numbers]
        check("%s: numbers in one row would be found" % name, overlaps(lower, names))
finish()
