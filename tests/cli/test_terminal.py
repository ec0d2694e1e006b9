#!/usr/bin/python3
"""The output to a terminal contains no control characters and no characters that change the
direction of writing, for any contents of arguments, files and results."""
import json
import os
import subprocess

from sweeps import HERE, SCENARIO, path
from tap import CBMSIM, check, finish

HOSTILE = ["\x1b[31m", "\u009b31m", "\u202eabc", "\u2066x", "\u200b", "\ufeff", "a\rb", "a\nwarning: b", "\u061c"]
HIDDEN = set(range(0x20)) | set(range(0x7F, 0xA0)) | set(range(0x200B, 0x2010)) | set(range(0x2028, 0x202F)) | \
    set(range(0x2060, 0x2070)) | {0xFEFF, 0x61C}


def run(*words):
    return subprocess.run([CBMSIM, *words], cwd=HERE, capture_output=True, check=False)


def shown(done):
    """Returns the characters of the output that a terminal must not receive, and the output."""
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    return [hex(ord(c)) for c in text if ord(c) in HIDDEN and c != "\n"], text


def clean(name, commands, code=None):
    for hostile in HOSTILE:
        done = run(*commands(hostile))
        bad, text = shown(done)
        lines = [line for line in text.splitlines() if line.startswith("warning: b")]
        if bad or lines or (code is not None and done.returncode != code):
            check("%s: %r" % (name, hostile), False, bad, lines, done.returncode, text)
            return
    check(name, True)


with open(path(SCENARIO), encoding="utf-8") as file:
    PLAIN = json.load(file)


def scenario(**members):
    with open(path("s.json"), "w", encoding="utf-8") as out:
        json.dump({**PLAIN, **members}, out)


scenario()
clean("an unknown command", lambda h: [h], 2)
clean("an unknown option", lambda h: ["check", "--" + h], 2)
clean("a wrong number", lambda h: ["run", "s.json", "-n", h], 2)
clean("a value of --set", lambda h: ["run", "s.json", "--set", "/title=" + h], 3)
clean("a pointer of --set", lambda h: ["run", "s.json", "--set", "/%s=1" % h], 3)
clean("a missing policy", lambda h: ["run", "s.json", "--policy", h], 3)
clean("a missing file", lambda h: ["check", h], 4)
clean("a missing directory", lambda h: ["verify", h], 4)
clean("a name for a new scenario", lambda h: ["new", h], 2)
clean("an unknown template", lambda h: ["new", "x", "--template", h], 2)
clean("an unknown topic", lambda h: ["describe", h])

for k, hostile in enumerate(HOSTILE):
    os.mkdir(path(hostile))
    os.link(path("s.json"), path(hostile, "s.json"))
clean("a valid scenario of such a name", lambda h: ["check", h + "/s.json"], 0)
clean("a result of such a name", lambda h: ["run", "s.json", "-n", "2", "-q", "-o", h + "/out"], 0)
clean("a report in it", lambda h: ["report", h + "/out"], 0)
clean("a verified result", lambda h: ["verify", h + "/out"], 0)

# ---- in files ----
refused = []
for hostile in HOSTILE:
    for members in ({"title": "x" + hostile}, {"states": {**PLAIN["states"], "x" + hostile: {}}}):
        if hostile == "a\nwarning: b" and "title" in members:
            continue  # titles may have line feeds
        scenario(**members)
        done = run("check", "s.json")
        bad, text = shown(done)
        if done.returncode != 3 or bad:
            refused += [repr(hostile), done.returncode, bad, text]
check("titles and names with such characters are refused", not refused, *refused)
scenario(title="\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f468\u200d\U0001f469")
done = run("check", "s.json")
check("joiners, which some scripts need, are accepted in titles", done.returncode == 0, done.stderr)
done = run("describe", "s.json")
check("but are visible on a terminal", done.returncode == 0 and not shown(done)[0] and b"\\u200c" in done.stdout, done.stdout[:200])
scenario()
run("run", "s.json", "-n", "2", "-q", "-o", "forged")
with open(path("forged", "manifest.json"), encoding="utf-8") as file:
    manifest = json.load(file)
manifest["status"] = "done\x1b[31m\u202e"
with open(path("forged", "manifest.json"), "w", encoding="utf-8") as out:
    json.dump(manifest, out)
for command in (["status"], ["verify"]):
    done = run(*command, "forged")
    check("%s shows a forged status without such characters" % command[0], not shown(done)[0] and b"done" in
        done.stdout + done.stderr, done)
finish()
