#!/usr/bin/python3
"""The commands and examples of README.md and results/README.md work as written, in a copy of the
installed files. A recipe prints the text that follows it, and the recipes in Python print the same
numbers as those in R.
"""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import BUILD, SOURCE, check, finish, not_sanitized, skip

sys.path.insert(0, os.path.join(SOURCE, "scripts"))
sys.dont_write_bytecode = True
import recipes  # noqa: E402

not_sanitized("snippets", "they test R, pandas and gnuplot, not the program")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
FOLDER = os.path.join(HERE.name, "work")
PREFIX = os.path.join(HERE.name, "prefix")
PROGRAM = os.path.join(PREFIX, "bin", "cbmsim")


def text_of(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


def words(text):
    return sum(1 for word in text.split() if re.search("[A-Za-z0-9]", word))


def environment():
    """Returns an environment with the program on the search path, as README.md describes it."""
    known = {name: value for name, value in os.environ.items() if name not in ("CBMSIM", "SOURCE_DIR")}
    return {**known, "PATH": os.path.dirname(PROGRAM) + os.pathsep + os.environ["PATH"],
        "PYTHONPATH": os.path.join(FOLDER, "scripts")}


def run(*command):
    """Runs a command in a copy of share/cbmsim, as the documents describe it."""
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False, env=environment())


def example(kind, code):
    return recipes.execute(kind, code, FOLDER, environment())


def fault(done):
    """Returns the output of a program that failed or warned, otherwise nothing."""
    said = done.stdout[-500:] + done.stderr[-1000:]
    return said if done.returncode != 0 or re.search("error|warning", done.stderr, re.I) else ""


def numbers(printed):
    return [float(word) for word in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e[-+]\d+)?(?![\w.])", printed)]


def agree(printed, others):
    """Whether the printed numbers of two digits equal the other numbers after rounding."""
    pairs = list(zip(numbers(printed), numbers(others)))
    return len(pairs) == len(numbers(printed)) == len(numbers(others)) > 0 and all(
        abs(a - b) <= 0.06 * abs(b) + 1e-5 for a, b in pairs)


def draws(picture, code):
    """Whether the code wrote the picture that it names."""
    wanted = '"%s"' % picture in code
    place = os.path.join(FOLDER, picture)
    drawn = os.path.exists(place) and os.path.getsize(place) > 1000
    if drawn:
        os.remove(place)
    return drawn == wanted


def json_files(text, names):
    """Saves the examples that the text names: "Save this as `NAME`"."""
    found = recipes.SAVED.findall(text)
    check("the document has the files %s" % names, [name for name, _ in found] == names, found)
    for name, body in found:
        json.loads(body)
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as out:
            out.write(body.replace('"samples": 400', '"samples": 12'))


done = subprocess.run(["cmake", "-DRECORD=" + os.path.join(HERE.name, "record"), "-DCMAKE_INSTALL_PREFIX=" + PREFIX,
    "-P", os.path.join(BUILD, "cmake_install.cmake")], capture_output=True, text=True, check=False)
check("the program is installed", done.returncode == 0, done.stdout, done.stderr)
shutil.copytree(os.path.join(PREFIX, "share", "cbmsim"), FOLDER)
readme, results = text_of("README.md"), text_of("results/README.md")
written = words(re.sub(r"<!-- from the program.*?<!-- end -->", "", readme, flags=re.S))
check("README.md has at most 1760 words outside generated blocks", written <= 1760, written)

# Every entry of the list of contents is a link to one place.
for name, place in re.findall(r"\[([^]]*)\]\(([^)]*)\)", readme):
    file, _, anchor = place.partition("#")
    heads = [re.sub("[^a-z0-9 -]", "", head.lower()).replace(" ", "-")
        for head in re.findall(r"^#+ (.*)$", text_of(file or "README.md"), re.M)]
    check("the link to %s has its section" % place, not anchor or anchor in heads, name)

