#!/usr/bin/python3
"""The review of an exercise: page, tables, check, hostile texts, a torn and a damaged log."""
import csv
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

TUTORIAL = os.path.join(SOURCE, "scenarios/workshop/tutorial-call.json")
HOSTILE = "</q><script>alert(1)</script> &amp; 'quotes' <b>x"
scratch = tempfile.mkdtemp()
environment = dict(os.environ, SOURCE_DATE_EPOCH="1800000000")
REPLIES = {"question": "denial", "request": "yes", "case": "no", "offer": "yes", "order": "no"}
done = os.path.join(scratch, "done")


def run(*arguments, typed=()):
    found = subprocess.run([CBMSIM, *arguments], input="\n".join(typed) + "\n", stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=environment, encoding="utf-8")
    return found.returncode, found.stdout, found.stderr


def play(*typed):
    return run("workshop", TUTORIAL, "-o", done, "--terminal", "-s", "5", typed=typed)


def matters(shown):
    """Yields (seat, number, kind) of the matters that the command `show` lists."""
    for line in shown.splitlines():
        found = re.match(r"  (\w+) +((?:matter \d+: \w+(?: \(settled\))?(?:, )?)+)$", line)
        for number, kind in re.findall(r"matter (\d+): (\w+)", found.group(2)) if found else []:
            yield found.group(1), number, kind


def read(name):
    with open(os.path.join(done, name), encoding="utf-8", newline="") as file:
        return file.read()


def table(name):
    return list(csv.DictReader(read("export/" + name).splitlines()))


def log():
    return [json.loads(line) for line in read("exercise.jsonl").splitlines()]


# ---- an exercise: each seat decides with a hostile reason, belmor leaves the second round to habit ----
typed = ["go", "predict ardane crisis 35", "predict belmor crisis 80", "predict ardane wrong 60", "go", "show"]
for _ in range(20):
    status, shown, errors = play(*typed)
    if status not in (0, 3) or "type review" in shown:
        break
    typed = []
    for seat, number, kind in dict.fromkeys(matters(shown)):
        if seat == "belmor" and "r2.decide" in shown:
            continue
        if kind == "decision":
            typed += ['settle %s %s pass 60 30 "%s"' % (seat, number, HOSTILE), 'settle %s %s ask 70 20 "%s"' % (seat, number, HOSTILE)]
        else:
            typed.append('answer %s %s %s "%s"' % (seat, number, REPLIES[kind], HOSTILE))
    typed += ['say ardane belmor political "%s"' % HOSTILE] if "r1.decide" in shown else []
    typed += ["close", "go", "show"] if "r2.decide" in shown else ["go", "show"]
review = ["review", done, "--continuations", "100"]
status, out, errors = run("review", done)
check("a review that is not open is refused", status == 3 and "type review" in errors and not
    os.path.exists(os.path.join(done, "review.html")) and not os.path.exists(os.path.join(done, "export")), errors)
status, out, errors = play("review")
status, out, errors = run(*review)
check("the review writes page and tables", status == 0 and out == "" and "review.html" in errors
    and set(os.listdir(os.path.join(done, "export"))) >= {"decisions.csv", "answers.csv", "beliefs.csv",
    "predictions.csv", "whatif.csv", "robustness.csv", "turning.csv", "use.csv", "messages_written.csv", "incidents.csv", "events.csv",
    "messages.csv", "acts.csv", "agreements.csv", "pairs.csv", "states.csv", "exercise.json", "datapackage.json"}, out, errors)

# ---- the tables repeat the log ----
decisions, answers, predictions = table("decisions.csv"), table("answers.csv"), table("predictions.csv")
closed = {record["step"] for record in log() if record["do"] == "close"}
settled = {}
step = None
for record in log():
    step = record["step"] if record["do"] == "go" else step
    if record["do"] in ("settle", "answer"):
        settled[step, record["seat"], str(record["matter"])] = record
