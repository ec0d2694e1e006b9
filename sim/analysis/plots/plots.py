#!/usr/bin/python3
"""plots.py - plots a result of cbmsim.

    python3 plots.py [--help] [--format png|svg|pdf] [--run POINT/POLICY/REP] [METRIC...]

The script stands in analysis/plots/ of the result and writes python-*.png beside itself: differences
between policies, distributions of metrics, the incidents of one run, effects of factors, and the other
analyses in analysis/. Without METRICs it plots six metrics, if the result has them. It needs pandas and
matplotlib (Debian: python3-pandas python3-matplotlib).
"""
import argparse
import difflib
import glob
import os
import sys
import textwrap

import matplotlib
matplotlib.use("Agg")
import matplotlib.dates
import matplotlib.ticker
import matplotlib.pyplot as plot
import pandas

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEFAULT_METRICS = ["harm", "hostile_responses", "misdirected_responses", "inadvertent_moves", "crisis_days",
    "max_rung"]
# People with colour blindness can distinguish these colours. In greyscale, shapes and dashes differ.
COLOURS = ["#000000", "#D55E00", "#0072B2", "#009E73", "#B0578D"]
MARKERS = ["s", "^", "o", "D", "v"]
DASHES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))]
MAX_INCIDENTS = 60
# Columns of ids and words. Their cells are read as texts, even if a cell looks like a number.
TEXTS = dict.fromkeys(["kind", "name", "label", "policy", "versus", "metric", "statistic", "factor", "factor2", "set",
    "index", "initiator", "target", "class", "named", "named_actor"], str)

matplotlib.rcParams.update({"axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "grid.color": "#dddddd", "axes.axisbelow": True, "font.size": 9,
    "savefig.dpi": 200, "svg.hashsalt": "cbmsim", "legend.frameon": False})


def read(*names):
    """Returns a table of the result, or None if it does not exist. Only empty cells are missing values: "NA" may be a title."""
    path = os.path.join(ROOT, *names)
    path += "" if os.path.exists(path) else ".gz"  # a compressed trace file
    if not os.path.exists(path):
        return None
    return pandas.read_csv(path, float_precision="round_trip", low_memory=False, dtype=TEXTS,
        keep_default_na=False, na_values=[""])


def fail(text):
    sys.exit("plots.py: " + text)


def known(kind, name, names):
    """Ends the program with an error unless `name` is in `names`."""
    if name not in names:
        present = LABEL.get(("renamed", name)) if kind == "metric" else None
        near = difflib.get_close_matches(name, names, 1)
        fail("there is no %s \"%s\"%s; there are %s" % (kind, name,
            ", renamed to \"%s\"" % present if present else
            ", did you mean \"%s\"?" % near[0] if near else "", ", ".join(names)))


LABELS = read("analysis", "plots", "labels.csv").fillna("")
LABEL = {(row.kind, row.name_): row.label
    for row in LABELS.rename(columns={"name": "name_"}).itertuples()}
FIRST_DAY = float(LABEL[("start", "days")])  # date of day 0 of the runs, in days since 1970-01-01
POLICIES = [row.name_ for row in LABELS.rename(columns={"name": "name_"}).itertuples()
    if row.kind == "policy"]
FACTORS = [row.name_ for row in LABELS.rename(columns={"name": "name_"}).itertuples()
    if row.kind == "factor"]


def label(kind, name, width=34):
    """The label of a thing, wrapped into lines; "$" is escaped, so that it starts no formula."""
    text = str(LABEL.get((kind, name), name)).replace("$", r"\$")
    return textwrap.fill(textwrap.shorten(text, 4 * width, placeholder=" ..."), width) or name


def state(name):
    """The name of a state on one line."""
    return label("state", name, 30).split("\n")[0]


def style(policy):
    k = POLICIES.index(policy) if policy in POLICIES else 0
    return {"color": COLOURS[k % 5], "marker": MARKERS[k % 5], "linestyle": DASHES[k % 5],
        "label": " " + label("policy", policy)}


def metrics_of(table, wanted):
    """Returns the metrics of the command line that the table has. Without any on the command line, returns the
    default metrics that the table has or, if it has none of these, its first six metrics."""
    there = list(dict.fromkeys(table["metric"]))
    return [m for m in wanted or DEFAULT_METRICS if m in there] or ([] if wanted else there[:6])


