"""estimators.py - the statistics of one run for the facts in sim/MODEL.md, section 8.

Every function takes tables of one run, as written by `cbmsim run --trace-level events`, and uses nothing
else. It returns NaN if the run has no observation. Times are whole days, because the record has calendar
days. Unless stated otherwise, functions use the incidents between states that became public (`observed`),
and shares refer to those on which the victim decided (`decided`).
"""
import functools
import math

import numpy
import pandas

DAYS_PER_YEAR = 365.25
METHODS = ("defacement", "ddos", "intrusion", "malware")
ATTACK = ("disruption", "degradation")
ESPIONAGE = ("espionage", "prepositioning")
# Ids of overt responses (cbmsim describe responses): rungs 2 and 3; rung 7 and above.
OPEN_HOSTILE = ("public_attribution", "legal_step", "sanctions", "suspend_agreement")
MILITARY = ("military_display", "limited_force")
COLUMNS = ["incident_id", "parent_id", "parent_kind", "initiator", "target", "class", "method",
    "objective", "counter_operation", "severity", "perceived_severity", "perceived_intent", "start_day",
    "end_day", "decided_day", "public_day", "industry_day", "statement_day", "named", "named_actor",
    "confidence", "industry_named", "overt", "covert", "concession"]


def share(hits, of=None):
    """The share of true values, among those where `of` is true if it is given; NaN if there are none."""
    hits = numpy.asarray(hits, dtype=float)
    if of is not None:
        hits = hits[numpy.asarray(of, dtype=bool)]
    return hits.mean() if len(hits) else math.nan


def ratio(above, below):
    return above / below if below else math.nan


def middle(values):
    values = numpy.asarray(values, dtype=float)
    values = values[~numpy.isnan(values)]
    return float(numpy.median(values)) if len(values) else math.nan


def of_last_table(function):
    """Keeps the result for the last table, because many statistics use it one after another. None changes it."""
    kept = [None, None]

    @functools.wraps(function)
    def kept_or_made(table):
        if kept[0] is not table:
            kept[:] = table, function(table)
        return kept[1]
    return kept_or_made


@of_last_table
def observed(incidents):
    """Publicly known incidents of one state against another, ordered by start."""
    i = incidents
    kept = i.public_day.notna() & i.initiator.notna() & i.target.notna() & (i.initiator != i.target)
    return i[kept].sort_values("start_day", kind="stable")


@of_last_table
def decided(incidents):
    seen = observed(incidents)
    return seen[seen.decided_day.notna()]


def pair_of(table, one="initiator", other="target"):
    """The pair a:b of each row, with a before b in alphabetical order."""
    a, b = table[one].astype(str), table[other].astype(str)
    return pandas.Series(numpy.where(a < b, a + ":" + b, b + ":" + a), index=table.index, dtype=object)


# Activity: V1-V4, V12


def active_pairs(incidents, n_pairs, first, last):
    """V1: share of the n_pairs pairs with an incident that began in [first, last)."""
    seen = observed(incidents)
    window = seen[(seen.start_day >= first) & (seen.start_day < last)]
    return pair_of(window).nunique() / n_pairs


def pair_years(incidents, edges):
    """V2: statistics of the counts per pair and year, over pairs with any incident. `edges`: the first days of
    the years, and the last day."""
    seen = observed(incidents)
    pairs = pair_of(seen)
    n = pairs.nunique()
    year = numpy.searchsorted(edges, seen.start_day.to_numpy(), side="right") - 1
    inside = (year >= 0) & (year < len(edges) - 1)
    counts = pandas.DataFrame({"pair": pairs[inside], "year": year[inside]}).value_counts().to_numpy()
    cells = n * (len(edges) - 1)
    if cells < 2:
        return {"mean": math.nan, "zero": math.nan, "vmr": math.nan, "shape": math.nan}
    mean = counts.sum() / cells
    variance = ((counts.astype(float) ** 2).sum() - cells * mean ** 2) / (cells - 1)
    return {"mean": mean, "zero": 1 - len(counts) / cells, "vmr": ratio(variance, mean),
        "shape": mean ** 2 / (variance - mean) if variance > mean else math.nan}


def concentration(incidents, top=5):
    """V3: share of incidents in the `top` most active pairs."""
    counts = pair_of(observed(incidents)).value_counts()
    return ratio(counts.iloc[:top].sum(), counts.sum())


def one_sided(incidents):
    """V4: share of pairs in which only one side acts; and median share of the more active side, over pairs with at
    least ten incidents."""
    seen = observed(incidents)
    counts = pandas.DataFrame({"pair": pair_of(seen), "who": seen.initiator}).value_counts()
    table = counts.unstack(fill_value=0).to_numpy() if len(counts) else numpy.zeros((0, 1))
    total, main = table.sum(axis=1), table.max(axis=1, initial=0)
    active = total >= 10
    return share(main == total), middle(main[active] / total[active])


