#!/usr/bin/python3
"""Outcomes of a scenario or experiment appear in all places with metrics, and do not change the
runs."""
import csv
import json
import math
import os
import re
import shutil

from sweeps import SCENARIO, cbmsim, differences, experiment, manifest, output_of, path, sweep
from tap import check, finish

OUTCOMES = {
    "hostile_share": {"expression": "hostile_responses / decisions", "title": "hostile <i>responses</i> per decision",
        "description": "Hostile responses for each decided incident."},
    "calm": {"expression": "max_rung < 6 and missing(first_rung_8_day)"},
}


def scenario(name, outcomes, **outputs):
    file = name + ".json"
    with open(path(file), "w", encoding="utf-8") as out:
        json.dump({"extends": SCENARIO, "outputs": {"outcomes": outcomes, **outputs}}, out, indent=1)
    return file


def table(*names):
    with open(path(*names), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(done):
    return list(csv.DictReader(done.stdout.splitlines()))


def number(cell):
    return float(cell) if cell != "" else math.nan


def run(file, directory, *words, n=30):
    return cbmsim("run", file, "-s", "3", "-n", str(n), "-o", directory, "-q", *words)


def expected(row):
    decisions = number(row["decisions"])
    share = number(row["hostile_responses"]) / decisions if decisions else math.nan
    return {"hostile_share": share, "calm": float(number(row["max_rung"]) < 6 and row["first_rung_8_day"] == "")}


def wrong(rows):
    """Returns the rows whose outcomes differ from those computed from their metrics."""
    return [(row["policy"], row["rep"], name, row[name]) for row in rows for name, value in expected(row).items()
        if not (number(row[name]) == value or (row[name] == "" and math.isnan(value)))]


# ---- run ----
FILE = scenario("outcomes", OUTCOMES)
done = run(FILE, "run")
rows = table("run", "runs.csv")
check("runs.csv has a column for each outcome, computed from the metrics of the row", done.returncode == 0 and
    len(rows) == 90 and not wrong(rows), output_of(done), wrong(rows)[:5])
check("outcomes vary between runs", len({row["calm"] for row in rows}) == 2 and
    len({row["hostile_share"] for row in rows}) > 10, {row["calm"] for row in rows})
summary = table("run", "analysis", "summary.csv")
calm = [r for r in summary if r["metric"] == "calm" and r["policy"] == "hotline"]
check("a condition is a share with intervals of shares", [(r["statistic"], r["method"]) for r in calm] ==
    [("share", "wilson"), ("share_exact", "clopper-pearson")] and number(calm[0]["estimate"]) ==
    sum(number(r["calm"]) for r in rows if r["policy"] == "hotline") / 30, calm)
check("a number is a mean", {r["statistic"] for r in summary if r["metric"] == "hostile_share"} ==
    {"mean", "sd", "q10", "median", "q90"})
compared = {(r["policy"], r["metric"]): r for r in table("run", "analysis", "compare.csv")}
check("compare.csv has paired differences of outcomes", compared["hotline", "calm"]["method"] == "agresti-min" and
    compared["hotline", "hostile_share"]["method"] == "paired t")
with open(path("run", "analysis", "compare.csv"), encoding="utf-8") as file:
    text = file.read()
done = cbmsim("compare", "run")
check("compare prints the same", done.returncode == 0 and done.stdout == text, output_of(done))
check("compare with another baseline has the outcomes", "hostile_share" in
    cbmsim("compare", "run", "--baseline", "hotline").stdout)
fields = [f for r in json.load(open(path("run", "datapackage.json"), encoding="utf-8"))["resources"]
    if r["path"] == "runs.csv" for f in r["schema"]["fields"]]
check("datapackage.json describes outcomes", [f["description"] for f in fields if f["name"] in OUTCOMES] == [
    "An outcome. Computed as max_rung < 6 and missing(first_rung_8_day) (1: true, 0: false).",
    "Hostile responses for each decided incident. Computed as hostile_responses / decisions."], fields[-2:])
labels = {r["name"]: r["label"] for r in table("run", "analysis", "plots", "labels.csv")}
check("labels.csv has the titles of outcomes", labels["hostile_share"] == OUTCOMES["hostile_share"]["title"] and
    labels["calm"] == "calm", labels["hostile_share"])
done = cbmsim("report", "run")
with open(path("run", "report.html"), encoding="utf-8") as file:
    page = file.read()
check("the report shows outcomes", done.returncode == 0 and "<code>max_rung &lt; 6 and" in page and
    "hostile &lt;i&gt;responses&lt;/i&gt; per decision" in page and "hostile <i>" not in page, output_of(done),
    re.findall(".{60}hostile .i.{60}", page)[:3])
done = cbmsim("verify", "run", "--runs", "9")
check("verify repeats runs with outcomes", done.returncode == 0, output_of(done))
for name in ("summary", "compare", "runs"):
    done = cbmsim("run", FILE, "-s", "3", "-n", "30", "-q", "--print", name)
    there = table("run", "runs.csv") if name == "runs" else table("run", "analysis", name + ".csv")
    check("run --print %s has the outcomes" % name, printed(done) == there, output_of(done))

# ---- runs without a value ----
done = run(scenario("quotient", {"per_crisis": {"expression": "harm / crises"}}), "quotient")
rows = table("quotient", "runs.csv")
missing = sum(row["crises"] == "0" for row in rows)
check("a quotient without a value in some runs is a warning with their number", 0 < missing < 90 and
    'warning: outcome "per_crisis" has no value in %d of 90 runs, because of a division by 0' % missing in done.stderr,
    missing, output_of(done))
check("summary.csv has the number of each policy", {r["policy"]: int(r["n_missing"])
    for r in table("quotient", "analysis", "summary.csv") if r["metric"] == "per_crisis"} == {policy:
    sum(r["crises"] == "0" and r["policy"] == policy for r in rows) for policy in ("without", "hotline", "unanswered")})
check("outcomes with all values are no warning", "no value" not in run(SCENARIO, "plain-again").stderr +
    run(scenario("whole", {"calm": OUTCOMES["calm"]}), "whole").stderr)

# ---- other outcomes, the same runs ----
run(SCENARIO, "plain")
before = manifest("run")
shutil.copytree(path("run"), path("again"))
done = run(scenario("other", {"quiet": {"expression": "max_rung < 4"}}), "again")
rows = table("again", "runs.csv")
check("other outcomes are computed from the runs of a finished result", done.returncode == 0 and
    "90 of 90 runs are already done" in cbmsim("run", "other.json", "-s", "3", "-n", "30", "-o", "again").stderr and
    list(rows[0])[-1] == "quiet" and "calm" not in rows[0] and
    all(number(r["quiet"]) == (number(r["max_rung"]) < 4) for r in rows), output_of(done))
run("other.json", "fresh")
check("the result equals one made at once", set(differences("again", "fresh")) <= {"report.html"},
    differences("again", "fresh"))
hashes = [next(f["sha256"] for f in m["outputs"] if f["name"] == "scenario.json")
    for m in (before, manifest("again"))]
check("the manifest names the scenario with these outcomes", hashes[0] != hashes[1] and
    "max_rung < 4" in open(path("again", "scenario.json"), encoding="utf-8").read(), hashes)
done = run(SCENARIO, "again")
check("without outcomes the result is that of the scenario alone", done.returncode == 0 and
    set(differences("again", "plain")) <= {"report.html"}, differences("again", "plain"))
done = run("other.json", "again", "--set", "/horizon_days=3000")
check("another scenario is still refused", done.returncode == 4 and "--fresh" in done.stderr, output_of(done))
done = cbmsim("analyze", "run")
check("analyze keeps the files", done.returncode == 0 and done.stderr == "", output_of(done))

# ---- sweep ----
UNTIL = {"min": 20, "max": 60, "batch": 10, "until": [{"metric": "calm", "half_width": 0.18},
    {"metric": "hostile_share", "statistic": "difference", "half_width": 0.02}]}
FILE = experiment("swept", points=3, replications=UNTIL, analyses={"curve": {"kind": "converge", "metrics": ["calm"]}},
    outputs={"outcomes": OUTCOMES, "metrics": ["calm", "hostile_share", "harm"], "primary": ["calm"]})
done = sweep(FILE, "swept", "-j", "2")
rows = table("swept", "runs.csv")
check("a sweep has the outcomes of its experiment", done.returncode == 0 and not wrong(rows), output_of(done))
with open(path("swept", "analysis", "compare.csv"), encoding="utf-8") as file:
    text = file.read()
done = cbmsim("compare", "swept")
check("compare takes the metrics of the experiment, so that the adjusted p values are those of compare.csv",
    done.returncode == 0 and done.stdout == text and {r["metric"] for r in printed(done)} == {"calm", "hostile_share",
    "harm"}, output_of(done))
check("analyses take outcomes", {r["metric"] for r in table("swept", "analysis", "curve.csv")} == {"calm"} and
    {r["metric"] for r in table("swept", "analysis", "summary.csv")} == {"calm", "hostile_share", "harm"})


def half_width(rows, n):
    share, z = sum(rows[:n]) / n, 1.959963984540054
    return z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))


