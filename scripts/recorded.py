"""recorded - the common part of import_dcid and import_eurepoc: states, sources, trace, scenario.

A data set is read into a list of Incident. The list is written as a trace (scenarios/README.md, `trace`)
and, on request, as a scenario in which the trace replaces all sources. The output does not depend on the
locale, on the time or on the order of the input.
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
STATES_MAX = 200
LONG_ESPIONAGE_DAYS = 180
DAYS_MAX = 36525  # the maximum of duration_days in a trace
YEARS = 1900, 2199  # a date outside is a typing error, or means "unknown"
SERIAL_EPOCH = datetime.date(1899, 12, 30)  # day 0 of the serial numbers of spreadsheets
WITHOUT_LENGTH = "without a duration, which is drawn in each run"
WITHOUT_SEVERITY = "without a severity, which is drawn in each run"
NO_VALUE = ("", "na", "n/a", "#n/a", "nan", "null", "none")  # in columns of dates and numbers
EXAMPLE_LENGTH = 40
NAME_LENGTH = 100
COLUMNS = "day,source,target,type,severity,duration_days"
KINDS = {  # suffix of the source's id: kind, name
    "service": ("state", "a service of %s"),
    "groups": ("criminal", "groups in %s"),
}
# The numbers between rivals of the other scenarios: defaults, equal for all pairs.
RIVALS = {"tension_baseline": 0.25, "tension_start": 0.25, "trust_good": 1.2, "trust_bad": 2.8}

# One recorded operation against one state. `day` is a datetime.date; `severity` and `days` (the duration) are
# None if they are not recorded; `number` is the row or line of the input.
Incident = collections.namedtuple("Incident", "day initiator kind target type severity days number")


class Refused(Exception):
    """The input is not valid."""


class LeftOut(Exception):
    """A row is left out. The reason has been noted."""


class Losses:
    """
    Rows that were left out or changed, by reason. `place` is the word for a position in the input: row or
    line.
    """

    def __init__(self):
        self.reasons = {}
        self.place = "row"

    def note(self, reason, number, example=None, advice=None):
        """`example`: the text found in the input (the first one is reported). `advice`: what the user can do."""
        found = self.reasons.setdefault(reason, ([], example, advice))
        found[0].append(number)

    def leave_out(self, reason, number, example=None, advice=None):
        self.note("left out: " + reason, number, example, advice)
        raise LeftOut

    def report(self):
        for reason, (numbers, example, advice) in self.reasons.items():
            places = ", ".join(str(n) for n in numbers[:5]) + (", ..." if len(numbers) > 5 else "")
            report("%d %s%s%s (%s %s)" % (len(numbers), reason, "" if example is None else ": " + excerpt(example),
                "" if advice is None else ", " + advice, self.place, places))


def printable(text):
    """The text with escapes in place of control characters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def excerpt(value):
    """A value of the input as one short line."""
    text = printable(str(value))
    return text if len(text) <= EXAMPLE_LENGTH else text[:EXAMPLE_LENGTH] + "..."


def report(text):
    sys.stderr.write("%s: %s\n" % (os.path.basename(sys.argv[0]), printable(text)))


# ---- cells ----

def is_missing(value):
    return value is None or str(value).strip().casefold() in NO_VALUE


def explain_day(text):
    """(error, advice) for a date that cannot be read."""
    serial = re.fullmatch(r"([0-9]{5})(\.[0-9]+)?", text)
    if serial:
        return "serial number of a spreadsheet", "which would be %s: set the format of the column to " \
            "YYYY-MM-DD" % (SERIAL_EPOCH + datetime.timedelta(days=int(serial[1])))
    return "not a valid date", "expected YYYY-MM-DD"


def parse_day(value):
    """(date, None) from a cell with a date or a text YYYY-MM-DD; otherwise (None, (error, advice))."""
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
            return None, ("not a valid date", "there is no such day")
    if not YEARS[0] <= value.year <= YEARS[1]:
        return None, ("not a valid date", "expected a year from %d to %d" % YEARS)
    return value, None


def parse_number(value):
    """(number, None) from a cell; otherwise (None, (error, advice))."""
    text = str(value).strip()
    if not isinstance(value, bool) and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]{1,2})?", text):
        return float(text), None
    if re.fullmatch(r"[-+]?[0-9]*,[0-9]+", text):
        return None, ("number with a decimal comma", "export the table with decimal points")
    return None, ("not a valid number", "expected a number such as 3 or 3.5")


