#!/usr/bin/python3
"""The standard worlds, and the tables of measures that are made from them, with few replications."""
import os
import subprocess
import sys
import tempfile

from tap import CBMSIM, SOURCE, check, finish

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(SOURCE, "scripts"))

import standard_worlds # pylint: disable=wrong-import-position

RUNS = 30
MEASURES = {"meetings": {}, "talks": {"measures": {"consultations": {}}}}

crises = {}
with tempfile.TemporaryDirectory() as folder:
    for world in standard_worlds.WORLDS:
        result = standard_worlds.run(folder, world, MEASURES, RUNS)
        crises[world] = result.mean("crises")
        check("%s: meetings alone change nothing but dates" % world, result.is_null("meetings"))
        held = [float(row["consultations_held"]) for row in result.runs["meetings"].values()]
        check("%s: the meetings are held" % world, min(held) > 5, held)
        check("%s: the twin, meetings with consultations, changes runs" % world, not result.is_null("talks"))
        check("%s: a change of no run is 0" % world, result.change("meetings", "hostile_responses") == "0")
    check("consultations prevent misreading in a crisis-prone world",
        result.effect("talks", "misread")[0] + result.effect("talks", "misread")[1] < 0,
        result.effect("talks", "misread"))
# The bounds only separate the worlds and are no estimates. In the last world the standard error of
# 30 runs is about 0.2.
check("crises are rare in a calm world and frequent in a crisis-prone one",
    crises["calm"] < 0.1 and crises["rivals"] < 0.5 and 0.7 < crises["crisis-prone"] < 3, crises)

listed = subprocess.run([os.path.join(SOURCE, "scripts", "properties"), "--list"], stdout=subprocess.PIPE, check=False)
check("scripts/properties lists its rows", listed.returncode == 0 and b"10 headroom" in listed.stdout, listed.stdout)
current = subprocess.run([os.path.join(SOURCE, "scripts", "properties"), "--check"], stdout=subprocess.PIPE,
    check=False)
check("every row of scripts/properties quotes words that its test prints", current.returncode == 0, current.stdout)
one = subprocess.run([os.path.join(SOURCE, "scripts", "properties"), "--short", "--only", "alone in `calm`"],
    stdout=subprocess.PIPE, check=False, env=dict(os.environ, CBMSIM=CBMSIM))
check("scripts/properties makes a row", one.returncode == 0 and b"exactly 0" in one.stdout, one.stdout)


def row(text, **environment):
    return subprocess.run([os.path.join(SOURCE, "scripts", "properties"), "--short", "--only", text], check=False,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, CBMSIM=CBMSIM, **environment))


shown = [line.split(" ")[0] for line in listed.stdout.decode().splitlines()]
check("there is a row for each of the properties 1 to 15", sorted(set(shown), key=int) ==
    [str(n) for n in range(1, 16)], shown)
test = row("a round of meetings")
check("the row of a test shows what it printed, and its twin", test.returncode == 0 and b"bilateral 0.0238" in test.stdout
    and b"without a measure 0.0000" in test.stdout, test.stdout, test.stderr)
test = row("a round of meetings", BUILD_DIR="/nowhere")
check("a test that was not built is a miss", test.returncode == 1 and b"**missed**" in test.stdout, test.stdout)
test = row("one thread and three")
check("the row of equal bytes has a twin that differs", test.returncode == 0 and b"seed 2: different" in test.stdout,
    test.stdout, test.stderr)

finish()
