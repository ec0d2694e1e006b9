#!/usr/bin/python3
"""Every metric of runs.csv equals the value that follows from the trace files of the same run.

The definitions are those of results/README.md, implemented independently of the program. In the
twins, a cell of a trace file is changed, and a metric must differ.
"""
import bisect
import collections
import csv
import datetime
import json
import math
import os
import shutil
import statistics
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
TRACES = ["incidents", "events", "messages", "acts", "agreements", "pairs", "states"]
YEAR = 365.25
# Two rivals in a bad world: war, violations, full desks, rates above their ceiling, concessions.
BAD_WORLD = ["/states/ardia/background_load=0.9", "/states/ardia/analysts=1",
    "/states/ardia/inertia=-10", "/states/borvia/inertia=-10", "/parameters/tension/p_war=1", "/responses/limited_force/alpha=-2",
    '/parameters/truth={"p_surfaces": 1, "delay_days": 1}',
    "/parameters/rates/headroom=1", "/sources/ardian_service/targets/borvia=20",
    "/sources/borvian_service/targets/ardia=20", "/responses/assistance_request/alpha=0",
    "/agreements/line/suspension/after_hostile_act=0.5", "/agreements/line/suspension/rung=2",
    "/incident_types/malware_degradation/concession=1", "/parameters/publicity/industry_error=0.5",
    "/agreements/line/measures/hotline/pledge=true",
    "/agreements/line/measures/hotline/accepted_rate_change=1",
    "/parameters/attribution/evidence_after_decision=1", "/pairs/ardia:borvia/tension_start=0.95",
    "/pairs/ardia:borvia/tension_baseline=0.9", "/parameters/tension/war_window_days=365",
    '/outputs={"harm_of": {"borvia": {}}}']
SCENARIOS = [("two-states-tutorial", BAD_WORLD), ("russia-france-osce", [
        "/pairs/france:third_party_1/legal_refusal=0.9", "/responses/assistance_request/alpha=1",
        "/parameters/truth={\"p_surfaces\": 1, \"delay_days\": 9}",
        "/parameters/attribution/evidence_after_decision=1"]),
    ("russia-indonesia-2021", ["/parameters/rates/takedown_probability=1",  # crime with takedowns
        "/sources/criminals_abroad/targets/indonesia=4", "/sources/criminals_abroad/targets/russia=4"]),
    ("false-flag-triangle", ['/parameters/truth={"p_surfaces": 1, "delay_days": 9, "p_retract": 1}',
        "/parameters/decision/lapse_days=30", "/parameters/decision/lapse_ratio=1"]),  # orders that lapse
    ("false-flag-triangle", ["/horizon_days=2922",  # errors that are not corrected soon, and later evidence
        "/parameters/attribution/evidence_after_decision=1"]),
    ("regional-hub", [])]
LAST_OF_HEAD = "fingerprint"  # the columns after this one are metrics


def number(cell):
    return float(cell) if cell else math.nan


def ratio(above, below):
    return above / below if below > 0 else math.nan


