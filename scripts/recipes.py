"""recipes - the examples of README.md: the files to save, the recipes in R and Python, and what they print.

document writes what the recipes in R print into README.md; tests/cli/test_snippets.py compares all of them.
"""
import os
import re
import shutil
import subprocess

RECIPE = re.compile(r"^### (?P<title>[^\n]*)\n(?:(?!^#).)*?^```(?P<kind>r|python)\n(?P<code>.*?)^```\n"
    r"(?:```text\n(?P<prints>.*?)^```\n)?", re.M | re.S)
SAVED = re.compile(r"Save this as\s`(\w+\.json)`:\n\n```json\n(.*?)^```", re.M | re.S)
COMMAND = {"r": ["Rscript", "--vanilla"], "python": ["/usr/bin/python3"], "gnuplot": ["gnuplot"]}
BEFORE = {"python": "import matplotlib\nmatplotlib.use('Agg')\n",
    "gnuplot": "set terminal svg\nset output 'plot.svg'\n"}


def installed(kind):
    return shutil.which(COMMAND[kind][0]) is not None


def execute(kind, code, folder, environment):
    """Runs an example in a folder that contains scenarios and scripts; returns the finished process."""
    path = os.path.join(folder, "example")
    with open(path, "w", encoding="utf-8") as out:
        out.write(BEFORE.get(kind, "") + code)
    return subprocess.run([*COMMAND[kind], path], cwd=folder, capture_output=True, text=True, check=False,
        env=environment)


def printed(text, folder, environment):
    """The text of a document, in which the recipes in R are followed by what they print now."""
    def fill(match):
        if match["kind"] != "r" or match["prints"] is None:
            return match[0]
        done = execute("r", match["code"], folder, environment)
        if done.returncode != 0:
            raise RuntimeError("%s: %s" % (match["title"], done.stderr))
        start = match.start("prints") - match.start()
        return match[0][:start] + done.stdout + match[0][start + len(match["prints"]):]

    return RECIPE.sub(fill, text)
