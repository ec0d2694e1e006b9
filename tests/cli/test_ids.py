#!/usr/bin/python3
"""
pandas and R read every id and title that the program accepts without a change, with their default
options, and the scripts in analysis/plots/ draw results with such names. Ids that pandas or R would
change are refused.
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pandas

from sweeps import HERE, SCENARIO, cbmsim, path
from tap import SOURCE, check, finish, not_sanitized, skip

not_sanitized("ids", "they test pandas, R and gnuplot, not the program")

# Ids that resemble a number, a date, a keyword, a member of a data frame, or a reserved word.
IDS = ["e5", "x1e5", "nation", "info", "infix", "nano", "nullable", "no-1", "true_x", "i", "l", "d1", "if", "function",
    "class_", "lambda", "in", "index", "size", "mean", "may-2019", "c"]
RESERVED = ["na", "nan", "none", "null", "f", "false", "n", "no", "off", "on", "t", "true", "y", "yes", "inf", "infi",
    "infinity", "infinityi"]
TITLES = ["NA", "nan", "1e5", "2019-01-01", "TRUE", "", "it's \"5\" %", "None"]


def write(name, document):
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(document, file)
    return name


def rows(name):
    with open(path("result", name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


# pandas and R read every reserved word, alone in its column, as text only if no reader could change it.
changed = [w for w in RESERVED if list(pandas.read_csv(io.StringIO("id\n%s\n" % w))["id"]) != [w]]
check("pandas changes some of the reserved words", {"nan", "null", "true", "false", "inf", "infinity"} <= set(changed), changed)

with open(path(SCENARIO), encoding="utf-8") as file:
    scenario = json.load(file)
base = next(iter(scenario["policies"].values()))
for word in RESERVED:
    write("reserved.json", dict(scenario, states=dict(scenario["states"], **{word: {}})))
    done = cbmsim("check", "reserved.json")
    check("the state \"%s\" is refused" % word, done.returncode == 3 and "/states/%s: \"%s\" is not allowed" % (word, word)
        in done.stderr, done.stderr)

sys.path.insert(0, os.path.join(SOURCE, "scripts"))
import recorded  # noqa: E402
check("importers make no reserved word an id", recorded.RESERVED == set(RESERVED) and recorded.slug("NO") == "s_no" and
    recorded.slug("Norway") == "norway", sorted(recorded.RESERVED ^ set(RESERVED)))

# A result whose names are as hostile as possible.
text = json.dumps(scenario)
for old, new in zip(["ardia", "borvia", "outland", "ardian_service", "borvian_service", "mischief", "line"], IDS[:7]):
    text = text.replace('"%s"' % old, '"%s"' % new).replace("%s:" % old, "%s:" % new).replace(":%s" % old, ":%s" % new)
hostile = json.loads(text)
a, b = sorted(IDS[:2])
pair, = hostile["pairs"].values()
hostile["pairs"] = {"%s:%s" % (a, b): pair}
hostile["policies"] = {name: dict(base, title=TITLES[k % len(TITLES)], patch={"pairs": {"%s:%s" % (a, b): {"trust_good": 1 + k}}})
    for k, name in enumerate(IDS[:14])}
hostile["baseline"] = IDS[0]
hostile["title"] = "NA"
write("hostile.json", hostile)
factors = {name: {"path": p, "values": [0.2, 0.4]} for name, p in zip(("e5", "if", "lambda", "may-2019", "index", "in"), (
    "/states/%s/%s" % (s, m) for s in IDS[:3] for m in ("detection", "attribution")))}
write("sweep.json", {"format": "cbmsim-experiment-1", "scenario": "hostile.json",
    "factors": dict(factors, mode={"path": "/states/%s/name" % IDS[0], "levels": IDS[:4]}),
    "design": {"points": [dict({n: 0.2 for n in factors}, mode=IDS[0]), dict({n: 0.4 for n in factors}, mode=IDS[1])], "label": "e5"},
    "policies": {k: hostile["policies"][k] for k in IDS[:3]}, "baseline": IDS[0], "replications": 3,
    "outputs": {"trace_level": "events", "metrics": ["harm", "first_rung_6_day"]},
    "analyses": {"if": {"kind": "survival"}, "e5": {"kind": "converge"}}})
done = cbmsim("check", "hostile.json")
check("a scenario with unusual ids is valid", done.returncode == 0, done.stderr)
done = cbmsim("run", "hostile.json", "-o", "run", "-n", "2", "-q", "--trace-level", "events")
check("it runs", done.returncode == 0, done.stderr)
done = cbmsim("sweep", "sweep.json", "-o", "result", "-q")
check("a sweep over factors with unusual ids runs", done.returncode == 0, done.stderr)

NAMES = {"policy", "versus", "source", "initiator", "home", "target", "actor", "from", "to", "agreement", "state", "label", "mode"}
R = """for (file in commandArgs(TRUE)) { d <- read.csv(file)
for (k in names(d)) if (k %%in%% c(%s)) cat(file, k, sort(unique(d[[k]][d[[k]] != ""])), "\\n", sep = "\\t") }""" % ", ".join(
    '"%s"' % n for n in sorted(NAMES))
for result in "run", "result":
    tables = ["design.csv", "policies.csv", "runs.csv", "incidents.csv", "events.csv", "messages.csv", "acts.csv", "agreements.csv",
        "pairs.csv", "states.csv", "analysis/summary.csv", "analysis/compare.csv"] + (["analysis/if.csv", "analysis/e5.csv"]
        if result == "result" else [])
    expected, wrong = {}, []
    for name in tables:
        with open(path(result, name), encoding="utf-8") as file:
            cells = list(csv.DictReader(file))
        frame = pandas.read_csv(path(result, name))
        if list(frame.columns) != list(cells[0] if cells else frame.columns):
            wrong.append((name, list(frame.columns)))
        for column in NAMES & set(frame.columns):
            texts = sorted({c[column] for c in cells} - {""})
            expected[name, column] = texts
            if sorted(str(x) for x in frame[column].dropna().unique()) != texts:
                wrong.append((name, column, list(frame[column].unique()), texts))
    check("%s: pandas preserves every id" % result, not wrong and len(expected) > 20, len(expected), *wrong)
    if shutil.which("Rscript") is None:
        skip("%s: R preserves every id" % result, "it is not installed")
        continue
    done = subprocess.run(["Rscript", "-e", R, *tables], cwd=path(result), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    found = {tuple(w[:2]): sorted(x for x in w[2:-1] if x) for w in (line.split("\t") for line in done.stdout.splitlines())}
    check("%s: R preserves every id" % result, done.returncode == 0 and found == {k: v for k, v in expected.items() if v or k in found},
        done.stderr, *[(k, v, found.get(k)) for k, v in expected.items() if found.get(k) != v])
merged = pandas.read_csv(path("result", "analysis", "compare.csv")).merge(pandas.read_csv(path("result", "design.csv")))
check("compare.csv and design.csv are joined by point_id alone", len(merged) == len(pandas.read_csv(path("result", "analysis", "compare.csv"))) and
    all(n in merged.columns for n in factors), len(merged))

for language, words in {"python": ["/usr/bin/python3", "plots.py"], "r": ["Rscript", "plots.R"], "gnuplot": ["gnuplot", "-c", "plots.gp"]}.items():
    if shutil.which(words[0]) is None:
        skip("%s draws them" % language, "it is not installed")
        continue
    done = subprocess.run(words[:-1] + [path("result", "analysis", "plots", words[-1])], cwd=HERE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, timeout=240)
    drawn = sorted(n for n in os.listdir(path("result", "analysis", "plots")) if n.startswith(language))
    check("%s draws them" % language, done.returncode == 0 and {"%s-%s.png" % (language, n) for n in
        ("distribution", "effect", "timeline", "if", "e5")} <= set(drawn), done.returncode, done.stderr[-1500:], drawn)
finish()
