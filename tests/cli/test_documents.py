#!/usr/bin/python3
"""The tables of the documents are what the program says, and what they name is there."""
import os
import re
import subprocess

from tap import CBMSIM, LONG, SOURCE, check, finish, not_sanitized, skip

not_sanitized("documents", "what they show is from the release build")

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "sim/MODEL.md", "scenarios/README.md", "scenarios/measures.md",
    "results/README.md"]

if not LONG:
    skip("the tables of 1000 runs are up to date", "--all only")
done = subprocess.run([os.path.join(SOURCE, "scripts", "document"), "--check"]
    + ([] if LONG else ["--quick"]),
    env={**os.environ, "CBMSIM": CBMSIM}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
check("the tables are up to date", done.returncode == 0, done.stdout.decode("utf-8", "replace"))

text = {}
for name in DOCUMENTS:
    with open(os.path.join(SOURCE, name), encoding="utf-8") as f:
        text[name] = f.read()

missing = []
for name, body in text.items():
    for path in re.findall(r"`((?:sim|scenarios|scripts|tests|results)/[\w./-]+)`", body):
        if not path.startswith("results/ri") and not os.path.exists(os.path.join(SOURCE, path)):
            missing.append("%s: %s" % (name, path))
check("files that are named exist", not missing, *missing)

# Examples of JSON in scenarios/README.md that are whole scenarios are sound.
whole = [x for x in re.findall(r"```json\n(.*?)```", text["scenarios/README.md"], re.S)
    if x.startswith("{")]
check("there is an example", len(whole) >= 1)
for example in whole:
    done = subprocess.run([CBMSIM, "check", "-"], input=example.encode(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    check("an example is sound", done.returncode == 0, done.stdout.decode())

# Members of an example that stand alone: put into the first example.
parts = [x for x in re.findall(r"```json\n(.*?)```", text["scenarios/README.md"], re.S)
    if not x.startswith("{")]
joined = whole[0].rstrip().rstrip("}").rstrip() + ",\n" + ",\n".join(
    p.strip().rstrip(",") for p in parts) + "\n}\n"
done = subprocess.run([CBMSIM, "check", "-"], input=joined.encode(), stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT)
check("the examples together are sound", done.returncode == 0, done.stdout.decode())
finish()
