#!/usr/bin/python3
"""The page of a team is written from the knowledge of its state alone: page_team*.c include no
headers of a run."""
import glob
import os
import re

from source import short, text
from tap import SOURCE, check, finish

# A header that the files of a page may include, directly or through other headers.
ALLOWED = re.compile(r"^(base|format)/|^model/seat/(view|seen)\.h$|^model/input/values\.h$|"
    r"^workshop/exercise/(page_team|page_team_internal|plan|team|family)\.h$")


def included(path, found):
    """Adds the headers of the project that a file includes, directly or through other headers."""
    for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text(path), re.M):
        if name not in found:
            found.add(name)
            included(os.path.join(SOURCE, "sim", name), found)
    return found


pages = sorted(glob.glob(os.path.join(SOURCE, "sim/workshop/exercise/page_team*.c")))
check("pages were found", len(pages) >= 2)
for page in pages:
    headers = included(page, set())
    wrong = sorted(name for name in headers if not ALLOWED.match(name))
    check("%s sees what the state knows, and no run" % short(page),
        "model/seat/view.h" in headers and not wrong, *wrong)
other = included(os.path.join(SOURCE, "sim/workshop/exercise/seat_page.c"), set())
check("the file that collects a page is told apart", any(not ALLOWED.match(name) for name in other))
finish()