def merged(base, patch):
    """Returns a scenario under a policy: JSON merge patch, RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def related_pairs(scenario):
    """Returns the pairs that are not only related by an agreement: described pairs, and pairs from
    operations or injects."""
    pairs = {frozenset(name.split(":")) for name in scenario["pairs"]}

    def relate(a, b):
        if a and b and a != b:
            pairs.add(frozenset((a, b)))

    def actor(source):
        return source.get({"state": "home", "proxy": "sponsor"}.get(source["kind"]))

    for source in scenario["sources"].values():
        for target in source["targets"]:
            relate(actor(source), target)
            relate(source["false_flag"].get("blames"), target)
        relate(actor(source), source["spillover"].get("to"))
    for inject in scenario["injects"].values():
        relate(inject.get("actor"), inject.get("target"))
        if inject.get("source"):
            relate(actor(scenario["sources"][inject["source"]]), inject.get("target"))
    return pairs


class Run:
    """One run: its rows of the trace files, and the scenario under its policy."""

    def __init__(self, scenario, days, tables, full=None):
        self.scenario, self.days = scenario, days
        for name in TRACES:
            setattr(self, name, tables[name])
        self.responses = scenario["responses"]
        self.full = full or scenario  # with the agreements that the policy removes
        self.parties = parties_of(self.full)
        self.related = related_pairs(scenario)
        self.pair_years = len(self.related) * days / YEAR
        self.by_id = {row["incident_id"]: row for row in self.incidents}
        self.rung_of = {row["incident_id"]: int(row["rung"]) for row in self.incidents}
        self.rung_of.update((row["act_id"], int(row["rung"])) for row in self.acts)

    def of(self, event, **cells):
        return [row for row in self.events if row["event"] == event
            and all(row[column] == cell for column, cell in cells.items())]

    def effect(self, response):
        return self.responses[response]["effect"]


def count(rows, **cells):
    return sum(all(row[column] == cell for column, cell in cells.items()) for row in rows)


def quantile(values, share):
    values = sorted(values)
    if not values:
        return math.nan
    at = share * (len(values) - 1)
    below = math.floor(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (at - below) * (values[above] - values[below])


def of_incidents(run, out):
    rows = run.incidents
    public = [row for row in rows if row["public_day"]]
    classes = {"espionage": ("espionage", "preposition"), "disruption": ("disruption", "degradation"),
        "crime": ("crime",)}
    out["incidents_true"] = len(rows)
    out["incidents_observed"] = len(public)
    out["incidents_by_states"] = sum(row["initiator"] != "" for row in rows)
    out["incidents_accidental"] = count(rows, **{"class": "accident"})
    out["incidents_by_others"] = sum(not row["initiator"] and row["class"] != "accident"
        for row in rows)
    out["counter_operations"] = count(rows, counter_operation="TRUE")
    out["attempts_blocked"] = len(run.of("attempt_blocked"))
    out["incidents_undetected"] = count(rows, detected_day="")
    for name, kinds in classes.items():
        for which, some in (("true", rows), ("observed", public)):
            out["%s_%s" % (name, which)] = sum(row["class"].startswith(kinds) for row in some)
    out["true_per_observed"] = ratio(len(rows), len(public))
    out["incidents_severity_5"] = sum(int(row["severity"]) >= 5 for row in rows)
    out["severity_mean"] = ratio(sum(int(row["severity"]) for row in rows), len(rows))
    out["concessions"] = count(rows, concession="TRUE")
    out["concessions_degradation"] = count(rows, concession="TRUE", objective="degradation")
    out["candidates"] = number(run.of("run_over")[0]["value"])
    out["n_rate_capped"] = len(run.of("rate_capped"))


def parties_of(scenario):
    """Returns the states of outputs.parties, otherwise the parties of agreements under any
    policy."""
    patches = [policy["patch"] for policy in scenario["policies"].values() if policy.get("patch")]
    agreements = [agreement for tree in [scenario] + patches
        for agreement in tree.get("agreements", {}).values() if agreement]
    return (set(scenario["outputs"]["parties"])
        or {state for agreement in agreements for state in agreement.get("parties", {})})


def of_reprisal(run, out):
    """Follows each incident's chain of causes up to its first incident or act."""
    parties = run.parties
    cause = {row["act_id"]: row for row in run.acts}
    cause.update(run.by_id)
    harm = 0
    for row in run.incidents:
        at = row
        while at and not (at.get("initiator", at.get("actor")) in parties
                and (at["counter_operation"] == "TRUE" if "counter_operation" in at
                    else at["parent_kind"] != "none")):
            at = cause.get(at["parent_id"]) if at["parent_kind"] != "none" else None
        harm += number(row["harm"]) if at else 0
    out["harm_by_reprisal"] = harm
    out["harm_parties"] = sum(number(row["harm"]) for row in run.incidents if row["target"] in parties)
    out["harm_others"] = sum(number(row["harm"]) for row in run.incidents
        if row["target"] not in parties)


