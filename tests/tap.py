"""tap.py - prints the results of a test in Python, in the Test Anything Protocol.

check(name, truth, *details) and skip(name, reason) print one line each; finish() ends the test;
not_sanitized(name, reason) skips the whole test if the program was built with sanitizers. no_test()
is for scripts that use these functions but are no tests; it suppresses the plan. A script that ends
before finish() has failed.
"""
import atexit
import os
import sys

SOURCE = os.environ.get("SOURCE_DIR") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("BUILD_DIR") or os.path.join(SOURCE, "build")
CBMSIM = os.environ.get("CBMSIM") or os.path.join(BUILD, "cbmsim")
LONG = os.environ.get("CBMSIM_LONG") == "yes"
_state = {"count": 0, "failed": 0, "finished": False}


def check(name, truth, *details):
    _state["count"] += 1
    _state["failed"] += not truth
    print("%s %d - %s" % ("ok" if truth else "not ok", _state["count"], name))
    if not truth:
        for line in [x for d in details for x in str(d).splitlines()][:40]:
            print("# " + line)
    return truth


def note(text):
    for line in str(text).splitlines():
        print("# " + line)


def skip(name, reason):
    _state["count"] += 1
    print("ok %d - %s # SKIP %s" % (_state["count"], name, reason))


def finish():
    print("1..%d" % _state["count"])
    _state["finished"] = True
    sys.exit(_state["failed"] > 0)


def no_test():
    _state["finished"] = True


def not_sanitized(name, reason):
    if os.environ.get("SANITIZE"):
        skip(name, reason)
        finish()


@atexit.register
def _left():
    if not _state["finished"]:
        print("not ok %d - ended early" % (_state["count"] + 1))
        sys.stdout.flush()
