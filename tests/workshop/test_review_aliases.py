#!/usr/bin/python3
"""The review of an exercise under invented names has no real name, id or year. The twin without
invented names has them."""
import json
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

REAL = {"alpha": "realalia", "beta": "realbelia", "gamma": "realgalia"}
scratch = tempfile.mkdtemp()


def run(*arguments, typed=()):
    found = subprocess.run([CBMSIM, *arguments], input="\n".join(typed) + "\n", stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8")
    return found.returncode, found.stdout, found.stderr


def scenario(name, invented):
    with open(os.path.join(SOURCE, "tests/workshop/small.json"), encoding="utf-8") as file:
        text = re.sub("alpha|beta|gamma", lambda found: REAL[found.group()], file.read())
    tree = json.loads(re.sub("Alpha|Beta|Gamma", lambda found: REAL[found.group().lower()].capitalize(), text))
    tree["workshop"]["predictions"]["crisis"]["ask"] = "In how many of 100 is there a crisis?"
    ids = [*tree["states"], *tree["sources"], *tree["agreements"]]
    tree["aliases"] = {name: "Invented %d" % k for k, name in enumerate(ids)}
    tree["use_aliases"] = invented
    path = os.path.join(scratch, name + ".json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


def outputs(name, invented):
    """Returns {name of a file of the review: its text} for a short exercise."""
    done = os.path.join(scratch, name)
    typed = ["go", "predict realalia crisis 40", "go", 'say realalia realbelia political "a text"', "close", "go",
        "settle realalia 1 pass 50 50", "close", "go", "offer realalia line", "offer realbelia line", "go", "close", "go", "review"]
    status, out, errors = run("workshop", scenario(name, invented), "-o", done, "--terminal", "-s", "7", typed=typed)
    check("%s: the exercise is played to its review" % name, status == 0, out, errors)
    status, out, errors = run("review", done, "--continuations", "4")
    check("%s: the exercise has a review" % name, status == 0, out, errors)
    files = {}
    for folder, _, names in os.walk(done):
        for file in names:
            if file == "review.html" or folder.endswith("export"):
                with open(os.path.join(folder, file), encoding="utf-8") as text:
                    files[file] = text.read()
    return files


def real(text):
    """Returns the real names and ids and the year of the scenario in a text."""
    return re.findall("real[abg]e?lia[a-z_]*|2027-|[a-z] 2027", text, re.IGNORECASE)


plain, invented = outputs("plain", False), outputs("invented", True)
pages = {name: text for name, text in invented.items() if name != "exercise.json"}
check("without invented names the page and the tables have the real ones", all(real(plain.get(name, "")) for name in
    ("review.html", "decisions.csv", "acts.csv", "exercise.json", "whatif.csv")), sorted(plain))
check("both have the same files", sorted(plain) == sorted(invented) and len(invented) > 12, sorted(invented))
check("under invented names no file has a real name, an id or the year", not any(real(text) for text in pages.values()),
    {name: sorted(set(real(text))) for name, text in pages.items() if real(text)})
records = json.loads(invented["exercise.json"])["records"]
check("nor has a record, apart from the times at which people acted", not any(real(json.dumps({key: value for key, value in
    record.items() if key != "at"})) for record in records), [record for record in records if real(json.dumps(record))][:3])
check("the invented names are there", all("Invented 0" in invented[name] for name in ("review.html", "decisions.csv", "acts.csv")))
shutil.rmtree(scratch)
finish()
