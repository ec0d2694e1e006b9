"""recorded - what import_dcid and import_eurepoc share: states, sources, a trace, a scenario.

A data set becomes a list of Incident. From that come the trace (scenarios/README.md, `trace`) and,
if asked for, a scenario in which the trace takes the place of all sources. Nothing here depends on
the locale, on time or on the order of the input.
"""
import argparse
import collections
import datetime
import json
import os
import re
import sys
import unicodedata

import output

USAGE, INVALID, INPUT_OUTPUT = 2, 3, 4
STATES_MOST = 200
LONG_ESPIONAGE_DAYS = 180
YEARS = 1900, 2199  # a date outside is a mistake in typing, or stands for "unknown"
SERIAL_EPOCH = datetime.date(1899, 12, 30)  # day 0 of the serial numbers of spreadsheets
WITHOUT_LENGTH = "without a length, which is drawn in each run"
WITHOUT_SEVERITY = "without a severity, which is drawn in each run"
NO_VALUE = ("", "na", "n/a", "#n/a", "nan", "null", "none")  # in columns of dates and numbers
EXAMPLE_LETTERS = 40
NAME_LETTERS = 100
COLUMNS = "day,source,target,type,severity,duration_days"
KINDS = {  # suffix of the source's id: kind, what it is called
    "service": ("state", "a service of %s"),
    "groups": ("criminal", "groups in %s"),
}
# Between rivals as in the other scenarios: defaults, the same for everybody.
RIVALS = {"tension_baseline": 0.25, "tension_start": 0.25, "trust_good": 1.2, "trust_bad": 2.8}

# What the record says of one operation against one state. Days are datetime.date; severity and
# duration are None where the record has none; `number` is the row it comes from.
Incident = collections.namedtuple("Incident", "day initiator kind target type severity days number")


class Refused(Exception):
    """The input is not what it ought to be."""


class LeftOut(Exception):
    """A row becomes no incident. The reason is noted."""


class Losses:
    """
    What was left out or changed, why, and where: `place` is what a place of the input is called, row or
    line.
    """

    def __init__(self):
        self.reasons = {}
        self.place = "row"

    def note(self, reason, number, example=None, advice=None):
        """`example` is the text that was found, of which the first is told, `advice` what to do."""
        found = self.reasons.setdefault(reason, ([], example, advice))
        found[0].append(number)

    def leave_out(self, reason, number, example=None, advice=None):
        self.note("left out: " + reason, number, example, advice)
        raise LeftOut

    def tell(self):
        for reason, (numbers, example, advice) in self.reasons.items():
            places = ", ".join(str(n) for n in numbers[:5]) + (", ..." if len(numbers) > 5 else "")
            say("%d %s%s%s (%s %s)" % (len(numbers), reason, "" if example is None else ": " + shown(example),
                "" if advice is None else ", " + advice, self.place, places))


def shown(value):
    """A text of the input on one line, with nothing that a terminal would obey."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(value))
    return text if len(text) <= EXAMPLE_LETTERS else text[:EXAMPLE_LETTERS] + "..."


def say(text):
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    sys.stderr.write("%s: %s\n" % (os.path.basename(sys.argv[0]), text))


# ---- cells ----

def is_missing(value):
    return value is None or str(value).strip().casefold() in NO_VALUE


def explain_day(text):
    """(what is wrong, what to do) about a date that is not understood."""
    serial = re.fullmatch(r"([0-9]{5})(\.[0-9]+)?", text)
    if serial:
        return "serial number of a spreadsheet", "which would be %s: give the column the format of dates " \
            "YYYY-MM-DD there" % (SERIAL_EPOCH + datetime.timedelta(days=int(serial[1])))
    return "date not understood", "expected YYYY-MM-DD"


def parse_day(value):
    """(date, None) of a cell that holds a date or says one as YYYY-MM-DD, or (None, explanation)."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if not isinstance(value, datetime.date):
        text = str(value).strip()
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
        if not match:
            return None, explain_day(text)
        try:
            value = datetime.date(*map(int, match.groups()))
        except ValueError:
            return None, ("date not understood", "there is no such day")
    if not YEARS[0] <= value.year <= YEARS[1]:
        return None, ("date not understood", "expected a year from %d to %d" % YEARS)
    return value, None


def parse_number(value):
    """(number, None), or (None, explanation)."""
    text = str(value).strip()
    if not isinstance(value, bool) and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]{1,2})?", text):
        return float(text), None
    if re.fullmatch(r"[-+]?[0-9]*,[0-9]+", text):
        return None, ("number with a decimal comma", "export the table with decimal points")
    return None, ("number not understood", "expected a number such as 3 or 3.5")


def read_cell(parse, column, value, losses, number, without=None):
    """
    A date or number; None of an empty cell. NA and the like are empty, and counted. If the cell holds
    something else, the row is left out, or the value is None and noted as `without`.
    """
    if is_missing(value):
        if value is not None and str(value).strip():
            losses.note("without a value in %s" % column, number, value, "taken for an empty cell")
        return None
    found, explanation = parse(value)
    if explanation and without is None:
        losses.leave_out("%s: %s" % (column, explanation[0]), number, value, explanation[1])
    if explanation:
        losses.note("%s: %s: %s" % (without, column, explanation[0]), number, value, explanation[1])
    return found


