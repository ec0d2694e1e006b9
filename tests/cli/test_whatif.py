#!/usr/bin/python3
"""Continuations of a run under other seat policies: pairs, intervals, threads, and refused
requests."""
import csv
import json
import math

from sweeps import cbmsim, path
from tap import SOURCE, check, finish

TRIANGLE = SOURCE + "/scenarios/false-flag-triangle.json"
MEASURES = ["incidents", "harm", "inquiries", "hostile_acts", "misdirected_acts", "wrong_hit", "high", "force",
    "crisis", "max_rung", "tension", "trust"]


def whatif(*words, day="900", run="1/line/2", n="150", policies=("ask_first", "never_strike")):
    words += tuple(w for p in policies for w in ("--policy", p))
    return cbmsim("whatif", "made", "--run", run, "--day", day, "-n", n, *words)


def table(result):
    return {(r["policy"], r["measure"]): r for r in csv.DictReader(result.stdout.splitlines())}


def number(row, name):
    return float(row[name]) if row[name] else math.nan


made = cbmsim("run", TRIANGLE, "-n", "3", "-q", "-o", "made", "--policy", "line")
check("a result is made", made.returncode == 0, made.stderr)
one = whatif("--jobs", "1")
rows = table(one)
check("every policy has every measure", one.returncode == 0 and
    [k for k in rows] == [(p, m) for p in ("unchanged", "ask_first", "never_strike") for m in MEASURES],
    one.stderr, list(rows))
check("the number of threads changes no byte", one.stdout == whatif("--jobs", "3").stdout)
check("another day changes the numbers", one.stdout != whatif(day="901").stdout)

struck = [rows["never_strike", m] for m in ("hostile_acts", "wrong_hit", "high")]
check("states that never strike do not", all(number(r, "estimate") == 0 for r in struck), struck)
check("... and would have", all(number(r, "difference_hi") < 0 for r in struck), struck)
check("states that ask first ask more", number(rows["ask_first", "inquiries"], "difference_lo") > 1,
    rows["ask_first", "inquiries"])
shares = [(rows[p, m], rows["unchanged", m]) for p in ("ask_first", "never_strike") for m in MEASURES
    if rows[p, m]["kind"] == "share"]
check("differences of shares are the discordant pairs", len(shares) == 8 and all(
    int(r["gained"]) - int(r["lost"]) == int(r["count"]) - int(u["count"]) and
    abs(number(r, "difference") * int(r["n_pairs"]) - int(r["count"]) + int(u["count"])) < 1e-9 for r, u in shares))


def agresti_min(gained, lost, n):
    """Returns the interval, computed from its definition: half a pair is added to each cell."""
    b, c, m = gained + .5, lost + .5, n + 2
    half = 1.959963984540054 * math.sqrt(b + c - (b - c) ** 2 / m) / m
    return (b - c) / m - half, (b - c) / m + half


wrong = [r for r, _ in shares if max(abs(x - y) for x, y in zip(
    agresti_min(int(r["gained"]), int(r["lost"]), int(r["n_pairs"])),
    (number(r, "difference_lo"), number(r, "difference_hi")))) > 1e-6]
check("... with the interval of Agresti and Min", not wrong, *wrong)

same = table(whatif(policies=("habit",)))
check("habit is the run's own choice", all(
    same["habit", m]["estimate"] == same["unchanged", m]["estimate"] and number(same["habit", m], "difference") == 0
    for m in MEASURES), same)

with open(path("mine.json"), "w", encoding="utf-8") as out:
    json.dump({"format": "cbmsim-seat-policy-1", "id": "mine", "first": "inquiry"}, out)
file = table(whatif(policies=("mine.json",)))
check("a policy of a file is one of the program with the same members", all(
    file["mine", m]["estimate"] == rows["ask_first", m]["estimate"] for m in MEASURES))
with open(path("mine.json"), "w", encoding="utf-8") as out:
    json.dump({"format": "cbmsim-seat-policy-1", "id": "mine", "first": "inquiry", "max_rung": 1}, out)


def runs(name, policies):
    """Returns the rows of a scenario with these seat policies. Every state follows `own`."""
    with open(path(name + ".json"), "w", encoding="utf-8") as file:
        json.dump({"extends": TRIANGLE_COPY, "seat_policies": policies,
            "states": {s: {"seat_policy": "own"} for s in ("ardane", "belmor", "corvane")}}, file)
    done = cbmsim("run", name + ".json", "-n", "4", "-q", "-o", name)
    if done.returncode != 0:
        return done.stderr
    with open(path(name, "runs.csv"), encoding="utf-8") as file:
        return file.read()


TRIANGLE_COPY = "scenarios/false-flag-triangle.json"
of_file = runs("of_file", {"own": {"file": "mine.json"}})
patched = runs("patched", {"own": {"file": "mine.json", "max_rung": 9}})
check("a scenario takes a seat policy from a file", of_file.count("\n") > 8 and
    of_file == runs("inline", {"own": {"first": "inquiry", "max_rung": 1}}), of_file[:500])
check("members beside the file change it", patched == runs("asking", {"own": {"first": "inquiry"}}) != of_file, patched[:500])
check("the file is an input of the result", "mine.json" in open(path("of_file", "manifest.json"), encoding="utf-8").read())
gone = runs("gone", {"own": {"file": "nowhere.json"}})
check("a file that is not there is an error at its name", "gone.json:1:85: \"nowhere.json\" cannot be read" in gone, gone)
partly = table(whatif("--state", "ardane"))
check("a policy of one state changes less", 0 < number(partly["never_strike", "hostile_acts"], "estimate") <
    number(partly["unchanged", "hostile_acts"], "estimate"))

for what, result, words in [
        ("an unknown policy", whatif(policies=("ask_frst",)), "ask_first"),
        ("an unknown state", whatif("--state", "x"), "there is no state \"x\"; valid: "),
        ("a day after the run", whatif(day="3600"), "days 0 to 3652.5"),
        ("a run that does not exist", whatif(run="1/line/9"), "does not contain"),
        ("a day that is no number", whatif(day="soon"), "not a number")]:
    check(what + " is refused", result.returncode != 0 and words in result.stderr and result.stdout == "", result.stderr)
with open(path("mine.json"), "w", encoding="utf-8") as out:
    json.dump({"id": "mine", "frist": "inquiry"}, out)
bad = whatif(policies=("mine.json",))
check("an unknown member of a policy is refused", bad.returncode != 0 and "frist" in bad.stderr, bad.stderr)
finish()
