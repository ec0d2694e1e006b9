#!/usr/bin/python3
"""Reports of small results are valid and complete and have the same bytes, and foreign text appears
only as text."""
import csv
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pages import Page, titles
from tap import CBMSIM, SOURCE, check, finish

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
HOSTILE = os.path.join(SOURCE, "tests/report/hostile.json")
TUTORIAL = os.path.join(SOURCE, "scenarios/two-states-tutorial.json")


def path(*names):
    return os.path.join(HERE.name, *names)


def cbmsim(*arguments, **more):
    return subprocess.run([CBMSIM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        **more)


def made(*arguments):
    done = cbmsim(*arguments, "-q")
    assert done.returncode == 0, done.stderr.decode()


def read(name):
    with open(name, "rb") as file:
        return file.read()


def report(name, **more):
    done = cbmsim("report", path(name), "-o", "-", **more)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def sound(what, page):
    check(what + ": is sound", not page.wrong, *page.wrong)
    check(what + ": leads nowhere and runs nothing", not page.outside(), page.outside())
    unnamed = [i for i in page.images if not i.get("aria-labelledby")]
    check(what + ": every picture has a name", page.images and not unnamed, unnamed)
    poor = [c for c in page.charts if not c["name"] or len(c["sentence"]) < 20]
    check(what + ": every chart has a name and a sentence", page.charts and not poor, poor)
    bare = [c["name"] for c in page.charts if c["picture"] and not c["table"]]
    check(what + ": every picture has its table", not bare, bare)
    check(what + ": states that it is no estimate", "This shows what the assumptions imply. It is "
        "not an estimate for any real state." in page.said())
    check(what + ": never says what would have been", "would have" not in page.said())


made("run", TUTORIAL, "-n", "30", "-s", "3", "-o", path("tutorial"), "--trace-level", "events")
tutorial = report("tutorial")
page = Page(tutorial.decode())
sound("a run", page)
said = page.said()
finding = re.search(r"In (\d+) of 30 runs harm is (lower|higher) with a hotline than with no "
    r"hotline; it is (lower|higher) in (\d+) and the same in (\d+)\.", said)
check("the finding is in frequencies", finding, said[:600])

# The numbers of the finding, computed here from runs.csv.
rows = [line.split(",") for line in read(path("tutorial/runs.csv")).decode().splitlines()]
column = {name: k for k, name in enumerate(rows[0])}
harm = {(r[column["policy"]], r[column["rep"]]): float(r[column["harm"]]) for r in rows[1:]}
less = sum(harm["hotline", str(k)] < harm["without", str(k)] for k in range(1, 31))
more = sum(harm["hotline", str(k)] > harm["without", str(k)] for k in range(1, 31))
first, other = (less, more) if less >= more else (more, less)
check("and they are those of runs.csv", finding and (int(finding[1]), int(finding[4]),
    int(finding[5])) == (first, other, 30 - less - more), less, more, finding and finding[0])

names = [c["name"] for c in page.charts]
expected = titles("CHART_OF_RUN")
check("it has its charts", names == expected and len(names) >= 9, names, expected)
bare = [c["name"] for c in page.charts if not c["picture"]]
check("every chart has a picture", not bare, bare)

# The run in the report: the one with the median score, or the requested one.
scores = sorted((float(r[column["escalation_score"]]), int(r[column["rep"]])) for r in rows[1:]
    if r[column["policy"]] == "hotline")
check("the run with the median score is shown", "The run with the median escalation score: run %d under a hotline" % scores[14][1] in said)
other = cbmsim("report", path("tutorial"), "-o", "-", "--run", "1/unanswered/7").stdout.decode()
page = Page(other)
check("or another", not page.wrong and
    "The requested run: run 7 under a hotline that nobody answers." in page.said())
told = [line.split(",") for line in read(path("tutorial/incidents.csv")).decode().splitlines()]
place = {name: k for k, name in enumerate(told[0])}
told = [r for r in told[1:] if r[place["policy"]] == "unanswered" and r[place["rep"]] == "7"]
wrong = sum(r[place["decided_day"]] != "" and r[place["named"]] == "state" and
    r[place["named_actor"]] != r[place["initiator"]] for r in told)
check("with its incidents", "%d incidents:" % len(told) in page.said() and
    re.search(r"(\d+) attributed wrongly", page.said()) and
    int(re.search(r"(\d+) attributed wrongly", page.said())[1]) >= wrong, len(told), wrong)
for key in "1/unanswered", "1/unanswered/31", "2/unanswered/1", "1/nobody/1":
    done = cbmsim("report", path("tutorial"), "-o", "-", "--run", key)
    check("there is no run " + key, done.returncode == 2 and b"--run" in done.stderr, done.stderr)

# The ladder and the number of off-ramps are those of the shown run, which settles crises.
with open(path("tutorial/events.csv"), encoding="utf-8") as file:
    events = list(csv.DictReader(file))
settled = [e for e in events if e["event"] == "crisis_settled"]
check("there is a run that settles a crisis", settled)
run = [settled[0][name] for name in ("point_id", "policy", "rep")]
of_run = [e for e in events if [e["point_id"], e["policy"], e["rep"]] == run]
with open(path("tutorial/pairs.csv"), encoding="utf-8") as file:
    pairs = [r for r in csv.DictReader(file) if [r["point_id"], r["policy"], r["rep"]] == run]
text = cbmsim("report", path("tutorial"), "-o", "-", "--run", "/".join(run)).stdout.decode()
drawn = re.search(r"<caption>Escalation ladder over time</caption>(.*?)</table>", text, re.S)[1]
for one, other in ("ardia", "borvia"), ("ardia", "outland"):
    ours = [r for r in pairs if {r["from"], r["to"]} == {one, other}]
    rungs = [float(e["value"]) for e in of_run if e["event"] == "rung" and
        {e["actor"], e["target"]} == {one, other}]
    ways = sum(e["event"] == "crisis_settled" and {e["actor"], e["target"]} == {one, other}
        for e in of_run)
    row = re.search(r"<bdi>%s</bdi> and <bdi>%s</bdi></th>(.*?)</tr>" % (one.title(), other.title()),
        drawn)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row[1]) if row else []
    check("%s and %s: peak, end and off-ramps of the ladder" % (one, other), cells and
        cells[0].startswith("%d " % max(rungs)) and float(cells[2]) == max(float(r["rung_final"])
        for r in ours) and float(cells[4]) == ways, cells, rungs, ways)
