"""results.py - run cbmsim and read its result directories, run by run."""
import os
import subprocess

import pandas

from validation import estimators

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("CBMSIM") or os.path.join(ROOT, "build", "cbmsim")
KEYS = ["point_id", "policy", "rep"]
ACTS = ["act_id", "parent_id", "parent_kind", "actor", "target", "rung", "response", "day",
    "trigger_cyber"]
WORDS = {name: "string" for name in ("incident_id", "parent_id", "act_id")}
COOPERATIVE = ("contact", "crisis_settled")


def program(*words):
    """Runs the program. Raises RuntimeError with its messages if it fails."""
    done = subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError("cbmsim %s\nstatus %d\n%s" % (" ".join(words), done.returncode, done.stderr))


def simulate(scenario, folder, runs, *more, level="events"):
    """Makes a result directory with traces. Raises RuntimeError with the messages of the program if it fails."""
    program("run", os.path.join(ROOT, scenario), "-o", folder, "-n", str(runs), "--trace-level", level, "--fresh",
        "--quiet", *more)


def table(folder, name, columns):
    """A table of a result directory. Flags are read as booleans, identities as text."""
    return pandas.read_csv(os.path.join(folder, name), usecols=KEYS + columns, dtype=WORDS,
        true_values=["TRUE"], false_values=["FALSE"], float_precision="round_trip")


def contacts_of(folder):
    """Routine contacts, consultations, settlements and messages, with pair and day."""
    parts = []
    read = pandas.read_csv(os.path.join(folder, "events.csv"),
        usecols=KEYS + ["day", "event", "actor", "target"], chunksize=500000, dtype={"rep": "int64"})
    for chunk in read:
        parts.append(chunk[chunk.event.isin(COOPERATIVE)])
    messages = table(folder, "messages.csv", ["from", "to", "sent_day"])
    parts.append(messages.rename(columns={"from": "actor", "to": "target", "sent_day": "day"}))
    contacts = pandas.concat([part[KEYS + ["day", "actor", "target"]] for part in parts])
    contacts["pair"] = estimators.pair_of(contacts, "actor", "target")
    return contacts


class Results:
    """The tables of a result directory, split by run."""

    def __init__(self, folder):
        self.incidents = table(folder, "incidents.csv", estimators.COLUMNS)
        self.acts = table(folder, "acts.csv", ACTS)
        self.contacts = contacts_of(folder)
        self.runs = pandas.read_csv(os.path.join(folder, "runs.csv"))
        failed = self.runs[self.runs.status != "ok"]
        if len(failed):
            raise RuntimeError("%s: %d runs did not reach the horizon" % (folder, len(failed)))
        pairs = table(folder, "pairs.csv", ["from", "to"])
        self.n_pairs = int(pairs.groupby(KEYS).size().max()) // 2
        self.horizon = float(self.runs.end_day.max())

    def by_run(self):
        """((point_id, policy, rep), incidents, acts, contacts) of every run."""
        parts = [dict(list(t.groupby(KEYS, sort=False))) for t in (self.incidents, self.acts,
            self.contacts)]
        empty = [t.iloc[:0] for t in (self.incidents, self.acts, self.contacts)]
        for key in self.runs[KEYS].itertuples(index=False, name=None):
            yield (key, *(part.get(key, none) for part, none in zip(parts, empty)))