def of_harm(run, out):
    asked_for = run.scenario["outputs"]["harm_of"] or run.scenario["states"]
    rows = [row for row in run.incidents if row["target"] in asked_for]
    by_state = [number(row["harm"]) for row in run.states]
    total = sum(by_state)
    out["harm"] = sum(number(row["harm"]) for row in rows)
    out["harm_observed"] = sum(number(row["harm"]) for row in rows if row["public_day"])
    out["harm_mean"] = ratio(out["harm"], len(run.incidents))
    out["harm_linear"] = sum(number(row["harm"]) / int(row["severity"]) for row in rows)
    out["harm_cubic"] = sum(number(row["harm"]) * int(row["severity"]) for row in rows)
    out["harm_gini"] = ratio(sum(abs(x - y) for x in by_state for y in by_state),
        2 * len(by_state) * total)


COOPERATIVE = {"notice", "assistance", "inquiry", "consultation", "investigation", "police"}


def is_on_deceiver(run, event):
    """Whether a decision or an order is about a deceiver, which is a separate matter (MODEL.md
    9.11)."""
    row = run.by_id.get(event["incident_id"])
    return (row is not None and row["truth_day"] != ""
        and number(event["day"]) >= number(row["truth_day"])
        and event["target"] == row["initiator"] != row["named_actor"])


Decision = collections.namedtuple("Decision", "incident day first overt covert named wrong")


def last_decisions(run, events):
    """Returns the last decision on each incident and, if a decision was made again after a statement
    of a company, also the one before it. The row of the incident has the latest decision. An earlier
    one follows from the events of its day."""
    by_incident = collections.defaultdict(list)
    for event in events:
        by_incident[event["incident_id"]].append(event)
    found = []
    for key, several in by_incident.items():
        row = run.by_id[key]
        if len(several) == 1:
            event, named = several[0], several[0]["target"]
            wrong = named not in ("", row["initiator"])
            # otherwise the victim no longer holds the state responsible that it named
            if named in ("", row["named_actor"]):
                named = row["named_actor"] if row["named"] == "state" else ""
                wrong = row["answered_wrongly"] == "TRUE"
            found.append(Decision(row, number(event["day"]), True, row["overt"], row["covert"], named, wrong))
            continue
        for k, event in enumerate(several):
            orders = [order["detail"] for order in run.of("order_given")
                if order["incident_id"] == key and order["day"] == event["day"]]
            covert = next((name for name in orders if run.effect(name) == "operation"), "none")
            found.append(Decision(row, number(event["day"]), k == 0, event["detail"], covert, event["target"],
                event["target"] not in ("", row["initiator"])))
    return found


