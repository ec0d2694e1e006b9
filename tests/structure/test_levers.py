#!/usr/bin/python3
"""Every lever is used by exactly one rule: one place in sim/model reads its value.

A place is a call of lever_for_pair, lever_for_state, lever_for_state_filtered or
lever_of_agreement, a row of the responses (one rule reads its bonus), or an access to the effect in
a row of the catalogue. A comparison of that effect only selects rows (keeps_line() in
lever_effect.c) and does not count. No measure can therefore change a lever that no rule reads.
"""
import re

from source import layer_files, short, text
from tap import check, finish

PLACES = re.compile(r"lever_(?:for_pair|for_state|for_state_filtered|of_agreement)\(\s*s,\s*LEVER_(\w+)"
    r"|->effect\[LEVER_(\w+)\](?!\.up [<>])|\.bonus = LEVER_(\w+)")
LEVERS = re.compile(r"^    X\((\w+), (?:SCALE|PROBABILITY|SHIFT), (?:STATE|PAIR),", re.M)

levers = LEVERS.findall(next(text(p) for p in layer_files("model", ".h") if p.endswith("lever.h")))
read = {lever: [] for lever in levers}
for path in layer_files("model", ".c"):
    body = text(path)
    for place in PLACES.finditer(body):
        lever = next(group for group in place.groups() if group)
        line = body.count("\n", 0, place.start()) + 1
        read.setdefault(lever, []).append("%s:%d" % (short(path), line))
check("levers were found", len(levers) > 30)
for lever, places in read.items():
    check("%s is read by exactly one rule" % lever, lever in levers and len(places) == 1,
        "%s is read in: %s" % (lever, ", ".join(places) or "no place (see sim/model/catalogue/lever.h)"))
finish()
