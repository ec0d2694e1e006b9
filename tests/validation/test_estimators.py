#!/usr/bin/python3
"""The estimators of scripts/validation give the known values for tables made by hand, for synthetic data with and
without the effect that they estimate, and for DCID 2.0 itself where a copy exists (records.py)."""
import math
import os
import re
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import records
from tap import SOURCE, check, finish, not_sanitized

not_sanitized("estimators", "this test does not run the program")
sys.path.insert(0, os.path.join(SOURCE, "scripts"))

import numpy # pylint: disable=wrong-import-position
import pandas # pylint: disable=wrong-import-position

from validation import contrasts, estimators, fit, results, worlds # pylint: disable=wrong-import-position

EMPTY = {"incident_id": "", "parent_id": "", "parent_kind": "none", "initiator": "a", "target": "b",
    "class": "disruption", "method": "ddos", "objective": "disruption", "counter_operation": "FALSE",
    "severity": "3", "perceived_severity": "", "perceived_intent": "", "start_day": "0", "end_day": "",
    "decided_day": "1", "public_day": "1", "industry_day": "", "statement_day": "", "named": "state",
    "named_actor": "", "confidence": "", "industry_named": "", "overt": "absorb", "covert": "none",
    "concession": "FALSE"}
FOLDER = tempfile.TemporaryDirectory(prefix="cbmsim-test-")


def written(name, header, rows):
    """Writes a table as the program does, and reads it as the estimators do."""
    with open(os.path.join(FOLDER.name, name), "w", encoding="utf-8") as file:
        file.write(",".join(results.KEYS + header) + "\n")
        for row in rows:
            file.write("1,base,1," + ",".join(str(row[c]) for c in header) + "\n")
    return results.table(FOLDER.name, name, header)


def incidents(*rows):
    return written("incidents.csv", list(EMPTY),
        [{**EMPTY, "incident_id": "%016x" % n, **row} for n, row in enumerate(rows, 1)])


def near(x, expected, tolerance=1e-9):
    return abs(x - expected) <= tolerance


# Activity

table = incidents({"start_day": 400}, {"start_day": 500, "initiator": "b", "target": "a"},
    {"start_day": 900, "target": "c"}, {"start_day": 10, "target": "d"},
    {"start_day": 450, "target": "e", "public_day": ""}, {"start_day": 450, "target": "a"})
check("active_pairs counts public incidents between two states inside the window",
    near(estimators.active_pairs(table, 10, 366, 1000), 0.2),
    estimators.active_pairs(table, 10, 366, 1000))
check("active_pairs counts more pairs in a wider window", near(estimators.active_pairs(table, 10, 0, 1000), 0.3))

# Pair a:b: 3, 0; pair a:c: 1, 0. Mean 1, variance (4 + 1 + 0 + 1)/3 = 2.
table = incidents(*[{"start_day": d} for d in (1, 2, 3)], {"start_day": 4, "target": "c"},
    {"start_day": 900})
years = estimators.pair_years(table, [0, 365, 730])
check("pair_years gives the known moments of the counts", near(years["mean"], 1) and near(years["zero"], 0.5) and
    near(years["vmr"], 2) and near(years["shape"], 1), years)
check("pair_years includes pairs with incidents outside the years", near(estimators.pair_years(
    incidents({"start_day": 1}, {"start_day": 900, "target": "c"}), [0, 365])["mean"], 0.5))

table = incidents(*[{"target": t} for t in "bbbbccdef"], *[{"initiator": "z", "target": t} for t in "bc"])
check("concentration is the share of the most active pairs", near(estimators.concentration(table, 2), 6 / 11) and
    near(estimators.concentration(table, 1), 4 / 11))
table = incidents(*[{}] * 9, {"initiator": "b", "target": "a"}, *[{"target": "c"}] * 12, {"target": "d"})
one, main = estimators.one_sided(table)
check("one_sided gives the known shares", near(one, 2 / 3) and near(main, (0.9 + 1) / 2), one, main)

table = incidents(*[{"start_day": d} for d in (0, 100, 100.7, 600)], {"start_day": 50, "target": "c"},
    {"start_day": 60, "initiator": "b", "target": "a"})
check("again counts later incidents in the same direction, observed for the whole window",
    near(estimators.again(table, 1000, 365), 1 / 6 * 1), estimators.again(table, 1000, 365))
check("again omits incidents that are not observed for the whole window", near(estimators.again(table, 430, 365), 1 / 3),
    estimators.again(table, 430, 365))

# Properties of incidents

check("survival_median without censoring is the median", estimators.survival_median([3, 1, 2], [1, 1, 1]) == 2)
check("survival_median counts censored durations until they are censored", # at risk 4: 1, 2+, 3, 4+
    estimators.survival_median([1, 2, 3, 4], [True, False, True, False]) == 3)
