"""cbmsim - run scenarios and sweeps of the program cbmsim from Python, and read their results.

    import cbmsim
    tables = cbmsim.run("scenarios/two-states-tutorial.json", replications=200, set={"/horizon_days": 365})
    tables["compare"]                                  # analysis/compare.csv
    tables = cbmsim.sweep("flags.json", output="results/flags")
    tables = cbmsim.read("results/flags")              # the tables of a finished result

A scenario or an experiment is the name of a file, or a dict with the same members, in which None is null.
The names of files in a dict are absolute or relative to the working directory. Each function returns a dict of
tables: "runs" is runs.csv, "compare" is analysis/compare.csv. Tables are pandas data frames, or lists of dicts if pandas is not installed.
datapackage.json determines the types of the columns; empty cells are missing values. Compressed tables
(incidents.csv.gz) are read like others.

An error of the program raises cbmsim.Error with its message, which names the members of a dict by JSON Pointers
(/factors/flags/range). A warning is shown once in a session. The argument `program` is the path of the program. The
default is the value of the environment variable CBMSIM or, if it is not set, cbmsim on the search path. The module
needs only the standard library.
"""
import contextlib
import csv
import datetime
import gzip
import json
import numbers
import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import pandas
except ImportError:
    pandas = None

PROGRESS = re.compile(r"\d+ of \d+ runs, |\d+ of (at most )?\d+ runs are already done")
SOME_RUNS_FAILED = 1  # exit status
_shown = set()  # the warnings of this session


class Error(Exception):
    """The program ended with an error: `status` is its exit status, and the text is its message."""

    def __init__(self, message, status=None):
        super().__init__(message)
        self.status = status


def run(scenario, output=None, *, replications=None, seed=None, set=None, policies=(), trace_level=None, gzip=False,
        jobs=None, fresh=False, quiet=False, tables=None, program=None):
    """
    Runs a scenario under its policies, and returns the tables of the result. `output` is the result directory;
    without it, the result is written to a temporary directory, which is removed. `set` maps JSON Pointers to
    values; `policies` are ids or files; `trace_level` is none, incidents or events; `jobs` is the number of threads;
    `quiet` shows neither progress nor warnings; `tables` are the names of the tables to read, by default all.
    """
    options = [word for pointer, value in (set or {}).items() for word in ("--set", pointer + "=" + to_json(value))]
    options += [word for policy in _names(policies) for word in ("--policy", policy)]
    for name, value in (("replications", replications), ("seed", seed), ("trace-level", trace_level)):
        options += [] if value is None else ["--" + name, str(value)]
    options += ["--gzip"] * gzip
    return _result("run", scenario, output, options, jobs, fresh, quiet, tables, program)


def sweep(experiment, output=None, *, jobs=None, fresh=False, quiet=False, tables=None, program=None):
    """
    Runs an experiment, and returns the tables of the result. The member "scenario" of a dict can be a dict, too, and
    "seed" a number. If `output` exists, the sweep is completed. The other arguments are those of run().
    """
    with contextlib.ExitStack() as cleanup:
        part = None
        if isinstance(experiment, dict) and isinstance(experiment.get("seed"), numbers.Integral):
            experiment = {**experiment, "seed": str(int(experiment["seed"]))}
        if isinstance(experiment, dict) and isinstance(experiment.get("scenario"), dict):
            # An input of the program that has no folder, so that the files that the scenario names are relative to
            # the working directory.
            part = cleanup.enter_context(tempfile.TemporaryFile())
            part.write(to_json(experiment["scenario"]).encode("utf-8"))
            part.flush()
            experiment = {**experiment, "scenario": _name(part)}
        return _result("sweep", experiment, output, [], jobs, fresh, quiet, tables, program, part)


def read(directory, tables=None):
    """Returns the tables of a result directory: all, or those that `tables` lists."""
    path = os.path.join(directory, "datapackage.json")
    try:
        with open(path, encoding="utf-8") as file:
            resources = json.load(file)["resources"]
    except OSError as fault:
        raise Error("%s: %s" % (path, fault.strerror)) from None
    present = {re.sub(r"^analysis/|\.csv(\.gz)?$", "", r["path"]): r for r in resources
        if r["path"].endswith((".csv", ".csv.gz")) and "/plots/" not in r["path"]}
    for name in _names(tables or ()):
        if name not in present:
            raise Error("%s has no table %s; it has %s%s" % (directory, name, ", ".join(present),
                " (compare needs two policies)" if name == "compare" else ""))
    return {name: _table(os.path.join(directory, present[name]["path"]), present[name]["schema"]["fields"])
        for name in (present if tables is None else _names(tables))}


