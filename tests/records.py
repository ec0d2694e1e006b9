"""records.py - finds copies of the public data sets, which are not shipped, for tests that compare
with them.

The copies are searched in CBMSIM_RECORDS, otherwise in ../shared/data/raw beside the checkout.
"""
import os

from tap import SOURCE, skip

PLACE = os.environ.get("CBMSIM_RECORDS") or os.path.join(SOURCE, "..", "shared", "data", "raw")
DCID, EUREPOC = "DCID_2.0.xlsx", "EuRepoC_Global_Database_1.1.csv"


def copy_of(name, test=None):
    """Returns the path of a copy. If there is none, returns None and skips the test."""
    path = os.path.join(PLACE, name)
    if os.path.exists(path):
        return path
    skip(test or name, "no %s: put your copy into %s, or say where it is by CBMSIM_RECORDS" % (
        name, os.path.relpath(PLACE, SOURCE)))
    return None
