#!/usr/bin/python3
"""The cost of a run grows at most like the 1.2th power of what it has; its instructions are bounded.

Costs are instructions, counted by valgrind, which do not depend on other processes. The addresses of
memory and the variables of the environment are fixed. Each dimension has three sizes n, 2 n and 4 n.
The exponent is the logarithm to base 2 of the ratio of the two increases, so a part of the cost that
does not grow does not matter: 1 for a linear cost, 2 for a quadratic one.
"""
import json
import math
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized, note, skip

LIMIT, SLACK = 1.2, 1.05
HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCENARIO = os.path.join(HERE.name, "scenario.json")
EXPERIMENT = os.path.join(HERE.name, "experiment.json")
# Instructions of the events of one replication under all policies, on x86-64 with gcc 12; replications run.
BOUNDS = {"two-states-tutorial": (20, 3431000), "adversarial-dialogue": (10, 8704000)}


def count(program, *words):
    """Instructions of cbmsim with one thread, in user mode, as counted by a program of valgrind."""
    fixed = ["setarch", "-R"] if shutil.which("setarch") else []
    result = subprocess.run(
        [*fixed, "valgrind", *program, CBMSIM, *words, "-j", "1", "--quiet", "--fresh", "-o",
            os.path.join(HERE.name, "result")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"]})
    counted = re.search(r"I +refs: +([0-9,]+)", result.stderr)
    if result.returncode != 0 or counted is None:
        raise RuntimeError(result.stderr)
    return int(counted.group(1).replace(",", ""))


def instructions(*words):
    """The whole program. Rounds of replications depend on time, and with them 4 % of these counts."""
    return count(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"], *words)


def names(n):
    return ["s%03d" % k for k in range(n)]


def world(n_states, rate, neighbours=1, **members):
    """n states in a ring. The services of each target the next ones, `rate` times a year in all."""
    of = names(n_states)
    sources = {"service_%03d" % k: {"kind": "state", "home": of[k],
        "targets": {of[(k + d) % n_states]: rate / n_states / neighbours
            for d in range(1, neighbours + 1)}} for k in range(n_states)}
    return {"format": "cbmsim-scenario-1", "title": "A world for measuring", "start": "2025-01-01",
        "horizon_days": 730, "states": {name: {} for name in of}, "sources": sources, **members}


def write(path, tree):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)


def run(scenario, replications=1):
    write(SCENARIO, scenario)
    return instructions("run", SCENARIO, "-n", str(replications), "-s", "1", "--trace-level", "none")


def complete(n_states):
    """Every two states have a relation, and almost nothing happens: only the dyads grow."""
    of = names(n_states)
    return world(n_states, 1, pairs={"%s:%s" % (a, b): {} for k, a in enumerate(of) for b in of[k + 1:]})


def agreement(n_states, *measures):
    return {"kind": "multilateral", "in_force_on": "2020-01-01", "parties": {x: {} for x in names(n_states)},
        "measures": {name: {} for name in measures}}


def policies(n):
    return {"p%03d" % k: {"title": "policy", "patch": {"title": "world %d" % k}} for k in range(n)}


def sweep(points):
    """One replication: the number of replications of a round, for which worlds are kept, depends on time."""
    write(SCENARIO, world(2, 20, agreements={"a": agreement(2, "hotline")}, policies=policies(2)))
    write(EXPERIMENT, {"format": "cbmsim-experiment-1", "title": "points", "scenario": "scenario.json",
        "seed": "1", "replications": 1,
        "factors": {"days": {"path": "/horizon_days", "values": [360 + k / 100 for k in range(points)]}}})
    return instructions("sweep", EXPERIMENT)


def states_for(dyads):
    return round((1 + math.sqrt(1 + 8 * dyads)) / 2)


DIMENSIONS = [
    ("dyads of a complete world", 200, lambda n: run(complete(states_for(n)))),
    ("dyads of one agreement", 200, lambda n: run(world(states_for(n), 1,
        agreements={"a": agreement(states_for(n), "hotline")}))),
    ("states in a ring", 20, lambda n: run(world(n, 3 * n, 2))),
    ("incidents", 200, lambda n: run(world(10, n, 2, agreements={"a": agreement(10, "malware")}))),
    ("incidents of an overloaded desk", 1500, lambda n: run(world(3, n))),
    ("measures", 10, lambda n: run(world(4, 20, 1,
        agreements={"a%03d" % k: agreement(4, "hotline", "malware") for k in range(n)}))),
    ("policies", 6, lambda n: run(world(3, 20, policies=policies(n)), 5)),
    ("points", 8, sweep),
    ("rows", 20, lambda n: run(world(2, 20, policies=policies(2)), n)),
]
TWIN = ("states of a complete world", 20, lambda n: run(complete(n)))


def exponent(start, cost):
    one, two, four = (cost(start * k) for k in (1, 2, 4))
    return math.log2(max(four - two, 1) / max(two - one, 1)), [one, two, four]


def per_replication(scenario, n):
    """Events only: the function that fires them. These counts repeat exactly."""
    path = os.path.join(SOURCE, "scenarios", scenario + ".json")
    return count(["--tool=callgrind", "--toggle-collect=run_for*", "--callgrind-out-file=/dev/null"], "run", path,
        "-n", str(n), "-s", "1", "--trace-level", "none") / n


if __name__ == "__main__":
    not_sanitized("exponents", "sanitizers change the instructions")
    if shutil.which("valgrind") is None:
        skip("exponents", "valgrind is not installed")
        finish()
    for name, start, cost in DIMENSIONS:
        value, counts = exponent(start, cost)
        note("%s: exponent %.2f, instructions %s" % (name, value, ", ".join("%.4g" % x for x in counts)))
        check("%s: exponent at most %g" % (name, LIMIT), value <= LIMIT, value, counts)
    value, counts = exponent(*TWIN[1:])
    note("twin: exponent %.2f, instructions %s" % (value, ", ".join("%.4g" % x for x in counts)))
    check("%s: a quadratic cost is detected" % TWIN[0], value > LIMIT, value, counts)
    for name, (replications, bound) in BOUNDS.items() if os.uname().machine == "x86_64" else ():
        value = per_replication(name, replications)
        note("%s: %.0f instructions per replication, bound %.0f" % (name, value, SLACK * bound))
        check("%s: at most %.3g instructions" % (name, SLACK * bound), value <= SLACK * bound, value)
        check("%s: a tenth more would be detected" % name, 1.1 * value > SLACK * bound, value)
    finish()
