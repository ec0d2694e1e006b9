#!/usr/bin/python3
"""Latencies and memory with forty devices that submit and twenty that only read, on loopback; then
with the same devices while what if computes. The parts take 15 seconds and a minute; with
`scripts/test --all` two and ten minutes. figures.py measures the figures that the room has to
reach."""
import gzip
import http.client
import itertools
import json
import random
import threading
import time

from served import Served, choice, quantile, request, resident_kb, source
from tap import LONG, check, finish, not_sanitized

SECONDS, SECONDS_WHATIF = (120, 600) if LONG else (15, 60)
ACTIVE, WATCHERS = 40, 20
# The machine of a test may be busy with other tests: these bounds detect a server that blocks, not
# a slow machine.
CONFIRMED_P99, STATE_P99, WHATIF = 3.0, 3.0, 300.0

not_sanitized("latencies", "a build with sanitizers is slower")


class Device(threading.Thread):
    def __init__(self, room, token, k, active):
        super().__init__(daemon=True)
        self.room, self.token, self.active = room, token, active
        self.posts, self.states, self.wrong, self.sizes = [], [], [], []
        self.random = random.Random(k)
        self.connection = http.client.HTTPConnection("127.0.0.1", room.port + 1, timeout=60, source_address=source(k))

    def call(self, method, path, body=None):
        began = time.monotonic()
        status, headers, text = request(self.room.port + 1, method, path, body, self.token, connection=self.connection,
            headers={"Accept-Encoding": "gzip"})
        took = time.monotonic() - began
        if headers.get("Content-Encoding") == "gzip":
            self.sizes.append(len(text))
            text = gzip.decompress(text)
        return status, json.loads(text) if text else None, took

    def run(self):
        n = 0
        page = None
        while time.monotonic() < self.room.ends:
            began = time.monotonic()
            status, reply, _ = self.call("GET", "/api/state?after=%d&wait=2" % n)
            if status == 200:
                page, n = reply, reply["n"]
                changed = self.room.changed
                if began < changed <= time.monotonic():
                    self.states.append(time.monotonic() - changed)
            elif status != 204:
                self.wrong.append(status)
            if not self.active or page is None or not page["tabled"]:
                continue
            time.sleep(self.random.random())
            route, body = choice(self.random.choice(page["tabled"]))
            body["key"] = "%d" % self.random.getrandbits(60)
            status, _, took = self.call("POST", "/api/" + route, body)
            self.posts.append(took)
            if status not in (200, 409, 429):
                self.wrong.append(status)
        self.connection.close()


def latencies(name, what, values):
    print("# %s, %s: %d, median %.3f s, 99 %% %.3f s" % (name, what, len(values), quantile(values, .5), quantile(values, .99)))
    return quantile(values, .99)


def change(room):
    """Changes every page."""
    time.sleep(2)
    room.changed = time.monotonic()
    room.console("pause", pause=True)
    time.sleep(.5)
    room.console("pause", pause=False)


def play(room, tokens, seconds, name):
    """Runs all devices for a time. Returns their measurements."""
    room.changed, room.ends = 0, time.monotonic() + seconds
    devices = [Device(room, token, k, k < ACTIVE) for k, token in enumerate(tokens)]
    for device in devices:
        device.start()
    while time.monotonic() < room.ends - 3:
        change(room)
    for device in devices:
        device.join()
    wrong = [w for d in devices for w in d.wrong]
    states = [s for d in devices for s in d.states]
    sizes = [z for d in devices for z in d.sizes]
    check("%s: every reply is one of those expected" % name, not wrong, wrong[:10])
    check("%s: changes reach the devices" % name, len(states) > 30 and latencies(name, "state after a change", states) < STATE_P99, len(states))
    print("# %s, bytes of a snapshot: median %d, largest %d" % (name, quantile(sizes, .5), max(sizes)))
    check("%s: snapshots are small" % name, quantile(sizes, .5) < 8192, quantile(sizes, .5))
    return [p for d in devices for p in d.posts]


class WhatIf(threading.Thread):
    """Asks one what-if question after the other, with a thousand continuations of each option,
    until the devices stop. Measures the seconds of each."""

    def __init__(self, room, matters):
        super().__init__(daemon=True)
        self.room, self.matters, self.found = room, matters, []

    def run(self):
        for matter in itertools.cycle(self.matters):
            began = time.monotonic()
            status, reply = self.room.console("whatif", seat=matter["seat"], number=matter["number"], n=1000)
            state = {}
            while status == 200 and not (state.get("job") == reply["job"] and state["done"]) and time.monotonic() < began + WHATIF:
                time.sleep(.02)
                state = self.room.state().get("whatif", {})
            self.found.append((time.monotonic() - began, len(state.get("arms", [])), state.get("n")))
            if time.monotonic() > self.room.ends:
                return


with Served("ten", "-s", "5") as room:
    codes = {team["id"]: team["code"] for team in room.state()["teams"]}
    seats = sorted(codes)
    joined = [room.join(codes[seats[k % len(seats)]], "decide" if k < ACTIVE else "observe", source=source(k))
        for k in range(ACTIVE + WATCHERS)]
    tokens = [reply["token"] for _, reply in joined]
    first = resident_kb(room.process.pid)
    while room.state()["phase"]["kind"] != "decide" or not any(room.page(t)["tabled"] for t in tokens[:len(seats)]):
        room.console("go", unsettled="habit")
    posts = play(room, tokens, SECONDS, "deciding")
    check("submissions are confirmed", len(posts) > SECONDS and latencies("deciding", "confirmed", posts) < CONFIRMED_P99, len(posts))
    last = resident_kb(room.process.pid)
    print("# memory: %d kB at first, %d kB at the end" % (first, last))
    check("memory stays small", last < 40 * 1024 + (ACTIVE + WATCHERS) * 200 + 20 * 1024, last)

    while room.state()["phase"]["kind"] != "review":
        room.console("go", unsettled="habit")
    room.console("review", page="truth")
    matters = [w for w in room.state()["world"] if w["kind"] == "decision" and w["by"] != "kept"]
    work = WhatIf(room, matters)
    room.ends = time.monotonic() + SECONDS_WHATIF
    work.start()
    play(room, tokens, SECONDS_WHATIF, "review")
    work.join()
    print("# what if, while %d devices are active: %s" % (ACTIVE + WATCHERS,
        "; ".join("%.2f s for %d options, %s each" % found for found in work.found[:20])))
    before, last = last, resident_kb(room.process.pid)
    print("# memory: %d kB after the review" % last)
    check("memory does not grow with time", last < before + 24 * 1024, before, last)
    check("what if goes on meanwhile", work.found and all(n == 1000 and arms >= 2 for _, arms, n in work.found), work.found)
finish()
