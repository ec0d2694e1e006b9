#!/usr/bin/python3
"""The page of a team, made from snapshots without a browser: a crisis and its cause, the addressed
state and the actor that the analysts name, the numbers that are asked, messages and their possible
receivers, initiatives and their results, talks, and the review of the team."""
import json
import os
import shutil
import subprocess

from tap import SOURCE, check, finish, skip

if shutil.which("node") is None:
    skip("the page of a team", "node, which runs its scripts, is not available")
else:
    done = subprocess.run(["node", os.path.join(SOURCE, "tests", "room", "team_page.cjs"), os.path.join(SOURCE, "sim", "web", "pages")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    found = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    for one in found:
        check(one["name"], not one["bad"], *one["bad"])
    check("all snapshots were shown", done.returncode == 0 and len(found) >= 28, len(found), done.stderr.decode("utf-8", "replace"))
finish()
