#!/usr/bin/python3
"""
The scripts in analysis/plots/ refuse metrics and runs that are not in the result, work in any directory and with
any name, and execute no text from a table.
"""
import importlib.util
import json
import os
import re
import shutil
import subprocess

import forked
from sweeps import HERE, SCENARIO, cbmsim, path
from tap import LONG, SOURCE, check, finish, not_sanitized, skip

not_sanitized("plots", "they test Python, R and gnuplot scripts, not the program")

METRIC = "harm"
COMMANDS = {"python": ["/usr/bin/python3", "plots.py"], "r": ["Rscript", "plots.R"],
    "gnuplot": ["gnuplot", "-c", "plots.gp"]}
FOLDERS = ["a 100% b", "it's", 'say "so"', "$HOME $(id)", "a`id`b", "a;id;b", "a&b", "Mühe", "  two  ", "%d%n%s"]
FOLDERS = FOLDERS if LONG else ["".join(FOLDERS)]
IDS = ["x-1", "a_b", "u2", "policy-with-a-long-name", "true_x", "e5"]


def draw(directory, language, *options):
    words = COMMANDS[language]
    script = path(directory, "analysis", "plots", words[-1])
    if language == "python":
        done = forked.run(script, *options, cwd=HERE)
    else:
        done = subprocess.run(words[:-1] + [script, *options], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=240)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def pictures(directory, language):
    return sorted(n for n in os.listdir(path(directory, "analysis", "plots")) if n.startswith(language) and
        os.path.getsize(path(directory, "analysis", "plots", n)) > 4000)


def copy(directory, name):
    shutil.rmtree(path(name), ignore_errors=True)
    shutil.copytree(path(directory), path(name))
    return name


def rewrite(name, pattern, text):
    with open(path(name), encoding="utf-8") as file:
        old = file.read()
    new = re.sub(pattern, lambda match: text, old, flags=re.M)
    assert new != old, (name, pattern)
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(new)


with open(path(SCENARIO), encoding="utf-8") as file:
    scenario = json.load(file)
base = next(iter(scenario["policies"]))
scenario["title"] = "NA"
for k, name in enumerate(IDS):
    scenario["policies"][name] = dict(scenario["policies"][base], title=["NA", "nan", "", "`id`, $(id)", "it's 5 %", "1"][k])
with open(path("named.json"), "w", encoding="utf-8") as file:
    json.dump(scenario, file)
done = cbmsim("run", "named.json", "-o", "result", "-n", "4", "-q", "-s", "3")
check("a result with unusual titles and policies is made", done.returncode == 0, done.stderr)
expected = ["compare.png", "distribution.png", "timeline.png"]

with open(os.path.join(SOURCE, "sim", "analysis", "plots", "plots.gp"), encoding="utf-8") as file:
    code = re.sub(r"^\s*#.*$|# .*$", "", file.read(), flags=re.M)
ways = r"system|`|^\s*!|[\"']<|[\"']\|[^\"]|\bload\b|\bcall\b"
check("plots.gp contains no command that starts a shell", not re.search(ways, code, re.M), re.findall(ways, code, re.M))

for script, ways in (("plots.py", r"\b(system|subprocess|popen|eval|exec|__import__)\b"),
        ("plots.R", r"\b(system2?|shell|pipe|eval|parse|source)\(")):
    with open(os.path.join(SOURCE, "sim", "analysis", "plots", script), encoding="utf-8") as file:
        found = re.findall(ways, file.read())
    check("%s contains no command that executes text" % script, not found, *found)
if importlib.util.find_spec("matplotlib") and importlib.util.find_spec("pandas"):
    for module in ("matplotlib.pyplot", "pandas"):  # once for all runs of plots.py
        importlib.import_module(module)