check("each off-ramp has its mark", text.split("Escalation ladder over time</h2>")[1].split(
    "</section>")[0].count('class="mark s2"') == sum(e["event"] == "crisis_settled" for e in of_run) + 1)

# The place of the report.
done = cbmsim("report", path("tutorial"))
check("a report stands in the result", done.returncode == 0 and
    read(path("tutorial/report.html")) == tutorial, done.stderr)
check("and nothing is left beside it", not os.path.exists(path("tutorial/.cbmsim")))
done = cbmsim("report", path("tutorial"), "-o", path("my page.html"))
check("or in a file", done.returncode == 0 and read(path("my page.html")) == tutorial and
    not os.path.exists(path("my page.html.part")), done.stderr)
done = cbmsim("report", path("tutorial"), "-o", path("nowhere", "page.html"))
check("a place that is not there is told", done.returncode == 4 and b"nowhere" in done.stderr,
    done.stderr)
done = cbmsim("report", path("nothing"))
check("a directory that is not there is told and not made", done.returncode == 4 and
    not os.path.exists(path("nothing")), done.stderr)
with open("/dev/full", "wb") as full:
    done = subprocess.run([CBMSIM, "report", path("tutorial"), "-o", "-"], stdout=full,
        stderr=subprocess.PIPE)
check("a full standard output is told", done.returncode == 4, done.stderr)
check("the result is still sound", cbmsim("verify", path("tutorial")).returncode == 0)
check("the same bytes under another locale", report("tutorial", env=dict(os.environ,
    LC_ALL="de_DE.UTF-8", LANG="tr_TR.UTF-8", TZ="Asia/Tokyo")) == tutorial)

os.mkdir(path("tutorial/.cbmsim"))
with open(path("tutorial/.cbmsim/lock"), "w", encoding="utf-8") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    done = cbmsim("report", path("tutorial"))
    check("a result that is being written gets no page", done.returncode == 4 and
        b"another cbmsim" in done.stderr, done.stderr)
    check("but can be looked at", report("tutorial") == tutorial)
shutil.rmtree(path("tutorial/.cbmsim"))

# A new result removes the page of the old one.
made("run", TUTORIAL, "-n", "31", "-s", "3", "-o", path("tutorial"), "--trace-level", "events")
check("a report does not outlive its result", not os.path.exists(path("tutorial/report.html")))

