#!/usr/bin/python3
"""Calibration of a sweep: targets and their errors, recovery of known values, the posterior as a design."""
import csv
import json
import os
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

FOLDER = tempfile.mkdtemp(prefix="cbmsim-test-")
FACTORS = {"rate": {"path": "/parameters/publicity/p_overt", "range": [0.05, 0.95]},
    "observed": {"path": "/sources/mischief/rates_as_observed", "levels": [True, False]}}
OUTPUTS = {"metrics": ["harm"], "trace_level": "none",
    "outcomes": {"public_share": {"expression": "incidents_observed / incidents_true"}}}
BASE = {"format": "cbmsim-experiment-1", "replications": 2, "scenario": "two-states-tutorial.json",
    "policies": {"only": {"title": "only"}}, "baseline": "only", "outputs": OUTPUTS,
    "factors": {"rate": FACTORS["rate"]}, "design": {"random": {"samples": 150}}}
with open(os.path.join(SOURCE, "scenarios", BASE["scenario"]), encoding="utf-8") as file:
    WORLD = json.load(file)
WORLD["horizon_days"] *= 5  # so that one run has enough incidents to restrict a factor
with open(os.path.join(FOLDER, BASE["scenario"]), "w", encoding="utf-8") as file:
    json.dump(WORLD, file)


def write(name, content):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
        json.dump(content, file)


