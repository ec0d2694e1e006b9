"""fit.py - inference from a sweep of the baseline: approximate Bayesian computation for the two fitted
parameters, and the identifiability of pairs of parameters."""
import json
import os
import subprocess
from dataclasses import dataclass

import numpy
import pandas

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
    with open(experiment, "w", encoding="utf-8") as file:
        json.dump({"format": "cbmsim-experiment-1", "title": "Baseline, varied",
            "scenario": os.path.relpath(os.path.join(results.ROOT, scenario), folder),
            "factors": {f.name: f.describe() for f in factors}, "design": design,
            "replications": replications, "random": {"common_across": ["policy", "point"]},
            "outputs": {"trace_level": "incidents"}}, file, indent=1)
    out = os.path.join(folder, "result")
    done = subprocess.run([results.PROGRAM, "sweep", experiment, "-o", out, "--fresh", "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError("cbmsim sweep: status %d\n%s" % (done.returncode, done.stderr))
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


def posterior(table, factors, recorded, accept):
    """Draws from the posterior of the factors, and their weights. Keeps the share `accept` of runs nearest to
    the record and adjusts them by local linear regression (Beaumont, Zhang and Balding 2002).

    Every run counts as one observation, because the record is one history. The distance is Euclidean; each
    statistic is divided by its spread over the runs (1.4826 times the median absolute deviation).
    """
    keys = list(recorded)
    kept = table[keys + [f.name for f in factors]].dropna()
    difference = kept[keys].to_numpy() - numpy.array([recorded[k] for k in keys])
    spread = 1.4826 * numpy.median(numpy.abs(difference - numpy.median(difference, axis=0)), axis=0)
    scaled = difference / spread
    distance = numpy.sqrt((scaled ** 2).sum(axis=1))
    limit = numpy.quantile(distance, accept)
    near = distance <= limit
    weight = 1 - (distance[near] / limit) ** 2 # Epanechnikov
    values = kept[[f.name for f in factors]].to_numpy()[near]
    design = numpy.column_stack([numpy.ones(near.sum()), scaled[near]])
    root = numpy.sqrt(weight)[:, None]
    slope = numpy.linalg.lstsq(design * root, values * root, rcond=None)[0]
    return values - scaled[near] @ slope[1:], weight


def weighted(draws, weight):
    """Weighted mean, standard deviation, and 2.5 % and 97.5 % quantiles of each column."""
    total = weight.sum()
    mean = (draws * weight[:, None]).sum(axis=0) / total
    sd = numpy.sqrt((((draws - mean) ** 2) * weight[:, None]).sum(axis=0) / total)
    quantiles = []
    for column in draws.T:
        order = numpy.argsort(column)
        below = (numpy.cumsum(weight[order]) - weight[order] / 2) / total
        quantiles.append(numpy.interp([0.025, 0.975], below, column[order]))
    return mean, sd, numpy.array(quantiles)


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
