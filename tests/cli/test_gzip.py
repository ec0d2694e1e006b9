#!/usr/bin/python3
"""Compressed trace files have the same rows as plain ones, and every reader accepts them; the size
of large traces is announced."""
import csv
import gzip
import json
import os
import shutil
import subprocess
import sys

from sweeps import HERE, SCENARIO, SOURCE, cbmsim, path
from tap import check, finish, skip


def plain(directory, name):
    with open(path(directory, name), "rb") as file:
        return file.read()


def unpacked(directory, name):
    with gzip.open(path(directory, name + ".gz")) as file:
        return file.read()


RUN = ("run", SCENARIO, "-n", "9", "-s", "1", "-q", "--trace-level", "events")
for name, options in (("plain", ()), ("packed", ("--gzip",))):
    done = cbmsim(*RUN, *options, "-o", name)
    check("%s: the run succeeds" % name, done.returncode == 0 and done.stderr == "", done.stderr)
traces = ["incidents.csv", "events.csv", "messages.csv", "acts.csv", "agreements.csv", "pairs.csv", "states.csv"]
for name in traces:
    check("%s.gz has the rows of %s" % (name, name), plain("plain", name) == unpacked("packed", name)
        and not os.path.exists(path("packed", name)))
check("runs.csv and summary.csv are the same", all(plain("plain", n) == plain("packed", n)
    for n in ("runs.csv", "analysis/summary.csv", "analysis/compare.csv")))
check("files and journal are less than half as large", all(
    2 * os.path.getsize(path("packed", a)) < os.path.getsize(path("plain", b))
    for a, b in (("events.csv.gz", "events.csv"), ("journal/blocks", "journal/blocks"))))

with open(path("packed", "datapackage.json"), encoding="utf-8") as file:
    resources = {r["path"]: r for r in json.load(file)["resources"]}
check("datapackage.json declares the compression", resources["acts.csv.gz"].get("compression") == "gz"
    and resources["acts.csv.gz"]["bytes"] == os.path.getsize(path("packed", "acts.csv.gz"))
    and "compression" not in resources["runs.csv"], resources["acts.csv.gz"])
with open(path("packed", "manifest.json"), encoding="utf-8") as file:
    outputs = {o["name"]: o for o in json.load(file)["outputs"]}
rows = len(plain("plain", "acts.csv").splitlines()) - 1
check("manifest.json counts the rows, not the bytes", outputs["acts.csv.gz"]["rows"] == rows, outputs["acts.csv.gz"])

for command in ("verify", "report", "analyze"):
    done = cbmsim(command, "packed")
    check("%s accepts the result" % command, done.returncode == 0, done.stderr)
done = cbmsim("compare", "packed", "--events", "--baseline", "without")
check("compare --events accepts the result", done.returncode == 0
    and done.stdout == cbmsim("compare", "plain", "--events", "--baseline", "without").stdout, done.stderr)
done = cbmsim(*RUN, "-o", "packed")
check("the journal of the other form is refused", done.returncode == 4 and "options differ" in done.stderr, done.stderr)

# A part without a journal is read from its files.
for k in ("1", "2"):
    done = cbmsim(*RUN, "--gzip", "--shard", k + "/2", "-o", "part" + k)
    check("shard %s succeeds" % k, done.returncode == 0, done.stderr)
shutil.rmtree(path("part1", "journal"))
done = cbmsim("merge", "part1", "part2", "-o", "whole")
check("merge joins compressed parts", done.returncode == 0 and all(
    plain("whole", n + ".gz") == plain("packed", n + ".gz") for n in traces), done.stderr)
done = cbmsim("run", SCENARIO, "-n", "9", "-s", "1", "-q", "--trace-level", "events", "--gzip", "-o", "damaged")
with open(path("damaged", "acts.csv.gz"), "r+b") as file:
    file.truncate(os.path.getsize(path("damaged", "acts.csv.gz")) - 5)
shutil.rmtree(path("damaged", "journal"))
done = cbmsim("verify", "damaged")
check("verify finds a damaged file", done.returncode == 5 and "acts.csv.gz" in done.stderr, done.stderr)
done = cbmsim("merge", "damaged", "-o", "of-damaged")
check("merge refuses a damaged file", done.returncode not in (0, 1) and "acts.csv.gz" in done.stderr, done.stderr)

with open(path("sweep.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "cbmsim-experiment-1", "scenario": SCENARIO, "replications": 3,
        "factors": {"share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"factorial": {"share": "all"}}, "outputs": {"trace_level": "incidents", "gzip": True}}, file)
done = cbmsim("sweep", "sweep.json", "-o", "swept", "-q")
check("a sweep compresses its traces", done.returncode == 0 and unpacked("swept", "incidents.csv").count(b"\n") > 10,
    done.stderr)

# Readers
sys.path.insert(0, os.path.join(SOURCE, "scripts"))
import cbmsim as library  # noqa: E402
table = library.read(path("packed"), tables="incidents")["incidents"]
first = next(csv.DictReader(plain("plain", "incidents.csv").decode().splitlines()))
check("cbmsim.py reads the table", len(table) == len(plain("plain", "incidents.csv").splitlines()) - 1
    and table["incident_id"].iloc[0] == first["incident_id"], table)
if shutil.which("Rscript") is None:
    skip("cbmsim.R reads the table", "R is not installed")
else:
    done = subprocess.run(["Rscript", "-e", "source('%s'); t <- cbmsim$read('%s', 'incidents')$incidents; "
        "cat(nrow(t), t$incident_id[1])" % (os.path.join(SOURCE, "scripts", "cbmsim.R"), path("packed"))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=HERE)
    check("cbmsim.R reads the table", done.stdout == "%d %s" % (len(table), first["incident_id"]), done.stdout, done.stderr)
for command, figure in ((["/usr/bin/python3", "plots.py"], "python"), (["Rscript", "plots.R"], "r"),
        (["gnuplot", "-c", "plots.gp"], "gnuplot")):
    if shutil.which(command[0]) is None:
        skip("%s draws the timeline" % command[-1], "it is not installed")
        continue
    script = path("packed", "analysis", "plots", command[-1])
    done = subprocess.run(command[:-1] + [script, "harm"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    drawn = os.path.exists(path("packed", "analysis", "plots", figure + "-timeline.png"))
    check("%s draws the timeline, or says why not" % command[-1], done.returncode == 0
        and (drawn if figure != "gnuplot" else not drawn and "decompress it" in done.stderr), done.stderr)

# The size of a large trace is estimated from its first runs.
done = cbmsim("run", SCENARIO, "-n", "300000", "-o", "large", "-q", "--max-wall", "1s")
check("a trace above 1 GB is announced", "warning: the trace files will take about " in done.stderr
    and " GB, and the journal as much; to compress both, use --gzip" in done.stderr, done.stderr)
done = cbmsim("run", SCENARIO, "-n", "300000", "-o", "none", "-q", "--max-wall", "1s", "--trace-level", "none")
check("runs without a trace are not", "warning" not in done.stderr, done.stderr)
finish()
