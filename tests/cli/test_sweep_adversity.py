#!/usr/bin/python3
"""Sweeps and runs that are killed, stopped, damaged or out of disk space: the same command completes the result
byte for byte, or reports the error."""
import os
import random
import resource
import shutil
import signal
import subprocess
import time

from sweeps import (BLOCK_HEAD, SCENARIO, TARGETS, cbmsim, differences, experiment, files, manifest, output_of, path)
from tap import CBMSIM, check, finish, note, skip

RANDOM = random.Random(20210628)
# The thread sanitizer makes runs twenty times slower: fewer and smaller cases, but still several threads.
SLOW = os.environ.get("SANITIZE") == "thread"
MANY = os.environ.get("CBMSIM_LONG") == "yes" and not SLOW
KILLS = int(os.environ.get("CBMSIM_KILLS", "25" if MANY else "6"))
DAMAGES = 12 if MANY else 3
BLOCKS = os.path.join("journal", "blocks")
HEAD = 109  # bytes of a journal before its first block


# Names used in place of an experiment file for runs of a scenario, with their replications.
RUNS = {"a run": 60 if SLOW else 300, "a long run": 300 if SLOW else 2000}


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
    """Sends the signals. Returns the exit code."""
    for number in signals:
        process.send_signal(number)
    process.communicate(timeout=300)
    return process.returncode


def stop(process, directory, *signals):
    """Sends the signals as soon as the journal has grown. Returns the exit code."""
    def size():
        place = path(directory, BLOCKS)
        return os.path.getsize(place) if os.path.exists(place) else 0
    before = max(size(), HEAD)
    while size() <= before and process.poll() is None:
        time.sleep(0.002)
    return end(process, *signals)


def whole_lines(directory):
    """Whether every CSV file under its final name ends with a complete line."""
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
def kill(file, directory, maximum):
    """Kills a sweep at a random time within the first `maximum` seconds. Returns whether it was
    still running."""
    process = start(file, directory, "-j", RANDOM.choice("23" if SLOW else "12"))
    time.sleep(RANDOM.uniform(0, maximum))
    return end(process, signal.SIGKILL) == -signal.SIGKILL


