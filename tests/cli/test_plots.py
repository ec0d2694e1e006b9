#!/usr/bin/python3
"""The scripts in analysis/plots/ draw their figures, in three languages, with any names."""
import csv
import json
import os
import py_compile
import re
import shutil
import struct
import subprocess
import zlib

from sweeps import HERE, SCENARIO, cbmsim, path
from tap import LONG, check, finish, note, skip

HOSTILE = "HYPERLINK(\"http://x\",'y') $\\frac{1}{0$ 100% <script>alert(1)</script> " \
    "`id` $(id) %s\n" + "x" * 10000
LANGUAGES = {
    "python": (["/usr/bin/python3", "plots.py"], "/usr/bin/python3"),
    "r": (["Rscript", "plots.R"], "Rscript"),
    "gnuplot": (["gnuplot", "-c", "plots.gp"], "gnuplot"),
}


def png(file):
    """Returns (width, height, share of lines that are not blank) of a picture."""
    with open(file, "rb") as f:
        data = f.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", file
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    raw = zlib.decompress(packed)
    # PNG stores differences between lines: a blank picture is all zeros except for its first line.
    line = len(raw) // height
    lines = [raw[k * line + 1:(k + 1) * line] for k in range(1, height)]
    drawn = sum(1 for x in lines if x.strip(b"\0"))
    return width, height, drawn / max(1, len(lines))


