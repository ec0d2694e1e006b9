"""hostile.py - rows and cells that tables of users may contain and that a program may misread;
calls the importers."""
import contextlib
import csv
import datetime
import importlib.machinery
import importlib.util
import io
import os
import sys
import traceback

from tap import SOURCE

sys.path.insert(0, os.path.join(SOURCE, "scripts"))
sys.dont_write_bytecode = True

EUREPOC = ["ID", "start_date", "end_date", "incident_type", "receiver_country", "receiver_category",
    "initiator_country", "initiator_category", "attribution_type", "MITRE_impact",
    "physical_effects_spatial", "weighted_cyber_intensity"]
VALID = ["1", "2017-02-03", "2017-02-05", "Disruption", "['Ardia']", "", "['Borvia']", "['State']", "", "",
    "none", "1.0"]
DCID = ["Cyberincidentnum", "Dyadpair", "StateA", "StateB", "interactionstartdate", "interactionenddate",
    "method", "initiator", "cyber_objective", "severity"]
VALID_DCID = [1, 3945, "Ardia", "Borvia", datetime.datetime(2011, 5, 2), datetime.datetime(2011, 5, 4), 2,
    945, 1, 3]
DATES = {
    "7/4/2009": "not a valid date: 7/4/2009, expected YYYY-MM-DD",
    "04.07.2009": "not a valid date: 04.07.2009, expected YYYY-MM-DD",
    "20190220": "not a valid date: 20190220, expected YYYY-MM-DD",
    "2018-02-30": "not a valid date: 2018-02-30, there is no such day",
    "43479": "serial number of a spreadsheet: 43479, which would be 2019-01-14",
    "0218-03-04": "not a valid date: 0218-03-04, expected a year from 1900 to 2199",
    "9999-12-31": "not a valid date: 9999-12-31, expected a year from 1900 to 2199",
    "٢٠١٧-٠٢-٠٣": "not a valid date",
    "2017-02-03T00:00:00": "not a valid date",
    "\x1b[31m\u009b\u202e": r"not a valid date: \x1b[31m\x9b\u202e, expected",
}
NUMBERS = {
    "3,5": "number with a decimal comma: 3,5, export the table with decimal points",
    "high": "not a valid number: high",
    "0x10": "not a valid number: 0x10",
    "inf": "not a valid number: inf",
    "1_0": "not a valid number: 1_0",
    "#REF!": "not a valid number: #REF!",
}
NAMES = ["=Ardia", "+x", "@x", "-x", "a\x07b", "a\0b", "a\u202eb", "a\u009bb", "x" * 5000]
LISTS = ["['Ardia", "[{[]: 1}]", "[0x" + "f" * 100000 + "]", "[1, 2]", "[" * 500, "[None]", "[" + "(" * 9999]


def table(rows, **form):
    out = io.StringIO()
    csv.writer(out, **form).writerows(rows)
    return out.getvalue()


def changed(row, columns, column, value):
    return [value if c == column else cell for c, cell in zip(columns, row)]


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, os.path.join(SOURCE, "scripts", name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def imports(name, *words):
    """Runs an importer in this process, because starting a process takes most of the time. Returns
    exit code and messages."""
    module = sys.modules.setdefault(name, sys.modules.get(name) or load(name))
    sys.argv = [name, *map(os.fsdecode, words)]
    with contextlib.redirect_stderr(io.StringIO()) as messages:
        try:
            module.recorded.run(module.__doc__, "a test", module.read, getattr(module, "extend", lambda parser: None))
            code = 0
        except SystemExit as end:
            code = end.code
        except Exception:
            code = 1
            traceback.print_exc()
    return code, messages.getvalue()