# The same result, made with other threads at another time, differs only in its manifest.
for jobs in "1", "2":
    made("run", TUTORIAL, "-n", "20", "-s", "5", "-o", path("jobs" + jobs), "-j", jobs)
    with open(path("jobs" + jobs, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    manifest["arguments"] = ["cbmsim"]
    manifest["times"] = {"source_date_epoch": "1970-01-01T00:00:00Z"}
    with open(path("jobs" + jobs, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file)
check("the same bytes from any number of threads", report("jobs1") == report("jobs2"))

# The page reports missing parts, and this is no failure.
page = Page(report("jobs1").decode())
sound("a run without events", page)
for gone in "analysis/compare.csv", "incidents.csv", "runs.csv":
    os.remove(path("jobs1", gone))
    page = Page(report("jobs1").decode())
    check("without " + gone, not page.wrong and (page.charts or
        "Charts without data" in page.said()), *page.wrong)
with open(path("jobs2/runs.csv"), "a", encoding="utf-8") as file:
    file.write("1,without,x\n")
done = cbmsim("report", path("jobs2"), "-o", "-")
check("a file that was changed is told", done.returncode == 4 and
    b"runs.csv: has changed since manifest.json" in done.stderr, done.stderr)

# With one point and many policies, the policies are counted, and compared as in the report of runs.
with open(path("many.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "cbmsim-experiment-1", "scenario": "two.json", "replications": 8,
        "baseline": "p00", "policies": {"p%02d" % k: {"patch": {"pairs": {"ardia:borvia": {
            "trust_good": 1 + k}}}} for k in range(12)}}, file)
shutil.copy(TUTORIAL, path("two.json"))
made("sweep", path("many.json"), "-o", path("many"))
page = Page(report("many").decode())
sound("many policies", page)
ANALYSES = {"Elementary effects (Morris)", "Shares of the variance (Sobol)",
    "Influence of the factors (PRCC)", "Regret of the policies"}  # only for sweeps with these analyses
names, expected = [c["name"] for c in page.charts], titles("CHART_OF_POINT")
check("a sweep of one point has its charts", len(names) > 3 and
    names == [t for t in expected if t not in ANALYSES], names, expected)
with open(path("many.json"), encoding="utf-8") as file:
    traced = dict(json.load(file), outputs={"trace_level": "incidents"})
with open(path("traced.json"), "w", encoding="utf-8") as file:
    json.dump(traced, file)
made("sweep", path("traced.json"), "-o", path("traced"))
with open(path("traced/incidents.csv"), encoding="utf-8") as file:
    told = [r for r in csv.DictReader(file) if (r["policy"], r["rep"]) == ("p01", "3")]
said = Page(cbmsim("report", path("many"), "-o", "-", "--run", "1/p01/3").stdout.decode()).said()
check("a run of a sweep without traces is made again and told in full", told and
    "The requested run: run 3 under" in said and
    "%d incidents: " % len(told) in said and "Escalation ladder over time" in said, len(told), said[:3000])
counted = re.search(r"Compared with p00, harm is lower with (\d+) of 11 policies, higher with (\d+), and no "
    r"difference was found with (\d+)\.", page.said())
check("and compared in every metric, those after the first rows folded away",
    page.charts[0]["name"] == "Policies compared" and "More metrics" in page.said() and
    page.said().count("Change in ") == 9, page.said().count("Change in "))
course = report("many").decode().split("Convergence</h2>")[1].split("</section>")[0]
check("those that are drawn together differ, and it is said that there are more",
    all('class="mark %s"' % look in course for look in ("s1", "s2", "s3")) and
    "Only the first three policies are shown." in course, course[:1500])
check("are counted", counted and sum(int(n) for n in counted.groups()) == 11, page.said()[:400])

# The report of a sweep has numbers for every metric. They follow from its tables.
METRICS = ["crises", "harm", "misdirected_responses", "hostile_responses", "max_rung", "trust_final",
    "crisis_days", "incidents_true", "misattribution_rate", "tension_mean", "escalation_score",
    "reproduction_number", "cooperative_share"]
with open(path("metrics.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "cbmsim-experiment-1", "scenario": "two.json", "replications": 6,
        "policies": {"without": {"title": "no line", "patch": {"agreements": {"line": None}}},
            "hotline": {"title": "a line"}}, "baseline": "without",
        "factors": {"tension": {"path": "/pairs/ardia:borvia/tension_baseline", "values": [0.2, 0.5, 0.8]},
            "share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"factorial": {"tension": "all", "share": "all"}},
        "outputs": {"metrics": METRICS}}, file)
made("sweep", path("metrics.json"), "-o", path("metrics"))
page = Page(report("metrics").decode())
sound("many metrics", page)
done = cbmsim("report", path("metrics"), "-o", "-", "--run", "3/hotline/2")
check("and of a sweep of several points its point is named",
    "run 2 at point 3 under a line" in Page(done.stdout.decode()).said(), done.stderr)
names = [c["name"] for c in page.charts]
first, again = ([t for t in titles(r) if t not in ANALYSES] for r in ("CHART_OF_POINTS", "CHART_OF_METRIC"))
check("a sweep of several points has its charts, and each metric after the first has some again",
    len(again) > 2 and names[:len(first)] == first and
    [n for n in names if n.endswith(": harm")] == [t + ": harm" for t in again], names, first, again)
said = page.said()
check("seven of them have charts: the first, and six more behind it", len(page.groups) == 6 and
    all(g.startswith("\nAnother metric: ") for g in page.groups) and [c["name"] for c in page.charts
    if c["name"].startswith("Main effects")][1] == "Main effects: harm", page.groups)
check("the others are told, and where their numbers are", "5 more without charts of their own "
    "(incidents_true, misattribution_rate, tension_mean, escalation_score, reproduction_number), "
    "1 more not shown at all (cooperative_share): their numbers are in analysis/compare.csv." in
    said, said[:3000])
with open(path("metrics/runs.csv"), encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
harm = {(r["point_id"], r["policy"], r["rep"]): float(r["harm"]) for r in rows}
means = [sum(harm[str(p), "hotline", str(r)] - harm[str(p), "without", str(r)] for p in range(1, 7)) / 6
    for r in range(1, 7)]
mean = sum(means) / 6
half = 2.5705818 * (sum((x - mean) ** 2 for x in means) / 5 / 6) ** 0.5
row = re.search(r"harm\s*a line\s*(\S+)\s+(\S+)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\d+)", re.sub(
    r"<[^>]*>", " ", report("metrics").decode().split("<caption>All metrics</caption>")[1]))
numbers = [float(x.replace("\u2212", "-")) for x in row.groups()]
check("a mean over points and its interval are right", all(abs(a - b) <= 0.006 * abs(b) + 0.6 * (abs(b) > 99)
    for a, b in zip(numbers, (mean, mean - half, mean + half))), numbers, mean, half)
with open(path("metrics/analysis/compare.csv"), encoding="utf-8") as file:
    ends = [(float(r["ci_lo"]), float(r["ci_hi"])) for r in csv.DictReader(file)
        if r["metric"] == "harm" and r["versus"] == "without"]
check("and so is the number of points", numbers[3:] == [sum(hi < 0 for lo, hi in ends),
    sum(lo <= 0 <= hi for lo, hi in ends), sum(lo > 0 for lo, hi in ends)], numbers, ends)
with open(path("metrics.json"), encoding="utf-8") as file:
    alone = json.load(file)
del alone["policies"], alone["baseline"]
with open(path("two.json"), encoding="utf-8") as file:
    one_policy = json.load(file)
del one_policy["policies"], one_policy["baseline"]
for name, content in (("one.json", one_policy), ("alone.json", dict(alone, scenario="one.json"))):
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(content, file)
made("sweep", path("alone.json"), "-o", path("alone"))
page = Page(report("alone").decode())
sound("many metrics of one policy", page)
check("which have a mean and its range, with intervals", "Mean of harm" in page.said() and
    all(re.search(r"Over 6 points the mean of .* ranges from \S+( \(\S+ to \S+\))? to \S+", g)
    for g in page.groups) and len(page.groups) == 6, page.groups)

# Hostile text.
made("run", HOSTILE, "-s", "1", "-o", path("hostile"), "--trace-level", "events")
hostile = report("hostile").decode()
page = Page(hostile)
sound("hostile text", page)
said = page.said()
check("is shown as text", "<script>alert('title')</script>" in said and
    "</q></li><script>alert('policy')</script>" in said)
check("shows invisible characters", "\u200c" not in hostile and "\\u200c" in said)
check("is cut where it is too long, visibly", "0123456789\u2026" in said or
    re.search("[0-9]\u2026", said))
whole = said.count("0123456789" * 1000)
check("and stands whole once: the title, the notes, a policy, a state", whole == 4, whole)
check("does not make the page large", len(hostile) < 400000, len(hostile))
shutil.copy(HOSTILE, path("names.json"))
with open(HOSTILE, encoding="utf-8") as file:
    title = json.load(file)["title"]
with open(path("names-swept.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "cbmsim-experiment-1", "title": title, "scenario": "names.json", "replications": 6,
        "factors": {"rate": {"path": "/sources/sa/targets/b", "values": [0.5, 1.5]}}}, file)
made("sweep", path("names-swept.json"), "-o", path("swept"))
hostile = report("swept").decode()
page = Page(hostile)
sound("hostile text of a sweep", page)
check("of a sweep is shown as text, too", "<script>alert('title')</script>" in page.said() and
    "</q></li><script>alert('policy')</script>" in page.said())
check("and shows invisible characters, too", "\u200c" not in hostile)
finish()
