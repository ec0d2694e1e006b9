#!/usr/bin/python3
"""Analyses over the factor space: messages, levels, levers, and runs that failed."""
import csv
import hashlib
import json
import os
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

FOLDER = tempfile.mkdtemp(prefix="cbmsim-test-")
BASE = {"format": "cbmsim-experiment-1", "replications": 4, "scenario": "two-states-tutorial.json",
    "factors": {"contact": {"path": "/parameters/trust/contact", "range": [0, 1]},
        "observed": {"path": "/sources/mischief/rates_as_observed", "levels": [True, False]}},
    "design": {"lhs": {"samples": 16}}, "outputs": {"metrics": ["harm"]}}
shutil.copy(os.path.join(SOURCE, "scenarios", BASE["scenario"]), FOLDER)


def run(command, *rest, **members):
    with open(os.path.join(FOLDER, "e.json"), "w", encoding="utf-8") as file:
        json.dump({**BASE, **members}, file)
    return subprocess.run([CBMSIM, command, "e.json", *rest], cwd=FOLDER, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def rows(folder, name):
    with open(os.path.join(FOLDER, folder, "analysis", name + ".csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


prim = {"kind": "prim", "metrics": ["harm"], "cases": "> 1"}
MORRIS = {"design": {"morris": {"trajectories": 2}},
    "factors": {"contact": BASE["factors"]["contact"]}}
for title, analysis, members, message in (
        ("prim without cases", {"kind": "prim", "metrics": ["harm"]}, {}, 'prim needs "cases"'),
        ("cases that are no condition", {**prim, "cases": "many"}, {}, "expected a comparison"),
        ("a limit that is no number", {**prim, "cases": "> x"}, {}, "expected a comparison"),
        ("prim with two metrics", {**prim, "metrics": ["harm", "crises"]}, {}, "one metric"),
        ("regret without better", {"kind": "regret"}, {}, 'regret needs "better"'),
        ("better elsewhere", {"kind": "regress", "better": "low"}, {}, 'only regret has "better"'),
        ("cases elsewhere", {"kind": "regress", "cases": "> 1"}, {}, 'only prim has "cases"'),
        ("regress on trajectories alone", {"kind": "regress"}, MORRIS,
            "in a design that is neither morris nor saltelli")):
    done = run("check", analyses={"a": analysis}, **members)
    check(title + " is refused", done.returncode != 0 and message in done.stderr, done.stderr)
done = run("check", analyses={"a": prim, "b": {"kind": "regret", "better": "high"}})
check("the twins of these are accepted", done.returncode == 0, done.stderr)

# The level of a text is compared with the first level.
analyses = {"a": {"kind": "regress"}, "b": prim, "c": {"kind": "regret", "better": "low"}}
done = run("sweep", "-o", "one", "--quiet", analyses=analyses)
levels = {(row["factor"], row["level"]) for row in rows("one", "a")}
check("a text has one row for each level except the first",
    levels == {("contact", ""), ("observed", "false"), ("", "")}, levels)
run("sweep", "-o", "again", "--quiet", "-j", "1", analyses=analyses)
check("the files do not depend on the number of threads",
    all(rows("one", name) == rows("again", name) for name in "abc"))

# A factor with the role lever is a part of the alternatives that are compared.
crossed = {"factors": {"contact": BASE["factors"]["contact"],
        "observed": {**BASE["factors"]["observed"], "role": "lever"}},
    "design": {"cross": [{"lhs": {"samples": 8, "factors": ["contact"]}},
        {"factorial": {"observed": "all"}}]}}
done = run("sweep", "-o", "levers", "--quiet", analyses=analyses, **crossed)
found = {(row["levers"], row["n"]) for row in rows("levers", "c")}
check("levers are parts of alternatives", found == {("observed=true", "8"), ("observed=false", "8")},
    done.stderr or found)
sampled = {"factors": crossed["factors"]}
run("sweep", "-o", "sampled", "--quiet", analyses=analyses, **sampled)
found = {(row["n"], "cross" in row["warning"]) for row in rows("sampled", "c")}
check("levers in the same sample are refused", found == {("0", True)}, found)

# A run that failed.
def digest(data):
    return hashlib.sha256(data).hexdigest()


def replace(name, change):
    """Changes a file of the result. Returns its digests before and after."""
    path = os.path.join(FOLDER, "one", name)
    with open(path, "rb") as file:
        old = file.read()
    with open(path, "wb") as file:
        file.write(change(old))
    return digest(old).encode(), digest(change(old)).encode()


def fail(data):
    lines = data.split(b"\n")
    return b"\n".join(lines[:1] + [lines[1].replace(b",ok,", b",no,")] + lines[2:])


old, new = replace("runs.csv", fail)
replace("manifest.json", lambda data: data.replace(old, new))
before = rows("one", "c")
done = subprocess.run([CBMSIM, "analyze", "one"], cwd=FOLDER, text=True, stderr=subprocess.PIPE)
after = {name: rows("one", name) for name in "abc"}
check("a run that failed is left out with a warning, under all policies for regret",
    all("3 to 4 of 4 replications" in row["warning"] and row["replications"] == "3"
        for row in after["c"]) and any("3 to 4 of 4" in row["warning"] for row in after["a"]),
    (done.stderr, after["c"][:1]))
check("without it there is no such warning", not any("3 to 4" in row["warning"] for row in before))
shutil.rmtree(FOLDER)
finish()
