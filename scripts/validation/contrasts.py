"""contrasts.py - facts that compare two situations: V17, V18, V19, V21, V22.

Each function returns a row (a, b, c, d) per run. The contrast is (a/b)/(c/d), where each letter is summed
over runs first, because the denominators of a single run are often 0 (`pooled`).
"""
import math

import numpy
import pandas

from validation.estimators import MILITARY, pair_of


def pooled(rows):
    """The contrast, its delete-one jackknife standard error, and the contrast of each run. rows: runs x 4."""
    rows = numpy.asarray(rows, dtype=float)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        def contrast(x):
            return (x[..., 0] / x[..., 1]) / (x[..., 2] / x[..., 3])
        less = contrast(rows.sum(axis=0) - rows)
        n = len(rows)
        error = math.sqrt((n - 1) / n * ((less - less.mean()) ** 2).sum())
        return float(contrast(rows.sum(axis=0))), error, contrast(rows)


def by_run(table, kept):
    """The number of rows with `kept` true, by replication."""
    return kept.groupby(table.rep).sum()


def per_run(runs, *columns):
    """A matrix with a row per run. A column is a number, repeated for each run, or a series by replication; a
    run that is not in the series has 0."""
    return numpy.column_stack([numpy.full(len(runs), float(c)) if numpy.isscalar(c) else
        c.reindex(runs).fillna(0).to_numpy(dtype=float) for c in columns])


def substitution(incidents, with_, without, runs):
    """V17: decisions for force under the policy without covert operations, divided by those under the policy with
    covert operations. Both are counted on the same incidents of sources, on which the victim decided under both."""
    first = incidents[(incidents.parent_kind == "none") & incidents.decided_day.notna()]
    one, other = (first[first.policy == policy] for policy in (without, with_))
    both = one.merge(other, on=["rep", "incident_id"], suffixes=("", "_with"))
    return per_run(runs, by_run(both, both.overt.isin(MILITARY)), 1,
        by_run(both, both.overt_with.isin(MILITARY)), 1)


def firebreak(incidents, acts, runs, severity=4.2, width=0.2):
    """V18: share of displays of force answered by force, divided by the same share of operations that look
    equally severe and like an attack; only operations with a decision and a certain attribution count."""
    shown = acts[acts.response == "military_display"]
    answered = acts[acts.response.isin(MILITARY) & (acts.parent_kind == "act")]
    hit = shown.act_id.isin(answered.parent_id)
    alike = incidents[(numpy.abs(incidents.perceived_severity - severity) <= width) &
        (incidents.perceived_intent >= 0.5) & (incidents.named == "state") &
        (incidents.confidence >= 0.999)]
    struck = alike.overt.isin(MILITARY)
    return per_run(runs, by_run(shown, hit), shown.groupby("rep").size(), by_run(alike, struck),
        alike.groupby("rep").size())


def situational(acts, with_, without, runs):
    """V19: acts of rung 7 and above where covert responses are available, divided by those where they are not
    available."""
    high = acts[acts.rung >= 7]
    with_, without = (high[high.policy == policy].groupby("rep").size() for policy in (with_, without))
    return per_run(runs, with_, 1, without, 1)


def before_and_after(incidents, initiator, begins, ends, runs, years_before=2.0):
    """V21: recorded operations per year in [begins, ends), divided by those in the years before the pledge. Years
    are relative to the pledge. `incidents`: rows of the policy with the pledge."""
    own = incidents[(incidents.initiator == initiator) & incidents.public_day.notna() &
        ~incidents.counter_operation]
    year = own.since_pledge / 365.25
    return per_run(runs, by_run(own, (year >= begins) & (year < ends)), ends - begins,
        by_run(own, (year >= -years_before) & (year < 0)), years_before)


def selection(incidents, agreements, horizon, policy, runs):
    """V22: operations per pair and day after signature, divided by those before it or without signature, under
    the policy that allows agreements to be signed."""
    signed = agreements[(agreements.policy == policy) & (agreements.status == "signed")]
    when = {(rep, name.replace("_", ":")): day for rep, name, day in
        zip(signed.rep, signed.agreement, signed.day)}
    n_pairs = agreements.agreement.nunique()
    own = incidents[(incidents.policy == policy) & (incidents.parent_kind == "none")]
    keys = zip(own.rep, pair_of(own))
    late = own.start_day >= [when.get(key, math.inf) for key in keys]
    after, before = by_run(own, late), by_run(own, ~late)
    days = pandas.Series(0.0, index=list(runs))
    for (rep, _), day in when.items():
        days[rep] += horizon - day
    return per_run(runs, after, days, before, n_pairs * horizon - days)


def effect(incidents, with_, without, runs):
    """V22: operations under the policy that offers an agreement, divided by those under the other policy. Both
    use the same candidates in each run."""
    own = incidents[incidents.parent_kind == "none"]
    return per_run(runs, own[own.policy == with_].groupby("rep").size(), 1,
        own[own.policy == without].groupby("rep").size(), 1)
