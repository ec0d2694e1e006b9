#!/usr/bin/python3
"""No function is longer than 120 lines, no file longer than 400 without a reason, no line wider than 100 columns.
Functions over 80 lines are listed."""
import re

from source import LAYERS, layer_files, short, text
from tap import check, finish, note

LONG, TOO_LONG, LONG_FILE, WIDE = 80, 120, 400, 100
# Longer files, and the reason why they are not divided.
REASONS = {
    "sim/design/expression_read.c": "one recursive parser: a function for each rule of the grammar",
    "sim/model/input/world.h": "one struct for each table of the scenario, which refer to each other",
}


def functions(path):
    """Yields (lines, name, last line) of each function. The braces of its body are in column 0."""
    start = name = None
    for number, line in enumerate(text(path).splitlines(), 1):
        head = re.match(r"(\w+)\(", line)
        if head and start is None:
            name = head.group(1)
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            yield number - start + 1, name, number
            start = None


sources = [path for layer in LAYERS for path in layer_files(layer, ".c", ".cpp", ".h")]
sizes = sorted(((lines, name, short(path)) for path in sources
    for lines, name, _ in functions(path)), reverse=True)
lengths = sorted(lines for lines, _, _ in sizes)
note("%d functions in %d files: median %d lines, 90th percentile %d, maximum %d" % (
    len(lengths), len(sources), lengths[len(lengths) // 2], lengths[len(lengths) * 9 // 10],
    lengths[-1]))
for lines, name, path in sizes:
    if lines > LONG:
        note("%4d lines: %s() in %s" % (lines, name, path))
files = {short(path): len(text(path).splitlines()) for path in sources}
long_files = {path: lines for path, lines in files.items() if lines > LONG_FILE}
for path, lines in sorted(long_files.items()):
    note("%4d lines: %s: %s" % (lines, path, REASONS.get(path, "no reason")))
check("functions were found", len(sizes) > len(sources))
unexplained = ["%s has %d lines: split it, or give a reason here" % (path, lines)
    for path, lines in long_files.items() if path not in REASONS]
check("no file is longer than %d lines without a reason" % LONG_FILE, not unexplained, *unexplained)
stale = sorted(path for path in REASONS if files.get(path, 0) <= LONG_FILE)
check("every reason belongs to a file that is longer", not stale, *stale)
worst = ["%s: %s() has %d lines" % (path, name, n) for n, name, path in sizes if n > TOO_LONG]
check("no function is longer than %d lines" % TOO_LONG, not worst, *worst)
wide = ["%s:%d has %d columns" % (short(path), number, len(line))
    for path in sources for number, line in enumerate(text(path).splitlines(), 1) if len(line) > WIDE]
check("no line has more than %d columns" % WIDE, not wide, *wide)
finish()
