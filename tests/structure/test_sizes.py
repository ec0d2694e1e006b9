#!/usr/bin/python3
"""No function is longer than 120 lines. Functions over 80 lines and files over 400 lines are listed."""
import re

from source import LAYERS, layer_files, short, text
from tap import check, finish, note

LONG, TOO_LONG, LONG_FILE = 80, 120, 400


def functions(path):
    """(lines, name, last line) of each function. The braces of its body are in column 0."""
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


sources = [path for layer in LAYERS for path in layer_files(layer, ".c", ".cpp")]
sizes = sorted(((lines, name, short(path)) for path in sources
    for lines, name, _ in functions(path)), reverse=True)
lengths = sorted(lines for lines, _, _ in sizes)
note("%d functions in %d files: median %d lines, 90th percentile %d, maximum %d" % (
    len(lengths), len(sources), lengths[len(lengths) // 2], lengths[len(lengths) * 9 // 10],
    lengths[-1]))
for lines, name, path in sizes:
    if lines > LONG:
        note("%4d lines: %s() in %s" % (lines, name, path))
for path in sources:
    lines = len(text(path).splitlines())
    if lines > LONG_FILE:
        note("%4d lines: %s" % (lines, short(path)))
check("functions were found", len(sizes) > len(sources))
worst = ["%s: %s() has %d lines" % (path, name, n) for n, name, path in sizes if n > TOO_LONG]
check("no function is longer than %d lines" % TOO_LONG, not worst, *worst)
finish()
