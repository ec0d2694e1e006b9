#!/usr/bin/python3
"""A story is complete, with any names. Every act is in one tree, below the incident or act to which
it responds, and every incident with a response has a chapter."""
import csv
import json
import os
import re
import subprocess
import tempfile
import unicodedata

from tap import CBMSIM, SOURCE, check, finish

DEEPEST = 2 + 2 * 24
NODE = re.compile(r"^( +)- .*?\[([0-9a-f]{16})\]$", re.M)
REPAIR = ("", "absorb", "mitigate")


def read(folder, name, policy, rep):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if r["policy"] == policy and r["rep"] == str(rep)]


def story_of(folder, policy, rep, *options):
    done = subprocess.run([CBMSIM, "replay", folder, "--run", "1/%s/%d" % (policy, rep), "--story",
        *options], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8")


def trees(story):
    """
    Yields (identity, identity of the parent) of every node. The parent follows from the
    indentation. At the maximum indentation (sim/words/narrative/narrative_tree.c) the parent can be
    any node above, so that None is returned.
    """
    above = {}
    # A node may have two lines; they are joined first.
    joined = re.sub(r"\n +(?![- ])(?=[^\n]*)", " ", story)
    for spaces, node in NODE.findall(joined):
        above[len(spaces)] = node
        if len(spaces) < DEEPEST:
            yield node, above.get(len(spaces) - 2, "nothing") if len(spaces) > 2 else ""
        else:
            yield node, None


def wrong_trees(story, incidents, acts):
    """Yields the errors in the trees of a complete story."""
    parents = {r["incident_id"]: r["parent_id"] for r in incidents}
    parents.update((r["act_id"], r["parent_id"]) for r in acts)
    seen = {}
    for node, parent in trees(story):
        if node in seen:
            yield "%s appears twice" % node
        seen[node] = parent
    for node in parents:
        if node not in seen:
            yield "%s does not appear" % node
        elif seen[node] not in (None, parents[node]):
            yield "%s appears under %r, not under %r" % (node, seen[node], parents[node])
    for node in set(seen) - set(parents):
        yield "%s is neither an incident nor an action" % node


def answered_roots(incidents, acts, messages):
    """Yields the roots of the cascades with a response, a question or a warning. These cascades
    have a chapter."""
    below = {r["parent_id"] for r in incidents + acts if r["parent_id"]}
    asked = {r["incident_id"] for r in messages}
    for r in incidents:
        if not r["parent_id"] and (r["incident_id"] in below or r["incident_id"] in asked
                or r["asked"] == "TRUE" or r["overt"] not in REPAIR or r["covert"] not in ("", "none")
                or r["help"] not in ("", "no_request")):
            yield r["incident_id"]


def highest_roots(incidents, acts):
    """Returns the roots of the cascades with an act of the highest rung. One of these cascades
    always has a chapter."""
    parents = {r["incident_id"]: r["parent_id"] for r in incidents}
    parents.update((r["act_id"], r["parent_id"]) for r in acts)
    highest = max((int(r["rung"]) for r in acts), default=None)
    roots = set()
    for r in acts:
        if int(r["rung"]) == highest:
            top = r["act_id"]
            while parents[top]:
                top = parents[top]
            roots.add(top)
    return roots


def hot(path):
    """Writes a scenario with many events and hostile names."""
    with open(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), encoding="utf-8") as f:
        document = json.load(f)
    document["title"] = "\u200d<script>alert(1)</script> " + "x" * 10000
    document["states"]["ardia"]["name"] = "Ardia\u200d\u200c <b>'\""
    document["states"]["borvia"]["name"] = "B" * 10000
    document["parameters"] = {"tension": {"jump": 1.5, "p_war": 0.9, "act_7": 2},
        "truth": {"p_surfaces": 0.8}, "clarification": {"p_ask": 0.7}}
    document["sources"].update({
        "gang": {"kind": "criminal", "home": "borvia", "targets": {"ardia": 1},
            "mix": {"ransomware": 1}},
        "mishap": {"kind": "accident", "home": "borvia", "targets": {"ardia": 1},
            "mix": {"accident": 1}}})
    document["sources"]["borvian_service"]["spillover"] = {"probability": 1, "to": "outland"}
    document["sources"]["borvian_service"]["mix"] = {"malware_degradation": 1, "intrusion_long_espionage": 1}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)


