#!/usr/bin/python3
"""The example experiments are valid, can be planned and run, and scripts/pivot prints their tables."""
import csv
import glob
import json
import os
import re
import subprocess

from sweeps import HERE, cbmsim, manifest, output_of, path, shorten, sweep
from tap import LONG, SOURCE, check, finish

FOLDER = os.path.join("scenarios", "experiments")
names = sorted(os.path.splitext(os.path.basename(file))[0]
    for file in glob.glob(path(FOLDER, "*.json")))
check("there are at least five example experiments", len(names) >= 5, names)
with open(os.path.join(SOURCE, FOLDER, "README.md"), encoding="utf-8") as readme:
    text_of_readme = readme.read()


def pivot(*words):
    return subprocess.run([os.path.join(SOURCE, "scripts", "pivot"), *words], cwd=HERE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


for name in names:
    file = os.path.join(FOLDER, name + ".json")
    done = cbmsim("check", file)
    check("%s is valid" % name, done.returncode == 0, output_of(done))
    done = cbmsim("plan", file)
    plan = done.stdout
    check("%s can be planned" % name, done.returncode == 0 and "\nruns " in done.stdout, output_of(done))
    check("README.md describes %s" % name, "`%s.json`" % name in text_of_readme)
    with open(path(file), encoding="utf-8") as text:
        content = json.load(text)
    check("%s states its question and its reading" % name, content["notes"].startswith("Question: ") and
        "Reading: " in content["notes"])

    # The first replication of the last point, then all points with fewer replications.
    shorten(os.path.join(FOLDER, content["scenario"]))
    points = int(re.search(r"^points +(\d+)", plan, re.M)[1])
    policies, baseline = re.search(r"^policies +(.*) \(compared with (\S+)\)$", plan, re.M).groups()
    policies = len(policies.split(", "))
    done = sweep(file, name, "--only", "%d/%s/1" % (points, baseline))
    check("a replication of %s runs" % name, done.returncode == 0 and
        manifest(name)["status"] == "partial", output_of(done))
    with open(path(FOLDER, name + "-short.json"), "w", encoding="utf-8") as out:
        json.dump({**content, "replications": 2}, out)
    short = "short-" + name
    done = sweep(os.path.join(FOLDER, name + "-short.json"), short)
    with open(path(short, "runs.csv"), encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(out))
    check("%s runs with two replications" % name, done.returncode == 0 and len(rows) == 2 * points * policies and
        all(row["status"] == "ok" for row in rows), output_of(done), len(rows))

    # Every table of README.md can be made. For small experiments, and for all in the long form, it equals the
    # table in README.md.
    tables = re.findall(r"^scripts/pivot results/%s (.*)$" % name, text_of_readme, re.M)
    check("README.md has a table of %s" % name, tables)
    runs = int(re.search(r"^runs +(\d+)", plan, re.M)[1])
    if (LONG or runs <= 3000) and not os.environ.get("SANITIZE"):
        done = sweep(file, "full-" + name, timeout=1000)
        check("%s runs unchanged" % name, done.returncode == 0, output_of(done))
        for words in tables:
            made = pivot("full-" + name, *words.split())
            check("README.md has the table of pivot %s" % words, made.returncode == 0 and
                made.stdout in text_of_readme, output_of(made))
    for words in tables:
        done = pivot(short, *words.split())
        check("pivot %s prints a table" % words, done.returncode == 0 and done.stdout.count("\n") >= 3 and
            "|  |" not in done.stdout, output_of(done))

done = pivot("short-" + names[0], "harm", "policy", "versus")
check("pivot refuses a cell with several rows", done.returncode == 1 and
    "several rows" in done.stderr, output_of(done))
finish()
