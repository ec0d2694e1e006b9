#!/usr/bin/python3
"""
Random tables, made from hostile cells and damaged as files are: the importers, traces and tables of design points
accept every row or report what is wrong with its file and line. No program crashes, and no row disappears.
"""
import csv
import datetime
import importlib.util
import io
import json
import os
import random
import re
import subprocess
import tempfile

from hostile import DATES, DCID, EUREPOC, LISTS, NAMES, NUMBERS, VALID, VALID_DCID, changed, imports, table
from tap import CBMSIM, SOURCE, check, finish, note, skip

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SEED, TABLES = 5, 40
TEXTS = ["", "NA", "#N/A", "None", "nan", "1,5", "1.000,5", "1", "-1", "1e9", "TRUE", "Yes", "N\u00e1n", "a\rb", "a\nb", '"', ";",
    "ardia", "Ardia", "['Borvia']", "['Ardia', 'Cardia']", "Ardia; Borvia", "1950-01-01", "2199-12-31", "1e400", "\ufeff"]
POOL = list(DATES) + list(NUMBERS) + NAMES[:-1] + LISTS[:3] + TEXTS
DAYS = list(DATES) + ["1950-01-01", "2016-12-31", "2017-03-01", "2199-12-31", "43000", "12.5", "-3", "20170301", "1,5", "1e300"]
AMOUNTS = list(NUMBERS) + ["", "NA", "0", "10", "11", "2.5", "-1", "36525", "36526", "1e-3"]
TRACE = ["day", "source", "target", "type", "severity", "duration_days"]
STATES = {"start": "2017-01-01", "horizon_days": 2000, "states": {"ardia": {}, "borvia": {}},
    "sources": {"service": {"kind": "state", "home": "ardia"}}}
chance = random.Random(SEED)
os.chdir(HERE.name)


def damaged(data):
    """Returns the text of a table, sometimes with faults of the whole file."""
    rows = list(csv.reader(io.StringIO(data, newline="")))
    at = chance.randrange(len(data))
    return chance.choice([data] * 12 + ["\ufeff" + data, data.replace("\r\n", "\n"), data.replace("\r\n", "\r"),
        table(rows, quoting=csv.QUOTE_ALL), table(rows, delimiter=";"), table(rows, delimiter="\t", lineterminator="\n"),
        table([[""] + rows[0]] + [[k] + row for k, row in enumerate(rows[1:])]),
        table(rows[:1] + [[k] + row for k, row in enumerate(rows[1:])]), data[:at], data[at:],
        data[:at] + chance.choice('",;\0\n\u202e') + data[at:], "\n\n" + data, data + "\r\n\r\n", table(rows + rows[-1:]),
        table([row[:-1] for row in rows])])


def write(name, text):
    data = text.encode("utf-16" if chance.random() < 0.02 else "utf-8")
    with open(name, "wb") as file:
        file.write(data)


def spoilt(row, pools, share):
    """Returns the row with some hostile cells. `pools`: by index of a column, cells that are almost
    valid there."""
    return [chance.choice(POOL if chance.random() < 0.4 else pools.get(k, POOL)) if chance.random() < share else cell
        for k, cell in enumerate(row)]


