#!/usr/bin/python3
"""The short form of scripts/validate succeeds, and its table has the same facts as the one in
sim/MODEL.md. If a fitted parameter is changed, the facts to which it was fitted fail.
scripts/calibrate works."""
import csv
import importlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import forked
from tap import CBMSIM, SOURCE, check, finish, not_sanitized

not_sanitized("validation", "too slow; the release build makes the same runs")

sys.path.insert(0, os.path.join(SOURCE, "scripts"))

from validation import estimators  # noqa: E402

importlib.import_module("validation.worlds")  # for the scripts that forked.py runs

HERE = tempfile.mkdtemp(prefix="cbmsim-test-")
BASELINE = os.path.join(SOURCE, "scenarios", "baseline-rivals.json")
with open(BASELINE, encoding="utf-8") as file:
    scenario = json.load(file)


def script(name, *words):
    done = forked.run(os.path.join(SOURCE, "scripts", name), *words, cwd=SOURCE)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows_of(text):
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


def validated(name, runs=12, **members):
    """Returns the rows of the table by key, for the baseline with some changed members, and the
    finished command. With 12 runs, a fact that must fail after a change is at least 5 standard
    errors outside of its tolerance. The nearest one is one_sided: 0.367, with a standard error of
    0.020, against 0.47. A fact fails if it is 2 standard errors outside, so that the power is above
    0.998."""
    path = os.path.join(HERE, name + ".json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"format": "cbmsim-scenario-1", "extends": os.path.relpath(BASELINE, HERE), **members},
            out)
    done = script("validate", "--short", "--runs", str(runs), "--baseline", path, "--csv", "-")
    check("validate runs with the variant %s" % name, done.returncode in (0, 1), done.stdout[-2000:], done.stderr)
    return rows_of(done.stdout), done


def every(group, **members):
    return {group: {name: members for name in scenario[group]}}


# The ids in the estimators agree with the program