def blank(file):
    """Writes a blank picture, which is_picture() must refuse."""
    width, height = 800, 600
    raw = b"\0" * (height * (1 + 3 * width))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(file, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2,
            0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def is_picture(file):
    if not os.path.exists(file):
        return False
    width, height, drawn = png(file)
    return width >= 400 and height >= 300 and drawn > 0.1


def draw(directory, language, *options):
    """Runs the script from another directory, in the C locale, which has ASCII only."""
    command, program = LANGUAGES[language]
    if shutil.which(program) is None:
        return None
    script = path(directory, "analysis", "plots", command[-1])
    return subprocess.run(command[:-1] + [script, *options], cwd="/", stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, timeout=240, env={"PATH": os.environ["PATH"], "LC_ALL": "C",
            "HOME": HERE})


def drawn(directory, names, language, *options):
    done = draw(directory, language, *options)
    if done is None:
        skip("%s: %s draws the figures" % (directory, language), "it is not installed")
        return
    check("%s: %s draws the figures" % (directory, language), done.returncode == 0, done.stderr.decode())
    # Expected messages: missing glyphs in the C locale, a metric that is 0 in every run, and effects that
    # gnuplot omits.
    expected = "(?i)glyph|font|iconv failed|empty [xy] range" + "|levels with commas or quotes" * (directory == "alone")
    loud = [x for x in done.stderr.decode("utf-8", "replace").splitlines() if x.strip()
        and not re.search(expected, x)]
    check("%s: %s prints no unexpected message" % (directory, language), not loud, *loud)
    for name in names:
        file = path(directory, "analysis", "plots", "%s-%s.png" % (language, name))
        check("%s: %s is a picture" % (directory, os.path.basename(file)), is_picture(file),
            os.listdir(os.path.dirname(file)))


with open(path(SCENARIO), encoding="utf-8") as f:
    scenario = json.load(f)
scenario["title"] = HOSTILE
scenario["states"]["ardia"]["name"] = HOSTILE
scenario["policies"]["hotline"]["title"] = "_" + HOSTILE
with open(path("hostile.json"), "w", encoding="utf-8") as f:
    json.dump(scenario, f)

RUN = "a b'c \"d\""
done = cbmsim("run", "hostile.json", "-o", RUN, "-n", "12", "-q")
check("a run with hostile names succeeds", done.returncode == 0, done.stderr)
with open(path("wide.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": HOSTILE, "scenario": "hostile.json",
        "factors": {"tension": {"path": "/pairs/ardia:borvia/tension_baseline", "unit": "tension",
            "title": "tension before the first incident", "values": [0.25, 0.75]},
            "share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"factorial": {"tension": "all", "share": "all"}}, "replications": 12,
        "outputs": {"metrics": ["harm", "hostile_responses", "first_rung_6_day"]},
        "analyses": {"course": {"kind": "converge", "metrics": ["harm"]},
            "waiting": {"kind": "survival", "metrics": ["first_rung_6_day"]}}}, f)
with open(path("screen.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": "screening", "scenario": SCENARIO,
        "factors": {"tension": {"path": "/pairs/ardia:borvia/tension_baseline", "unit": "tension",
            "range": [0.25, 0.75]},
            "share": {"path": "/sources/mischief/false_flag/share", "range": [0, 1]}},
        "design": {"morris": {"trajectories": 3, "levels": 4}}, "replications": 5,
        "outputs": {"metrics": ["harm", "hostile_responses"]},
        "analyses": {"screen": {"kind": "morris"}}}, f)
# One policy, so that there are no differences. The texts of a factor contain characters that end a
# cell or a command.
one = {key: value for key, value in scenario.items() if key not in ("policies", "baseline")}
one["states"] = dict(one["states"], ardia=dict(one["states"]["ardia"], name="Ardia"))
with open(path("one.json"), "w", encoding="utf-8") as f:
    json.dump(one, f)
with open(path("alone.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": "one policy", "scenario": "one.json",
        "factors": {"name": {"path": "/states/ardia/name", "levels": ["a, \"b\"", "`id` 5 %s", "it's"]},
            "share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"factorial": {"name": "all", "share": "all"}}, "replications": 5,
        "outputs": {"metrics": ["harm", "hostile_responses"]}}, f)
# Levels that gnuplot can read, and a factor that the design does not use.
with open(path("levels.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": "levels", "scenario": "one.json",
        "factors": {"name": {"path": "/states/ardia/name", "levels": ["slow $(id)", "fast", "100 %"]},
            "share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]},
            "unused": {"path": "/horizon_days", "values": [100, 200]}},
        "design": {"factorial": {"name": "all", "share": "all"}}, "replications": 5,
        "outputs": {"metrics": ["harm", "hostile_responses"]}}, f)
# Almost no incidents: some metrics have no value in any run, and one event never happens.
one["sources"] = {name: dict(source, targets={target: 1e-9 for target in source["targets"]})
    for name, source in one["sources"].items()}
with open(path("quiet-one.json"), "w", encoding="utf-8") as f:
    json.dump(one, f)
with open(path("quiet.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": "quiet", "scenario": "quiet-one.json",
        "factors": {"share": {"path": "/sources/mischief/false_flag/share", "values": [0, 1]}},
        "design": {"factorial": {"share": "all"}}, "replications": 12,
        "outputs": {"metrics": ["detection_days_median", "first_rung_6_day"]},
        "analyses": {"course": {"kind": "converge", "metrics": ["detection_days_median"]},
            "waiting": {"kind": "survival", "metrics": ["first_rung_6_day"]}}}, f)
with open(path("indices.json"), "w", encoding="utf-8") as f:
    json.dump({"format": "cbmsim-experiment-1", "title": "indices", "scenario": "one.json",
        "factors": {"tension": {"path": "/pairs/ardia:borvia/tension_baseline", "range": [0.05, 0.9]},
            "share": {"path": "/sources/mischief/false_flag/share", "range": [0, 1]}},
        "design": {"saltelli": {"base": 16, "second_order": True}}, "replications": 30,
        "outputs": {"metrics": ["harm"]}, "analyses": {"indices": {"kind": "sobol"}}}, f)
for name in ("wide", "screen", "alone", "levels", "quiet", "indices"):
    done = cbmsim("sweep", name + ".json", "-o", name, "-q")
    check("the sweep %s succeeds" % name, done.returncode == 0, done.stderr)

with open(path(RUN, "analysis", "plots", "labels.csv"), encoding="utf-8", newline="") as f:
    labels = {(r["kind"], r["name"]): r["label"] for r in csv.DictReader(f)}
check("labels.csv has the labels of metrics and policies", labels[("metric", "crisis_days")] == "days in crisis"
    and labels[("metric", "harm")] == "harm (severity squared)"
    and labels[("metric", "first_rung_6_day")] == "day of the first act of rung 6 or above"
    and labels[("metric", "first_rung_6_day_share")] == "share of runs with an act of rung 6 or above"
    and labels[("without", "first_rung_6_day")] == "share of runs without an act of rung 6 or above"
    and labels[("metric", "crises")] == "crises" and labels[("start", "days")] == "20089"
    and labels[("state", "borvia")] == "Borvia"
    and labels[("policy", "without")] == "no hotline", labels)
with open(path("wide", "analysis", "plots", "labels.csv"), encoding="utf-8", newline="") as f:
    text = f.read()
check("labels.csv has the titles of factors", "factor,tension,tension before the first incident\n" in text
    and "factor,share,share\n" in text, text[:2000])
done = cbmsim("report", "wide")
with open(path("wide", "report.html"), encoding="utf-8") as f:
    text = f.read()
check("the report has the titles of factors, and the words of the plots", "tension before the first incident" in text
    and "day of the first act of rung 6 or above" in text, done.stderr)
with open(path(RUN, "analysis", "plots", "labels.csv"), encoding="utf-8", newline="") as f:
    text = f.read()
check("a label is one short line", max(map(len, text.splitlines())) < 300)
with open(path(RUN, "datapackage.json"), encoding="utf-8") as f:
    names = [r["path"] for r in json.load(f)["resources"]]
check("datapackage.json describes labels.csv", "analysis/plots/labels.csv" in names, names)
plots = path(RUN, "analysis", "plots")
py_compile.compile(os.path.join(plots, "plots.py"), cfile=path("plots.pyc"), doraise=True)

blank(path("blank.png"))
check("a blank picture is detected", not is_picture(path("blank.png")))

kept = {n: open(os.path.join(plots, n), "rb").read() for n in os.listdir(plots)}
os.remove(os.path.join(plots, "plots.py"))
with open(os.path.join(plots, "labels.csv"), "a", encoding="utf-8") as f:
    f.write("x\n")
done = cbmsim("analyze", RUN)
check("analyze writes the scripts and labels again", done.returncode == 0 and kept == {n: open(
    os.path.join(plots, n), "rb").read() for n in os.listdir(plots)}, done.stderr)

if os.environ.get("SANITIZE"):
    note("the scripts are tested in the build without sanitizers")
else:
    for language in LANGUAGES:
        drawn(RUN, ["compare", "distribution", "timeline"], language)
        drawn("levels", ["effect", "distribution"], language)
        wide = path(RUN, "analysis", "plots", language + "-compare.png")
        check("%s: pictures have 200 dots per inch" % language, not os.path.exists(wide) or png(wide)[0] >= 3 * 3.6 * 200)
        done = draw("indices", language, "--format", "svg", "harm")
        for name, words in (("effect", ["95 % CI, n = 30 runs"]), ("distribution", [", n = 2880 runs per policy"]),
                ("indices", ["total (ST), second-order (S2), 95 % CI, n = 30 runs per point", " ×", "without changes S2"])):
            file = path("indices", "analysis", "plots", "%s-%s.svg" % (language, name))
            if done is not None and check("%s draws %s as svg" % (language, name), os.path.exists(file), done.stderr):
                with open(file, encoding="utf-8") as f:
                    text = f.read()
                # R draws the letters, so that its texts cannot be read.
                check("%s: %s shows intervals, numbers of runs and pairs of factors" % (language, name),
                    language == "r" or all(w in text for w in words), words, re.findall(r"<text>.*|<!--.*", text))
        if language == "r":
            drawn("quiet", ["effect", "waiting"], language)
            drawn("quiet", ["distribution"], language, "detection_days_median")
        if not LONG:
            skip("%s draws sweeps and other formats" % language, "--all only")
            continue
        drawn("wide", ["effect", "distribution", "course", "waiting"], language)
        drawn("screen", ["effect", "distribution", "screen"], language)
        # gnuplot cannot read texts with quotes. It reports this and omits the effects of such factors.
        drawn("alone", ["distribution"] + ["effect"] * (language != "gnuplot"), language)
    done = draw("alone", "gnuplot")
    check("gnuplot reports the effects that it omits", done is None or "see plots.py" in done.stderr.decode(), done)
    for directory in (RUN, "wide", "screen", "levels"):
        made = {}
        for n in os.listdir(path(directory, "analysis", "plots")):
            if n.endswith(".png"):
                made.setdefault(n.split("-")[0], set()).add(n.split("-", 1)[1])
        check("%s: all languages draw the same figures" % directory,
            len({tuple(sorted(names)) for names in made.values()}) <= 1, made)
    for language in LANGUAGES:
        done = draw(RUN, language, "--format=pdf", "crisis_days") if LONG else None
        if done is not None:
            there = [n for n in os.listdir(plots) if n.startswith(language) and n.endswith(".pdf")]
            check("%s draws one metric as pdf" % language, done.returncode == 0 and len(there) == 3, done.stderr, there)
    done = cbmsim("verify", RUN)
    check("verify accepts a result with pictures", done.returncode == 0, done.stderr)
    done = cbmsim("run", "hostile.json", "-o", RUN, "-n", "13", "-q")
    check("a result with pictures can be extended", done.returncode == 0, done.stderr)
finish()
