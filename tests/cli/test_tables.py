#!/usr/bin/python3
"""Every CSV file of a result agrees with datapackage.json and can be read by R, pandas and gnuplot."""
import csv
import hashlib
import io
import json
import math
import os
import re
import shutil
import subprocess
import tempfile
from decimal import Decimal

from tap import CBMSIM, SOURCE, check, finish, skip

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)$")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(e[+-]?[0-9]+)?$")
VOLATILE = {"manifest.json", "timing.csv"}


def read(path):
    with open(path, "rb") as file:
        return file.read()


def is_shortest(cell):
    """Whether a number has the smallest number of digits that reads back as the same double."""
    return len(Decimal(cell).normalize().as_tuple().digits) <= len(
        Decimal(repr(float(cell))).normalize().as_tuple().digits) and (
        Decimal(cell) == Decimal(repr(float(cell))))


def cell_is_wrong(cell, field):
    limits = field.get("constraints", {})
    kind = field["type"]
    if cell == "":
        return "is missing" if limits.get("required") else None
    if kind == "integer":
        if not INTEGER.match(cell):
            return "is not an integer"
    elif kind == "number":
        if not NUMBER.match(cell) or not math.isfinite(float(cell)):
            return "is not a number"
        if not is_shortest(cell):
            return "has more digits than necessary"
    elif kind == "boolean":
        if cell not in ("TRUE", "FALSE"):
            return "is neither TRUE nor FALSE"
    elif kind != "string":
        return "has an unknown type %s" % kind
    if kind in ("integer", "number"):
        if "minimum" in limits and float(cell) < limits["minimum"]:
            return "is less than %r" % limits["minimum"]
        if "maximum" in limits and float(cell) > limits["maximum"]:
            return "is more than %r" % limits["maximum"]
    if "enum" in limits and cell not in limits["enum"]:
        return "is not one of %r" % limits["enum"]
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return "does not match %s" % limits["pattern"]
    return None


def wrong_cells(rows, fields, path):
    for number, row in enumerate(rows, 2):
        for cell, field in zip(row, fields):
            wrong = cell_is_wrong(cell, field)
            if wrong:
                yield "%s:%d: %s: %r %s" % (path, number, field["name"], cell, wrong)