with tempfile.TemporaryDirectory() as scratch:
    hot(os.path.join(scratch, "hot.json"))
    worlds = {"tutorial": os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"),
        "region": os.path.join(SOURCE, "scenarios", "regional-hub.json"),
        "hot": os.path.join(scratch, "hot.json")}
    stories = {}
    for name, scenario in worlds.items():
        folder = os.path.join(scratch, name)
        subprocess.run([CBMSIM, "run", scenario, "-o", folder, "-n", "3", "-s", "5", "-q",
            "--trace-level", "events"], check=True)
        with open(os.path.join(folder, "policies.csv"), encoding="utf-8", newline="") as file:
            policies = [r["policy"] for r in csv.DictReader(file)]
        wrong, missing, lost, wide = [], [], [], []
        for policy in policies:
            for rep in (1, 2, 3):
                incidents, acts, messages = (read(folder, x + ".csv", policy, rep)
                    for x in ("incidents", "acts", "messages"))
                whole = story_of(folder, policy, rep, "--whole")
                plain = story_of(folder, policy, rep, "--chapters", "1000000")
                stories[name] = stories.get(name, "") + whole
                wrong += wrong_trees(whole, incidents, acts)
                chapters = len(re.findall(r"^\d{1,3}\.(?: |$)", plain, re.M))
                answered = set(answered_roots(incidents, acts, messages))
                expected = {len(answered | {top}) for top in highest_roots(incidents, acts)}
                expected = expected or {len(answered)}
                crises = int(read(folder, "runs.csv", policy, rep)[0]["crises"])  # their causes have chapters, too
                if not min(expected) <= chapters <= max(expected) + crises + 1:
                    missing.append("%s/%d: %d chapters, %s cascades with a response" % (
                        policy, rep, chapters, sorted(expected)))
                answers = {r["act_id"] for r in acts if r["parent_id"]}
                lost += answers - {node for node, _ in trees(plain)}
                wide += [line for line in plain.splitlines() if len(line) > 92 and " " in line.strip()
                    and len(max(line.split(), key=len)) < 60]
                row = incidents, acts
        check("%s: every action and incident appears in one tree, under its parent" % name, not wrong,
            *wrong[:10])
        check("%s: every cascade with a response has a chapter" % name, not missing, *missing)
        check("%s: every response appears in a tree of the plain story" % name, not lost, lost)
        check("%s: lines have at most 92 characters" % name, not wide, *wide[:5])
        # The same checks fail if the story differs from the rows.
        gone = re.sub(r"^ {4}- .*\n(?: +[^- \n].*\n)*", "", whole, count=1, flags=re.M)
        check("%s: a missing response is detected" % name,
            gone == whole or list(wrong_trees(gone, *row)))
        moved = re.sub(r"^ {4}(- .*)", r"  \1", whole, count=1, flags=re.M)
        check("%s: a response under the wrong parent is detected" % name,
            moved == whole or list(wrong_trees(moved, *row)))
        check("%s: a story is the same twice" % name, whole == story_of(folder, policies[-1], 3,
            "--whole"))
        usual = story_of(folder, policies[-1], 3)
        check("%s: at most 40 chapters unless said, and the rest is counted" % name,
            len(re.findall(r"^\d{1,3}\.(?: |$)", usual, re.M)) == min(40, chapters) and
            (chapters <= 40 or "Of %d possible chapters" % chapters in usual), chapters)
        short = story_of(folder, policies[-1], 3, "--chapters", "2")
        check("%s: two chapters if two are asked for" % name,
            len(re.findall(r"^\d{1,3}\.(?: |$)", short, re.M)) == 2)

    shown = stories["hot"]
    harmful = {hex(ord(c)) for c in shown if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    check("what reverses writing or moves a cursor is shown, not done", not harmful, harmful)
    check("names are there as text", "Ardia\\u200d\\u200c <b>'\"" in re.sub(r"\s+", " ", shown))
    check("a name without end is cut", "B" * 200 not in shown)
    for word in ("crisis", "spread beyond its target", "criminal group", "An accident", "Between the states"):
        check("a hot world has '%s'" % word, word in re.sub(r"\s+", " ", shown))
    for options, code in (("--story --trace", 2), ("--whole", 2), ("--chapters 3", 2), ("--html", 2),
            ("--story --chapters 0", 2), ("--story --width 39", 2), ("--story --incident 12", 2),
            ("--story --incident 0123456789abcdef", 3), ("--story --seat nowhere", 3),
            ("--story --seat ardia --by-date --html --width 60", 0), ("--story --chapters 3 --whole", 0)):
        done = subprocess.run([CBMSIM, "replay", os.path.join(scratch, "hot"), "--run",
            "1/hotline/1", *options.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check("replay %s ends with %d" % (options, code), done.returncode == code, done.stderr)
finish()
