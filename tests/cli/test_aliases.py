#!/usr/bin/python3
"""A scenario under invented names: no page and no table has a real name, title, note or date of the
scenario.

Ids do not change. The test therefore searches for names of states and sources, titles, places, and
dates with a year. The twin, the same scenario without use_aliases, must have them.
"""
import json
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

SCENARIOS = ("russia-indonesia-2021", "russia-france-osce")
BRIEFS = SCENARIOS + ("asean-2016", "vietnam-russia-2017", "indonesia-russia-2017")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(r"\b\d{1,2} (?:%s) (?:19|20)\d\d\b" % MONTHS)
# Adjectives and places, which no member of a scenario lists. They begin with a capital letter,
# unlike ids, which are allowed.
WORDS = re.compile(r"\b(?:Russia|Indonesia|Vietnam|Viet Nam|France|French|Paris|Jakarta|Moscow|Da Nang|Singapore"
    r"|ASEAN|OSCE|Malaysia|Thailand|Philippines|Cambodia|Myanmar|Brunei|Australia|India)\b|\b(?:Russian|Indonesian|Vietnamese)\b")


def run(*arguments):
    made = subprocess.run((CBMSIM,) + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout.decode()


def texts(node, keys):
    """Yields all texts of members with these keys, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in keys and value:
                yield value
            yield from texts(value, keys)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, keys)


def own_texts(path):
    """Returns titles, notes and references of a scenario and of its agreement files."""
    with open(path) as file:
        scenario = json.load(file)
    found = set(texts({key: scenario[key] for key in scenario if key != "incident_types"},
        ("title", "notes", "reference")))
    for agreement in scenario.get("agreements", {}).values():
        if isinstance(agreement, str):
            with open(os.path.join(os.path.dirname(path), agreement)) as file:
                found |= set(texts(json.load(file), ("title", "notes", "reference")))
    return found


def revealed(text, own):
    """Returns the real names in a text."""
    flat = " ".join(text.split())
    return sorted(set(WORDS.findall(text)) | set(DATE.findall(text)) |
        {one for one in own if len(one) > 12 and " ".join(one.split()) in flat})


def pages(path, folder, settings):
    """Yields (name, text) of every page and table about a scenario."""
    yield "describe", run("describe", path, *settings)
    yield "describe, Markdown", run("describe", path, "--format", "md", *settings)
    run("run", path, "-n", "2", "--trace-level", "events", "-o", folder, *settings)
    run("report", folder)
    with open(os.path.join(folder, "policies.csv")) as file:
        policy = [line.split(",")[0] for line in file][1:3]
    yield "compare", run("compare", folder)
    yield "story", run("replay", folder, "--run", "1/%s/1" % policy[1], "--story")
    yield "story by date", run("replay", folder, "--run", "1/%s/1" % policy[0], "--story", "--by-date")
    for name in sorted(os.listdir(folder)):
        if name.endswith((".csv", ".html")) or name == "datapackage.json":
            with open(os.path.join(folder, name)) as file:
                yield name, file.read()


with tempfile.TemporaryDirectory() as scratch:
    for scenario in SCENARIOS:
        path = os.path.join(SOURCE, "scenarios", scenario + ".json")
        own = own_texts(path)
        for hidden in (True, False):
            settings = ("--set", "/use_aliases=true") if hidden else ()
            found = ["%s: %s" % (name, ", ".join(words)[:200])
                for name, text in pages(path, os.path.join(scratch, scenario + str(hidden)), settings)
                for words in (revealed(text, own),) if words]
            if hidden:
                check("%s: nothing reveals a name under invented names" % scenario, not found, *found)
            else:
                kinds = {line.split(":")[0] for line in found}
                check("%s: brief, report, story and tables have the names otherwise" % scenario,
                    {"describe", "report.html", "story", "policies.csv"} <= kinds, *found)
for scenario in BRIEFS:
    path = os.path.join(SOURCE, "scenarios", scenario + ".json")
    found = revealed(run("describe", path, "--set", "/use_aliases=true"), own_texts(path))
    check("the brief of %s reveals no name" % scenario, not found, *found)
finish()