def again(incidents, horizon, window=365):
    """V12: share of incidents followed by another of the same state against the same target within `window`
    days, among those at least `window` days before the horizon."""
    seen = observed(incidents)
    day = numpy.floor(seen.start_day.to_numpy())
    key = numpy.unique((seen.initiator.astype(str) + ">" + seen.target.astype(str)).to_numpy(dtype=str),
        return_inverse=True)[1]
    hit = next_within(key, day, key, day, horizon) <= window
    return share(hit, day <= horizon - window)


# Properties of incidents: V5-V8


def method_shares(incidents):
    """V5: share of each method, among those of METHODS."""
    counts = observed(incidents).method.value_counts()
    total = sum(counts.get(m, 0) for m in METHODS)
    return {m: ratio(counts.get(m, 0), total) for m in METHODS}


def total_variation(shares, recorded):
    """V5: total variation distance between two distributions of methods."""
    return sum(abs(shares[m] - recorded[m]) for m in recorded) / 2


def severities(incidents):
    """V6: mean, share of 5 and above, of 7 and above."""
    s = observed(incidents).severity.to_numpy()
    return (s.mean() if len(s) else math.nan), share(s >= 5), share(s >= 7)


def survival_median(days, ended):
    """Kaplan-Meier estimate of the median: the first day on which the survival function is 0.5 or less; NaN if it
    stays above. `ended`: whether each duration ended; otherwise it is censored."""
    order = numpy.lexsort((~numpy.asarray(ended, bool), days))
    left, at_risk = 1.0, len(order)
    days, ended = numpy.asarray(days, float)[order], numpy.asarray(ended, bool)[order]
    for day, end in zip(days, ended):
        if end:
            left *= 1 - 1 / at_risk
            if left <= 0.5 + 1e-12:
                return float(day)
        at_risk -= 1
    return math.nan


def durations(incidents, horizon):
    """V7: median duration by method. Incidents that have not ended at the horizon are censored."""
    seen = observed(incidents)
    end = numpy.floor(seen.end_day.fillna(horizon)) - numpy.floor(seen.start_day)
    return {m: survival_median(end[seen.method == m], seen.end_day.notna()[seen.method == m])
        for m in METHODS}


def concessions(incidents):
    """V8: share with a concession: of all, of disruption, of degradation."""
    d = decided(incidents)
    return (share(d.concession), share(d.concession, d.objective == "disruption"),
        share(d.concession, d.objective == "degradation"))


# Retaliation: V9, V10, V11


def next_within(key, day, other_key, other_day, horizon):
    """Days from each (key, day) to the next strictly later day of the other set with the same key; infinite if
    there is none."""
    span = 4 * horizon + 4
    flat = numpy.sort(other_key * span + other_day)
    at = key * span + day
    place = numpy.searchsorted(flat, at, side="right")
    following = numpy.append(flat, numpy.inf)[place]
    gap = following - at
    return numpy.where(gap <= 2 * horizon, gap, numpy.inf)


def hit_back(key, reverse, day, horizon, windows):
    """Share of incidents at t that are followed by one in the reverse direction in (t, t + W], among those with
    t <= H - W; one value for each W in `windows`."""
    gap = next_within(reverse, day, key, day, horizon)
    return numpy.array([share(gap <= w, day <= horizon - w) for w in windows])


def directions(initiators, targets):
    """The number of the directed dyad of each incident, and the number of the reverse dyad."""
    forward = numpy.asarray([a + ">" + b for a, b in zip(initiators, targets)], dtype=str)
    back = numpy.asarray([b + ">" + a for a, b in zip(initiators, targets)], dtype=str)
    numbers = numpy.unique(numpy.concatenate([forward, back]), return_inverse=True)[1]
    return numbers[:len(forward)].astype(float), numbers[len(forward):].astype(float)


def retaliation(initiators, targets, days, edges, windows=(30, 90, 180, 365), shifts=200, seed=1):
    """V9: retaliation in excess of chance.

    The null distribution keeps the pattern in time of every directed dyad and the common trend, and removes the
    relation between a dyad and its reverse. Time is mapped to the cumulated share of all incidents (piecewise
    linear between `edges`: the first days of the years, and the horizon); the incidents of each directed dyad
    are shifted by one uniform offset modulo 1; then time is mapped back. `shifts`: number of such samples.
    Returns one row per window: share, mean and 95 % band of the null distribution, one-sided p-value.
    """
    days = numpy.floor(numpy.asarray(days, float))
    horizon = edges[-1]
    columns = ["window", "share", "null", "low", "high", "p"]
    if len(days) == 0:
        return pandas.DataFrame([[w] + [math.nan] * 5 for w in windows], columns=columns)
    key, reverse = directions(initiators, targets)
    found = hit_back(key, reverse, days, horizon, windows)
    cumulated = numpy.concatenate([[0], numpy.cumsum(numpy.histogram(days, edges)[0])]) / len(days)
    place = numpy.interp(days, edges, cumulated)
    draw = numpy.random.default_rng(seed)
    n_streams = int(max(key.max(), reverse.max())) + 1
    offsets = draw.random((shifts, n_streams))
    null = numpy.empty((shifts, len(windows)))
    for start in range(0, shifts, 50): # a block of samples that fits into the cache
        part = offsets[start:start + 50]
        moved = (place[None, :] + part[:, key.astype(int)]) % 1
        moved = numpy.floor(numpy.interp(moved, cumulated, edges))
        row = numpy.arange(len(part))[:, None] * n_streams
        gap = next_within((reverse + row).ravel(), moved.ravel(), (key + row).ravel(), moved.ravel(),
            horizon).reshape(moved.shape)
        for w, window in enumerate(windows):
            early = moved <= horizon - window
            null[start:start + 50, w] = ((gap <= window) & early).sum(axis=1) / early.sum(axis=1)
    low, high = numpy.quantile(null, [0.025, 0.975], axis=0)
    p = (1 + (null >= found - 1e-12).sum(axis=0)) / (shifts + 1)
    return pandas.DataFrame(numpy.column_stack([windows, found, null.mean(axis=0), low, high, p]),
        columns=columns)


