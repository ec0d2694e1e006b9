#!/usr/bin/python3
"""Power is lost at each record of a short exercise, over sockets. After a new start with the log on
the disk, complete or with half of the next line, every device gets its page as before, with its old
token. Tests every fourth record; with `scripts/test --all` all records. Then an exercise that is
killed after every record continues to its end, and is deleted."""
import json
import os
import shutil
import tempfile

from served import Served, settle_all
from tap import LONG, SOURCE, check, finish, note

SMALL = os.path.join(SOURCE, "tests/workshop/small.json")
EVERY = 1 if LONG else 4
LOG = "exercise.jsonl"
scratch = tempfile.mkdtemp()


def known(page):
    """Returns the contents of a page, without the numbers that depend on the start of the
    server."""
    phase = {key: value for key, value in page["phase"].items() if key != "left_s"}
    return {**page, "n": 0, "drafts": 0, "phase": phase}


def lines(directory):
    with open(os.path.join(directory, LOG), "rb") as file:
        return file.read().splitlines(keepends=True)


class Exercise:
    """A short exercise. After each record, the pages of all devices are stored."""

    def __init__(self, name, killed=0):
        self.room = Served(SMALL, "-s", "3", directory=os.path.join(scratch, name))
        self.killed, self.tokens, self.pages = killed, {}, {}
        self.after_record()

    def after_record(self):
        n = len(lines(self.room.directory))
        self.pages[n] = {seat: known(self.room.page(token)) for seat, token in self.tokens.items()}
        if self.killed and n % self.killed == 0:
            self.room.kill()
            self.room = Served(SMALL, directory=self.room.directory)

    def console(self, action, **body):
        status, reply = self.room.console(action, **body)
        assert status == 200, (action, status, reply)
        self.after_record()

    def submit(self, route, seat, **body):
        status, reply = self.room.submit(route, self.tokens[seat], **body)
        self.after_record()
        return status

    def play(self):
        for seat in ("alpha", "beta"):
            code = self.room.console("code", seat=seat)[1]["code"]
            self.tokens[seat] = self.room.join(code)[1]["token"]
            self.after_record()
        while self.room.state()["phase"]["kind"] != "review":
            phase = self.room.state()["phase"]
            if phase["kind"] == "brief":
                self.submit("predict", "beta", question="crisis", percent=30)
            if phase["kind"] == "talks":
                self.submit("offer", "alpha", agreements=["line"])
            if phase["kind"] == "decide" and phase["round"] == 1:
                self.submit("say", "alpha", to="beta", channel="political", text="Was it you?")
                self.console("news", to="all", text="A storm.")
                self.console("pause", pause=True)
            if self.room.state()["next"]["kind"] == "close":
                settle_all(self.room, self.tokens)
                self.after_record()
                self.console("close")
            self.console("go")
        self.console("review")


def reopened(source, k, torn):
    """Makes a copy of the directory with the first k records and, if `torn`, half of the next
    one."""
    directory = os.path.join(scratch, "%d-%d" % (k, torn))
    shutil.copytree(source, directory)
    whole = lines(source)
    with open(os.path.join(directory, LOG), "wb") as file:
        file.write(b"".join(whole[:k]) + (whole[k][:len(whole[k]) // 2] if torn else b""))
    return Served(SMALL, directory=directory)


whole = Exercise("whole")
whole.play()
whole.room.__exit__()
total = len(lines(whole.room.directory))
seen = sorted(n for n in whole.pages if whole.pages[n])
check("the exercise has many records with pages", total >= 25 and len(seen) >= 15, total, seen)
wrong, asked = [], 0
for k in range(seen[0], total, EVERY):
    for torn in (False, True):
        room = reopened(whole.room.directory, k, torn)
        for seat, token in whole.tokens.items():
            page = room.page(token)
            expected = whole.pages.get(k, {}).get(seat)
            if page is None or "seat" not in page:
                if expected:
                    wrong.append("record %d, torn %d: %s: %s" % (k, torn, seat, page))
                continue
            asked += expected is not None
            if expected is not None and known(page) != expected:
                wrong.append("record %d, torn %d: %s: %s" % (k, torn, seat,
                    {key: (known(page)[key], expected[key]) for key in expected if known(page).get(key) != expected[key]}))
        if torn != any(w["key"] == "dropped" for w in room.state()["warnings"]):
            wrong.append("record %d: the console says nothing of the line that was left out" % k)
        room.kill()
        shutil.rmtree(room.directory)
check("every device sees its page as it was (%d pages)" % asked, not wrong and asked >= 2 * len(seen) // EVERY, *wrong[:8])
note("%d records, every %d reopened" % (total, EVERY))
different = {json.dumps(page) for pages in whole.pages.values() for page in pages.values()}
check("twin: pages differ from record to record", len(different) > len(seen), len(different), len(seen))

killed = Exercise("killed", killed=EVERY)
killed.play()
ends = [seat for seat in ("alpha", "beta") if known(killed.room.page(killed.tokens[seat])) != known(whole.pages[total][seat])]
fingerprints = [[json.loads(line).get("fingerprint") for line in lines(e.room.directory) if b'"do": "go"' in line or b'"do":"go"' in line]
    for e in (whole, killed)]
check("an exercise that was killed again and again ends as the other one", len(fingerprints[0]) > 5 and fingerprints[0] == fingerprints[1]
    and not ends, ends, *fingerprints)

# the end: the facilitator deletes the exercise
status, reply = killed.room.console("delete")
check("deleting has to be confirmed", status == 400 and os.path.exists(killed.room.directory), status, reply)
status, reply = killed.room.console("delete", confirm=True)
killed.room.__exit__()
check("then the server ends, and nothing is left", status == 200 and killed.room.status == 0 and not os.path.exists(killed.room.directory),
    status, killed.room.status, killed.room.said)
shutil.rmtree(scratch)
finish()
