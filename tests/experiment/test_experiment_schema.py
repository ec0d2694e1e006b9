#!/usr/bin/python3
"""The schema of experiments and the program accept and reject the same files, as far as a schema can."""
import copy
import json
import os
import subprocess
import tempfile

from tap import CBMSIM, check, finish, note

SCENARIO = {"start": "2021-01-01", "states": {"a": {}, "b": {}}, "policies": {"q": {}, "r": {
        "patch": {"horizon_days": 90}}, "p": {"patch": {"horizon_days": 200}}}, "baseline": "r",
    "sources": {"s": {"kind": "state", "home": "a", "targets": {"b": 3}}}}
VALID = {
    "format": "cbmsim-experiment-1", "$schema": "x", "title": "T", "scenario": "s.json",
    "seed": "7",
    "factors": {
        "d": {"path": "/states/*/detection", "range": [0.1, 0.9], "scale": "logit",
            "role": "lever", "unit": "capacity", "notes": "why"},
        "o": {"path": "/states/a/analysts", "values": [1, 5]},
        "is": {"path": "/sources/s/kind", "levels": ["state", "criminal"]}},
    "policies": {"p": {"title": "P", "patch": {"horizon_days": 100}}, "q": {}}, "baseline": "q",
    "design": {"union": [
        {"points": [{"d": 0.5}, {}], "label": "few"},
        {"cross": [{"lhs": {"samples": 4, "factors": ["d"], "criterion": "none"}},
            {"factorial": {"o": "all", "is": ["state"]}}]},
        {"zip": [{"sobol": {"samples": 3, "factors": ["d"]}},
            {"halton": {"samples": 3, "factors": ["o"], "shifts": 0}}]},
        {"filter": {"of": {"random": {"samples": 9}}, "where": "d < 0.7"}},
        {"one_at_a_time": {"levels": 3, "around": {"d": 0.5, "o": 1, "is": "state"}}},
        {"morris": {"trajectories": 2, "levels": 4}}, {"saltelli": {"base": 2}}]},
    "replications": {"min": 20, "max": 40, "batch": 10,
        "until": [{"metric": "harm", "statistic": "difference", "half_width": 1}]},
    "random": {"common_across": ["policy"]},
    "outputs": {"trace_level": "none", "metrics": ["harm"],
        "series": {"variables": {"tension": {}}, "every_days": 30}},
    "analyses": {"m": {"kind": "morris", "metrics": ["harm"], "resamples": 200}},
    "budget": {"max_runs": 100000, "max_wall": "2h"}}


def changed(path, value):
    """Returns VALID with one member set, or removed if the value is None."""
    document = copy.deepcopy(VALID)
    at = document
    for step in path[:-1]:
        at = at[step]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


BROKEN = [
    (["sede"], "7"), (["scenario"], None), (["seed"], 7), (["factors", "d", "path"], None),
    (["factors", "d", "scal"], "log"), (["factors", "d", "scale"], "cubic"),
    (["factors", "d", "range"], [1]), (["factors", "o", "values"], ["x"]),
    (["factors", "D"], {"path": "/states/a/detection"}),
    (["factors", "na"], {"path": "/states/a/attribution"}), (["policies", "no"], {}),
    (["policies", "p", "patches"], {}), (["policies", "p", "patch"], 3),
    (["design"], {"lsh": {}}), (["design", "union", 0, "points"], {}),
    (["design", "union", 1, "cross", 0, "lhs", "samples"], 0),
    (["design", "union", 1, "cross", 0, "lhs", "sample"], 3),
    (["design", "union", 1, "cross", 1, "factorial", "o"], 0.5),
    (["design", "union", 5, "morris", "trajectories"], None),
    (["design", "union", 3, "filter", "where"], 1),
    (["replications"], 0), (["replications", "until"], []), (["replications", "min"], 5),
    (["random", "common_across"], ["policies"]), (["outputs", "trace_level"], "all"),
    (["policies"], []), (["policies"], ["p", "q", "p"]), (["policies"], ["q", 3]), (["policies"], "q"),
    (["analyses", "m", "kind"], "moris"), (["budget", "max_runs"], -1),
]


def accepted(document, folder):
    path = os.path.join(folder, "e.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    done = subprocess.run([CBMSIM, "check", path], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    return done.returncode == 0, done.stdout.decode()


schema = json.loads(subprocess.run([CBMSIM, "schema", "experiment"], stdout=subprocess.PIPE,
    check=True).stdout.decode())
try:
    import jsonschema
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
except ImportError:
    validator = None
    note("python3-jsonschema is not installed: only the program is tested")

with tempfile.TemporaryDirectory() as scratch:
    with open(os.path.join(scratch, "s.json"), "w", encoding="utf-8") as out:
        json.dump(SCENARIO, out)
    valid, output = accepted(VALID, scratch)
    check("the program accepts a valid experiment", valid, output)
    if validator:
        errors = [error.message for error in validator.iter_errors(VALID)]
        check("the schema accepts it, too", not errors, *errors)
    listed = changed(["policies"], ["p", "q"])
    valid, output = accepted(listed, scratch)
    check("the program accepts a list of policies", valid and "note: " not in output, output)
    if validator:
        check("the schema accepts it, too", next(validator.iter_errors(listed), None) is None)
    del listed["baseline"]
    output = accepted(listed, scratch)[1]
    check("a list without the baseline of the scenario is a note", '\nnote: policies are compared with "p", the first of '
        'those chosen, and not with "r", the baseline of the scenario' in "\n" + output and "warning: " not in output, output)
    del listed["policies"]
    output = accepted(listed, scratch)[1]
    check("all policies need no note", "note: " not in output, output)
    output = accepted(changed(["policies"], ["q", "pp"]), scratch)[1]
    check("an unknown policy has its place and a suggestion", "/policies/1: " in output and "e.json:1:" in output and
        'did you mean "p"' in output, output)
    for where, what in BROKEN:
        bad = changed(where, what)
        valid, output = accepted(bad, scratch)
        name = "/".join(str(step) for step in where) + " = " + json.dumps(what)
        check("the program rejects " + name, not valid, output)
        if validator:
            check("the schema rejects " + name, next(validator.iter_errors(bad), None) is not None)
finish()
