#!/usr/bin/python3
"""scripts/cbmsim.py and scripts/cbmsim.R run scenarios and sweeps, and read the tables with their types."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile

from sweeps import HERE, SCENARIO, cbmsim as program, path
from tap import CBMSIM, SOURCE, check, finish, not_sanitized, skip

not_sanitized("interfaces", "they test Python and R scripts, not the program")

os.chdir(HERE)
os.environ["CBMSIM"] = CBMSIM
os.environ["TMPDIR"] = tempfile.tempdir = path("temporary")
os.mkdir("temporary")
FLAGS = "/sources/mischief/false_flag/share"
with open(SCENARIO, encoding="utf-8") as file:
    scenario = json.load(file)
title = "a \"title\" \\ with ü and \U0001f600"
scenario["title"] = title
scenario["policies"]["without"]["patch"] = {"agreements": {"line": None}}
with open("titled.json", "w", encoding="utf-8") as file:
    json.dump(scenario, file)
done = program("run", "titled.json", "-n", "4", "-s", "3", "-q", "-o", "expected", "--set", FLAGS + "=0.5")
assert done.returncode == 0, done.stderr
with open(path("expected", "runs.csv"), encoding="utf-8") as file:
    n_runs = len(file.read().splitlines()) - 1


def python(name, text):
    """Checks that a script in Python succeeds, with all its assertions."""
    done = subprocess.run(["/usr/bin/python3", "-"], input=PYTHON + text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, check=False, env={**os.environ, "PYTHONPATH": os.path.join(SOURCE, "scripts")})
    check("Python: " + name, done.returncode == 0 and not done.stderr, done.stderr)
    check("Python: %s: removes its temporary files" % name, not os.listdir("temporary"), os.listdir("temporary"))


PYTHON = """
import csv, io, json, os, sys
%s
import cbmsim
FLAGS = "/sources/mischief/false_flag/share"
with open("titled.json", encoding="utf-8") as file:
    scenario = json.load(file)

def column(table, name):
    return list(table[name]) if hasattr(table, "columns") else [row[name] for row in table]

def refused(call, *parts, status=None):
    try:
        call()
    except cbmsim.Error as error:
        assert all(part in str(error) for part in parts), str(error)
        assert error.status == status, error.status
    else:
        raise AssertionError(parts)
"""
CALLS = """
tables = cbmsim.run(scenario, replications=4, seed=3, set={FLAGS: 0.5})
expected = cbmsim.read("expected")
assert list(tables) == list(expected) == ["design", "policies", "runs", "incidents", "summary", "compare"], list(tables)
for name in tables:
    assert %s, name
assert list(cbmsim.run("titled.json", "made", replications=2, policies="hotline", trace_level="none", jobs=1,
    fresh=True, tables=["runs"])) == ["runs"]
assert json.load(open("made/manifest.json"))["trace_level"] == "none"
experiment = {"scenario": scenario, "factors": {"flags": {"path": FLAGS, "values": [0, 1]}}, "replications": 3}
assert len(cbmsim.sweep(experiment)["runs"]) == 18
experiment["scenario"] = "titled.json"
for k in range(2):  # the second call completes the result
    assert len(cbmsim.sweep(experiment, "swept", quiet=True)["runs"]) == 18
refused(lambda: cbmsim.run({**scenario, "horizon_day": 3}), "/horizon_day: unknown member", "horizon_days", status=3)
own = {"extends": "titled.json"}
assert len(cbmsim.sweep({"scenario": own, "replications": 1}, quiet=True)["runs"]) == 3
def exactly(call, expected):
    try:
        call()
    except cbmsim.Error as error:
        assert str(error) == expected, str(error)
    else:
        raise AssertionError(expected)
absolute = {"extends": os.path.abspath("titled.json")}
assert len(cbmsim.run(absolute, replications=1, quiet=True, tables="runs")["runs"]) == 3
levels = {"scenario": absolute, "replications": 1, "factors": {
    "observed": {"path": "/sources/mischief/rates_as_observed", "levels": [True, False]}}}
design = cbmsim.sweep(levels, quiet=True, tables="design")["design"]
assert [bool(v) for v in column(design, "observed")] == [True, False], design
def said(call):
    before, sys.stderr = sys.stderr, io.StringIO()
    try:
        call()
        return sys.stderr.getvalue()
    finally:
        sys.stderr = before
paradox = {"replications": 1, "policies": "without", "set": {"/agreements/line/title": "x"}}
warning = 'warning: /agreements/line/title, which --set has set, has no effect under policy "without", which removes ' \
    '/agreements/line\\n'
