#!/usr/bin/python3
"""Every commitment that names a mechanism changes something, with few replications of each arrangement."""
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized

sys.dont_write_bytecode = True
not_sanitized("commitments", "the release build runs the arrangements")
os.environ["CBMSIM"] = CBMSIM
sys.path.insert(0, os.path.join(SOURCE, "scripts"))
PATH = os.path.join(SOURCE, "scripts", "commitments")
SPEC = importlib.util.spec_from_loader("commitments", importlib.machinery.SourceFileLoader("commitments", PATH))
script = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(script)

with tempfile.TemporaryDirectory() as folder:
    found = script.silent(40, folder)
    check("every commitment with a mechanism changes a run", not found, *found)

    listed = script.commitments
    script.ARRANGEMENTS = [("russia-indonesia-2021", "ri-2021", ["with"])]
    script.commitments = lambda scenario, agreement: {
        "c99": {"text": "twin", "represented_by": "measures/incident_information"},
        **listed(scenario, agreement)}
    found = script.silent(40, folder)
    check("the twin, a measure hidden by a stronger one of its family, is found",
        found == ["russia-indonesia-2021: ri-2021: commitment c99"], *found)

with open(os.path.join(SOURCE, "scenarios", "commitments.md"), encoding="utf-8") as file:
    page = file.read()
for scenario, agreement, policies in script.ARRANGEMENTS:
    for number, members in listed(scenario, agreement).items():
        text = "| %s. %s |" % (number[1:].lstrip("0"), members["text"].rstrip("."))
        check("scenarios/commitments.md lists %s %s" % (agreement, number), text in page)

finish()