def check_metrics(runs):
    """Ends the program with an error if no table has a metric of the command line."""
    there = [] if runs is None else list(runs.columns)
    for path in analyses():
        table = read("analysis", os.path.basename(path))
        there += list(table["metric"].unique()) if "metric" in table.columns else []
    for metric in OPTIONS.metrics:
        known("metric", metric, [name for kind, name in LABEL if kind == "metric" and name in there])


def check_run(runs, incidents):
    """Returns the (point, policy, rep) of --run. Ends the program with an error if there is no such run."""
    if incidents is None:
        fail("--run needs incidents.csv, which --trace-level incidents writes")
    words = OPTIONS.run.split("/")
    if len(words) != 3 or not (words[0].isdecimal() and words[2].isdecimal()):
        fail("--run: expected POINT/POLICY/REP, found \"%s\"" % OPTIONS.run)
    known("policy", words[1], list(runs["policy"].unique()))
    point, rep = int(words[0]), int(words[2])
    own = runs[(runs["policy"] == words[1]) & (runs["point_id"] == point)]
    if own.empty:
        fail("there is no point %d; there are %d to %d" % (point, runs["point_id"].min(), runs["point_id"].max()))
    if rep not in set(own["rep"]):
        fail("there is no replication %d; there are %d to %d" % (rep, own["rep"].min(), own["rep"].max()))
    return point, words[1], rep


def beside(policies):
    """Returns the labels of policies beside a panel. With many policies, lines are longer."""
    return [label("policy", p, 34 if len(policies) > 8 else 22) for p in policies]


def height_of(policies):
    """Returns the height in inches of a panel with the labels of all policies below each other."""
    return max(2.2, 0.8 + 0.18 * sum(name.count("\n") + 1 for name in beside(policies)))


def panels(n, title, columns=3, height=2.2):
    """Returns a figure with n axes in rows, below the title of the figure and the title of the result."""
    columns = min(n, columns)
    rows = -(-n // columns)
    figure, axes = plot.subplots(rows, columns, squeeze=False, layout="constrained",
        figsize=(max(3.6 * columns, 6), height * rows + 1))
    figure.get_layout_engine().set(hspace=0.04, wspace=0.04)
    figure.suptitle(title + "\n" + label("title", "result", 80), fontsize=10)
    for spare in axes.flat[n:]:
        spare.set_axis_off()
    return figure, list(axes.flat[:n])


def legend(figure, axis):
    """Adds the legend below all panels, which become smaller."""
    handles, names = axis.get_legend_handles_labels()
    columns = min(len(names), 3)
    if handles:
        lines = sum(max(n.count("\n") + 1 for n in names[k:k + columns])
            for k in range(0, len(names), columns))
        share = min(0.5, (0.2 + 0.17 * lines) / figure.get_figheight())
        figure.get_layout_engine().set(rect=(0, share, 1, 1 - share))
        figure.legend(handles, names, loc="lower center", ncol=columns)


def save(figure, name):
    path = os.path.join(HERE, "python-%s.%s" % (name, OPTIONS.format))
    if os.path.islink(path) or os.path.exists(path) and not os.path.isfile(path):
        fail("%s: is a link or not a regular file: remove it" % path)
    metadata = {"png": {"Software": None}, "svg": {"Date": None},
        "pdf": {"CreationDate": None}}[OPTIONS.format]
    figure.savefig(path, metadata=metadata)
    plot.close(figure)
    print(path)


def number(counts, noun):
    """", n = 20 runs", or ", n = 20 to 40 runs"."""
    low, high = counts.min(), counts.max()
    return "" if pandas.isna(low) else ", n = %s %s" % ("%d" % low if low == high else "%d to %d" % (low, high), noun)


def interval(table, metrics):
    """", 95 % CI, n = 20 runs": the confidence level and the numbers of runs of a table, for a title."""
    rows = table[table["metric"].isin(metrics)]
    level = rows["confidence"].dropna()
    title = ", %g %% CI" % (100 * level.iloc[0]) if len(level) else ""
    if "n_pairs" in rows:
        return title + number(rows["n_pairs"], "pairs of runs")
    if "replications" in rows:
        return title + number(rows["replications"], "runs per point")
    if "at_risk" in rows or "stopped_by" not in rows:
        counts = rows["at_risk" if "at_risk" in rows else "n"]
        return title + number(counts[counts == counts.max()], "runs")
    return title + number(rows["n"], "runs")


def lengths(rows, value):
    """The lengths of the intervals below and above the values; 0 without an interval."""
    return [(rows[value] - rows["ci_lo"]).clip(lower=0).fillna(0), (rows["ci_hi"] - rows[value]).clip(lower=0).fillna(0)]


def whiskers(axis, x, y, low, high, **more):
    axis.errorbar(x, y, xerr=[[max(x - low, 0)], [max(high - x, 0)]], capsize=3, **more)


def value_axis(axis, name):
    """Labels the horizontal axis with a metric; narrow lines and few ticks leave room between panels."""
    axis.set_xlabel(label("metric", name, 24))
    axis.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(nbins=4))


