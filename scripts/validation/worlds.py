"""worlds.py - run the baseline and the small worlds of scenarios/validation/, and compute every statistic of
targets.py from their tables."""
import datetime
import math
import os
from dataclasses import dataclass

import numpy
import pandas

import program
from validation import contrasts, estimators, results
from validation.targets import SEEDS

BASELINE = "scenarios/baseline-rivals.json"
SMALL = "scenarios/validation/%s.json"
PAIRS = 126
BATCH = 50 # runs whose tables are in memory at once
START = datetime.date(2000, 1, 1)
RECORDED_METHODS = {"defacement": .068, "ddos": .115, "intrusion": .621, "malware": .195}


def day_of(year, start=START):
    return float((datetime.date(year, 1, 1) - start).days)


YEARS = [day_of(year) for year in range(2000, 2022)]
END = YEARS[-1] # incidents that began later are not counted; the runs continue, as the record was compiled later


@dataclass(frozen=True)
class Value:
    """A statistic: its value with a 95 % interval (low, high), and the 95 % interval of single runs (run_low,
    run_high)."""
    value: float
    low: float
    high: float
    run_low: float
    run_high: float
    runs: int


def interval_of_runs(values):
    """The 2.5 % and 97.5 % quantiles of the finite values."""
    finite = values[numpy.isfinite(values)]
    return numpy.quantile(finite, [0.025, 0.975]) if len(finite) else (math.nan, math.nan)


def mean_of_runs(values):
    values = numpy.asarray(values, dtype=float)
    there = values[~numpy.isnan(values)]
    if len(there) < 2:
        return Value(there.mean() if len(there) else math.nan, *[math.nan] * 4, len(there))
    error = 1.96 * there.std(ddof=1) / math.sqrt(len(there))
    return Value(there.mean(), there.mean() - error, there.mean() + error, *interval_of_runs(there),
        len(there))


def ratio_of_sums(rows):
    value, error, of_runs = contrasts.pooled(rows)
    return Value(value, value - 1.96 * error, value + 1.96 * error, *interval_of_runs(of_runs), len(rows))


def statistics_of_run(incidents, acts, contacts, n_pairs, shifts, seed):
    """The statistics of one run of the baseline, by key. `shifts`: samples of the null distribution for V9; 0
    omits V9. If `acts` is None, V11 and V20 are omitted."""
    e = estimators
    i = incidents[incidents.start_day < END]
    seen = e.observed(i)
    s = {"incidents": len(seen), "active": e.active_pairs(i, n_pairs, day_of(2001), day_of(2012)),
        "top_five": e.concentration(i), "again": e.again(i, END)}
    s.update({"pair_year_" + k: v for k, v in e.pair_years(i, YEARS[10:]).items()})
    s["one_sided"], s["main_side"] = e.one_sided(i)
    s["method_distance"] = e.total_variation(e.method_shares(i), RECORDED_METHODS)
    s["severity_mean"], s["severity_5"], s["severity_7"] = e.severities(i)
    s.update({"days_" + k: v for k, v in e.durations(i, incidents.attrs["horizon"]).items()})
    s["concession"], s["concession_disruption"], s["concession_degradation"] = e.concessions(i)
    if shifts:
        back = e.retaliation(seen.initiator, seen.target, seen.start_day, YEARS, (90, 365), shifts,
            seed).set_index("window")
        s["excess_90"] = back.share[90] - back.null[90]
        s["inside_band"] = float(back.low[90] <= back.share[90] <= back.high[90])
        s["hit_back_365"] = back.share[365]
    s["reply"], s["reply_higher"], s["reply_same"], s["reply_lower"] = e.replies(i)
    if acts is not None:
        s["escalation"], s["kinetic"] = e.escalations(i, acts)
        s["talking"] = e.still_talking(i, contacts)
    answers = e.answers_in_public(i)
    s["public"], s["public_attack"] = answers["share"], answers["attack"]
    s["public_severity"], s["legal_severity"] = answers["severity"], answers["legal"]
    s["statement_days"], espionage, attack = e.attribution_days(i)
    s["statement_ratio"] = e.ratio(espionage, attack)
    s["conflict"] = e.conflicting(i)
    return s