def check_name(column, name, losses, number):
    """Leaves the row out if a scenario may not hold this name of a state."""
    if name[:1] in tuple("=+-@") or not name.isprintable() or len(name) > NAME_LETTERS:
        losses.leave_out("%s: name of a state not usable" % column, number, name,
            "expected 1 to %d printable letters, the first none of = + - @" % NAME_LETTERS)


def note_repeated(column, keys, losses):
    """`keys`: (number of the row, cell of the column that tells rows apart)."""
    taken = set()
    for number, key in keys:
        key = str("" if key is None else key).strip()
        if key in taken:
            losses.note("with the %s of an earlier row: kept; remove what is there twice" % column, number, key)
        elif key:
            taken.add(key)


def read_length(start, column, value, losses, number):
    """Days from start to the date in a cell; None, noted, if they cannot be told."""
    end = read_cell(parse_day, column, value, losses, number, WITHOUT_LENGTH)
    if is_missing(value):
        losses.note(WITHOUT_LENGTH + ": the end is missing", number)
    if end is None:
        return None
    if end < start:
        losses.note(WITHOUT_LENGTH + ": the end is before the start", number, "%s before %s" % (end, start))
        return None
    return (end - start).days


# ---- headers ----

def find_columns(cells, wanted):
    """
    Places of the wanted columns in a header, None of those that are missing. Refuses a header that has
    one of them twice.
    """
    heads = [re.sub(r"\s+", " ", str(c if c is not None else "")).strip().casefold() for c in cells]
    places = {name: heads.index(name.casefold()) if name.casefold() in heads else None for name in wanted}
    if None not in places.values():
        for name in wanted:
            if heads.count(name.casefold()) > 1:
                raise Refused("has the column %s %d times" % (name, heads.count(name.casefold())))
        if not heads[0]:
            say("the first column has no name and is left out (names of rows? in R, row.names = FALSE)")
    return places


def advise_header(cells, wanted):
    """What a header without the wanted columns suggests to do, as the end of a sentence."""
    first = " ".join(str(c) for c in cells if c is not None).casefold()
    found = [name for name in wanted if name.casefold() in first]
    for separator, called, remedy in ((";", "semicolons", "in R, write.csv and not write.csv2"),
            ("\t", "tabs", "in R, write.csv and not write.table"), ("|", "vertical bars", "by commas")):
        if len(found) > 1 and first.count(separator) >= len(found) - 1:
            return "; cells are separated by %s: export them separated by commas (%s)" % (called, remedy)
    return ""