def draw_compare(compare):
    """Differences of policies from the baseline, with confidence intervals."""
    metrics = metrics_of(compare, OPTIONS.metrics)
    if not metrics:
        return
    versus = compare["versus"].iloc[0]
    figure, axes = panels(len(metrics), "Paired difference from “%s”%s" % (label("policy", versus, 60), interval(compare, metrics)),
        height=height_of(compare["policy"].unique()))
    for axis, metric in zip(axes, metrics):
        rows = compare[compare["metric"] == metric].dropna(subset=["difference"])
        order = [p for p in POLICIES if p in set(rows["policy"])]
        axis.axvline(0, color="#555555", linewidth=1)
        for row in rows.itertuples():
            whiskers(axis, row.difference, -order.index(row.policy), row.ci_lo, row.ci_hi,
                **{**style(row.policy), "linestyle": "none"})
        axis.set_yticks([-k for k in range(len(order))], beside(order))
        axis.set_ylim(-len(order) + 0.4, 0.6)
        value_axis(axis, metric)
    save(figure, "compare")


def draw_distribution(runs):
    """Box plots of metrics by policy: quartiles, 5th and 95th percentiles, mean and median."""
    metrics = [m for m in OPTIONS.metrics or DEFAULT_METRICS if m in runs.columns]
    if not metrics:
        return
    several = runs["point_id"].nunique() > 1
    figure, axes = panels(len(metrics), "Distribution over runs: median, mean (diamond), quartiles, "
        "5th and 95th percentiles" + (", all points together" if several else "") +
        number(runs["policy"].value_counts(), "runs per policy"),
        height=height_of(runs["policy"].unique()))
    for axis, metric in zip(axes, metrics):
        order = [p for p in POLICIES if p in set(runs["policy"])][::-1]
        values = [runs.loc[runs["policy"] == p, metric].dropna().to_numpy() for p in order]
        box = axis.boxplot(values, vert=False, whis=(5, 95), showmeans=True, sym="",
            patch_artist=True, widths=0.6, medianprops={"color": "black"},
            meanprops={"marker": "D", "markerfacecolor": "white", "markeredgecolor": "black",
                "markersize": 4})
        for patch in box["boxes"]:
            patch.set(facecolor="#cfe2f0", edgecolor="#0072B2")
        axis.set_yticks(range(1, len(order) + 1), beside(order))
        value_axis(axis, metric)
    save(figure, "distribution")


def draw_timeline(incidents, run):
    """One run: start, detection, attribution, response and end of each incident."""
    point, policy, rep = run or (incidents[c].iloc[0] for c in ("point_id", "policy", "rep"))
    rows = incidents[(incidents["point_id"] == point) & (incidents["policy"] == policy)
        & (incidents["rep"] == rep)].sort_values(["start_day", "incident_id"])
    if rows.empty:
        print("plots.py: run %s has no incidents: no timeline" % OPTIONS.run, file=sys.stderr)
        return
    shown = rows.head(MAX_INCIDENTS)
    figure, (axis,) = panels(1, "Incidents of run %s/%s/%s%s" % (point, policy, rep,
        "" if len(rows) == len(shown) else ", the first %d of %d" % (len(shown), len(rows))),
        height=1.2 + 0.16 * len(shown))
    days = ["start_day", "end_day", "truth_day", "public_day", "detected_day", "decided_day", "responded_day"]
    horizon = rows[days].max().max() + FIRST_DAY
    shown = shown.assign(**{day: shown[day] + FIRST_DAY for day in days})
    for k, kind in enumerate(dict.fromkeys(shown["class"])):
        those = shown[shown["class"] == kind]
        axis.hlines(those.index.map(list(shown.index).index), those["start_day"],
            those["end_day"].fillna(horizon), colors=COLOURS[k % 5], linestyles=DASHES[k % 5],
            linewidth=3, label=" " + kind)
    at = pandas.Series(range(len(shown)), index=shown.index)
    wrong = shown["named_actor"].fillna("").astype(str) != shown["initiator"].fillna("").astype(str)
    named = shown["named"] == "state"
    for mark, colour, what, when, which in (("|", "black", "detected", "detected_day", named | True),
            ("o", "#009E73", "attributed correctly", "decided_day", named & ~wrong),
            ("X", "#D55E00", "attributed wrongly", "decided_day", named & wrong),
            (">", "black", "response", "responded_day", named | True)):
        axis.plot(shown.loc[which, when], at[which], mark, color=colour, label=" " + what,
            markersize=7 if mark == "|" else 5, markeredgewidth=1.5 if mark == "|" else 0.5)
    axis.set_yticks(range(len(shown)), ["%s → %s" % ("no state" if pandas.isna(row.initiator)
        else state(row.initiator), state(row.target)) for row in shown.itertuples()], fontsize=6)
    axis.set_ylim(len(shown) - 0.3, -0.7)
    locator = matplotlib.dates.AutoDateLocator(maxticks=7)
    axis.xaxis.set_major_locator(locator)
    axis.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))
    legend(figure, axis)
    save(figure, "timeline")


