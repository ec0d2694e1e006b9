#!/usr/bin/python3
"""The tables of the documents agree with the program, and the files that the documents name exist."""
import os
import re
import subprocess

from tap import CBMSIM, LONG, SOURCE, check, finish, not_sanitized, skip

not_sanitized("documents", "their tables come from the release build")

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "sim/MODEL.md", "scenarios/README.md", "scenarios/measures.md",
    "scenarios/experiments/README.md", "scenarios/experiments/rare-war.md", "scenarios/workshop/README.md", "results/README.md"]

if not LONG:
    skip("the tables of 1000 runs are up to date", "--all only")
done = subprocess.run([os.path.join(SOURCE, "scripts", "document"), "--check"]
    + ([] if LONG else ["--quick"]),
    env={**os.environ, "CBMSIM": CBMSIM}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
check("the tables of the documents are up to date", done.returncode == 0, done.stdout.decode("utf-8", "replace"))

text = {}
for name in DOCUMENTS:
    with open(os.path.join(SOURCE, name), encoding="utf-8") as f:
        text[name] = f.read()

missing = []
for name, body in text.items():
    for path in re.findall(r"`((?:sim|scenarios|scripts|tests|results)/[\w./-]+)`", body):
        result = path.startswith("results/") and not path.endswith(".md")
        if not result and not os.path.exists(os.path.join(SOURCE, path)):
            missing.append("%s: %s" % (name, path))
check("the files that the documents name exist", not missing, *missing)

# Every row of a table has as many cells as its heading. (Rows were once put into another table.)
uneven = []
for name, body in text.items():
    cells = fenced = None
    for number, line in enumerate(body.splitlines(), 1):
        fenced = not fenced if line.lstrip().startswith("```") else fenced
        n = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") and not fenced else None
        if cells is not None and n is not None and n != cells:
            uneven.append("%s:%d: %d cells in place of %d" % (name, number, n - 1, cells - 1))
        cells = n if cells is None or n is None else cells
check("the rows of each table have the cells of its heading", not uneven, *uneven)

# JSON examples in scenarios/README.md that are complete scenarios are valid.
whole = [x for x in re.findall(r"```json\n(.*?)```", text["scenarios/README.md"], re.S)
    if x.startswith("{")]
check("scenarios/README.md has a complete example", len(whole) >= 1)
for example in whole:
    done = subprocess.run([CBMSIM, "check", "-"], input=example.encode(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    check("a complete example is valid", done.returncode == 0, done.stdout.decode())

# Examples that are single members are added to the first example.
parts = [x for x in re.findall(r"```json\n(.*?)```", text["scenarios/README.md"], re.S)
    if not x.startswith("{")]
joined = whole[0].rstrip().rstrip("}").rstrip() + ",\n" + ",\n".join(
    p.strip().rstrip(",") for p in parts) + "\n}\n"
done = subprocess.run([CBMSIM, "check", "-"], input=joined.encode(), stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT)
check("the first example with all single members is valid", done.returncode == 0, done.stdout.decode())
finish()