for name, replications in (("fixed", 40 if SLOW else 100), ("adaptive", TARGETS), ("a run", None)):
    file = name if name in RUNS else experiment(
        name, points=4 if SLOW else 12, replications=replications)
    begun = time.monotonic()
    done = sweep(file, name, "-j", "2")
    took = time.monotonic() - begun
    check("%s: the undisturbed sweep succeeds" % name, done.returncode == 0, output_of(done))
    killed = recovering = tries = 0
    torn, wrong = [], []
    target = name + "-killed"
    while killed < KILLS and tries < 10 * KILLS:
        # Killed up to four times before it may complete; the later kills hit a sweep that resumes.
        for k in range(4):
            begun_before = os.path.exists(path(target, BLOCKS)) and len(journal(target)) > HEAD
            dead = kill(file, target, took)
            tries += 1
            killed += dead
            recovering += dead and begun_before
            took *= 1 if dead else 0.9  # the sweep took less time than assumed
            if os.path.isdir(path(target)) and not whole_lines(target):
                torn.append(target)
        done = sweep(file, target)
        if done.returncode != 0 or differences(name, target):
            wrong += [output_of(done)] + differences(name, target)
        shutil.rmtree(path(target), ignore_errors=True)
    check("%s: killed %d times, %d of them while resuming, it is completed by the same command" % (
        name, killed, recovering), killed >= KILLS and recovering > KILLS // 8 and not wrong, *wrong)
    check("%s: no file under its final name is incomplete" % name, not torn, torn)

# ---- stopped ----
def stopped(file, whole):
    """Stops a sweep or run in every way. `whole`: name for the undisturbed result."""
    part, twice, shared = "stopped-" + whole, "twice-" + whole, "shared-" + whole
    done = sweep(file, whole)
    code = stop(start(file, part), part, signal.SIGINT)
    check("%s: SIGINT ends with 75 and a partial result" % whole, code == 75 and
        manifest(part)["status"] == "partial" and os.path.exists(path(part, "runs.csv")), code)
    code = stop(start(file, part), part, signal.SIGTERM)
    check("%s: SIGTERM ends with 75" % whole, code == 75, code)
    done = sweep(file, part)
    check("%s: the same command completes the stopped result" % whole, done.returncode == 0 and
        not differences(whole, part), output_of(done), differences(whole, part))
    process = start(file, twice)
    code = stop(process, twice, signal.SIGINT, signal.SIGINT)
    # The two signals may arrive as one signal.
    check("%s: a second SIGINT ends at once with 130" % whole, code in (130, 75), code)

    # One directory, two processes
    process = start(file, shared)
    while not os.path.exists(path(shared, BLOCKS)) and process.poll() is None:
        time.sleep(0.01)
    done = sweep(file, shared)
    check("%s: a second process in the same directory is refused" % whole, done.returncode == 4 and
        "another cbmsim" in done.stderr, output_of(done))
    status = cbmsim("status", shared)
    check("%s: status works while the first process runs" % whole, status.returncode == 0 and "runs_done," in status.stdout,
        output_of(status))
    code = end(process)
    check("%s: the second process does not disturb the first" % whole, code == 0 and
        not differences(whole, shared), code)


stopped(experiment("long", points=6 if SLOW else 20, replications=100 if SLOW else 200), "long")
stopped("a long run", "long-run")

# ---- a damaged journal ----
def damaged(file, whole):
    """Truncates the journal of a result, and changes single bytes of it."""
    good = journal(whole)
    wrong = []
    for cut in sorted({RANDOM.randrange(len(good)) for _ in range(DAMAGES)} |
            {0, 1, HEAD - 1, HEAD, len(good) - 1}):
        shutil.rmtree(path("cut"), ignore_errors=True)
        shutil.copytree(path(whole), path("cut"))
        put_journal("cut", good[:cut])
        done = sweep(file, "cut")
        if done.returncode != 0 or differences(whole, "cut"):
            wrong += ["cut at %d" % cut, output_of(done)] + differences(whole, "cut")
    check("%s: a truncated journal is completed" % whole, not wrong, *wrong)
    wrong = []
    for at in sorted(RANDOM.randrange(HEAD, len(good)) for _ in range(DAMAGES)):
        shutil.rmtree(path("flipped"), ignore_errors=True)
        shutil.copytree(path(whole), path("flipped"))
        put_journal("flipped", good[:at] + bytes([good[at] ^ 1 << at % 8]) + good[at + 1:])
        seen = cbmsim("verify", "flipped")
        done = sweep(file, "flipped")
        if (seen.returncode != 5 or "journal/blocks: bytes " not in done.stderr or
                done.returncode != 0 or differences(whole, "flipped")):
            wrong += ["flipped at %d" % at, output_of(seen), output_of(done)] + differences(whole, "flipped")
    check("%s: a changed byte in the journal is reported, and its runs are repeated" % whole, not wrong, *wrong)


damaged("a run", "a run")
damaged("fixed.json", "fixed")
good = journal("fixed")
put_journal("flipped", bytes([good[0] ^ 1]) + good[1:])
done = sweep("fixed.json", "flipped")
check("a changed byte in the first line of the journal is an error", done.returncode == 4 and "header is corrupted" in done.stderr, output_of(done))
put_journal("stopped-long", good)
done = sweep("long.json", "stopped-long")
check("the journal of another experiment is refused", done.returncode == 4 and
    "another experiment" in done.stderr, output_of(done))

# ---- changed results ----
CHANGED = (("runs.csv", b",ok,horizon,2", ("analyze", "compare", "compare --events", "report")),
    ("policies.csv", b"\nwithout,n", ("compare",)),
    ("experiment.json", b"200", ("analyze", "compare --events", "report", "merge", "status",
        "replay --run 1/without/1")),
    ("analysis/compare.csv", b",0.", ("report",)))
OUTPUT = {"report": ("-o", "-"), "merge": ("-o", "never")}


def change(name, text):
    """Copies a result and changes one byte: the last byte of the first occurrence of `text`."""
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
        if done.returncode != 4 or name + ": has changed since manifest.json" not in done.stderr or done.stdout:
            wrong += [reader, output_of(done)]
    seen = cbmsim("verify", "changed")
    done = sweep("fixed.json", "changed")
    check("%s: all commands that read the file report a changed byte, and sweep repairs it" % name,
        not wrong and seen.returncode != 0 and done.returncode == 0 and
        not differences("fixed", "changed"), *wrong, output_of(seen), output_of(done))
change("analysis/compare.csv", b",0.1")
with open(path("changed", "manifest.json"), "r+", encoding="utf-8") as file:
    changed_manifest = file.read().replace('"cbmsim": "', '"cbmsim": "0.')
    file.seek(0)
    file.write(changed_manifest)
done = cbmsim("report", "changed", "-o", "never.html")
check("a changed table is accepted if another version of the program wrote the manifest", done.returncode == 0 and
    '"cbmsim": "0.' in changed_manifest, output_of(done))
with open(path("changed", "runs.csv"), "rb+") as file:
    file.truncate(file.read()[:-1].rindex(b"\n") + 1)
done = cbmsim("compare", "changed")
check("a table without its last row is reported", done.returncode == 4 and "runs.csv" in done.stderr and
    not done.stdout, output_of(done))

# ---- contradictory parts ----
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
    head += BLOCK_HEAD + int.from_bytes(good[head + 8:head + 16], "little")
size = int.from_bytes(good[head + 8:head + 16], "little")
body = bytearray(good[head + BLOCK_HEAD:head + BLOCK_HEAD + size])
policies, parts = (int(word, 16) for word in good[:HEAD].split()[4:6])
runs = int.from_bytes(good[head + 32:head + 36], "little")
body[4 * policies * parts * runs + 8] ^= 1  # end_day of the first row, after the lengths
lie = bytearray(good[head:head + BLOCK_HEAD])
lie[36:40] = crc32c(body).to_bytes(4, "little")
lie[4:8] = crc32c(lie[8:]).to_bytes(4, "little")
put_journal("liar", good[:head] + bytes(lie) + bytes(body) + good[head + BLOCK_HEAD + size:])
done = cbmsim("merge", "fixed", "liar", "-o", "contradiction")
check("merge refuses contradictory parts with 5", done.returncode == 5 and
    "both contain run 1/without/1, with different values" in done.stderr, output_of(done))

# ---- no disk space, no permission ----
os.mkdir(path("devices"))
os.symlink("/dev/full", path("devices", "full"))
done = sweep("fixed.json", "devices/full")
check("a device in place of the directory is an error", done.returncode == 4, output_of(done))
os.mkdir(path("readonly"))
os.chmod(path(), 0o755)
os.chmod(path("readonly"), 0o555)
nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
try:
    done = sweep("fixed.json", "readonly", **nobody)
    check("a directory without write permission is an error", done.returncode == 4 and
        "Permission denied" in done.stderr and not os.listdir(path("readonly")), output_of(done))
except PermissionError:
    skip("a directory without write permission is an error", "user nobody has no access to the program")
FILE_SIZE = 100000 if SLOW else 500000


def limit_file_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))


