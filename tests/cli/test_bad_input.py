#!/usr/bin/python3
"""Damaged and hostile scenarios, made from a valid one, are either refused with a position or
accepted.

For any content of a file, `cbmsim check` and `cbmsim run` end within the time and memory limits, with exit
code 0 or 3 (a run also with 1). A refusal names file, line and column and prints no control characters.
"""
import json
import os
import re
import resource
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from tap import CBMSIM, SOURCE, check, finish

SLOW = bool(os.environ.get("SANITIZE"))
# One case in EVERY of the large families; `scripts/test --all` tries all of them.
EVERY = 1 if os.environ.get("CBMSIM_LONG") == "yes" and not SLOW else 9 if SLOW else 3
SECONDS = 240 if SLOW else 20
MEMORY = 1 << 30
with open(os.path.join(SOURCE, "scenarios", "two-states-tutorial.json"), "rb") as file:
    VALID = file.read()
TREE = json.loads(VALID)
HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
# A file that is not read to its end has no line.
POSITION = re.compile(rb"^[^\n]+:\d+:\d+: [^\n]|^[^\n]+: is longer than the maximum of \d+ bytes")


def limit():
    if not SLOW:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def judge(code, out, err, must_refuse, codes):
    """Returns the fault in the result of a command, or None."""
    if code is None:
        return "runs longer than %d s" % SECONDS
    if code < 0:
        return "signal %d" % -code
    if code not in codes:
        return "exit %d: %s" % (code, err[:300].decode("utf-8", "replace"))
    if must_refuse and code == 0:
        return "accepted"
    if code == 3:
        if not POSITION.match(err):
            return "no position: %s" % err[:300].decode("utf-8", "replace")
        if len(err.splitlines()) > 17:
            return "%d lines of messages" % len(err.splitlines())
        if out:
            return "a refused file, but text on the standard output"
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", err):
        return "control characters in a message"
    try:
        err.decode("utf-8")
    except UnicodeDecodeError:
        return "a message is not UTF-8"
    return None


def command(arguments, must_refuse, codes=(0, 3)):
    try:
        done = subprocess.run([CBMSIM] + arguments, stdin=subprocess.DEVNULL, timeout=SECONDS,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit, cwd=HERE.name)
    except subprocess.TimeoutExpired:
        return judge(None, b"", b"", must_refuse, codes)
    return judge(done.returncode, done.stdout, done.stderr, must_refuse, codes)


def one(job):
    number, label, data, must_refuse, run = job
    name = "%05d.json" % number
    path = os.path.join(HERE.name, name)
    with open(path, "wb") as out:
        out.write(data)
    wrong = command(["check", name], must_refuse)
    if wrong is None and run:
        wrong = command(["run", name, "-n", "1", "-j", "1", "--quiet"], must_refuse, (0, 1, 3))
    os.unlink(path)
    return "%s: %s" % (label, wrong) if wrong else None


