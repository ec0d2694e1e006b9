#!/usr/bin/python3
"""The lock of a result shows whether a process is writing it. A killed process leaves a partial
result."""
import json
import os
import subprocess
import time

from sweeps import HERE, SCENARIO, cbmsim, differences, experiment, lines, manifest, output_of, path
from tap import CBMSIM, check, finish


def start(*words):
    return subprocess.Popen([CBMSIM, *words], cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def status(directory):
    done = cbmsim("status", directory)
    return dict(line.split(",", 1) for line in done.stdout.splitlines()).get("status", output_of(done))


def wait_for_runs(directory, minimum):
    """Waits until the journal is larger than `minimum` bytes."""
    journal = path(directory, "journal", "blocks")
    for _ in range(2000):
        if os.path.exists(journal) and os.path.getsize(journal) > minimum:
            return True
        time.sleep(0.01)
    return False


def kill_one(name, directory, *words):
    """Starts a process and kills it while it runs. Returns whether its result is usable."""
    before = os.path.getsize(path(directory, "journal", "blocks")) if os.path.exists(path(directory)) else 1000
    process = start(*words)
    check("%s: it has finished some runs" % name, wait_for_runs(directory, before))
    check("%s: it is running" % name, process.poll() is None and status(directory) == "running", status(directory))
    codes = [cbmsim(command, directory).returncode for command in ("status", "verify") for _ in range(5)]
    check("%s: a running result is not verified" % name, codes == [0] * 5 + [4] * 5, codes)
    done = cbmsim(*words)
    check("%s: a second writer is refused" % name, done.returncode == 4 and "another cbmsim is writing" in
        done.stderr, output_of(done))
    process.kill()
    process.wait()
    check("%s: it is partial after kill -9" % name, status(directory) == "partial", status(directory))
    written = manifest(directory)
    check("%s: the manifest says so" % name, written["status"] == "partial" and "finished" not in written["times"],
        written)
    done = cbmsim("verify", directory)
    check("%s: verify reports a partial result" % name, done.returncode == 5 and
        "is incomplete (partial)" in done.stderr, output_of(done))


def change_manifest(directory, change):
    written = manifest(directory)
    change(written)
    with open(path(directory, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(written, file)


LONG = "1000000"
kill_one("run", "run", "run", SCENARIO, "-n", LONG, "-o", "run", "-q")
file = experiment("long", replications=int(LONG))
kill_one("sweep", "sweep", "sweep", file, "-o", "sweep", "-q")
kill_one("resumed sweep", "sweep", "sweep", file, "-o", "sweep", "-q")
done = cbmsim("sweep", file, "-o", "sweep", "-q", "--max-wall", "0.001s")
check("the killed sweep can be resumed and stopped", done.returncode == 75 and status("sweep") == "partial", output_of(done))
check("the stopped result can be verified", cbmsim("verify", "sweep").returncode == 0 and
    "finished" in manifest("sweep")["times"])

# ---- killed while tables are replaced ----
cbmsim("run", SCENARIO, "-n", "5", "-o", "half", "-q")
cbmsim("run", SCENARIO, "-n", "5", "-o", "whole", "-q")


def forget_hashes(written):
    written["status"] = "partial"
    for output in written["outputs"]:
        output.pop("sha256", None)


change_manifest("half", forget_hashes)
one = "/".join(lines("half", "runs.csv")[1].split(",")[:3])
for words in (["replay", "half", "--run", one], ["compare", "half"], ["compare", "half", "--events"],
        ["analyze", "half"], ["report", "half", "-o", "-"]):
    done = cbmsim(*words)
    check("%s refuses tables that were being replaced" % " ".join(words), done.returncode == 4 and
        "while it replaced the tables" in done.stderr and not done.stdout, output_of(done))
check("status of these tables is partial", status("half") == "partial")
done = cbmsim("run", SCENARIO, "-n", "5", "-o", "half", "-q")
check("the original command finishes it", done.returncode == 0 and not differences("half", "whole") and
    cbmsim("verify", "half").returncode == 0, output_of(done))
finish()