def read_cell(parse, column, value, losses, number, without=None):
    """
    A date or number; None if the cell is empty. NA and similar texts count as empty and are noted. Any other
    content is an error: without `without` the row is left out; otherwise the value is None and the error is
    noted with the text `without`.
    """
    if is_missing(value):
        if value is not None and str(value).strip():
            losses.note("without a value in %s" % column, number, value, "read as an empty cell")
        return None
    found, explanation = parse(value)
    if explanation and without is None:
        losses.leave_out("%s: %s" % (column, explanation[0]), number, value, explanation[1])
    if explanation:
        losses.note("%s: %s: %s" % (without, column, explanation[0]), number, value, explanation[1])
    return found


def check_name(column, name, losses, number):
    """Leaves the row out if the name is not allowed as the name of a state in a scenario."""
    if name[:1] in tuple("=+-@") or not name.isprintable() or len(name) > NAME_LENGTH:
        losses.leave_out("%s: not a valid name of a state" % column, number, name,
            "expected 1 to %d printable characters; the first may not be = + - or @" % NAME_LENGTH)


def note_repeated(column, keys, losses):
    """Notes rows whose key occurs in an earlier row. `keys`: (number of the row, cell of the key column)."""
    taken = set()
    for number, key in keys:
        key = str("" if key is None else key).strip()
        if key in taken:
            losses.note("with the %s of an earlier row: kept; remove duplicates from the input" % column, number, key)
        elif key:
            taken.add(key)


def read_length(start, column, value, losses, number):
    """Days from start to the date in a cell. If they are unknown: None, and the reason is noted."""
    end = read_cell(parse_day, column, value, losses, number, WITHOUT_LENGTH)
    if is_missing(value):
        losses.note(WITHOUT_LENGTH + ": the end date is missing", number)
    if end is None:
        return None
    if end < start:
        losses.note(WITHOUT_LENGTH + ": the end date is before the start", number, "%s before %s" % (end, start))
        return None
    if (end - start).days > DAYS_MAX:
        losses.note(WITHOUT_LENGTH + ": longer than %d days" % DAYS_MAX, number, "%s to %s" % (start, end))
        return None
    return (end - start).days


# ---- headers ----

def find_columns(cells, wanted):
    """
    The position of each wanted column in a header, None for a missing one. Refuses a header that has all
    of them and one of them twice.
    """
    heads = [re.sub(r"\s+", " ", str(c if c is not None else "")).strip().casefold() for c in cells]
    places = {name: heads.index(name.casefold()) if name.casefold() in heads else None for name in wanted}
    if None not in places.values():
        for name in wanted:
            if heads.count(name.casefold()) > 1:
                raise Refused("has the column %s %d times" % (name, heads.count(name.casefold())))
        if not heads[0]:
            report("the first column has no name and is ignored (row names? in R, row.names = FALSE)")
    return places


def advise_header(cells, wanted):
    """Advice if a header seems to use another separator than commas, as the end of a sentence."""
    first = " ".join(str(c) for c in cells if c is not None).casefold()
    found = [name for name in wanted if name.casefold() in first]
    for separator, called, remedy in ((";", "semicolons", "in R, write.csv and not write.csv2"),
            ("\t", "tabs", "in R, write.csv and not write.table"), ("|", "vertical bars", "by commas")):
        if len(found) > 1 and first.count(separator) >= len(found) - 1:
            return "; cells are separated by %s: export them separated by commas (%s)" % (called, remedy)
    return ""


# Words that are not ids (sim/base/id.h).
RESERVED = set("f false inf infi infinity infinityi n na nan no none null off on t true y yes".split())


