#!/usr/bin/python3
"""analyze, compare and report need at most 40 MB for a million runs.

The long form makes a million runs, the short form 100 000. With few runs, most of the 12 MB is the
program itself.
"""
import os
import subprocess
import tempfile

from tap import CBMSIM, LONG, SOURCE, check, finish, not_sanitized, note

not_sanitized("memory of analyses", "sanitizers need memory themselves")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
TUTORIAL = os.path.join(SOURCE, "scenarios", "two-states-tutorial.json")
RUNS, MOST = (1000000, 40) if LONG else (100000, 18)
SHAPES = {"two policies": ["without", "hotline"], "one policy": ["hotline"]}


def result(policies):
    """Makes RUNS runs of three days, and returns their directory."""
    directory = os.path.join(HERE.name, str(len(policies)))
    words = [word for policy in policies for word in ("--policy", policy)]
    subprocess.run([CBMSIM, "run", TUTORIAL, *words, "--set", "/horizon_days=3", "-n", str(RUNS // len(policies)),
        "-s", "1", "--trace-level", "none", "--quiet", "-o", directory], check=True)
    return directory


def megabytes(*words):
    """Returns the maximum memory of a command. A separate process runs it, because RUSAGE_CHILDREN
    has the maximum of all commands."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        os.execv(CBMSIM, [CBMSIM, *words])
    _, status, usage = os.wait4(child, 0)
    assert status == 0, words
    return usage.ru_maxrss / 1024


for shape, policies in SHAPES.items():
    directory = result(policies)
    for command in ("analyze", "compare", "report"):
        if command == "compare" and len(policies) == 1:
            continue
        used = megabytes(command, directory)
        note("%s of %d runs of %s: %.1f MB" % (command, RUNS, shape, used))
        check("%s of %d runs of %s needs at most %d MB" % (command, RUNS, shape, MOST), 4 < used <= MOST, used)
finish()
