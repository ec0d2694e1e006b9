#!/usr/bin/python3
"""The member `rare` of experiments: every point has the estimates of the command rare, beside its
runs. Threads, shards and a kill give the same bytes, rows can be replayed, and errors have a
position."""
import csv
import json
import subprocess
import time

from sweeps import HERE, cbmsim, differences, experiment, output_of, path, sweep
from tap import CBMSIM, check, finish, note

EVENT = {"event": "rung >= 6", "effort": 30}


def table(*name):
    with open(path(*name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# One point without factors: the command rare makes the same repetitions.
alone = experiment("alone", replications=20, rare=EVENT, factors={}, design={"points": [{}]},
    outputs={"outcomes": {"percent": {"expression": "100 * rare_probability"}}})
done = sweep(alone, "alone")
check("an experiment with a rare event is made", done.returncode == 0, output_of(done))
done = cbmsim("rare", "scenarios/two-states-tutorial.json", "--event", EVENT["event"], "--effort", "30", "-n", "20",
    "-q", "-o", "command")
check("the command rare is made", done.returncode == 0, output_of(done))
runs = table("alone", "runs.csv")
check("each run has the estimate of the repetition with its number", [(r["policy"], r["rep"], r["rare_probability"])
    for r in runs] == [(r["policy"], r["repetition"], r["probability"]) for r in table("command", "repetitions.csv")])
check("outcomes use the estimates", all(float(r["percent"]) == 100 * float(r["rare_probability"]) for r in runs))
SAME = ["policy", "probability", "ci_lo", "ci_hi", "relative_error", "repetitions", "with_event", "levels", "effort",
    "events", "versus", "ratio", "ratio_lo", "ratio_hi"]
check("analysis/rare.csv has the estimates of the command", [[r[c] for c in SAME] for r in table("alone",
    "analysis", "rare.csv")] == [[r[c] for c in SAME] for r in table("command", "rare.csv")])
check("it differs if the event differs", sweep(experiment("other", replications=20, rare={**EVENT,
    "event": "rung >= 5"}, factors={}, design={"points": [{}]}), "other").returncode == 0 and
    [r["rare_probability"] for r in table("other", "runs.csv")] != [r["rare_probability"] for r in runs])

# Several points: threads, shards, analysis from runs.csv, replay.
file = experiment("points", points=3, replications=20, rare=EVENT)
sweep(file, "one", "-j", "1")
for threads in ("2", "5"):
    sweep(file, "threads", "-j", threads, "--fresh")
    check("%s threads give the same bytes" % threads, differences("one", "threads") == [], differences("one", "threads"))
for k in (1, 2):
    sweep(file, "shard-%d" % k, "--shard", "%d/2" % k)
done = cbmsim("merge", "shard-1", "shard-2", "-o", "merged", "-q")
check("merged shards give the same bytes", done.returncode == 0 and differences("one", "merged") == [],
    output_of(done), differences("one", "merged"))
rows = table("one", "analysis", "rare.csv")
check("each point has a row for each policy", [(r["point_id"], r["policy"]) for r in rows] ==
    [(str(p), q) for p in (1, 2, 3) for q in ("without", "hotline", "unanswered")], rows)
probabilities = [float(r["probability"]) for r in rows if r["policy"] == "without"]
note("probability at horizons of 200, 220 and 240 days: %s" % probabilities)
check("the points differ", len(set(probabilities)) == 3)
before = open(path("merged", "analysis", "rare.csv"), "rb").read()
done = cbmsim("analyze", "merged")
check("analyze makes rare.csv again from runs.csv", done.returncode == 0 and
    open(path("merged", "analysis", "rare.csv"), "rb").read() == before, output_of(done))
for command in (["replay", "one", "--run", "2/hotline/7"], ["verify", "one"]):
    done = cbmsim(*command)
    check("%s repeats the estimates" % command[0], done.returncode == 0, output_of(done))

# kill -9, and the same command again
big = experiment("big", points=3, replications=40, rare={**EVENT, "effort": 60})
sweep(big, "whole")
process = subprocess.Popen([CBMSIM, "sweep", big, "-o", "killed", "-q", "-j", "1"], cwd=HERE)
for _ in range(2000):
    if process.poll() is not None:
        break
    try:
        with open(path("killed", "journal", "blocks"), "rb") as journal:
            if len(journal.read()) > 4000:
                break
    except OSError:
        pass
    time.sleep(0.005)
check("it was killed while it ran", process.poll() is None)
process.kill()
process.wait()
done = sweep(big, "killed")
check("after kill -9 the same command gives the bytes of one command", done.returncode == 0 and
    differences("whole", "killed") == [], output_of(done), differences("whole", "killed"))

# errors
for member, wanted in [({"event": "rungs >= 5"}, 'did you mean "rung"'), ({"event": "rung + 1"}, "condition"),
        ({"effort": 50}, "event"), ({"event": "rung >= 5", "effort": 1}, "effort"),
        ({"event": "rung >= 5", "dyads": ["ardia:nobody"]}, "ardia:nobody"),
        ({"event": "rung >= 5", "importance": "rung >="}, "importance"), ({"event": "rung >= 5", "paths": 1}, "paths")]:
    done = cbmsim("check", experiment("bad", points=1, rare=member))
    check("%s is refused with its place" % json.dumps(member), done.returncode == 3 and wanted in done.stderr and
        "bad.json:" in done.stderr and "/rare" in done.stderr, output_of(done))
done = cbmsim("check", experiment("bad", points=1, rare=EVENT,
    outputs={"outcomes": {"rare_events": {"expression": "harm"}}}))
check("an outcome with the name of a column of rare is refused", done.returncode == 3 and
    "rare_events" in done.stderr, output_of(done))
done = cbmsim("check", experiment("empty", points=1, analyses={"rare": {"kind": "rare"}}))
check("an analysis without a rare event is warned about", done.returncode == 0 and 'no member "rare"' in done.stderr,
    output_of(done))
finish()
