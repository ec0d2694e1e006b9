#!/usr/bin/python3
"""Sweeps and runs that are killed, stopped, starved of room or damaged: the same command completes
them, byte for byte, or says what is wrong."""
import os
import random
import resource
import shutil
import signal
import subprocess
import time

from sweeps import (SCENARIO, TARGETS, cbmsim, differences, experiment, files, manifest, path, said)
from tap import CBMSIM, check, finish, note, skip

RANDOM = random.Random(20210628)
# Under the thread sanitizer runs take twenty times as long: less of each, on threads all the same.
SLOW = os.environ.get("SANITIZE") == "thread"
KILLS = int(os.environ.get("CBMSIM_KILLS", "6" if SLOW else "25"))
DAMAGES = 3 if SLOW else 12
BLOCKS = os.path.join("journal", "blocks")
HEAD = 109  # bytes of a journal before its first block


# What stands in place of the file of an experiment: a run of a scenario alone.
RUNS = {"a run": 60 if SLOW else 600, "a long run": 300 if SLOW else 5000}


def words_of(file, directory, *words):
    what = ["sweep", file] if file not in RUNS else [
        "run", SCENARIO, "-s", "4", "-n", str(RUNS[file]), "--trace-level",
        "events" if file == "a run" else "none"]
    return what + ["-o", path(directory), "-q", *words]


def sweep(file, directory, *words, **options):
    return cbmsim(*words_of(file, directory, *words), **options)