ends = {}
for point in "123":
    calm = {p: [number(r["calm"]) for r in rows if r["point_id"] == point and r["policy"] == p]
        for p in {r["policy"] for r in rows}}
    n = len(calm["hotline"])
    ends[point] = n, all(half_width(c, n) <= 0.18 for c in calm.values()), \
        all(half_width(c, n - 10) <= 0.18 for c in calm.values())
check("a stopping rule takes an outcome", all(met or n == 60 for n, met, _ in ends.values()) and
    any(n < 60 for n, _, _ in ends.values()), ends)
done = cbmsim("plan", FILE, "--half-width", "calm=0.1")
check("plan estimates the replications for an outcome", done.returncode == 0 and "calm 0.1" in done.stdout,
    output_of(done))
done = cbmsim("report", "swept")
check("the report of a sweep begins with the primary outcome", done.returncode == 0, output_of(done))
done = cbmsim("analyze", "swept")
check("analyze makes the same files", done.returncode == 0 and done.stderr == "", output_of(done))

# ---- merged parts; a part without a journal may have other outcomes ----
for part in ("1", "2"):
    sweep(FILE, "part" + part, "--shard", part + "/2")
done = cbmsim("merge", "part1", "part2", "-o", "joined", "-q")
check("merge joins parts with outcomes", done.returncode == 0 and
    set(differences("joined", "swept")) <= {"report.html"}, output_of(done), differences("joined", "swept"))
