#!/usr/bin/python3
"""The cost of a run grows at most like the 1.2th power of the sizes of its world, and its number of
instructions is bounded.

`cbmsim bench --exponents` has the sizes and fits the exponents (sim/bench/bench_growth.h). Here it
uses the counts of valgrind, which do not depend on other processes.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized, note, skip

LIMIT, SLACK = 1.2, 1.05
HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
DIMENSIONS = {"dyads", "parties", "states", "incidents", "desk", "measures", "policies", "points", "rows"}
CONTROL = "control"  # its cost is quadratic
# For each scenario: number of replications, and maximum number of instructions of the events of one
# replication under all policies, on x86-64 with gcc 12.
BOUNDS = {"two-states-tutorial": (20, 2392000), "adversarial-dialogue": (10, 6263000)}


def count(program, *words):
    """Returns the instructions of cbmsim with one thread, in user mode, as a tool of valgrind
    counts them."""
    fixed = ["setarch", "-R"] if shutil.which("setarch") else []
    result = subprocess.run(
        [*fixed, "valgrind", *program, CBMSIM, *words, "-j", "1", "--quiet", "--fresh", "-o",
            os.path.join(HERE.name, "result")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"]})
    counted = re.search(r"I +refs: +([0-9,]+)", result.stderr)
    if result.returncode != 0 or counted is None:
        raise RuntimeError(result.stderr)
    return int(counted.group(1).replace(",", ""))


def exponents():
    """Returns the exponent of each dimension, and the counts from which it was fitted."""
    result = subprocess.run([CBMSIM, "bench", "--exponents"], stdout=subprocess.PIPE, text=True, check=True,
        env={"PATH": os.environ["PATH"]})
    rows = csv.DictReader(result.stdout.splitlines())
    return {row["benchmark"].removeprefix("exponent_"): (float(row["value"] or "nan"), row["note"]) for row in rows}


def per_replication(scenario, n):
    """Counts only the function that fires events. These counts are exactly reproducible."""
    path = os.path.join(SOURCE, "scenarios", scenario + ".json")
    return count(["--tool=callgrind", "--toggle-collect=run_for*", "--callgrind-out-file=/dev/null"], "run", path,
        "-n", str(n), "-s", "1", "--trace-level", "none") / n


def share_of_worlds():
    """Returns the instructions for making the worlds of design points, as a share of the
    instructions of one run of each policy."""
    experiment = os.path.join(HERE.name, "points.json")
    with open(experiment, "w", encoding="utf-8") as file:
        json.dump({"scenario": os.path.relpath(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), HERE.name),
            "replications": 1, "factors": {"days": {"path": "/horizon_days", "values": list(range(3600, 3616))}}}, file)
    made, run = (count(["--tool=callgrind", "--toggle-collect=%s*" % function, "--callgrind-out-file=/dev/null"],
        "sweep", experiment) for function in ("experiment_make", "run_for"))
    return made / run


if __name__ == "__main__":
    not_sanitized("exponents", "sanitizers change the instructions")
    if shutil.which("valgrind") is None:
        skip("exponents", "valgrind is not installed")
        finish()
    fitted = exponents()
    check("bench fits all exponents", fitted.keys() == DIMENSIONS | {CONTROL}, fitted)
    for name, (value, counts) in fitted.items():
        note("%s: exponent %.2f, %s" % (name, value, counts))
        if name == CONTROL:
            check("a quadratic cost is detected", value > LIMIT, value, counts)
        else:
            check("%s: exponent at most %g" % (name, LIMIT), value <= LIMIT, value, counts)
    for name, (replications, bound) in BOUNDS.items() if os.uname().machine == "x86_64" else ():
        value = per_replication(name, replications)
        note("%s: %.0f instructions per replication, bound %.0f" % (name, value, SLACK * bound))
        check("%s: at most %.3g instructions" % (name, SLACK * bound), value <= SLACK * bound, value)
        check("%s: a tenth more would be detected" % name, 1.1 * value > SLACK * bound, value)
    share = share_of_worlds()
    note("worlds of a point: %.3f of the instructions of ten years of each policy" % share)
    check("worlds of a point take at most a fifth of its runs of ten years", 0 < share <= 0.2, share)
    finish()
