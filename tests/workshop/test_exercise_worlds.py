#!/usr/bin/python3
"""The worlds of the shipped exercises have enough events: almost every team has a matter to decide
at every stop.

A matter is counted at the end of the round in which the model decides on it. The perturbed twin, a
world whose states wait four times as long for evidence, must miss the bounds."""
import collections
import csv
import datetime
import glob
import json
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

RUNS = 100
LAST = RUNS * 95 // 100 - 1  # index of the 95th percentile among the sorted stops
BUSY, ITEMS, SUSPECTED = .85, 3, .5  # minimum, maximum at 95 % of the stops, minimum


def decided(path, folder, *more):
    """Returns the matters by (run, seat, round), and the share of decisions that name a state."""
    with open(path, encoding="utf-8") as file:
        workshop = json.load(file)["workshop"]
    ends, day = [], 0
    for step in sorted(workshop["plan"].values(), key=lambda step: step["at"]):
        day += step["days"]
        if step.get("kind") != "talks":
            ends.append(day)
    out = os.path.join(folder, "out")
    subprocess.run([CBMSIM, "run", path, "-n", str(RUNS), "-s", "1", "-o", out, "--fresh", "-q", *more], check=True)
    matters, named, total = collections.Counter(), 0, 0
    with open(os.path.join(out, "incidents.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rounds = [k for k, end in enumerate(ends) if row["decided_day"] and float(row["decided_day"]) <= end]
            if rounds and row["target"] in workshop["seats"]:
                matters[(row["rep"], row["target"], rounds[0])] += 1
                named, total = named + (row["named"] == "state"), total + 1
    return [sorted(matters[(str(run), seat, k)] for run in range(1, RUNS + 1)) for seat in workshop["seats"]
        for k in range(len(ends))], named / total


def after_talks(path):
    """Returns the days around the talks, from the stop before them to the stop after them, and the
    days of press texts in these intervals. Such a text has a day before the talks that it reports."""
    with open(path, encoding="utf-8") as file:
        scenario = json.load(file)
    workshop, day, talks = scenario["workshop"], 0, []
    begins = datetime.date.fromisoformat(scenario["start"])
    for step in sorted(workshop["plan"].values(), key=lambda step: step["at"]):
        if step.get("kind") == "talks":
            talks.append((day, day + workshop["stops"]["answer_after_days"] + workshop["stops"]["react_after_days"]))
        day += step["days"]
    press = [(datetime.date.fromisoformat(i["day"]) - begins).days for i in scenario["injects"].values()
        if i.get("form") == "press" and "day" in i]
    return talks, [day for day in press for low, high in talks if low <= day < high]


ASKS = re.compile(r"\?|\b(asks|offers|answer by|by Friday)\b")
NO_LINE = re.compile(r"embass(y|ies)")


def promises(scenario):
    """Returns notes to a team that ask for an answer, because the page has no control for it, and
    briefs that mention channels that the page lacks."""
    notes = [text for i in scenario["injects"].values() if i.get("form") == "diplomatic_note" for text in i["told"].values()]
    briefs = [seat["brief"] for seat in scenario["workshop"]["seats"].values()]
    return [text for text in notes if ASKS.search(text)] + [text for text in briefs if NO_LINE.search(text)]


def is_lively(stops, named):
    return all(sum(n > 0 for n in stop) >= BUSY * RUNS and stop[LAST] <= ITEMS for stop in stops) and \
        named >= SUSPECTED


def rehearse(name, path):
    done = subprocess.run([CBMSIM, "rehearse", path, "-n", "500", "--continuations", "0", "--format", "csv"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    verdicts = [line.rpartition(",")[2] for line in done.stdout.splitlines()[1:]]
    check("%s: its rehearsal meets every threshold" % name, verdicts.count("met") > 20 and "missed" not in verdicts,
        [line for line in done.stdout.splitlines() if line.endswith("missed")], done.stderr)


paths = [p for p in sorted(glob.glob(os.path.join(SOURCE, "scenarios/workshop/*.json"))) if os.path.basename(p).count(".") == 1]
check("there are exercises", len(paths) >= 2)
check("twin: a note that asks for an answer, and a brief with embassies, are found", len(promises({"injects": {"a": {"form": "diplomatic_note",
    "told": {"x": "He asks whether you wish to talk."}}, "b": {"form": "press", "told": {"x": "Who asks?"}}},
    "workshop": {"seats": {"x": {"brief": "You speak through embassies."}}}})) == 2)
with tempfile.TemporaryDirectory() as folder:
    for path in paths:
        name = os.path.basename(path)
        talks, early = after_talks(path)
        check("%s: no press of the round after the talks is dated before them" % name, talks and not early, talks, early)
        with open(path, encoding="utf-8") as file:
            empty = promises(json.load(file))
        check("%s: notes and briefs promise nothing for which the page has no control" % name, not empty, *empty)
        stops, named = decided(path, folder)
        check("%s: every team has matters to decide, and suspects" % name, is_lively(stops, named),
            [(sum(n > 0 for n in stop), stop[LAST]) for stop in stops], named)
        rehearse(name, path)
        stops, named = decided(path, folder, "--set", "/parameters/attribution/patience_overt_days=36", "--set",
            "/parameters/attribution/evidence_gap_overt_days=24")
        check("%s: its patient twin is not lively" % name, not is_lively(stops, named))
    subprocess.run([CBMSIM, "new", "mine", "--template", "workshop"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    rehearse("the template", os.path.join(folder, "mine.json"))
    done = subprocess.run([CBMSIM, "check"] + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check("the exercises and their texts in other languages are valid, without a warning",
        done.returncode == 0 and b"warning" not in done.stderr and done.stderr.count(b"in the language fr") == len(paths),
        done.stderr.decode())
finish()
