#!/usr/bin/python3
"""The cost of a run grows at most like the 1.2th power of dyads, states and incidents.

Costs are instructions, counted by valgrind, which do not depend on other processes. Each dimension has
three sizes n, 2 n and 4 n. The exponent is the logarithm to base 2 of the ratio of the two increases, so a
part of the cost that does not grow does not matter: 1 for a linear cost, 2 for a quadratic one.
"""
import json
import math
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, check, finish, not_sanitized, note, skip

LIMIT = 1.2
HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCENARIO = os.path.join(HERE.name, "scenario.json")


def instructions(*words):
    """Instructions of one thread of cbmsim, in user mode."""
    result = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", CBMSIM, *words,
            "-j", "1", "--quiet", "--fresh", "-o", os.path.join(HERE.name, "result")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"I +refs: +([0-9,]+)", result.stderr).group(1).replace(",", ""))


def world(n_states, rate, neighbours=1, **members):
    """n states in a ring. The services of each target the next ones, `rate` times a year in all."""
    names = ["s%03d" % k for k in range(n_states)]
    sources = {"service_%03d" % k: {"kind": "state", "home": names[k],
        "targets": {names[(k + d) % n_states]: rate / n_states / neighbours
            for d in range(1, neighbours + 1)}} for k in range(n_states)}
    return {"format": "cbmsim-scenario-1", "title": "A world for measuring", "start": "2025-01-01",
        "horizon_days": 1461, "states": {name: {} for name in names}, "sources": sources, **members}


def run(scenario, *words):
    with open(SCENARIO, "w", encoding="utf-8") as file:
        json.dump(scenario, file)
    return instructions("run", SCENARIO, "-n", "1", "--trace-level", "none", *words)


def complete(n_states, **members):
    """Every two states have a relation, and almost nothing happens: only the dyads grow."""
    names = ["s%03d" % k for k in range(n_states)]
    pairs = {"%s:%s" % (a, b): {} for k, a in enumerate(names) for b in names[k + 1:]}
    return world(n_states, 1, pairs=pairs, **members)


def agreement(n_states, measures):
    return {"kind": "multilateral", "in_force_on": "2020-01-01", "measures": measures,
        "parties": {"s%03d" % k: {} for k in range(n_states)}}


def states_for(dyads):
    return round((1 + math.sqrt(1 + 8 * dyads)) / 2)


DIMENSIONS = [
    ("dyads of a complete world", 300, lambda n: run(complete(states_for(n)))),
    ("dyads of one agreement", 300, lambda n: run(world(states_for(n), 1,
        agreements={"a": agreement(states_for(n), {"hotline": {}})}))),
    ("states in a ring", 25, lambda n: run(world(n, 2 * n, 2))),
    ("incidents", 200, lambda n: run(world(20, n, 3,
        agreements={"a": agreement(20, {"malware": {}})}))),
    ("incidents of an overloaded desk", 1000, lambda n: run(world(3, n))),
]
TWIN = ("states of a complete world", 25, lambda n: run(complete(n)))


def exponent(start, cost):
    one, two, four = (cost(start * k) for k in (1, 2, 4))
    return math.log2(max(four - two, 1) / max(two - one, 1)), [one, two, four]


if __name__ == "__main__":
    not_sanitized("exponents", "sanitizers change the instructions")
    if shutil.which("valgrind") is None:
        skip("exponents", "valgrind is not installed")
        finish()
    for name, start, cost in DIMENSIONS:
        value, counts = exponent(start, cost)
        note("%s: exponent %.2f, instructions %s" % (name, value, ", ".join("%.3g" % x for x in counts)))
        check("%s: exponent at most %g" % (name, LIMIT), value <= LIMIT, value, counts)
    value, counts = exponent(*TWIN[1:])
    check("%s: a quadratic cost is detected" % TWIN[0], value > LIMIT, value, counts)
    finish()