check("survival_median counts an end before a censoring on the same day",
    estimators.survival_median([1, 1], [False, True]) == 1)
check("survival_median is NaN if more than half do not end",
    math.isnan(estimators.survival_median([1, 5, 5], [True, False, False])))
table = incidents({"start_day": 0.9, "end_day": 3.1}, {"start_day": 10, "end_day": 10.9},
    {"start_day": 20, "end_day": 27}, {"method": "malware", "start_day": 90})
days = estimators.durations(table, 100)
check("durations are differences of calendar days", days["ddos"] == 3 and math.isnan(days["malware"]), days)
shares = estimators.method_shares(table)
check("method_shares and total_variation give the known values", near(shares["ddos"], 0.75) and
    near(estimators.total_variation(shares, {"ddos": 0.5, "malware": 0.5}), 0.25), shares)
mean, five, seven = estimators.severities(incidents(*[{"severity": s} for s in (1, 3, 5, 7)]))
check("severities gives the known mean and shares", near(mean, 4) and near(five, 0.5) and near(seven, 0.25))
table = incidents({"concession": "TRUE", "objective": "degradation"}, {"objective": "degradation"}, {}, {},
    {"concession": "TRUE", "decided_day": ""})
check("concessions are shares of decided incidents", estimators.concessions(table) == (0.25, 0, 0.5),
    estimators.concessions(table))

# Responses

ACT = {"act_id": "", "parent_id": "", "parent_kind": "incident", "actor": "b", "target": "a", "rung": 7,
    "response": "military_display", "day": 9, "trigger_cyber": "TRUE"}
answer = {"counter_operation": "TRUE", "parent_kind": "incident", "initiator": "b", "target": "a",
    "public_day": ""}
table = incidents({}, {}, {}, {"decided_day": ""}, {**answer, "parent_id": "%016x" % 1, "severity": 4},
    {**answer, "parent_id": "%016x" % 2, "severity": 2},
    {**answer, "parent_id": "%016x" % 4, "severity": 3},
    {**answer, "parent_id": "%016x" % 3, "severity": 3, "public_day": 9},
    {**answer, "parent_id": "%016x" % 8, "severity": 1, "initiator": "a", "target": "b"})
check("replies are shares of observed and decided incidents, by change of severity", numpy.allclose(estimators.replies(table),
    (1, 1 / 4, 1 / 4, 2 / 4)), estimators.replies(table))
acts = written("acts.csv", results.ACTS, [{**ACT, "act_id": "%016x" % 90, "parent_id": "%016x" % 2},
    {**ACT, "act_id": "%016x" % 91, "parent_id": "%016x" % 2, "rung": 3}])
up, kinetic = estimators.escalations(table, acts)
check("escalations count higher severity, a reply to a reply, and a display of force", near(up, 3 / 4) and kinetic == 0, up, kinetic)
up, kinetic = estimators.escalations(table, acts[acts.rung < 7])
check("escalations without the display of force are one fewer", near(up, 2 / 4), up)
acts = written("acts.csv", results.ACTS, [{**ACT, "act_id": "%016x" % 90, "parent_id": "%016x" % 2,
    "rung": 8}])
check("escalations count an action of rung 8", near(estimators.escalations(table, acts)[1], 1 / 4))

table = incidents({"overt": "sanctions", "severity": 5}, {"overt": "legal_step", "severity": 4}, {}, {},
    {"class": "espionage", "overt": "public_attribution"}, *[{"class": "espionage"}] * 3,
    {"overt": "military_display"}, {"overt": "demarche"})
public = estimators.answers_in_public(table)
check("answers_in_public gives the known shares and ratios", near(public["share"], 0.3) and near(public["attack"], (2 / 6) / (1 / 4)) and
    near(public["severity"], 1 / (1 / 8)) and math.isnan(public["legal"]), public)

table = incidents({"start_day": 0.5, "statement_day": 10.2}, {"start_day": 1, "statement_day": 31},
    {"class": "espionage", "start_day": 0, "statement_day": 400.9}, {})
check("attribution_days gives the known medians", estimators.attribution_days(table) == (30, 400, 20),
    estimators.attribution_days(table))
both = {"statement_day": 5, "industry_day": 9, "named_actor": "a"}
table = incidents({**both, "industry_named": "a"}, {**both, "industry_named": "c"}, {**both}, {
    **both, "industry_named": "c", "statement_day": ""})
check("conflicting counts incidents that both victim and industry attributed", estimators.conflicting(table) == 0.5)

