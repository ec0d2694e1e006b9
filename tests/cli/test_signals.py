#!/usr/bin/python3
"""A signal ends a command at once. `run`, `sweep` and `compare --events` stop and keep their
finished runs."""
import os
import pty
import signal
import subprocess
import time

from sweeps import SCENARIO, cbmsim, manifest, path
from tap import CBMSIM, check, finish

NAMES = {signal.SIGINT: "SIGINT", signal.SIGTERM: "SIGTERM", signal.SIGHUP: "SIGHUP"}
PATIENCE = 30


def wait(process):
    """Returns the exit status of a command; None if it has not ended."""
    try:
        return process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


def sleeping(process):
    """Waits until the process sleeps, for example until the other end of a pipe is ready."""
    for _ in range(100 * PATIENCE):
        with open("/proc/%d/stat" % process.pid, encoding="utf-8") as file:
            if file.read().rpartition(")")[2].split()[0] == "S":
                return
        time.sleep(0.01)


os.mkfifo(path("pipe"))
for words in (["check", "pipe"], ["run", "pipe"], ["sweep", "pipe", "-o", "none"], ["describe", "pipe"], ["plan", "pipe"]):
    for number, name in NAMES.items():
        process = subprocess.Popen([CBMSIM] + words, cwd=path(), stderr=subprocess.DEVNULL)
        sleeping(process)
        process.send_signal(number)
        code = wait(process)
        check("%s ends '%s', which waits for its input" % (name, words[0]), code == -number, code)

# Ctrl-C at a terminal
master, slave = pty.openpty()
process = subprocess.Popen(["setsid", "-c", "-w", CBMSIM, "check", "-"], cwd=path(), stdin=slave, stdout=slave, stderr=slave)
os.close(slave)
time.sleep(0.5)
os.write(master, b"{\n\x03")
code = wait(process)
os.close(master)
check("the first Ctrl-C ends 'check -' at a terminal", code in (-signal.SIGINT, 128 + signal.SIGINT), code)

# ---- commands that stop ----
def start(directory, *before):
    """Starts a run that lasts for minutes, and waits until it has begun."""
    process = subprocess.Popen([*before, CBMSIM, "run", SCENARIO, "-s", "1", "-n", "100000", "-q", "-j", "1", "--trace-level",
        "none", "-o", directory], cwd=path(), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while not os.path.exists(path(directory, "journal", "blocks")) and process.poll() is None:
        time.sleep(0.01)
    return process


process = start("hung-up")
process.send_signal(signal.SIGHUP)
process.send_signal(signal.SIGHUP)
code = wait(process)
check("SIGHUP, which may come twice, stops a run with 75 and partial tables", code == 75 and
    manifest("hung-up")["status"] == "partial" and os.path.exists(path("hung-up", "runs.csv")), code)

process = start("nohup", "nohup")
process.send_signal(signal.SIGHUP)
time.sleep(0.3)
check("under nohup a run continues after SIGHUP", process.poll() is None, process.poll())
process.send_signal(signal.SIGTERM)
wait(process)

cbmsim("run", SCENARIO, "-s", "1", "-n", "300", "-q", "--trace-level", "none", "-o", "compared")
process = subprocess.Popen([CBMSIM, "compare", "compared", "--events"], cwd=path(), stdout=subprocess.PIPE,
    stderr=subprocess.DEVNULL)
process.stdout.readline()
process.send_signal(signal.SIGINT)
process.stdout.read()
code = wait(process)
check("SIGINT stops 'compare --events' with 75", code == 75, code)
process = subprocess.Popen([CBMSIM, "verify", "compared", "--runs", "1000000"], cwd=path(), stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL)
time.sleep(0.05)
process.send_signal(signal.SIGTERM)
code = wait(process)
check("SIGTERM ends 'verify' at once", code == -signal.SIGTERM, code)
finish()
