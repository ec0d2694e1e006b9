#!/usr/bin/python3
"""The example experiments are sound, can be planned, and run; their tables come out of pivot."""
import csv
import glob
import json
import os
import re
import subprocess

from sweeps import HERE, cbmsim, manifest, path, said, sweep
from tap import LONG, SOURCE, check, finish

FOLDER = os.path.join("scenarios", "experiments")
names = sorted(os.path.splitext(os.path.basename(file))[0]
    for file in glob.glob(path(FOLDER, "*.json")))
check("there are examples", len(names) >= 5, names)
with open(os.path.join(SOURCE, FOLDER, "README.md"), encoding="utf-8") as readme:
    told = readme.read()


def pivot(*words):
    return subprocess.run([os.path.join(SOURCE, "scripts", "pivot"), *words], cwd=HERE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


for name in names:
    file = os.path.join(FOLDER, name + ".json")
    done = cbmsim("check", file)
    check("%s is sound" % name, done.returncode == 0, said(done))
    done = cbmsim("plan", file)
    plan = done.stdout
    check("%s can be planned" % name, done.returncode == 0 and "\nruns " in done.stdout, said(done))
    check("README.md tells of %s" % name, "`%s.json`" % name in told)
    with open(path(file), encoding="utf-8") as text:
        content = json.load(text)
    check("%s says what it asks" % name, content["notes"].startswith("Question: ") and
        "Reading: " in content["notes"])

    # Its first replication at the last point, then all points of a shortened copy.
    points = int(re.search(r"^points +(\d+)", plan, re.M)[1])
    policies = len(content["policies"])
    done = sweep(file, name, "--only", "%d/%s/1" % (points, content["baseline"]))
    check("a replication of %s runs" % name, done.returncode == 0 and
        manifest(name)["status"] == "partial", said(done))
    with open(path(FOLDER, name + "-short.json"), "w", encoding="utf-8") as out:
        json.dump({**content, "replications": 2}, out)
    short = "short-" + name
    done = sweep(os.path.join(FOLDER, name + "-short.json"), short)
    with open(path(short, "runs.csv"), encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(out))
    check("%s runs in short" % name, done.returncode == 0 and len(rows) == 2 * points * policies and
        all(row["status"] == "ok" for row in rows), said(done), len(rows))

    # Every table of README.md can be made; of a small experiment, and in the long form of all, it
    # is the one that stands there.
    tables = re.findall(r"^scripts/pivot results/%s (.*)$" % name, told, re.M)
    check("README.md has a table of %s" % name, tables)
    runs = int(re.search(r"^runs +(\d+)", plan, re.M)[1])
    if (LONG or runs <= 3000) and not os.environ.get("SANITIZE"):
        done = sweep(file, "full-" + name, timeout=1000)
        check("%s runs as it is" % name, done.returncode == 0, said(done))
        for words in tables:
            made = pivot("full-" + name, *words.split())
            check("README.md has what comes out of %s" % words, made.returncode == 0 and
                made.stdout in told, said(made))
    for words in tables:
        done = pivot(short, *words.split())
        check("pivot %s" % words, done.returncode == 0 and done.stdout.count("\n") >= 3 and
            "|  |" not in done.stdout, said(done))

with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as readme:
    told = readme.read()
shown = re.search(r"```json\n(\{\n  \"scenario\".*?)```", told, re.S)[1]
with open(path("flags.json"), "w", encoding="utf-8") as out:
    out.write(shown)
check("the sweep of README.md has five lines", shown.count("\n") == 5, shown)
words = re.search(r"^scripts/pivot results/(flags .*)$", told, re.M)[1].split()
done = sweep("flags.json", "flags")
table = pivot(*words)
check("it gives the table that stands there", done.returncode == 0 and table.returncode == 0 and
    table.stdout in told, said(done), said(table))

done = pivot("short-" + names[0], "harm", "policy", "versus")
check("pivot asks for more columns when a cell has several rows", done.returncode == 1 and
    "several rows" in done.stderr, said(done))
finish()
