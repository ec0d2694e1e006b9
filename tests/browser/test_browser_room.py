#!/usr/bin/python3
"""An exercise in a browser, over the sockets. Every page is accessible and fits on narrow screens.
People join, decide by keyboard alone, at 320 px and in a pseudo-language, lose the network and
continue. The test has three teams, up to the first decisions. With `scripts/test --all` it has six
teams with two devices each, the whole ninety minutes, talks and the review.

Without the requirements of tests/browser/browser.py the test is skipped and prints the reason.
"""
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time

from browser import CHROMIUM, PLACE, prepare
from served import free_ports
from tap import CBMSIM, LONG, SOURCE, check, finish, note, skip

SCENARIO = os.path.join(SOURCE, "scenarios", "workshop", "strait.json")
SECONDS = 1800 if LONG else 900
SHOTS = os.environ.get("CBMSIM_SHOTS")   # folder for the screenshots, to look at them


def network():
    """An address of this machine in a network, where a browser has no secure context, as on a
    phone; 127.0.0.2 on a machine without a network. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.2"


def start(place, *options, scenario=SCENARIO):
    """Starts the program with an exercise. Returns the process, and its output until it was
    ready."""
    errors = os.path.join(place, "errors")
    with open(errors, "wb") as out:
        room = subprocess.Popen([CBMSIM, "workshop", scenario, "-s", "4", "-o", os.path.join(place, "exercise"),
            "--port", str(free_ports()), "--no-browser", *options], stdout=subprocess.DEVNULL, stderr=out)
    for _ in range(100):
        time.sleep(0.1)
        with open(errors, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if re.search(r"/(console|table)#t=\w+", text) or room.poll() is not None:
            break
    return room, text


def in_browser(script, place, what, numbers, *arguments):
    """Prints the checks of a script in the browser. Checks that the script reached its end, with
    one of these numbers of checks."""
    done = subprocess.run(["node", os.path.join(PLACE, script), CHROMIUM, *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, timeout=SECONDS, env={**os.environ, "HOME": place})
    found = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    for one in found:
        check("%s: %s" % (one["page"], one["name"]), not one["bad"], *one["bad"])
    check(what, done.returncode == 0 and len(found) in numbers, len(found),
        done.stderr.decode("utf-8", "replace"))


def look(console, teams, place):
    if SHOTS:
        os.makedirs(SHOTS, exist_ok=True)
    began = time.monotonic()
    in_browser("room.mjs", place, "the exercise came to its end, with checks of every page",
        range(166 if LONG else 93, 1000), console, teams, SHOTS or "-", "long" if LONG else "short")
    note("%.0f seconds in the browser" % (time.monotonic() - began))


def play_alone():
    """One person plays one seat alone."""
    with tempfile.TemporaryDirectory(prefix="cbmsim-solo-") as place:
        room, said = start(place, "--solo", "ardane", "--browser",
            scenario=os.path.join(SOURCE, "scenarios", "workshop", "tutorial-call.json"))
        page = re.search(r"http://\S+/table#t=\w+", said)
        if check("the program names the page of one seat alone, and no other", page and "teams" not in said, said):
            in_browser("solo.mjs", place, "one seat alone comes to the review", [7], page.group(0))
        room.send_signal(signal.SIGTERM)
        room.wait(timeout=300 if LONG else 60)


def play_at_one_table():
    """One laptop for all teams: the console does not mention phones."""
    with tempfile.TemporaryDirectory(prefix="cbmsim-table-") as place:
        room, said = start(place, "--one-table")
        page = re.search(r"http://\S+/console#t=\w+", said)
        if check("the program names the console of one table", page, said):
            in_browser("one_table.mjs", place, "the console of one table was looked at", [3], page.group(0))
        room.send_signal(signal.SIGTERM)
        room.wait(timeout=60)


def use_a_phone():
    """An exercise on an address other than that of the console: the pages before the beginning, and
    a page that is open twice."""
    with tempfile.TemporaryDirectory(prefix="cbmsim-lan-") as place:
        address = network()
        room, said = start(place, "--lan=" + address)
        page, teams = (re.search(pattern, said) for pattern in (r"http://\S+/console#t=\w+", r"http://%s:\d+" % re.escape(address)))
        if check("the program names the console and the address in the network", page and teams, said):
            in_browser("phone.mjs", place, "people read what the network means, and a page is open twice", [18], page.group(0), teams.group(0) + "/")
        room.send_signal(signal.SIGTERM)
        room.wait(timeout=60)


reason = (prepare("room.mjs") or prepare("solo.mjs") or prepare("one_table.mjs") or prepare("phone.mjs")) if not os.environ.get("SANITIZE") else "the test runs in the build without sanitizers"
help_ = subprocess.run([CBMSIM, "workshop", "--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
if reason or "--port" not in help_:
    skip("an exercise in a browser", reason or "this build has no server")
else:
    with tempfile.TemporaryDirectory(prefix="cbmsim-room-") as scratch:
        room, said = start(scratch)
        console = re.search(r"http://([\d.]+):(\d+)/console#t=\w+", said)
        if check("the program names the address of the console", console, said):
            look(console.group(0), "http://%s:%d/" % (console.group(1), int(console.group(2)) + 1), scratch)
            room.send_signal(signal.SIGTERM)
        status = room.wait(timeout=300 if LONG else 60)   # it first ends the computation of the review
        check("the program stops when asked, with the exit status for it", status == 75, status)
    play_alone()
    play_at_one_table()
    use_a_phone()
finish()