def of_decisions(run, out):
    """The last decision on an incident puts nothing off. The first decision may be a request to a
    partner. A party that suspends an agreement after its own act responds, too."""
    decided = [row for row in run.of("incident_decided") if not is_on_deceiver(run, row)]
    of_incidents_ = [row for row in decided if row["incident_id"] in run.by_id]
    decisions = last_decisions(run, [row for row in of_incidents_
        if run.responses[row["detail"]]["defer_days"] == 0])
    first = [d for d in decisions if d.first]
    covert = [d for d in decisions if run.effect(d.covert) == "operation"]
    strikes = [d for d in covert if d.incident["counter_espionage"] == "FALSE"]
    open_ = [d for d in decisions if run.effect(d.overt) in ("act", "suspension")
        and run.responses[d.overt]["rung"] >= 2]
    left = [row for row in run.acts if row["agreement"] and row["trigger_cyber"] == "TRUE"
        and int(row["rung"]) >= 2]
    helped = [run.effect(row["help"]) for row in run.incidents if row["help"]]
    out["decisions"] = len(first)
    out["attributed"] = sum(d.named != "" for d in first)
    out["misattributed"] = sum(d.named not in ("", d.incident["initiator"]) for d in first)
    out["absorbed"] = sum(run.effect(d.overt) in ("nothing", "mitigation")
        and run.effect(d.covert) == run.effect(d.incident["help"]) == "nothing" for d in first)
    out["cooperative_responses"] = (sum(run.effect(row["detail"]) in COOPERATIVE
        for row in of_incidents_) + sum(effect in COOPERATIVE for effect in helped))
    out["help_requests"] = helped.count("assistance")
    out["help_notices"] = helped.count("notice")
    out["public_responses"] = (sum(run.responses[d.overt]["rung"] <= 3 for d in open_)
        + sum(int(row["rung"]) <= 3 for row in left))
    out["covert_responses"] = len(covert)
    out["counter_espionage"] = len(covert) - len(strikes)
    out["hostile_responses"] = len(strikes) + len(open_) + len(left)
    closed = run.of("order_closed")
    done = [(run.by_id[row["incident_id"]], row) for row in closed
        if row["incident_id"] in run.by_id and row["value"] == "0" and not is_on_deceiver(run, row)]
    out["hostile_acts"] = len(left) + sum(cause["counter_espionage"] == "FALSE"
        or run.effect(row["detail"]) != "operation" for cause, row in done)
    out["orders_given"] = len(run.of("order_given"))
    for name, ends in (("truth", "18"), ("named", "2"), ("settled", "347")):
        out["orders_withdrawn_" + name] = sum(row["value"] in ends for row in closed)
    out["retractions"] = count(run.acts, retraction="TRUE")
    out["orders_lapsed"] = sum(row["value"] == "6" for row in closed)
    out["misdirected_responses"] = (sum(d.wrong for d in strikes + open_)
        + count(left, wrongful="TRUE"))
    out["retaliation_coded"] = ratio(sum(d.incident["initiator"] != "" for d in covert),
        sum(d.incident["initiator"] != "" for d in first))
    out["misread"] = sum(row["triaged_day"] != "" and number(row["perceived_intent"]) > 0
        and row["class"].startswith(("espionage", "preposition", "accident"))
        for row in run.incidents)
    named = [row for row in run.incidents if row["industry_named"]]
    out["industry_named"] = len(named)
    out["industry_disagreed"] = sum(row["statement_day"] != ""
        and row["industry_named"] != row["named_actor"] for row in named)
    lags = {"detection": [number(row["detected_day"]) - number(row["start_day"])
            for row in run.incidents if row["detected_day"]],
        "attribution": [d.day - number(d.incident["detected_day"]) for d in first],
        "response": [number(row["responded_day"]) - number(row["decided_day"])
            for row in run.incidents if row["responded_day"]]}
    for name, days in lags.items():
        out[name + "_days_median"] = quantile(days, 0.5)
        out[name + "_days_q90"] = quantile(days, 0.9)


def of_replies(run, out):
    steps = [int(row["severity"]) - int(run.by_id[row["parent_id"]]["severity"])
        for row in run.incidents
        if row["counter_operation"] == "TRUE" and row["parent_kind"] == "incident"]
    out["replies_higher"] = sum(step > 0 for step in steps)
    out["replies_same"] = steps.count(0)
    out["replies_lower"] = sum(step < 0 for step in steps)
    starts = {}
    for row in run.incidents:
        if row["public_day"] and row["initiator"]:
            starts.setdefault((row["initiator"], row["target"]), []).append(number(row["start_day"]))
    for window in (90, 365):
        n = hits = expected = 0
        last = run.days - window
        for (actor, target), days in starts.items():
            reverse = sorted(starts.get((target, actor), []))
            covered = reached = 0
            for day in reverse:
                begin, end = max(day - window, reached, 0), min(day, last)
                if end > begin:
                    covered, reached = covered + end - begin, end
            for day in (day for day in days if day <= last):
                next_ = bisect.bisect_right(reverse, day)
                n += 1
                hits += next_ < len(reverse) and reverse[next_] <= day + window
                expected += ratio(covered, last)
        out["retaliation_%d" % window] = ratio(hits, n)
        out["retaliation_excess_%d" % window] = ratio(hits - expected, n)


