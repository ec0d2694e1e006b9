"""standard_worlds - the effect of each measure of the catalogues in the three worlds of scenarios/standard.

Each measure is alone in an agreement that holds meetings. Meetings without a measure have no effect, so
the difference from a world without an agreement is the effect of the measure. `scripts/document` makes the tables of
scenarios/measures.md from these effects.
"""
import collections
import os
import statistics

import program

WORLDS = ["calm", "rivals", "crisis-prone"]
OUTCOMES = {"hostile_responses": "hostile responses", "misdirected_responses": "misdirected",
    "misread": "misread", "inadvertent_moves": "inadvertent", "upward_moves": "upward moves",
    "crises": "crises", "crisis_days": "crisis days", "trust_mean": "trust"}
DATES = {"policy", "n_events", "fingerprint", "agreement_days", "consultations_held"}
CATALOGUES = ["osce", "un", "arf", "oas"]


def write_scenario(world, path, contents):
    """Writes a scenario that extends the world. `contents`: members of the agreement by policy."""
    policies = {name: {"title": name, "patch": {"agreements": {"meetings": members}}}
        for name, members in contents.items()}
    policies["without"] = {"title": "no agreement", "patch": {"agreements": {"meetings": None}}}
    for name in ("meetings", "with"):  # those of the world
        policies.setdefault(name, None)
    program.extend("scenarios/standard/%s.json" % world, path, {"baseline": "without", "policies": policies})


class Result:
    """The columns of runs.csv in a result directory, by policy and replication."""

    def __init__(self, folder):
        self.runs = collections.defaultdict(dict)
        for row in program.rows(folder, "runs.csv"):
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
        return program.estimate(self.differences(policy, metric))

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


def run(folder, world, contents, runs):
    path = os.path.join(folder, world + ".json")
    write_scenario(world, path, contents)
    return Result(program.run(path, os.path.join(folder, world), runs))


def table(header, lines):
    return "".join("| %s |\n" % " | ".join(line) for line in [header, ["---"] * len(header)] + lines)


def forms(folder, runs):
    """One table per world: meetings alone, each row of the catalogue `family`, whole catalogues."""
    rows = [row["id"] for row in program.described("measures") if row["catalogue"] == "family"]
    contents = {"meetings": {}, **{"m_" + name: {"measures": {name: {}}} for name in rows},
        **{"c_" + name: {"catalogues": {name: {}}} for name in CATALOGUES}}
    names = {"meetings": "meetings alone", **{"m_" + name: "`%s`" % name for name in rows},
        **{"c_" + name: "all of `%s`" % name for name in CATALOGUES}}
    text = ""
    for world in WORLDS:
        result = run(folder, world, contents, runs)
        means = ["no agreement, mean of a run"] + ["%.3g" % result.mean(metric) for metric in OUTCOMES]
        text += "#### `%s`, %d runs\n\n" % (world, runs) + table(["measure", *OUTCOMES.values()], [means] +
            [[names[policy]] + [result.change(policy, metric) for metric in OUTCOMES] for policy in contents]) + "\n"
    return text[:-1]


def others(folder, runs):
    """The rows of the other catalogues: one line each with the effects in each world that are not ns."""
    rows = [row["id"] for row in program.described("measures") if row["catalogue"] != "family"]
    contents = {name: {"measures": {name: {}}} for name in rows}
    lines, null = {name: [] for name in rows}, set(rows)
    for world in WORLDS:
        result = run(folder, world, contents, runs)
        for name in rows:
            nothing = result.is_null(name)
            null -= set() if nothing else {name}
            found = [(label, result.change(name, metric)) for metric, label in OUTCOMES.items()]
            lines[name].append("; ".join("%s %s" % pair for pair in found if pair[1] not in ("ns", "0")) or
                ("0" if nothing else "ns"))
    text = table(["measure", *("`%s`" % world for world in WORLDS)], [["`%s`" % name, *lines[name]]
        for name in rows if name not in null])
    return text + "\nExactly 0 in all three worlds: %s.\n" % ", ".join("`%s`" % name for name in rows if name in null)
