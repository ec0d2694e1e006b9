#!/usr/bin/python3
"""Reports of large results are small, and are made in a short time."""
import json
import os
import resource
import subprocess
import tempfile

from pages import Page
from tap import CBMSIM, SOURCE, check, finish, not_sanitized, note

not_sanitized("large reports", "the small ones are looked at")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
MOST_BYTES, MOST_SECONDS = 2 * 1000 * 1000, 2.0
TUTORIAL = os.path.join(SOURCE, "scenarios/two-states-tutorial.json")


def path(*names):
    return os.path.join(HERE.name, *names)


def write(name, content):
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(content, file)
    return path(name)


def made(*arguments):
    done = subprocess.run([CBMSIM, *arguments, "-q"], stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr.decode()


def report(what, name):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([CBMSIM, "report", path(name)], stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    check(what + ": is made", done.returncode == 0, done.stderr.decode())
    with open(path(name, "report.html"), encoding="utf-8") as file:
        text = file.read()
    note("%s: %d bytes, %.2f s" % (what, len(text.encode()), seconds))
    check(what + ": is small", len(text.encode()) < MOST_BYTES, len(text.encode()))
    check(what + ": is quick", seconds < MOST_SECONDS, seconds)
    page = Page(text)
    check(what + ": is sound", not page.wrong, *page.wrong)
    return page


# 10 000 runs: 1250 points, two policies, four replications.
os.symlink(TUTORIAL, path("tutorial.json"))
made("sweep", write("sweep.json", {
    "format": "cbmsim-experiment-1",
    "scenario": "tutorial.json",
    "policies": {"without": {"patch": {"agreements": {"line": None}}}, "hotline": {}},
    "baseline": "without",
    "factors": {
        "flags": {"path": "/sources/mischief/false_flag/share", "range": [0, 1]},
        "tension": {"path": "/pairs/ardia:borvia/tension_baseline", "range": [0.05, 0.8]},
        "trust": {"path": "/pairs/ardia:borvia/trust_good", "range": [0.5, 20]}},
    "design": {"lhs": {"samples": 1250}},
    "replications": 4}), "-o", path("swept"))
page = report("a sweep of 10 000 runs", "swept")
check("it counts them", "10 000 runs" in page.said(), page.said()[:400])

# Charts of seven metrics would be too large here, because of long titles and many policies, levels
# and points.
TITLE = "a policy whose title is long & <full> of what has to be escaped, and goes on until it is cut"
METRICS = ["harm", "incidents_true", "hostile_responses", "misdirected_responses", "inadvertent_moves",
    "crises", "crisis_days", "misattribution_rate", "cooperative_share", "detection_days_median",
    "max_rung", "trust_final", "messages_lost_share", "message_hours_median"]
PATHS = ["/sources/mischief/false_flag/share", "/pairs/ardia:borvia/tension_baseline",
    *("/states/%s/%s" % (state, what) for state in ("ardia", "borvia")
    for what in ("detection", "attribution", "resilience"))]
made("sweep", write("heavy.json", {
    "format": "cbmsim-experiment-1",
    "scenario": "tutorial.json",
    "policies": {"without": {"title": TITLE, "patch": {"agreements": {"line": None}}}, **{
        "p%d" % k: {"title": "%d: %s" % (k, TITLE), "patch": {"pairs": {"ardia:borvia": {
            "trust_good": 1 + k}}}} for k in range(1, 5)}},
    "baseline": "without",
    "factors": {"a_factor_with_a_long_name_%02d" % k: {"path": path, "range": [0.05, 0.8]}
        for k, path in enumerate(PATHS)},
    "design": {"morris": {"trajectories": 4, "levels": 10}},
    "replications": 3,
    "outputs": {"metrics": METRICS},
    "analyses": {"screen": {"kind": "morris"}}}), "-o", path("heavy"))
page = report("a sweep with much of everything", "heavy")
check("so there are fewer", 1 <= len(page.groups) < 6, page.groups)
check("and the page says which are left out", "messages_lost_share, message_hours_median" in
    page.said(), page.said()[:4000])

# 57 states, each of them with six rivals, and all events between them.
names = ["s%02d" % k for k in range(57)]
sources = {name + "_service": {"kind": "state", "home": name, "rates_as_observed": True,
    "targets": {names[(k + step) % 57]: 0.4 for step in (1, 2, 3, 5, 8, 13)}}
    for k, name in enumerate(names)}
made("run", write("many.json", {
    "format": "cbmsim-scenario-1", "start": "2025-01-01", "horizon_days": 3652.5,
    "states": {name: {"name": "State of " + name} for name in names}, "sources": sources,
    "agreements": {"all": {"parties": {name: {} for name in names}, "kind": "multilateral",
        "measures": {"hotline": {}, "contact_point": {}, "cert_exchange": {}}}},
    "policies": {"without": {"patch": {"agreements": {"all": None}}}, "with": {}},
    "baseline": "without"}), "-n", "4", "-o", path("many"), "--trace-level", "events")
page = report("a run of 57 states", "many")
check("every chart of it is drawn", all(c["picture"] for c in page.charts[:8]),
    [c["name"] for c in page.charts if not c["picture"]])
finish()