assert warning not in said(lambda: cbmsim.run(scenario, quiet=True, **paradox))
found = said(lambda: cbmsim.run(scenario, **paradox))
assert warning in found, found
assert "warning" not in said(lambda: cbmsim.run(scenario, **paradox))
exactly(lambda: cbmsim.sweep({"scenario": {**own, "horizon_day": 3}}),
    '/scenario/horizon_day: unknown member in scenario; did you mean "horizon_days"?')
exactly(lambda: cbmsim.sweep({**experiment, "factors": {"flags": {"path": FLAGS, "range": [1, 2, 3]}}}),
    "/factors/flags/range: expected a list of two numbers, [low, high]")
refused(lambda: cbmsim.run("nowhere.json"), "nowhere.json: cannot be read", status=4)
refused(lambda: cbmsim.run(scenario, program="/nowhere"), "/nowhere: No such file")
refused(lambda: cbmsim.read("nowhere"), "nowhere/datapackage.json: No such file")
refused(lambda: cbmsim.read("expected", ["run"]), "has no table run; it has design, ")
refused(lambda: cbmsim.run(scenario, replications=1, policies="hotline", quiet=True, tables="compare"),
    "has no table compare; ", "(compare needs two policies)")
seeded = [cbmsim.sweep({"scenario": "titled.json", "replications": 2, "seed": seed}, quiet=True, tables="runs")["runs"]
    for seed in (7, "7", 8)]
harms = [column(table, "fingerprint") for table in seeded]
assert harms[0] == harms[1] != harms[2], harms
total = 0
for k in range(10):
    total += len(cbmsim.run(scenario, replications=1, set={FLAGS: k / 10}, quiet=True, tables="compare")["compare"])
assert total %% 10 == 0 and total > 0
"""
ROWS = """
assert column(design, "observed")[0] is True
runs, policies, incidents = expected["runs"], expected["policies"], expected["incidents"]
assert [p["baseline"] for p in policies] == [True, False, False]
assert [type(runs[0][n]) for n in ("point_id", "policy", "rep", "end_day", "fingerprint")] == [int, str, int, float, str]
assert {type(i["statement_day"]) for i in incidents} == {float, type(None)}
with open("expected/analysis/compare.csv", encoding="utf-8") as file:
    assert [r["difference"] for r in csv.DictReader(file) if r["metric"] == "harm"] == [
        repr(r["difference"]) if r["difference"] %% 1 else "%%d" %% r["difference"] for r in expected["compare"] if r["metric"] == "harm"]
"""
FRAMES = """
runs, incidents, policies = expected["runs"], expected["incidents"], expected["policies"]
assert policies["baseline"].dtype == bool and runs["rep"].dtype == "int64" and runs["harm"].dtype == "float64"
assert incidents["statement_day"].dtype == "float64" and incidents["critical"].dtype == bool
assert set(incidents["incident_id"].map(type)) == {str}
wide = expected["summary"].pivot(index=["policy", "metric"], columns="statistic", values="estimate")
assert {"mean", "share", "share_exact"} <= set(wide.columns)
import numpy, pandas
assert cbmsim.to_json({"a": numpy.float64(0.5), "b": numpy.arange(2), "c": pandas.DataFrame({"x": [1, 2]}), "d": None}) == \\
    '{"a": 0.5, "b": [0, 1], "c": [{"x": 1}, {"x": 2}], "d": null}'
