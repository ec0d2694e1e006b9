"""contrasts.py - facts that compare two situations: V17, V18, V19, V21, V22.

Each function gives a row (a, b, c, d) per run; the contrast is (a/b)/(c/d) with each letter summed over
runs first, since a single run often holds nothing to divide by (`pooled`).
"""
import math

import numpy
import pandas

from validation.estimators import MILITARY, pair_of


def pooled(rows):
    """The contrast, its delete-one-run jackknife standard error, and the contrast of each run."""
    rows = numpy.asarray(rows, dtype=float)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        def contrast(x):
            return (x[..., 0] / x[..., 1]) / (x[..., 2] / x[..., 3])
        less = contrast(rows.sum(axis=0) - rows)
        n = len(rows)
        error = math.sqrt((n - 1) / n * ((less - less.mean()) ** 2).sum())
        return float(contrast(rows.sum(axis=0))), error, contrast(rows)


def by_run(table, kept):
    """Rows that are kept, by replication."""
    return kept.groupby(table.rep).sum()


def per_run(runs, *columns):
    """Numbers stand for themselves, series by replication for what they say of a run, 0 if nothing."""
    return numpy.column_stack([numpy.full(len(runs), float(c)) if numpy.isscalar(c) else
        c.reindex(runs).fillna(0).to_numpy(dtype=float) for c in columns])


def substitution(incidents, with_, without, runs):
    """V17: decisions for force without covert operations over those with, on the same incidents: those
    of sources that were decided on in both."""
    first = incidents[(incidents.parent_kind == "none") & incidents.decided_day.notna()]
    one, other = (first[first.policy == policy] for policy in (without, with_))
    both = one.merge(other, on=["rep", "incident_id"], suffixes=("", "_with"))
    return per_run(runs, by_run(both, both.overt.isin(MILITARY)), 1,
        by_run(both, both.overt_with.isin(MILITARY)), 1)


def firebreak(incidents, acts, runs, severity=4.2, width=0.2):
    """V18: share of displays answered by force, over share of operations so answered that look as severe
    and like an attack; all of them decided on, with the culprit certain."""
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
    """V19: acts of rung 7 and above with covert operations to answer by, over those without."""
    high = acts[acts.rung >= 7]
    with_, without = (high[high.policy == policy].groupby("rep").size() for policy in (with_, without))
    return per_run(runs, with_, 1, without, 1)


def before_and_after(incidents, initiator, begins, ends, runs, years_before=2.0):
    """V21: recorded operations per year in [begins, ends) over those in the years before the pledge; days
    relative to it. Rows of the policy with the pledge."""
    own = incidents[(incidents.initiator == initiator) & incidents.public_day.notna() &
        ~incidents.counter_operation]
    year = own.since_pledge / 365.25
    return per_run(runs, by_run(own, (year >= begins) & (year < ends)), ends - begins,
        by_run(own, (year >= -years_before) & (year < 0)), years_before)


def selection(incidents, agreements, horizon, policy, runs):
    """V22: operations per pair and day after signature over those before it, or without one, under the
    policy in which pacts may be signed."""
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
    """V22: operations with the offer of a pact over operations without, run by run the same candidates."""
    own = incidents[incidents.parent_kind == "none"]
    return per_run(runs, own[own.policy == with_].groupby("rep").size(), 1,
        own[own.policy == without].groupby("rep").size(), 1)
