#!/usr/bin/python3
"""Outcomes that count incidents, or sum over them, agree with incidents.csv and are stored with the runs."""
import csv
import json
import math
import shutil

from sweeps import SCENARIO, cbmsim, differences, experiment, output_of, path, sweep
from tap import check, finish

COUNTED = {
    "severe": {"count": "incidents", "where": "severity >= 5 and not missing(detected_day)", "title": "severe incidents"},
    "hits": {"count": "incidents", "by": "target"},
    "flags": {"count": "incidents", "where": "type != \"defacement\"", "by": "critical"},
    "loss": {"sum": "harm", "by": "dyad"},
    "late": {"sum": "detected_day - start_day", "where": "not counter_operation == true"},
    "annual": {"count": "incidents", "by": "year"},
}
SHARE = {"severe_share": {"expression": "severe / incidents_true"}}


def scenario(name, outcomes):
    with open(path(name + ".json"), "w", encoding="utf-8") as out:
        json.dump({"extends": SCENARIO, "outputs": {"outcomes": outcomes}}, out)
    return name + ".json"


def run(file, directory, *words, n=12):
    return cbmsim("run", file, "-s", "3", "-n", str(n), "-o", directory, "-q", *words)


def table(*names):
    with open(path(*names), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(row):
    return row["point_id"], row["policy"], row["rep"]


def expected(incidents, states):
    """Returns the counted columns of a run, computed from its rows of incidents.csv."""
    def number(row, name):
        return float(row[name])

    of = {"severe": sum(number(r, "severity") >= 5 and r["detected_day"] != "" for r in incidents)}
    for state in states:
        of["hits_" + state] = sum(r["target"] == state for r in incidents)
    for name, value in (("false", "FALSE"), ("true", "TRUE")):
        of["flags_" + name] = sum(r["critical"] == value and r["type"] != "defacement" for r in incidents)
    for i, one in enumerate(states):
        for other in states[i + 1:]:
            of["loss_%s_%s" % (one, other)] = sum(number(r, "harm") for r in incidents
                if {r["initiator"], r["target"]} == {one, other})
    of["late"] = sum(number(r, "detected_day") - number(r, "start_day") for r in incidents
        if r["counter_operation"] == "FALSE" and r["detected_day"] != "")
    for year in range(10):
        of["annual_year_%d" % (year + 1)] = sum(math.floor(number(r, "start_day") / 365.25) == year for r in incidents)
    return of


def wrong(directory):
    found, states = [], sorted({r["target"] for r in table(directory, "incidents.csv")} |
        {r["initiator"] for r in table(directory, "incidents.csv")} - {""})
    by_run = {}
    for row in table(directory, "incidents.csv"):
        by_run.setdefault(key(row), []).append(row)
    for row in table(directory, "runs.csv"):
        for name, value in expected(by_run.get(key(row), []), states).items():
            if name not in row or abs(float(row[name]) - value) > 1e-4 * (1 + abs(value)):
                found.append((key(row), name, row.get(name), value))
        if abs(float(row["severe_share"]) - float(row["severe"]) / float(row["incidents_true"])) > 1e-12:
            found.append((key(row), "severe_share"))
    return found


FILE = scenario("counted", {**COUNTED, **SHARE})
done = run(FILE, "counted")
check("counted outcomes are those of incidents.csv", done.returncode == 0 and not wrong("counted"), output_of(done),
    wrong("counted")[:5] if done.returncode == 0 else "")
rows = table("counted", "runs.csv")
columns = list(rows[0])[-20:]
check("columns vary between runs", all(len({r[c] for r in rows}) > 1 for c in columns if c.split("_")[0] in
    ("severe", "hits", "late")), columns)
run(SCENARIO, "plain")
check("counting changes no run", [{k: r[k] for k in table("plain", "runs.csv")[0]} for r in rows] ==
    table("plain", "runs.csv"))
run(FILE, "none", "--trace-level", "none")
run(FILE, "events", "--trace-level", "events")
check("the trace level does not change them", table("none", "runs.csv") == rows and table("events", "runs.csv") == rows)
check("compare.csv has a row for each group", {r["metric"] for r in table("counted", "analysis", "compare.csv")} >=
    {"hits_" + r["target"] for r in table("counted", "incidents.csv")})
check("verify repeats runs with counted outcomes", cbmsim("verify", "counted").returncode == 0)
check("without a directory they are the same", list(csv.DictReader(cbmsim("run", FILE, "-s", "3", "-n", "12", "-q",
    "--print", "runs").stdout.splitlines())) == rows)

# ---- acts and messages ----
OTHERS = {"high": {"count": "acts", "where": "rung >= 4 and not trigger_cyber == true"},
    "acted": {"count": "acts", "by": "actor"}, "rungs": {"sum": "rung", "over": "acts", "by": "dyad"},
    "answers": {"count": "acts", "by": "response"}, "sent": {"count": "messages", "by": "from"},
    "waited": {"sum": "answered_day - sent_day", "over": "messages"},
    "yearly": {"count": "messages", "by": "year"}, "severe": COUNTED["severe"]}


def wrong_others(directory):
    """Returns the cells of runs.csv that differ from those recomputed from acts.csv and
    messages.csv."""
    found, tables = [], {name: {} for name in ("acts", "messages", "incidents")}
    for name, by_run in tables.items():
        for row in table(directory, name + ".csv"):
            by_run.setdefault(key(row), []).append(row)
    for row in table(directory, "runs.csv"):
        acts, messages, incidents = (by_run.get(key(row), []) for by_run in tables.values())
        of = {"high": sum(float(r["rung"]) >= 4 and r["trigger_cyber"] == "FALSE" for r in acts),
            "waited": sum(float(r["answered_day"]) - float(r["sent_day"]) for r in messages if r["answered_day"]),
            "rungs_ardia_borvia": sum(float(r["rung"]) for r in acts if {r["actor"], r["target"]} == {"ardia", "borvia"}),
            "severe": expected(incidents, [])["severe"]}
        for state in ("ardia", "borvia"):
            of["acted_" + state] = sum(r["actor"] == state for r in acts)
            of["sent_" + state] = sum(r["from"] == state for r in messages)
        for name in ("public_attribution", "sanctions", "military_display"):
            of["answers_" + name] = sum(r["response"] == name for r in acts)
        of["yearly_year_2"] = sum(365.25 <= float(r["sent_day"]) < 730.5 for r in messages)
        found += [(key(row), name, row.get(name), value) for name, value in of.items()
            if name not in row or abs(float(row[name]) - value) > 1e-4 * (1 + abs(value))]
    return found


OTHER_FILE = scenario("others", OTHERS)
done = run(OTHER_FILE, "others", "--trace-level", "events")
check("acts and messages are those of their files", done.returncode == 0 and not wrong_others("others"), output_of(done),
    wrong_others("others")[:5] if done.returncode == 0 else "")
rows_of_others = table("others", "runs.csv")
check("their columns vary between runs", all(len({r[c] for r in rows_of_others}) > 1 for c in ("high", "acted_ardia",
    "waited", "sent_borvia", "rungs_ardia_borvia")))
run(OTHER_FILE, "others-none", "--trace-level", "none")
check("they do not need their files", table("others-none", "runs.csv") == rows_of_others)
run(scenario("others", {**OTHERS, "rungs": {**OTHERS["rungs"], "over": "messages", "sum": "sent_day"}}), "summed")
check("the twin: a sum over other rows differs", {r["rungs_ardia_borvia"] for r in table("summed", "runs.csv")} !=
    {r["rungs_ardia_borvia"] for r in rows_of_others})
done = run(scenario("others", {**OTHERS, "high": {"count": "messages"}}), "others-none", "--trace-level", "none")
check("to count other rows needs new runs", done.returncode == 4, output_of(done))

# ---- identity: texts and expressions may change, but not the counted conditions ----
done = run(scenario("renamed", {**COUNTED, "severe": {**COUNTED["severe"], "title": "other"}, "half": {"expression":
    "severe / 2"}}), "counted")
check("a title and another expression need no new runs", done.returncode == 0 and [float(r["half"]) for r in
    table("counted", "runs.csv")] == [float(r["severe"]) / 2 for r in rows], output_of(done))
done = run(scenario("other", {**COUNTED, "severe": {"count": "incidents", "where": "severity >= 6"}}), "counted")
check("another condition needs new runs", done.returncode == 4 and "--fresh" in done.stderr, output_of(done))

# ---- sweeps ----
UNTIL = {"min": 20, "max": 40, "batch": 10, "until": [{"metric": "severe", "relative_half_width": 0.2}]}
FILE = experiment("swept", points=2, replications=UNTIL, outputs={"outcomes": {**COUNTED, **SHARE}})
done = sweep(FILE, "swept", "-j", "2")
check("a sweep counts, and its stopping rule reads the count", done.returncode == 0, output_of(done))
check("plan runs pilots with counted outcomes", cbmsim("plan", FILE).returncode == 0)
for part in ("1", "2"):
    sweep(FILE, "part" + part, "--shard", part + "/2")
shutil.rmtree(path("part2", "journal"))
done = cbmsim("merge", "part1", "part2", "-o", "joined", "-q")
check("merge joins parts, also one without its journal", done.returncode == 0 and not differences("joined", "swept"),
    output_of(done), differences("joined", "swept"))

# ---- errors ----
for outcome, message in (
        ({"count": "incidents", "where": "typ == \"x\""}, "/where: at character 1: unknown column typ; did you mean"),
        ({"count": "incidents", "where": "type == \"x\""}, "/where: at character 9: use one of the values of column type"),
        ({"count": "incidents", "where": "severity"}, "/where: at character 9: expected a condition before this place, for example "),
        ({"count": "incidents", "by": "severity"}, "/by: rows cannot be grouped by \"severity\"; use one of \"dyad\", \"year\", "),
        ({"count": "pairs"}, "/count: only \"incidents\", \"acts\" and \"messages\" can be counted"),
        ({"sum": "rung", "over": "states"}, "/over: only \"incidents\", \"acts\" and \"messages\" can be counted"),
        ({"count": "acts", "over": "acts"}, "/over: needs \"sum\""),
        ({"count": "acts", "where": "severity > 3"}, "/where: at character 1: unknown column severity; known: "),
        ({"count": "incidents", "where": "target == actr"}, "/where: at character 11: unknown column actr; "),
        ({"count": "incidents", "sum": "harm"}, "needs exactly one of \"expression\", \"count\" and \"sum\""),
        ({"expression": "harm", "by": "type"}, "/by: needs \"count\" or \"sum\""),
        ({"sum": "target"}, "/sum: at character 7: expected a number before this place")):
    done = cbmsim("check", scenario("bad", {"x": outcome}))
    check("the message is: " + message, done.returncode == 3 and message in done.stderr, output_of(done))
done = cbmsim("check", scenario("bad", {"hits": {"count": "incidents", "by": "year"}, "hits_year_1": {"expression":
    "harm"}}))
check("two columns with one name are an error", done.returncode == 3 and
    "\"hits_year_1\" is also a column of another outcome" in done.stderr, output_of(done))

finish()
