#!/usr/bin/python3
"""Reports in a browser are accessible, fit on narrow screens and on paper, and need no scripts and no network.

Needs Chromium of the distribution, and npm with access to its registry for two packages that only these tests use
(package.json). Without them the test is skipped and prints the reason.
"""
import json
import os
import subprocess
import tempfile

from browser import CHROMIUM, PLACE, prepare, run
from tap import CBMSIM, SOURCE, check, finish, skip

HOSTILE = "<script>window.harmed = 1</script><b class='harm'>bold</b><img src='x' onerror='window.harmed = 1'> " \
    "\"q\" 'q' &amp; \u200cwriting\u200d " + "long " * 40 + "x" * 9000

# A page with every kind of error, which every check must detect.
BROKEN = """<!DOCTYPE html><html><head><meta charset="utf-8"><title></title>
<script>window.harmed = 1</script></head><body style="background: #fff">
<p>The text is not here. <b class="harm">bold</b></p><a href="x" style="font-size: 6px; display: block">x</a>
<div style="overflow-x: auto; width: 100px"><div style="width: 500px">wide</div></div>
<span tabindex="2">first</span> <span tabindex="1">second</span>
<figure><svg width="900" height="50"><rect width="900" height="50" fill="#bbbbbb"/></svg></figure>
<details><summary onkeydown="event.preventDefault()" onclick="return false">no</summary>closed</details>
<p style="color: #ccc">pale</p><img src="http://localhost/x.png"><p style="height: 90000px">long</p>
</body></html>"""


def scenario(path, horizon, hostile):
    with open(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), encoding="utf-8") as f:
        document = json.load(f)
    document["horizon_days"] = horizon
    if hostile:
        document["title"] = HOSTILE
        document["notes"] = HOSTILE
        document["states"]["ardia"]["name"] = HOSTILE
        document["policies"]["hotline"]["title"] = HOSTILE
        document["agreements"]["line"]["title"] = HOSTILE
    with open(path, "w", encoding="utf-8") as f:
        json.dump(document, f)


def report(place, directory):
    page = os.path.join(place, os.path.basename(directory) + ".html")
    done = run(CBMSIM, "report", directory, "-o", page)
    return page if check("report writes a page for %s" % os.path.basename(directory), done.returncode == 0,
        done.stdout.decode("utf-8", "replace")) else None


def make_pages(place):
    pages = []
    for name, hostile in (("run", False), ("hostile-run", True)):
        scenario(os.path.join(place, name + ".json"), 1461, hostile)
        done = run(CBMSIM, "run", os.path.join(place, name + ".json"), "-o",
            os.path.join(place, name), "-n", "20", "-s", "3", "-q", "--trace-level", "events")
        check("a result is made: %s" % name, done.returncode == 0, done.stdout.decode("utf-8", "replace"))
        pages.append(report(place, os.path.join(place, name)))
    with open(os.path.join(place, "sweep.json"), "w", encoding="utf-8") as f:
        json.dump({"format": "cbmsim-experiment-1", "title": "A sweep", "scenario": "run.json",
            "factors": {"tension": {"path": "/pairs/ardia:borvia/tension_baseline",
                "unit": "tension", "values": [0.25, 0.5, 0.75]},
                "share": {"path": "/sources/mischief/false_flag/share", "unit": "share",
                "values": [0, 0.5, 1]}},
            "design": {"factorial": {"tension": "all", "share": "all"}}, "replications": 10,
            "analyses": {"course": {"kind": "converge", "metrics": ["hostile_responses"]}}}, f)
    done = run(CBMSIM, "sweep", os.path.join(place, "sweep.json"), "-o",
        os.path.join(place, "sweep"), "-q")
    check("a result is made: sweep", done.returncode == 0, done.stdout.decode("utf-8", "replace"))
    pages.append(report(place, os.path.join(place, "sweep")))
    return [page for page in pages if page]


def look(place, pages):
    done = subprocess.run(["node", os.path.join(PLACE, "check.mjs"), CHROMIUM,
        os.path.join(place, "profile"), *pages], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        timeout=400, env={**os.environ, "HOME": place})
    check("the browser checks ran", done.returncode == 0, done.stderr.decode("utf-8", "replace"))
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


reason = prepare("check.mjs") if not os.environ.get("SANITIZE") else "the test runs in the build without sanitizers"
if reason:
    skip("reports pass the browser checks", reason)
else:
    with tempfile.TemporaryDirectory(prefix="cbmsim-browser-") as scratch:
        broken = os.path.join(scratch, "broken-hostile.html")
        with open(broken, "w", encoding="utf-8") as out:
            out.write(BROKEN)
        for one in look(scratch, make_pages(scratch) + [broken]):
            name = os.path.basename(one["page"])
            if one["page"] == broken:
                check("the check detects a broken page: %s" % one["name"],
                    one["bad"] or one["name"].endswith("dark"), one)
            else:
                check("%s: %s" % (name, one["name"]), not one["bad"], *one["bad"])
finish()
