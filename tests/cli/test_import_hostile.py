#!/usr/bin/python3
"""
The importers report what they cannot read, and never replace other files. The tables are generated: one hostile
cell in each column in turn, and tables as R and spreadsheets write them in other locales. Random mixtures are in
test_hostile_tables.py.
"""
import csv
import importlib.util
import os
import re
import subprocess
import tempfile

from hostile import DATES, DCID, EUREPOC, LISTS, NAMES, NUMBERS, VALID, VALID_DCID, changed, imports, table
from tap import CBMSIM, SOURCE, check, finish, skip

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
os.chdir(HERE.name)


def path(name):
    return os.path.join(HERE.name, name)


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return name


def says(name, done, status, *parts):
    code, messages = done
    check(name, code == status and all(p in messages for p in parts)
        and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", messages), code, messages[:2000], *parts)


def eurepoc(name, column, value, *parts, kept):
    """Imports a valid row and, in line 3, a row with a hostile cell. `kept`: whether this second
    row is imported."""
    first = changed(VALID, EUREPOC, "ID", "0")
    write("one.csv", table([EUREPOC, first, changed(VALID, EUREPOC, column, value)]))
    done = imports("import_eurepoc", "one.csv", "-o", "trace.csv", "--scenario", "one.json")
    says("eurepoc, %s" % name, done, 0, "2 rows read; %d incidents" % (1 + kept), "(line 3)", *parts)
    done = subprocess.run([CBMSIM, "check", path("one.json")], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    check("eurepoc, %s: the scenario is valid" % name, done.returncode == 0, done.stdout.decode())


def test_eurepoc_cells():
    for value, message in DATES.items():
        name = ascii(value)
        eurepoc("start %s" % name, "start_date", value, "1 left out: start_date: " + message, kept=0)
        eurepoc("end %s" % name, "end_date", value, "1 without a duration, which is drawn in each run: "
            "end_date: " + message, kept=1)
    for value, message in NUMBERS.items():
        eurepoc("intensity %s" % value, "weighted_cyber_intensity", value, "1 without a severity, which "
            "is drawn in each run: weighted_cyber_intensity: " + message, kept=1)
    for column in ("receiver_country", "initiator_country"):
        for value in NAMES:
            eurepoc("%s %s" % (column, ascii(value)[:20]), column, value,
                "left out: %s: not a valid name of a state: " % column, kept=0)
        for value in LISTS:
            eurepoc("%s %s" % (column, value[:20]), column, value,
                "left out: %s: list not understood: [" % column, kept=0)
    eurepoc("initiator_category", "initiator_category", "['State", "left out: initiator_category: list", kept=0)
    eurepoc("incident type", "incident_type", "Phishing", "incident_type: no incident type matches: Phishing", kept=0)
    eurepoc("NA as a date", "start_date", "NA", "without a value in start_date: NA, read as an empty cell",
        "left out: no start date", kept=0)
    eurepoc("NA as an end", "end_date", "NA", "without a value in end_date: NA", "the end date is missing", kept=1)
    eurepoc("end before start", "end_date", "2016-01-01", "the end date is before the start: 2016-01-01 before "
        "2017-02-03", kept=1)
    eurepoc("a century", "end_date", "2199-01-01", "which is drawn in each run: longer than 36525 days: 2017-02-03 to "
        "2199-01-01", kept=1)
    eurepoc("repeated id", "ID", "0", "1 with the ID of an earlier row: kept", kept=1)


def test_eurepoc_tables():
    rows = [EUREPOC, VALID]
    advice = "cells are separated by semicolons: export them separated by commas (in R, write.csv"
    for name, data, status, parts in (
            ("semicolons", table(rows, delimiter=";"), 3, [advice]),
            ("semicolons, all quoted", table(rows, delimiter=";", quoting=csv.QUOTE_ALL), 3, [advice]),
            ("tabs", table(rows, delimiter="\t"), 3, ["cells are separated by tabs"]),
            ("row names without a header", table([EUREPOC, ["1"] + VALID]), 3,
                ["line 2 has 13 cells where the header has 12; if the first cells are row names", "row.names = FALSE"]),
            ("row names with a header", table([[""] + EUREPOC, ["1"] + VALID]), 0,
                ["the first column has no name and is ignored (row names? in R, row.names = FALSE)"]),
            ("a repeated column", table([EUREPOC + ["start_date"], VALID + [""]]), 3,
                ["has the column start_date 2 times"]),
            ("UTF-16", table(rows).encode("utf-16"), 3, ["is not UTF-8 text at line 1: save it"]),
            ("Latin-1", table(rows).replace("Ardia", "Ardiä").encode("latin-1"), 3,
                ["is not UTF-8 text at line 2: save it"]),
            ("a short row after a cell with two lines", table([EUREPOC, changed(VALID, EUREPOC,
                "attribution_type", "a\nb"), ["1"]]), 3, ["line 4 has 1 cells where the header has 12"]),
            ("an open quote", table(rows) + '"a', 3, ["is not a valid CSV file at line 3"])):
        write("table.csv", data)
        says("eurepoc, " + name, imports("import_eurepoc", "table.csv", "-o", "trace.csv"), status, *parts)


def test_names():
    """Tests names in data and of files that a scenario cannot contain unchanged."""
    write("names.csv", table([EUREPOC, changed(changed(VALID, EUREPOC, "receiver_country", "['No']"), EUREPOC,
        "initiator_country", "['N\u00e1n']")]))
    for trace in ("=t.csv", "@t.csv", "+t.csv", "-t.csv"):
        says("a trace named %s" % trace, imports("import_eurepoc", "names.csv", "-o" + trace, "--scenario", "names.json"), 0)
        done = subprocess.run([CBMSIM, "check", path("names.json")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        check("a trace named %s: the scenario is valid" % trace, done.returncode == 0, done.stdout.decode())
    with open(path("names.json"), encoding="utf-8") as file:
        check("no id of a state is a word with another meaning", '"s_no": {' in file.read())
    for trace in ("a\tb.csv", b"a\xff.csv"):
        says("a trace named %a" % trace, imports("import_eurepoc", "names.csv", "-o", trace, "--scenario", "names.json"), 2,
            "a scenario cannot name this file: a")


def write_book(name, rows):
    import openpyxl
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path(name))


def dcid(name, column, value, *parts, kept):
    write_book("one.xlsx", [DCID, VALID_DCID, changed(changed(VALID_DCID, DCID, DCID[0], 2), DCID, column, value)])
    done = imports("import_dcid", "one.xlsx", "-o", "trace.csv")
    says("dcid, %s" % name, done, 0, "2 rows read; %d incidents" % (1 + kept), "(row 3)", *parts)


def test_dcid_cells():
    for value, message in list(DATES.items())[:7]:
        dcid("start %s" % value, "interactionstartdate", value, "1 left out: interactionstartdate: " + message, kept=0)
        dcid("end %s" % value, "interactionenddate", value, "interactionenddate: " + message, kept=1)
    dcid("start 43479 as a number", "interactionstartdate", 43479, "serial number of a spreadsheet: 43479", kept=0)
    for value, message in NUMBERS.items():
        for column, kept in (("Dyadpair", 0), ("initiator", 0), ("method", 0), ("cyber_objective", 0),
                ("severity", 1)):
            dcid("%s %s" % (column, value), column, value, "%s: %s" % (column, message), kept=kept)
    dcid("severity 3.7", "severity", 3.7, "severity: not a whole number: 3.7", kept=1)
    dcid("severity TRUE", "severity", True, "severity: not a valid number: True", kept=1)
    dcid("method 7", "method", 7, "method: not a code from 1 to 4: 7", kept=0)
    dcid("objective 2.5", "cyber_objective", 2.5, "cyber_objective: not a code from 1 to 4: 2.5", kept=0)
    dcid("name", "StateA", "@x", "StateA: not a valid name of a state", kept=0)
    dcid("name NA", "StateA", "NA", "left out: two different states are not given", kept=0)
    dcid("repeated id", "Cyberincidentnum", 1, "1 with the Cyberincidentnum of an earlier row: kept", kept=1)
    dcid("initiator", "initiator", 946, "not one of the two states of the dyad: 946 of 3945", kept=0)


def test_outputs():
    write("in.csv", table([EUREPOC, VALID]))
    with open(path("in.csv"), "rb") as file:
        kept = file.read()
    write("victim", "mine")
    os.symlink("victim", path("link"))
    os.link(path("in.csv"), path("hard.csv"))
    os.mkfifo(path("fifo"))
    os.mkdir(path("folder"))
    done = subprocess.run([CBMSIM, "run", os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), "-n", "2",
        "-q", "-o", path("result")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    check("a result is made for the test", done.returncode == 0, done.stdout.decode())
    os.symlink("result", path("way"))
    before = sorted(os.listdir(HERE.name))
    for name, words, part in (
            ("the input", ["-o", "in.csv"], "in.csv: is an input"),
            ("the input by another name", ["-o", "./folder/../in.csv"], "is an input"),
            ("a hard link to the input", ["-o", "hard.csv"], "is an input"),
            ("a symbolic link", ["-o", "link"], "link: is a symbolic link"),
            ("/dev/stdout", ["-o", "/dev/stdout"], "/dev/stdout: is a"),
            ("a device", ["-o", "/dev/null"], "/dev/null: is a directory or a device"),
            ("a pipe", ["-o", "fifo"], "fifo: is a directory or a device"),
            ("a folder", ["-o", "folder"], "folder: is a directory or a device"),
            ("a file of a result", ["-o", "result/runs.csv"], "result/runs.csv: is inside a result directory of cbmsim"),
            ("a new file of a result", ["-o", "way/analysis/x.csv"], "is inside a result directory of cbmsim"),
            ("one file for trace and scenario", ["-o", "both", "--scenario", "./both"], "both: is an input or another"),
            ("the input as the scenario", ["-o", "new.csv", "--scenario", "in.csv"], "in.csv: is an input"),
            ("a device as the scenario", ["-o", "new.csv", "--scenario", "/dev/full"], "is a directory or a device")):
        says("output to %s is refused" % name, imports("import_eurepoc", "in.csv", *words), 2, part)
    with open(path("in.csv"), "rb") as file:
        check("the input is unchanged", file.read() == kept)
    with open(path("victim"), "rb") as file:
        check("the target of a link is unchanged", file.read() == b"mine")
    check("a refused command writes no file", sorted(os.listdir(HERE.name)) == before, sorted(os.listdir(HERE.name)))
    os.symlink("victim", path("out.csv.part"))
    says("a link with the name of a temporary file does not prevent the output", imports("import_eurepoc", "in.csv", "-o", "out.csv"), 0)
    with open(path("victim"), "rb") as file:
        check("the target of that link is unchanged", file.read() == b"mine")
    says("an output of a former command is replaced", imports("import_eurepoc", "in.csv", "-o", "out.csv"), 0)
    check("no temporary file is left", not [n for n in os.listdir(HERE.name) if n.endswith(".part") and
        n != "out.csv.part"])


test_eurepoc_cells()
test_eurepoc_tables()
test_names()
test_outputs()
if importlib.util.find_spec("openpyxl"):
    test_dcid_cells()
else:
    skip("dcid: hostile cells", "openpyxl is missing (python3-openpyxl)")
os.chdir(SOURCE)
HERE.cleanup()
finish()
