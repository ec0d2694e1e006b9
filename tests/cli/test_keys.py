#!/usr/bin/python3
"""Keys hold in real output: in that of every shipped scenario, and of worlds in which all states
ask twice.

Every primary and foreign key that datapackage.json declares, and the references that
results/README.md describes. A row of a trace is identified by its contents, not by its line.
"""
import csv
import glob
import json
import os
import random
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCENARIOS = sorted(glob.glob(os.path.join(SOURCE, "scenarios", "*.json")))
SERIES = '/outputs={"series": {"variables": {"tension": {}, "pressure": {}}, "every_days": 90}}'
FOUR_YEARS, HUGE = "/horizon_days=1461", {"world-193": "/horizon_days=200"}
BUSY = ["/parameters/clarification/p_ask=1", "/responses/inquiry/alpha=2",
    "/responses/counter_operation/alpha=1", "/responses/assistance_request/alpha=1",
    "/responses/joint_investigation/alpha=1"]
RUN = ["point_id", "policy", "rep"]


def run(scenario, sets, *more, replications=2):
    """Returns the directory of the result."""
    folder = tempfile.mkdtemp(dir=HERE.name)
    command = [CBMSIM, "run", scenario, "-o", os.path.join(folder, "out"), "-n", str(replications),
        "-s", "1", "--quiet", *more]
    for setting in sets:
        command += ["--set", setting]
    subprocess.run(command, check=True)
    return os.path.join(folder, "out")


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_of(row, columns):
    return tuple(row[column] for column in columns)


def listed(fields):
    return [fields] if isinstance(fields, str) else fields


def twice(rows, key, optional=0):
    """Yields keys that several rows have, and keys with an empty part. The last `optional` parts
    may be empty."""
    seen = set()
    for row in rows:
        one = key_of(row, key)
        if one in seen or not all(one[:len(key) - optional]):
            yield one
        seen.add(one)


def lost(rows, columns, others, their_columns):
    """Returns the references to missing rows. An empty reference is allowed."""
    known = {key_of(row, their_columns) for row in others}
    return [key for key in (key_of(row, columns) for row in rows) if all(key) and key not in known]


def declared_keys(package, tables):
    """Yields (description, faulty keys) of every declared key."""
    by_name = {resource["name"]: resource["path"] for resource in package["resources"]}
    for resource in package["resources"]:
        path, schema = resource["path"], resource["schema"]
        if schema.get("primaryKey"):
            key = listed(schema["primaryKey"])
            yield "%s: %s" % (path, ",".join(key)), list(twice(tables[path], key))
        for foreign in schema.get("foreignKeys", []):
            other = by_name.get(foreign["reference"]["resource"], path)
            yield "%s: %s in %s" % (path, foreign["fields"], other), lost(tables[path],
                listed(foreign["fields"]), tables[other], listed(foreign["reference"]["fields"]))


def described_references(tables):
    """Yields (description, faulty references) of the references that results/README.md
    describes."""
    origins = [dict(row, id=row["incident_id"]) for row in tables["incidents.csv"]]
    origins += [dict(row, id=row["act_id"]) for row in tables["acts.csv"]]
    for path, rows in tables.items():
        if rows and set(RUN) <= set(rows[0]):
            yield path + ": its run", lost(rows, RUN, tables["runs.csv"], RUN)
    for path, column in (("incidents.csv", "parent_id"), ("acts.csv", "parent_id"),
            ("messages.csv", "incident_id"), ("events.csv", "incident_id")):
        yield "%s: %s" % (path, column), lost(tables[path], RUN + [column], origins, RUN + ["id"])
    yield "series.csv: a value once", list(twice(tables["series.csv"], RUN + ["day", "variable", "from",
        "to"], 1))
    asked = [row for row in tables["incidents.csv"] if row["asked"] == "TRUE"]
    inquiries = [row for row in tables["messages.csv"] if row["kind"] in ("inquiry", "warning")]
    yield "incidents.csv: a question that was asked was sent", lost(asked, RUN + ["incident_id"],
        inquiries, RUN + ["incident_id"])


def offenders(folder):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as file:
        package = json.load(file)
    tables = {r["path"]: read(folder, r["path"]) for r in package["resources"]}
    checks = list(declared_keys(package, tables)) + list(described_references(tables))
    return [what + ": %d, %s" % (len(wrong), wrong[:2]) for what, wrong in checks if wrong], len(
        checks), tables, package