rows = {(row["step"], row["seat"], row["matter"]): row for row in decisions + answers}
check("each matter that a team settled is a row", len(settled) > 5 and set(settled) <= set(rows), settled.keys(), rows.keys())
check("with what the team said", all(rows[key].get("sure", "") == str(record.get("sure", ""))
    and rows[key]["why"] == record.get("why", "") and rows[key].get("family", record.get("family")) == record.get("family")
    for key, record in settled.items() if rows[key]["by"] == "team"), rows)
check("all other rows are of habit, and belmor's second round is one of them",
    all(row["by"] == "habit" and row["why"] == "" for key, row in rows.items() if key not in settled)
    and any(key[:2] == ("r2.decide", "belmor") for key in rows), rows)
check("predictions are those of the log", [(row["seat"], row["question"], row["percent"]) for row in predictions]
    == [(record["seat"], record["question"], str(record["percent"])) for record in log() if record["do"] == "predict"])
check("the Brier score is that of answer and outcome", all(abs(float(row["brier"])
    - (int(row["percent"]) / 100 - (row["outcome"] == "TRUE")) ** 2) < 1e-9 and row["n"] == "100" for row in predictions), predictions)
check("one question at one stop has one outcome and one share, and shares are no certainties", predictions[0]["model_share"]
    == predictions[1]["model_share"] and predictions[0]["outcome"] == predictions[1]["outcome"]
    and all(0 < float(row["model_share"]) < 1 for row in predictions), predictions)
beliefs = table("beliefs.csv")
sums = {}
for row in beliefs:
    key = row["step"], row["seat"], row["incident_id"]
    sums.setdefault(key, []).append((float(row["posterior"]), row["is_true"]))
check("the beliefs of an incident sum to 1, and one suspect is the true one", len(sums) > 2
    and all(abs(sum(p for p, _ in of) - 1) < 1e-6 and sum(t == "TRUE" for _, t in of) == 1 for of in sums.values()), sums)
truths = {(row["seat"], row["incident_id"]): row["truth"] for row in decisions}
check("the true suspect is the truth of the decision", all(truths[row["seat"], row["incident_id"]] == row["suspect"]
    for row in beliefs if row["is_true"] == "TRUE"))
lies = [row for row in answers if row["honesty"] == "lie"]
check("a denial is a lie exactly if the seat is responsible", all((row["honesty"] == "lie") == (row["truth"] == row["seat"])
    for row in answers if row["kind"] == "question" and row["reply"] == "denial"), answers)
package = json.loads(read("export/datapackage.json"))
check("the data package names each file with its hash", all(entry["hash"] == "sha256:"
    + hashlib.sha256(read("export/" + entry["path"]).encode()).hexdigest() for entry in package["resources"])
    and {entry["path"] for entry in package["resources"]} == {name for name in os.listdir(os.path.join(done, "export"))
    if name != "datapackage.json"}, package)
check("the data package describes each file, and each column of the tables", all(entry["description"] and all(field["description"]
    for field in entry.get("schema", {"fields": []})["fields"]) and ("schema" in entry) == entry["path"].endswith(".csv")
    for entry in package["resources"]))

# ---- the tables of the run, and those of the results of the model ----
incidents, acts = table("incidents.csv"), table("acts.csv")
ids = {row["incident_id"]: row for row in incidents}
check("the run of the exercise has each incident that was decided on, with its truth", len(ids) > 3 and all(row["incident_id"]
    in {act["act_id"] for act in acts} or ids[row["incident_id"]]["initiator"] == (row["truth"] if row["truth"]
    not in ("non_state", "accident") else "") for row in decisions), decisions)
check("its rows have the key of one run and end with the exercise", {(row["point_id"], row["rep"]) for row in incidents + acts}
    == {("1", "1")} and max(float(row["day"]) for row in table("events.csv")) <= max(record["day"] for record in log()
    if record["do"] == "go"))
