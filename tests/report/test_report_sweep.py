#!/usr/bin/python3
"""Reports of sweeps show everything in the result, such as screenings of differences and all
replications."""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pages import Page
from tap import CBMSIM, SOURCE, check, finish

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
TUTORIAL = os.path.join(SOURCE, "scenarios/two-states-tutorial.json")
POLICIES = {"without": {"title": "no line", "patch": {"agreements": {"line": None}}},
    "hotline": {"title": "a line"}}
FACTORS = {"tension": {"path": "/pairs/ardia:borvia/tension_baseline", "range": [0.05, 0.8]},
    "share": {"path": "/sources/mischief/false_flag/share", "range": [0, 1]}}


def path(*names):
    return os.path.join(HERE.name, *names)


def table(*names):
    with open(path(*names), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def made(*arguments):
    done = subprocess.run([CBMSIM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr.decode()
    return done.stderr.decode()


def swept(name, **members):
    """Runs an experiment with the tutorial. Returns the text and the page of its report, and the
    messages."""
    content = {"format": "cbmsim-experiment-1", "scenario": "two.json", "policies": POLICIES,
        "baseline": "without", "factors": FACTORS, "replications": 6,
        "outputs": {"metrics": ["harm", "crises"]}}
    content.update(members)
    with open(path(name + ".json"), "w", encoding="utf-8") as file:
        json.dump(content, file)
    told = made("sweep", path(name + ".json"), "-o", path(name))
    made("report", path(name))
    with open(path(name, "report.html"), encoding="utf-8") as file:
        text = file.read()
    page = Page(text)
    check(name + ": the page is sound", not page.wrong, *page.wrong)
    return text, page, told


def cells(text, caption):
    """Returns the rows of the table with this caption, as lists of the texts of their cells."""
    body = text.split("<caption>%s</caption>" % caption)[1].split("</table>")[0]
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall("<tr>(.*?)</tr>", body, re.S)[1:]]


def number(text):
    return float(text.replace("\u2212", "-").replace("\u202f", ""))


def near(shown, exact):
    return abs(number(shown) - exact) <= 0.006 * abs(exact) + 1e-12


shutil.copy(TUTORIAL, path("two.json"))

# A screening of differences has a chart. Its heading has the name of the analysis.
for kind, title, design, value in (
        ("morris", "Elementary effects (Morris)", {"union": [{"saltelli": {"base": 2}}, {"morris": {"trajectories": 4}}]},
            "mu_star"),
        ("sobol", "Shares of the variance (Sobol)", {"saltelli": {"base": 8}}, "estimate")):
    text, page, _ = swept(kind, design=design,
        analyses={"level": {"kind": kind}, "change": {"kind": kind, "baseline": "without"}})
    for analysis in "level", "change":
        name = "%s, analysis %s" % (title, analysis)
        chart = [c for c in page.charts if c["name"] == name]
        check("%s: the analysis %s is drawn" % (kind, analysis), len(chart) == 1 and chart[0]["picture"],
            [c["name"] for c in page.charts])
        check("with the quantity that it is about", ("the difference from no line in harm" in
            " ".join(chart[0]["sentence"].split()).replace("\u201c", "").replace("\u201d", "")) ==
            (analysis == "change"), chart[0]["sentence"])
        rows = [r for r in table(kind, "analysis", analysis + ".csv") if r["metric"] == "harm" and
            r.get("index", "ST") in ("ST", "noise")]
        shown = cells(text, name)
        check("with the values and warnings of all its rows", len(shown) == len(rows) and all(any(
            s[1] == (r["factor"] or "(noise of the replications)") and (not r[value] or near(s[2], float(r[value]))) and
            r["warning"] in s[6] and
            s[0] == {"hotline": "a line", "without": "no line"}[r["policy"]] for s in shown)
            for r in rows), shown, rows)
    if kind == "sobol":
        check("a warning is visible above the table", "rows have a warning" in page.said())

# Points with unequal numbers of replications: all runs are used.
text, page, told = swept("unequal", factors={"tension": {"path": FACTORS["tension"]["path"], "values": [0.05, 0.3, 0.8]}},
    replications={"min": 20, "max": 60, "batch": 20,
        "until": [{"metric": "harm", "statistic": "difference", "half_width": 2.5}]})

harm = {(r["point_id"], r["policy"], int(r["rep"])): float(r["harm"]) for r in table("unequal", "runs.csv")}
points = sorted({point for point, _, _ in harm})
change = {p: [harm[p, "hotline", r] - harm[p, "without", r] for r in range(1, 61)
    if (p, "hotline", r) in harm] for p in points}
check("points have different numbers of replications", len({len(d) for d in change.values()}) > 1,
    {p: len(d) for p, d in change.items()})
mean = sum(sum(d) / len(d) for d in change.values()) / len(points)
deviation = [sum((d[r] - sum(d) / len(d)) / (len(d) * (len(d) - 1)) ** 0.5 for d in change.values()
    if r < len(d)) / len(points) for r in range(60)]
error = sum(x * x for x in deviation) ** 0.5
shown = cells(text, "All metrics")[0]
low, high = number(shown[3]), number(shown[4])
check("the mean over points is that of all runs", near(shown[2], mean), shown, mean)
check("and its interval counts shared replications once", 1.9 < (high - low) / 2 / error < 2.2,
    shown, error)

# Targets that were not reached are reported by sweep, status and the report.
missed = len({r["point_id"] for r in table("unequal", "analysis", "summary.csv")
    if r["stopped_by"] == "max"})
check("some targets were not reached", 0 < missed < len(points), missed)
SENTENCE = "the precision targets were not reached at %d of %d points with the maximum of 60 replications"
check("which sweep reports", SENTENCE % (missed, len(points)) in told, told)
check("and the report", "The" + (SENTENCE % (missed, len(points)))[3:] in page.said(), page.said()[:300])
done = subprocess.run([CBMSIM, "status", path("unequal")], stdout=subprocess.PIPE)
check("and status", b"\npoints_target_missed,%d\n" % missed in done.stdout, done.stdout)

# The headline is the size of a difference of the primary metrics, which come first.
text, page, told = swept("primary", replications=40, factors={}, policies=dict(POLICIES, silent={
    "title": "a silent line", "patch": {"pairs": {"ardia:borvia": {"channels": {"political":
        {"answer_calm": 0, "answer_tense": 0}}}}}}),
    outputs={"metrics": ["harm", "crises", "hostile_responses"], "primary": ["hostile_responses", "harm"]})
rows = {(r["policy"], r["metric"]): r for r in table("primary", "analysis", "compare.csv")}
lines = re.findall(r"With ([^,]*), ([a-z ]*) changes by (\S+) \(95\s% interval (\S+) to "
    r"(\S+?)(?:; adjusted p\s[=<]\s(\S+))?\) compared with no line", page.said())
IDS = {"a line": "hotline", "a silent line": "silent"}
NAMES = {"the number of hostile responses": "hostile_responses", "harm": "harm"}
check("every primary metric of every policy has its difference", lines and
    sorted((IDS[line[0]], NAMES[line[1]]) for line in lines) ==
    sorted((p, m) for p in IDS.values() for m in NAMES.values() if (p, m) in rows and
    float(rows[p, m]["ci_lo"]) < float(rows[p, m]["ci_hi"])), lines, page.said()[:1500])
for name, metric, value, low, high, p in lines:
    row = rows[IDS[name], NAMES[metric]]
    check("with the numbers of compare.csv: %s, %s" % (name, metric), near(value, float(row["difference"])) and
        near(low, float(row["ci_lo"])) and near(high, float(row["ci_hi"])) and
        (p == "" if row["p_adjusted"] == "" else near(p, float(row["p_adjusted"])) or p == "0.001"),
        (value, low, high, p), row)
found = [not float(rows[IDS[n], NAMES[m]]["ci_lo"]) <= 0 <= float(rows[IDS[n], NAMES[m]]["ci_hi"])
    for n, m, _, _, _, _ in lines]
check("findings come before metrics without a difference", found == sorted(found, reverse=True), found)
shown = cells(text, "Policies compared")
check("the first charts show the first primary metric", shown[0][0] == "hostile_responses" and
    page.said().index("Change in the number of hostile responses") < page.said().index("Change in harm"))
check("the table has the adjusted p values", shown and all(row[5] == "-" or near(row[5],
    float(rows[IDS[row[1]], row[0]]["p_adjusted"])) for row in shown), shown)

# harm_of is mentioned in every place that mentions harm.
made("run", path("two.json"), "-n", "20", "-s", "1", "-o", path("harmed"), "--set",
    '/outputs/harm_of={"borvia":{}}')
made("report", path("harmed"))
with open(path("harmed", "report.html"), encoding="utf-8") as file:
    page = Page(file.read())
check("harm of some states names them", not page.wrong and ", harm to Borvia changes by" in page.said() and
    "Change in harm to Borvia" in page.said() and "runs harm to Borvia is" in page.said(), page.said()[:800])

# A chart without data has no heading of its own.
text, page, told = swept("empty", factors={"share": {"path": FACTORS["share"]["path"], "values": [0, 1]}})
check("a chart without data is a note", "Map of two factors: This chart needs two factors that vary." in
    page.said() and not [c for c in page.charts if c["name"] == "Map of two factors"] and
    ">Map of two factors</a>" not in text)
finish()
