#!/usr/bin/python3
"""A journal with valid checksums but changed numbers is refused or repaired. The program does not
crash, allocate too much memory or hang."""
import os
import random
import resource
import shutil
import struct
import subprocess

from sweeps import BLOCK_HEAD, TARGETS, differences, experiment, output_of, path, sweep
from tap import CBMSIM, LONG, check, finish

HEAD = 109
RANDOM = random.Random(7)
# Offset in the head of a block, and number of bytes; see sim/sweep/journal/journal_file.h.
FIELDS = {"length": (8, 8), "key": (16, 8), "point": (24, 4), "first": (28, 4), "runs": (32, 4), "nanoseconds": (40, 8),
    "failed": (48, 8)}
NUMBERS = [0, 1, 2, 7, 4095, 4096, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 33, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1]
TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    TABLE.append(byte)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


def blocks(data):
    at, found = HEAD, []
    while at < len(data):
        length = struct.unpack_from("<Q", data, at + 8)[0]
        found.append((at, at + BLOCK_HEAD + length))
        at += BLOCK_HEAD + length
    return found


def seal(data, start, end):
    struct.pack_into("<I", data, start + 36, crc32c(data[start + BLOCK_HEAD:end]))
    struct.pack_into("<I", data, start + 4, crc32c(data[start + 8:start + BLOCK_HEAD]))


def number(bits):
    return (RANDOM.choice(NUMBERS) if RANDOM.random() < 0.7 else RANDOM.getrandbits(bits)) % 2 ** bits


def forge(sound):
    """Changes one to three numbers in one or two blocks: in the head, the lengths or the rows."""
    data = bytearray(sound)
    for start, end in RANDOM.sample(blocks(sound), RANDOM.choice((1, 1, 2))):
        for _ in range(RANDOM.randint(1, 3)):
            kind = RANDOM.choice(("head", "head", "lengths", "row"))
            if kind == "head":
                at, size = RANDOM.choice(list(FIELDS.values()))
            elif kind == "lengths":
                at, size = BLOCK_HEAD + 4 * RANDOM.randrange(40), 4
            else:
                at, size = RANDOM.randrange(BLOCK_HEAD, end - start - 8, 4), 8
            data[start + at:start + at + size] = number(8 * size).to_bytes(size, "little")
        seal(data, start, end)
    return bytes(data)


def bounded():
    if not os.environ.get("SANITIZE"):
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def run(*words):
    return subprocess.run([CBMSIM, *words], cwd=path(), capture_output=True, text=True, check=False, timeout=60,
        preexec_fn=bounded)


for name, replications in (("fixed", 12), ("adaptive", TARGETS)):
    file = experiment(name, points=3, replications=replications, outputs={"metrics": ["harm", "incidents_true"]})
    done = sweep(file, name, "-j", "2")
    check("%s: the sweep succeeds" % name, done.returncode == 0, output_of(done))
    shutil.copytree(path(name), path("forged"))
    with open(path(name, "journal", "blocks"), "rb") as blocks_file:
        sound = blocks_file.read()
    resealed = bytearray(sound)
    for start, end in blocks(sound):
        seal(resealed, start, end)
    check("%s: this test computes the same checksums" % name, resealed == sound)
    wrong = []
    for k in range(150 if LONG else 6):
        data = forge(sound)
        with open(path("forged", "journal", "blocks"), "wb") as out:
            out.write(data)
        for words in (["status", "forged"], ["verify", "forged", "--runs", "1"], ["merge", "forged", "-q", "-o", "merged"],
                ["sweep", file, "-q", "-o", "forged"]):
            done = run(*words)
            silent = done.returncode in (3, 4, 5) and not done.stderr.strip()
            if done.returncode not in (0, 3, 4, 5, 75) or silent or "memory" in done.stderr:
                wrong += ["%d: %s" % (k, " ".join(words)), output_of(done)]
        shutil.rmtree(path("merged"), ignore_errors=True)
        shutil.rmtree(path("forged"))
        shutil.copytree(path(name), path("forged"))
    check("%s: forged journals are read without harm" % name, not wrong, *wrong)
    check("%s: the copy was restored each time" % name, not differences(name, "forged"))
    shutil.rmtree(path("forged"))
finish()
