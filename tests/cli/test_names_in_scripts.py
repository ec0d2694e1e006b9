#!/usr/bin/python3
"""scripts/pivot, sensitivity, validate and calibrate refuse unknown names and outputs that they must not replace."""
import json
import os
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")


def path(*names):
    return os.path.join(HERE.name, *names)


def run(script, *words):
    return subprocess.run([os.path.join(SOURCE, "scripts", script), *words], cwd=HERE.name, text=True,
        env={**os.environ, "CBMSIM": CBMSIM}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)


def refused(status, script, words, *parts):
    done = run(script, *words)
    check("%s %s is refused" % (script, " ".join(words)), done.returncode == status and not done.stdout and
        all(p in done.stderr for p in parts) and "Traceback" not in done.stderr, done.returncode, done.stdout,
        done.stderr[:2000], *parts)


with open(path("sweep.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "cbmsim-experiment-1", "title": "pivot", "scenario": "two-states-tutorial.json",
        "factors": {"days": {"path": "/horizon_days", "values": [100, 200]},
            "share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"points": [{"days": 100, "share": 0}, {"days": 200, "share": 1}]}, "replications": 4,
        "outputs": {"metrics": ["harm", "crisis_days"]}}, file)
with open(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), encoding="utf-8") as file:
    scenario = json.load(file)
with open(path("two-states-tutorial.json"), "w", encoding="utf-8") as file:
    json.dump(scenario, file)
done = subprocess.run([CBMSIM, "sweep", path("sweep.json"), "-o", path("swept"), "-q"], stderr=subprocess.PIPE)
check("a sweep is made for the test", done.returncode == 0, done.stderr)

done = run("pivot", "swept", "harm", "days", "policy")
check("pivot prints a table", done.returncode == 0 and done.stdout.count("\n") == 4, done.stdout, done.stderr)
done = run("pivot", "swept", "harm", "days", "policy", "share=1")
check("pivot prints a table of selected rows", done.returncode == 0 and done.stdout.count("\n") == 3, done.stdout, done.stderr)
for words, parts in (
        (["harmm", "days", "policy"], ["there is no metric \"harmm\", did you mean \"harm\"?; known: harm, crisis_days"]),
        (["max_rung", "days", "policy"], ["there is no metric \"max_rung\"; known: harm, crisis_days"]),
        (["wrongful_responses", "days", "policy"],
            ["there is no metric \"wrongful_responses\", renamed to \"misdirected_responses\"; known: "]),
        (["harm", "dayz", "policy"], ["there is no column \"dayz\", did you mean \"days\"?; known: point_id"]),
        (["harm", "days", "polcy"], ["there is no column \"polcy\", did you mean \"policy\"?"]),
        (["harm", "days", "policy", "shar=1"], ["there is no column \"shar\", did you mean \"share\"?"]),
        (["harm", "days", "policy", "share=2"], ["there is no share \"2\"; known: 0, 1"]),
        (["harm", "days", "policy", "policy=nope"], ["there is no policy \"nope\"; known: "]),
        (["harm", "days", "policy", "share=1", "days=100"], ["no row has share=1 and days=100"]),
        (["harm", "days", "policy", "share"], ["expected COLUMN=VALUE, found \"share\""]),
        (["harm", "days", "policy", "--file", "comparisons"], ["comparisons.csv: No such file"]),
        (["harm", "days", "policy", "--file", "summary"], ["summary.csv: is not a file of differences"])):
    refused(1, "pivot", ["swept"] + words, *parts)
refused(1, "pivot", ["nowhere", "harm", "days", "policy"], "nowhere/design.csv: No such file")

os.symlink("page.md", path("link.md"))
for name, text in (("page.md", "no place\n"), ("with.md", "<!-- from scripts/sensitivity -->\n<!-- end -->\n")):
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)
os.mkdir(path("other"))
one = "two-states-tutorial.json"
for words, part in (
        ([one, "--metrics", "harm,ham"], "there is no metric \"ham\"; known: "),
        ([one, "--size", "two-state=1x1x1"], "there is no scenario for --size \"two-state\"; known: two-states-tutorial"),
        ([one, "other/" + one], "several scenarios are named \"two-states-tutorial\""),
        ([one, "--into", "page.md"], "page.md has no lines <!-- from scripts/sensitivity -->"),
        ([one, "--into", "link.md"], "link.md: is a symbolic link"),
        ([one, "--into", one], "is an input"),
        ([one, "-o", "swept"], "is inside a result directory of cbmsim")):
    refused(1, "sensitivity", (["-o", "out"] if "-o" not in words else []) + words, part)
check("a refused command writes nothing", not os.path.exists(path("out")))

for words, part in (
        (["--csv", "link.md"], "link.md: is a symbolic link"), (["--csv", "/dev/null"], "is a directory or a device"),
        (["--csv", "swept/runs.csv"], "is inside a result directory of cbmsim"),
        (["--baseline", one, "--csv", one], "is an input"),
        (["--write", "--baseline", one], "--write needs the complete table"), (["--runs", "0"], "from 1 on")):
    refused(2, "validate", words, part)
refused(2, "calibrate", ["--write", "--baseline", path("link.md")], "link.md: is a symbolic link")
HERE.cleanup()
finish()