for language, words in COMMANDS.items():
    if shutil.which(words[0]) is None:
        skip(language, "it is not installed")
        continue
    status, out, err = draw("result", language)
    check("%s: unusual titles and policies are drawn" % language, status == 0 and pictures("result", language) ==
        ["%s-%s" % (language, n) for n in expected], status, err, pictures("result", language))
    for place in FOLDERS:
        copy("result", place)
        for n in pictures(place, language):
            os.remove(path(place, "analysis", "plots", n))
        status, out, err = draw(place, language)
        check("%s: the scripts work in the folder %s" % (language, place), status == 0 and pictures(place, language) ==
            ["%s-%s" % (language, n) for n in expected], status, err, pictures(place, language))
    before = {n: os.path.getmtime(path("result", "analysis", "plots", n)) for n in pictures("result", language)}
    for options, parts in (
            (["harmm"], ["there is no metric \"harmm\"", "there are ", " harm"]),
            (["wrongful_responses"],
                ["there is no metric \"wrongful_responses\", renamed to \"misdirected_responses\"; there are "]),
            (["harm", "$(id)"], ["there is no metric \"$(id)\""]),
            (["policy"], ["there is no metric \"policy\""]),
            (["--run=1/nope/3"], ["nope", "there are ", base]),
            (["--run=1/%s/3000" % base], ["3000", "1 to 4"]),
            (["--run=7/%s/1" % base], ["7", "1 to 1"]),
            (["--run", "x"], ["x", "POINT/POLICY/REP"]),
            (["--run"], ["--run"]),
            (["--format=jpg", "harm"], ["jpg", "svg"]),
            (["--nope"], ["--nope"])):
        status, out, err = draw("result", language, *options)
        check("%s: %s is refused" % (language, " ".join(options)), status in (1, 2) and not out and
            all(p in err for p in parts) and "Traceback" not in err, status, out, err[:600])
    status, out, err = draw("result", language, "--help")
    check("%s: --help prints the options" % language, status == 0 and not err and
        "[--help] [--format png|svg|pdf] [--run POINT/POLICY/REP] [METRIC...]" in out, status, out, err)
    check("%s: a refused command draws nothing" % language, before == {n: os.path.getmtime(path("result", "analysis", "plots", n))
        for n in pictures("result", language)})
    status, out, err = draw("result", language, "--run=1/%s/3" % base, "crisis_days")
    check("%s: an existing run and metric are drawn" % language, status == 0 and len(pictures("result", language)) == 3, err)

    # Shell commands in every kind of cell.
    pwned = path("pwned")
    commands = ("$(touch ${IFS}%s)" % pwned, "`touch %s`" % pwned, "';system('touch %s');'" % pwned,
            "x\\047); system(\\047touch %s\\047)#" % pwned, "< touch %s" % pwned, "|touch %s" % pwned)
    for i, command in enumerate(commands if language == "gnuplot" else commands[:1]):
        cells = [("runs.csv", ",harm,", ",harm%s," % command),
            ("analysis/compare.csv", ",harm,", ",harm%s," % command),
            ("analysis/compare.csv", "^1,%s," % IDS[0], "1,%s," % command),
            ("analysis/plots/labels.csv", "^title,result,.*$", "title,result,\"%s\"" % command),
            ("analysis/plots/labels.csv", "^policy,%s," % IDS[0], "policy,%s," % command),
            ("incidents.csv", "^1,%s,1" % base, "1,%s,1" % command),
            ("datapackage.json", "analysis/compare.csv", "analysis/%s.csv" % command.replace("\\", "\\\\")),
            ("datapackage.json", "\"runs.csv\"", json.dumps("%s.csv" % command))]
        if not LONG:  # each cell once, and each command once
            cells = cells[i::len(commands)] if language == "gnuplot" else []
        for file, pattern, text in cells:
            copy("result", "attacked")
            rewrite(os.path.join("attacked", file), pattern, text)
            draw("attacked", language)
            if not check("%s: %s in %s is not executed" % (language, command.replace(HERE, ""), file), not os.path.exists(pwned)):
                os.remove(pwned)
    if language != "gnuplot":  # gnuplot cannot detect a link
        copy("result", "linked")
        picture = path("linked", "analysis", "plots", language + "-compare.png")
        os.remove(picture)
        with open(path("victim"), "w", encoding="utf-8") as file:
            file.write("mine")
        os.symlink(path("victim"), picture)
        status, out, err = draw("linked", language)
        with open(path("victim"), "rb") as file:
            check("%s: a picture is not written through a link" % language, status != 0 and "link" in err and
                file.read() == b"mine", status, err)
finish()