def rungs_of_pairs(run):
    """Returns for each pair the changes of its rung, the higher one of its two sides: (sequence,
    day, rung, state that raised it)."""
    sides, lists = {}, {}
    for row in run.of("rung"):
        pair = frozenset((row["actor"], row["target"]))
        sides[row["actor"], row["target"]] = int(number(row["value"]))
        rung = max(sides[row["actor"], row["target"]], sides.get((row["target"], row["actor"]), 0))
        lists.setdefault(pair, []).append((int(row["sequence"]), number(row["day"]), rung,
            (row["actor"], row["target"])))
    return lists


def lifted_by_answer(acts, sequence, day, rung, side):
    """Whether a response raised a side to a rung. The act that raises a side is the next one on the
    same day. Armed conflict has no act of its own; its act is the latest one of the two states."""
    if rung == 9:
        before = [act for act in acts if act[0] < sequence]
        return before and before[-1][3]
    after = [act for act in acts if act[0] > sequence and act[1] == day and act[2] == side]
    return after and after[0][3]


def episodes(changes, acts, end):
    """Returns (peak day, day of the end) of each episode in which responses raised the pair to rung
    5 or above."""
    peak, since, found = None, None, []
    before = 0
    for sequence, day, rung, side in changes:
        if peak and since is not None and day - since >= 30:
            found.append((peak[1], since))
            peak = since = None
        if (rung >= 5 and rung > before and rung >= (peak[0] if peak else 0)
                and lifted_by_answer(acts, sequence, day, rung, side)):
            peak, since = (rung, day), None
        elif peak:
            since = None if rung > peak[0] // 2 else day if since is None else since
        before = rung
    if peak:
        found.append((peak[1], end if since is None else since))
    return found


def of_rungs(run, out):
    days = [0.0] * 10
    highest, found = 0, []
    answers = {row["act_id"]: row["parent_kind"] != "none" for row in run.acts}
    acts = {}
    for row in run.of("act"):
        acts.setdefault(frozenset((row["actor"], row["target"])), []).append((int(row["sequence"]),
            number(row["day"]), (row["actor"], row["target"]), answers[row["incident_id"]]))
    for pair, changes in rungs_of_pairs(run).items():
        changes = [c for k, c in enumerate(changes) if c[2] != (changes[k - 1][2] if k else 0)]
        for k, (_, day, rung, _) in enumerate(changes):
            until = changes[k + 1][1] if k + 1 < len(changes) else run.days
            highest = max(highest, rung)
            for r in range(1, rung + 1):
                days[r] += until - day
        found += episodes(changes, acts.get(pair, []), run.days)
    out["max_rung"] = highest
    for r in range(1, 10):
        out["days_at_rung_%d" % r] = days[r]
    out["deescalation_episodes"] = len(found)
    out["deescalation_days"] = sum(min(end - peak, 730) for peak, end in found)


