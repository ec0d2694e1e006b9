#!/usr/bin/python3
"""Sweeps: the same bytes with any number of threads and shards, extension of results, and the commands that read
them."""
import csv
import itertools
import os
import random
import shutil

from sweeps import (HERE, TARGETS, cbmsim, differences, experiment, files, lines, manifest, path,
    output_of, sweep)
from tap import check, finish


def rows(*names):
    with open(path(*names), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_replications(n, *names):
    """Returns the header and the lines of replications 1 to n."""
    header, *rest = lines(*names)
    column = header.split(",").index("rep")
    return [header] + [line for line in rest if int(line.split(",")[column]) <= n]


def orders(parts):
    """Returns all orders of up to three parts. For more parts, returns the given order, the reverse
    order, and five random orders."""
    if len(parts) <= 3:
        return list(itertools.permutations(parts))
    shuffled = [random.Random(k).sample(parts, len(parts)) for k in range(5)]
    return [parts, parts[::-1]] + shuffled


# ---- the same result from threads and shards ----
for name, replications in (("fixed", 20), ("adaptive", TARGETS)):
    file = experiment(name, replications=replications)
    done = sweep(file, name, "-j", "1")
    check("%s: the sweep succeeds" % name, done.returncode == 0, output_of(done))
    for threads in "2", "8":
        done = sweep(file, name + threads, "-j", threads)
        check("%s: %s threads give the same result" % (name, threads), done.returncode == 0 and
            not differences(name, name + threads), output_of(done), differences(name, name + threads))
    for n in 1, 3, 7:
        parts = ["%s-%d-of-%d" % (name, i, n) for i in range(1, n + 1)]
        codes = [sweep(file, part, "--shard", "%d/%d" % (i + 1, n)).returncode
            for i, part in enumerate(parts)]
        wrong = []
        for order in orders(parts):
            shutil.rmtree(path("whole"), ignore_errors=True)
            done = cbmsim("merge", *order, "-o", "whole")
            if done.returncode != 0 or differences(name, "whole"):
                wrong += [order, output_of(done)] + differences(name, "whole")
        check("%s: %d shards give the same result, merged in any order" % (name, n), codes == [0] * n and
            not wrong, codes, *wrong)
        first = cbmsim("merge", parts[-1], "-o", "some-of-%d" % n)
        done = cbmsim("merge", "some-of-%d" % n, *parts[:-1], "-o", "%s-of-%d" % (name, n))
        check("%s: merging %d shards in two steps gives the same result" % (name, n), done.returncode == 0 and
            first.returncode == (0 if n == 1 else 75) and
            not differences(name, "%s-of-%d" % (name, n)), output_of(first), output_of(done))
        shutil.rmtree(path("some-of-%d" % n))
    check("%s: a shard is a partial result" % name, manifest(name + "-1-of-7")["status"] == "partial" and
        manifest(name)["status"] == "complete")

counts = {}
for row in rows("adaptive", "runs.csv"):
    counts.setdefault(row["point_id"], {}).setdefault(row["policy"], []).append(int(row["rep"]))
check("all policies of a point have the same replications, a multiple of the batch",
    all(len({tuple(r) for r in by.values()}) == 1 and
        all(r == list(range(1, len(r) + 1)) and len(r) % 10 == 0 for r in by.values())
        for by in counts.values()), counts)
check("points stop at different numbers of replications",
    len({len(r) for by in counts.values() for r in by.values()}) > 1, counts)
reasons = {row["point_id"]: row["stopped_by"] for row in rows("adaptive", "analysis", "summary.csv")}
check("stopped_by is max for points that reached max before their targets", all(
    reasons[p] == "target" or (reasons[p] == "max" and len(by["hotline"]) == 70)
    for p, by in counts.items()), reasons)
timing = rows("fixed", "timing.csv")
check("timing.csv counts every run once", sum(int(row["runs"]) for row in timing) == 5 * 20 * 3)

# ---- extending a result ----
small = experiment("grow", replications=20, outputs={"trace_level": "events"})
sweep(small, "grow")
small_files = {name: lines("grow", name) for name in files("grow")
    if name.endswith(".csv") and ",rep," in lines("grow", name)[0]}
large = experiment("grow", replications=40, outputs={"trace_level": "events"})
done = sweep(large, "grow")
check("doubling the replications leaves the first half unchanged in every file with runs",
    done.returncode == 0 and len(small_files) >= 8 and
    len(lines("grow", "runs.csv")) == 1 + 5 * 3 * 40 and
    all(first_replications(20, "grow", name) == before for name, before in small_files.items()),
    output_of(done), sorted(small_files))
sweep(large, "grown", "-j", "1")
check("an extended result equals one made at once", not differences("grow", "grown"),
    differences("grow", "grown"))
experiment("grow", replications=20, outputs={"trace_level": "events"})
done = sweep(small, "grow")
check("fewer replications than the result has are refused, and nothing changes",
    done.returncode == 3 and "has 40 replications already" in done.stderr and " 20 " in done.stderr and
    "--fresh" in done.stderr and not differences("grow", "grown"), output_of(done),
    differences("grow", "grown"))
done = sweep(small, "grow", "--fresh")
sweep(small, "small", "-j", "8")
check("with --fresh the result has fewer replications", not differences("grow", "small"),
    output_of(done), differences("grow", "small"))
experiment("adaptive-grow", replications=dict(TARGETS, max=30))
sweep("adaptive-grow.json", "adaptive-grow")
experiment("adaptive-grow", replications=TARGETS)
sweep("adaptive-grow.json", "adaptive-grow")
# The two experiments have different titles, which three files contain.
check("a result with a raised maximum equals one made at once", set(differences("adaptive-grow", "adaptive")) <=
    {"datapackage.json", "experiment.json", "analysis/plots/labels.csv"},
    differences("adaptive-grow", "adaptive"))

# ---- refused directories and options ----
other = experiment("other", replications=20, seed="2")
done = sweep(other, "fixed")
check("the result of another experiment is refused", done.returncode == 4 and
    "another result" in done.stderr, output_of(done))
os.mkdir(path("foreign"))
with open(path("foreign", "notes"), "w", encoding="utf-8") as out:
    out.write("mine\n")
done = sweep(other, "foreign", "--fresh")
check("a foreign directory is refused, even with --fresh", done.returncode == 4 and
    os.listdir(path("foreign")) == ["notes"], output_of(done))
shutil.copytree(path("fixed"), path("replaced"))
done = sweep(other, "replaced", "--fresh")
sweep(other, "other")
check("--fresh replaces a result and its journal", done.returncode == 0 and
    not differences("replaced", "other"), output_of(done), differences("replaced", "other"))
for words, meaning in ((["--shard", "3/2"], "--shard"), (["--shard", "1"], "--shard"),
        (["--only", "9"], "--only"), (["--only", "1/nobody"], "--only"),
        (["--max-wall", "soon"], "--max-wall"), (["-j", "0"], "--jobs")):
    done = sweep("fixed.json", "never", *words)
    check("%s is refused" % " ".join(words), done.returncode == 2 and meaning in done.stderr and
        not os.path.exists(path("never")), output_of(done))
done = cbmsim("sweep", "fixed.json")
check("sweep without -o is refused", done.returncode == 2 and "--output" in done.stderr, output_of(done))
budget = experiment("budget", budget={"max_runs": 299})
done = sweep(budget, "never")
check("a sweep that exceeds its budget is refused", done.returncode == 3 and "299" in done.stderr and
    not os.path.exists(path("never")), output_of(done))

# ---- partial results ----
done = sweep("fixed.json", "only", "--only", "2/hotline/7")
check("--only runs one replication under all policies", done.returncode == 0 and
    [(r["point_id"], r["policy"], r["rep"]) for r in rows("only", "runs.csv")] ==
    [("2", p, "7") for p in ("without", "hotline", "unanswered")], output_of(done))
done = sweep("fixed.json", "only", "--only", "3")
status = dict(csv.reader(cbmsim("status", "only").stdout.splitlines()))
check("status prints the numbers of points and runs", status["status"] == "partial" and status["points"] == "5" and
    status["points_done"] == "1" and status["runs_done"] == "63" and
    status["runs_missing"] == "237", status)
done = sweep("fixed.json", "only")
check("sweep completes a partial result", done.returncode == 0 and not differences("only", "fixed"),
    output_of(done), differences("only", "fixed"))
done = sweep("fixed.json", "wall", "--max-wall", "0.000001s")
check("--max-wall ends with 75, and the same command resumes", done.returncode == 75 and
    sweep("fixed.json", "wall").returncode == 0 and not differences("wall", "fixed"), output_of(done))

# ---- failing runs ----
experiment("failing", factors={"bound": {"path": "/max_events", "values": [12, 120, 1000000]}},
    design={"factorial": {"bound": "all"}})
done = sweep("failing.json", "failing")
failures = rows("failing", "failures.csv")
failed = [r for r in rows("failing", "runs.csv") if r["status"] != "ok"]
check("an invalid point and aborted runs have different statuses",
    {(r["point_id"], r["status"]) for r in failed} == {("1", "invalid"), ("2", "max_events")} and
    "candidates" in failures[0]["message"], failures[:1])
check("failed runs are listed, and the exit code is 1", done.returncode == 1 and
    len(failures) == len(failed) > 0 and manifest("failing")["counts"]["failed_runs"] ==
    len(failed), output_of(done))
if failures:
    words = failures[-1]["replay"].split()
    words[words.index(".")] = "failing"
    done = cbmsim(*words[1:])
    check("the command in failures.csv replays a failed run", done.returncode == 0 and
        ",max_events," in done.stdout, output_of(done))

# ---- reading results ----
done = cbmsim("verify", "fixed", "--runs", "20")
check("verify accepts an unchanged result", done.returncode == 0 and "20 repeated runs" in done.stdout,
    output_of(done))
done = cbmsim("replay", "fixed", "--run", "4/unanswered/11")
check("replay prints the row of a run", done.returncode == 0 and
    done.stdout.splitlines() == [lines("fixed", "runs.csv")[0],
        next(l for l in lines("fixed", "runs.csv") if l.startswith("4,unanswered,11,"))],
    output_of(done))
done = cbmsim("replay", "fixed", "--run", "4/unanswered/11", "--trace")
check("replay --trace prints the events of a run", done.returncode == 0 and
    done.stdout.startswith("point_id,policy,rep,sequence,day,event") and
    "\n4,unanswered,11,1," in done.stdout, output_of(done))
done = cbmsim("replay", "fixed", "--run", "4/unanswered/999")
check("replay refuses a run that is not in the result", done.returncode == 3 and "does not contain this run" in done.stderr, output_of(done))
shutil.copytree(path("adaptive"), path("analysed"))
shutil.rmtree(path("analysed", "analysis"))
done = cbmsim("analyze", "analysed")
check("analyze makes the same files from runs.csv alone", done.returncode == 0 and
    not differences("analysed", "adaptive"), output_of(done), differences("analysed", "adaptive"))

cbmsim("run", "scenarios/two-states-tutorial.json", "-n", "12", "-s", "5", "-o", "run", "-q")
done = cbmsim("verify", "run", "--runs", "9")
check("verify accepts the result of run", done.returncode == 0 and "9 repeated runs" in done.stdout, output_of(done))
done = cbmsim("replay", "run", "--run", "1/hotline/12")
check("replay accepts the result of run", done.returncode == 0, output_of(done))
shutil.copytree(path("run"), path("run-analysed"))
shutil.rmtree(path("run-analysed", "analysis"))
done = cbmsim("analyze", "run-analysed")
check("analyze accepts the result of run", done.returncode == 0 and not differences("run", "run-analysed"), output_of(done))

shutil.copytree(path("fixed"), path("edited"))
text = "\n".join(lines("edited", "runs.csv")) + "\n"
with open(path("edited", "runs.csv"), "w", encoding="utf-8") as out:
    out.write(text.replace("\n4,unanswered,11,ok,horizon,260,", "\n4,unanswered,11,ok,horizon,261,"))
done = cbmsim("replay", "edited", "--run", "4/unanswered/11")
check("replay reports a changed number", done.returncode == 5 and
    "end_day is 261" in done.stderr, output_of(done))
done = cbmsim("verify", "edited")
check("verify reports a changed file", done.returncode == 5 and "runs.csv" in done.stderr, output_of(done))
os.remove(path("edited", "design.csv"))
done = cbmsim("verify", "edited")
check("verify reports a missing file", done.returncode == 5 and "design.csv" in done.stderr, output_of(done))
for command in "status", "verify", "analyze":
    done = cbmsim(command, "foreign")
    check("%s refuses a foreign directory" % command, done.returncode == 4 and
        "is not a result directory of cbmsim" in done.stderr, output_of(done))
    done = cbmsim(command, "nowhere")
    check("%s refuses a missing directory and does not make it" % command, done.returncode == 4 and
        not os.path.exists(os.path.join(HERE, "nowhere")), output_of(done))

# ---- a scenario with a trace, and a design from a CSV file ----
os.mkdir(path("elsewhere"))
with open(path("elsewhere", "recorded.csv"), "w", encoding="utf-8") as out:
    out.write("day,source,target,severity\n10,ardian_service,borvia,4\n40,ardian_service,borvia,6\n")
with open(path("elsewhere", "traced.json"), "w", encoding="utf-8") as out:
    out.write('{"format": "cbmsim-scenario-1", "extends": "../scenarios/two-states-tutorial.json", '
        '"trace": {"file": "recorded.csv"}}')
with open(path("elsewhere", "points.csv"), "w", encoding="utf-8") as out:
    out.write("horizon\n210\n230\n")
experiment("elsewhere/tabled", scenario="traced.json", replications=10,
    factors={"horizon": {"path": "/horizon_days", "range": [100, 300]}},
    design={"csv": "points.csv"})
done = sweep("elsewhere/tabled.json", "tabled")
check("the result of a sweep contains its trace", done.returncode == 0 and
    lines("tabled", "trace.csv") == lines("elsewhere", "recorded.csv"), output_of(done))
done = cbmsim("run", "elsewhere/traced.json", "-n", "5", "-o", "recorded", "-q")
check("the result of a run contains its trace", done.returncode == 0 and
    lines("recorded", "trace.csv") == lines("elsewhere", "recorded.csv"), output_of(done))
shutil.rmtree(path("elsewhere"))
for directory in "tabled", "recorded":
    done = cbmsim("verify", directory, "--runs", "100")
    check("%s: the runs can be repeated without the input files" % directory,
        done.returncode == 0, output_of(done))
done = sweep("tabled/experiment.json", "tabled-again")
check("the experiment.json of a result gives the same result", done.returncode == 0 and
    not differences("tabled", "tabled-again"), output_of(done), differences("tabled", "tabled-again"))

# ---- compare --events ----
cbmsim("run", "scenarios/two-states-tutorial.json", "-n", "30", "--trace-level", "events", "-o",
    "traced", "-q")
for directory in "traced", "fixed":
    done = cbmsim("compare", directory, "--events")
    differing = list(csv.DictReader(done.stdout.splitlines()))
    runs = {(r["point_id"], r["policy"], r["rep"]): r for r in rows(directory, "runs.csv")}
    firsts = {(r["point_id"], r["policy"], r["rep"]): r for r in differing if r["what"] != "incident"}
    check("%s: compare --events has a row for every pair of runs" % directory, done.returncode == 0 and
        set(firsts) == {key for key in runs if key[1] != "without"}, output_of(done))
    days = {}
    for r in differing:
        if r["what"] == "incident":
            days.setdefault((r["point_id"], r["policy"], r["rep"]), []).append(float(r["day"]))
    several = max(map(len, days.values()), default=0) > 1 or directory == "fixed"
    check("%s: the incidents of a run are in order of days" % directory, several and
        all(d == sorted(d) for d in days.values()), days)
    skipped = {"point_id", "policy", "rep", "fingerprint", "n_events"}
    wrong = [key for key, first in firsts.items() if first["what"] == "same" and any(
        runs[key][column] != value for column, value in runs[key[0], "without", key[2]].items()
        if column not in skipped and not column.startswith(("agreement", "measure", "message")))]
    check("%s: runs without a different event have the same metrics" % directory, not wrong, wrong)
events = {}
for row in rows("traced", "events.csv"):
    events.setdefault((row["policy"], row["rep"]), []).append(
        [v for k, v in row.items() if k not in ("policy", "sequence")])
for row in csv.DictReader(cbmsim("compare", "traced", "--events").stdout.splitlines()):
    if row["what"] == "parted":
        pairs = zip(events["without", row["rep"]], events[row["policy"], row["rep"]])
        day = next(min(float(a[2]), float(b[2])) for a, b in pairs if a != b)
        if day != float(row["day"]):
            check("the first different event agrees with events.csv", False, row, day)
            break
else:
    check("the first different event agrees with events.csv", True)
ended = [r for r in csv.DictReader(cbmsim("compare", "traced", "--events").stdout.splitlines())
    if r["what"] == "incident"]
incidents = {(r["policy"], r["rep"], r["incident_id"]): r for r in rows("traced", "incidents.csv")}
check("incidents with different outcomes are matched by identity", ended and all(
    ((r["versus"], r["rep"], r["incident_id"]) in incidents) == (r["in_versus"] != "did not happen")
    and ((r["policy"], r["rep"], r["incident_id"]) in incidents) == (
        r["in_policy"] != "did not happen") for r in ended), ended[:3])

# ---- incomplete and wrong merges ----
done = cbmsim("merge", "fixed-1-of-3", "fixed-2-of-3", "-o", "short")
check("a merge without one shard ends with 75", done.returncode == 75 and
    manifest("short")["status"] == "partial", output_of(done))
done = sweep("fixed.json", "short")
check("sweep completes an incomplete merge", done.returncode == 0 and not differences("short", "fixed"),
    output_of(done))
done = cbmsim("merge", "fixed-1-of-3", "fixed", "fixed", "-o", "twice")
check("merge accepts overlapping parts", done.returncode == 0 and not differences("twice", "fixed"), output_of(done))
done = cbmsim("merge", "fixed", "other", "-o", "mixed")
check("merge refuses the result of another experiment", done.returncode == 4 and "fixed: its inputs differ" not in
    done.stderr and "(fixed.json is an input of only one" in done.stderr and not os.path.exists(path("mixed")),
    output_of(done))

# ---- many analyses ----
many = {"a%d" % k: {"kind": "summary", "metrics": ["harm"]} for k in range(101)}
experiment("too-many", points=1, replications=2, analyses=many)
done = cbmsim("check", "too-many.json")
check("more than a hundred analyses are refused", done.returncode == 3 and
    "more than 100 analyses, the maximum; remove some" in done.stderr, output_of(done))
del many["a100"]
experiment("many", points=1, replications=2, analyses=many)
done = sweep("many.json", "many")
check("sweep makes a hundred analyses", done.returncode == 0 and
    len([n for n in os.listdir(path("many", "analysis")) if n.startswith("a")]) == 100, output_of(done))
done = cbmsim("analyze", "many")
check("analyze makes a hundred analyses", done.returncode == 0, output_of(done))

finish()
