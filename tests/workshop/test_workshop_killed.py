#!/usr/bin/python3
"""The ninety minutes of `strait`, from the lobby to the review: once without a break, and once with the program
killed after every record and continued by its directory. Both write the same log."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from tap import CBMSIM, SOURCE, check, finish

STRAIT = os.path.join(SOURCE, "scenarios/workshop/strait.json")
SEATS = ("ardane", "belmor", "dunmar", "elvany", "ferrant", "gostany")
REPLIES = {"question": "denial", "request": "yes", "case": "no", "offer": "yes", "order": "no"}
SECONDS_MAX = 60
scratch = tempfile.mkdtemp()
environment = dict(os.environ, SOURCE_DATE_EPOCH="1800000000")
whole, killed = os.path.join(scratch, "whole"), os.path.join(scratch, "killed")


def play(commands, *operands):
    done = subprocess.run([CBMSIM, "workshop", *operands, "--terminal"], input="\n".join(commands) + "\n",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    return done.returncode, done.stdout, done.stderr


def lines_of(directory):
    try:
        with open(os.path.join(directory, "exercise.jsonl"), encoding="utf-8") as file:
            return file.read().splitlines(keepends=True)
    except FileNotFoundError:
        return []


def matters(shown):
    """Yields (seat, number, kind) of the matters that the command `show` lists."""
    for line in shown.splitlines():
        found = re.match(r"  (\w+) +((?:matter \d+: \w+(?: \(settled\))?(?:, )?)+)$", line)
        for number, kind in re.findall(r"matter (\d+): (\w+)", found.group(2)) if found else []:
            yield found.group(1), number, kind


def room(shown):
    """Returns the other commands of the people in the room at a stop."""
    if "\nbrief |" in shown:
        return ["predict %s %s %d" % (seat, question, 20 + 10 * k)
            for k, seat in enumerate(SEATS) for question in ("crisis", "wrong")]
    if "\ntalks |" in shown:
        return ["offer ardane line", "offer belmor line", "offer dunmar warnings", "predict ardane crisis 30", "note \"They talk.\""]
    if "\nr1.decide |" in shown:
        return ["say ardane belmor political \"Was it you?\"", "news all \"The ferry runs again.\"", "call heat"]
    if "\nr4.decide |" in shown:
        return ["act ardane ping line", "say belmor all \"We want calm.\"", "clock stop", "clock run"]
    return []


def settle(shown):
    """Yields commands for the matters. Two thirds ask first if this is possible. The others pass,
    or are left to habit."""
    for k, (seat, number, kind) in enumerate(dict.fromkeys(matters(shown))):
        if kind != "decision":
            yield "answer %s %s %s" % (seat, number, REPLIES[kind])
        elif k % 3 < 2:
            yield "settle %s %s pass 60 30 \"We wait.\"" % (seat, number)
            yield "settle %s %s ask 70 20 \"We want to hear it from them.\"" % (seat, number)


def ninety_minutes():
    typed = ["go", "show"]
    for _ in range(40):
        status, shown, errors = play(typed, STRAIT, "-o", whole, "-s", "5") if not lines_of(whole) else \
            play(typed, whole)
        if status not in (0, 3) or "type review" in shown:
            break
        stop = last_stop(shown)
        typed = room(stop) + list(settle(stop)) + ["close", "go", "show"]
    return play(["review"], whole)


def last_stop(shown):
    """Returns the output of the last `show`: a line with the id of the stop, then the seats."""
    begins = [m.start() for m in re.finditer(r"^[a-z][\w.]*(?: \(closed\))? \| ", shown, re.M)]
    return "\n" + shown[begins[-1]:] if begins else shown


def command(record):
    """Returns the command that makes a record of the log again."""
    do = record["do"]
    quoted = lambda name: ['"%s"' % record[name]] if name in record else []
    words = {"go": lambda: [], "close": lambda: [], "review": lambda: [],
        "predict": lambda: [record["seat"], record["question"], record["percent"]],
        "settle": lambda: [record["seat"], record["matter"], record["family"]]
            + [record[k] for k in ("overt", "covert", "help", "named", "sure", "hostile_chance") if k in record] + quoted("why"),
        "answer": lambda: [record["seat"], record["matter"], record["reply"]],
        "offer": lambda: [record["seat"]] + record["agreements"],
        "act": lambda: [record["seat"], record["initiative"], record["agreement"]],
        "say": lambda: [record["seat"], record["to"]] + [record[k] for k in ("channel",) if k in record] + quoted("text"),
        "news": lambda: [record["to"]] + quoted("text"), "note": lambda: quoted("text"),
        "call": lambda: [record["inject"]], "clock": lambda: ["stop" if record.get("pause") else "run"]}[do]()
    return " ".join([do] + [str(word) for word in words])


def one_record(line, wanted):
    """Types one line, and kills the program when the log has the wanted number of records."""
    begins = not lines_of(killed)
    operands = [STRAIT, "-o", killed, "-s", "5"] if begins else [killed]
    with subprocess.Popen([CBMSIM, "workshop", *operands, "--terminal"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, text=True, env=environment) as program:
        program.stdin.write(line + "\n")
        program.stdin.flush()
        end = time.monotonic() + SECONDS_MAX
        while len(lines_of(killed)) < wanted and program.poll() is None and time.monotonic() < end:
            time.sleep(.005)
        program.send_signal(signal.SIGKILL)
    return len(lines_of(killed)) == wanted


status, out, errors = ninety_minutes()
log = lines_of(whole)
records = [json.loads(line) for line in log]
kinds = [record["do"] for record in records]
check("the exercise goes from the lobby to the review", status == 0 and "WHAT WAS TRUE" in out and kinds[-1] == "review", out, errors)
check("... through every step of the plan", ["r%d.decide" % k for k in range(1, 6)] + ["talks"]
    == sorted({r["step"] for r in records if r["do"] == "go" and ("decide" in r["step"] or r["step"] == "talks")}),
    [r["step"] for r in records if r["do"] == "go"])
check("... and people do everything that people do", {"predict", "settle", "answer", "offer", "act", "say", "news", "note",
    "call", "clock"} <= set(kinds), sorted(set(kinds)))
stopped = None
for n, record in enumerate(records):
    if n > 0 and not one_record(command(record), n + 1):
        stopped = n + 1
        break
    if n == 0 and not one_record("", 1):
        stopped = 1
        break
check("killed after each of %d records, it goes on each time" % len(records), stopped is None,
    stopped, log[stopped - 1] if stopped else "")
again = lines_of(killed)
check("... and ends with the same log", again == log, *[line for k, line in enumerate(again) if line != log[k]][:2])
done = subprocess.run([CBMSIM, "review", killed, "--check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
check("... that this program repeats exactly", done.returncode == 0, done.stdout, done.stderr)
twin = "".join(log[:-1]).replace('"percent": 20', '"percent": 21', 1)
with open(os.path.join(killed, "exercise.jsonl"), "w", encoding="utf-8") as file:
    file.write(twin)
status, out, errors = play(["show"], killed)
check("a changed record would be noticed", status == 4 and "the checksum of the line is wrong" in errors, errors)
shutil.rmtree(scratch)
finish()
