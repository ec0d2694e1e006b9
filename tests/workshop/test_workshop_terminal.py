#!/usr/bin/python3
"""An exercise in the terminal, from the lobby to the review: typed, interrupted, continued, alone, at one table."""
import json
import os
import pty
import re
import shutil
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

TUTORIAL = os.path.join(SOURCE, "scenarios/workshop/tutorial-call.json")
STRAIT = os.path.join(SOURCE, "scenarios/workshop/strait.json")
scratch = tempfile.mkdtemp()
environment = dict(os.environ, SOURCE_DATE_EPOCH="1800000000")


def play(name, commands, *options, scenario=TUTORIAL):
    done = subprocess.run([CBMSIM, "workshop", scenario, "-o", os.path.join(scratch, name), *options],
        input="\n".join(commands) + "\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment)
    return done.returncode, done.stdout, done.stderr


def log(name):
    with open(os.path.join(scratch, name, "exercise.jsonl"), encoding="utf-8") as file:
        return file.read()


def matters(shown):
    """Yields (seat, number, kind) of the matters that the command `show` lists."""
    for line in shown.splitlines():
        found = re.match(r"  (\w+) +(?:\(habit\) )?((?:matter \d+: \w+(?: \(settled\))?(?:, )?)+)$", line)
        for number, kind in re.findall(r"matter (\d+): (\w+)", found.group(2)) if found else []:
            yield found.group(1), number, kind


REPLIES = {"question": "denial", "request": "yes", "case": "no", "offer": "yes", "order": "no"}


def whole(name, scenario):
    """Plays to the review, with one process for each stop."""
    typed = ["go", "go", "show"]
    for _ in range(40):
        status, shown, errors = play(name, typed, "--terminal", "-s", "5", scenario=scenario)
        if status not in (0, 3) or "type review" in shown:
            return status in (0, 3), shown + errors
        typed = []
        for seat, number, kind in dict.fromkeys(matters(shown)):
            if kind == "decision":  # asking may be impossible, and then the first choice is kept
                typed += ["settle %s %s pass 60 30 \"We wait.\"" % (seat, number), "settle %s %s ask" % (seat, number)]
            else:
                typed.append("answer %s %s %s" % (seat, number, REPLIES[kind]))
        typed += ["go", "show"]
    return False, shown


status, out, errors = play("a", ["help", "go", "show ardane", "predict ardane crisis 35", "go", "show"],
    "--terminal", "-s", "3")
check("an exercise begins", status == 0 and "r1.decide" in out and "WHO YOU ARE" in out, out, errors)
check("its log has a record for each action", [json.loads(line)["do"] for line in log("a").splitlines()]
    == ["begin", "go", "predict", "go"], log("a"))
check("the mode of the log is 0600", os.stat(os.path.join(scratch, "a", "exercise.jsonl")).st_mode & 0o777 == 0o600)
before = log("a")
status, out, errors = play("a", ["settle ardane 99 pass", "dance", "settle ardane 1 fight"], "--terminal")
check("refused commands are told, change nothing and end with 3", status == 3 and log("a") == before
    and "has no matter 99" in errors and "there is no command" in errors and "not a choice" in errors, errors)
with open(os.path.join(scratch, "a", "exercise.jsonl"), "a", encoding="utf-8") as file:
    file.write('{"n": 5, "at": "10:41", "do": "settle", "seat": "belmor", "mat')
status, out, errors = play("a", ["show"], "--terminal")
check("a torn last line is left out and told", status == 0 and log("a") == before
    and "is left out: settle, belmor, 10:41" in out, out, errors)
with open(os.path.join(scratch, "a", "exercise.jsonl"), "w", encoding="utf-8") as file:
    file.write(before.replace('"percent": 35', '"percent": 36'))
status, out, errors = play("a", ["show"], "--terminal")
check("a changed line is an error with its number, exit status 4", status == 4
    and "exercise.jsonl:3: the checksum of the line is wrong" in errors, errors)
with open(os.path.join(scratch, "a", "exercise.jsonl"), "w", encoding="utf-8") as file:
    file.write(before)
status, out, errors = play("a", ["show"], "--terminal", scenario=STRAIT)
check("the directory of another scenario is refused", status == 4 and "another scenario" in errors, errors)
status, out, errors = play("a", [], "--terminal", "-s", "4")
check("another seed is refused", status == 4 and "another seed" in errors, errors)
status, out, errors = play("a", ["back 2", "go", "show"], "--terminal")
check("back, then on again, comes to the same step", status == 0
    and log("a").splitlines()[3].split('"do"')[1].split('"sum"')[0]
    == log("a").splitlines()[5].split('"do"')[1].split('"sum"')[0], log("a"))
status, out, errors = play("b", [], "--terminal", scenario=os.path.join(SOURCE, "scenarios/two-states-tutorial.json"))
check("a scenario without workshop is refused with 3", status == 3 and "no workshop member" in errors, errors)
check("and leaves no directory", not os.path.exists(os.path.join(scratch, "b")))
status, out, errors = play("one", ["go", "show ardane", "show belmor"], "--terminal", "--one-table", "-s", "3")
check("at one table a page is hidden before the next", status == 0 and "ardane only. Others look away" in out
    and re.search(r"\n{50,}=== belmor only", out) is not None, out, errors)


def at_a_screen(name, lines):
    """Returns the output on a terminal at which a person types these lines."""
    pid, screen = pty.fork()
    if pid == 0:
        os.execve(CBMSIM, [CBMSIM, "workshop", TUTORIAL, "-o", os.path.join(scratch, name), "--terminal", "--one-table",
            "-s", "3"], environment)
    shown = []
    for line in [None] + lines:
        if line is not None:
            os.write(screen, line.encode() + b"\n")
        part = b""
        while not part.endswith(b"> "):
            part += os.read(screen, 65536)
        shown.append(part.decode())
    os.write(screen, b"quit\n")
    os.waitpid(pid, 0)
    os.close(screen)
    return shown


shown = at_a_screen("screen", ["go", "show ardane", "", "show belmor"])
check("at a screen a page waits for a key", "Press Enter" in shown[2] and "WHO YOU ARE" not in shown[2] and "WHO YOU ARE" in shown[3],
    *shown)
check("... and the next command clears it, with what one could scroll up to", "\033[3J" in shown[4]
    and shown[4].index("\033[3J") < shown[4].index("belmor only") and "\033[3J" not in shown[1], shown[4])

status, out, errors = play("fr", ["go", "show ardane"], "--terminal", "-s", "3", "--language", "fr")
check("the scenario's texts are shown in French", status == 0 and "Vous êtes la cellule" in out and "You are the" not in out,
    out, errors)
status, out, errors = play("fr", ["go", "show ardane"], "--terminal", "-s", "3", "--language", "fr")
check("and the titles of the exercise and of a round", out.startswith("L’appel") and
    out.count("Un printemps calme") == 2 and "quiet" not in out, out, errors)
status, out, errors = play("xx", [], "--terminal", "--language", "xx")
check("a language without words file is refused", status == 3, out, errors)
status, out, errors = play("solo", ["go", "go", "settle ardane 1 pass", "settle ardane 2 pass", "settle ardane 3 pass"],
    "--solo", "ardane", "-s", "3")
check("alone, the run stops at each matter", status == 0 and out.count("TO DECIDE") >= 3, out, errors)
for name, scenario in (("tutorial", TUTORIAL), ("strait", STRAIT)):
    ended, out = whole(name, scenario)
    check("%s goes from the lobby to the review" % name, ended, out[-3000:])
    status, out, errors = play(name, ["review", "records"], "--terminal", scenario=scenario)
    check("%s: the review tells what was true" % name, status == 0 and out.count(" It was ") > 3, out, errors)
status, out, errors = play("room", ["help", "agree", "agree line", "agree line", "agree", "clock stop", "show", "clock run",
    "clock sideways"], "--terminal", "-s", "5", scenario=STRAIT)
source = open(os.path.join(SOURCE, "sim/workshop/terminal/terminal.c"), encoding="utf-8").read()
commands = re.findall(r'^    \{"(\w+)", \w+,', source, re.M)
check("help lists every command", len(commands) > 20 and all(re.search(r"^  %s\b" % name, out, re.M) for name in commands), out)
check("agreements are listed, and enter into force once", re.findall(r"^  line .*: ([a-z ]+)$", out, re.M)
    == ["proposed", "in force"] and "line is in force" in out and "in force already" in errors, out, errors)
check("the clock of the room is stopped and runs", out.count("the clock is stopped") == 1
    and [json.loads(line).get("pause") for line in log("room").splitlines() if '"clock"' in line] == [True, False]
    and "clock stop|run" in errors and status == 3, out, errors)

os.makedirs(os.path.join(scratch, "laptop"))
for name in ("strait.json", "strait.fr.json"):
    shutil.copy(os.path.join(SOURCE, "scenarios/workshop", name), os.path.join(scratch, "laptop"))
with open(os.path.join(scratch, "laptop/traced.json"), "w", encoding="utf-8") as file:
    json.dump({"extends": "strait.json", "trace": {"file": "past.csv", "replaces_sources": False}}, file)
with open(os.path.join(scratch, "laptop/past.csv"), "w", encoding="utf-8") as file:
    file.write("source,target,type,day,severity\ncriminals,dunmar,ransomware,3.5,4\n")
for name, more in (("strait", ["--language", "fr"]), ("traced", [])):
    status, out, errors = play(name + "-1", ["go", "go", "show"], "--terminal", "-s", "5", *more,
        scenario=os.path.join(scratch, "laptop", name + ".json"))
    check("%s begins beside its files" % name, status == 0 and "r1.decide" in out, out, errors)
shutil.rmtree(os.path.join(scratch, "laptop"))
for name, there in (("strait", ["exercise.jsonl", "scenario.fr.json", "scenario.json"]),
        ("traced", ["exercise.jsonl", "scenario.json", "trace.csv"])):
    os.rename(os.path.join(scratch, name + "-1"), os.path.join(scratch, name + "-2"))
    found = sorted(f for f in os.listdir(os.path.join(scratch, name + "-2")) if f[0] != ".")
    done = subprocess.run([CBMSIM, "workshop", os.path.join(scratch, name + "-2"), "--terminal"], text=True,
        input="show ardane\nclose\ngo\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    check("%s: the directory alone goes on elsewhere" % name, done.returncode == 0 and found == there
        and "It continues at r1.decide" in done.stdout and len(log(name + "-2").splitlines()) == 5, found, done.stdout, done.stderr)
    french = "Le système de réservation" in done.stdout
    check("%s: with its texts in their language" % name, french == (name == "strait"), done.stdout)
status, out, errors = play("none", [], "--terminal", "-s", "1", scenario=os.path.join(scratch, "strait-2"))
check("by its directory it keeps what it was made from", status == 2 and "leave the option out" in errors, errors)

done = subprocess.run([CBMSIM, "workshop", os.path.join(scratch, "one"), "--terminal"], input="", stdout=subprocess.PIPE,
    stderr=subprocess.PIPE, text=True, env=environment)
check("a directory alone goes on in the terminal", done.returncode == 0 and "It continues at brief" in done.stdout, done)
status, out, errors = play("typed", ["go", "review", "go", "call", "call 14", "help settle", "settle Ardane 1 ask", "settle ardane 1 cost",
    "settle ardane 1 pass 40 30 “We wait.”", "say ardane belmor \"Hello.\"", "say ardane belmor Hello", "records"], "--terminal", "-s", "1")
check("injects are called by the number of the handout", "  14 inform: " in out and "inform is called" in out, out, errors)
check("help of a command has its example", "for example: settle ardane 1 ask belmor" in out, out)
check("typographic quotes, capitals and an only channel are taken", "matter: 1" not in errors and "ardane: sent" in out
    and '"why":"We wait."' in log("typed").replace('": "', '":"'), out, errors, log("typed"))
check("a decision says that it replaces another one", out.count("it replaces your earlier decision") == 1, out)
check("refusals say what to type", "type go" in errors and "name the response (" in errors and "write the message in quotes: say" in errors,
    errors)
check("records show what was decided", re.search(r"settle ardane matter 1: pass, sure 40 of 100, hostile reply 30 of 100, .We wait", out)
    is not None, out)
status, out, errors = play("named", ["go", "go"] + ["settle %s 1 ask" % seat for seat in ("belmor", "dunmar", "elvany", "ferrant", "gostany")]
    + ["settle %s 1 together joint_investigation" % seat for seat in ("dunmar", "elvany", "gostany")], "--terminal", "-s", "5", scenario=STRAIT)
wanted = re.findall(r"name a state: (settle .*)", errors)
check("without a state the message is the line to type", len(wanted) > 0 and play("named", wanted, "--terminal", scenario=STRAIT)[0] == 0,
    out, errors)
status, out, errors = play("coach", ["go", "go", "settle ardane 1 pass", "whatif ardane 1 50", "whatif belmor 1 50"],
    "--solo", "ardane", "--coach", "-s", "3")
check("with a coach, what if is open after a decision of one's own", status == 3 and "coach: whatif ardane 1 shows" in out
    and out.count("In how many of 50 continuations") == 1 and "no settled matter has this number" in errors, out, errors)
check("... and the log says so", '"coach: what if, ardane, matter 1"' in log("coach"), log("coach"))
status, out, errors = play("coach-2", ["go"], "--terminal", "--coach")
check("a coach is for one seat alone", status == 2 and "--solo" in errors, errors)
status, out, errors = play("a", ["whatif ardane 1"], "--terminal")
check("what if is closed before the review", status == 3 and "not available before the review" in errors, errors)
status, out, errors = play("tutorial", ["whatif ardane 1 100"], "--terminal")
arms = re.findall(r"^[ >] (habit|pass|repair|ask|say|cost) .*?((?: +\d+){5})$", out, re.M)
check("afterwards it counts for each family", status == 0 and len(arms) > 3 and arms[0][0] == "habit"
    and all(0 <= int(n) <= 100 for _, counts in arms for n in counts.split()) and "\n> " in out, out, errors)
question = re.search(r"(\w+), matter (\d+): question\.", play("strait", ["review"], "--terminal", scenario=STRAIT)[1])
status, out, errors = play("strait", ["whatif %s %s 50" % (question.group(1).lower(), question.group(2))], "--terminal",
    scenario=STRAIT)
arms = re.findall(r"^([ >]) (\w+) .*?((?: +\d+){5})$", out, re.M)
check("what if compares the answers to a question, too", [arm for _, arm, _ in arms][:1] == ["habit"]
    and {"silence", "denial", "help", "admission"} <= {arm for _, arm, _ in arms}
    and [arm for mark, arm, _ in arms if mark == ">"] == ["denial"], out, errors)
shutil.rmtree(scratch)
finish()
