#!/usr/bin/python3
"""Every kind of analysis is in the schema, and results/README.md lists the columns of its file."""
import json
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

# An experiment that requests every kind, with a design that each kind needs.
EXPERIMENT = {"format": "cbmsim-experiment-1", "replications": 2,
    "scenario": "two-states-tutorial.json",
    "factors": {"contact": {"path": "/parameters/trust/contact", "range": [0, 1]},
        "horizon": {"path": "/horizon_days", "range": [300, 400]}},
    "design": {"union": [{"morris": {"trajectories": 2}}, {"saltelli": {"base": 2}},
        {"lhs": {"samples": 20}}]},
    "outputs": {"metrics": ["harm", "first_rung_6_day"]}}
# Members that a kind requires.
REQUIRED = {"prim": {"metrics": ["harm"], "cases": "> 0"}, "regret": {"better": "low"},
    "calibration": {"targets": {"harm": {"statistic": "harm", "value": 1}}}}


def schema_kinds():
    done = subprocess.run([CBMSIM, "schema", "experiment"], stdout=subprocess.PIPE, check=True)
    found = []

    def walk(node):
        if isinstance(node, dict):
            kind = node.get("properties", {}).get("kind", {})
            if "summary" in kind.get("enum", []):
                found.append(kind["enum"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(done.stdout))
    return found[0] if found else []


def documented(text, kind):
    """Returns the columns that a document lists for the file of a kind; empty if the document has
    no such table."""
    table = re.search(r"<!-- from the program: columns analysis/%s\.csv -->\n(.*?)<!-- end -->"
        % kind, text, re.S)
    return re.findall(r"^\| `(\w+)`", table[1], re.M) if table else []


def undocumented(text, headers):
    return [kind for kind, header in headers.items() if documented(text, kind) != header]


kinds = schema_kinds()
check("the schema lists the kinds of analysis", {"summary", "compare"} < set(kinds), kinds)
headers = {}
with tempfile.TemporaryDirectory(prefix="cbmsim-test-") as folder:
    path, out = os.path.join(folder, "e.json"), os.path.join(folder, "out")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**EXPERIMENT, "analyses": {kind: {"kind": kind, **REQUIRED.get(kind, {})}
            for kind in kinds}}, file)
    shutil.copy(os.path.join(SOURCE, "scenarios", EXPERIMENT["scenario"]), folder)
    done = subprocess.run([CBMSIM, "sweep", path, "-o", out, "--quiet"],
        stderr=subprocess.PIPE)
    check("an experiment may request every kind", done.returncode == 0, done.stderr.decode())
    for kind in kinds:
        name = os.path.join(out, "analysis", kind + ".csv")
        there = os.path.exists(name)
        if check("%s has a file with rows" % kind, there and os.path.getsize(name) > 100):
            with open(name, encoding="utf-8") as file:
                headers[kind] = file.readline().rstrip("\n").split(",")
with open(os.path.join(SOURCE, "results", "README.md"), encoding="utf-8") as file:
    readme = file.read()
missing = undocumented(readme, headers)
check("results/README.md has the columns of every kind", headers and not missing, missing)
# The twin: a document that lacks one table.
incomplete = readme.replace("columns analysis/survival.csv", "columns analysis/other.csv")
check("a kind without a table is found", undocumented(incomplete, headers) == ["survival"])
finish()
