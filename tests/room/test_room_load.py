#!/usr/bin/python3
"""Forty devices that submit and twenty that watch, on loopback: latencies and memory. 15 seconds; ten
minutes with `scripts/test --all`."""
import http.client
import json
import os
import random
import threading
import time

from served import Served, choice, request
from tap import LONG, check, finish, not_sanitized

SECONDS = 600 if LONG else 15
ACTIVE, WATCHERS = 40, 20
# The machine of a test may be busy with other tests: these bounds find a server that waits, not a slow machine.
CONFIRMED_P99, STATE_P99 = 3.0, 3.0

not_sanitized("latencies", "a build with sanitizers is slower")


def memory(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as file:
        return int([line for line in file if line.startswith("VmRSS")][0].split()[1])


class Device(threading.Thread):
    def __init__(self, room, token, k, active):
        super().__init__(daemon=True)
        self.room, self.token, self.active = room, token, active
        self.posts, self.states, self.wrong = [], [], []
        self.random = random.Random(k)
        self.connection = http.client.HTTPConnection("127.0.0.1", room.port + 1, timeout=60,
            source_address=("127.0.%d.%d" % (4 + k // 8, 1 + k % 8), 0))

    def call(self, method, path, body=None):
        began = time.monotonic()
        status, _, text = request(self.room.port + 1, method, path, body, self.token, connection=self.connection)
        return status, json.loads(text) if text else None, time.monotonic() - began

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


with Served("strait", "-s", "5") as room:
    codes = [team["code"] for team in room.state()["teams"]]
    devices = []
    for k in range(ACTIVE + WATCHERS):
        while True:
            code = codes[k % len(codes)]
            status, reply = room.join(code, "decide" if k < 40 else "observe", source=("127.0.%d.%d" % (4 + k // 8, 1 + k % 8), 0))
            if status == 409:  # eight devices of a team: the others share their tokens
                reply = {"token": devices[k % len(codes)].token}
            break
        devices.append(Device(room, reply["token"], k, k < ACTIVE))
    first = memory(room.process.pid)
    room.changed = 0
    room.ends = time.monotonic() + SECONDS
    room.console("go")
    room.console("go")
    for device in devices:
        device.start()
    half = None
    while time.monotonic() < room.ends - 3:
        time.sleep(2)
        room.changed = time.monotonic()
        room.console("pause", pause=True)
        time.sleep(.5)
        room.console("pause", pause=False)
        half = half or memory(room.process.pid)
    for device in devices:
        device.join()
    posts = sorted(p for d in devices for p in d.posts)
    states = sorted(s for d in devices for s in d.states)
    wrong = [w for d in devices for w in d.wrong]
    last = memory(room.process.pid)
    at = lambda values, q: values[min(len(values) - 1, int(q * len(values)))]
    print("# confirmed: %d, median %.3f s, 99 %% %.3f s" % (len(posts), at(posts, .5), at(posts, .99)))
    print("# state after a change: %d, median %.3f s, 99 %% %.3f s" % (len(states), at(states, .5), at(states, .99)))
    print("# memory: %d kB at first, %d kB at the end" % (first, last))
    check("every reply is one of those expected", not wrong, wrong[:10])
    check("submissions are confirmed", len(posts) > SECONDS and at(posts, .99) < CONFIRMED_P99, at(posts, .99))
    check("changes reach the devices", len(states) > 30 and at(states, .99) < STATE_P99, len(states))
    check("memory stays small", last < 40 * 1024 + ACTIVE * 200 + WATCHERS * 200 + 20 * 1024, last)
finish()