hostile = {"overt": "sanctions", "named_actor": "a", "decided_day": 100}
table = incidents(hostile, {**hostile, "target": "c"}, {**hostile, "target": "d"}, {**hostile, "overt": "absorb"})
contacts = pandas.DataFrame({"pair": ["a:b", "a:c", "a:d", "b:c"], "day": [55.5, 146.0, 54.0, 100.0]})
check("still_talking counts contacts of the pair within the window", near(estimators.still_talking(table, contacts), 1 / 3),
    estimators.still_talking(table, contacts))
check("still_talking counts more contacts in a wider window", near(estimators.still_talking(table, contacts, 47), 1))

# Retaliation

hit = estimators.hit_back
key, reverse = estimators.directions(list("aabb"), list("bbaa"))
shares = hit(key, reverse, numpy.array([0.0, 50, 30, 50]), 1000, (30, 31, 400))
check("hit_back counts strictly later incidents in the reverse direction within the window",
    numpy.allclose(shares, [2 / 4, 2 / 4, 2 / 4]), shares)
shares = hit(key, reverse, numpy.array([0.0, 50, 30, 50]), 79, (30, 49))
check("hit_back omits incidents that are not observed for the whole window", numpy.allclose(shares, [2 / 2, 2 / 2]), shares)

DRAW = numpy.random.default_rng(7)
EDGES = [365.25 * y for y in range(22)]


def streams(n_pairs, rate, retaliates=0.0, trend=False):
    """Initiators, targets and days of Poisson incidents in both directions of each pair. `rate`: per year;
    `retaliates`: share of incidents that are answered after ten days; `trend`: most incidents are
    late."""
    rows = []
    for pair in range(n_pairs):
        names = ("p%d" % pair, "q%d" % pair)
        for k in range(2):
            days = DRAW.random(DRAW.poisson(rate * 21)) * EDGES[-1]
            if trend: # three quarters of the incidents in the last quarter of the time
                late = DRAW.random(len(days)) < 0.75
                days = numpy.where(late, EDGES[-1] * (0.75 + 0.25 * days / EDGES[-1]), days)
            rows += [(names[k], names[1 - k], d) for d in days]
            rows += [(names[1 - k], names[k], min(d + 10, EDGES[-1] - 1)) for d in days
                if DRAW.random() < retaliates]
    return list(zip(*rows))


def excess(world, edges=None):
    found = estimators.retaliation(*world, edges or EDGES, windows=(90,), shifts=200).iloc[0]
    return found.share - found.null, found.p, found


quiet = numpy.array([excess(streams(20, 1))[0] for _ in range(12)])
loud = [excess(streams(20, 1, retaliates=0.2)) for _ in range(12)]
check("independent directions have no excess", abs(quiet.mean()) < 3 * 0.02 / math.sqrt(12), quiet)
check("answers after ten days give an excess", all(e > 0.05 and p < 0.01 for e, p, _ in loud), [x[:2] for x in loud])
p_values = numpy.array([excess(streams(20, 1))[1] for _ in range(40)])
check("p has a mean near 0.5 if there is no effect", 0.3 < p_values.mean() < 0.7, p_values.mean())
tilted = [streams(12, 2, trend=True) for _ in range(12)]
operational = numpy.mean([excess(world)[0] for world in tilted])
calendar = numpy.mean([excess(world, [0, EDGES[-1]])[0] for world in tilted])
check("a common trend gives no excess in operational time", abs(operational) < 0.02, operational)
check("a common trend would give an excess in calendar time", calendar > 0.03, calendar)

# Contrasts

value, error, runs = contrasts.pooled([(1, 1, 2, 1), (3, 1, 2, 1)])
check("a contrast is a ratio of sums", near(value, 1) and numpy.allclose(runs, [0.5, 1.5]))
check("a contrast has the known jackknife error", near(error, 0.5), error)
table = incidents({"overt": "military_display"}, {"overt": "absorb"}, {"overt": "absorb"})
other = table.assign(policy="without", overt=["absorb", "limited_force", "military_display"])
rows = contrasts.substitution(pandas.concat([table, other]), "base", "without", [1, 2])
check("substitution counts decisions for force on the same incidents", rows.tolist() == [[2, 1, 1, 1], [0, 1, 0, 1]], rows)
less = contrasts.substitution(pandas.concat([table, other.iloc[:2]]), "base", "without", [1])
check("substitution omits incidents that occur under one policy only", less.tolist() == [[1, 1, 1, 1]], less)
acts = written("acts.csv", results.ACTS, [{**ACT, "act_id": "%016x" % n, "parent_id": "%016x" % p,
    "parent_kind": kind} for n, p, kind in ((1, 9, "incident"), (2, 1, "act"), (3, 8, "incident"))])
alike = {"perceived_severity": 4.1, "perceived_intent": 1, "confidence": 1}
table = incidents({**alike, "overt": "military_display"}, alike, alike, {**alike, "confidence": 0.9},
    {**alike, "perceived_severity": 5})