def described(topic):
    done = subprocess.run([CBMSIM, "describe", topic, "--format", "csv"], stdout=subprocess.PIPE, text=True,
        check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


overt = [row for row in described("responses") if row["side"] == "overt"]
check("the estimators have the ids of all overt hostile responses", {row["id"] for row in overt if row["rung"] in "23"} ==
    set(estimators.OPEN_HOSTILE), overt)
check("the estimators have the ids of displays and use of force", {row["id"] for row in overt if int(row["rung"]) >= 7} == set(
    estimators.MILITARY), overt)
kinds = described("incidents")
check("the estimators have all methods and classes of incident types", {row["method"] for row in kinds} <= {"none",
    *estimators.METHODS} and {row["class"] for row in kinds} == {"accident", "crime", *estimators.ATTACK,
    *estimators.ESPIONAGE}, kinds)

# The shipped baseline in the short form

done = script("validate", "--short", "--csv", os.path.join(HERE, "short.csv"))
with open(os.path.join(HERE, "short.csv"), encoding="utf-8", newline="") as file:
    short = rows_of(file.read())
check("the short form succeeds", done.returncode == 0, done.stdout, done.stderr)
check("no fact is omitted", len(short) > 40 and all(row["outcome"] in ("met", "missed", "reported")
    for row in short.values()), short)
check("all input and fitted facts are met", all(row["outcome"] == "met" for row in short.values()
    if row["class"] in ("input", "fitted")), [row for row in short.values() if row["outcome"] != "met"])
facts = {row["id"] for row in short.values()}
check("the table has all facts V1 to V22 and the shipped scenarios S1 to S5", facts == {"rate"} | {"V%d" % n for n in
    range(1, 23)} | {"S%d" % n for n in range(1, 6)}, facts)


def shape(table):
    """Returns the cells that do not depend on the number of runs: id, fact, tolerance, record,
    class, source."""
    lines = [line.split(" | ") for line in table.splitlines() if line.startswith(("| V", "| S"))]
    return [[cells[k] for k in (0, 1, 2, 3, 7, 8)] for cells in lines]


with open(os.path.join(SOURCE, "sim", "MODEL.md"), encoding="utf-8") as file:
    documented = re.search(r"<!-- from scripts/validate -->\n(.*?)<!-- end -->", file.read(), re.S)[1]
check("sim/MODEL.md has this table (scripts/validate --write)", shape(documented) == shape(done.stdout) and
    len(shape(documented)) > 40, done.stdout)
check("in sim/MODEL.md only predictions are missed", all("| predicted |" in line
    for line in documented.splitlines() if "**" in line), documented)

# Changes of fitted parameters

changed, done = validated("retaliation", **every("states", retaliation=1.0))
check("retaliation changes the share of replies", changed["reply"]["outcome"] == "missed", changed["reply"])
check("a fact that was not run is not modelled", changed["substitution"]["outcome"] == "not modelled" and
    "(substitution)" not in done.stderr, done.stderr)
check("validate reports the missed fact and ends with 1", done.returncode == 1 and "(reply)" in done.stderr, done.stderr)
check("retaliation does not change methods and severity", all(changed[key]["outcome"] == "met"
    for key in ("method_distance", "severity_mean")), changed["method_distance"], changed["severity_mean"])
replies = [changed[key] for key in ("reply_higher", "reply_same", "reply_lower")]
check("with retaliation the replies of each severity stay within their tolerances", all(
    float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in replies), replies)
changed, done = validated("publicity", **every("states", publicity=0.7))
check("publicity changes the share of overt responses only", changed["public"]["outcome"] == "missed" and
    changed["reply"]["outcome"] == "met", changed["public"], changed["reply"])
changed, done = validated("even", **every("sources", frailty_k=2))
check("equal activity of all pairs changes V1 to V3", all(changed[key]["outcome"] == "missed" for key in
    ("active", "pair_year_mean", "top_five")), changed["active"], changed["top_five"])
changed, done = validated("both-sides", **every("sources", direction_kappa=20))
check("equal activity of both sides changes one-sidedness", changed["one_sided"]["outcome"] == "missed",
    changed["one_sided"])
changed, done = validated("open", parameters={"publicity": {"p_counter_operation": 1, "secrecy": 20}})
check("public counter-operations change the retaliation in excess of chance", changed["excess_90"]["outcome"] == "missed",
    changed["excess_90"])
changed, done = validated("slow", parameters={"publicity": {"secrecy": 20}, "attribution": {
    "patience_overt_days": 200, "evidence_gap_overt_days": 80}})
check("patience changes the delays of public attribution", changed["statement_ratio"]["outcome"] == "missed",
    changed["statement_ratio"])
changed, done = validated("no-secrecy", parameters={"publicity": {"secrecy": 0}})
check("victims that speak of secret incidents change the overt responses", changed["public"]["outcome"] == "missed" and
    changed["public_attack"]["outcome"] == "missed", changed["public"], changed["public_attack"])
changed, done = validated("silent", **every("pairs", routine_contacts_per_year=0))
check("without routine contacts there is less cooperative contact", changed["talking"]["outcome"] == "missed", changed["talking"])

# Calibration

copy = os.path.join(HERE, "copy.json")
shutil.copy(BASELINE, copy)
done = script("calibrate", "--short", "--baseline", copy, "--write")
fitted = dict(re.findall(r"^\| `(retaliation|publicity)` \| [^|]* \| (-?[\d.]+) \|", done.stdout, re.M))
with open(copy, encoding="utf-8") as file:
    states = json.load(file)["states"].values()
check("calibrate writes the fitted values", done.returncode == 0 and len(fitted) == 2 and
    all(float(fitted[name]) == state[name] for name in fitted for state in states), done.stdout,
    done.stderr)
check("calibrate finds values near those of the baseline", all(abs(float(fitted[name]) - scenario["states"]["adrona"][name]) < 0.4
    for name in fitted), fitted)
check("calibrate lists the pairs of parameters", len(re.findall(r"^\|.*against", done.stdout, re.M)) >= 6,
    done.stdout)
done = script("validate", "--short", "--baseline", os.path.join(HERE, "none.json"))
check("validate reports a missing baseline and ends with 2", done.returncode == 2 and "none.json" in done.stderr, done.stderr)
shutil.rmtree(HERE)
finish()
