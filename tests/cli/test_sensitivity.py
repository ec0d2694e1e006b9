#!/usr/bin/python3
"""
scripts/sensitivity finds a sign that must turn, none where there is none to turn, nothing where a
measure does nothing; its walks are those of morris.csv on paired differences.
"""
import csv
import json
import math
import os
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized

not_sanitized("sensitivity", "many sweeps; other tests have the sanitizers look at them")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCRIPT = os.path.join(SOURCE, "scripts", "sensitivity")
FACTOR = "/agreements/line/measures/seeing/detection_speed_change"


def write(name, measure):
    """Two states that a third attacks, and a measure that one policy has and the other has not."""
    scenario = {
        "format": "cbmsim-scenario-1", "start": "2025-01-01", "horizon_days": 1500,
        "states": {"alpha": {}, "beta": {}, "gamma": {}},
        "sources": {"gamma_service": {"kind": "state", "home": "gamma", "targets": {"alpha": 2, "beta": 2}}},
        "agreements": {"line": {"parties": {"alpha": {}, "beta": {}}, "measures": {
            "seeing": {"title": "seeing", "adoption_lag_days": 0, **measure}}},
            "paper": {"parties": {"alpha": {}, "beta": {}}}},
        "policies": {"without": {"patch": {"agreements": {"line": {"measures": {"seeing": None}}}}}, "with": {}},
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
    """Rows of sensitivity.csv by metric."""
    done = run(name + ".json", "-o", out, *words)
    check("%s %s: it is made" % (name, out), done.returncode == 0, done.stdout.decode(), done.stderr.decode())
    rows = {row["metric"]: row for row in table(out, "sensitivity.csv")}
    text = done.stdout.decode().splitlines()
    check("%s %s: the table on paper has its rows and verdicts" % (name, out), len(text) == 2 + len(rows) and all(
        "**%s**" % row["verdict"] in line for row, line in zip(rows.values(), text[2:])), *text)
    return rows


write("seen", {"detection_speed_change": 0.4})
write("nothing", {"detection_speed_change": 0})
small = ("--walks", "6", "--replications", "60", "--trial", "4")

# Who sees sooner answers more: over negative strengths the sign of hostile responses has to turn.
turning = examine("seen", "turning", *small, "--factor", FACTOR + "=-0.5:0.5")
row = turning["hostile_responses"]
check("a sign that must turn is said to flip", row["verdict"] == "flips" and float(row["effect"]) > 0 and
    row["turn_it_alone"] == FACTOR + " at -0.5" and float(row["clearly_below"]) > 0, row)
check("harm does not rise where detection only gets worse", turning["harm"]["verdict"] == "holds" and
    float(turning["harm"]["ci_hi"]) < 0 and turning["harm"]["turn_it_alone"] == "", turning["harm"])
check("it has turned when run again, too", 0 < int(row["again_turned"]) <= int(row["again"]) <= 4, row)
with open(os.path.join(HERE.name, "turning", "seen", "again.json"), encoding="utf-8") as file:
    again = json.load(file)
check("run again with other histories, and more", again["seed"] == "2" and again["replications"] == 600, again)
check("what matters is named", turning["harm"]["matter_most"].startswith(FACTOR + " "), turning["harm"])

# The twin: the same measure over strengths of one sign.
holding = examine("seen", "holding", *small, "--factor", FACTOR + "=0.1:0.5")
check("over strengths of one sign no sign turns", all(r["verdict"] in ("holds", "unsure", "open") and not r["turn_it_alone"] and
    r["again_turned"] == "0" for r in holding.values()) and holding["hostile_responses"]["verdict"] == "holds", *holding.values())

# A null measure: whatever else moves, nothing differs.
null = examine("nothing", "null", "--walks", "2", "--replications", "4", "--trial", "2")
check("a measure without effects does exactly nothing", all(r["verdict"] == "nothing" and float(r["effect"]) == 0 and
    float(r["below"]) == float(r["above"]) == 0 and r["matter_most"] == "" for r in null.values()), *null.values())
check("and other factors did move the worlds", int(null["harm"]["points"]) > 2 * 20, null["harm"])

# All free numbers; elementary effects of morris.csv from the differences of sure.csv, done again here.
free = examine("seen", "free", "--walks", "2", "--replications", "6", "--trial", "2")
design = table("free", "seen", "walks", "design.csv")
values = {(r["metric"], r["point_id"]): float(r["difference"]) for r in table("free", "seen", "walks", "analysis",
    "sure.csv") if r["difference"]}
with open(os.path.join(HERE.name, "free", "seen", "walks.json"), encoding="utf-8") as file:
    factors = json.load(file)["factors"]
check("free numbers are factors", len(factors) > 20 and any(f["path"] == FACTOR for f in factors.values()), list(factors))
check("from nothing to twice the strength", [f["range"] for f in factors.values() if f["path"] == FACTOR] == [[0, 0.8]])
check("nobody does nothing", [f["range"] for f in factors.values() if f["path"] ==
    "/agreements/*/parties/*/implementation"] == [[0.25, 1]])
check("what one agreement lacks moves in the other", [f["path"] for f in factors.values() if f["path"].endswith(
    "measures/*/adoption_lag_days")] == ["/agreements/line/measures/*/adoption_lag_days"])
check("no false flags, no rows of catalogues", not [f["path"] for f in factors.values() if "false_flag" in f["path"] or
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
for row in table("free", "seen", "walks", "analysis", "morris.csv"):
    mine = effects.get((row["metric"], row["factor"]))
    whole = not any(f["path"].endswith(("officers", "analysts", "teams")) for k, f in factors.items() if k == row["factor"])
    if mine and whole:  # whole numbers are rounded in the table
        compared += 1
        moved += any(mine)
        if not math.isclose(sum(map(abs, mine)) / len(mine), float(row["mu_star"]), rel_tol=1e-6, abs_tol=1e-9):
            wrong.append((row, mine))
check("mu_star is of paired differences", not wrong and moved > 5 and compared > 40, compared, moved, *wrong[:3])
check("morris.csv says to what they are differences", {r["versus"] for r in table("free", "seen", "walks", "analysis",
    "morris.csv")} == {"without"} and {r["policy"] for r in table("free", "seen", "walks", "analysis",
    "morris.csv")} == {"with"})
check("every factor has its row", len(table("free", "factors.csv")) == len(table("free", "seen", "walks", "analysis",
    "morris.csv")))

# Again: the same; a page gets its table; mistakes are told.
first = open(os.path.join(HERE.name, "turning", "sensitivity.csv"), "rb").read()
with open(os.path.join(HERE.name, "page.md"), "w", encoding="utf-8") as file:
    file.write("before\n<!-- from scripts/sensitivity -->\nold\n<!-- end -->\nafter\n")
done = run("seen.json", "-o", "turning", *small, "--factor", FACTOR + "=-0.5:0.5", "--into", "page.md")
check("a second time gives the same", open(os.path.join(HERE.name, "turning", "sensitivity.csv"), "rb").read() == first)
page = open(os.path.join(HERE.name, "page.md"), encoding="utf-8").read()
check("a page gets the table", page == "before\n<!-- from scripts/sensitivity -->\n" + done.stdout.decode() +
    "<!-- end -->\nafter\n", page)
for words, status, what in ((["none.json"], 1, "none.json"), (["seen.json", "--factor", "x"], 2, "POINTER=LOW:HIGH"),
        (["seen.json", "--metrics", "ham", "--factor", FACTOR + "=0:1"], 1, "there is no metric")):
    done = run(*words, "-o", "wrong")
    check("refused: %s" % " ".join(words), done.returncode == status and what in done.stderr.decode() and
        "Traceback" not in done.stderr.decode(), done.returncode, done.stderr.decode())
HERE.cleanup()
finish()