def start(file, directory, *words):
    return subprocess.Popen([CBMSIM, *words_of(file, directory, *words)],
        cwd=path(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def end(process, *signals):
    """Sends the signals, and gives the exit code."""
    for number in signals:
        process.send_signal(number)
    process.communicate(timeout=300)
    return process.returncode


def stop(process, directory, *signals):
    """Sends the signals as soon as the journal has grown, and gives the exit code."""
    def size():
        place = path(directory, BLOCKS)
        return os.path.getsize(place) if os.path.exists(place) else 0
    before = max(size(), HEAD)
    while size() <= before and process.poll() is None:
        time.sleep(0.002)
    return end(process, *signals)


def whole_lines(directory):
    """Whether every CSV file under a final name ends with its last line."""
    for name in files(directory):
        if name.endswith(".csv") and not name.startswith(".cbmsim" + os.sep):
            with open(path(directory, name), "rb") as file:
                if not file.read().endswith(b"\n"):
                    return False
    return True


def journal(directory):
    with open(path(directory, BLOCKS), "rb") as file:
        return file.read()


def put_journal(directory, data):
    with open(path(directory, BLOCKS), "wb") as file:
        file.write(data)


# ---- killed ----
def kill(file, directory, most):
    """Kills a process at a random moment of the first `most` seconds; whether it was still alive."""
    process = start(file, directory, "-j", RANDOM.choice("23" if SLOW else "12"))
    time.sleep(RANDOM.uniform(0, most))
    return end(process, signal.SIGKILL) == -signal.SIGKILL


for name, replications in (("fixed", 40 if SLOW else 100), ("adaptive", TARGETS), ("a run", None)):
    file = name if name in RUNS else experiment(
        name, points=4 if SLOW else 12, replications=replications)
    begun = time.monotonic()
    done = sweep(file, name, "-j", "2")
    took = time.monotonic() - begun
    check("%s: undisturbed" % name, done.returncode == 0, said(done))
    killed = recovering = tries = 0
    torn, wrong = [], []
    target = name + "-killed"
    while killed < KILLS and tries < 10 * KILLS:
        # Killed up to four times before it may complete: later ones while it recovers.
        for k in range(4):
            begun_before = os.path.exists(path(target, BLOCKS)) and len(journal(target)) > HEAD
            dead = kill(file, target, took)
            tries += 1
            killed += dead
            recovering += dead and begun_before
            took *= 1 if dead else 0.9  # it took less than was thought
            if os.path.isdir(path(target)) and not whole_lines(target):
                torn.append(target)
        done = sweep(file, target)
        if done.returncode != 0 or differences(name, target):
            wrong += [said(done)] + differences(name, target)
        shutil.rmtree(path(target), ignore_errors=True)
    check("%s: killed %d times, %d of them while it recovered, the same command completes it" % (
        name, killed, recovering), killed >= KILLS and recovering > KILLS // 8 and not wrong, *wrong)
    check("%s: nothing half written under a final name" % name, not torn, torn)

# ---- stopped ----
def stopped(file, whole):
    """Stops it in every way there is; `whole` is what it gives undisturbed."""
    part, twice, shared = "stopped-" + whole, "twice-" + whole, "shared-" + whole
    done = sweep(file, whole)
    code = stop(start(file, part), part, signal.SIGINT)
    check("%s: SIGINT ends with 75 and a part of the result" % whole, code == 75 and
        manifest(part)["status"] == "partial" and os.path.exists(path(part, "runs.csv")), code)
    code = stop(start(file, part), part, signal.SIGTERM)
    check("%s: so does SIGTERM" % whole, code == 75, code)
    done = sweep(file, part)
    check("%s: and the same command goes on" % whole, done.returncode == 0 and
        not differences(whole, part), said(done), differences(whole, part))
    process = start(file, twice)
    code = stop(process, twice, signal.SIGINT, signal.SIGINT)
    check("%s: a second SIGINT ends at once with 130" % whole, code in (130, 75), code)  # they may become one

    # One directory, two processes
    process = start(file, shared)
    while not os.path.exists(path(shared, BLOCKS)) and process.poll() is None:
        time.sleep(0.01)
    done = sweep(file, shared)
    check("%s: a second process is refused" % whole, done.returncode == 4 and
        "another cbmsim" in done.stderr, said(done))
    status = cbmsim("status", shared)
    check("%s: but may look" % whole, status.returncode == 0 and "runs_done," in status.stdout,
        said(status))
    code = end(process)
    check("%s: and the first is not disturbed" % whole, code == 0 and
        not differences(whole, shared), code)


stopped(experiment("long", points=6 if SLOW else 20, replications=100 if SLOW else 500), "long")
stopped("a long run", "long-run")

# ---- a damaged journal ----
def damaged(file, whole):
    """Cuts the journal of a result short, and changes single bytes of it."""
    good = journal(whole)
    wrong = []
    for cut in sorted({RANDOM.randrange(len(good)) for _ in range(DAMAGES)} |
            {0, 1, HEAD - 1, HEAD, len(good) - 1}):
        shutil.rmtree(path("cut"), ignore_errors=True)
        shutil.copytree(path(whole), path("cut"))
        put_journal("cut", good[:cut])
        done = sweep(file, "cut")
        if done.returncode != 0 or differences(whole, "cut"):
            wrong += ["cut at %d" % cut, said(done)] + differences(whole, "cut")
    check("%s: a journal that was cut short" % whole, not wrong, *wrong)
    wrong = []
    for at in sorted(RANDOM.randrange(HEAD, len(good)) for _ in range(DAMAGES)):
        shutil.rmtree(path("flipped"), ignore_errors=True)
        shutil.copytree(path(whole), path("flipped"))
        put_journal("flipped", good[:at] + bytes([good[at] ^ 1 << at % 8]) + good[at + 1:])
        seen = cbmsim("verify", "flipped")
        done = sweep(file, "flipped")
        if (seen.returncode != 5 or "journal/blocks: bytes " not in done.stderr or
                done.returncode != 0 or differences(whole, "flipped")):
            wrong += ["flipped at %d" % at, said(seen), said(done)] + differences(whole, "flipped")
    check("%s: a flipped byte is named, and its runs are made again" % whole, not wrong, *wrong)


damaged("a run", "a run")
damaged("fixed.json", "fixed")
good = journal("fixed")
put_journal("flipped", bytes([good[0] ^ 1]) + good[1:])
done = sweep("fixed.json", "flipped")
check("in its first line, too", done.returncode == 4 and "first line" in done.stderr, said(done))
put_journal("stopped-long", good)
done = sweep("long.json", "stopped-long")
check("another experiment's journal is refused", done.returncode == 4 and
    "another experiment" in done.stderr, said(done))

# ---- a result that was changed ----
CHANGED = (("runs.csv", b",ok,horizon,2", ("analyze", "compare", "compare --events", "report")),
    ("policies.csv", b"\nwithout,n", ("compare",)),
    ("experiment.json", b"200", ("analyze", "compare --events", "report", "merge", "status",
        "replay --run 1/without/1")),
    ("analysis/compare.csv", b",0.", ("report",)))
OUTPUT = {"report": ("-o", "-"), "merge": ("-o", "never")}


def change(name, text):
    """A copy of a result in which one byte differs: the last one of where `text` first stands."""
    shutil.rmtree(path("changed"), ignore_errors=True)
    shutil.copytree(path("fixed"), path("changed"))
    with open(path("changed", name), "rb+") as file:
        at = file.read().index(text) + len(text) - 1
        file.seek(at)
        file.write(b"7")


for name, text, readers in CHANGED:
    change(name, text)
    wrong = []
    for reader in readers:
        command, *flags = reader.split()
        done = cbmsim(command, "changed", *flags, *OUTPUT.get(command, ()))
        if done.returncode != 4 or name + ": differs from the file" not in done.stderr or done.stdout:
            wrong += [reader, said(done)]
    seen = cbmsim("verify", "changed")
    done = sweep("fixed.json", "changed")
    check("%s: a byte that was changed is seen by all who read it, and the sweep mends it" % name,
        not wrong and seen.returncode != 0 and done.returncode == 0 and
        not differences("fixed", "changed"), *wrong, said(seen), said(done))
change("analysis/compare.csv", b",0.1")
with open(path("changed", "manifest.json"), "r+", encoding="utf-8") as file:
    told = file.read().replace('"cbmsim": "', '"cbmsim": "0.')
    file.seek(0)
    file.write(told)
done = cbmsim("report", "changed", "-o", "never.html")
check("but a table that another version may have made again is read", done.returncode == 0 and
    '"cbmsim": "0.' in told, said(done))
with open(path("changed", "runs.csv"), "rb+") as file:
    file.truncate(file.read()[:-1].rindex(b"\n") + 1)
done = cbmsim("compare", "changed")
check("so is a table without its last row", done.returncode == 4 and "runs.csv" in done.stderr and
    not done.stdout, said(done))

# ---- contradicting parts ----
shutil.copytree(path("fixed"), path("liar"))


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    return crc ^ 0xffffffff


head = HEAD
while good[head + 24:head + 32] != bytes([1, 0, 0, 0, 1, 0, 0, 0]):  # replication 1 of point 1
    head += 64 + int.from_bytes(good[head + 8:head + 16], "little")
size = int.from_bytes(good[head + 8:head + 16], "little")
body = bytearray(good[head + 64:head + 64 + size])
policies, parts = (int(word, 16) for word in good[:HEAD].split()[4:6])
runs = int.from_bytes(good[head + 32:head + 36], "little")
body[4 * policies * parts * runs + 8] ^= 1  # behind the lengths: end_day of the first row
lie = bytearray(good[head:head + 64])
lie[36:40] = crc32c(body).to_bytes(4, "little")
lie[4:8] = crc32c(lie[8:]).to_bytes(4, "little")
put_journal("liar", good[:head] + bytes(lie) + bytes(body) + good[head + 64 + size:])
done = cbmsim("merge", "fixed", "liar", "-o", "contradiction")
check("parts that contradict each other are refused with 5", done.returncode == 5 and
    "run 1/without/1 is in both, and differs" in done.stderr, said(done))

# ---- no room, no rights ----
os.mkdir(path("devices"))
os.symlink("/dev/full", path("devices", "full"))
done = sweep("fixed.json", "devices/full")
check("a device for a directory", done.returncode == 4, said(done))
os.mkdir(path("readonly"))
os.chmod(path(), 0o755)
os.chmod(path("readonly"), 0o555)
nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
try:
    done = sweep("fixed.json", "readonly", **nobody)
    check("a directory that may not be written", done.returncode == 4 and
        "Permission denied" in done.stderr and not os.listdir(path("readonly")), said(done))
except PermissionError:
    skip("a directory that may not be written", "nobody may run the program, where it is")
ROOM = 100000 if SLOW else 500000


def with_little_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


done = sweep("fixed.json", "small", preexec_fn=with_little_room)
check("no file may grow so long", done.returncode == 4 and "File too large" in done.stderr and
    max(os.path.getsize(path("small", name)) for name in files("small")) <= ROOM, said(done))
check("and nothing is half written", whole_lines("small"))
done = sweep("fixed.json", "small")
check("where it may, the same command completes it", done.returncode == 0 and
    not differences("fixed", "small"), said(done))


def mount(place, *options):
    os.makedirs(place, exist_ok=True)
    return subprocess.run(["mount", *options, place], stderr=subprocess.DEVNULL,
        check=False).returncode == 0


if os.geteuid() == 0 and mount(path("tiny"), "-t", "tmpfs", "-o",
        "size=%s,nr_inodes=60" % ("256k" if SLOW else "1m"), "tmpfs"):
    try:
        done = sweep("fixed.json", "tiny/out")
        check("a full disk is an error that names it", done.returncode == 4 and
            "No space left" in done.stderr, said(done))
        check("nothing is half written", whole_lines("tiny/out"))
        subprocess.run(["mount", "-o", "remount,size=64m", path("tiny")], check=True)
        done = sweep("fixed.json", "tiny/out")
        check("with more room the same command completes it", done.returncode == 0 and
            not differences("fixed", "tiny/out"), said(done))
        subprocess.run(["mount", "-o", "remount,ro", path("tiny")], check=True)
        done = sweep("fixed.json", "tiny/out")
        check("a read-only result is not written", done.returncode == 4 and
            "Read-only" in done.stderr, said(done))
        check("but can be looked at", cbmsim("status", "tiny/out").returncode == 0 and
            cbmsim("verify", "tiny/out").returncode == 0 and
            cbmsim("replay", "tiny/out", "--run", "2/hotline/3").returncode == 0)
    finally:
        subprocess.run(["umount", path("tiny")], check=False)
else:
    skip("a full disk", "no file system can be mounted here")
try:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([CBMSIM, "status", path("fixed")], stdout=full,
            stderr=subprocess.PIPE, text=True, check=False)
    check("status to a full output", done.returncode == 4 and "standard output" in done.stderr)
except OSError as reason:
    note(reason)
finish()
