#!/usr/bin/python3
"""Each arrangement works by its own mechanism. The tests check which metrics it changes, which it does not
change, and which of its measures cause the effect. Seeds are fixed; tolerances are three standard errors. Where
an effect must vanish without some measures, a perturbed twin without other measures must still have it."""
import csv
import operator
import os
import shutil
import statistics
import subprocess
import tempfile
from collections import defaultdict

from tap import CBMSIM, SOURCE, check, finish, skip

HERE = tempfile.mkdtemp(prefix="cbmsim-test-")
ERRORS = 3
# The columns that the tests read.
INCIDENT = ("policy", "rep", "initiator", "target", "home", "parent_kind", "harm")


class Runs:
    """The runs of a scenario under `baseline` and another policy. `off`: measures that are switched
    off."""

    def __init__(self, scenario, policy, replications, off=(), settings=(),
            level="incidents", baseline="without"):
        self.policy, self.n, self.baseline = policy, replications, baseline
        self.folder = os.path.join(HERE, "runs")
        words = [CBMSIM, "run", os.path.join("scenarios", scenario + ".json"), "-o", self.folder,
            "--fresh", "--quiet", "--trace-level", level, "-n", str(replications),
            "-s", "1", "--policy", baseline, "--policy", policy]
        for pointer in off:
            words += ["--set", "/agreements/%s/implementation=0" % pointer.replace(":", "/measures/")]
        for setting in settings:
            words += ["--set", setting]
        done = subprocess.run(words, cwd=SOURCE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(done.stderr)

    def rows(self, file, *columns):
        """Yields the rows of a table with only these columns, because the tables are large."""
        with open(os.path.join(self.folder, file), encoding="utf-8", newline="") as f:
            lines = csv.reader(f)
            head = next(lines)
            cells = operator.itemgetter(*[head.index(column) for column in columns])
            for line in lines:
                yield dict(zip(columns, cells(line)))

    def paired(self, value):
        """Returns the mean difference from the baseline and its standard error. value: number by
        (policy, rep)."""
        d = [value[self.policy, rep] - value[self.baseline, rep] for rep in range(1, self.n + 1)
            if value[self.policy, rep] is not None and value[self.baseline, rep] is not None]
        return statistics.fmean(d), statistics.stdev(d) / len(d) ** 0.5

    def metric(self, name):
        return self.paired({(r["policy"], int(r["rep"])): float(r[name]) if r[name] else None
            for r in self.rows("runs.csv", "policy", "rep", name)})

    def incidents(self, wanted, weight):
        """Returns the paired difference of the sum of weight(row) over the incidents for which
        wanted(row) is true."""
        sums = defaultdict(float)
        for row in self.rows("incidents.csv", *INCIDENT):
            if wanted(row):
                sums[row["policy"], int(row["rep"])] += weight(row)
        return self.paired(sums)


def described(effect):
    return "%.4g, standard error %.2g" % effect


def falls(effect):
    return effect[0] < -ERRORS * effect[1]


def stays(effect):
    return abs(effect[0]) <= ERRORS * effect[1]


def is_gone(effect, whole):
    """Whether less than a twentieth of the whole effect is left, allowing for random variation."""
    return abs(effect[0]) - ERRORS * effect[1] < abs(whole[0]) / 20 and \
        abs(effect[0]) < abs(whole[0]) / 10


# Agreements between states that are not rivals

EXCHANGE = ["cybercrime_information", "joint_response", "key_projects", "law_enforcement",
    "stable_operation", "technology_transfer", "training"]
AGREEMENTS = {
    "russia-indonesia-2021": (("indonesia", "russia"),
        ["ri-2021:" + m for m in ("attack_methods", "incident_information", "malware_information",
            "threat_information", "joint_investigation", "joint_monitoring", "joint_response")],
        ["ri-2021:" + m for m in ("suppression", "legislation_exchange", "internet_governance")]),
    "vietnam-russia-2017": (("russia", "vietnam"),
        ["vr-declaration-2017:" + m for m in EXCHANGE] + ["vr-treaty-2018:" + m for m in EXCHANGE],
        ["vr-declaration-2017:" + m for m in ("positions", "settlement", "codes_of_conduct")] +
        ["vr-treaty-2018:suppression"]),
    "indonesia-russia-2017": (("indonesia", "russia"),
        ["ir-talks-2017:" + m for m in ("equipment", "intelligence_sharing", "state_data",
            "training")] +
        [a + ":" + m for a in ("ai-talks", "ii-talks", "is-talks")
            for m in ("intelligence_sharing", "training")],
        ["ir-talks-2017:doctrine_exchange", "ri-2021:suppression"]),
}
AGREEMENTS["indonesia-russia-2017"][1].extend(AGREEMENTS["russia-indonesia-2021"][1])


def test_agreement(name):
    parties, carriers, others = AGREEMENTS[name]

    def between(row):
        return row["initiator"] in parties and row["target"] in parties and \
            row["initiator"] != row["target"]

    def from_outside(row):
        return row["target"] in parties and row["initiator"] not in parties and \
            row["home"] not in parties

    def harm(row):
        return float(row["harm"])

    runs = Runs(name, "with", 300)
    effect = runs.incidents(between, lambda row: 1)
    check("%s: the number of incidents between the parties does not change" % name, stays(effect) and abs(effect[0]) < 0.1,
        described(effect))
    whole = runs.incidents(from_outside, harm)
    check("%s: harm from third parties falls" % name, falls(whole), described(whole))
    effect = Runs(name, "with", 300, carriers).incidents(from_outside, harm)
    check("%s: without monitoring, response, exchange, investigation and training the effect vanishes" % name,
        is_gone(effect, whole), described(effect), described(whole))
    effect = Runs(name, "with", 300, others).incidents(from_outside, harm)
    check("%s: without other measures the effect remains" % name,
        falls(effect) and not is_gone(effect, whole), described(effect), described(whole))


# Consultations lead to a treaty

DECLARED_TO_SIGNED = 300  # days, 10 November 2017 to 6 September 2018


def days_to_signature(settings=()):
    runs = Runs("vietnam-russia-2017", "pipeline", 300, settings=settings, level="events")
    days = [float(row["day"]) for row in runs.rows("agreements.csv", "agreement", "status", "day")
        if row["agreement"] == "vr-treaty-2018" and row["status"] == "signed"]
    return statistics.fmean(days), statistics.stdev(days) / len(days) ** 0.5


def test_pipeline():
    def is_on_record(effect):
        return abs(effect[0] - DECLARED_TO_SIGNED) <= ERRORS * effect[1]

    effect = days_to_signature()
    check("pipeline: consultations lead to the treaty in the recorded ten months",
        is_on_record(effect), described(effect))
    effect = days_to_signature(["/agreements/vr-declaration-2017/consultations/interval_days=300"])
    check("pipeline: with half as many consultations they do not", not is_on_record(effect),
        described(effect))


# A dialogue between rivals

BELIEFS = ["rf-dialogue:" + m for m in ("consultations", "contact_point", "doctrine_exchange",
    "restraint")]
NO_ROUNDS = ["/agreements/rf-dialogue/consultations/interval_days=0"]
INVESTIGATION = ["rf-dialogue:law_enforcement"]


def test_dialogue():
    def between(row):
        return {row["initiator"], row["target"]} == {"france", "russia"} and \
            row["parent_kind"] == "none"

    name, n = "russia-france-osce", 1600
    runs = Runs(name, "dialogue", n, INVESTIGATION)
    misread, hours = runs.metric("misread"), runs.metric("message_hours_median")
    effect = runs.incidents(between, lambda row: 1)
    check("dialogue: the operations of each state against the other are the same",
        effect[0] == 0 and effect[1] == 0, described(effect))
    check("dialogue: fewer operations are misread", falls(misread), described(misread))
    effect = runs.metric("inadvertent_moves")
    check("dialogue: inadvertent escalation does not rise", effect[0] < ERRORS * effect[1], described(effect))
    check("dialogue: messages take less time", falls(hours), described(hours))
    runs = Runs(name, "dialogue", n, INVESTIGATION + BELIEFS, NO_ROUNDS)
    effect = runs.metric("misread")
    check("dialogue: without consultations and their measures misreadings do not fall",
        not falls(effect) and effect[0] > misread[0] / 4, described(effect), described(misread))
    effect = runs.metric("message_hours_median")
    check("dialogue: links between agencies alone give less than three quarters of the time",
        effect[0] > 0.75 * hours[0], described(effect), described(hours))
    runs = Runs(name, "dialogue", n, INVESTIGATION + ["rf-dialogue:forums"])
    effect = runs.metric("misread")
    check("dialogue: without forums misreadings still fall", falls(effect), described(effect))

    # Partners investigate only single cases of other actors, not of each other, so that the
    # dialogue does not raise harm.
    effect = Runs(name, "dialogue", 400).metric("harm")
    check("dialogue with joint investigation: harm does not rise", effect[0] < ERRORS * effect[1],
        described(effect))
    runs = Runs(name, "osce", 400)
    misread, hours = runs.metric("misread"), runs.metric("message_hours_median")
    check("the measures of the OSCE: misreadings and delay fall", falls(misread) and falls(hours), described(misread),
        described(hours))
    # The largest effect on inadvertent escalation is that of all agreements in a crisis: 0.035
    # moves per run
    effect = Runs(name, "crisis_with", 1600, baseline="crisis_without").metric("inadvertent_moves")
    check("dialogue and forums in a crisis: inadvertent escalation falls", falls(effect), described(effect))


# A hub of ten unequal members

WEAK, STRONG = ("harune", "istra", "jovar"), ("alor", "brava", "cerro")
HORIZON = 365


def detection(runs, members):
    """Returns the mean days to detection, at most a year, over operations that are not
    counter-operations."""
    sums, counts = defaultdict(float), defaultdict(int)
    for row in runs.rows("incidents.csv", "policy", "rep", "target", "parent_kind", "start_day", "detected_day"):
        if row["target"] in members and row["parent_kind"] == "none":
            key = row["policy"], int(row["rep"])
            found = float(row["detected_day"]) if row["detected_day"] else float("inf")
            sums[key] += min(found - float(row["start_day"]), HORIZON)
            counts[key] += 1
    return runs.paired({key: sums[key] / counts[key] for key in sums})


def test_hub():
    name, n = "regional-hub", 120
    runs = Runs(name, "hub", n)
    weak, strong = detection(runs, WEAK), detection(runs, STRONG)
    check("hub: the weakest members detect operations sooner", falls(weak), described(weak))
    check("hub: the strongest members gain less than half of that", strong[0] > weak[0] / 2, described(strong),
        described(weak))
    effect = detection(Runs(name, "hub", n, settings=["/agreements/hub/hub/officers=1",
        "/agreements/hub/hub/handling_hours=96", "/agreements/hub/hub/capacity=20"]), WEAK)
    check("hub: an overloaded desk removes most of the gain", effect[0] > weak[0] / 3, described(effect),
        described(weak))
    effect = detection(Runs(name, "hub", n, settings=["/agreements/hub/hub/officers=1"]), WEAK)
    check("hub: with one officer who is not overloaded most of the gain remains", effect[0] < weak[0] * 3 / 4,
        described(effect), described(weak))
    effect = detection(Runs(name, "hub", n, ["hub:cert_exchange"]), WEAK)
    check("hub: without exchange of indicators the gain vanishes", is_gone(effect, weak), described(effect), described(weak))


if os.environ.get("SANITIZE"):
    skip("mechanisms", "the statistics do not depend on the build; a sanitized one is slow")
else:
    for agreement in AGREEMENTS:
        test_agreement(agreement)
    test_pipeline()
    test_dialogue()
    test_hub()
shutil.rmtree(HERE, ignore_errors=True)
finish()
