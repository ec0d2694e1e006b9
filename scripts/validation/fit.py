"""fit.py - inference from a sweep of the baseline: fits two parameters by approximate Bayesian computation, and
checks which pairs of parameters can be identified."""
import os
from dataclasses import dataclass

import numpy
import pandas

import program
from validation import estimators, results, worlds


@dataclass(frozen=True)
class Factor:
    name: str
    path: str
    low: float
    high: float
    scale: str = "linear"

    def describe(self):
        return {"path": self.path, "range": [self.low, self.high], "scale": self.scale}

    def place(self, values):
        """The position of values in the range, 0 to 1, on the scale of the factor."""
        low, high, values = self.low, self.high, numpy.asarray(values, dtype=float)
        if self.scale == "log":
            low, high, values = numpy.log(low), numpy.log(high), numpy.log(values)
        return (values - low) / (high - low)

    def at(self, place):
        """The value at a position from 0 to 1."""
        if self.scale == "log":
            return float(self.low * (self.high / self.low) ** place)
        return float(self.low + (self.high - self.low) * place)


def sweep(factors, design, replications, scenario, folder):
    """Runs a sweep. Returns the statistics of every run and the values of the factors, one row per run."""
    os.makedirs(folder, exist_ok=True)
    experiment = os.path.join(folder, "experiment.json")
    program.write_json(experiment, {"format": "cbmsim-experiment-1", "title": "Baseline, varied",
        "scenario": os.path.relpath(os.path.join(program.ROOT, scenario), folder),
        "factors": {f.name: f.describe() for f in factors}, "design": design,
        "replications": replications, "random": {"common_across": ["policy", "point"]},
        "outputs": {"trace_level": "incidents"}})
    out = os.path.join(folder, "result")
    program.call("sweep", experiment, "-o", out, "--fresh", "--quiet")
    incidents = results.table(out, "incidents.csv", estimators.COLUMNS)
    points = pandas.read_csv(os.path.join(out, "design.csv")).set_index("point_id")
    horizon = float(pandas.read_csv(os.path.join(out, "runs.csv")).end_day.max())
    rows = []
    for (point, _, rep), one in incidents.groupby(results.KEYS, sort=True):
        one.attrs["horizon"] = horizon
        rows.append({"point_id": point, "rep": rep, **worlds.statistics_of_run(one, None, None,
            worlds.PAIRS, 0, rep), **{f.name: points[f.name][point] for f in factors}})
    return pandas.DataFrame(rows)


# Approximate Bayesian computation


def calibrate(table, factors, recorded, accept, folder):
    """The posterior of the factors of the sweep in `folder`: the rows of calibration.csv, by factor.

    `cbmsim analyze --targets` accepts the share `accept` of the runs nearest to the record and adjusts them by
    local-linear regression. The statistics of `table`, which are not metrics, go to it as a table. Every run
    counts as one observation, because the record describes one course of events. A statistic counts in units of its
    spread.
    """
    out, targets, statistics = (os.path.join(folder, name) for name in ("result", "targets.json", "statistics.csv"))
    program.write_json(targets, {"targets": {key: {"statistic": key, "value": value} for key, value in recorded.items()}})
    policy = pandas.read_csv(os.path.join(out, "policies.csv")).policy[0]
    table[["point_id", "rep", *recorded]].assign(policy=policy, status="ok").to_csv(statistics, index=False)
    program.call("analyze", out, "--targets", targets, "--statistics", statistics, "--accept", str(accept))
    rows = pandas.read_csv(os.path.join(out, "analysis", "calibration.csv")).set_index("name")
    return rows.loc[[f.name for f in factors]]


# Identifiability


def response(table, factors, keys):
    """The change of each statistic over the whole range of each factor, in standard deviations of one run, with
    the other factors fixed. A linear fit within replications, which use common random numbers.
    Returns statistics x factors."""
    places = numpy.column_stack([f.place(table[f.name]) for f in factors])
    rows = []
    for key in keys:
        there = table[key].notna().to_numpy()
        rep, y, x = table.rep[there], table[key][there], pandas.DataFrame(places[there])
        x.index = y.index
        within = (x - x.groupby(rep).transform("mean")).to_numpy()
        y_within = (y - y.groupby(rep).transform("mean")).to_numpy()
        slope = numpy.linalg.lstsq(within, y_within, rcond=None)[0]
        spread = (y - x.to_numpy() @ slope).std()
        rows.append(slope / spread if spread > 0 else slope * 0)
    return numpy.array(rows)


def axes(moved):
    """Singular value decomposition of response(): the change along the best identified direction in the unit
    square of two factors, the change along the worst, and the worst direction."""
    _, size, direction = numpy.linalg.svd(moved, full_matrices=False)
    worst = direction[-1] * (1 if direction[-1][numpy.argmax(numpy.abs(direction[-1]))] > 0 else -1)
    return size[0], size[-1], worst