"""
calls = PYTHON, CALLS
if subprocess.run(["/usr/bin/python3", "-c", "import pandas"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
    PYTHON = calls[0] % ""
    python("data frames", CALLS % "tables[name].equals(expected[name])" + FRAMES)
else:
    skip("Python: data frames", "pandas is not installed")
PYTHON = calls[0] % "sys.modules['pandas'] = None"
shutil.rmtree("swept", ignore_errors=True)
python("lists of dicts without pandas", CALLS % "tables[name] == expected[name]" + ROWS % ())

def always_lists():
    """Returns the members of scenarios and experiments that can be lists, and are nowhere texts,
    flags or real numbers."""
    kinds = {}

    def types(root, rule):
        for step in rule["$ref"].split("/")[1:] if "$ref" in rule else ():
            rule = (root if step == "definitions" else rule)[step]
        own = rule.get("type", [])
        found = {own} if isinstance(own, str) else set(own)
        return found.union(*(types(root, one) for one in rule.get("anyOf", []) + rule.get("oneOf", [])))

    def visit(root, rule):
        if isinstance(rule, dict):
            for name, member in rule.get("properties", {}).items() if isinstance(rule.get("properties"), dict) else ():
                kinds[name] = kinds.get(name, set()) | types(root, member)
        for one in rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ():
            visit(root, one)

    for kind in ("scenario", "experiment"):
        schema = json.loads(program("schema", kind).stdout)
        visit(schema, schema)
    return {name for name, found in kinds.items() if "array" in found and not found & {"string", "boolean", "number"}}


with open(os.path.join(SOURCE, "scripts", "cbmsim.R"), encoding="utf-8") as file:
    arrays = set(re.findall('"(\\w+)"', re.search(r"arrays <- c\((.*?)\)", file.read(), re.S)[1]))
# The items of these other members are objects.
check("cbmsim.R writes the members that are lists as lists", arrays == always_lists() - {"cross", "points", "union", "until", "zip"},
    arrays, always_lists())

R = """
source("%s/scripts/cbmsim.R")
flags <- "/sources/mischief/false_flag/share"
scenario <- cbmsim$read_json("titled.json")
set <- setNames(list(0.5), flags)
refused <- function(call, ...) {
  message <- tryCatch({ call; "no error" }, error = conditionMessage)
  for (part in c(...)) if (!grepl(part, message, fixed = TRUE)) stop("expected ", part, ", found ", message)
}
tables <- cbmsim$run(scenario, replications = 4, seed = 3, set = set)
expected <- cbmsim$read("expected")
stopifnot(identical(tables, expected),
  identical(names(tables), c("design", "policies", "runs", "incidents", "summary", "compare")),
  identical(expected$policies$baseline, c(TRUE, FALSE, FALSE)), is.integer(expected$runs$rep),
  is.numeric(expected$runs$harm), is.character(expected$incidents$incident_id), is.logical(expected$incidents$critical),
  anyNA(expected$incidents$statement_day), is.numeric(expected$incidents$statement_day),
  is.null(scenario$policies$without$patch$agreements$line), "line" %%in%% names(scenario$policies$without$patch$agreements),
  scenario$title == "%s")
made <- cbmsim$run("titled.json", "made", replications = 1e2, seed = "18446744073709551615", policies = c("hotline", "without"),
  trace_level = "none", jobs = 1, fresh = TRUE, tables = "runs")
stopifnot(identical(names(made), "runs"), nrow(made$runs) == 200)
experiment <- list(scenario = scenario, factors = list(flags = list(path = flags, values = c(0, 1))), replications = 3)
stopifnot(nrow(cbmsim$sweep(experiment)$runs) == 18)
experiment$scenario <- "titled.json"
for (k in 1:2) stopifnot(nrow(cbmsim$sweep(experiment, "swept", quiet = TRUE)$runs) == 18)
refused(cbmsim$run(c(scenario, horizon_day = 3)), "/horizon_day: unknown member", "horizon_days")
own <- list(extends = "titled.json")
stopifnot(nrow(cbmsim$sweep(list(scenario = own, replications = 1), quiet = TRUE)$runs) == 3)
exactly <- function(call, expected) stopifnot(identical(tryCatch({ call; "no error" }, error = conditionMessage), expected))
absolute <- list(extends = normalizePath("titled.json"))
stopifnot(nrow(cbmsim$run(absolute, replications = 1, quiet = TRUE, tables = "runs")$runs) == 3)
levels <- cbmsim$sweep(list(scenario = absolute, policies = "hotline", replications = 1, outputs = list(metrics = "harm"),
  factors = list(observed = list(path = "/sources/mischief/rates_as_observed", levels = c(TRUE, FALSE)),
    share = list(path = flags, values = 0.5))), quiet = TRUE)
stopifnot(identical(levels$design$observed, c(TRUE, FALSE)), identical(unique(levels$runs$policy), "hotline"),
  identical(levels$design$share, c(0.5, 0.5)), identical(unique(levels$summary$metric), "harm"))
said <- function(quiet) {
  lines <- character()
  withCallingHandlers(cbmsim$run(scenario, replications = 1, policies = "without", quiet = quiet,
    set = list("/agreements/line/title" = "x")), message = function(m) {
    lines <<- c(lines, conditionMessage(m))
    invokeRestart("muffleMessage")
  })
  lines[grepl("^warning", lines)]
}
warning <- 'warning: /agreements/line/title, which --set has set, has no effect under policy "without", which removes /agreements/line\n'
stopifnot(length(said(TRUE)) == 0, warning %%in%% said(FALSE), length(said(FALSE)) == 0)
exactly(cbmsim$sweep(list(scenario = c(own, horizon_day = 3))),
  '/scenario/horizon_day: unknown member in scenario; did you mean "horizon_days"?')