done = sweep("fixed.json", "small", preexec_fn=limit_file_size)
check("a limit of the file size is an error", done.returncode == 4 and "File too large" in done.stderr and
    max(os.path.getsize(path("small", name)) for name in files("small")) <= FILE_SIZE, output_of(done))
check("a limit of the file size leaves no incomplete file", whole_lines("small"))
done = sweep("fixed.json", "small")
check("without the limit the same command completes the result", done.returncode == 0 and
    not differences("fixed", "small"), output_of(done))


def mount(place, *options):
    os.makedirs(place, exist_ok=True)
    return subprocess.run(["mount", *options, place], stderr=subprocess.DEVNULL,
        check=False).returncode == 0


if os.geteuid() == 0 and mount(path("tiny"), "-t", "tmpfs", "-o",
        "size=%s,nr_inodes=60" % ("256k" if SLOW else "1m"), "tmpfs"):
    try:
        done = sweep("fixed.json", "tiny/out")
        check("a full disk is reported", done.returncode == 4 and
            "No space left" in done.stderr, output_of(done))
        check("a full disk leaves no incomplete file", whole_lines("tiny/out"))
        subprocess.run(["mount", "-o", "remount,size=64m", path("tiny")], check=True)
        done = sweep("fixed.json", "tiny/out")
        check("with more space the same command completes the result", done.returncode == 0 and
            not differences("fixed", "tiny/out"), output_of(done))
        subprocess.run(["mount", "-o", "remount,ro", path("tiny")], check=True)
        done = sweep("fixed.json", "tiny/out")
        check("a sweep into a read-only result is an error", done.returncode == 4 and
            "Read-only" in done.stderr, output_of(done))
        check("status, verify and replay work on a read-only result", cbmsim("status", "tiny/out").returncode == 0 and
            cbmsim("verify", "tiny/out").returncode == 0 and
            cbmsim("replay", "tiny/out", "--run", "2/hotline/3").returncode == 0)
    finally:
        subprocess.run(["umount", path("tiny")], check=False)
else:
    skip("a full disk is reported", "no file system can be mounted here")
try:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([CBMSIM, "status", path("fixed")], stdout=full,
            stderr=subprocess.PIPE, text=True, check=False)
    check("status reports a full standard output", done.returncode == 4 and "standard output" in done.stderr)
except OSError as reason:
    note(reason)
finish()