def of_acts(run, out):
    weights = [0, 0, 4, 12, 4, 12, 28, 28, 28, 60]
    hostile = [row for row in run.acts if int(row["rung"]) >= 2]
    answers = [row for row in run.acts if row["parent_kind"] != "none"]
    for r in (6, 7, 8):
        for name, rows in (("first_rung_%d_day", run.acts), ("first_answer_rung_%d_day", answers)):
            out[name % r] = min((number(row["day"]) for row in rows if int(row["rung"]) >= r),
                default=math.nan)
    out["upward_moves"] = count(answers, upward="TRUE")
    out["inadvertent_moves"] = count(answers, inadvertent="TRUE")
    out["inadvertent_per_pair_year"] = ratio(out["inadvertent_moves"], run.pair_years)
    days = sorted(number(row["day"]) for row in hostile)
    children = 0
    to_hostile = [row for row in hostile if row["parent_kind"] != "none"
        and run.rung_of[row["parent_id"]] >= 2]
    for row in to_hostile:
        lag = number(row["day"]) - number(row["parent_day"])
        followed = bisect.bisect_right(days, run.days - lag)
        if followed > 0 and followed >= len(days) / 10:
            children += len(days) / followed
    out["escalation_parents"] = len(hostile)
    out["escalation_children"] = children
    out["reproduction_number"] = ratio(children, len(hostile))
    out["generation_max"] = max((int(row["generation"]) for row in hostile), default=0)
    first = sum(int(row["generation"]) == 0 or run.rung_of[row["parent_id"]] < 2 for row in hostile)
    out["cascade_mean"] = ratio(len(hostile), first)
    cooperative = (sum(run.effect(row["detail"]) in COOPERATIVE
        for row in run.of("incident_decided"))
        + sum(run.effect(row["help"]) in COOPERATIVE for row in run.incidents if row["help"]))
    out["escalation_score"] = ratio(sum(weights[int(row["rung"])] for row in run.acts)
        - 2 * cooperative, run.pair_years)


def of_dyads(run, out):
    rows = [row for row in run.pairs if frozenset((row["from"], row["to"])) in run.related]
    out["crises"] = len(run.of("crisis", value="1"))
    out["crisis_days"] = sum(number(row["crisis_days"]) for row in run.pairs) / 2  # a pair has two rows
    out["settlements"] = len(run.of("crisis_settled"))
    for name in ("tension_mean", "trust_mean", "trust_final"):
        out[name] = ratio(sum(number(row[name]) for row in rows), 2 * len(run.related))
    out["trust_volatility"] = ratio(sum(abs(number(row["value"])) for row in run.of("trust")
        if frozenset((row["actor"], row["target"])) in run.related), 2 * len(run.related))


def of_desks_and_messages(run, out):
    begun = [int(row["cert_jobs_begun"]) for row in run.states]
    out["cert_utilisation"] = statistics.fmean(number(row["cert_utilisation"]) for row in run.states)
    out["cert_wait_hours"] = ratio(sum(n * number(row["cert_wait_hours"])
        for n, row in zip(begun, run.states) if n > 0), sum(begun))
    out["messages_sent"] = len(run.messages)
    for end in ("answered", "delivered", "lost", "refused", "ignored", "late"):
        out["messages_" + end] = count(run.messages, end=end)
    arrived = {"answered": "answered_day", "late": "answered_day", "delivered": "handled_day"}
    cases = [row for row in run.messages if row["kind"] == "joint_case"]
    out["cases_asked"] = len(cases)
    out["cases_answered"] = count(cases, end="answered") + count(cases, end="late")
    out["cases_before_decision"] = count(cases, end="answered")
    out["takedowns"] = count(cases, reply="takedown")
    hours = [24 * (number(row[arrived[row["end"]]]) - number(row["sent_day"]))
        for row in run.messages if row["end"] in arrived]
    out["message_hours_median"] = quantile(hours, 0.5)
    out["message_hours_q90"] = quantile(hours, 0.9)


def day_of(scenario, text):
    """Returns a day of a scenario, from a date or a number."""
    if text is None or isinstance(text, (int, float)):
        return text
    start = datetime.date.fromisoformat(scenario["start"])
    return (datetime.date.fromisoformat(text) - start).days


def tranches(programme, start, intervals):
    """Returns the number of tranches paid: one at the end of each quarter in force, from the start
    of the programme on."""
    paid = 0
    for begin, end in intervals:
        quarter = 1
        while begin + quarter * YEAR / 4 <= end:
            paid += start is None or begin + quarter * YEAR / 4 >= start
            quarter += 1
    return min(paid, programme["years"] * 4)


