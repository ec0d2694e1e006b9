"""results.py - read result directories of cbmsim, run by run."""
import os

import pandas

from validation import estimators

KEYS = ["point_id", "policy", "rep"]
ACTS = ["act_id", "parent_id", "parent_kind", "actor", "target", "rung", "response", "day",
    "trigger_cyber"]
WORDS = {name: "string" for name in ("incident_id", "parent_id", "act_id")}
COOPERATIVE = ("contact", "crisis_settled")


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