def family(title, cases, must_refuse=True, run=False):
    """Checks a group of files. cases: (label, bytes) pairs; run: also runs those that are accepted."""
    cases = list(cases)
    jobs = [(k, label, data, must_refuse, run) for k, (label, data) in enumerate(cases)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [w for w in pool.map(one, jobs) if w]
    check("%s (%d)" % (title, len(cases)), cases and not wrong, *wrong)


def places(node, path=()):
    """Yields (path, value) of every member of the tree, objects before their members."""
    for key, value in (node.items() if isinstance(node, dict) else enumerate(node)):
        yield path + (key,), value
        if isinstance(value, (dict, list)):
            yield from places(value, path + (key,))


def changed(path, value, remove=False):
    """Returns the valid scenario with one member replaced by raw JSON text, or removed."""
    tree = json.loads(VALID)
    node = tree
    for key in path[:-1]:
        node = node[key]
    if remove:
        del node[path[-1]]
        return json.dumps(tree).encode()
    node[path[-1]] = "@@hole@@"
    return json.dumps(tree).encode().replace(b'"@@hole@@"', value)


def pointer(path):
    return "/" + "/".join(str(key) for key in path)


def with_title(raw):
    return changed(("title",), raw)


# Whole files
stride = 7 * EVERY
whole = len(VALID.rstrip())
family("truncated files are refused", (("%d bytes" % n, VALID[:n]) for n in range(0, whole, stride)))
family("damaged files are refused", [
    ("UTF-16", VALID.decode().encode("utf-16")),
    ("UTF-16 without mark", VALID.decode().encode("utf-16-le")),
    ("text after the end", VALID + b"x"),
    ("two documents", VALID + VALID),
    ("NUL after the end", VALID + b"\0"),
    ("NUL before", b"\0" + VALID),
    ("one more closing brace", VALID + b"}"),
    ("trailing comma", VALID.rstrip()[:-1] + b",}"),
    ("leading comma", VALID.replace(b"{", b"{,", 1)),
    ("no colon", VALID.replace(b'"title":', b'"title"', 1)),
    ("single quotes", VALID.replace(b'"', b"'")),
    ("comment", VALID.replace(b"{", b"{/* x */", 1)),
    ("line comment", b"// x\n" + VALID),
    ("form feed between tokens", VALID.replace(b"\n", b"\x0c", 1)),
    ("unquoted key", VALID.replace(b'"title"', b"title", 1)),
    ("nothing", b""), ("spaces", b" \n\t "), ("null", b"null"), ("a list", b"[]"), ("a number", b"3"),
    ("a word", b"scenario"), ("a text", b'"scenario"'), ("true", b"true"), ("a brace", b"{"),
    ("a quote", b'"'), ("a backslash", b"\\"), ("bytes", bytes(range(256))), ("zeros", b"\0" * 4096),
    ("a program", b"\x7fELF\x02\x01\x01" + b"\0" * 64),
    ("CSV", b"day,source,target\n1,a,b\n"),
    ("depth 100", b'{"a":' * 100 + b"1" + b"}" * 100),
    ("depth 100000", b"[" * 100000),
    ("depth 100000 of objects", b'{"a":' * 100000),
    ("100000 unknown members", b"{" + b",".join(b'"k%d":0' % n for n in range(100000)) + b"}"),
    ("a long list", b'{"title":[' + b"0," * 4000000 + b"0]}"),
    ("a long text", with_title(b'"' + b"x" * 20000000 + b'"')),
    ("a long key", b'{"' + b"k" * 1000000 + b'":1}'),
    ("a long number", changed(("horizon_days",), b"1" * 1000000)),
])

family("a byte order mark, which RFC 8259 allows a reader to skip, does no harm", [("first", b"\xef\xbb\xbf" + VALID)],
    must_refuse=False, run=True)

# Numbers and texts
family("invalid numbers are refused", (
    (text.decode(), changed(("horizon_days",), text)) for text in [b"01", b"-01", b"1.", b".5", b"+1",
        b"1e", b"1e+", b"1.e3", b"-", b"--1", b"0x10", b"1_000", b"1 000", b"1,5", b"1e5e5", b"1d3",
        b"NaN", b"nan", b"Infinity", b"-Infinity", b"inf", b"1e999", b"-1e999", b"1e400", b"\xd9\xa1",
        b"1" * 400, b"0b1", b"1f", b"1e1.5", b"-0x1p3", b'"30"', b"true", b"null", b"[30]", b"{}",
        b"-1", b"1e17"]))
family("invalid texts are refused", (
    (repr(raw), with_title(raw)) for raw in [b'"a\nb"', b'"a\tb"', b'"a\0b"', b'"\x1b[31m"',
        b'"\\x41"', b'"\\u12G4"', b'"\\uqqqq"', b'"\\u12"', b'"\\u0000"', b'"x\\u0000y"',
        b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\ud800x"', b'"\xff"', b'"\xc0\x80"',
        b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe2\x82"', b'"\xf0\x80\x80\xaf"', b'"open',
        b"'x'", b"3", b"[]", b"{}", b"true"]))
family("titles that a spreadsheet would evaluate are refused", (
    (raw.decode(), with_title(raw)) for raw in [b'"=1+1"', b'"+1"', b'"-1"', b'"@sum"', b'"\\tx"',
        b'"=cmd|\' /C calc\'!A0"']))

# Members
members = [(path, value) for path, value in places(TREE) if isinstance(path[-1], str)]


def doubled(path):
    """Returns the valid scenario with a member that is in its object twice."""
    tree = json.loads(VALID)
    node = tree
    for key in path[:-1]:
        node = node[key]
    text = json.dumps(path[-1]) + ": " + json.dumps(node[path[-1]])
    node["@@hole@@"] = 0
    return json.dumps(tree).replace('"@@hole@@": 0', text).encode()


def renamed(path, name):
    tree = json.loads(VALID)
    node = tree
    for key in path[:-1]:
        node = node[key]
    node[name] = node.pop(path[-1])
    return json.dumps(tree).encode()


family("a repeated member is refused", ((pointer(path), doubled(path)) for path, _ in members[::EVERY]))
fixed = [path for path, _ in members if len(path) == 1 or path[-1] in (
    "kind", "home", "targets", "false_flag", "share", "blames", "parties", "measures", "patch")]
family("a misspelt key is refused", ((pointer(path), renamed(path, path[-1] + "x")) for path in fixed))
family("a key in capitals is refused", ((pointer(path), renamed(path, path[-1].upper())) for path in fixed))
family("a key with a NUL character is refused", (
    (pointer(path), renamed(path, path[-1] + "\0x")) for path in fixed))
family("invalid ids are refused", ((name, renamed(("states", "outland"), name)) for name in [
    "", "../x", "/etc/passwd", "a b", "=cmd", "a,b", 'a"b', "%s%n", "\x1b[2J", "<script>", "\u202e",
    "é", "x" * 300, "a\nb", ".", "-x"]))
family("files outside the folder of the scenario are refused", [(text, changed(("agreements", "line"), json.dumps({"file": text}).encode()))
    for text in ["/etc/passwd", "../../../../etc/passwd", "", ".", "nowhere.json", "a\0b"]])
family("an invalid `extends` is refused", [
    (text, json.dumps({"extends": text}).encode()) for text in
    ["/etc/passwd", "nowhere.json", "", "00000.json", "00003.json", ".", "/dev/zero"]])

# Other values in place of a member, and no value
leaves = [path for path, value in places(TREE) if not isinstance(value, (dict, list))]
hostile = [b"null", b"true", b"-1", b"1e308", b"5e-324", b"9007199254740993", b'""', b'"\\u0001"',
    b'"../../x"', b"[]", b"{}", b'{"a":{"a":1}}']
leaves = leaves[::EVERY]
family("a replaced value does no harm", ((pointer(path) + "=" + raw.decode(), changed(path, raw))
    for path in leaves for raw in hostile), must_refuse=False, run=True)
family("a missing member does no harm", ((pointer(path), changed(path, b"", remove=True)) for path, _ in members[::EVERY]),
    must_refuse=False, run=True)

# The command line
with open(os.path.join(HERE.name, "valid.json"), "wb") as file:
    file.write(VALID)
wrong = []
for setting in ["/horizon_days", "horizon_days=1", "/horizon_days=", "/horizon_days=1e999", "/nowhere=1",
        "/horizon_days=x", "/horizon_days={}", "=", "/=1", "/states/ardia=", "/a~2b=1",
        "/horizon_days=1 1", "/horizon_days=\x1b[1m"]:
    result = command(["run", "valid.json", "-n", "1", "--set", setting], True, (2, 3))
    # A setting has no file; its position is the number of the option.
    if result and not result.startswith("no position: --set no. 1: "):
        wrong.append("--set %r: %s" % (setting, result))
twice = ["--set", "/horizon_days=1", "--set", "/horizon_days=2"]
result = command(["run", "valid.json", "-n", "1"] + twice, True, (2, 3))
if result and not result.startswith("no position: --set no. 2: "):
    wrong.append("twice: %s" % result)
check("invalid settings are refused", not wrong, *wrong)

# judge() finds each kind of error.
check("judge() reports a file accepted by mistake", judge(0, b"", b"", True, (0, 3)) is not None)
check("judge() reports a signal", judge(-11, b"", b"", False, (0, 3)) is not None)
check("judge() reports a missing position", judge(3, b"", b"bad file\n", True, (0, 3)) is not None)
HERE.cleanup()
finish()
