"""standard_worlds - the effect of each measure of the catalogues in the three worlds of scenarios/standard.

Each measure is alone in an agreement that holds meetings. Meetings without a measure have no effect, so
that the difference to no agreement is the effect of the measure. `scripts/document` makes the tables of
scenarios/measures.md from it.
"""
import collections
import csv
import io
import json
import os
import statistics
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORLDS = ["calm", "rivals", "crisis-prone"]
OUTCOMES = {"hostile_responses": "hostile responses", "misdirected_responses": "misdirected",
    "misread": "misread", "inadvertent_moves": "inadvertent", "upward_moves": "upward moves",
    "crises": "crises", "crisis_days": "crisis days", "trust_mean": "trust"}
DATES = {"policy", "n_events", "fingerprint", "agreement_days", "consultations_held"}
CATALOGUES = ["osce", "un", "arf", "oas"]


def catalogue(program):
    """The rows of `describe measures`."""
    done = subprocess.run([program, "describe", "measures", "--format", "csv"], check=True,
        stdout=subprocess.PIPE)
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))


def write_scenario(world, path, contents):
    """Writes a scenario that extends the world. `contents`: members of the agreement by policy."""
    policies = {name: {"title": name, "patch": {"agreements": {"meetings": members}}}
        for name, members in contents.items()}
    policies["without"] = {"title": "no agreement", "patch": {"agreements": {"meetings": None}}}
    for name in ("meetings", "with"):  # those of the world
        policies.setdefault(name, None)
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "cbmsim-scenario-1", "baseline": "without", "policies": policies,
            "extends": os.path.relpath(os.path.join(ROOT, "scenarios", "standard", world + ".json"),
                os.path.dirname(os.path.realpath(path)))}, file)


def estimate(values):
    """The mean, and the half-width of its 95 % interval."""
    return statistics.fmean(values), 1.96 * statistics.stdev(values) / len(values) ** 0.5


class Result:
    """The columns of runs.csv, by policy and replication."""

    def __init__(self, path):
        self.runs = collections.defaultdict(dict)
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.runs[row["policy"]][row["rep"]] = row

    def is_null(self, policy):
        """Whether all runs equal those without an agreement, in every column but dates."""
        return all(value == self.runs["without"][rep][name] for rep, row in self.runs[policy].items()
            for name, value in row.items() if name not in DATES)

    def mean(self, metric):
        return statistics.fmean(float(row[metric]) for row in self.runs["without"].values())

    def differences(self, policy, metric):
        """The difference of each replication to no agreement."""
        return [float(row[metric]) - float(self.runs["without"][rep][metric])
            for rep, row in sorted(self.runs[policy].items(), key=lambda run: int(run[0]))]

    def effect(self, policy, metric):
        return estimate(self.differences(policy, metric))

    def change(self, policy, metric):
        """The effect in % of the mean without an agreement. `ns`: the interval includes 0; `0`: no run differs."""
        mean, half = self.effect(policy, metric)
        if mean == 0 and half == 0:
            return "0"
        if abs(mean) <= half:
            return "ns"
        base = self.mean(metric)
        if base and abs(100 * mean / base) < 0.05:
            return "below 0.05"
        return "%+.1f ± %.1f" % (100 * mean / base, 100 * half / base) if base else "ns"


def run(program, folder, world, contents, runs):
    path, out = os.path.join(folder, world + ".json"), os.path.join(folder, world)
    write_scenario(world, path, contents)
    done = subprocess.run([program, "run", path, "-n", str(runs), "-s", "1", "--trace-level", "none", "--quiet",
        "-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8"))
    return Result(os.path.join(out, "runs.csv"))


def table(header, lines):
    return "".join("| %s |\n" % " | ".join(line) for line in [header, ["---"] * len(header)] + lines)


def forms(program, folder, runs):
    """One table per world: meetings alone, each row of the catalogue `family`, whole catalogues."""
    rows = [row["id"] for row in catalogue(program) if row["catalogue"] == "family"]
    contents = {"meetings": {}, **{"m_" + name: {"measures": {name: {}}} for name in rows},
        **{"c_" + name: {"catalogues": {name: {}}} for name in CATALOGUES}}
    names = {"meetings": "meetings alone", **{"m_" + name: "`%s`" % name for name in rows},
        **{"c_" + name: "all of `%s`" % name for name in CATALOGUES}}
    text = ""
    for world in WORLDS:
        result = run(program, folder, world, contents, runs)
        means = ["no agreement, mean of a run"] + ["%.3g" % result.mean(metric) for metric in OUTCOMES]
        text += "#### `%s`, %d runs\n\n" % (world, runs) + table(["measure", *OUTCOMES.values()], [means] +
            [[names[policy]] + [result.change(policy, metric) for metric in OUTCOMES] for policy in contents]) + "\n"
    return text[:-1]


def others(program, folder, runs):
    """The rows of the other catalogues: one line each with the effects in each world that are not ns."""
    rows = [row["id"] for row in catalogue(program) if row["catalogue"] != "family"]
    contents = {name: {"measures": {name: {}}} for name in rows}
    lines, null = {name: [] for name in rows}, set(rows)
    for world in WORLDS:
        result = run(program, folder, world, contents, runs)
        for name in rows:
            nothing = result.is_null(name)
            null -= set() if nothing else {name}
            found = [(label, result.change(name, metric)) for metric, label in OUTCOMES.items()]
            lines[name].append("; ".join("%s %s" % pair for pair in found if pair[1] not in ("ns", "0")) or
                ("0" if nothing else "ns"))
    text = table(["measure", *("`%s`" % world for world in WORLDS)], [["`%s`" % name, *lines[name]]
        for name in rows if name not in null])
    return text + "\nExactly 0 in all three worlds: %s.\n" % ", ".join("`%s`" % name for name in rows if name in null)