rows = contrasts.firebreak(table, acts, [1])
check("firebreak counts displays with an answer and similar operations", rows.tolist() == [[1, 3, 1, 3]], rows)
table = incidents(*[{"start_day": d} for d in (-700, -10, 5, 800, 1000, 1200)])
table["since_pledge"] = table.start_day
rows = contrasts.before_and_after(table, "a", 2, 5.3, [1])
check("before_and_after gives the known counts and years", numpy.allclose(rows, [[3, 3.3, 2, 2]]), rows)
signed = pandas.DataFrame({"policy": "base", "rep": 1, "agreement": ["a_b", "a_c", "a_b"],
    "status": ["proposed", "proposed", "signed"], "day": [0, 0, 40.0]})
table = incidents({"start_day": 39}, {"start_day": 40}, {"start_day": 60, "target": "c"})
rows = contrasts.selection(table, signed, 100, "base", [1])
check("selection gives the known counts and pair-days", numpy.allclose(rows, [[1, 60, 2, 140]]), rows)

# Identifiability

factors = [fit.Factor("x", "", -1, 1), fit.Factor("y", "", -1, 1)]
grid = pandas.DataFrame({"x": DRAW.uniform(-1, 1, 4000), "y": DRAW.uniform(-1, 1, 4000)})
grid["s"] = 3 * grid.x + grid.y + DRAW.normal(0, 0.1, 4000)
grid["t"] = grid.x - 2 * grid.y + DRAW.normal(0, 0.1, 4000)
grid["rep"] = numpy.arange(4000) // 4
best, worst, direction = fit.axes(fit.response(grid, factors, ["s", "t"]))
check("two independent statistics identify two parameters", worst > 5, best, worst)
grid["t"] = grid.s * 2
best, worst, direction = fit.axes(fit.response(grid, factors, ["s", "t"]))
check("one statistic does not identify two parameters", worst < 0.5 and abs(direction[1] / direction[0] + 3) < 0.2, worst, direction)

# The record itself

NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def spreadsheet(path):
    """Yields the rows of the first sheet, as dictionaries by column letter."""
    with zipfile.ZipFile(path) as book:
        texts = ["".join(t.text or "" for t in s.iter(NAMES + "t"))
            for s in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    for line in sheet.iter(NAMES + "row"):
        found = {}
        for cell in line:
            value = cell.find(NAMES + "v")
            if value is not None:
                letter = re.match("[A-Z]+", cell.get("r"))[0]
                found[letter] = texts[int(value.text)] if cell.get("t") == "s" else value.text
        yield found


def recorded(path):
    """Yields initiator, target, day and severity of each incident whose initiator is one of the
    pair."""
    for line in list(spreadsheet(path))[1:]:
        pair, who, day = line.get("B", ""), line.get("J", ""), line.get("F")
        if pair.startswith(who) and pair != who:
            yield who, pair[len(who):], float(day) - 36526, line["P"]
        elif pair.endswith(who):
            yield who, pair[:-len(who)], float(day) - 36526, line["P"]


spreadsheet_copy = records.copy_of(records.DCID, "the estimators give the known values on DCID 2.0")
if spreadsheet_copy:
    rows = list(recorded(spreadsheet_copy))
    table = incidents(*[{"initiator": "s" + a, "target": "s" + b, "start_day": d, "severity": s}
        for a, b, d, s in rows])
    check("DCID 2.0: 425 incidents have a consistent initiator", len(rows) == 425, len(rows))
    found = estimators.retaliation(table.initiator, table.target, table.start_day, worlds.YEARS,
        shifts=1000)
    check("DCID 2.0: retaliation has the known shares", numpy.allclose(found["share"], [.028, .078, .110, .197], atol=.001), found)
    check("DCID 2.0: retaliation has the known null shares", numpy.allclose(found.null, [.025, .069, .122, .208], atol=.004), found)
    check("DCID 2.0: retaliation has the known p-values", numpy.allclose(found.p, [.38, .26, .75, .67], atol=.06), found)
    years = estimators.pair_years(table, worlds.YEARS[10:])
    check("DCID 2.0: pair_years has the known values", near(years["mean"], .813, .001) and near(years["zero"], .629, .001) and
        near(years["vmr"], 2.73, .02), years)
    check("DCID 2.0: concentration has the known value", near(estimators.concentration(table), .48, .01))
    one, main = estimators.one_sided(table)
    check("DCID 2.0: one_sided has the known values", near(one, 24 / 37, .001) and near(main, .93, .02), one, main)
    check("DCID 2.0: again has the known value", near(estimators.again(table, worlds.END), .62, .01),
        estimators.again(table, worlds.END))
    check("DCID 2.0: mean severity has the known value", near(estimators.severities(table)[0], 3.05, .01))
finish()