whatif = table("whatif.csv")
own = {(row["step"], row["seat"], row["matter"]) for row in whatif if row["chosen"] == "TRUE"}
check("what if has each decision of a team, with what it chose", own == {(row["step"], row["seat"], row["matter"])
    for row in decisions if row["by"] == "team"}, own)
for name, keys in (("whatif", ("step", "seat", "matter", "arm", "measure")), ("use", ("agreements", "used", "measure"))):
    rows_of = {tuple(row[key] for key in keys): row for row in table(name + ".csv")}
    base = [row for row in rows_of.values() if row["versus"]]
    check("%s: pairs that differ explain the counts" % name, base and all(int(row["gained"]) - int(row["lost"]) == int(row["count"])
        - int(rows_of[key[:3] + ("habit",) + key[4:] if name == "whatif" else ("none", "FALSE", key[2])]["count"])
        for key, row in rows_of.items() if row["gained"]), base[:2])
turning = table("turning.csv")
check("turning: each closed stop as settled and left to habit", {row["step"] for row in turning} == {row["step"]
    for row in decisions + answers if row["by"] != "nobody"} and {row["arm"] for row in turning} == {"habit", "settled"}, turning[:3])
check("use: four cells at least", len({(row["agreements"], row["used"]) for row in table("use.csv")}) >= 4)
written = table("messages_written.csv")
check("written messages are those of the log", [(row["record"], row["seat"], row["to"], row["text"]) for row in written]
    == [(str(record["n"]), record["seat"], record["to"], record["text"]) for record in log() if record["do"] == "say"]
    and len(written) > 0, written)
copy = json.loads(read("export/exercise.json"))["records"]
check("exercise.json has the records of the log", copy == [{key: value for key, value in record.items() if key != "sum"}
    for record in log()], copy[:2])

# ---- the page ----
page = read("review.html")
check("no percentage is absurd", not re.search(r"(?:-|\d{4,})\d*(?:&nbsp;|\xa0| )%", page), re.findall(r".{40}(?:-|\d{4,})\d*(?:&nbsp;|\xa0| )%", page))
check("the page has no script, link or picture from elsewhere", not re.search(r"<script|https?://|<img|\son\w+=", page.replace(' xmlns="http://www.w3.org/2000/svg"', "")))
check("hostile texts are plain text", page.count(html.escape(HOSTILE)) + page.count(html.escape(HOSTILE).replace("&#x27;", "&#39;")) > 3
    and "<b>x" not in page)
body = re.search(r'<section aria-labelledby="truth">(.*?)</section>', page, re.S).group(1)
first = re.search(r"<tbody>(.*?)</tbody>", body, re.S).group(1)
check("the page has a row for each matter", first.count("<tr>") == len(truths), first.count("<tr>"), len(truths))
named = [row for row in decisions if row["by"] != "nobody" and row["believed"] not in ("", "non_state", "accident")]
wrong = sum(row["believed"] != row["truth"] for row in named)
check("the page counts the wrong names", "At %d of %d decisions" % (wrong, len(named)) in body, body[:400])
check("each belief has a mark at the true actor", body.count("<strong>&#9679;") == len(sums), body.count("&#9679;"), len(sums))

part = re.search(r'<section aria-labelledby="decisions">(.*?)</section>', page, re.S).group(1)
shown = re.findall(r"<h3><bdi>.*?</bdi>, matter (\d+): (.*?)</h3>(.*?)(?=<h3>|$)", part, re.S)
check("three different decisions at most are shown in full", 1 <= len(shown) <= 3 and len({(why, n) for n, why, _ in shown})
    == len(shown), shown)