def plain(rows):
    """Returns the rows as the csv module of Python writes them, with LF and with quotes only where
    they are necessary."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode()


def examine(folder, resource, tables):
    path = resource["path"]
    data = read(os.path.join(folder, path))
    fields = resource["schema"]["fields"]
    names = [f["name"] for f in fields]
    check(path + ": size and digest agree with datapackage.json", len(data) == resource["bytes"]
        and resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    head, rows = rows[0], rows[1:]
    tables[path] = (names, rows, fields)
    check(path + ": the header agrees with datapackage.json", head == names and all(re.fullmatch("[a-z][a-z0-9_]*", n) for n in names)
        and len(set(names)) == len(names), head, names)
    check(path + ": rows have equal length, end with LF, and have quotes only where necessary",
        all(len(r) == len(names) for r in rows) and plain([head] + rows) == data)
    wrong = list(wrong_cells(rows, fields, path))
    check(path + ": cells have the right type and are within their bounds", not wrong, *wrong[:10])
    silent = [f["name"] for f in fields if not f.get("description")]
    check(path + ": every column has a description", not silent, silent)
    keys = resource["schema"].get("primaryKey")
    if keys:
        keyed = [tuple(r[names.index(k)] for k in keys) for r in rows]
        check(path + ": the primary key is unique", len(set(keyed)) == len(keyed)
            and all(cell for key in keyed for cell in key), keys)


def references(package, tables):
    by_name = {r["name"]: r for r in package["resources"]}
    count = 0
    for resource in package["resources"]:
        for reference in resource["schema"].get("foreignKeys", []):
            names, rows, _ = tables[resource["path"]]
            other = by_name[reference["reference"]["resource"] or resource["name"]]
            their_names, their_rows, _ = tables[other["path"]]
            mine = [reference["fields"]] if isinstance(reference["fields"], str) else reference["fields"]
            there = reference["reference"]["fields"]
            there = [there] if isinstance(there, str) else there
            known = {tuple(r[their_names.index(k)] for k in there) for r in their_rows}
            lost = [key for key in (tuple(r[names.index(k)] for k in mine) for r in rows)
                if all(key) and key not in known]
            check("%s: every %s exists in %s" % (resource["path"], ",".join(mine), other["path"]), not lost,
                lost[:5])
            count += 1
    return count


def in_order(package, tables):
    policies = [r[0] for r in tables["policies.csv"][1]]
    for path, (names, rows, _) in tables.items():
        if names[:3] != ["point_id", "policy", "rep"]:
            continue
        keys = [(int(r[0]), policies.index(r[1]), int(r[2])) for r in rows]
        check(path + ": rows are sorted by point, policy, replication", keys == sorted(keys))


def twins(tables):
    """Checks that an incident that occurs under two policies in a replication is the same
    operation."""
    names, rows, _ = tables["incidents.csv"]
    seen = {}
    same = []
    for row in rows:
        cells = dict(zip(names, row))
        key = (cells["rep"], cells["incident_id"])
        if key in seen and seen[key]["policy"] != cells["policy"]:
            same.append(all(seen[key][c] == cells[c] for c in ("source", "type", "class", "home")))
        seen.setdefault(key, cells)
    check("incidents.csv: incidents with the same identity have the same source, type, class and home",
        len(same) > 10 and all(same), len(same))


def pandas_reads(folder, tables, manifest):
    import pandas
    counts = {o["name"]: o.get("rows") for o in manifest["outputs"]}
    for path, (names, rows, fields) in tables.items():
        frame = pandas.read_csv(os.path.join(folder, path), float_precision="round_trip")
        wrong = []
        if list(frame.columns) != names or len(frame) != len(rows) or counts[path] != len(rows):
            wrong.append("%s by %s, the manifest says %s" % (frame.shape + (counts[path],)))
        for k, field in enumerate(fields):
            cells = [r[k] for r in rows]
            if not any(cells):
                continue
            column = frame[field["name"]]
            if field["type"] in ("integer", "number"):
                if column.dtype.kind not in "if":
                    wrong.append("%s is %s" % (field["name"], column.dtype))
                elif any((c == "") != (v != v) or (c != "" and float(c) != v)
                        for c, v in zip(cells, column)):
                    wrong.append("%s reads other numbers" % field["name"])
            elif field["type"] == "boolean" and all(cells) and column.dtype != bool:
                wrong.append("%s is %s" % (field["name"], column.dtype))
        check("pandas reads %s" % path, not wrong, *wrong)


R_SCRIPT = """
for (f in commandArgs(TRUE)) {
    d <- read.csv(f)
    cat(f, nrow(d), paste(names(d), collapse = ","), paste(sapply(d, function(x) {
        if (is.logical(x)) "b" else if (is.integer(x)) "i" else if (is.numeric(x)) "n" else "s"
    }), collapse = ""), sep = "\\t")
    cat("\\n")
}
"""


def r_reads(folder, tables):
    if not shutil.which("Rscript"):
        return skip("R reads every table", "R is not installed")
    done = subprocess.run(["Rscript", "--vanilla", "-e", R_SCRIPT] + sorted(tables), cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = dict((x[0], x[1:]) for x in
        (line.split("\t") for line in done.stdout.decode().splitlines()))
    fits = {"integer": "in", "number": "in", "boolean": "b", "string": "s"}
    for path, (names, rows, fields) in sorted(tables.items()):
        count, head, kinds = lines.get(path, ["0", "", ""])
        wrong = []
        if int(count) != len(rows) or head.split(",") != names:
            wrong.append("%s rows of %s" % (count, head))
        for k, (field, kind) in enumerate(zip(fields, kinds)):
            if any(r[k] for r in rows) and kind not in fits[field["type"]]:
                wrong.append("%s is %s in R" % (field["name"], kind))
        check("R reads %s" % path, not wrong, *(wrong + [done.stderr.decode()]))


def gnuplot_reads(folder, tables):
    if not shutil.which("gnuplot"):
        return skip("gnuplot reads every table", "gnuplot is not installed")
    for path, (names, rows, fields) in sorted(tables.items()):
        numbers = [k for k, f in enumerate(fields)
            if f["type"] in ("integer", "number") and rows and all(r[k] for r in rows)]
        if not numbers:
            continue
        k = numbers[-1]
        script = ("set datafile separator comma; set key autotitle columnhead; set table 'plot.txt'; "
            "set format '%%.17g'; plot '%s' using 0:\"%s\"" % (path, names[k]))
        done = subprocess.run(["gnuplot", "-e", script], cwd=folder, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        points = [line.split() for line in read(os.path.join(folder, "plot.txt")).decode().splitlines()
            if line.strip() and not line.startswith("#")]
        values = [float(p[1]) for p in points if len(p) > 1]
        check("gnuplot reads %s" % path, len(values) == len(rows) and all(
            math.isclose(v, float(r[k]), rel_tol=1e-12, abs_tol=1e-300) for v, r in zip(values, rows)),
            "%d of %d rows of %s" % (len(values), len(rows), names[k]), done.stdout.decode())
        os.unlink(os.path.join(folder, "plot.txt"))


def opened(folder, *inputs):
    """Examines every table of a result, and checks that it has no unexpected files. `inputs`: further expected
    files."""
    package = json.loads(read(os.path.join(folder, "datapackage.json")))
    tables = {}
    for resource in package["resources"]:
        examine(folder, resource, tables)
    files = {os.path.relpath(os.path.join(d, f), folder) for d, _, fs in os.walk(folder) for f in fs}
    described = set(tables) | VOLATILE | set(inputs) | {
        "datapackage.json", "scenario.json", os.path.join("journal", "blocks")} | {
        "analysis/plots/plots." + language for language in ("py", "R", "gp")}
    check("the result has no unexpected files", not {f for f in files if not f.startswith(".cbmsim")}
        - described, sorted(files - described))
    in_order(package, tables)
    return folder, package, tables


def result(name, level):
    folder = os.path.join(HERE.name, name + "-" + level)
    subprocess.run([CBMSIM, "run", os.path.join(SOURCE, "scenarios", name + ".json"), "-n", "6", "-s", "1",
        "--trace-level", level, "--quiet", "-o", folder], check=True)
    return opened(folder)


def swept():
    """Makes a sweep with every kind of analysis."""
    shutil.copy(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), HERE.name)
    with open(os.path.join(HERE.name, "all.json"), "w", encoding="utf-8") as out:
        json.dump({"format": "cbmsim-experiment-1", "scenario": "two-states-tutorial.json",
            "factors": {"flags": {"path": "/sources/mischief/false_flag/share", "range": [0, 1]},
                "days": {"path": "/horizon_days", "range": [100, 900]}},
            "design": {"union": [{"morris": {"trajectories": 4}},
                {"saltelli": {"base": 8, "second_order": True}}]},
            "replications": 20, "outputs": {"trace_level": "incidents"},
            "analyses": {"curve": {"kind": "survival"}, "settled": {"kind": "converge"}}}, out)
    folder = os.path.join(HERE.name, "swept")
    subprocess.run([CBMSIM, "sweep", os.path.join(HERE.name, "all.json"), "-q", "-o", folder], check=True)
    return opened(folder, "experiment.json")


folder, package, tables = swept()
check("a sweep has a file for every analysis", {"analysis/%s.csv" % name for name in ("summary", "compare",
    "morris", "sobol", "curve", "settled")} <= set(tables), sorted(tables))
references(package, tables)
pandas_reads(folder, tables, json.loads(read(os.path.join(folder, "manifest.json"))))
r_reads(folder, tables)
gnuplot_reads(folder, tables)
for name, level in (("russia-indonesia-2021", "events"), ("two-states-tutorial", "incidents"),
        ("russia-indonesia-2021-invented-names", "none")):
    folder, package, tables = result(name, level)
    if level == "events":
        check("a run with level events has every table", {"design.csv", "policies.csv", "runs.csv", "incidents.csv", "events.csv",
            "messages.csv", "acts.csv", "agreements.csv", "pairs.csv", "states.csv",
            "analysis/summary.csv", "analysis/compare.csv"} <= set(tables), sorted(tables))
        check("runs.csv begins with the key, the status and the end of the run", tables["runs.csv"][0][:7] == ["point_id", "policy",
            "rep", "status", "end_reason", "end_day", "n_events"])
        references(package, tables)
        twins(tables)
        pandas_reads(folder, tables, json.loads(read(os.path.join(folder, "manifest.json"))))
        r_reads(folder, tables)
        gnuplot_reads(folder, tables)

# With /outputs/harm_of, harm in runs.csv is that of the chosen states in incidents.csv; nothing else changes.
harms, others = [], []
for of in ("{}", '{"ardia": {}}'):
    folder = os.path.join(HERE.name, "harm-%d" % len(harms))
    subprocess.run([CBMSIM, "run", os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), "-n", "6",
        "-s", "1", "--quiet", "--set", "/outputs/harm_of=" + of, "-o", folder], check=True)
    suffered = {}
    for row in csv.DictReader(io.StringIO(read(os.path.join(folder, "incidents.csv")).decode())):
        key = row["policy"], row["rep"]
        suffered.setdefault(key, [0, 0])
        suffered[key][0] += float(row["harm"] or 0)
        suffered[key][1] += float(row["harm"] or 0) if row["target"] == "ardia" else 0
    runs = list(csv.DictReader(io.StringIO(read(os.path.join(folder, "runs.csv")).decode())))
    harms.append([math.isclose(float(row["harm"]), suffered[row["policy"], row["rep"]][len(harms)],
        rel_tol=1e-9) for row in runs])
    others.append([{k: v for k, v in row.items() if not k.startswith("harm")} for row in runs])
    check("the harm to one state differs from the harm to all", any(a != b for a, b in suffered.values()))
check("harm is summed over the chosen states", all(harms[0]) and all(harms[1]), *harms)
check("the choice of states for harm changes nothing else", others[0] == others[1])

# cell_is_wrong() finds each kind of error.
for cell, field in (("1.0", {"type": "integer"}), ("nan", {"type": "number"}), ("0.10", {"type": "string",
        "constraints": {"enum": ["0.1"]}}), ("2", {"type": "number", "constraints": {"maximum": 1}}),
        ("true", {"type": "boolean"}), ("0.30000000000000004441", {"type": "number"}),
        ("", {"type": "string", "constraints": {"required": True}})):
    check("%r is detected as an invalid %s" % (cell, field["type"]), cell_is_wrong(cell, field))
HERE.cleanup()
finish()