def of_agreements(run, out):
    in_force = cost = 0
    for name, agreement in run.scenario["agreements"].items():
        rows = [row for row in run.agreements if row["agreement"] == name]
        ends = [number(row["day"]) for row in rows[1:]] + [run.days]
        intervals = [(number(row["day"]), end) for row, end in zip(rows, ends)
            if row["status"] == "in_force"]
        days = sum(end - begin for begin, end in intervals)
        programme = agreement["programme"]
        in_force += days
        cost += days / YEAR * sum(m["cost_per_year"] for m in agreement["measures"].values())
        if programme["budget_musd"] > 0 and programme["years"] > 0:
            start = day_of(run.scenario, programme.get("start"))
            cost += (programme["budget_musd"] * tranches(programme, start, intervals)
                / (programme["years"] * 4))
    out["agreement_days"], out["measure_cost"] = in_force, cost
    out["suspensions"] = (len(run.of("agreement_status", detail="suspended"))
        + len(run.of("cooperation", value="0")))
    out["consultations_held"] = len({(row["agreement"], row["day"])
        for row in run.of("contact", detail="consultation") if row["agreement"]})
    out["violations"] = len(run.of("violation"))
    out["first_violation_day"] = min((number(row["day"]) for row in run.of("violation")),
        default=math.nan)


def recomputed(run):
    out = {}
    for part in (of_incidents, of_harm, of_reprisal, of_decisions, of_replies, of_rungs, of_acts, of_dyads,
            of_desks_and_messages, of_agreements):
        part(run, out)
    return out


