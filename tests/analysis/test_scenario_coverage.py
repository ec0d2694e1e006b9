#!/usr/bin/python3
"""Coverage of the intervals of Morris and Sobol' indices for a small scenario with one attacked
state.

The true indices come from many replications at a grid and at large matrices. The test prints the coverage for few and
many replications, with and without common random numbers. The intervals must not cover indices that are a half higher.
CBMSIM_LONG=yes repeats more often.
"""
import csv
import json
import os
import subprocess
import tempfile

from tap import CBMSIM, LONG, check, finish, not_sanitized, note

not_sanitized("coverage on a scenario", "many sweeps, which other tests run with sanitizers")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
TIMES = 200 if LONG else 10
FEW, MANY = 10, 100 if LONG else 40  # replications
LEVELS = 4
SCENARIO = {"format": "cbmsim-scenario-1", "start": "2025-01-01", "horizon_days": 365,
    "states": {"alpha": {}, "beta": {}},
    "sources": {"service": {"kind": "state", "home": "alpha", "targets": {"beta": 2}}}}
FACTORS = {"rate": {"path": "/sources/service/targets/beta", "range": [1, 8]},
    "strength": {"path": "/states/beta/resilience", "range": [0, 1]}}
with open(os.path.join(HERE.name, "s.json"), "w", encoding="utf-8") as out:
    json.dump(SCENARIO, out)


def sweep(design, replications, seed, common=True, kind=None):
    """Returns the rows of the analysis or, without a kind, the mean harm at each point in the order
    of the points."""
    experiment = {"scenario": "s.json", "factors": FACTORS, "design": design, "replications": replications,
        "seed": str(seed), "outputs": {"metrics": ["harm"]},
        "random": {"common_across": ["policy", "point"] if common else ["policy"]}}
    if kind:
        experiment["analyses"] = {"a": {"kind": kind, "resamples": 200}}
    with open(os.path.join(HERE.name, "e.json"), "w", encoding="utf-8") as file:
        json.dump(experiment, file)
    done = subprocess.run([CBMSIM, "sweep", "e.json", "-o", "out", "--fresh", "--quiet"], cwd=HERE.name,
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    with open(os.path.join(HERE.name, "out", "analysis", ("a" if kind else "summary") + ".csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return rows if kind else [float(row["estimate"]) for row in rows
        if row["metric"] == "harm" and row["statistic"] == "mean"]


def true_effects():
    """Returns the mean absolute elementary effects over all steps on the grid of the design."""
    means = sweep({"factorial": {"rate": LEVELS, "strength": LEVELS}}, 8000 if LONG else 2000, 99)
    grid = [means[LEVELS * i:LEVELS * (i + 1)] for i in range(LEVELS)]  # [rate][strength]
    step, share = LEVELS // 2, (LEVELS // 2) / (LEVELS - 1)
    ends = [(a, b) for a in range(LEVELS) for b in range(LEVELS - step)]
    return {"rate": sum(abs(grid[b + step][a] - grid[b][a]) for a, b in ends) / len(ends) / share,
        "strength": sum(abs(grid[a][b + step] - grid[a][b]) for a, b in ends) / len(ends) / share}


def true_shares():
    rows = sweep({"saltelli": {"base": 512 if LONG else 256}}, 200 if LONG else 40, 98, kind="sobol")
    return {(row["index"], row["factor"]): float(row["estimate"]) for row in rows if row["index"] in ("S1", "ST")}


def coverage(design, kind, truth, read, replications, common):
    """Returns the lowest share, over the indices, of intervals that cover the true index, and that
    cover an index that is higher by a half."""
    hits = {key: [0, 0] for key in truth}
    for seed in range(1, TIMES + 1):
        for key, low, high in read(sweep(design, replications, seed, common, kind)):
            if key in truth:
                hits[key][0] += low <= truth[key] <= high
                hits[key][1] += low <= 1.5 * truth[key] <= high
    shares = [[n / TIMES for n in hit] for hit in hits.values()]
    note("%s, %d replications, %s random numbers: %s" % (kind, replications, "common" if common else "independent",
        ", ".join("%s %.0f" % (" ".join(key) if isinstance(key, tuple) else key, 100 * hit[0] / TIMES)
            for key, hit in hits.items())))
    return min(share[0] for share in shares), min(share[1] for share in shares)


def effects(rows):
    return [(row["factor"], float(row["mu_star_lo"]), float(row["mu_star_hi"])) for row in rows]


def shares(rows):
    return [((row["index"], row["factor"]), float(row["ci_lo"]), float(row["ci_hi"])) for row in rows
        if row["index"] in ("S1", "ST") and row["ci_lo"] and row["ci_hi"]]


for kind, design, truth, read in (("morris", {"morris": {"trajectories": 40}}, true_effects(), effects),
        ("sobol", {"saltelli": {"base": 128 if LONG else 64}}, true_shares(), shares)):
    note("%s: true indices %s" % (kind, truth))
    for replications in (FEW, MANY):
        for common in (True, False):
            right, wrong = coverage(design, kind, truth, read, replications, common)
            what = "%s, %d replications, %s" % (kind, replications, "common" if common else "independent")
            check("the intervals cover: " + what, right >= (0.85 if LONG else 0.6), right)
            if replications == MANY:
                check("they do not cover other indices: " + what, wrong < 0.5, wrong)
finish()
