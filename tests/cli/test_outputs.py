#!/usr/bin/python3
"""An output never replaces or removes files that do not belong to the command: inputs, results,
other files, links, devices."""
import json
import os
import shutil
import stat

from sweeps import SCENARIO, cbmsim, differences, experiment, output_of, path, sweep
from tap import check, finish


def content(*names):
    with open(path(*names), "rb") as file:
        return file.read()


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)


def refused(name, done, words, *victims):
    """Checks that a command ended with 4 and `words`, and changed no file of `victims` (name, bytes)."""
    changed = [victim for victim, before in victims if content(victim) != before]
    check(name, done.returncode == 4 and words in done.stderr and not changed, output_of(done), changed)


def victim(name, text="mine\n"):
    write(name, text)
    return name, content(name)


shutil.copy(path(SCENARIO), path("s.json"))
cbmsim("run", "s.json", "-n", "3", "-q", "-o", "rr")
original = path("original")
shutil.copytree(path("rr"), original)
listed = sorted(os.listdir(path()))

# ---- report -o ----
os.symlink("s.json", path("link.html"))
os.symlink("nothing", path("dangling.html"))
os.mkfifo(path("fifo.html"))
listed = sorted(os.listdir(path()))
page = victim("index.html", "<!DOCTYPE html>\n<title>My page</title>\n")
for target, words in (("rr/runs.csv", "inside a result directory"), ("rr/new.html", "inside a result directory"),
        ("rr/analysis/plots/new.html", "inside a result directory"), ("s.json", "is not a report"),
        (page[0], "is not a report"), ("link.html", "symbolic link"), ("dangling.html", "symbolic link"),
        ("fifo.html", "a device"), ("/dev/full", "a device"), ("scenarios", "a directory")):
    refused("report -o %s is refused" % target, cbmsim("report", "rr", "-o", target), words, page,
        ("s.json", content(SCENARIO)))
check("refused reports leave everything as it was", not differences("rr", "original") and
    sorted(os.listdir(path())) == sorted(listed + ["index.html"]) and not os.path.exists(path("nothing")) and
    stat.S_ISCHR(os.stat("/dev/full").st_mode), differences("rr", "original"), os.listdir(path()))

write("empty.html", "")
os.symlink("index.html", path("empty.html.1.part"))
done = cbmsim("report", "rr", "-o", "empty.html")
html = content("empty.html")
check("an empty file becomes a report, and a link beside it is not followed", done.returncode == 0 and
    b"cbmsim report" in html and content("index.html") == page[1], output_of(done))
done = cbmsim("report", "original", "-o", "empty.html")
check("a report replaces a report", done.returncode == 0 and b"cbmsim report" in content("empty.html"), output_of(done))
check("no temporary file stays", [n for n in os.listdir(path()) if n.endswith(".part")] == ["empty.html.1.part"],
    os.listdir(path()))
done = cbmsim("report", "rr")
check("report prints the path of its page", "rr/report.html" in output_of(done), output_of(done))
done = cbmsim("report", "rr", "-q")
check("report -q prints nothing", done.returncode == 0 and done.stdout + done.stderr == "", output_of(done))
done = cbmsim("report", "rr", "-o", "rr/report.html")
check("the name of the result's own report is allowed", done.returncode == 0 and content("rr/report.html") == html,
    output_of(done))
refused("the report of another result is not replaced", cbmsim("report", "original", "-o", "rr/report.html"),
    "inside a result directory", ("rr/report.html", html))

# ---- new ----
refused("new does not replace a file", cbmsim("new", "s"), "already exists", ("s.json", content(SCENARIO)))
os.symlink("nothing", path("linked.json"))
refused("new does not follow a link", cbmsim("new", "linked"), "already exists")
check("new wrote nothing through the link", not os.path.exists(path("nothing")))

# ---- run, sweep, merge ----
before = content("rr/scenario.json")
refused("run --fresh does not replace its input", cbmsim("run", "rr/scenario.json", "-n", "2", "-s", "9", "-q", "--fresh",
    "-o", "rr"), "is an input of this command", ("rr/scenario.json", before))
for k in (1, 2):
    cbmsim("run", "s.json", "-n", "4", "-q", "--shard", "%d/2" % k, "-o", "shard-%d" % k)
before = content("shard-1/journal/blocks")
refused("merge --fresh does not delete a shard", cbmsim("merge", "shard-1", "shard-2", "-q", "--fresh", "-o", "./shard-1"),
    "is also a directory to merge", ("shard-1/journal/blocks", before))

# ---- a manifest that was edited ----
for kind, file in (("run", "s.json"), ("sweep", experiment("swept", points=2, replications=2))):
    make = (lambda *words: cbmsim("run", file, "-n", "3", "-q", "-o", "forged", *words)) if kind == "run" else (
        lambda *words: sweep(file, "forged", *words))
    shutil.rmtree(path("forged"), ignore_errors=True)
    make()
    os.mkdir(path("forged/folder"))
    mine = [victim("forged/" + name) for name in ("thesis.txt", "thesis.csv", "folder/runs.csv", "analysis/Notes.csv",
        "analysis/plots/mine.py", "trace-mine.csv")]
    victim("forged/trace-7.csv")
    text = json.loads(content("forged/manifest.json"))
    text["outputs"] += [{"name": os.path.relpath(name, "forged")} for name, _ in mine] + [{"name": "trace-7.csv"},
        {"name": "../s.json"}, {"name": path("s.json")}]
    write("forged/manifest.json", json.dumps(text))
    done = make()
    kept = [name for name, was in mine if not os.path.exists(path(name)) or content(name) != was]
    check("%s removes only files of a result, whatever the manifest names" % kind, done.returncode == 0 and not kept and
        not os.path.exists(path("forged/trace-7.csv")) and os.path.exists(path("s.json")), output_of(done), kept)

with open(path("original", "manifest.json"), "a", encoding="utf-8") as file:
    file.write('{"more": 1}\n')
done = cbmsim("verify", "original")
check("verify reports text after the manifest", done.returncode == 4 and "original" in done.stderr, output_of(done))
finish()
