"""records.py - copies of the public data sets, which are not shipped: for tests that hold against them.

They are looked for in CBMSIM_RECORDS, or else in ../shared/data/raw beside the checkout.
"""
import os

from tap import SOURCE, skip

PLACE = os.environ.get("CBMSIM_RECORDS") or os.path.join(SOURCE, "..", "shared", "data", "raw")
DCID, EUREPOC = "DCID_2.0.xlsx", "EuRepoC_Global_Database_1.1.csv"


def copy_of(name, test=None):
    """Its path; None, and the test skipped, if there is none."""
    path = os.path.join(PLACE, name)
    if os.path.exists(path):
        return path
    skip(test or name, "no %s: put your copy into %s, or say where it is by CBMSIM_RECORDS" % (
        name, os.path.relpath(PLACE, SOURCE)))
    return None
