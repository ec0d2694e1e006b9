#!/usr/bin/python3
"""The commands and the R, Python and gnuplot examples of README.md work as written."""
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, not_sanitized, skip

not_sanitized("snippets", "they test R, pandas and gnuplot, not the program")

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
BEFORE = {
    "r": "",
    "python": "import matplotlib\nmatplotlib.use('Agg')\nimport pandas\n",
    "gnuplot": "set terminal svg\nset output 'plot.svg'\n",
}
COMMAND = {"r": ["Rscript", "--vanilla"], "python": ["/usr/bin/python3"], "gnuplot": ["gnuplot"]}
AFTER = {
    "r": "\nstopifnot(nrow(d) > 0)",
    "python": "\nassert len(d) > 0\nimport matplotlib.pyplot\nmatplotlib.pyplot.savefig('plot.png')",
    "gnuplot": "",
}
PICTURE = {"r": "Rplots.pdf", "python": "plot.png", "gnuplot": "plot.svg"}


def run(*words):
    return subprocess.run(words, cwd=HERE.name, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False, env={**os.environ, "CBMSIM": CBMSIM, "PYTHONPATH": os.path.join(SOURCE, "scripts")})


def draws(kind, text):
    """Runs a snippet that must draw a picture. Returns the error, or an empty text."""
    place = os.path.join(HERE.name, PICTURE[kind])
    if os.path.exists(place):
        os.remove(place)
    with open(os.path.join(HERE.name, "snippet"), "w", encoding="utf-8") as out:
        out.write(BEFORE[kind] + text + AFTER[kind])
    done = run(*COMMAND[kind], "snippet")
    if done.returncode != 0 or re.search("error|warning", done.stdout, re.I):
        return "exit %d: %s" % (done.returncode, done.stdout[-1000:])
    drawn = os.path.exists(place) and os.path.getsize(place) > 1000
    return "" if drawn else "no picture"


with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
    readme = file.read()
shutil.copytree(os.path.join(SOURCE, "scenarios"), os.path.join(HERE.name, "scenarios"))
flags = re.search(r"```json\n(\{\n  \"scenario\".*?)```", readme, re.S)[1]
with open(os.path.join(HERE.name, "flags.json"), "w", encoding="utf-8") as out:
    out.write(flags)
calm = re.search(r"```json\n(\{\"extends\".*?)```", readme, re.S)[1]
with open(os.path.join(HERE.name, "calm.json"), "w", encoding="utf-8") as out:
    out.write(calm)
record = re.search(r"```json\n(\{\"scenario\": \"scenarios/baseline.*?)```", readme, re.S)[1]
with open(os.path.join(HERE.name, "record.json"), "w", encoding="utf-8") as out:
    out.write(record.replace('"samples": 400', '"samples": 12'))
os.symlink(os.path.join(SOURCE, "scripts"), os.path.join(HERE.name, "scripts"))
os.mkdir(os.path.join(HERE.name, "results"))
commands = re.findall(r"^(cbmsim (?:run|sweep|plan) [^\\#\n]*?) *(?:#.*)?$", readme, re.M)
check("README.md has at least three commands", len(commands) >= 3, commands)
for command in commands:
    done = run(CBMSIM, *command.split()[1:])
    check("the command works: %s" % command, done.returncode == 0, done.stdout[-1000:])
with open(os.path.join(HERE.name, "results", "calm", "analysis", "compare.csv"), encoding="utf-8") as file:
    compared = file.read()
check("the example of outcomes in README.md has five lines, and its outcomes are compared",
    len(calm.splitlines()) <= 5 and ",calm," in compared and ",hostile_share," in compared, calm, compared[:500])

with open(os.path.join(HERE.name, "results", "record", "analysis", "calibration.csv"), encoding="utf-8") as file:
    calibrated = file.read()
check("the calibration in README.md has at most 16 lines, and predicts the held-out target",
    len(record.splitlines()) <= 16 and ",held_out,severe_to_slight," in calibrated, calibrated[:500])

for kind in "r", "python", "gnuplot":
    snippets = re.findall(r"^```%s\n(.*?)```" % kind, readme, re.M | re.S)
    expected = 2 if kind == "gnuplot" else 3
    check("README.md has %d %s examples" % (expected, kind), len(snippets) == expected and
        all(len(text.splitlines()) <= 5 for text in snippets), snippets)
    if not shutil.which(COMMAND[kind][0]):
        skip("the %s examples work" % kind, "it is not installed")
        continue
    for text in snippets:
        wrong = draws(kind, text)
        check("the %s example works: %s" % (kind, text.splitlines()[0][:60]), not wrong, wrong)
    check("a %s example without its file is detected" % kind, draws(kind, snippets[0].replace("results/ri", "none")))
HERE.cleanup()
finish()
