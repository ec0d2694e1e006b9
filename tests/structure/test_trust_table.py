#!/usr/bin/python3
"""The table below (10.6) in sim/MODEL.md has one row for each call in sim/model that changes trust."""
import collections
import re

from source import layer_files, short, text
from tap import SOURCE, check, finish

ROW = re.compile(r"^\|[^|]*\|[^|]*\| `(dyad_trust_\w+)\(\)` \| `(\w+)\(\)` \| `([\w/]+\.c)` \|$", re.M)
DEFINED = "sim/model/dyad/dyad.c"


def calls(path, body):
    """Yields (call, function that contains it, file) for each call. A function begins with its name
    in column 1."""
    function = None
    for line in body.split("\n"):
        begins = re.match(r"(\w+)\(", line)
        function = begins.group(1) if begins else function
        for call in re.findall(r"\b(dyad_trust_(?:update|convince|withdraw|reset))\(", line):
            yield call, function, path


in_code = collections.Counter(call for path in layer_files("model", ".c") if short(path) != DEFINED
    for call in calls(short(path), text(path)))
in_table = collections.Counter((call, function, "sim/model/" + path)
    for call, function, path in ROW.findall(text(SOURCE + "/sim/MODEL.md")))
check("calls were found", sum(in_code.values()) > 20, in_code)
check("every call has a row", not in_code - in_table, "without a row: %s" % list((in_code - in_table).elements()))
check("every row has a call", not in_table - in_code, "without a call: %s" % list((in_table - in_code).elements()))

# The twin: a call without a row.
added = "static void\nbetray(void)\n{\n    if (x) {\n        dyad_trust_update(\n            s, side, 0, 1);\n    }\n}\n"
check("a new call is noticed", collections.Counter(calls("sim/model/x.c", added)) - in_table
    == collections.Counter({("dyad_trust_update", "betray", "sim/model/x.c"): 1}))
finish()