def keys_hold():
    for scenario in SCENARIOS:
        name = os.path.splitext(os.path.basename(scenario))[0]
        for kind, sets in (("", []), (", busy", BUSY)):
            if kind and name in HUGE:
                continue
            folder = run(scenario, [HUGE.get(name, FOUR_YEARS), SERIES] + sets, "--trace-level",
                "events", replications=1 if name in HUGE else 2)
            wrong, n, tables, package = offenders(folder)
            check("%s%s: %d keys and references hold" % (name, kind, n), not wrong and n >= 20, *wrong)
    message = tables["messages.csv"][0]  # the twins, in the last result
    tables["messages.csv"].append(message)
    found = [what for what, wrong in declared_keys(package, tables) if wrong]
    check("twin: a message that stands twice is found", len(found) == 1, found)
    tables["messages.csv"][-1] = dict(message, message_id="0" * 16, incident_id="f" * 16)
    found = [what for what, wrong in described_references(tables) if wrong]
    check("twin: a message about nothing is found", found == ["messages.csv: incident_id"], found)


# ---- a row of a trace is identified by its contents ----

HEAD = ["day", "source", "target", "type", "severity", "duration_days"]
LUCK = ["incident_id", "type", "severity", "planned_days", "dwell_share", "target_class", "critical",
    "perceived_severity"]
ROWS = [["2019-02-0%d" % (1 + k // 4), ("a", "b")[k % 2] + "_service", ("borvia", "ardia")[k % 2],
    "ddos_disruption" if k % 3 else "", "", ""] for k in range(24)]
EQUAL = ["2019-02-02", "a_service", "borvia", "ddos_disruption", "2", ""]


def history(rows, *sets):
    """Returns the incidents of a trace with these rows, from incidents.csv of one run."""
    folder = tempfile.mkdtemp(dir=HERE.name)
    with open(os.path.join(folder, "t.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD] + rows)
    with open(os.path.join(folder, "s.json"), "w", encoding="utf-8") as file:
        json.dump({"format": "cbmsim-scenario-1", "start": "2019-01-01", "horizon_days": 400,
            "states": {"ardia": {}, "borvia": {}},
            "sources": {"a_service": {"kind": "state", "home": "ardia"},
                "b_service": {"kind": "state", "home": "borvia"}},
            "trace": {"file": "t.csv", "replaces_sources": True}}, file)
    out = run(os.path.join(folder, "s.json"), sets, "--trace-level", "incidents", replications=1)
    with open(os.path.join(out, "incidents.csv"), "rb") as file:
        text = file.read()
    return text, {row["incident_id"]: key_of(row, LUCK) for row in read(out, "incidents.csv")
        if row["source"]}


def by_day(rows):
    return sorted(rows, key=lambda row: row[0])


def trace_rows():
    rows = by_day(ROWS)
    text, luck = history(rows)
    check("trace: each row is an incident of its own", len(luck) == len(rows), len(luck))
    for seed in range(3):
        other = rows[:]
        random.Random(seed).shuffle(other)
        check("trace: the order of the rows of a day does not matter, %d" % seed,
            history(by_day(other))[0] == text)
    more = history(by_day([["2019-01-20", "a_service", "borvia", "", "", ""], EQUAL] + rows))[1]
    check("trace: added rows leave the luck of the others", len(more) == len(luck) + 2
        and all(more.get(key) == one for key, one in luck.items()))
    fewer = history(rows[1:])[1]
    check("trace: a row left out does, too", len(fewer) == len(luck) - 1
        and all(luck.get(key) == one for key, one in fewer.items()))
    one, three = history(by_day(rows + [EQUAL]))[1], history(by_day(rows + 3 * [EQUAL]))[1]
    check("trace: equal rows are numbered, the first stays what it was", len(one) == len(luck) + 1
        and len(three) == len(luck) + 3 and set(one) < set(three)
        and len({luck_[3:] for luck_ in three.values()}) == len(three))
    changed = [row[:] for row in rows]
    changed[5][4] = "9"
    twin = history(changed)[1]
    check("trace: a corrected row has luck of its own, the others keep theirs",
        len(set(twin) & set(luck)) == len(luck) - 1)


keys_hold()
trace_rows()
finish()