check("it says that these are assumptions", "These are assumptions, not a forecast." in part)
for number, why, text in shown:
    arms = [[int(n) for n in re.findall(r'<td class="number">(\d+)</td>', row)]
        for row in re.findall(r"<tr(?: class=\"chosen\")?><th scope=\"row\">.*?</tr>", text, re.S)]
    chosen = re.search(r'<tr class="chosen">.*?</tr>', text, re.S)
    check("matter %s: five counts of 100 for each way to decide" % number, len(arms) >= 3
        and all(len(arm) == 5 and 0 <= n <= 100 for arm in arms for n in arm), arms)
    usual, own = arms[0], [int(n) for n in re.findall(r'<td class="number">(\d+)</td>', chosen.group(0))]
    pairs = re.findall(r"of 100 pairs of continuations, the choice kept it from happening in (\d+) and brought it about in "
        r"(\d+): (no difference found, )?([+-][\d.]+) of 100 \(([+-][\d.]+) to ([+-][\d.]+)\)", text.replace("\u2212", "-"))
    check("matter %s: the pairs that differ explain the difference of the counts" % number, len(pairs) == 5 and
        all(int(gained) - int(lost) == b - a for (lost, gained, *_), a, b in zip(pairs, usual, own)), pairs, usual, own)
    check("matter %s: no difference is found exactly if the interval holds 0" % number, all((word != "")
        == (float(low) <= 0 <= float(high)) for _, _, word, _, low, high in pairs), pairs)

check("the page has each prediction with its score", all(">%s</td>" % row["percent"] in page and ">%.2f</td></tr>"
    % float(row["brier"]) in page for row in predictions) and "not teams" in page)

sections = re.findall(r'<section aria-labelledby="(\w+)">', page)
order = ["start", "truth", "turning", "decisions", "use", "causes", "predictions", "goals", "assumptions", "again"]
check("the sections have the order of a debriefing", sections == [name for name in order if name in sections]
    and set(order) - set(sections) <= {"goals", "assumptions"}, sections)
check("each link leads to a part of the page, and each section is in the contents", all('id="%s"' % name in page
    for name in re.findall(r'href="#(\w+)"', page)) and set(sections) <= set(re.findall(r'<li><a href="#(\w+)"', page)))
check("each picture is named, and what it consists of is hidden from screen readers", page.count('class="picture"') > 3
    and page.count('class="picture"') == len(re.findall(r'<div class="picture" role="img" aria-label="[^"]+">', page))
    and page.count("<svg xmlns") + page.count('<svg class="') == page.count('aria-hidden="true"'))
check("the truth is not on the page before the question what people remember", page.index("What do you remember")
    < page.index("Truth and belief</h2>"))


def section(name):
    return re.search(r'<section aria-labelledby="%s">(.*?)</section>' % name, page, re.S).group(1)


