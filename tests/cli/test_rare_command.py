#!/usr/bin/python3
"""The command rare: its probability agrees with crude simulation, threads and interruptions give
the same bytes, histories can be repeated, and errors have a position."""
import csv
import math
import os
import signal
import subprocess
import time

from sweeps import cbmsim, path
from tap import CBMSIM, SOURCE, check, finish, note

TUTORIAL = SOURCE + "/scenarios/two-states-tutorial.json"
FILES = ["rare.csv", "levels.csv", "repetitions.csv", "histories.csv", "story-1.txt"]


def arguments(out, event="rung >= 6", n="12", effort="60", more=()):
    return ("rare", TUTORIAL, "--event", event, "-n", n, "--effort", effort, "--histories", "1",
        "-q", "-o", path(out)) + tuple(more)


def rare(out, **options):
    return cbmsim(*arguments(out, **options))


def table(out, name="rare.csv"):
    with open(path(out) + "/" + name, newline="") as file:
        return list(csv.DictReader(file))


def content(out):
    return [open(path(out) + "/" + name, "rb").read() for name in FILES]


one = rare("one", more=["--jobs", "1"])
check("a result is made", one.returncode == 0, one.stderr)
rows = table("one")
check("every policy has a row", [r["policy"] for r in rows] == ["without", "hotline", "unanswered"], rows)
check("the interval contains the estimate", all(0 < float(r["ci_lo"]) < float(r["probability"]) < float(r["ci_hi"])
    for r in rows), rows)
check("the baseline has no ratio, the others have", [bool(r["ratio"]) for r in rows].count(False) == 1 and
    all(bool(r["ratio"]) == bool(r["versus"]) for r in rows), rows)
rare("three", more=["--jobs", "3"])
check("the number of threads changes no byte", content("one") == content("three"))

# The same command with more repetitions adds to a result.
rare("few", n="5", more=["--jobs", "2"])
check("fewer repetitions are others", content("few") != content("one"))
more = rare("few", more=["--jobs", "2"])
check("more repetitions give the bytes of one command", more.returncode == 0 and content("few") == content("one"),
    more.stderr)
other = rare("one", event="rung >= 7")
check("a directory with another event is refused", other.returncode == 4 and "--fresh" in other.stderr, other.stderr)

# Without a repetition that reached the event, there is no estimate. (An interval was printed as "nan to nan".)
none = rare("none", event="rung >= 9", n="2", effort="10")
check("a command without an estimate says so", none.returncode == 0 and " nan" not in none.stderr
    and none.stderr.count("no repetition reached the event, so its probability cannot be estimated") == 3, none.stderr)
check("an estimate is printed with its interval", " nan" not in one.stderr and "cannot be estimated" not in one.stderr
    and one.stderr.count("% interval") == 3, one.stderr)

# Interrupts the command as soon as a repetition is on the disk.
stopped = subprocess.Popen([CBMSIM, *arguments("stopped")], stderr=subprocess.PIPE)
journal = path("stopped") + "/journal/repetitions"
while stopped.poll() is None and not (os.path.exists(journal) and os.path.getsize(journal) > 4096):
    time.sleep(0.005)
stopped.send_signal(signal.SIGINT)
stopped.wait()
note("exit status %d after %d bytes" % (stopped.returncode, os.path.getsize(journal)))
check("an interrupted result can be resumed", stopped.returncode in (0, 75))
with open(journal, "ab") as file:
    file.write(b"torn")
again = rare("stopped")
check("resumed, it has the same bytes", again.returncode == 0 and content("stopped") == content("one"), again.stderr)

# Compares with crude simulation. Each of the two has an interval, so that the difference is tested.
crude = cbmsim("run", TUTORIAL, "-n", "1500", "-q", "--print", "runs", "-o", path("crude"))
runs = [r for r in csv.DictReader(crude.stdout.splitlines())]
for row in rows:
    mine = [float(r["max_rung"]) >= 6 for r in runs if r["policy"] == row["policy"]]
    p = sum(mine) / len(mine)
    error = math.hypot(math.sqrt(p * (1 - p) / len(mine)), float(row["relative_error"]) * float(row["probability"]))
    z = (float(row["probability"]) - p) / error
    note("%s: crude %.4f, splitting %s, %.1f standard errors" % (row["policy"], p, row["probability"], z))
    check("%s agrees with crude simulation" % row["policy"], abs(z) < 3.5, p, row)

# A history has the same beginning as the replication that it names, up to its first split.
histories = table("one", "histories.csv")
check("each policy has a history with a story", len(histories) == 3 and all("The event happens on day %.3f" %
    float(h["day"]) in open(path("one") + "/" + h["story"]).read() for h in histories), histories)
check("a history names its forks", all(len(h["splits"].split()) == int(r["levels"]) - 1
    for h, r in zip(histories, rows)), histories)

# The report has levels, probabilities and a history of each policy, and no links to other sites.
made = cbmsim("report", path("one"))
page = open(path("one") + "/report.html", encoding="utf-8").read() if made.returncode == 0 else ""
check("the report is made", made.returncode == 0 and " - cbmsim report</title>" in page[:4096], made.stderr)
check("it has the probabilities, the levels and three histories", all(title in page for title in
    ["Probability of the event", "Levels on the way to the event", "Histories that reached the event"]) and
    page.count("the event happens on day") == 3 and page.count("The event happens on day %.3f" %
    float(histories[0]["day"])) >= 1, len(page))
check("it has every number of levels.csv", all(">%s<" % level["starts"] in page.replace("\u202f", "") or
    float(level["starts"]) >= 10000 for level in table("one", "levels.csv")))
check("it has no part from outside", "http://" not in page.replace("http://www.w3.org", "") and "<script" not in page)
refused = cbmsim("report", path("one"), "--run", "1/without/1")
check("--run is refused", refused.returncode == 2 and "has no runs" in refused.stderr, refused.stderr)
with open(path("one") + "/levels.csv", "a") as file:
    file.write("x")
changed = cbmsim("report", path("one"))
check("a changed table is refused", changed.returncode == 4 and "levels.csv" in changed.stderr, changed.stderr)

for words, wanted in [(("rung >= ",), "at character 9"), (("rungs >= 5",), 'did you mean "rung"'),
        (("rung + 1",), "condition"), (("tension_ardia_nobody > 1",), "unknown name tension_ardia_nobody")]:
    bad = rare("bad", event=words[0])
    check("--event '%s' is refused with its place" % words[0], bad.returncode == 2 and "--event: " in bad.stderr and
        wanted in bad.stderr and not os.path.exists(path("bad")), bad.stderr)
bad = rare("bad", more=["--dyad", "ardia:nobody"])
check("an unknown pair is refused", bad.returncode == 2 and "ardia:nobody" in bad.stderr, bad.stderr)
never = rare("never", event="acts_9 >= 3", n="2", effort="20")
check("an event that no path reaches has no interval, and says what to do", never.returncode == 0 and
    table("never")[0]["ci_hi"] == "" and "--effort" in never.stderr, never.stderr)
often = rare("often", event="rung >= 2", n="4")
check("a frequent event is left to crude simulation", table("often")[0]["advice"] == "crude" and
    "crude simulation is better" in often.stderr, often.stderr)
finish()