def read_rows(name):
    with open(name, encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def cbmsim(*words):
    done = subprocess.run([CBMSIM, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def total(pattern, text):
    return sum(int(n) for n in re.findall(pattern, text, re.M))


def importer(name, make):
    """`make(k)` writes table k and returns its name and number of rows; the number is None if it is not known."""
    valid, wrong = [], []
    for k in range(TABLES):
        given, rows = make(k)
        trace, scenario = "%s-%d.csv" % (name, k), "%s-%d.json" % (name, k)
        code, messages = imports(name, given, "-o", trace, "--scenario", scenario)
        left = total(r"^%s: (\d+) left out" % name, messages)
        read = total(r"^%s: (\d+) rows read" % name, messages)
        if code == 0:
            valid.append(scenario)
            written = len(read_rows(trace)) - 1 - total(
                r"^%s: (\d+) against several states" % name, messages)
            if left + written != read or rows not in (None, read):
                wrong.append("%s: %s rows, %d read, %d left out, %d written" % (given, rows, read, left, written))
        elif code != 3 or not re.search(r"\b(line|row)s? \d+|(line|row) is|first row", messages):
            wrong.append("%s: %s\n%s" % (given, code, messages))
    check("%s: every row of %d tables is written or reported" % (name, TABLES), not wrong, *wrong)
    check("%s: some tables are imported, some are refused" % name, TABLES / 8 < len(valid) < TABLES, len(valid))
    code, messages = cbmsim("check", *valid)
    wrong = [line for line in messages.splitlines() if not line.endswith(": valid, 1 policy")]
    check("%s: the scenarios are valid" % name, code == 0 and not wrong, code, *wrong)


def make_eurepoc(k):
    share, name = chance.choice([0.01, 0.1, 0.4]), "eurepoc-%d.in" % k
    write(name, damaged(table([EUREPOC] + [spoilt(changed(VALID, EUREPOC, "ID", str(n)), {1: DAYS, 2: DAYS, 11: AMOUNTS}, share)
        for n in range(chance.randrange(1, 9))])))
    try:
        return name, len(read_rows(name)) - 1
    except (csv.Error, UnicodeError):
        return name, None


def make_dcid(k):
    import openpyxl
    share, name, book = chance.choice([0.01, 0.1, 0.4]), "dcid-%d.xlsx" % k, openpyxl.Workbook()
    days = DAYS[:-1] + [None, 43479, datetime.datetime(9999, 12, 31), datetime.datetime(1900, 1, 1), datetime.time(3, 4),
        datetime.timedelta(3)]
    pools = {**dict.fromkeys((1, 6, 7, 8, 9), AMOUNTS + [None, True, 4.2, -1, 1e300]), 4: days, 5: days}
    rows = [[openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
        for cell in spoilt(changed(VALID_DCID, DCID, DCID[0], n), pools, share)] for n in range(chance.randrange(1, 9))]
    for row in [DCID] + rows:
        book.active.append(row)
    book.save(name)
    return name, sum(any(cell not in (None, "") for cell in row) for row in rows)


def traces():
    wrong, valid = [], 0
    pools = {0: DAYS, 1: ["ardia", "Service", "NA"], 2: ["ardia", "cardia", "NA"], 3: ["ransomware", "NA"], 4: AMOUNTS, 5: AMOUNTS}
    for k in range(TABLES):
        share, name = chance.choice([0.01, 0.05, 0.1]), "trace-%d.csv" % k
        day = datetime.date(2017, 2, 1)
        rows = [spoilt([str(day + datetime.timedelta(days=9 * n)), "service", "borvia", "", "2", "3"], pools, share)
            for n in range(chance.randrange(1, 9))]
        write(name, damaged(table([TRACE] + rows)))
        with open("trace.json", "w", encoding="utf-8") as file:
            json.dump({**STATES, "trace": {"file": name, "replaces_sources": True}}, file)
        code, messages = cbmsim("check", "trace.json")
        if code == 0:
            valid += 1
            late = total(r"^warning: \S+: (\d+) of \d+ rows", messages)
            code, messages = cbmsim("run", "trace.json", "-n", "1", "-q", "--trace-level", "incidents", "-o", "run-%d" % k)
            with open("run-%d/incidents.csv" % k, encoding="utf-8") as file:
                happened = sum(row["parent_kind"] == "none" for row in csv.DictReader(file))
            if happened + late != len(read_rows(name)) - 1:
                wrong.append("%s: %d incidents, %d late, %d rows" % (name, happened, late, len(read_rows(name)) - 1))
        elif code != 3 or not all(line.startswith((name + ":", "... and ")) for line in messages.splitlines()):
            wrong.append("%s: %s\n%s" % (name, code, messages))
    check("every row of %d traces happens or is reported" % TABLES, not wrong, *wrong)
    check("some traces are valid, some are refused", TABLES / 8 < valid < TABLES, valid)


def designs():
    wrong, valid = [], 0
    with open("base.json", "w", encoding="utf-8") as file:
        json.dump(STATES, file)
    for k in range(TABLES):
        share, name = chance.choice([0.01, 0.05, 0.1]), "points-%d.csv" % k
        rows = [spoilt(["0.5", "0.%d" % (n + 1), "x%d" % n], {0: AMOUNTS, 1: AMOUNTS}, share) for n in range(chance.randrange(1, 9))]
        write(name, damaged(table([["seen", "days", "label"]] + rows)))
        with open("sweep.json", "w", encoding="utf-8") as file:
            json.dump({"scenario": "base.json", "design": {"csv": name}, "factors": {
                "seen": {"path": "/states/*/detection", "range": [0.1, 0.9]},
                "days": {"path": "/horizon_days", "range": [0, 900]}}}, file)
        code, messages = cbmsim("check", "sweep.json")
        points = total(r"valid, (\d+) points?", messages)
        if code == 0:
            valid += 1
            different = len({tuple(row[:2]) for row in read_rows(name)[1:]})  # equal points are one point
            if points != different:
                wrong.append("%s: %d points, %d different rows" % (name, points, different))
        elif code != 3 or not all(line.startswith((name + ":", "... and ")) for line in messages.splitlines()):
            wrong.append("%s: %s\n%s" % (name, code, messages))
    check("every row of %d tables of points is a point or reported" % TABLES, not wrong, *wrong)
    check("some tables of points are valid, some are refused", TABLES / 8 < valid < TABLES, valid)


note("seed %d" % SEED)
importer("import_eurepoc", make_eurepoc)
if importlib.util.find_spec("openpyxl"):
    importer("import_dcid", make_dcid)
else:
    skip("import_dcid", "openpyxl is missing (python3-openpyxl)")
traces()
designs()
os.chdir(SOURCE)
HERE.cleanup()
finish()
