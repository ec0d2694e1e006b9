#!/usr/bin/python3
"""The short form of scripts/validate holds, its table is the one of the model's documentation in shape,
and moving what was fitted moves out what it was fitted to. scripts/calibrate works."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized

not_sanitized("validation", "too slow; the runs are those of the release build")

sys.path.insert(0, os.path.join(SOURCE, "scripts"))

from validation import estimators # pylint: disable=wrong-import-position

HERE = tempfile.mkdtemp(prefix="cbmsim-test-")
BASELINE = os.path.join(SOURCE, "scenarios", "baseline-rivals.json")
with open(BASELINE, encoding="utf-8") as file:
    scenario = json.load(file)


def script(name, *words):
    return subprocess.run([os.path.join(SOURCE, "scripts", name), *words], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, check=False)


def rows_of(text):
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


def validated(name, runs=24, **members):
    """The table for the baseline with some members changed, by key."""
    path = os.path.join(HERE, name + ".json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"format": "cbmsim-scenario-1", "extends": os.path.relpath(BASELINE, HERE), **members},
            out)
    done = script("validate", "--short", "--runs", str(runs), "--baseline", path, "--csv", "-")
    check("validate runs on %s" % name, done.returncode in (0, 1), done.stdout[-2000:], done.stderr)
    return rows_of(done.stdout), done


def every(group, **members):
    return {group: {name: members for name in scenario[group]}}


# What the estimators know of the program's tables

def described(topic):
    done = subprocess.run([CBMSIM, "describe", topic, "--format", "csv"], stdout=subprocess.PIPE, text=True,
        check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


overt = [row for row in described("responses") if row["side"] == "overt"]
check("they know the open hostile rows", {row["id"] for row in overt if row["rung"] in "23"} ==
    set(estimators.OPEN_HOSTILE), overt)
check("and those of force", {row["id"] for row in overt if int(row["rung"]) >= 7} == set(
    estimators.MILITARY), overt)
kinds = described("incidents")
check("and methods and classes of what states do", {row["method"] for row in kinds} <= {"none",
    *estimators.METHODS} and {row["class"] for row in kinds} == {"accident", "crime", *estimators.ATTACK,
    *estimators.ESPIONAGE}, kinds)

# The shipped baseline, short

done = script("validate", "--short", "--csv", os.path.join(HERE, "short.csv"))
with open(os.path.join(HERE, "short.csv"), encoding="utf-8", newline="") as file:
    short = rows_of(file.read())
check("the short form holds", done.returncode == 0, done.stdout, done.stderr)
check("nothing is left out", len(short) > 40 and all(row["outcome"] in ("met", "missed")
    for row in short.values()), short)
check("every input and fitted fact is met", all(row["outcome"] == "met" for row in short.values()
    if row["class"] in ("input", "fitted")), [row for row in short.values() if row["outcome"] != "met"])
facts = {row["id"] for row in short.values()}
check("all of V1 to V22 are there", facts == {"rate"} | {"V%d" % n for n in range(1, 23)}, facts)


def shape(table):
    """What does not depend on the number of runs: fact, tolerance, record, class, source."""
    lines = [line.split(" | ") for line in table.splitlines() if line.startswith("| V")]
    return [[cells[k] for k in (0, 1, 2, 3, 7, 8)] for cells in lines]


with open(os.path.join(SOURCE, "sim", "MODEL.md"), encoding="utf-8") as file:
    told = re.search(r"<!-- from scripts/validate -->\n(.*?)<!-- end -->", file.read(), re.S)[1]
check("sim/MODEL.md has this table (scripts/validate --write)", shape(told) == shape(done.stdout) and
    len(shape(told)) > 40, done.stdout)
check("there, too, every miss is of a prediction", all("| predicted |" in line
    for line in told.splitlines() if "**" in line), told)

# What was fitted, moved

moved, done = validated("retaliation", **every("states", retaliation=1.0))
check("retaliation moves replies out", moved["reply"]["outcome"] == "missed", moved["reply"])
check("what was not run is not modelled", moved["substitution"]["outcome"] == "not modelled" and
    "(substitution)" not in done.stderr, done.stderr)
check("and validate says so", done.returncode == 1 and "(reply)" in done.stderr, done.stderr)
check("and leaves what was put in", moved["concession"]["outcome"] == "met" and
    moved["severity_mean"]["outcome"] == "met", moved["concession"], moved["severity_mean"])
moved, done = validated("publicity", **every("states", publicity=0.7))
check("publicity moves open answers out", moved["public"]["outcome"] == "missed" and
    moved["reply"]["outcome"] == "met", moved["public"], moved["reply"])
moved, done = validated("even", **every("sources", frailty_k=2))
check("even activity moves V1 to V3 out", all(moved[key]["outcome"] == "missed" for key in
    ("active", "pair_year_mean", "top_five")), moved["active"], moved["top_five"])
moved, done = validated("both-sides", **every("sources", direction_kappa=20))
check("an even split moves one-sidedness out", moved["one_sided"]["outcome"] == "missed",
    moved["one_sided"])
moved, done = validated("open", parameters={"publicity": {"p_counter_operation": 1, "secrecy": 20}})
check("public counter-operations show in the timing", moved["excess_90"]["outcome"] == "missed",
    moved["excess_90"])
moved, done = validated("slow", parameters={"publicity": {"secrecy": 20}, "attribution": {
    "patience_overt_days": 200, "evidence_gap_overt_days": 80}})
check("patience moves the delays of naming out", moved["statement_ratio"]["outcome"] == "missed",
    moved["statement_ratio"])
moved, done = validated("told", parameters={"publicity": {"secrecy": 0}})
check("telling of secrets moves open answers out", moved["public"]["outcome"] == "missed" and
    moved["public_attack"]["outcome"] == "missed", moved["public"], moved["public_attack"])
moved, done = validated("silent", **every("pairs", routine_contacts_per_year=0))
check("without routine contacts nobody talks", moved["talking"]["outcome"] == "missed", moved["talking"])

# Calibration

copy = os.path.join(HERE, "copy.json")
shutil.copy(BASELINE, copy)
done = script("calibrate", "--short", "--baseline", copy, "--write")
fitted = dict(re.findall(r"^\| `(retaliation|publicity)` \| [^|]* \| (-?[\d.]+) \|", done.stdout, re.M))
with open(copy, encoding="utf-8") as file:
    states = json.load(file)["states"].values()
check("calibrate fits, and writes what it fitted", done.returncode == 0 and len(fitted) == 2 and
    all(float(fitted[name]) == state[name] for name in fitted for state in states), done.stdout,
    done.stderr)
check("near what the baseline has", all(abs(float(fitted[name]) - scenario["states"]["adrona"][name]) < 0.4
    for name in fitted), fitted)
check("and lists the pairs that cannot be told apart", len(re.findall(r"^\|.*against", done.stdout, re.M)) >= 6,
    done.stdout)
done = script("validate", "--short", "--baseline", os.path.join(HERE, "none.json"))
check("what cannot be run is said", done.returncode == 2 and "none.json" in done.stderr, done.stderr)
shutil.rmtree(HERE)
finish()
