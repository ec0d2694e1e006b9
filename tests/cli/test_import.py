#!/usr/bin/python3
"""
The importers convert incidents of DCID and EuRepoC into traces that can be run. The tests use invented rows in
the same layout, and the real files where copies exist (records.py).
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

import records
from tap import CBMSIM, SOURCE, check, finish, skip

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
INVALID, INPUT_OUTPUT, USAGE = 3, 4, 2


def path(name):
    return os.path.join(HERE.name, name)


def text(name):
    with open(path(name), encoding="utf-8", newline="") as file:
        return file.read()


def program(name, *words, **environment):
    return subprocess.run([os.path.join(SOURCE, "scripts", name), *words], cwd=HERE.name,
        env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def cbmsim(*words):
    return subprocess.run([CBMSIM, *words], cwd=HERE.name, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)


def table(name):
    return list(csv.DictReader(io.StringIO(text(name))))


def says(name, done, *sentences):
    messages = done.stderr.decode()
    check(name, all(s in messages for s in sentences), messages, *sentences)


def refused(name, done, status, *sentences):
    messages = done.stderr.decode()
    check(name, done.returncode == status and all(s in messages for s in sentences) and not done.stdout
        and "Traceback" not in messages, done.returncode, messages, *sentences)


def runs(name, reps, incidents):
    """Checks that the scenario is valid. Under both policies, the incidents are those of the trace
    and responses to them."""
    done = cbmsim("check", name + ".json")
    check(name + ": the scenario is valid", done.returncode == 0, done.stdout.decode())
    done = cbmsim("run", name + ".json", "-n", str(reps), "-s", "7", "-o", name + "-result", "--quiet")
    check(name + ": the scenario runs", done.returncode == 0, done.stdout.decode())
    start = datetime.date.fromisoformat(json.loads(text(name + ".json"))["start"])
    recorded = sorted((str((datetime.date.fromisoformat(r["day"]) - start).days), r["source"], r["target"],
        r["type"]) for r in table(name + ".csv"))
    check(name + ": the trace has every incident", len(recorded) == incidents, len(recorded))
    policies, twins = set(), {}
    for row in table(name + "-result/incidents.csv"):
        if row["parent_kind"] == "none":
            policies.add(row["policy"])
            twins.setdefault((row["policy"], row["rep"]), []).append(tuple(row[c] for c in (
                "start_day", "source", "target", "type", "incident_id", "severity", "planned_days")))
    check(name + ": every run has every recorded incident", policies == {"without", "with"} and
        len(twins) == 2 * reps and all(sorted(r[:4] for r in rows) == recorded for rows in twins.values()),
        len(twins), recorded[:3], *list(twins.values())[0][:3])
    check(name + ": both policies have the same incidents", all(
        twins["without", str(k)] == twins["with", str(k)] for k in range(1, reps + 1)))
    for row in table(name + "-result/runs.csv"):
        if float(row["incidents_true"]) != incidents + float(row["counter_operations"]):
            return check(name + ": all other incidents are responses", False, row)
    return check(name + ": all other incidents are responses", True)


# ---- DCID ----

DCID = ["Cyberincidentnum", "Dyadpair", "StateA", "StateB", "Name", "interactionstartdate",
    "interactionenddate", "method", "targettype", "initiator", "cyber_objective", "information_operation",
    "objective_achievement", "Concession ", "3rdpartyinitiator", "severity", "damage type", "Crit Inf",
    "Supply Ch", "Ransomware", "Political Objective", "Sources1", "Justice", "Cert", "FBI"]
DAY = datetime.datetime
INVENTED = [  # dyad, A, B, start, end, method, initiator, objective, severity
    (3945, "Ardia", "Borvia", DAY(2011, 5, 2), DAY(2011, 5, 4), 2, 945, 1, 3),
    (3945, "Ardia ", "Borvia", DAY(2010, 3, 1), DAY(2010, 3, 1), 1, 3, 1, 2),
    (3945, "Ardia", "Borvia", "2012-07-09", DAY(2013, 7, 9), 4.2, 3, 3, 4),
    (945951, "Borvia", "N Corvia", DAY(2010, 3, 1), DAY(2010, 4, 1), 3.1, 951, 2, 3),
    (33, "Ardia", "Dôme", DAY(2014, 1, 1), DAY(2014, 1, 2), 3, 33, 4, 5),
    (333, "Ardia", "Dôme", DAY(2014, 1, 1), DAY(2014, 1, 2), 3, 3, 4, 5),
    (945951, "Borvia", "N Corvia", DAY(2015, 3, 9), DAY(2015, 3, 1), 4, 945, 4, 6),
    (945951, "Borvia", "N Corvia", DAY(2016, 3, 9), DAY(2016, 3, 12), 2, 945, 2, 0),
    (945951, "Borvia", "N Corvia", DAY(2016, 3, 9), DAY(2016, 3, 12), 2, 946, 1, 2),
    (945951, "Borvia", "N Corvia", None, DAY(2016, 3, 12), 2, 945, 1, 2),
    (945951, "Borvia", "N Corvia", DAY(2016, 3, 9), DAY(2016, 3, 12), 7, 945, 1, 2),
    (945951, "Borvia", "N Corvia", DAY(2016, 3, 9), DAY(2016, 3, 12), 3, 945, "x", 2),
    (945951, "Borvia", "Borvia", DAY(2016, 3, 9), DAY(2016, 3, 12), 3, 945, 1, 2),
]
EXPECTED = """day,source,target,type,severity,duration_days
2010-03-01,ardia_service,borvia,defacement,2,0
2010-03-01,n_corvia_service,borvia,intrusion_short_espionage,3,31
2011-05-02,borvia_service,ardia,ddos_disruption,3,2
2012-07-09,ardia_service,borvia,malware_long_espionage,4,365
2014-01-01,ardia_service,dome,intrusion_degradation,5,1
2015-03-09,borvia_service,n_corvia,malware_degradation,6,
2016-03-09,borvia_service,n_corvia,ddos_disruption,,3
"""


def dcid_row(number, columns, row):
    named = dict(zip(("Dyadpair", "StateA", "StateB", "interactionstartdate", "interactionenddate",
        "method", "initiator", "cyber_objective", "severity"), row), Cyberincidentnum=number)
    return [named.get(c, "of no interest") for c in columns]


def write_dcid(name, columns, rows, first=None):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    if first is not None:
        sheet.title = "pairs"
        sheet.append(first)
        sheet = book.create_sheet("incidents")
    sheet.append(columns)
    for number, row in enumerate(rows, 1):
        sheet.append(dcid_row(number, columns, row))
    sheet.append([None] * len(columns))
    book.save(path(name))


def test_dcid():
    write_dcid("invented.xlsx", DCID, INVENTED, DCID[:4])
    done = program("import_dcid", "invented.xlsx", "-o", "dcid.csv", "--scenario", "dcid.json",
        "--between", "borvia:ardia")
    check("dcid: the file is imported", done.returncode == 0 and not done.stdout, done.stderr.decode())
    check("dcid: the trace is as expected", text("dcid.csv") == EXPECTED, text("dcid.csv"))
    says("dcid: omitted and changed rows are reported", done, "2 left out: the initiator is not one of", "(row 6, 10)",
        "1 left out: no start date (row 11)", "1 left out: method: not a code from 1 to 4: 7 (row 12)",
        "1 left out: cyber_objective: not a valid number: x, expected a number such as 3 or 3.5 (row 13)",
        "1 left out: two different states are not given (row 14)",
        "the end date is before the start: 2015-03-01 before 2015-03-09 (row 8)",
        "1 without a severity, which is drawn in each run: not from 1 to 10: 0 (row 9)",
        "1 with an objective that no incident type of this method has", "13 rows read; 7 incidents of 4 states",
        "5 directed pairs and 3 pairs")
    check("dcid: names of states are those of the data set", json.loads(text("dcid.json"))["states"]["dome"] == {
        "name": "Dôme"})
    runs("dcid", 3, 7)
    mixed = INVENTED[::-1]
    random.Random(3).shuffle(mixed)
    write_dcid("mixed.xlsx", [c.upper() for c in DCID[::-1]], [])
    write_dcid("mixed.xlsx", DCID[::-1], mixed)
    for hashing, locale in (("1", "C"), ("2", "de_DE.UTF-8"), ("3", "tr_TR.UTF-8")):
        again = program("import_dcid", "mixed.xlsx", PYTHONHASHSEED=hashing, LC_ALL=locale)
        check("dcid: the order of rows and columns, hash seeds and %s do not change the output" % locale,
            again.stdout.decode() == EXPECTED, again.stdout.decode(), again.stderr.decode())
    done = program("import_dcid", "invented.xlsx", "--states", "ardia,borvia")
    check("dcid: --states selects incidents", done.stdout.decode().splitlines() == [l for l in EXPECTED.splitlines()
        if "corvia" not in l and "dome" not in l], done.stdout.decode())


def test_dcid_wrong():
    write_dcid("short.xlsx", [c for c in DCID if c not in ("method", "interactionenddate")], INVENTED, DCID[:4])
    refused("dcid: missing columns are named", program("import_dcid", "short.xlsx", "-o", "no.csv"), INVALID,
        "short.xlsx: no sheet has the columns of DCID 2.0", "sheet \"incidents\" lacks interactionenddate, "
        "method; expected Cyberincidentnum, Dyadpair")
    write_dcid("none.xlsx", DCID, INVENTED[-5:])
    refused("dcid: a file without usable rows is refused", program("import_dcid", "none.xlsx", "-o", "no.csv"), INVALID,
        "none.xlsx: no incident is left", "left out: two different states are not given")
    with open(path("text.xlsx"), "w") as file:
        file.write("Dyadpair,StateA\n")
    refused("dcid: a text file is refused", program("import_dcid", "text.xlsx", "-o", "no.csv"), INVALID,
        "text.xlsx: is not a spreadsheet in XLSX format")
    with open(path("invented.xlsx"), "rb") as whole, open(path("cut.xlsx"), "wb") as cut:
        cut.write(whole.read()[:3000])
    refused("dcid: a truncated spreadsheet is refused", program("import_dcid", "cut.xlsx", "-o", "no.csv"), INVALID,
        "cut.xlsx: is not a")
    refused("dcid: a missing file is an error", program("import_dcid", "nothing.xlsx"), INPUT_OUTPUT,
        "nothing.xlsx: No such file or directory")
    refused("dcid: a missing output folder is an error", program("import_dcid", "invented.xlsx", "-o", "no/where.csv"), INPUT_OUTPUT,
        "no/where.csv: No such file or directory")
    refused("dcid: an unknown state is refused", program("import_dcid", "invented.xlsx", "-o", "no.csv", "--scenario",
        "no.json", "--between", "ardia:eldor"), USAGE, "there is no state \"eldor\"; the states are ardia, borvia")
    for words in (["--scenario", "no.json"], ["-o", "no.csv", "--between", "ardia:borvia"], ["--odd"], [],
            ["-o", "no.csv", "--scenario", "no.json", "--between", "ardia"]):
        refused("dcid: wrong usage is refused: %s" % " ".join(words), program("import_dcid", *(["invented.xlsx"] * bool(words)),
            *words), USAGE, "usage: import_dcid")
    check("dcid: a refused command writes no file", not [f for f in os.listdir(HERE.name) if f.startswith("no.")])


def test_dcid_types():
    """The importer's types have the methods and objectives that `describe incidents` prints."""
    named = {}
    with open(os.path.join(SOURCE, "scripts", "import_dcid"), encoding="utf-8") as file:
        exec(compile(re.search(r"^TYPES = \{.*?^\}", file.read(), re.S | re.M)[0], "TYPES", "exec"), named)
    done = cbmsim("describe", "incidents", "--format", "csv")
    methods = {"defacement": 1, "ddos": 2, "intrusion": 3, "malware": 4}
    objectives = {"disruption": 1, "short_term_espionage": 2, "long_term_espionage": 3, "degradation": 4}
    shares = {(methods[r["method"]], objectives[r["objective"]]): r["id"]
        for r in csv.DictReader(io.StringIO(done.stdout.decode())) if float(r["share"]) > 0}
    check("dcid: every recorded combination of method and objective has its type", named["TYPES"] == shares, named, shares)


