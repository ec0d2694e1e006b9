#!/usr/bin/python3
"""If a result has no journal, merge reads its runs from the other files."""
import os
import shutil

from sweeps import cbmsim, differences, experiment, output_of, path, sweep
from tap import check, finish

FILE = experiment("small", outputs={"trace_level": "events"})
SHARDS = ["part-1", "part-2", "part-3"]
for number, name in enumerate(SHARDS, 1):
    sweep(FILE, name, "--shard", "%d/3" % number)
sweep(FILE, "whole")


def merge(*words):
    shutil.rmtree(path("merged"), ignore_errors=True)
    return cbmsim("merge", *words, "-o", "merged")


def forget(name):
    shutil.rmtree(path(name, "journal"))


forget(SHARDS[0])
done = merge(*SHARDS)
check("one of three shards has no journal", done.returncode == 0 and not differences("merged", "whole"), output_of(done))
for name in SHARDS[1:]:
    forget(name)
done = merge(*SHARDS)
check("no shard has a journal", done.returncode == 0 and not differences("merged", "whole"), output_of(done))
done = merge("whole", *SHARDS)
check("runs read from files equal those of a journal", done.returncode == 0 and
    done.stderr.count("already present") == 3 and not differences("merged", "whole"), output_of(done))
check("a merged result is completed from its journal",
    sweep(FILE, "merged").returncode == 0)

with open(path("part-1", "runs.csv"), encoding="utf-8") as file:
    text = file.read()
for what, changed in (("a changed cell", text.replace("horizon", "max_events", 1)),
        ("a missing row", text.rsplit("\n", 2)[0] + "\n"), ("an empty file", "")):
    with open(path("part-1", "runs.csv"), "w", encoding="utf-8") as file:
        file.write(changed)
    done = merge(*SHARDS)
    check("%s is refused" % what, done.returncode == 4 and "part-1/runs.csv: " in done.stderr, output_of(done))
os.remove(path("part-1", "runs.csv"))
done = merge(*SHARDS)
check("a missing file is refused", done.returncode == 4 and "part-1/runs.csv" in done.stderr, output_of(done))
finish()
