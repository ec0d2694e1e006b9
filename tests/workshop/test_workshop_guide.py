#!/usr/bin/python3
"""The guide for facilitators: the typed exercise in it prints the text in the guide, its seeds give
every team a matter in every round, and all commands of its command sheet exist."""
import json
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

with open(os.path.join(SOURCE, "scenarios/workshop/README.md"), encoding="utf-8") as file:
    GUIDE = file.read()
scratch = tempfile.TemporaryDirectory()
count = 0


def play(scenario, seed, commands):
    global count
    count += 1
    done = subprocess.run([CBMSIM, "workshop", os.path.join(SOURCE, scenario), "-s", seed, "-o",
        os.path.join(scratch.name, str(count)), "--terminal"], input="".join(c + "\n" for c in commands),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout, done.returncode


def printed(scenario, seed, commands):
    """Returns the output of each command."""
    before, out = play(scenario, seed, [])[0], []
    for n in range(1, len(commands) + 1):
        now = play(scenario, seed, commands[:n])[0]
        out.append(now[len(before):])
        before = now
    return out


table = re.findall(r"`cbmsim workshop (scenarios/workshop/\S+) -s (\d+) -o \S+ --terminal`", GUIDE)
check("the guide recommends a seed for each exercise", len(table) == 3, table)
for scenario, seed in table:
    shown, _ = play(scenario, seed, ["go", "go"] + ["close", "go"] * 20)
    with open(os.path.join(SOURCE, scenario), encoding="utf-8") as file:
        workshop = json.load(file)["workshop"]
    rounds = [step for step in workshop["plan"].values() if step.get("kind") != "talks"]
    stops = re.findall(r"(?m)^r\d+\.decide .*\n((?:  \w+ .*\n)+)", shown)
    idle = [line for stop in stops for line in stop.splitlines() if line.endswith("-")]
    check("%s -s %s: every team has a matter in every round" % (scenario, seed),
        len(stops) == len(rounds) and all(len(s.splitlines()) == len(workshop["seats"]) for s in stops) and not idle, idle,
        len(stops), shown)

block = re.search(r"```text\n(.*?)```", GUIDE, re.S).group(1)
steps = re.findall(r"(?m)^> (.*)\n((?:(?!> ).*\n)*)", block)
check("the exercise goes from the first stop to the review", len(steps) > 15 and steps[-1][0] == "review", steps)
for (typed, said), now in zip(steps, printed(*table[0], [typed for typed, _ in steps])):
    check("> " + typed, said == now, "the guide:", said, "the program:", now)
for kind in ("settle", "answer", "offer", "predict", "say"):
    check("it shows " + kind, any(typed.startswith(kind) for typed, _ in steps))

sheet = GUIDE[GUIDE.index("## Command sheet"):]
named = set(re.findall(r"`([a-z]+)(?: [^`]*)?`", sheet.split("## If")[0]))
lines, _ = play(*table[0], ["help"])
commands = set(re.findall(r"(?m)^  ([a-z]+)\b", lines))
words = {"denial", "help", "explanation", "admission", "silence", "yes", "no", "all", "cbmsim"}
check("the command sheet names commands that exist", named - words <= commands and len(named & commands) > 12,
    named - words - commands)
finish()