def replies(incidents):
    """V10: share of decided incidents that a counter-operation answers; the shares of these counter-operations
    with higher, equal and lower severity than the incident."""
    d = decided(incidents)
    answers = incidents[incidents.counter_operation & (incidents.parent_kind == "incident")]
    both = answers.merge(d[["incident_id", "severity"]], left_on="parent_id", right_on="incident_id",
        suffixes=("", "_of_parent"))
    step = both.severity.to_numpy() - both.severity_of_parent.to_numpy()
    return (share(d.incident_id.isin(answers.parent_id)), share(step > 0), share(step == 0),
        share(step < 0))


def escalations(incidents, acts):
    """V11: share of decided incidents that escalate: answered by a counter-operation of higher severity, or
    themselves a counter-operation that is answered by one, or answered by an action of rung 7 or above.
    Second value: share answered by an action of rung 8 or above."""
    d = decided(incidents)
    answers = incidents[incidents.counter_operation & (incidents.parent_kind == "incident")]
    highest = answers.groupby("parent_id").severity.max()
    higher = d.incident_id.map(highest) > d.severity
    again_ = d.counter_operation & d.incident_id.isin(answers.parent_id)
    after = acts[acts.parent_kind == "incident"]
    high = d.incident_id.isin(after.parent_id[after.rung >= 7])
    return share(higher | again_ | high), share(d.incident_id.isin(after.parent_id[after.rung >= 8]))


# Public statements and attribution: V13-V16, V20


def answers_in_public(incidents):
    """V13, V14: share with an overt hostile response below force; its ratio of attacks to espionage; its ratio of
    severity 4 and above to 3 and below; the last for legal steps only."""
    d = decided(incidents)
    hostile = d.overt.isin(OPEN_HOSTILE)
    legal = d.overt == "legal_step"
    grave = d.severity >= 4
    return {"share": share(hostile),
        "attack": ratio(share(hostile, d["class"].isin(ATTACK)), share(hostile, d["class"].isin(ESPIONAGE))),
        "severity": ratio(share(hostile, grave), share(hostile, ~grave)),
        "legal": ratio(share(legal, grave), share(legal, ~grave))}


def attribution_days(incidents):
    """V15: days from the start to the victim's public attribution, median: of all, of espionage, of attacks."""
    d = decided(incidents)
    days = numpy.floor(d.statement_day) - numpy.floor(d.start_day)
    espionage = middle(days[d["class"].isin(ESPIONAGE)])
    attack = middle(days[d["class"].isin(ATTACK)])
    return middle(days), espionage, attack


def conflicting(incidents):
    """V16: share with different states named, among incidents that victim and industry both attributed publicly."""
    d = decided(incidents)
    both = (d.statement_day.notna() & d.named_actor.notna() & d.industry_day.notna() &
        d.industry_named.notna())
    return share(d.named_actor != d.industry_named, both)


def still_talking(incidents, contacts, window=45):
    """V20: share of incidents with an overt hostile response that have a cooperative action or a routine contact of
    the two states within `window` days before or after the decision. `contacts`: columns pair (a:b) and day."""
    d = decided(incidents)
    d = d[d.overt.isin(OPEN_HOSTILE + MILITARY) & d.named_actor.notna()]
    if len(d) == 0:
        return math.nan
    pairs = pair_of(d, "named_actor", "target")
    known = pandas.concat([pairs, contacts.pair]).astype(str).to_numpy(dtype=str)
    numbers = numpy.unique(known, return_inverse=True)[1].astype(float)
    mine, theirs = numbers[:len(d)], numbers[len(d):]
    day = contacts.day.to_numpy()
    horizon = max(day.max(initial=0), d.decided_day.max()) + 1
    gap = next_within(mine, d.decided_day.to_numpy() - window - 1e-9, theirs, day, horizon)
    return share(gap <= 2 * window)
