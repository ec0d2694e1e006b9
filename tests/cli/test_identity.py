#!/usr/bin/python3
"""A result depends on the contents of all its input files. None of them can change between resumed
sessions or shards."""
import json
import os
import shutil

from sweeps import HERE, SCENARIO, cbmsim, differences, experiment, lines, manifest, output_of, path
from tap import check, finish

TRACE = "day,source,target,severity\n10,ardian_service,borvia,4\n40,ardian_service,borvia,6\n"
AGREEMENT = {"format": "cbmsim-agreement-1", "title": "Line", "parties": {"ardia": {}, "borvia": {}},
    "measures": {"hotline": {}}}


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as out:
        out.write(text if isinstance(text, str) else json.dumps(text))


def scenario(**members):
    return {"format": "cbmsim-scenario-1", "extends": SCENARIO, "horizon_days": 200, **members}


# Each kind of input file: the name of the file, its contents before and after a change, the other files,
# and the command that reads them.
KINDS = {
    "scenario": ("own.json", scenario(), scenario(horizon_days=210), {}, ["run", "own.json"]),
    "extended scenario": ("parent.json", scenario(), scenario(horizon_days=210), {"own.json": {
        "format": "cbmsim-scenario-1", "extends": "parent.json"}}, ["run", "own.json"]),
    "trace": ("trace.csv", TRACE, TRACE.replace(",6", ",7"), {"own.json": scenario(trace={"file": "trace.csv"})},
        ["run", "own.json"]),
    "trace of a policy": ("trace.csv", TRACE, TRACE.replace("40,", "41,"), {"own.json": scenario(policies={
        "recorded": {"title": "recorded", "patch": {"trace": {"file": "trace.csv"}}}})}, ["run", "own.json"]),
    "agreement": ("line.json", AGREEMENT, {**AGREEMENT, "measures": {"contact_point": {}}}, {"own.json": scenario(agreements={
        "second": {"file": "line.json"}})}, ["run", "own.json"]),
    "policy": ("calm.json", {"id": "calm", "title": "calm", "patch": {"horizon_days": 190}},
        {"id": "calm", "title": "calm", "patch": {"horizon_days": 180}}, {"own.json": scenario()},
        ["run", "own.json", "--policy", "calm.json"]),
    "design table": ("points.csv", "horizon\n190\n200\n", "horizon\n190\n210\n", {"own.json": scenario(),
        "design.json": {"scenario": "own.json", "factors": {"horizon": {"path": "/horizon_days",
            "range": [100, 300]}}, "design": {"csv": "points.csv"}}}, ["sweep", "design.json"]),
    "experiment": ("design.json", {"scenario": "own.json", "factors": {"horizon": {"path": "/horizon_days",
        "values": [190, 200]}}}, {"scenario": "own.json", "factors": {"horizon": {"path": "/horizon_days",
            "values": [190, 210]}}}, {"own.json": scenario()}, ["sweep", "design.json"]),
    "trace of an experiment": ("trace.csv", TRACE, TRACE.replace(",6", ",7"), {"own.json": scenario(
        trace={"file": "trace.csv"}), "design.json": {"scenario": "own.json", "factors": {"horizon": {
            "path": "/horizon_days", "values": [190, 200]}}}}, ["sweep", "design.json"]),
}


ONE = "is an input of only one of the two results"


def refused(done, name, why="differs"):
    return done.returncode == 4 and (name + " " + why) in done.stderr and \
        ("another result" in done.stderr or "its inputs differ" in done.stderr)


