"""sweeps.py - helpers that make small experiments in a temporary directory, run them and compare results."""
import atexit
import filecmp
import json
import os
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE

HERE = tempfile.mkdtemp(prefix="cbmsim-test-")
VOLATILE = {"manifest.json", "timing.csv", "journal"}
SCENARIO = "scenarios/two-states-tutorial.json"
BLOCK_HEAD = 160  # bytes of a block of the journal before its lengths

atexit.register(shutil.rmtree, HERE, ignore_errors=True)
shutil.copytree(os.path.join(SOURCE, "scenarios"), os.path.join(HERE, "scenarios"))


def path(*names):
    return os.path.join(HERE, *names)


def shorten(file, days=730):
    """Gives a scenario in HERE a shorter horizon if the program was built with sanitizers, which make it slow."""
    if os.environ.get("SANITIZE"):
        with open(path(file), "r+", encoding="utf-8") as text:
            content = json.load(text)
            content["horizon_days"] = min(content["horizon_days"], days)
            text.seek(0)
            text.truncate()
            json.dump(content, text)


def experiment(name, points=5, replications=20, **members):
    """Writes an experiment with `points` values of the horizon; returns the name of its file."""
    file = name + ".json"
    with open(path(file), "w", encoding="utf-8") as out:
        json.dump({"format": "cbmsim-experiment-1", "title": name, "scenario": SCENARIO,
            "factors": {"horizon": {"path": "/horizon_days",
                "values": [200 + 20 * k for k in range(points)]}},
            "design": {"factorial": {"horizon": "all"}},
            "replications": replications, **members}, out)
    return file


TARGETS = {"min": 20, "max": 70, "batch": 10, "until": [
    {"metric": "incidents_true", "statistic": "mean", "relative_half_width": 0.2},
    {"metric": "first_rung_6_day", "statistic": "proportion", "half_width": 0.15},
    {"metric": "harm", "statistic": "difference", "half_width": 12}]}


def cbmsim(*words, timeout=300, **options):
    """Runs the program in HERE; the result has returncode, stdout and stderr."""
    return subprocess.run([CBMSIM, *words], cwd=HERE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, timeout=timeout, check=False, **options)


def sweep(file, directory, *words, **options):
    return cbmsim("sweep", file, "-o", directory, "-q", *words, **options)


def files(directory):
    """Names of all files of a result, except VOLATILE."""
    found = set()
    for place, folders, names in os.walk(path(directory)):
        folders[:] = [f for f in folders if f not in VOLATILE]
        found |= {os.path.relpath(os.path.join(place, name), path(directory))
            for name in names if name not in VOLATILE}
    return found


def differences(one, other):
    """Names of the files that are missing in one result or differ."""
    names = files(one) | files(other)
    return sorted(name for name in names
        if not (os.path.isfile(path(one, name)) and os.path.isfile(path(other, name)) and
            filecmp.cmp(path(one, name), path(other, name), shallow=False)))


def lines(*names):
    with open(path(*names), encoding="utf-8") as file:
        return file.read().splitlines()


def manifest(directory):
    with open(path(directory, "manifest.json"), encoding="utf-8") as file:
        return json.load(file)


def output_of(done):
    """Exit code and output of a command, for the report of a failed check."""
    return "exit %d\n%s%s" % (done.returncode, done.stdout[:2000], done.stderr[:2000])