def rows_of(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def result(name, sets):
    """(row of runs.csv, the run) for every run of a scenario."""
    folder = os.path.join(HERE.name, name)
    command = [CBMSIM, "run", os.path.join(SOURCE, "scenarios", name + ".json"), "-o", folder,
        "-n", "2", "-s", "1", "--trace-level", "events", "--quiet"]
    for setting in ([] if sets and sets[0].startswith("/horizon") else ["/horizon_days=1461"]) + sets:
        command += ["--set", setting]
    subprocess.run(command, check=True)
    with open(os.path.join(folder, "scenario.json"), encoding="utf-8") as file:
        scenario = json.load(file)
    tables = {table: rows_of(folder, table) for table in TRACES}
    for row in rows_of(folder, "runs"):
        own = {table: [r for r in rows if (r["policy"], r["rep"]) == (row["policy"], row["rep"])]
            for table, rows in tables.items()}
        yield row, Run(merged(scenario, scenario["policies"][row["policy"]]["patch"]),
            number(row["end_day"]), own, scenario)
    shutil.rmtree(folder)


def differences(row, run):
    """Yields the metrics of the row that differ from those of the trace files."""
    columns = list(row)
    metrics = columns[columns.index(LAST_OF_HEAD) + 1:]
    mine = recomputed(run)
    for metric in metrics:
        theirs = number(row[metric])
        if metric not in mine:
            yield metric, "not recomputed", theirs
        elif not (math.isnan(theirs) and math.isnan(mine[metric])
                or math.isclose(theirs, mine[metric], rel_tol=1e-6, abs_tol=1e-4)):
            yield metric, mine[metric], theirs
    for metric in set(mine) - set(metrics):
        yield metric, "no column of runs.csv", math.nan


# ---- the twins: a cell of a trace file is changed, and some metric differs ----

def next_of(*cells):
    return lambda cell: cells[(cells.index(cell) + 1) % len(cells)] if cell in cells else cell


def more(by):
    return lambda cell: repr(number(cell) + by) if cell else cell


TWINS = [("incidents", column, change) for column, change in [
    ("initiator", lambda cell: ""), ("class", next_of("crime", "espionage")),
    ("severity", lambda cell: str(int(cell) % 10 + 1)), ("start_day", more(1)),
    ("detected_day", lambda cell: ""), ("decided_day", more(1)), ("responded_day", more(1)),
    ("public_day", lambda cell: ""), ("counter_operation", next_of("TRUE", "FALSE")),
    ("named", next_of("state", "nobody")), ("named_actor", lambda cell: "nowhere"),
    ("perceived_intent", next_of("0", "1")), ("overt", lambda cell: "sanctions"),
    ("covert", next_of("none", "counter_operation")), ("harm", more(1)),
    ("answered_wrongly", next_of("TRUE", "FALSE")), ("concession", next_of("TRUE", "FALSE")),
    ("industry_named", lambda cell: ""),
    ("help", next_of("no_request", "assistance_request")),
    ("counter_espionage", next_of("TRUE", "FALSE")),
    ("target", lambda cell: "nowhere"), ("parent_id", lambda cell: "0" * 16)]]
TWINS += [("acts", column, change) for column, change in [
    ("rung", lambda cell: str(int(cell) % 9 + 1)), ("day", more(1)), ("parent_day", more(700)),
    ("parent_kind", lambda cell: "none"), ("upward", next_of("TRUE", "FALSE")),
    ("inadvertent", next_of("TRUE", "FALSE")), ("retraction", next_of("TRUE", "FALSE")),
    ("agreement", lambda cell: ""), ("generation", lambda cell: str(int(cell) + 9))]]
TWINS += [("messages", "end", next_of("answered", "late", "lost", "ignored", "delivered")),
    ("messages", "kind", next_of("joint_case", "notice")),
    ("messages", "reply", next_of("takedown", "findings")),
    ("messages", "sent_day", more(-1)), ("messages", "answered_day", more(1)),
    ("agreements", "day", more(1)), ("agreements", "status", next_of("in_force", "suspended")),
    ("pairs", "tension_mean", more(1)), ("pairs", "trust_mean", more(1)),
    ("pairs", "trust_final", more(0.01)), ("pairs", "crisis_days", more(1)),
    ("states", "harm", more(1)), ("states", "cert_utilisation", more(0.1)),
    ("states", "cert_wait_hours", more(1)), ("states", "cert_jobs_begun", lambda cell: str(int(cell) + 9)),
    ("events", "day", more(1)), ("events", "value", more(1)),
    ("events", "event", lambda cell: "act" if cell == "x" else "x"),
    ("events", "detail", lambda cell: "sanctions" if cell in ("absorb", "none") else ""),
    ("events", "agreement", lambda cell: "")]


def shows(row, run, table, column, change):
    """Whether a change of one cell of the column changes a metric. Tries up to 400 rows."""
    rows = getattr(run, table)
    for k in range(min(len(rows), 400)):
        changed = dict(rows[k])
        changed[column] = change(changed[column])
        if changed[column] == rows[k][column]:
            continue
        tables = {name: getattr(run, name) for name in TRACES}
        tables[table] = rows[:k] + [changed] + rows[k + 1:]
        try:
            if any(True for _ in differences(row, Run(run.scenario, run.days, tables, run.full))):
                return True
        except (KeyError, IndexError, ValueError):
            return True
    return False


COUNTED, MISSED = set(), list(TWINS)
METRICS = []
for scenario_name, settings in SCENARIOS:
    wrong = []
    runs = list(result(scenario_name, settings))
    for line, one in runs:
        METRICS = list(line)[list(line).index(LAST_OF_HEAD) + 1:]
        COUNTED |= {metric for metric in METRICS if number(line[metric]) not in (0,)
            and line[metric] != ""}
        wrong += ["%s/%s %s: %s from the trace, %s in runs.csv" % ((line["policy"], line["rep"]) + d)
            for d in differences(line, one)]
    check("%s: %d metrics of %d runs are what the trace files say" % (scenario_name, len(METRICS),
        len(runs)), not wrong and len(METRICS) > 100, *wrong)
    if not wrong:
        sound = [pair for pair in runs if len(pair[1].incidents) > 20][-1:]
        MISSED = [twin for twin in MISSED if not any(shows(*pair, *twin) for pair in sound)]
check("every metric is above or below 0 in some run", set(METRICS) <= COUNTED,
    *sorted(set(METRICS) - COUNTED))
check("%d twins: a changed cell is seen" % len(TWINS), not MISSED, *[t[:2] for t in MISSED])
finish()
