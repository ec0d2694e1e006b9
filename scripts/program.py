"""program - run cbmsim and read its tables as text, for the scripts in this folder.

The program is build/cbmsim, or the one that the environment variable CBMSIM names. Here a failed
run is an error. (The module for users, cbmsim.py, is different: if a run fails, it returns the results of the other
runs, and the columns of its tables have types.)
"""
import csv
import io
import json
import os
import statistics
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CBMSIM = os.path.abspath(os.environ.get("CBMSIM") or os.path.join(ROOT, "build", "cbmsim"))


def call(*words):
    """The output of a command. Raises RuntimeError with the messages of the program if it fails."""
    done = subprocess.run([CBMSIM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise RuntimeError("cbmsim %s\nstatus %d\n%s" % (" ".join(words), done.returncode, done.stderr.decode("utf-8")))
    return done.stdout.decode("utf-8")


def run(scenario, result, runs, *more, policies=(), settings=(), seed=1, level="none"):
    """
    Runs a scenario, a path relative to the repository, and returns the path of the result directory, which is
    replaced. `settings`: texts POINTER=VALUE; `level`: that of the traces; `more`: other options.
    """
    words = [word for policy in policies for word in ("--policy", policy)]
    words += [word for setting in settings for word in ("--set", setting)]
    call("run", os.path.join(ROOT, scenario), "-o", result, "-n", str(runs), "-s", str(seed), "--trace-level", level,
        "--fresh", "--quiet", *words, *more)
    return result


def extend(base, path, content):
    """Writes a scenario that extends `base`, a path relative to the repository, with these members."""
    folder = os.path.dirname(os.path.realpath(path))
    write_json(path, {"format": "cbmsim-scenario-1", "extends": os.path.relpath(os.path.join(ROOT, base), folder),
        **content})


def write_json(path, content):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)


def read_json(path):
    """The content of a file, whose path is relative to the repository."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return json.load(file)


def rows(*path):
    """The rows of a CSV file, as texts by column. The parts of the path are joined."""
    with open(os.path.join(*path), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(*topic):
    """The rows of `cbmsim describe TOPIC`."""
    return list(csv.DictReader(io.StringIO(call("describe", *topic, "--format", "csv"))))


def estimate(values):
    """The mean, and the half-width of its 95 % interval by the normal distribution."""
    return statistics.fmean(values), 1.96 * statistics.stdev(values) / len(values) ** 0.5
