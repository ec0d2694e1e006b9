#!/usr/bin/python3
"""The output of the terminal for seats does not depend on the actor behind an incident, and no file
beside the log reveals it."""
import json
import os
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

SEEDS = range(1, 6)
TYPED = ["go", "show alpha", "show beta", "go", "show", "show alpha", "show beta"]
scratch = tempfile.mkdtemp()


def scenario(name, **changes):
    """hidden.json, with other members in all of its scripted injects of gamma."""
    with open(os.path.join(SOURCE, "tests/workshop/hidden.json"), encoding="utf-8") as file:
        tree = json.load(file)
    for inject in tree["injects"].values():
        inject.update(changes)
    folder = os.path.join(scratch, name)
    os.mkdir(folder)
    shutil.copy(os.path.join(SOURCE, "tests/workshop/small.json"), folder)
    path = os.path.join(folder, "hidden.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


def printed(path, seed):
    """Returns the output at the brief and at the first stop, and the files of the directory."""
    done = tempfile.mkdtemp(dir=scratch)
    found = subprocess.run([CBMSIM, "workshop", path, "-o", done, "--terminal", "-s", str(seed)], input="\n".join(TYPED)
        + "\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    check("seed %d: the exercise reaches its first stop" % seed, found.returncode == 0 and "r1.decide" in found.stdout,
        found.stdout[-300:], found.stderr)
    refused = subprocess.run([CBMSIM, "review", done], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return found.stdout, sorted(os.listdir(done)), refused.returncode, refused.stdout


gamma, delta, severe = scenario("gamma"), scenario("delta", source="delta_service"), scenario("severe", severity=7)
same, twin = 0, 0
for number in SEEDS:
    one, other, third = printed(gamma, number), printed(delta, number), printed(severe, number)
    same += one == other
    twin += one == third
    check("seed %d: before the review there are the log and the scenario alone, and the review is refused" % number,
        one[1:] == other[1:] == (["exercise.jsonl", "scenario.json"], 3, ""), one[1:])
check("another culprit changes nothing that is printed, unless there is evidence by then", same >= len(SEEDS) - 1, same)
check("another severity does", twin <= 1, twin)
shutil.rmtree(scratch)
finish()