def slug(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (plain if re.match("[a-z]", plain) else "s_" + plain)[:48].rstrip("_")


def name_states(incidents):
    """Ids of states by name. Two names of one id are told apart by a number."""
    ids, taken = {}, set()
    for name in sorted({n for i in incidents for n in (i.initiator, i.target)}):
        first = candidate = slug(name)
        number = 2
        while candidate in taken:
            candidate = "%s_%d" % (first, number)
            number += 1
        taken.add(candidate)
        ids[name] = candidate
    return ids


def in_order(incidents, ids):
    """One order, whatever the order of the rows."""
    return sorted(incidents, key=lambda i: (i.day, ids[i.initiator], i.kind, ids[i.target], i.type,
        i.severity or 0, -1 if i.days is None else i.days, i.number))


def make_trace(incidents, ids):
    lines = [COLUMNS]
    for i in incidents:
        lines.append(",".join([i.day.isoformat(), "%s_%s" % (ids[i.initiator], i.kind),
            ids[i.target], i.type, "" if i.severity is None else str(i.severity),
            "" if i.days is None else str(i.days)]))
    return "\n".join(lines) + "\n"


def make_scenario(incidents, ids, data_set, trace, between):
    """A scenario of these incidents. `between`: two ids, between which a line is laid."""
    names = {i: n for n, i in ids.items()}
    first, last = incidents[0].day, incidents[-1].day
    start = first.replace(month=1, day=1)
    pairs = sorted({tuple(sorted((ids[i.initiator], ids[i.target]))) for i in incidents
        if i.kind == "service"})
    scenario = {
        "format": "cbmsim-scenario-1",
        "title": "Recorded incidents, %d to %d" % (first.year, last.year),
        "notes": "FACT: %d incidents between %s and %s as %s records them, with the types and "
            "severities that the importer takes its codes for; they are in the trace and replace "
            "all sources. They are on record because they became public, so those that are "
            "detected do here, too (p_overt, p_stealthy). ASSUMPTION, in every other number: "
            "capacities are neutral and equal, all pairs with an incident are rivals alike, nobody "
            "denies what it did. Answers are the model's, and come on top of the record, which has "
            "the real ones among its incidents. Default, sweep it." % (len(incidents),
            first.isoformat(), last.isoformat(), data_set),
        "start": start.isoformat(),
        "horizon_days": (last - start).days + 366,
        "states": {i: {"name": names[i]} for i in sorted(names)},
        "sources": {"%s_%s" % (ids[n], k): {"name": KINDS[k][1] % n, "kind": KINDS[k][0],
            "home": ids[n]} for n, k in sorted({(i.initiator, i.kind) for i in incidents},
                key=lambda s: (ids[s[0]], s[1]))},
        "pairs": {"%s:%s" % pair: dict(RIVALS) for pair in pairs},
        "trace": {"file": trace, "replaces_sources": True},
        "parameters": {
            "clarification": {"p_deny_responsible": 0, "p_explain_accident": 1},
            "publicity": {"p_overt": 1, "p_stealthy": 1},
        },
    }
    if between:
        scenario.update({
            "agreements": {"line": {
                "title": "a direct line that nobody agreed",
                "notes": "HYPOTHETICAL: what if these two had had a hotline all the time?",
                "parties": {state: {} for state in sorted(between)},
                "exercises": {"interval_days": 365},
                "measures": {"consultations": {}, "contact_point": {}, "hotline": {}},
            }},
            "policies": {
                "without": {"title": "as it was", "patch": {"agreements": {"line": None}}},
                "with": {"title": "a direct line"},
            },
            "baseline": "without",
        })
    return json.dumps(scenario, ensure_ascii=False, indent=2) + "\n"


def parse(doc, words, extend):
    parser = argparse.ArgumentParser(prog=os.path.basename(sys.argv[0]), description=doc,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE", help="your copy of the data set")
    parser.add_argument("-o", metavar="TRACE", default="-", help="the trace, a CSV file (-: stdout)")
    parser.add_argument("--scenario", metavar="FILE",
        help="a scenario to write beside it, which runs as it is; needs -o")
    parser.add_argument("--states", metavar="ID,ID...",
        help="only incidents between these, by the ids of the trace")
    parser.add_argument("--between", metavar="ID:ID",
        help="in the scenario: policies without and with a hypothetical line between two states")
    extend(parser)
    given = parser.parse_args(words)
    given.outputs = [path for path in (given.o, given.scenario) if path and path != "-"]
    given.states = given.states.split(",") if given.states else []
    given.between = given.between.split(":") if given.between else []
    if given.scenario and given.o == "-":
        parser.error("--scenario needs -o: it names the trace")
    if given.between and not given.scenario:
        parser.error("--between needs --scenario")
    if given.between and len(set(given.between)) != 2:
        parser.error("--between needs two states, ID:ID")
    return given


def check_ids(option, asked, ids):
    for state in asked:
        if state not in ids.values():
            say("%s: there is no state \"%s\"; there are %s" % (option, state,
                ", ".join(sorted(ids.values()))))
            sys.exit(USAGE)


def finish(given, data_set, incidents, losses, read_rows):
    ids = name_states(incidents)
    check_ids("--states", given.states, ids)
    if given.states:
        kept = [i for i in incidents if {ids[i.initiator], ids[i.target]} <= set(given.states)]
        say("%d of %d incidents are between the states asked for" % (len(kept), len(incidents)))
        incidents = kept
        ids = {n: s for n, s in ids.items() if any(n in (i.initiator, i.target) for i in kept)}
    if not incidents:
        raise Refused("no incident is left")
    check_ids("--between", given.between, ids)
    if given.scenario and len(ids) > STATES_MOST:
        raise Refused("%d states, and a scenario has %d at most: choose with --states" % (len(ids),
            STATES_MOST))
    incidents = in_order(incidents, ids)
    directed = {(ids[i.initiator], ids[i.target]) for i in incidents}
    losses.tell()
    say("%d rows read, %d incidents of %d states written: %d directed pairs, %d pairs" % (read_rows,
        len(incidents), len(ids), len(directed), len({frozenset(p) for p in directed})))
    output.write(given.o, make_trace(incidents, ids), [given.file])
    if given.scenario:
        trace = os.path.relpath(given.o, os.path.dirname(given.scenario) or ".")
        output.write(given.scenario, make_scenario(incidents, ids, data_set, trace, given.between),
            [given.file, given.o])


def run(doc, data_set, read, extend=lambda parser: None):
    """
    The whole program: `read` gives incidents and the number of rows, and notes losses; `extend`
    adds options of its own.
    """
    given = parse(doc, sys.argv[1:], extend)
    losses = Losses()
    try:
        for k, path in enumerate(given.outputs):
            output.check(path, [given.file] + given.outputs[:k])
        incidents, rows = read(given, losses)
        finish(given, data_set, incidents, losses, rows)
    except Refused as fault:
        losses.tell()
        say("%s: %s" % (given.file, fault))
        sys.exit(INVALID)
    except output.Refused as fault:
        say(str(fault))
        sys.exit(USAGE)
    except OSError as fault:
        say("%s: %s" % (fault.filename or given.file, fault.strerror or fault))
        sys.exit(INPUT_OUTPUT)