def try_kind(kind, name, before, after, others, command):
    """Tests one kind of input with resume, shards and merge, replay and compare."""
    for file, text in {**others, name: before}.items():
        write(file, text)
    start = command + (["-n", "4"] if command[0] == "run" else []) + ["-q"]
    done = cbmsim(*start, "-o", "whole")
    check("%s: the result is made" % kind, done.returncode == 0, output_of(done))
    check("%s: the manifest records the hash of the file" % kind, name in
        [file["name"] for file in manifest("whole")["inputs"]], manifest("whole")["inputs"])
    parts = [cbmsim(*start, "--shard", "%d/2" % k, "-o", "part-%d" % k) for k in (1, 2)]
    done = cbmsim("merge", "part-1", "part-2", "-o", "merged", "-q")
    check("%s: unchanged shards are merged" % kind, done.returncode == 0 and not differences("merged", "whole"),
        *map(output_of, parts), output_of(done))
    write(name, after)
    kept = lines("whole", "runs.csv"), manifest("whole")
    done = cbmsim(*start, "-o", "whole")
    check("%s: a result is not resumed after a change" % kind, refused(done, name) and
        (lines("whole", "runs.csv"), manifest("whole")) == kept, output_of(done))
    done = cbmsim(*start, "-o", "merged")
    check("%s: a merged result is not resumed after a change" % kind, refused(done, name), output_of(done))
    cbmsim(*start, "--shard", "2/2", "-o", "changed")
    for order in (["part-1", "changed"], ["changed", "part-1"]):
        done = cbmsim("merge", *order, "-o", "mixed", "-q")
        check("%s: merge %s is refused" % (kind, " ".join(order)), refused(done, name) and
            not os.path.exists(path("mixed", "runs.csv")), output_of(done))
        shutil.rmtree(path("mixed"), ignore_errors=True)
    one = "/".join(lines("whole", "runs.csv")[1].split(",")[:3])
    for words in (["replay", "whole", "--run", one], ["compare", "whole", "--events"], ["verify", "whole"]):
        done = cbmsim(*words)
        check("%s: %s uses the inputs in the result" % (kind, words[0]), done.returncode == 0, output_of(done))
    for copy in sorted(set(os.listdir(path("whole"))) & {"scenario.json", "experiment.json", "trace.csv", "points.csv"}):
        changed_copy(kind, copy, one)
    for directory in "whole", "merged", "part-1", "part-2", "changed":
        shutil.rmtree(path(directory))


def changed_copy(kind, copy, one):
    """Tests the copies of input files in the result: no command uses a changed copy."""
    with open(path("whole", copy), encoding="utf-8") as file:
        text = file.read()
    write(os.path.join("whole", copy), text.replace("0", "1", 1))
    for words in (["replay", "whole", "--run", one], ["compare", "whole", "--events"], ["analyze", "whole"],
            ["report", "whole", "-o", "-"], ["status", "whole"], ["merge", "whole", "-o", "again"]):
        done = cbmsim(*words)
        check("%s: %s refuses a changed %s in the result" % (kind, words[0], copy), done.returncode in (3, 4) and
            copy in done.stderr and not done.stdout, output_of(done))
    write(os.path.join("whole", copy), text)


for row in KINDS.items():
    try_kind(row[0], *row[1])

# ---- changes that do not count ----
write("own.json", scenario())
check("a result is made", cbmsim("run", "own.json", "-n", "2", "-o", "same", "-q").returncode == 0)
write("own.json", json.dumps(scenario(), indent=4))
done = cbmsim("run", "own.json", "-n", "2", "-o", "same", "-q")
check("JSON with other spaces is the same input", done.returncode == 0, output_of(done))
os.mkdir(path("moved"))
shutil.copy(path("own.json"), path("moved", "own.json"))
os.symlink(os.path.join(HERE, "scenarios"), path("moved", "scenarios"))
done = cbmsim("run", "moved/own.json", "-n", "2", "-o", "same", "-q")
check("files that have moved are the same inputs", done.returncode == 0, output_of(done))

# ---- other reasons ----
done = cbmsim("run", "own.json", "-n", "2", "-o", "same", "-q", "-s", "9")
check("another seed is another option", done.returncode == 4 and
    "the input files are the same, but the options differ; it was made by: cbmsim run moved/own.json" in done.stderr,
    output_of(done))
write("calm.json", KINDS["policy"][1])
done = cbmsim("run", "own.json", "-n", "2", "-o", "same", "-q", "--policy", "calm.json")
check("an added file is named", refused(done, "calm.json", ONE), output_of(done))
cbmsim("run", "own.json", "-n", "2", "-o", "calm", "-q", "--policy", "calm.json")
done = cbmsim("run", "own.json", "-n", "2", "-o", "calm", "-q")
check("a removed file is named", refused(done, "calm.json", ONE), output_of(done))
sweeps = [experiment(name, points=points) for name, points in (("few", 2), ("many", 3))]
cbmsim("sweep", sweeps[0], "-o", "swept", "-q")
done = cbmsim("sweep", sweeps[1], "-o", "swept", "-q")
check("another experiment is named", refused(done, "many.json", ONE + ", few.json " + ONE), output_of(done))
finish()
