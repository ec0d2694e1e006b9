#!/usr/bin/python3
"""
scripts/sensitivity finds a sign that must change. It reports no change if the sign cannot change,
and no effect of a measure without effects. Its elementary effects are those of the paired
differences.
"""
import csv
import json
import math
import os
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized

not_sanitized("sensitivity", "many sweeps, which other tests run with sanitizers")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCRIPT = os.path.join(SOURCE, "scripts", "sensitivity")
FACTOR = "/agreements/line/measures/warning/detection_speed_change"


def write(name, measure):
    """Writes a scenario in which a third state attacks two others. Only one of the two policies has
    the measure."""
    scenario = {
        "format": "cbmsim-scenario-1", "start": "2025-01-01", "horizon_days": 1500,
        "states": {"alpha": {}, "beta": {}, "gamma": {}},
        "sources": {"gamma_service": {"kind": "state", "home": "gamma", "targets": {"alpha": 2, "beta": 2}}},
        "agreements": {"line": {"parties": {"alpha": {}, "beta": {}}, "measures": {
            "warning": {"title": "warning", "adoption_lag_days": 0, **measure}}},
            "paper": {"parties": {"alpha": {}, "beta": {}}}},
        "policies": {"without": {"patch": {"agreements": {"line": {"measures": {"warning": None}}}}}, "with": {}},
        "baseline": "without",
    }
    with open(os.path.join(HERE.name, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(scenario, file)


def run(*words):
    return subprocess.run([SCRIPT, *words], cwd=HERE.name, env={**os.environ, "CBMSIM": CBMSIM},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def table(*path):
    with open(os.path.join(HERE.name, *path), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def examine(name, out, *words):
    """Returns the rows of sensitivity.csv by metric."""
    done = run(name + ".json", "-o", out, *words)
    check("%s %s: the script succeeds" % (name, out), done.returncode == 0, done.stdout.decode(), done.stderr.decode())
    check("%s %s: it passes on no warning that it expects" % (name, out), b"removes the member" not in done.stderr, done.stderr.decode())
    rows = {row["metric"]: row for row in table(out, "sensitivity.csv")}
    text = done.stdout.decode().splitlines()
    check("%s %s: the Markdown table has the rows and verdicts" % (name, out), len(text) == 2 + len(rows) and all(
        "**%s**" % row["verdict"] in line for row, line in zip(rows.values(), text[2:])), *text)
    return rows


write("seen", {"detection_speed_change": 0.4})
write("nothing", {"detection_speed_change": 0})
small = ("--trajectories", "6", "--replications", "60", "--trial", "400", "--metrics", "harm,tension_mean")

# A victim that detects more operations has a higher tension. At negative strengths the sign of the
# effect on mean tension must change. Most detected operations receive no hostile response, so that
# the effect on responses is too weak for this test.
turning = examine("seen", "turning", *small, "--factor", FACTOR + "=-0.5:0.5")
row = turning["tension_mean"]
check("a sign that must change is reported as flips", row["verdict"] == "flips" and float(row["effect"]) > 0 and
    row["turn_it_alone"] == FACTOR + " at -0.5" and float(row["below"]) > 0, row)
check("intruders that are detected later do more harm", turning["harm"]["verdict"] == "flips" and
    float(turning["harm"]["ci_hi"]) < 0 and turning["harm"]["turn_it_alone"] == FACTOR + " at -0.5", turning["harm"])
check("the sign also changes at a repeated point", 0 < int(row["again_turned"]) <= int(row["again"]) <= 4, row)
with open(os.path.join(HERE.name, "turning", "seen", "again.json"), encoding="utf-8") as file:
    again = json.load(file)
check("points are repeated with another seed and more replications", again["seed"] == "2" and again["replications"] == 600, again)
check("the influential factor is named", turning["harm"]["matter_most"].startswith(FACTOR + " "), turning["harm"])
check("each end of the factor is counted", row["ends"] == "2" and row["each"] == "400" and row["each_against"] == "1", row)

# An end of a range with an apparent change of sign is repeated with more runs, even if its factor
# is not among the most influential ones.
weak = examine("seen", "weak", *small, "--strongest", "0", "--factor", FACTOR + "=-0.5:0.5")
check("an end against the default is repeated", weak["tension_mean"]["turn_it_alone"] == FACTOR + " at -0.5",
    weak["tension_mean"])

# The twin: the same measure with strengths of one sign only.
holding = examine("seen", "holding", *small, "--factor", FACTOR + "=0.1:0.5")
check("with strengths of one sign no sign changes", all(r["verdict"] in ("holds", "unsure", "open") and not r["turn_it_alone"] and
    r["again_turned"] == r["each_against"] == "0" for r in holding.values()) and holding["tension_mean"]["verdict"] == "holds", *holding.values())

# A measure without effects: no other factor causes a difference.
null = examine("nothing", "null", "--trajectories", "2", "--replications", "4", "--trial", "2")
check("a measure without effects has exactly no effect", all(r["verdict"] == "nothing" and float(r["effect"]) == 0 and
    float(r["below"]) == float(r["above"]) == 0 and r["matter_most"] == "" for r in null.values()), *null.values())
check("other factors did change the runs", int(null["harm"]["points"]) > 2 * 20, null["harm"])

# All default numbers; the elementary effects of morris.csv are computed again from the differences of clear.csv.
free = examine("seen", "free", "--trajectories", "2", "--replications", "6", "--trial", "2")
design = table("free", "seen", "morris", "design.csv")
values = {(r["metric"], r["point_id"]): float(r["difference"]) for r in table("free", "seen", "morris", "analysis",
    "clear.csv") if r["difference"]}
with open(os.path.join(HERE.name, "free", "seen", "morris.json"), encoding="utf-8") as file:
    factors = json.load(file)["factors"]
check("default numbers become factors", len(factors) > 20 and any(f["path"] == FACTOR for f in factors.values()), list(factors))
check("an effect ranges from 0 to twice its strength", [f["range"] for f in factors.values() if f["path"] == FACTOR] == [[0, 0.8]])
check("implementation has a minimum of a quarter", [f["range"] for f in factors.values() if f["path"] ==
    "/agreements/*/parties/*/implementation"] == [[0.25, 1]])
check("a member that one agreement lacks varies in the other", [f["path"] for f in factors.values() if f["path"].endswith(
    "measures/*/adoption_lag_days")] == ["/agreements/line/measures/*/adoption_lag_days"])
check("false flags and rows of catalogues do not vary", not [f["path"] for f in factors.values() if "false_flag" in f["path"] or
    f["path"].startswith(("/incident_types", "/responses"))])


def share(factor, value):
    low, high = factors[factor]["range"]
    return (math.log(value / low) / math.log(high / low) if factors[factor]["scale"] == "log"
        else (value - low) / (high - low))


effects = {}
for before, after in zip(design, design[1:]):
    factor = after["moved"]
    if factor and before["trajectory"] == after["trajectory"]:
        step = share(factor, float(after[factor])) - share(factor, float(before[factor]))
        for metric in ("harm", "hostile_responses"):
            change = values[metric, after["point_id"]] - values[metric, before["point_id"]]
            effects.setdefault((metric, factor), []).append(change / step)
wrong, moved, compared = [], 0, 0
for row in table("free", "seen", "morris", "analysis", "morris.csv"):
    mine = effects.get((row["metric"], row["factor"]))
    whole = not any(f["path"].endswith(("officers", "analysts", "teams")) for k, f in factors.items() if k == row["factor"])
    if mine and whole:  # for whole numbers the design has rounded values
        compared += 1
        moved += any(mine)
        if not math.isclose(sum(map(abs, mine)) / len(mine), float(row["mu_star_uncorrected"]), rel_tol=1e-6, abs_tol=1e-9):
            wrong.append((row, mine))
check("mu_star_uncorrected is that of the paired differences", not wrong and moved > 5 and compared > 40, compared, moved, *wrong[:3])
check("morris.csv names the two policies of the difference", {r["versus"] for r in table("free", "seen", "morris", "analysis",
    "morris.csv")} == {"without"} and {r["policy"] for r in table("free", "seen", "morris", "analysis",
    "morris.csv")} == {"with"})
check("factors.csv has a row for every factor", len(table("free", "factors.csv")) == len(table("free", "seen", "morris", "analysis",
    "morris.csv")))

# A second run, the table in a page, and errors.
first = open(os.path.join(HERE.name, "turning", "sensitivity.csv"), "rb").read()
with open(os.path.join(HERE.name, "page.md"), "w", encoding="utf-8") as file:
    file.write("before\n<!-- from scripts/sensitivity -->\nold\n<!-- end -->\nafter\n")
done = run("seen.json", "-o", "turning", *small, "--factor", FACTOR + "=-0.5:0.5", "--into", "page.md")
check("a second run gives the same result", open(os.path.join(HERE.name, "turning", "sensitivity.csv"), "rb").read() == first)
page = open(os.path.join(HERE.name, "page.md"), encoding="utf-8").read()
check("--into replaces the table of a page", page == "before\n<!-- from scripts/sensitivity -->\n" + done.stdout.decode() +
    "<!-- end -->\nafter\n", page)
for words, status, what in ((["none.json"], 1, "none.json"), (["seen.json", "--factor", "x"], 2, "POINTER=LOW:HIGH"),
        (["seen.json", "--metrics", "ham", "--factor", FACTOR + "=0:1"], 1, "there is no metric")):
    done = run(*words, "-o", "wrong")
    check("%s is refused" % " ".join(words), done.returncode == status and what in done.stderr.decode() and
        "Traceback" not in done.stderr.decode(), done.returncode, done.stderr.decode())
HERE.cleanup()
finish()