# The commands of README.md
json_files(readme, ["calm.json", "flags.json"])
shell = re.sub(r"\\\n\s*", "", readme)
commands = re.findall(r"^((?:cbmsim (?:run|sweep|plan|report)|scripts/pivot) [^#\n]*?) *(?:#.*)?$", shell, re.M)
check("README.md has at least eight commands", len(commands) >= 8, commands)
for command in commands:
    done = run("sh", "-c", command)
    check("the command works: %s" % command[:80], done.returncode == 0, done.stdout[-500:], done.stderr[-1000:])
    if command.startswith("scripts/pivot"):
        check("README.md has the table of pivot", done.stdout.count("\n") > 3 and done.stdout in readme, done.stdout)
with open(os.path.join(FOLDER, "results", "calm", "analysis", "compare.csv"), encoding="utf-8") as file:
    compared = file.read()
check("the outcomes of README.md are compared", ",calm," in compared and ",hostile_share," in compared, compared[:500])

# The calibration
recorded = text_of("scenarios/experiments/README.md")
json_files(recorded, ["record.json"])
done = run("cbmsim", "sweep", "record.json", "-o", "results/record")
with open(os.path.join(FOLDER, "results", "record", "analysis", "calibration.csv"), encoding="utf-8") as file:
    calibrated = file.read()
check("the calibration predicts the held-out target", done.returncode == 0 and
    ",held_out,severe_to_slight," in calibrated, done.stderr[-500:], calibrated[:500])

# The recipes
of_r = [match.groupdict() for match in recipes.RECIPE.finditer(readme) if match["kind"] == "r"]
python = re.search(r"^## In Python\n.*?^```python\n(.*?)^```", readme, re.M | re.S)[1]
of_python = [python] + [match["code"] for match in
    recipes.RECIPE.finditer(results[results.index("## Recipes in Python"):results.index("## Continuing a run")])]
check("README.md has five recipes in R, and their texts", len(of_r) == 5 and all(r["prints"] for r in of_r), of_r)
check("there are five recipes in Python", len(of_python) == 5, of_python)
for recipe in of_r:
    size = words(readme[readme.index("### " + recipe["title"]):].split("\n#")[0])
    check("the recipe has at most 150 words: %s" % recipe["title"], size <= 150, size)
if recipes.installed("r"):
    for recipe in of_r:
        done = example("r", recipe["code"])
        check("the recipe prints its text: %s" % recipe["title"], not fault(done) and done.stdout == recipe["prints"]
            and draws("flags.png", recipe["code"]), fault(done), done.stdout, recipe["prints"])
    path = re.search(r"^## In R\n(?:(?!^#).)*?^```r\n(.*?)^```", readme, re.M | re.S)[1]
    done = example("r", path)
    check("README.md finds the paths of numbers, metrics and columns", not fault(done) and all(row in done.stdout for row in
        ("/pairs/ardia:borvia/tension_baseline,", "\nharm_parties,harm_parties,", "\nincidents.csv,severity,")), fault(done),
        done.stdout)
    done = example("r", of_r[0]["code"].replace("seed = 1", "seed = 2"))
    check("a recipe with another seed prints another text", not fault(done) and done.stdout != of_r[0]["prints"])
else:
    skip("the recipes in R print their texts", "R is not installed")
if importlib.util.find_spec("pandas"):
    for code, twin in zip(of_python, of_r):
        done = example("python", code)
        check("Python prints the numbers: %s" % twin["title"], not fault(done) and agree(twin["prints"], done.stdout)
            and draws("flags.png", code), fault(done), done.stdout)
else:
    skip("the recipes in Python print the numbers of those in R", "pandas is not installed")
check("numbers that differ are found", agree("a 0.12 -1", "a 0.1234 -1") and not agree("a 0.12", "a 0.22"))

# The examples of results/README.md
reading = results[results.index("## Reading the files"):results.index("## Recipes in Python")]
for kind in recipes.COMMAND:
    examples = re.findall(r"^```%s\n(.*?)^```" % kind, reading, re.M | re.S)
    check("results/README.md has an example in %s" % kind, examples)
    if not recipes.installed(kind):
        skip("the %s examples work" % kind, "it is not installed")
        continue
    for text in examples:
        done = example(kind, text)
        check("the %s example works" % kind, not fault(done), text, fault(done))
    check("a %s example without its file is detected" % kind, fault(example(kind, examples[0].replace(
        "results/ri", "none"))))
HERE.cleanup()
finish()