experiment$factors <- list(flags = list(path = flags, range = 1:3))
exactly(cbmsim$sweep(experiment), "/factors/flags/range: expected a list of two numbers, [low, high]")
refused(cbmsim$run("nowhere.json"), "nowhere.json: cannot be read")
refused(cbmsim$run(scenario, program = "/nowhere"), "/nowhere")
refused(cbmsim$read("nowhere"), "nowhere/datapackage.json: there is no such file")
refused(cbmsim$read("expected", "run"), "has no table run; it has design, ")
refused(cbmsim$run(scenario, replications = 1, policies = "hotline", quiet = TRUE, tables = "compare"),
  "has no table compare; ", "(compare needs two policies)")
seeded <- lapply(list(7, "7", 8), function(seed) cbmsim$sweep(list(scenario = "titled.json", replications = 2, seed = seed),
  quiet = TRUE, tables = "runs")$runs$fingerprint)
stopifnot(identical(seeded[[1]], seeded[[2]]), !identical(seeded[[1]], seeded[[3]]))
lines <- capture.output(found <- cbmsim$find("metrics", "severity squared"))
stopifnot(grepl("^id,outputs_metrics,", lines[1]), nrow(found) > 0, length(lines) == nrow(found) + 1,
  all(grepl("severity squared", lines[-1], fixed = TRUE)))
found <- cbmsim$find("metrics", "share")
metric <- function(id) found$outputs_metrics[found$id == id]
stopifnot(metric("wrongful_share") == "wrongful_share", metric("first_rung_6_day_share") == "first_rung_6_day",
  metric("decisions") == "")
refused(cbmsim$find("nothing", "harm"), "nothing")
rows <- sapply(0:9 / 10, function(share) {
  scenario$sources$mischief$false_flag$share <- share
  nrow(cbmsim$run(scenario, replications = 1, quiet = TRUE, tables = "compare")$compare)
})
stopifnot(all(rows > 0))
json <- cbmsim$to_json(list(a = NULL, b = list(), c = I(list()), d = 1:2, e = I("x"), f = TRUE, g = 1e6, h = 0.1, i = 1 / 3,
  j = as.Date("2026-01-01"), k = data.frame(x = 1:2, y = c("p", "q")), l = "a\\n\\"\\\\", m = c(u = 1), n = character(0)))
stopifnot(cbmsim$to_json(list(metrics = "harm", levels = "a", primary = list(), policies = list(x = NULL), values = 1)) ==
    '{"metrics":["harm"],"levels":["a"],"primary":{},"policies":{"x":null},"values":[1]}',
  cbmsim$to_json(list(morris = list(levels = 4), values = I(1), factors = NULL, when = c(a = 1))) ==
    '{"morris":{"levels":4},"values":[1],"factors":null,"when":{"a":1}}')
stopifnot(json == paste0('{"a":null,"b":{},"c":[],"d":[1,2],"e":["x"],"f":true,"g":1000000,"h":0.1,"i":0.3333333333333333,',
  '"j":"2026-01-01","k":[{"x":1,"y":"p"},{"x":2,"y":"q"}],"l":"a\\\\u000a\\\\u0022\\\\u005c","m":{"u":1},"n":[]}'))
refused(cbmsim$to_json(NA), "NA and infinite values")
writeLines('{"a": "\\\\u00e9\\\\ud83d\\\\ude00\\\\n\\\\\\\\\\\\/", "b": [], "c": {}, "d": [1, null, -2e3]}', "odd.json")
odd <- cbmsim$read_json("odd.json")
stopifnot(odd$a == "\\u00e9\\U0001f600\\n\\\\/", cbmsim$to_json(odd[-1]) == '{"b":[],"c":{},"d":[1,null,-2000]}')
if (requireNamespace("jsonlite", quietly = TRUE)) for (file in list.files("scenarios", "json$", full.names = TRUE)) {
  other <- jsonlite::fromJSON(file, simplifyVector = FALSE)
  stopifnot(identical(cbmsim$to_json(other), cbmsim$to_json(cbmsim$read_json(file))))
}
""" % (SOURCE, title.replace("\\", "\\\\").replace("\"", "\\\"").replace("ü", "\\u00fc").replace("\U0001f600", "\\U0001f600"))
if shutil.which("Rscript"):
    shutil.rmtree("swept", ignore_errors=True)
    with open("test.R", "w", encoding="utf-8") as file:
        file.write(R)
    for locale in "C.UTF-8", "C":
        done = subprocess.run(["Rscript", "--vanilla", "test.R"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            check=False, env={**os.environ, "LC_ALL": locale})
        check("R: data frames, errors and JSON", done.returncode == 0 and not done.stderr, done.stderr, done.stdout)
        check("R: removes its temporary files", not glob.glob("temporary/*") + glob.glob(".cbmsim-*"),
            os.listdir("temporary"))
else:
    skip("R: data frames, errors and JSON", "R is not installed")
finish()