# ---- EuRepoC ----

EUREPOC = ["ID", "name", "description", "start_date", "end_date", "inclusion_criteria", "incident_type",
    "receiver_name", "receiver_country", "receiver_category", "initiator_country", "initiator_category",
    "attribution_type", "MITRE_impact", "physical_effects_spatial", "weighted_cyber_intensity"]
STATE, GROUP = "['State']", "['Non-state-group']"
ROWS = [  # start, end, type, receivers, their kind, initiators, kinds, claim, impact, physical, intensity
    ("2017-02-03", "2017-02-05", "Disruption", "['Ardia']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("2017-01-01", "2017-01-01", "Disruption", "['Ardia']", "", "['Borvia']", GROUP,
        "Self-attribution (e.g., via defacement statements on websites)", "", "none", "1.0"),
    ("2016-04-01", "2016-12-01", "Data theft; Hijacking with Misuse", "['Ardia', 'Asia (region)', 'Corvia, Republic of']",
        "", "['Unknown', 'Borvia', 'Corvia, Republic of']",
        "['Non-state-group', 'Non-state actor, state-affiliation suggested', 'State']", "", "", "none", "3.0"),
    ("2018-04-01", "", "Data theft & Doxing", "['Ardia']", "", "['Borvia', 'Borvia']", STATE, "", "", "none", "2.0"),
    ("2018-05-01", "2018-05-02", "Hijacking without Misuse", "['Ardia']", "[['Critical infrastructure']]",
        "['Borvia']", STATE, "", "", "none", "4.0"),
    ("2018-06-02", "2018-06-01", "Disruption; Ransomware", "['Ardia']", "", "['Borvia']", GROUP, "", "", "none", ""),
    ("2018-07-02", "2018-07-03", "Disruption", "['Ardia']", "", "['Borvia']", STATE, "", "Disk Wipe", "none", "6.0"),
    ("2018-08-02", "2018-08-03", "Disruption", "['Ardia']", "", "['Borvia']", STATE, "", "Disk Wipe",
        "Local effects, e.g., one area", "0.0"),
    ("2018-09-02", "2018-09-03", "Disruption", "['Ardia']", "", "['Unknown']", STATE, "", "", "none", "1.0"),
    ("2018-09-02", "2018-09-03", "Disruption", "['Asia (region)']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("2018-09-02", "2018-09-03", "Disruption", "['Borvia']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("", "2018-09-03", "Disruption", "['Ardia']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("2018-02-30", "2018-09-03", "Disruption", "['Ardia']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("2018-09-02", "2018-09-03", "", "['Ardia']", "", "['Borvia']", STATE, "", "", "none", "1.0"),
    ("2018-09-02", "2018-09-03", "Disruption", "['Ardia", "", "['Borvia']", STATE, "", "", "none", "1.0"),
]
TRACE = """day,source,target,type,severity,duration_days
2016-04-01,borvia_service,ardia,intrusion_long_espionage,4,244
2016-04-01,borvia_service,corvia_republic_of,intrusion_long_espionage,4,244
2017-01-01,borvia_groups,ardia,defacement,2,
2017-02-03,borvia_service,ardia,ddos_disruption,2,2
2018-04-01,borvia_service,ardia,hack_and_leak,3,
2018-05-01,borvia_service,ardia,prepositioning,4,1
2018-06-02,borvia_groups,ardia,ransomware,,
2018-07-02,borvia_service,ardia,malware_degradation,6,1
2018-08-02,borvia_service,ardia,sabotage,1,1
"""


def write_eurepoc(name, columns, rows):
    with open(path(name), "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        for number, row in enumerate(rows, 1):
            named = dict(zip(("start_date", "end_date", "incident_type", "receiver_country", "receiver_category",
                "initiator_country", "initiator_category", "attribution_type", "MITRE_impact",
                "physical_effects_spatial", "weighted_cyber_intensity"), row), ID=number)
            out.writerow([named.get(c, "a text, \"quoted\",\nof no interest") for c in columns])


def test_eurepoc():
    write_eurepoc("invented.csv", EUREPOC, ROWS)
    done = program("import_eurepoc", "invented.csv", "-o", "eurepoc.csv", "--scenario", "eurepoc.json",
        "--between", "ardia:borvia")
    check("eurepoc: the file is imported", done.returncode == 0 and not done.stdout, done.stderr.decode())
    check("eurepoc: the trace is as expected", text("eurepoc.csv") == TRACE, text("eurepoc.csv"))
    says("eurepoc: omitted and changed rows are reported", done, "1 left out: no state is named as the country of the initiator (line ",
        "1 left out: no state among the receivers (line ",
        "1 left out: the initiator's own country is the only receiver (line ",
        "1 left out: no start date (line ", "start_date: not a valid date: 2018-02-30, there is no such day (line ",
        "1 left out: incident_type: no incident type matches",
        "1 left out: receiver_country: list not understood: ['Ardia, expected ['...', '...'] (line ",
        "1 with several initiator countries", "1 against several states: one row for each",
        "run: dates that give only the month or year", "run: the end date is missing (",
        "run: the end date is before the start: 2018-06-01",
        "1 without a severity, which is drawn in each run: the intensity is missing",
        "15 rows read; 9 incidents of 3 states")
    runs("eurepoc", 3, 9)
    kinds = json.loads(text("eurepoc.json"))["sources"]
    check("eurepoc: groups are criminal sources", kinds["borvia_groups"]["kind"] == "criminal" and
        kinds["borvia_service"]["kind"] == "state", kinds)
    write_eurepoc("mixed.csv", EUREPOC[::-1], ROWS[::-1])
    done = program("import_eurepoc", "mixed.csv", PYTHONHASHSEED="9")
    check("eurepoc: the order of rows and columns does not change the output", done.stdout.decode() == TRACE)
    done = program("import_eurepoc", "invented.csv", "--severity", "drawn")
    check("eurepoc: --severity drawn omits severities", done.returncode == 0 and not re.search(r",[0-9]+,[0-9]*$",
        done.stdout.decode(), re.M) and done.stdout.decode().count("\n") == 10, done.stdout.decode())


def test_eurepoc_wrong():
    write_eurepoc("short.csv", [c for c in EUREPOC if c != "start_date"], ROWS)
    refused("eurepoc: a missing column is reported", program("import_eurepoc", "short.csv", "-o", "no.csv"), INVALID,
        "short.csv: lacks columns of EuRepoC 1.1 in line 1: start_date; expected ID, start_date")
    for name, data, what in (("empty.csv", b"", "lacks columns"), ("utf16.csv", "ID".encode("utf-16"), "is not UTF-8 text at line 1"),
            ("cells.csv", (",".join(EUREPOC) + "\n1,2\n").encode(), "line 2 has 2 cells where the header has 16"),
            ("quote.csv", (",".join(EUREPOC) + '\n"a"b\n').encode(), "is not a valid CSV file at line 2")):
        with open(path(name), "wb") as file:
            file.write(data)
        refused("eurepoc: %s is refused" % name, program("import_eurepoc", name, "-o", "no.csv"), INVALID, name + ": " + what)
    refused("eurepoc: a missing file is an error", program("import_eurepoc", "nothing.csv"), INPUT_OUTPUT, "No such file")
    refused("eurepoc: wrong usage is refused", program("import_eurepoc", "invented.csv", "--severity", "high"), USAGE, "usage")
    check("eurepoc: a refused command writes no file", not [f for f in os.listdir(HERE.name) if f.startswith("no.")])


# ---- the real data sets ----

def test_real_files():
    dcid, eurepoc = records.copy_of(records.DCID), records.copy_of(records.EUREPOC)
    if dcid:
        done = program("import_dcid", dcid, "-o", "real-dcid.csv", "--scenario", "real-dcid.json", "--between",
            "us:china")
        says("DCID 2.0: the numbers of rows and pairs are the known ones", done, "429 rows read; 425 incidents of 30 "
            "states, in 50 directed pairs and 37 pairs", "4 left out: the initiator is not one of",
            "1 without a duration")
        runs("real-dcid", 2, 425)
    if eurepoc:
        done = program("import_eurepoc", eurepoc, "-o", "real-eurepoc.csv", "--scenario", "real-eurepoc.json",
            "--between", "russia:ukraine")
        messages = re.search(r"1643 rows read; (\d+) incidents", done.stderr.decode())
        check("EuRepoC 1.1: most incidents between named states are imported", messages and int(messages[1]) > 1000, done.stderr.decode())
        runs("real-eurepoc", 1, int(messages[1]) if messages else -1)
    if dcid and eurepoc:
        same_ranks(dcid, eurepoc)


def same_ranks(dcid, eurepoc):
    """SEVERITY of import_eurepoc agrees with the ranks in both data sets."""
    import openpyxl
    named = {}
    with open(os.path.join(SOURCE, "scripts", "import_eurepoc"), encoding="utf-8") as file:
        exec("\n".join(re.findall(r"^SEVERITY\w* = .*", file.read(), re.M)), named)
    rows = list(openpyxl.load_workbook(dcid, data_only=True).worksheets[0].iter_rows(values_only=True))
    severities = sorted(row[rows[0].index("severity")] for row in rows[1:])
    with open(eurepoc, encoding="utf-8-sig", newline="") as file:
        intensities = sorted(int(float(r["weighted_cyber_intensity"])) for r in csv.DictReader(file)
            if r["weighted_cyber_intensity"])
    for x in sorted(set(intensities)):
        below = sum(i < x for i in intensities) + sum(i == x for i in intensities) / 2
        severity = severities[min(int(below / len(intensities) * len(severities)), len(severities) - 1)]
        check("intensity %d has the rank of severity %d" % (x, severity),
            named["SEVERITY"].get(x, named["SEVERITY_ABOVE"]) == severity, named)


if importlib.util.find_spec("openpyxl"):
    test_dcid()
    test_dcid_wrong()
    test_real_files()
else:
    for test in ("dcid: valid files", "dcid: invalid files", "dcid: the real file"):
        skip(test, "openpyxl is missing (python3-openpyxl)")
test_dcid_types()
test_eurepoc()
test_eurepoc_wrong()
HERE.cleanup()
finish()
