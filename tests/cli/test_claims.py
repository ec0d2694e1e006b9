#!/usr/bin/python3
"""Sentences of the documents that state the direction of an effect agree with the intervals of the program."""
import csv
import functools
import io
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized

not_sanitized("claims", "they need the runs of the release build")

UP, DOWN, NONE = "higher", "lower", "not distinguished from 0"
RI, VIETNAM, TALKS, OSCE, ASEAN, HUB = ("russia-indonesia-2021", "vietnam-russia-2017", "indonesia-russia-2017",
    "russia-france-osce", "asean-2016", "regional-hub")
FIRST, EFFECTS = ("README.md", 1000), ("scenarios/README.md", 400)

# (document and its number of runs), sentence, [(scenario, policy, versus, metric, direction)]
CLAIMS = [
    (FIRST, "The agreement lowers the harm to its parties a little",
        [(RI, "with", "without", "harm_parties", DOWN)]),
    (FIRST, "the parties identify actors more often and respond to them: hostile responses rise a little",
        [(RI, "with", "without", "attribution_rate", UP), (RI, "with", "without", "hostile_responses", UP)]),
    (FIRST, "Harm to third parties does not change measurably",
        [(RI, "with", "without", "harm_others", NONE)]),
    (EFFECTS, "Harm from third parties to the two falls under the agreement of 2021, and more under the treaty",
        [(RI, "with", "without", "harm_parties", DOWN), (VIETNAM, "with", "declaration", "harm_parties", DOWN)]),
    (EFFECTS, "takes down some criminal sources (`takedowns`)",
        [(RI, "with", "without", "takedowns", UP), (VIETNAM, "with", "without", "takedowns", UP)]),
    (EFFECTS, "Under the treaty more responsible actors are named (`attribution_rate`)",
        [(VIETNAM, "with", "without", "attribution_rate", UP)]),
    (EFFECTS, "a change of harm to others (`harm_others`) cannot be distinguished from 0",
        [(RI, "with", "without", "harm_others", NONE), (VIETNAM, "with", "without", "harm_others", NONE)]),
    (EFFECTS, "the difference between `at_once` and `with`", [(TALKS, "at_once", "with", "harm", DOWN)]),
    (EFFECTS, "The dialogue alone lowers harm a little", [(OSCE, "dialogue", "without", "harm", DOWN)]),
    (EFFECTS, "The sixteen measures of the OSCE lower harm much more", [(OSCE, "osce", "dialogue", "harm", DOWN)]),
    (EFFECTS, "Effects of the dialogue and of the OSCE on hostile responses cannot be distinguished",
        [(OSCE, policy, "without", "hostile_responses", NONE) for policy in ("dialogue", "osce")]),
    (EFFECTS, "dialogue and measures shorten crises considerably (`crisis_with`)",
        [(OSCE, "crisis_with", "crisis_without", "crisis_days", DOWN)]),
    (EFFECTS, "has slightly less effect on harm", [(OSCE, "broken_off", "with", "harm", UP)]),
    (EFFECTS, "its effect (`with` against `no_convention`) cannot be distinguished from zero",
        [(OSCE, "with", "no_convention", "harm", NONE)]),
    (EFFECTS, "better evidence causes no harm to third parties (`harm_others` is 0 in every policy)",
        [(ASEAN, policy, "without", "harm_others", NONE) for policy in ("hub", "with", "by_threat", "at_once")]),
    (EFFECTS, "The median time to detection rises", [(ASEAN, "with", "without", "detection_days_median", UP)]),
    (EFFECTS, "`incidents_undetected` falls", [(ASEAN, "with", "without", "incidents_undetected", DOWN)]),
    (EFFECTS, "Harm would fall more if all ten had taken part from the first day (`at_once`)",
        [(ASEAN, "at_once", "with", "harm", DOWN)]),
    (EFFECTS, "has a slightly larger effect than money in equal shares", [(ASEAN, "by_threat", "with", "harm", DOWN)]),
    (EFFECTS, "There the hub alone lowers harm over all states much less than harm to the members",
        [(HUB, "hub", "without", "harm", DOWN), (HUB, "hub", "without", "harm_parties", DOWN),
            (HUB, "hub", "without", "harm_others", UP)]),
    (EFFECTS, "more hostile responses follow, and harm from reprisals rises (`harm_by_reprisal`)",
        [(HUB, "hub", "without", "hostile_responses", UP), (HUB, "hub", "without", "harm_by_reprisal", UP)]),
]


FOLDER = tempfile.TemporaryDirectory(prefix="cbmsim-test-")


def program(*arguments):
    return subprocess.run([CBMSIM, *arguments], stdout=subprocess.PIPE, check=True).stdout.decode()


@functools.lru_cache(maxsize=None)
def result(scenario, runs):
    """Makes the result directory of a scenario, and returns its path."""
    path = os.path.join(FOLDER.name, "%s-%d" % (scenario, runs))
    program("run", os.path.join(SOURCE, "scenarios", scenario + ".json"), "-n", str(runs), "-s", "1", "-o", path,
        "--trace-level", "none", "--quiet")
    return path


@functools.lru_cache(maxsize=None)
def compared(scenario, runs, baseline):
    """Returns the rows of compare.csv against a baseline, by policy and metric."""
    out = program("compare", result(scenario, runs), "--baseline", baseline)
    return {(row["policy"], row["metric"]): row for row in csv.DictReader(io.StringIO(out))}


def direction(row):
    return DOWN if float(row["ci_hi"]) < 0 else UP if float(row["ci_lo"]) > 0 else NONE


def faults(document, text, runs, sentence, effects):
    """Returns the faults of a claim: the sentence is not in the document, or an effect has another
    direction."""
    found = [] if sentence in text else ["%s has no sentence “%s”" % (document, sentence)]
    for scenario, policy, versus, metric, stated in effects:
        row = compared(scenario, runs, versus)[policy, metric]
        if direction(row) != stated:
            found.append("%s, %s against %s, %s: %s (%s to %s) is %s, but the sentence “%s” states: %s" % (scenario,
                policy, versus, metric, row["difference"], row["ci_lo"], row["ci_hi"], direction(row), sentence, stated))
    return found


wrong, accepted = [], []
for (name, n), words, rows in CLAIMS:
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        body = re.sub(r"\s+", " ", file.read().replace("*", ""))
    wrong += faults(name, body, n, words, rows)
    for other in (UP, DOWN, NONE):
        if other != rows[0][-1] and not faults(name, body, n, words, [rows[0][:-1] + (other,)]):
            accepted.append("%s: %s" % (words, other))
check("the sentences about effects agree with the intervals", not wrong, *wrong)
check("each other direction is refused", not accepted, *accepted)
check("a sentence that the document does not contain is refused", faults("README.md", "", 1000, "harm falls", []))
finish()