def run(command, *rest, **members):
    write("e.json", {**BASE, **members})
    return subprocess.run([CBMSIM, command, "e.json", *rest], cwd=FOLDER, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def rows(folder, name="calibration"):
    with open(os.path.join(FOLDER, folder, "analysis", name + ".csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(*path):
    with open(os.path.join(FOLDER, *path), "rb") as file:
        return file.read()


def calibration(targets, **members):
    return {"calibration": {"kind": "calibration", "targets": targets, **members}}


ONE = {"share": {"statistic": "public_share", "value": 0.6, "tolerance": 0.1}}
for title, analyses, message in (
        ("a calibration without targets", {"a": {"kind": "calibration"}}, 'calibration needs "targets"'),
        ("targets elsewhere", {"a": {"kind": "regress", "targets": ONE}}, "only calibration has"),
        ("targets that are a number", calibration(1), "name of a file with targets"),
        ("a file that does not exist", calibration("none.json"), "No such file"),
        ("an unknown statistic", calibration({"a": {"statistic": "harmm", "value": 1}}), "harm"),
        ("a target without a value", calibration({"a": {"statistic": "harm"}}), "value"),
        ("held-out targets alone", calibration({"a": {**ONE["share"], "held_out": True}}),
            "not be held out"),
        ("an unknown policy", calibration(ONE, policy="onyl"), 'did you mean "only"'),
        ("the file of another analysis", {**calibration(ONE),
            "calibration_posterior": {"kind": "converge"}}, "also the file of another analysis")):
    done = run("check", analyses=analyses)
    check(title + " is refused", done.returncode != 0 and message in done.stderr, done.stderr)
done = run("check", analyses=calibration(ONE))
check("the twin of these is valid", done.returncode == 0, done.stderr)
check("it has no warning about random numbers", "common random numbers" not in done.stderr, done.stderr)
done = run("check", analyses=calibration(ONE), random={"common_across": ["point"]})
check("common random numbers have a warning", "more points do not reduce the noise" in done.stderr, done.stderr)
done = run("check", analyses=calibration(ONE), design={"morris": {"trajectories": 2}})
check("trajectories alone are refused", "neither morris nor saltelli" in done.stderr, done.stderr)

# Targets in a file have the same effect as targets in the experiment, and new targets need no new
# runs.
write("targets.json", {"format": "cbmsim-targets-1", "title": "Test", "targets": ONE})
run("sweep", "-o", "one", "--quiet", analyses=calibration("targets.json"))
run("sweep", "-o", "two", "--quiet", analyses=calibration(ONE))
check("a file of targets gives the same files", all(read("one", "analysis", name) == read("two", "analysis",
    name) for name in ("calibration.csv", "calibration_posterior.csv")))
check("the result contains the targets, not the name of the file",
    json.loads(read("one", "experiment.json"))["analyses"]["calibration"]["targets"] == ONE)
before = read("one", "runs.csv")
done = run("sweep", "-o", "one", analyses=calibration({"a": {**ONE["share"], "value": 0.3}}))
check("other targets use the finished runs", before == read("one", "runs.csv") and
    rows("one")[0]["estimate"] != rows("two")[0]["estimate"] and "300" in done.stderr, done.stderr)

# The target comes from runs with a known value of the factor. The interval contains this value.
run("sweep", "-o", "truth", "--quiet", design={"points": [{"rate": 0.4}]}, replications=200)
with open(os.path.join(FOLDER, "truth", "runs.csv"), encoding="utf-8") as file:
    shares = [float(row["public_share"]) for row in csv.DictReader(file)]
known = sum(shares) / len(shares)
both = {"share": {"statistic": "public_share", "value": known, "tolerance": 0.02},
    "seen": {"statistic": "incidents_observed", "value": 1, "held_out": True}}
run("sweep", "-o", "three", "--quiet", analyses=calibration(both), factors=FACTORS)
found = rows("three")
rate = next(row for row in found if row["name"] == "rate")
check("the interval contains the known value and is narrower than the range",
    float(rate["ci_lo"]) < 0.4 < float(rate["ci_hi"]) and float(rate["sd_ratio"]) < 0.92, rate) # one run has little information
levels = {row["level"]: float(row["estimate"]) for row in found if row["name"] == "observed"}
check("a text has the probabilities of its levels", set(levels) == {"true", "false"} and
    abs(sum(levels.values()) - 1) < 1e-9, levels)
roles = [(row["role"], row["name"]) for row in found if row["role"] != "parameter"]
check("targets are fitted, checked and predicted", roles == [("held_out", "seen"),
    ("fitted", "share"), ("check", "share")], roles)
wrong = {"share": {**both["share"], "value": 5}}
run("sweep", "-o", "three", "--quiet", analyses=calibration(wrong), factors=FACTORS)
far = [["no run reaches" in row["warning"] for row in table if row["name"] == "share"]
    for table in (rows("three"), found)]
check("a figure that no run reaches has a warning", far == [[True, True], [False, False]], far)

# The posterior is a design. With "accept": 1 its runs predict the targets.
shutil.copy(os.path.join(FOLDER, "two", "analysis", "calibration_posterior.csv"), FOLDER)
done = run("sweep", "-o", "four", "--quiet", design={"csv": "calibration_posterior.csv"},
    analyses=calibration(ONE, accept=1))
draws = rows("two", "calibration_posterior")
drawn = [float(row["rate"]) for row in draws]
check("a sweep accepts the posterior", done.returncode == 0 and len(drawn) > 10 and
    len(set(drawn)) == len(drawn) and 0.05 <= min(drawn) and max(drawn) <= 0.95, done.stderr)
again = rows("four")
check("all its runs count", again[0]["accepted"] == again[0]["n"] == str(2 * len(drawn)) and
    again[0]["adjusted"] == "FALSE", again[0])
check("its mean is that of the posterior", abs(float(again[0]["estimate"]) -
    float(rows("two")[0]["estimate"])) < 0.1, again[0])

# Targets on the command line, for a result without a calibration, with statistics from a table.
def analyze(*rest):
    return subprocess.run([CBMSIM, "analyze", "plain", *rest], cwd=FOLDER, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


run("sweep", "-o", "plain", "--quiet")
done = analyze("--targets", "targets.json")
check("analyze --targets gives the files of the sweep", done.returncode == 0 and
    read("plain", "analysis", "calibration.csv") == read("two", "analysis", "calibration.csv"), done.stderr)
with open(os.path.join(FOLDER, "plain", "runs.csv"), encoding="utf-8") as file:
    table = [[row["point_id"], row["policy"], row["rep"], "ok", row["public_share"]]
        for row in csv.DictReader(file)]
with open(os.path.join(FOLDER, "own.csv"), "w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([["point_id", "policy", "rep", "status", "mine"], *table])
write("own.json", {"targets": {"share": {**ONE["share"], "statistic": "mine"}}})
done = analyze("--targets", "own.json", "--statistics", "own.csv")
check("so does a table of statistics", done.returncode == 0 and
    read("plain", "analysis", "calibration.csv").replace(b",mine,", b",public_share,") ==
    read("two", "analysis", "calibration.csv"), done.stderr)
for title, words, message in (("an unknown column", ["--targets", "own.json"], "unknown metric mine"),
        ("a share above 1", ["--targets", "targets.json", "--accept", "2"], "a share above 0 and at most 1"),
        ("statistics without targets", ["--statistics", "own.csv"], "needs --targets"),
        ("a table that does not exist", ["--targets", "own.json", "--statistics", "none.csv"], "none.csv")):
    done = analyze(*words)
    check(title + " is refused", done.returncode != 0 and message in done.stderr, done.stderr)
shutil.rmtree(FOLDER)
finish()
