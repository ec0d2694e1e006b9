#!/usr/bin/python3
"""A `run` has what a sweep has: it resumes, grows, is shared out and merged, and stops in time."""
import json
import os
import shutil
import signal
import subprocess
import time

from sweeps import SCENARIO, cbmsim, differences, manifest, path, said
from tap import CBMSIM, check, finish


def run(directory, *words, n=60, **options):
    return cbmsim("run", SCENARIO, "-s", "3", "-n", str(n), "-o", directory, "-q",
        "--trace-level", "events", *words, **options)


def status(directory):
    return dict(line.split(",") for line in cbmsim("status", directory).stdout.splitlines())


run("whole", "-j", "1")
check("it is complete, and has no file of an experiment", manifest("whole")["status"] ==
    "complete" and not {"experiment.json", "failures.csv", "timing.csv"} &
    set(os.listdir(path("whole"))), os.listdir(path("whole")))
check("status counts it", {"status": "complete", "points": "1", "points_done": "1",
    "runs_done": "180", "runs_missing": "0"}.items() <= status("whole").items(), status("whole"))

# ---- growing and shrinking ----
run("grown", n=25)
shutil.copytree(path("grown"), path("small"))
done = run("grown")
check("a result that grew is as one made at once", done.returncode == 0 and
    not differences("grown", "whole"), said(done), differences("grown", "whole"))
done = run("grown", n=25)
check("fewer replications are refused by both numbers, and nothing changes",
    done.returncode == 3 and "holds 60 replications" in done.stderr and " 25 " in done.stderr and
    "--fresh" in done.stderr and not differences("grown", "whole"), said(done))
done = run("grown", "--fresh", n=25)
check("with --fresh they are those of a smaller run", done.returncode == 0 and
    not differences("grown", "small"), said(done), differences("grown", "small"))
done = run("grown", "--trace-level", "none")
check("an option is given once", done.returncode == 2, said(done))
done = cbmsim("run", SCENARIO, "-s", "3", "-n", "60", "-o", "grown", "-q")
check("other traces are other inputs", done.returncode == 4 and "--fresh" in done.stderr,
    said(done))

# ---- stopped ----
done = run("late", "--max-wall", "0.000001s")
check("--max-wall ends with 75", done.returncode == 75 and
    manifest("late")["status"] == "partial", said(done))
done = run("late")
check("and can be gone on with", done.returncode == 0 and not differences("late", "whole"),
    said(done), differences("late", "whole"))

# A slow world stops within seconds, and what was finished is kept.
with open(path("slow.json"), "w", encoding="utf-8") as out:
    json.dump({"extends": "scenarios/world-193.json"}, out)
process = subprocess.Popen([CBMSIM, "run", "slow.json", "-n", "500", "-o", "slow", "-q", "-j", "2",
    "--trace-level", "none"], cwd=path(), stderr=subprocess.DEVNULL)
began = time.monotonic()
while time.monotonic() - began < 300 and not (os.path.exists(path("slow", "manifest.json")) and
        int(status("slow")["runs_done"]) > 0):
    time.sleep(0.2)
asked = time.monotonic()
process.send_signal(signal.SIGINT)
code = process.wait(timeout=300)
took = time.monotonic() - asked
check("a slow world stops soon after a signal", code == 75 and took < 20, code, took)
check("with what was finished", manifest("slow")["status"] == "partial" and
    int(status("slow")["runs_done"]) > 0, status("slow"))

# ---- shared out ----
for k in (1, 2, 3):
    done = run("shard-%d" % k, "--shard", "%d/3" % k)
    check("shard %d has a third of the replications" % k, done.returncode == 0 and
        manifest("shard-%d" % k)["status"] == "partial" and
        status("shard-%d" % k)["runs_done"] == "60", said(done), status("shard-%d" % k))
done = cbmsim("merge", "shard-3", "shard-1", "-o", "merged", "-q")
check("a merge that lacks a shard ends with 75", done.returncode == 75, said(done))
done = cbmsim("merge", "shard-2", "merged", "-o", "merged-all", "-q")
check("all of them give the whole, in any order", done.returncode == 0 and
    not differences("merged-all", "whole"), said(done), differences("merged-all", "whole"))
done = run("merged")
check("run makes what a merge lacks", done.returncode == 0 and
    not differences("merged", "whole"), said(done), differences("merged", "whole"))
done = run("only", "--only", "1/without/60")
check("--only makes one replication, of all policies", done.returncode == 0 and
    status("only")["runs_done"] == "3", said(done))
done = cbmsim("merge", "small", "whole", "-o", "too-many", "-q")
check("a part with more replications than the first is refused", done.returncode == 3 and
    "holds 60 replications" in done.stderr, said(done))

# ---- without its journal ----
shutil.rmtree(path("merged", "journal"))
check("verify can do without the journal", cbmsim("verify", "merged").returncode == 0)
done = run("merged")
check("and the run is made again", done.returncode == 0 and not differences("merged", "whole"),
    said(done))
finish()
