#!/usr/bin/python3
"""Runs can be resumed, extended, sharded, merged and stopped in time, like sweeps."""
import json
import os
import shutil
import signal
import subprocess
import time

from sweeps import SCENARIO, cbmsim, differences, manifest, output_of, path
from tap import CBMSIM, check, finish


def run(directory, *words, n=60, **options):
    return cbmsim("run", SCENARIO, "-s", "3", "-n", str(n), "-o", directory, "-q",
        "--trace-level", "events", *words, **options)


def status(directory):
    return dict(line.split(",") for line in cbmsim("status", directory).stdout.splitlines())


run("whole", "-j", "1")
check("the result of a run is complete and has no file of an experiment", manifest("whole")["status"] ==
    "complete" and not {"experiment.json", "failures.csv", "timing.csv"} &
    set(os.listdir(path("whole"))), os.listdir(path("whole")))
check("status prints the numbers of points and runs", {"status": "complete", "points": "1", "points_done": "1",
    "runs_done": "180", "runs_missing": "0"}.items() <= status("whole").items(), status("whole"))

# ---- more and fewer replications ----
run("grown", n=25)
shutil.copytree(path("grown"), path("small"))
done = run("grown")
check("an extended result equals one made at once", done.returncode == 0 and
    not differences("grown", "whole"), output_of(done), differences("grown", "whole"))
done = run("grown", n=25)
check("fewer replications than the result has are refused, and nothing changes",
    done.returncode == 3 and "has 60 replications already" in done.stderr and " 25 " in done.stderr and
    "--fresh" in done.stderr and not differences("grown", "whole"), output_of(done))
done = run("grown", "--fresh", n=25)
check("with --fresh the result has fewer replications", done.returncode == 0 and
    not differences("grown", "small"), output_of(done), differences("grown", "small"))
done = run("grown", "--trace-level", "none")
check("an option that is given twice is refused", done.returncode == 2, output_of(done))
done = cbmsim("run", SCENARIO, "-s", "3", "-n", "60", "-o", "grown", "-q")
check("another trace level is refused without --fresh", done.returncode == 4 and "--fresh" in done.stderr,
    output_of(done))

# ---- stopped ----
done = run("late", "--max-wall", "0.000001s")
check("--max-wall ends with 75", done.returncode == 75 and
    manifest("late")["status"] == "partial", output_of(done))
done = run("late")
check("the same command resumes after --max-wall", done.returncode == 0 and not differences("late", "whole"),
    output_of(done), differences("late", "whole"))

# A run of a large scenario stops within seconds and keeps its finished replications.
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
check("a run of a large scenario stops soon after a signal", code == 75 and took < 20, code, took)
check("the stopped run keeps its finished replications", manifest("slow")["status"] == "partial" and
    int(status("slow")["runs_done"]) > 0, status("slow"))

# ---- shards ----
for k in (1, 2, 3):
    done = run("shard-%d" % k, "--shard", "%d/3" % k)
    check("shard %d has a third of the replications" % k, done.returncode == 0 and
        manifest("shard-%d" % k)["status"] == "partial" and
        status("shard-%d" % k)["runs_done"] == "60", output_of(done), status("shard-%d" % k))
done = cbmsim("merge", "shard-3", "shard-1", "-o", "merged", "-q")
check("a merge without one shard ends with 75", done.returncode == 75, output_of(done))
done = cbmsim("merge", "shard-2", "merged", "-o", "merged-all", "-q")
check("all shards give the same result as one run, in any order", done.returncode == 0 and
    not differences("merged-all", "whole"), output_of(done), differences("merged-all", "whole"))
done = run("merged")
check("run completes an incomplete merge", done.returncode == 0 and
    not differences("merged", "whole"), output_of(done), differences("merged", "whole"))
done = run("only", "--only", "1/without/60")
check("--only runs one replication under all policies", done.returncode == 0 and
    status("only")["runs_done"] == "3", output_of(done))
done = cbmsim("merge", "small", "whole", "-o", "too-many", "-q")
check("merge refuses a part with more replications than the first", done.returncode == 3 and
    "has 60 replications already" in done.stderr, output_of(done))

# ---- without a journal ----
shutil.rmtree(path("merged", "journal"))
check("verify accepts a result without a journal", cbmsim("verify", "merged").returncode == 0)
done = run("merged")
check("run without a journal repeats all replications", done.returncode == 0 and not differences("merged", "whole"),
    output_of(done))
finish()