def to_json(value):
    """The value as JSON. Also accepts numbers of numpy, dates, data frames (a list of rows) and series."""
    def convert(other):
        for name in ("tolist", "isoformat"):
            if hasattr(other, name):
                return getattr(other, name)()
        if hasattr(other, "to_dict"):
            return other.to_dict("records")
        raise TypeError("a value of type %s cannot be written as JSON" % type(other).__name__)

    return json.dumps(value, default=convert, allow_nan=False)


def _names(names):
    return [names] if isinstance(names, str) else names


def _result(command, file, output, options, jobs, fresh, quiet, tables, program, part=None):
    with contextlib.ExitStack() as cleanup:
        if output is None:
            output = os.path.join(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="cbmsim-")), "result")
        text = to_json(file) if isinstance(file, dict) else None
        options = options + ["--output", os.fspath(output)] + ["--fresh"] * fresh + ["--quiet"] * quiet
        options += [] if jobs is None else ["--jobs", str(jobs)]
        _execute(program, [command, *options, "--", "-" if text is not None else os.fspath(file)], text, part, quiet)
        return read(output, tables)


def _name(part):
    """The name under which the program reads an open file."""
    return "/dev/fd/%d" % part.fileno()


def _placed(line, part):
    """
    Returns a message about a dict. It names a member by its JSON Pointer, without the line of a file that the user
    does not have. `part` is the file of the dict in the member "scenario".
    """
    if part is not None:
        line = re.sub(_name(part) + r"(:\d+:\d+)?: (?=/)", "/scenario", line)
        line = re.sub(_name(part) + r"(:\d+:\d+)?: ", "/scenario: ", line)
    return re.sub(r"^(warning: )?-(:\d+:\d+)?: ", r"\1", line)


def _execute(program, words, text, part, quiet):
    """Runs the program. Progress and warnings go to the standard error while it runs."""
    program = program or os.environ.get("CBMSIM") or shutil.which("cbmsim")
    if program is None:
        raise Error("the program cbmsim is not on the search path: set CBMSIM to its path")
    message = []
    with tempfile.TemporaryFile() as document:
        document.write((text or "").encode("utf-8"))
        document.seek(0)
        try:
            process = subprocess.Popen([program, *words], stdin=document, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
                pass_fds=() if part is None else (part.fileno(),))
        except OSError as fault:
            raise Error("%s: %s" % (program, fault.strerror)) from None
        with process:
            try:
                for line in process.stderr:
                    line = _placed(line, part) if text is not None else line
                    if line.startswith(("warning: ", "note: ")):
                        if quiet or line in _shown:
                            continue
                        _shown.add(line)
                        print(line, end="", file=sys.stderr, flush=True)
                    elif PROGRESS.match(line):
                        print(line, end="", file=sys.stderr, flush=True)
                    else:
                        message.append(line)
            except BaseException:
                process.terminate()  # the finished runs remain in the result
                raise
    if process.returncode not in (0, SOME_RUNS_FAILED):
        raise Error("".join(message).strip() or "%s ended with status %d" % (program, process.returncode),
            process.returncode)
    print("".join(message), end="", file=sys.stderr)


def _table(path, fields):
    types = {field["name"]: field["type"] for field in fields}
    # Levels of factors are texts in design.csv, also the levels "true" and "false".
    levels = re.search(r"(^|/)design\.csv(\.gz)?$", path) is not None
    if pandas is None:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for name in types if levels else ():
            if types[name] == "string" and {row[name] for row in rows} - {""} in ({"true"}, {"false"}, {"true", "false"}):
                types[name] = "boolean"
        return [{name: _value(types[name], cell) for name, cell in row.items()} for row in rows]
    dtypes = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
    table = pandas.read_csv(path, dtype={name: dtypes.get(kind, str) for name, kind in types.items()},
        float_precision="round_trip", keep_default_na=False, na_values=[""])
    for name, kind in types.items():
        if levels and kind == "string" and table[name].notna().any() and table[name].dropna().isin(["true", "false"]).all():
            table[name] = table[name].map({"true": True, "false": False}).astype("boolean")
            kind = "boolean"
        if kind == "date":
            table[name] = pandas.to_datetime(table[name])
        elif kind in ("integer", "boolean") and not table[name].isna().any():
            table[name] = table[name].astype("int64" if kind == "integer" else "bool")
    return table


def _value(kind, cell):
    if cell == "":
        return None
    if kind == "boolean":
        return cell in ("TRUE", "true")
    convert = {"integer": int, "number": float, "date": datetime.date.fromisoformat}.get(kind, str)
    return convert(cell)