def baseline(scenario, folder, runs, shifts):
    """A table of statistics with one row per run. Batches of at most BATCH runs use the seeds 1, 2, ..."""
    rows = []
    for seed in range(1, 2 + (runs - 1) // BATCH):
        program.run(scenario, folder, min(BATCH, runs - len(rows)), seed=seed, level="events")
        tables = results.Results(folder)
        for (_, _, rep), incidents, acts, contacts in tables.by_run():
            incidents.attrs["horizon"] = tables.horizon
            rows.append(statistics_of_run(incidents, acts, contacts, tables.n_pairs, shifts, (seed, rep)))
    return pandas.DataFrame(rows)


def read_small(name, folder, runs, columns):
    """Runs a small world. Returns its incidents, its acts and the list of replications."""
    program.run(SMALL % name, folder, runs, level="events")
    return (results.table(folder, "incidents.csv", columns), results.table(folder, "acts.csv",
        results.ACTS), list(range(1, runs + 1)))


def cyber_option(folder, runs):
    incidents, acts, reps = read_small("cyber-option", folder, runs,
        ["incident_id", "parent_kind", "decided_day", "overt"])
    fewer = [contrasts.substitution(incidents, at + "_with", at + "_without", reps)
        for at in ("calm", "tense")]
    force = acts[acts.response.isin(estimators.MILITARY)]
    return {"substitution": ratio_of_sums(numpy.concatenate(fewer)),
        "situational_calm_force": ratio_of_sums(contrasts.situational(force, "calm_with", "calm_without",
            reps)),
        "situational_calm": ratio_of_sums(contrasts.situational(acts, "calm_with", "calm_without", reps)),
        "situational_tense": ratio_of_sums(contrasts.situational(acts, "tense_with", "tense_without",
            reps))}


def firebreak(folder, runs):
    incidents, acts, reps = read_small("firebreak", folder, runs,
        ["perceived_severity", "perceived_intent", "named", "confidence", "overt"])
    return {"firebreak": ratio_of_sums(contrasts.firebreak(incidents, acts, reps))}


def pledge(folder, runs):
    incidents, _, reps = read_small("pledge", folder, runs,
        ["initiator", "public_day", "counter_operation", "start_day"])
    incidents = incidents[incidents.policy == "with"].copy()
    incidents["since_pledge"] = incidents.start_day - 730 # 2013-09-25 to 2015-09-25
    return {"pledge_early": ratio_of_sums(contrasts.before_and_after(incidents, "corwal", 0, 2, reps)),
        "pledge_late": ratio_of_sums(contrasts.before_and_after(incidents, "corwal", 2, 5.3, reps))}


def selection(folder, runs):
    incidents, _, reps = read_small("selection", folder, runs,
        ["initiator", "target", "parent_kind", "start_day"])
    agreements = results.table(folder, "agreements.csv", ["agreement", "day", "status"])
    return {"selection_naive": ratio_of_sums(contrasts.selection(incidents, agreements, 7305, "with",
            reps)),
        "selection_effect": ratio_of_sums(contrasts.effect(incidents, "with", "without", reps))}


def of_groups(incidents, runs, key, groups=20):
    """A statistic of answers_in_public() over all runs, with an interval from a jackknife over groups of runs."""
    def of(rows):
        return estimators.answers_in_public(rows)[key]

    group = incidents.rep % groups
    value = of(incidents)
    left = numpy.array([of(incidents[group != k]) for k in range(groups)])
    error = 1.96 * math.sqrt((groups - 1) * left.var())
    return Value(value, value - error, value + error, math.nan, math.nan, runs)


def seed(id_, folder, runs):
    """A shipped scenario under the policy `without`, with the durations of the baseline: once with every state
    `as_recorded`, and once with the postures of the file."""
    path = "scenarios/%s.json" % SEEDS[id_][0]
    states = program.read_json(path)["states"]
    types = program.read_json(BASELINE)["incident_types"]
    long = ["/incident_types/%s/%s=%g" % (kind, member, value) for kind, row in types.items()
        for member, value in row.items()]
    recorded = ['/states/%s/posture="as_recorded"' % state for state, row in states.items() if "posture" in row]
    values = {}
    for name, sets in (("recorded", recorded), ("shipped", [])):
        program.run(path, folder, runs, policies=["without"], settings=long + sets, level="incidents")
        incidents = results.table(folder, "incidents.csv", estimators.COLUMNS)
        if name == "recorded":
            values[id_ + "_public"] = of_groups(incidents, runs, "share")
            values[id_ + "_public_attack"] = of_groups(incidents, runs, "attack")
        else:
            values[id_ + "_shipped"] = of_groups(incidents, runs, "share")
    return values


def small_worlds(folder, runs):
    """Values of all small worlds and shipped scenarios by key. `runs`: number of runs by name of the world."""
    values = {}
    for world in (cyber_option, firebreak, pledge, selection):
        values.update(world(os.path.join(folder, world.__name__), runs[world.__name__]))
    for id_ in SEEDS:
        values.update(seed(id_, os.path.join(folder, id_), runs[id_]))
    return values
