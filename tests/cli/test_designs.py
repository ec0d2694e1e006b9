#!/usr/bin/python3
"""The templates of `new`, the examples of `describe designs`, and the designs of
scenarios/experiments/README.md are valid and run."""
import csv
import io
import json
import os
import re
import statistics
import subprocess

from sweeps import SCENARIO, cbmsim, output_of, path, shorten, sweep
from tap import CBMSIM, SOURCE, check, finish

POINTS = {"sweep": 9, "lhs": 40, "sobol": 384, "morris": 100, "ablation": 8, "until": 3}


def table(*topic):
    return list(csv.DictReader(io.StringIO(cbmsim("describe", *topic, "--format", "csv").stdout)))


def runs(name, text, **members):
    """Checks that an experiment runs with few replications. Returns the result of the sweep."""
    content = {**json.loads(text), **members}
    shorten(content["scenario"])
    with open(path(name + ".json"), "w", encoding="utf-8") as out:
        json.dump(content, out)
    return sweep(name + ".json", "result-" + name)


# Templates
names = re.search(r"--template (\S+)", cbmsim("help", "new").stdout)[1].strip("[]").split("|")
check("new has templates of experiments", set(POINTS) <= set(names), names)
for name in names:
    done = cbmsim("new", "t-" + name, "--template", name)
    check("new writes the template " + name, done.returncode == 0, output_of(done))
    done = cbmsim("check", "t-%s.json" % name)
    wanted = "valid, %d points, 2 policies" % POINTS[name] if name in POINTS else "valid, "
    check("the template %s is valid" % name, done.returncode == 0 and wanted in done.stderr, output_of(done))
    with open(path("t-%s.json" % name), encoding="utf-8") as file:
        text = file.read()
    check("the template %s has its title" % name, '"title": "t-%s"' % name in text)
    if name in POINTS:
        check("the template %s states its question" % name, '"notes": "Question: ' in text)
        done = runs(name, text, replications=2)
        check("the template %s runs" % name, done.returncode == 0, output_of(done))
os.remove(path("t-lhs-scenario.json"))
done = cbmsim("new", "t-lhs", "--template", "lhs")
check("new replaces no experiment and writes no scenario beside it", done.returncode == 4 and
    "t-lhs.json: already exists" in done.stderr and not os.path.exists(path("t-lhs-scenario.json")), output_of(done))

# The completion offers the templates.
script = """source "$1"; COMP_WORDS=("$0" new x --template ""); COMP_CWORD=4; _cbmsim
printf '%s\\n' "${COMPREPLY[@]}" """
done = subprocess.run(["bash", "-c", script, CBMSIM, os.path.join(SOURCE, "sim", "cli", "cbmsim.bash")],
    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
check("the completion offers the templates", done.stdout.split() == names, output_of(done))

# Examples of designs
factors = {"rate": {"path": "/sources/mischief/targets/ardia", "range": [0, 0.5]},
    "trust": {"path": "/pairs/ardia:borvia/trust_good", "values": [1, 2, 3]},
    "observed": {"path": "/sources/mischief/rates_as_observed", "levels": [True, False]}}
with open(path("points.csv"), "w", encoding="utf-8") as out:
    out.write("rate,trust\n0.1,1\n0.2,2\n")
designs = table("designs")
check("describe designs lists all designs", len(designs) >= 14, designs)
for row in designs:
    with open(path("design.json"), "w", encoding="utf-8") as out:
        json.dump({"scenario": SCENARIO, "factors": {k: v for k, v in factors.items()
            if '"%s"' % k in row["example"] or (k != "observed" and "factorial" not in row["example"])},
            "design": json.loads(row["example"])}, out)
    done = cbmsim("check", "design.json")
    check("the example of %s is valid" % row["id"], done.returncode == 0, output_of(done))
kinds = {row["id"] for row in table("analyses")}
check("describe analyses lists the analyses", kinds >= {"summary", "compare", "morris", "sobol", "survival"}, kinds)
members = {row["pointer"] for row in table("experiments")}
check("describe experiments lists members of all parts", members >= {"/scenario", "/factors/ID/path",
    "/replications/until/N/half_width", "/design/lhs/samples", "/analyses/ID/kind"}, members)

# plan estimates the replications that a half-width needs: (1.96 s / h)^2, s of the paired differences
def estimates(*options, **members):
    """Returns (replications, replications of the pilot) of each half-width that plan prints."""
    with open(path("pilot.json"), "w", encoding="utf-8") as file:
        json.dump({"scenario": SCENARIO, "replications": 30, **members}, file)
    plan = cbmsim("plan", "pilot.json", *options)
    found = re.findall(r"^half-width +(\w+) ([\d.]+) \((\w+)\): about (\d+) .*pilot of (\d+) at 1 point",
        plan.stdout, re.M)
    check("plan estimates the replications of %s %s" % (options, members), found, output_of(plan))
    return found


def deviation(metric, statistic, n):
    """Returns the largest standard deviation of the paired differences from `without`, or of the
    values."""
    done = sweep("pilot.json", "pilot-%s-%d" % (statistic, n))
    check("the pilot can be repeated", done.returncode == 0, output_of(done))
    values = {}
    with open(path("pilot-%s-%d" % (statistic, n), "runs.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            values.setdefault(row["policy"], []).append(float(row[metric]))
    first = values["without"] if statistic == "difference" else [0] * n
    return max(statistics.stdev(a - b for a, b in zip(x, first)) for x in values.values())


found = estimates("--half-width", "harm=0.5")
metric, width, statistic, needed, n = found[0]
estimates("--half-width", "harm=0.5", replications=int(n))
expected = (1.959964 * deviation(metric, statistic, int(n)) / float(width)) ** 2
check("the estimate for a difference is (z s / h)^2", statistic == "difference" and
    abs(int(needed) - expected) < 0.01 * expected + 3, found, expected)
found = estimates(replications={"max": 40, "until": [{"metric": "harm", "half_width": 0.8}]})
metric, width, statistic, needed, n = found[0]
estimates("--half-width", "harm=0.8", replications=int(n))
expected = (1.959964 * deviation(metric, statistic, int(n)) / float(width)) ** 2
check("the estimate for a target of the file is (z s / h)^2", statistic == "mean" and
    abs(int(needed) - expected) < 0.01 * expected + 3, found, expected)
for wrong in "harm", "harm=0", "harm=x", "hram=1", "harm=inf", "=1":
    done = cbmsim("plan", "pilot.json", "--half-width", wrong)
    check("plan refuses --half-width %s" % wrong, done.returncode == 2 and "METRIC=VALUE" in done.stderr,
        output_of(done))

# The designs of README.md
with open(os.path.join(SOURCE, "scenarios", "experiments", "README.md"), encoding="utf-8") as file:
    readme = file.read()
examples = re.findall(r"^```json\n(\{.*?)```", readme, re.M | re.S)
check("README.md has at least ten designs", len(examples) >= 10, len(examples))
used = set()
for k, text in enumerate(examples):
    done = runs("readme-%d" % k, text.replace('"samples": 400', '"samples": 12'), replications=2)
    check("example %d of README.md runs" % (k + 1), done.returncode == 0, text, output_of(done))
    with open(path("whole.json"), "w", encoding="utf-8") as out:
        out.write(text)
    done = cbmsim("check", "whole.json")
    check("example %d of README.md is valid as written" % (k + 1), done.returncode == 0, output_of(done))
    used |= set(re.findall(r'"(\w+)"', text))
check("README.md shows every kind of design", used >= {row["id"] for row in designs} - {"csv"}, used)
finish()