def slug(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (plain if re.match("[a-z]", plain) and plain not in RESERVED else "s_" + plain)[:48].rstrip("_")


def name_states(incidents):
    """Ids of states by name. If two names give the same id, a number is appended."""
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
    """The incidents in an order that does not depend on the order of the input rows."""
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
    """A scenario of these incidents. `between`: ids of two states with a hypothetical line, or empty."""
    names = {i: n for n, i in ids.items()}
    first, last = incidents[0].day, incidents[-1].day
    start = first.replace(month=1, day=1)
    pairs = sorted({tuple(sorted((ids[i.initiator], ids[i.target]))) for i in incidents
        if i.kind == "service"})
    scenario = {
        "format": "cbmsim-scenario-1",
        "title": "Recorded incidents, %d to %d" % (first.year, last.year),
        "notes": "FACT: %d incidents between %s and %s, as recorded by %s, with the types and "
            "severities to which the importer translates its codes. They are in the trace and replace "
            "all sources. They were recorded because they became public; therefore every detected "
            "incident becomes public here, too (p_overt, p_stealthy). ASSUMPTION: every other number. "
            "Capacities are neutral and equal, all pairs with an incident are equal rivals, and every "
            "state denies what it did with the same probability. Responses come from the model, in addition to the record, which already "
            "contains the real ones as incidents. Default, sweep it." % (len(incidents),
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
            "clarification": {"p_explain_accident": 1},
            "publicity": {"p_overt": 1, "p_stealthy": 1},
        },
    }
    if between:
        scenario.update({
            "agreements": {"line": {
                "title": "a hypothetical hotline",
                "notes": "HYPOTHETICAL: what if these two states had had a hotline during the whole period?",
                "parties": {state: {} for state in sorted(between)},
                "exercises": {"interval_days": 365},
                "measures": {"consultations": {}, "contact_point": {}, "hotline": {}},
            }},
            "policies": {
                "without": {"title": "as recorded", "patch": {"agreements": {"line": None}}},
                "with": {"title": "with a hotline"},
            },
            "baseline": "without",
        })
    return json.dumps(scenario, ensure_ascii=False, indent=2) + "\n"


def parse(doc, words, extend):
    parser = argparse.ArgumentParser(prog=os.path.basename(sys.argv[0]), description=doc,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE", help="your copy of the data set")
    parser.add_argument("-o", metavar="TRACE", default="-", help="write the trace (CSV) to this file (-: stdout)")
    parser.add_argument("--scenario", metavar="FILE",
        help="also write a scenario that uses the trace and can be run; needs -o")
    parser.add_argument("--states", metavar="ID,ID...",
        help="import only incidents between these states (ids as in the trace)")
    parser.add_argument("--between", metavar="ID:ID",
        help="add policies without and with a hypothetical line between two states to the scenario")
    extend(parser)
    given = parser.parse_args(words)
    given.outputs = [path for path in (given.o, given.scenario) if path and path != "-"]
    given.states = given.states.split(",") if given.states else []
    given.between = given.between.split(":") if given.between else []
    if given.scenario and given.o in ("-", ""):
        parser.error("--scenario needs -o, because the scenario names the file of the trace")
    if given.scenario:
        trace = os.path.relpath(given.o, os.path.dirname(given.scenario) or ".")
        given.trace = "./" + trace if trace[0] in "=+-@" else trace
        if not trace.isprintable():
            parser.error("a scenario cannot name this file: %s" % printable(trace))
    if given.between and not given.scenario:
        parser.error("--between needs --scenario")
    if given.between and len(set(given.between)) != 2:
        parser.error("--between needs two states, ID:ID")
    return given


def check_ids(option, asked, ids):
    for state in asked:
        if state not in ids.values():
            report("%s: there is no state \"%s\"; the states are %s" % (option, state,
                ", ".join(sorted(ids.values()))))
            sys.exit(USAGE)


def finish(given, data_set, incidents, losses, read_rows):
    ids = name_states(incidents)
    check_ids("--states", given.states, ids)
    if given.states:
        kept = [i for i in incidents if {ids[i.initiator], ids[i.target]} <= set(given.states)]
        report("%d of %d incidents are between the chosen states" % (len(kept), len(incidents)))
        incidents = kept
        ids = {n: s for n, s in ids.items() if any(n in (i.initiator, i.target) for i in kept)}
    if not incidents:
        raise Refused("no incident is left")
    check_ids("--between", given.between, ids)
    if given.scenario and len(ids) > STATES_MAX:
        raise Refused("%d states, but a scenario has at most %d: choose some with --states" % (len(ids),
            STATES_MAX))
    incidents = in_order(incidents, ids)
    directed = {(ids[i.initiator], ids[i.target]) for i in incidents}
    losses.report()
    report("%d rows read; %d incidents of %d states, in %d directed pairs and %d pairs" % (read_rows,
        len(incidents), len(ids), len(directed), len({frozenset(p) for p in directed})))
    output.write(given.o, make_trace(incidents, ids), [given.file])
    if given.scenario:
        output.write(given.scenario, make_scenario(incidents, ids, data_set, given.trace, given.between),
            [given.file, given.o])


def run(doc, data_set, read, extend=lambda parser: None):
    """
    Runs an importer: reads the arguments and the data set, writes the outputs, exits on errors.
    `read(given, losses)` returns the incidents and the number of rows; `extend(parser)` adds options.
    """
    given = parse(doc, sys.argv[1:], extend)
    losses = Losses()
    try:
        for k, path in enumerate(given.outputs):
            output.check(path, [given.file] + given.outputs[:k])
        incidents, rows = read(given, losses)
        finish(given, data_set, incidents, losses, rows)
    except Refused as fault:
        losses.report()
        report("%s: %s" % (given.file, fault))
        sys.exit(INVALID)
    except output.Refused as fault:
        report(str(fault))
        sys.exit(USAGE)
    except OSError as fault:
        report("%s: %s" % (fault.filename or given.file, fault.strerror or fault))
        sys.exit(INPUT_OUTPUT)