crisis = [row for row in turning if row["measure"] == "crisis" and not row["seat"]]
rows_there = re.findall(r'<tr>.*?</tr>', section("turning").split("<details>")[0], re.S)
check("turning points: the table has the shares of each stop", len(rows_there) == len(crisis) / 2 + 1 and all(">%.1f</td>"
    % (100 * float(row["estimate"])) in rows_there[1 + k // 2] for k, row in enumerate(crisis)), rows_there[:2])
robust = table("robustness.csv")
words = {"0.5": "halved", "1": "as it is", "2": "doubled"}
check("robustness: three numbers at three levels for each decision", {row["level"] for row in robust} == set(words)
    and len(robust) == 9 * len(shown) and all("%.1f of 100 (" % abs(100 * float(row["difference"])) in part for row in robust), robust)
causes = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
    for row in re.findall(r"<tr>.*?</tr>", section("causes"), re.S)[1:]]
known = {row["act_id"] for row in acts if row["parent_id"]} | {row["incident_id"] for row in incidents if row["parent_id"]}
check("causes: every row names an earlier cause, and there are as many as links in the tables", all(row[5] == "-" or
    int(row[5]) < int(row[0]) for row in causes) and sum(row[5] != "-" for row in causes) == len(known), causes, known)
story = re.search(r'<div class="story">(.*?)</div>', section("causes"), re.S)
check("causes: the largest chain is told as a part of the page", known == set() or (story and "<h3>" in story.group(1)
    and "<h2" not in story.group(1) and page.count("<html") == page.count("<body") == 1))
use = {(row["agreements"], row["used"], row["measure"]): row for row in table("use.csv")}
check("signed or used: what is found follows from intervals", all(("no difference found" in line) == (float(row["ci_lo"]) <= 0
    <= float(row["ci_hi"])) for line, row in zip(re.findall(r"<li>(.*?)</li>", section("use").split("compared with habit and no agreement signed")[1], re.S),
    [use["all", "FALSE", "misdirected_acts"], use["none", "TRUE", "misdirected_acts"], use["all", "TRUE", "misdirected_acts"]])))
asked = [item["ask"] for item in json.loads(read("scenario.json"))["workshop"]["debrief"].values()]
check("each question to discuss stands once", all(page.count(html.escape(ask, quote=False).replace("'", "&#39;")) == 1
    for ask in asked), asked)

# ---- options ----
status, out, errors = run(*review, "-o", "-", "--no-texts")
check("without texts nothing that people wrote is left", status == 0 and "alert" not in out
    and "alert" not in "".join(read("export/" + name) for name in os.listdir(os.path.join(done, "export"))), errors)
status, out, errors = run(*review, "-o", "-")
check("the same log gives the same page", out == page)
with open(TUTORIAL.replace(".json", ".fr.json"), encoding="utf-8") as file:
    french = json.load(file)["words"]
status, out, errors = run(*review, "-o", "-", "--language", "fr")
check("in another language the page has the texts of the words file, marked", status == 0 and all('lang="fr">%s<'
    % html.escape(text, quote=False).replace("'", "&#39;") in out for pointer, text in french.items()
    if re.match("/workshop/(goals|debrief|assumptions)/", pointer)) and '<bdi lang="en">' not in out, errors)
status, out, errors = run(*review, "-o", "-", "--language", "xx")
check("a language without a words file is refused", status != 0 and "xx" in errors, status, errors)
status, out, errors = run("review", done, "--check")
check("check repeats the exercise", status == 0 and re.match(r"exact: %d records, \d+ steps" % len(log()), out)
    and log()[-2]["fingerprint"] in out, out, errors)
before = read("exercise.jsonl")
with open(os.path.join(done, "exercise.jsonl"), "a", encoding="utf-8") as file:
    file.write('{"n": 99, "at": "10:41", "do": "note", "te')
status, out, errors = run("review", done, "--check")
check("a torn last line is told and left out", status == 0 and "is left out: note" in errors
    and read("exercise.jsonl") == before, errors)
with open(os.path.join(done, "exercise.jsonl"), "w", encoding="utf-8") as file:
    file.write(before.replace('"percent": 35', '"percent": 36'))
status, out, errors = run("review", done, "--check")
check("a damaged log is refused with 4", status == 4 and "the checksum of the line is wrong" in errors, errors)
last, forged, steps = "0" * 16, "", before.count('"go"')
for line in before.splitlines():
    text = line[:line.index(', "sum"')]
    if '"do": "go"' in text:
        steps -= 1
        text = re.sub('"fingerprint": ".', '"fingerprint": "z', text) if steps == 0 else text
    last = hashlib.sha256((last + text + "}").encode()).hexdigest()[:16]
    forged += '%s, "sum": "%s"}\n' % (text, last)
with open(os.path.join(done, "exercise.jsonl"), "w", encoding="utf-8") as file:
    file.write(forged)
status, out, errors = run("review", done, "--check")
check("another fingerprint is a mismatch with its step, exit status 5", status == 5 and "differs from the log at this step" in errors,
    status, errors)
status, out, errors = run("review", os.path.join(scratch, "nowhere"))
check("a directory without an exercise is refused and not made", status == 4 and "contains no exercise" in errors
    and not os.path.exists(os.path.join(scratch, "nowhere")), errors)
shutil.rmtree(scratch)
finish()
