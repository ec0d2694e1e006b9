#!/usr/bin/python3
"""figures.py - measures the figures that an exercise in a room has to reach, and prints them with their bounds.

    CBMSIM=build/cbmsim tests/room/figures.py [--csv] [--seconds N]

Prints a table in Markdown, or CSV. It takes about N + 60 seconds (default of N: 60) on a machine
without other load. The last rows have the load of the machine. Exit status 1: a figure is not
reached. The columns `processor` have seconds of processor time, which depends less on other
programs than real time.
"""
import datetime
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from served import Served, choice, quantile, request, resident_kb, settle_all, source  # noqa: E402
from tap import CBMSIM, SOURCE, no_test  # noqa: E402

ACTIVE, WATCHERS, WHATIFS, IDLE, ROUNDS = 40, 20, 6, 10, 8
PATIENCE = 60   # seconds for computations with low priority, which get no time on a busy machine
rows = []


def row(what, value, unit, bound=None, note=""):
    rows.append((what, value, unit, bound, note))


def processor(pid):
    """Returns the processor time of the process so far, in seconds."""
    with open("/proc/%d/stat" % pid, encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wakeups(pid):
    """Returns how often the threads of the process have begun to sleep so far."""
    total = 0
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/status" % (pid, task), encoding="ascii") as file:
            total += int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", file.read(), re.M).group(1))
    return total


class Device(threading.Thread):
    """A device that waits for changes. An active device also submits at the end of each round."""

    def __init__(self, all_, token, k):
        super().__init__(daemon=True)
        self.all, self.token, self.active, self.source = all_, token, k < ACTIVE, source(k)
        self.random, self.page, self.done, self.wrong = random.Random(k), None, None, []

    def ask(self, method, path, body=None):
        began = time.monotonic()
        status, headers, text = request(self.all.room.port + 1, method, path, body, self.token, source=self.source,
            headers={"Accept-Encoding": "gzip"})
        took = time.monotonic() - began
        packed = headers.get("Content-Encoding") == "gzip"
        return status, gzip.decompress(text) if packed else text, took, len(text)

    def run(self):
        n = 0
        while not self.all.over:
            began = time.monotonic()
            status, text, _, size = self.ask("GET", "/api/state?after=%d&wait=25" % n)
            ended = time.monotonic()
            if status == 200:
                n = int(re.search(rb'"n": ?(\d+)', text).group(1))
                self.page = text
                self.all.sizes.append((size, len(text)))
                if began < self.all.changed < ended:
                    self.all.states.append(ended - self.all.changed)
            elif status != 204:
                self.wrong.append(status)

    def submit(self, wait):
        """Settles the matters on the page, after a random part of the time."""
        page = json.loads(self.page or b'{"tabled": []}')
        time.sleep(wait * self.random.random())
        for matter in page["tabled"][:2]:
            route, body = choice(matter)
            body["key"] = "%d" % self.random.getrandbits(60)
            status, _, took, _ = self.ask("POST", "/api/" + route, body)
            self.all.posts.append(took)
            if status not in (200, 409, 429):
                self.wrong.append(status)


class Room:
    """An exercise with all devices."""

    def __init__(self, scenario):
        began = time.monotonic()
        self.room = Served(scenario, "-s", "5")
        self.start = time.monotonic() - began
        self.over, self.changed, self.states, self.posts, self.sizes = False, 0, [], [], []

    def join(self):
        teams = self.room.state()["teams"]
        tokens = [self.room.join(teams[k % len(teams)]["code"], "decide" if k < ACTIVE else "observe", source=source(k))[1]["token"]
            for k in range(ACTIVE + WATCHERS)]
        self.devices = [Device(self, token, k) for k, token in enumerate(tokens)]
        for device in self.devices:
            device.start()

    def change(self):
        """Changes every page."""
        self.changed = time.monotonic()
        self.room.console("news", to="all", text="The port is open again.")
        time.sleep(1)

    def go(self):
        began = time.monotonic()
        status, reply = self.room.console("go", unsettled="habit")
        assert status == 200, reply
        return time.monotonic() - began

    def kind(self):
        return self.room.state()["phase"]["kind"]


def measure_idle(r):
    pid = r.room.process.pid
    time.sleep(3)
    used, woken = processor(pid), wakeups(pid)
    time.sleep(IDLE)
    row("idle processor, %d devices wait" % (ACTIVE + WATCHERS), 100 * (processor(pid) - used) / IDLE, "%", 1)
    row("wake-ups a second, idle", (wakeups(pid) - woken) / IDLE, "1/s", 10)


def measure_rounds(r, seconds):
    """Measures rounds with submissions within two seconds, and changes that reach every device."""
    ends, steps = time.monotonic() + seconds, []
    while r.kind() != "decide":
        steps.append(r.go())
    measure_idle(r)
    while time.monotonic() < ends and r.kind() != "review":
        for _ in range(3):
            r.change()
        workers = [threading.Thread(target=d.submit, args=(2,)) for d in r.devices if d.active]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        steps.append(r.go())
    row("world from stop to stop, 99 %", 1000 * quantile(steps, .99), "ms", 20, "%d stops, with the flush of the log" % len(steps))
    row("submit to confirmed, median", 1000 * quantile(r.posts, .5), "ms", None, "%d posts" % len(r.posts))
    row("submit to confirmed, 99 %", 1000 * quantile(r.posts, .99), "ms", 300)
    row("state after a change, median", 1000 * quantile(r.states, .5), "ms", 50, "%d replies" % len(r.states))
    row("state after a change, 99 %", 1000 * quantile(r.states, .99), "ms", 250)
    row("snapshot sent, median", quantile([s for s, _ in r.sizes], .5), "bytes", 8192, "gzip; %d without" % quantile([w for _, w in r.sizes], .5))
    row("snapshot sent, largest", max(s for s, _ in r.sizes), "bytes", 8192, "gzip; %d without" % max(w for _, w in r.sizes))
    row("memory", resident_kb(r.room.process.pid) / 1024, "MB", 40 + .2 * (ACTIVE + WATCHERS))


def measure_turning(room, began, busy):
    """Measures the time from the opening of the review to the turning points of all stops, with
    1000 continuations of each option."""
    turning = {}
    while turning.get("n") != 1000 and time.monotonic() < began + PATIENCE:
        time.sleep(.05)
        turning = room.facilitator("GET", "/api/review/turning")[1] or {}
    row("turning points, 1000 of each stop", time.monotonic() - began, "s", 5, "%d stops; processor %.1f s, with the first numbers"
        % (len(turning.get("stops", [])), processor(room.process.pid) - busy))


def measure_whatif(r):
    """Measures one what-if question after the other, while devices wait for changes."""
    pid, first, whole, used, most = r.room.process.pid, [], [], [], 0
    while r.kind() != "review":
        r.go()
    began, busy = time.monotonic(), processor(pid)
    r.room.console("review", page="truth")
    measure_turning(r.room, began, busy)
    while not r.room.state()["exports"] and time.monotonic() < began + PATIENCE:
        time.sleep(.2)
    row("review with all files", time.monotonic() - began, "s", None, "%.1f s of the processor" % (processor(pid) - busy))
    matters = [w for w in r.room.state()["world"] if w["kind"] == "decision" and w["by"] != "kept"][:WHATIFS]
    r.states.clear()
    for matter in matters:
        began, busy, state, early = time.monotonic(), processor(pid), {}, None
        job = r.room.console("whatif", seat=matter["seat"], number=matter["number"], n=1000)[1]["job"]
        change = threading.Thread(target=r.change)
        change.start()
        while not (state.get("job") == job and state["done"]) and time.monotonic() < began + PATIENCE:
            time.sleep(.01)
            state = r.room.state().get("whatif", {})
            if early is None and state.get("job") == job and state["n"] >= 200:
                early = time.monotonic() - began
        whole.append(time.monotonic() - began)
        first.append(early or PATIENCE)
        used.append(processor(pid) - busy)
        most = max(most, len(state.get("arms", [])))
        change.join()
        if whole[-1] >= PATIENCE:
            break
    row("what if, 200 of each option, largest", max(first), "s", .3, "up to %d options" % most)
    row("what if, 1000 of each option, largest", max(whole), "s", 2, "processor %.2f s, with the pages" % max(used))
    row("state after a change, what if runs, median", 1000 * quantile(r.states, .5), "ms", 50, "%d replies" % len(r.states))
    row("state after a change, what if runs, 99 %", 1000 * quantile(r.states, .99), "ms", 250)
    row("memory after the review", resident_kb(pid) / 1024, "MB", 40 + .2 * (ACTIVE + WATCHERS))


def lengthened(place):
    """A scenario like ten.json with ROUNDS rounds: those after the last one have its injects again."""
    with open(os.path.join(SOURCE, "scenarios/workshop/ten.json"), encoding="utf-8") as file:
        world = json.load(file)
    plan, injects = world["workshop"]["plan"], world["injects"]
    last = max((step for step in plan if step.startswith("r")), key=lambda step: plan[step]["at"])
    for k in range(int(last[1:]) + 1, ROUNDS + 1):
        later = k - int(last[1:])
        plan["r%d" % k] = {**plan[last], "at": plan[last]["at"] + later}
        for name in [name for name in injects if name.startswith(last + "-")]:
            day = datetime.date.fromisoformat(injects[name]["day"]) + datetime.timedelta(plan[last]["days"] * later)
            injects["r%d%s" % (k, name[len(last):])] = {**injects[name], "day": day.isoformat()}
    world["horizon_days"] = 400
    path = os.path.join(place, "long.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(world, file)
    return path


def measure_long():
    """Turning points of an exercise with twelve stops: teams that repair ask no questions, which
    would add stops."""
    with tempfile.TemporaryDirectory() as place, Served(lengthened(place), "-s", "5") as room:
        tokens = {team["id"]: room.join(team["code"], source=source(k))[1]["token"] for k, team in enumerate(room.state()["teams"])}
        while room.state()["phase"]["kind"] != "review":
            settle_all(room, tokens, "repair")
            assert room.console("go", unsettled="habit")[0] == 200
        began, busy = time.monotonic(), processor(room.process.pid)
        room.console("review", page="turning")
        measure_turning(room, began, busy)


def measure_replay(directory):
    began = time.monotonic()
    done = subprocess.run(["bash", "-c", "time \"$0\" review --check \"$1\"", CBMSIM, directory], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "TIMEFORMAT": "%U %S"}, text=True, check=False)
    took = time.monotonic() - began
    records, steps = re.search(r"(\d+) records, (\d+) steps", done.stdout).groups()
    user, system = done.stderr.split()[-2:]
    row("replay of an exercise", took, "s", .2, "%s records, %s steps; processor %.3f s" % (records, steps, float(user) + float(system)))


def measure_pages(r):
    text = request(r.room.port + 1, "GET", "/team")[2]
    parts = re.findall(rb'(?:src|href)="(/a/[^"]+)"', text)
    size = len(text) + len(request(r.room.port + 1, "GET", "/words/en.json")[2])
    size += sum(len(request(r.room.port + 1, "GET", p.decode())[2]) for p in parts)
    row("page of a team, first visit", size, "bytes", 120000)


def show(csv):
    if csv:
        print("figure,value,unit,bound,reached,note")
    else:
        print("| figure | value | bound | note |\n| --- | --- | --- | --- |")
    for what, value, unit, bound, note in rows:
        number = "%.3g" % value if value < 1000 else "%d" % value
        reached = bound is None or value <= bound
        if csv:
            print('"%s",%s,%s,%s,%s,"%s"' % (what, number, unit, "" if bound is None else bound, "yes" if reached else "no", note))
        else:
            print("| %s | %s %s%s | %s | %s |" % (what, number, unit, "" if reached else " **no**", "" if bound is None else bound, note))


def main():
    csv, seconds = "--csv" in sys.argv, 60
    no_test()
    if "--seconds" in sys.argv:
        seconds = int(sys.argv[sys.argv.index("--seconds") + 1])
    load = os.getloadavg()[0]
    r = Room(os.path.join(SOURCE, "scenarios/workshop/ten.json"))
    row("start to listening", r.start, "s", .3)
    measure_pages(r)
    r.join()
    measure_rounds(r, seconds)
    measure_whatif(r)
    r.over = True
    r.room.__exit__()
    measure_replay(r.room.directory)
    measure_long()
    row("load of the machine before and after", os.getloadavg()[0], "", None, "%.1f before; %d processors" % (load, os.cpu_count()))
    wrong = [w for d in r.devices for w in d.wrong if w != 503]
    row("replies that were not expected", len(wrong), "", 0, " ".join(map(str, wrong[:5])))
    show(csv)
    sys.exit(any(bound is not None and value > bound for _, value, _, bound, _ in rows))


if __name__ == "__main__":
    main()
