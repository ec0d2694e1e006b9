#!/usr/bin/python3
"""Tests the measures of cbmsim rehearse. A world with few events must miss the thresholds."""
import csv
import json

from sweeps import cbmsim, path
from tap import SOURCE, check, finish

CALL = SOURCE + "/scenarios/workshop/tutorial-call.json"


def rehearse(file, *words, n="40"):
    return cbmsim("rehearse", file, "-n", n, "--format", "csv", *words)


def table(result):
    return {(r["step"], r["seat"], r["measure"]): r for r in csv.DictReader(result.stdout.splitlines())}


one = rehearse(CALL, "--continuations", "0")
rows = table(one)
check("every seat has rows at every decide stop", one.returncode == 0 and all(
    (step + ".decide", seat, measure) in rows for step in ("r1", "r2", "r3") for seat in ("ardane", "belmor")
    for measure in ("not_empty", "items", "items_q95", "words")), one.stderr, one.stdout[:2000])
shares = [float(rows[step, "", "crisis"]["value"]) for step in ("r1.decide", "r2.decide", "r3.decide", "r3.react")]
check("the chance of a crisis only grows", shares == sorted(shares), shares)
check("verdicts follow from minimum and maximum", all(
    (r["verdict"] == "met") == (float(r["minimum"] or "-inf") <= float(r["value"]) <= float(r["maximum"] or "inf"))
    for r in rows.values() if r["verdict"]))
check("asking first is compared with habit", abs(1 - float(rows["", "", "misdirected_ask_first"]["value"]) /
    float(rows["", "", "misdirected_habit"]["value"]) - float(rows["", "", "fewer_misdirected"]["value"])) < 1e-9)
with open(CALL, encoding="utf-8") as file:
    document = json.load(file)
told = [i["told"] for i in document["injects"].values() if "told" in i and "2027-03-01" <= i.get("day", "") <= "2027-04-27"]
words = sum(len(t.get("ardane", "").split()) + len(t.get("all", "").split()) for t in told)
check("words are those of the injects", words ==
    sum(int(r["value"]) for k, r in rows.items() if k[1] == "ardane" and k[2] == "words"), words)

few = rehearse(CALL, "--continuations", "20", "--jobs", "1", n="3")
check("families are compared", ("", "", "families_differ") in table(few), few.stderr)
check("the number of threads changes no byte",
    few.stdout == rehearse(CALL, "--continuations", "20", "--jobs", "3", n="3").stdout)

document["injects"] = {k: i for k, i in document["injects"].items() if "target" not in i}
with open(path("dull.json"), "w", encoding="utf-8") as file:
    json.dump(document, file)
result = rehearse("dull.json", "--continuations", "0")
dull = table(result)
missed = [k for k, r in dull.items() if r["verdict"] == "missed" and k[2] == "not_empty"]
lively = [k for k, r in rows.items() if r["verdict"] == "missed" and k[2] == "not_empty"]
check("without its injects more tables are empty", len(missed) > len(lively), missed, lively, result.stderr)
plain = cbmsim("rehearse", SOURCE + "/scenarios/two-states-tutorial.json")
check("a scenario without a workshop is refused", plain.returncode != 0 and "no workshop" in plain.stderr, plain.stderr)
finish()