more = experiment("more", points=3, replications=UNTIL, outputs={"outcomes": {**OUTCOMES, "a_new": {"expression":
    "harm > 10"}}})
done = sweep(more, "part1", "--shard", "1/2")
shutil.rmtree(path("part1", "journal"))
done = cbmsim("merge", "part2", "part1", "-o", "mixed", "-q")
check("parts with different outcomes are merged with those of the first", done.returncode == 0 and
    not wrong(table("mixed", "runs.csv")) and "a_new" not in table("mixed", "runs.csv")[0] and
    table("mixed", "runs.csv") == rows, output_of(done))

# ---- errors ----
for outcomes, message in (
        ({"x": {"expression": "harm > 3 and"}}, "bad.json:6:19: /outputs/outcomes/x/expression: at character 13: "
            'expected a number, a metric or "("'),
        ({"x": {"expression": "harmm"}}, "at character 1: unknown metric harmm; did you mean \"harm\"?"),
        ({"harm": {"expression": "trust_final"}}, "is also the name of a column in runs.csv")):
    bad = scenario("bad", outcomes)
    for command in ("check", "run"):
        done = cbmsim(command, bad)
        check("%s reports: %s" % (command, message[-40:]), done.returncode == 3 and message in done.stderr,
            output_of(done))
done = sweep(experiment("bad", outputs={"metrics": ["calm"]}), "bad")
check("an outcome that is not defined is not a metric", done.returncode == 3 and
    "there is no metric \"calm\"" in done.stderr, output_of(done))
check("no result was written", not os.path.exists(path("bad")))

finish()