def draw_effect(design, table, value, what):
    """A sweep: the value at each point against each factor, and its mean if values of the factor repeat."""
    metrics = metrics_of(table, OPTIONS.metrics)
    factors = [f for f in FACTORS if f in design.columns and design[f].notna().any()]
    if not factors or not metrics:
        return
    figure, axes = panels(len(metrics) * len(factors), what + interval(table, metrics), min(len(factors), 4))
    joined = table.merge(design, on="point_id", suffixes=("", "_of_design"))
    for k, axis in enumerate(axes):
        metric, factor = metrics[k // len(factors)], factors[k % len(factors)]
        rows = joined[joined["metric"] == metric].dropna(subset=[value, factor])
        axis.axhline(0, color="#555555", linewidth=1)
        for policy in [p for p in POLICIES if p in set(rows["policy"])]:
            own = rows[rows["policy"] == policy].sort_values(factor)
            look = style(policy)
            axis.errorbar(own[factor].to_numpy(), own[value].to_numpy(), yerr=lengths(own, value), color=look["color"],
                marker=look["marker"], linestyle="none", markersize=3, linewidth=0.8, capsize=2, alpha=0.6)
            mean = own.groupby(factor, sort=True)[value].mean()
            if 1 < len(mean) <= 12:
                axis.plot(mean.index.to_numpy(), mean.to_numpy(), **look)
            else:
                axis.plot([], [], **look)
        axis.set_xlabel(label("factor", factor))
        axis.set_ylabel(label("metric", metric, 22))
    legend(figure, axes[0])
    save(figure, "effect")


def draw_curves(table, name, x, y, title):
    """Running estimates or survival curves with confidence intervals, by policy."""
    points = list(dict.fromkeys(table["point_id"]))[:6]
    metrics = metrics_of(table, OPTIONS.metrics)
    if not metrics:
        return
    several = table["point_id"].nunique() > 1
    figure, axes = panels(len(metrics) * len(points), title + interval(table, metrics))
    for k, axis in enumerate(axes):
        metric, point = metrics[k // len(points)], points[k % len(points)]
        for policy in [p for p in POLICIES if p in set(table["policy"])]:
            own = table[(table["metric"] == metric) & (table["point_id"] == point)
                & (table["policy"] == policy)]
            if "statistic" in own.columns and len(own):
                own = own[own["statistic"] == own["statistic"].iloc[0]]
            look = style(policy)
            if x == "day":
                axis.step(own[x], own[y], where="post", **{**look, "marker": None})
            else:
                axis.plot(own[x], own[y], markersize=3, **look)
            axis.fill_between(own[x], own["ci_lo"], own["ci_hi"], color=look["color"], alpha=0.12,
                step="post" if x == "day" else None)
        axis.set_xlabel("day of the run" if x == "day" else "runs")
        axis.set_ylabel(label("without" if x == "day" else "metric", metric, 26))
        if several:
            axis.set_title("point %d" % point, fontsize=8)
        if x == "day":
            axis.set_ylim(0, 1.02)
    legend(figure, axes[0])
    save(figure, name)


def draw_screening(table, name, estimate, low, high, title):
    """Plots the sensitivity to factors, then to pairs of factors, each from the largest to the smallest."""
    metrics = metrics_of(table, OPTIONS.metrics)
    if not metrics:
        return
    table = table[(table["set"] == table["set"].iloc[0]) & table["factor"].notna()]
    table = table.assign(pair=table["factor2"] if "factor2" in table else None).fillna({"pair": ""})
    terms = table[["factor", "pair"]].drop_duplicates()
    figure, axes = panels(len(metrics), title + interval(table, metrics), height=max(2.2, 0.6 + 0.35 * len(terms)))
    for axis, metric in zip(axes, metrics):
        rows = table[table["metric"] == metric].dropna(subset=[estimate])
        largest = rows.groupby(["factor", "pair"])[estimate].max()
        order = sorted(largest.index, key=lambda term: (term[1] != "", -largest[term]))
        groups = list(dict.fromkeys(zip(rows["policy"], rows["index"] if "index" in rows else
            [""] * len(rows))))
        for g, (policy, index) in enumerate(groups):
            own = rows[(rows["policy"] == policy)
                & ((rows["index"] == index) if "index" in rows else True)]
            look = {**style(policy), "linestyle": "none", "label": None}
            if index == "S1":
                look["markerfacecolor"] = "white"
            if index == "S2":
                look["marker"] = "x"
            for n, row in enumerate(own.to_dict("records")):
                whiskers(axis, row[estimate], -order.index((row["factor"], row["pair"])) - 0.5 * g / len(groups),
                    row[low], row[high],
                    **{**look, "label": "%s %s" % (style(policy)["label"], index) if n == 0 else None})
        axis.axvline(0, color="#555555", linewidth=1)
        axis.set_yticks([-k - 0.25 for k in range(len(order))],
            [label("factor", f, 22) + (" ×\n" + label("factor", pair, 22) if pair else "") for f, pair in order])
        value_axis(axis, metric)
    legend(figure, axes[0])
    save(figure, name)


def draw_analysis(path):
    """Plots a file of analysis/; its columns show its kind."""
    name = os.path.splitext(os.path.basename(path))[0]
    table = read("analysis", os.path.basename(path))
    columns = set(table.columns)
    if table.empty:
        return
    if {"day", "at_risk", "survival"} <= columns:
        draw_curves(table, name, "day", "survival", "Share of runs without the event")
    elif {"n", "estimate", "metric", "point_id"} <= columns and "stopped_by" not in columns:
        draw_curves(table, name, "n", "estimate", "Running estimate by number of runs")
    elif {"set", "mu_star"} <= columns:
        draw_screening(table, name, "mu_star", "mu_star_lo", "mu_star_hi",
            "Morris screening: mean absolute elementary effect")
    elif {"set", "index"} <= columns:
        draw_screening(table, name, "estimate", "ci_lo", "ci_hi",
            "Sobol' indices: first-order (S1), total (ST)" +
            (", second-order (S2)" if "S2" in set(table["index"]) else ""))


def analyses():
    return sorted(glob.glob(os.path.join(glob.escape(ROOT), "analysis", "*.csv")))


def main():
    design, compare = read("design.csv"), read("analysis", "compare.csv")
    runs, incidents, summary = read("runs.csv"), read("incidents.csv"), read("analysis",
        "summary.csv")
    check_metrics(runs)
    run = check_run(runs, incidents) if OPTIONS.run else None
    if compare is not None and not compare.empty:
        if len(design) == 1:
            draw_compare(compare)
        else:
            draw_effect(design, compare, "difference", "Paired difference from “%s” by factor" %
                label("policy", compare["versus"].iloc[0], 60))
    elif summary is not None and len(design) > 1:
        draw_effect(design, summary[summary["statistic"].isin(["mean", "ratio", "share",
            "restricted_mean"])], "estimate", "Estimate by factor")
    if runs is not None and not runs.empty:
        draw_distribution(runs)
    if incidents is not None and not incidents.empty:
        draw_timeline(incidents, run)
    for path in analyses():
        draw_analysis(path)


PARSER = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
    usage=argparse.SUPPRESS)
PARSER.add_argument("--format", choices=["png", "svg", "pdf"], default="png")
PARSER.add_argument("--run", metavar="POINT/POLICY/REP")
PARSER.add_argument("metrics", nargs="*", metavar="METRIC")
OPTIONS = PARSER.parse_args()
main()
