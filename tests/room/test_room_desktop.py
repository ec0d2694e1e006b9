#!/usr/bin/python3
"""On a desktop the console opens in the browser, through a page that only its owner can read. The
token is in no argument of a program. Without a desktop, or with --no-browser, no browser is
opened."""
import os
import tempfile
import time

from served import Served
from tap import SOURCE, check, finish

SMALL = os.path.join(SOURCE, "tests/workshop/small.json")
scratch = tempfile.mkdtemp()
opened = os.path.join(scratch, "opened")
with open(os.path.join(scratch, "xdg-open"), "w", encoding="ascii") as file:
    file.write("""#!/bin/sh
{ stat -c %%a "$1"; echo "$#"; echo "$1"; cat "$1"; } > %s.new
mv %s.new %s
""" % (opened, opened, opened))
os.chmod(os.path.join(scratch, "xdg-open"), 0o755)
desktop = {**os.environ, "PATH": scratch + ":" + os.environ["PATH"], "DISPLAY": ":9"}
none = {key: value for key, value in desktop.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}


def start(environment, *options):
    """Returns the input of the browser (mode, number of arguments, path, page), and the room."""
    with Served(SMALL, *options, environment=environment) as room:
        began = time.monotonic()
        while not os.path.exists(opened) and time.monotonic() - began < (30 if environment is desktop and not options else 2):
            time.sleep(.05)
    if not os.path.exists(opened):
        return None, room
    with open(opened, encoding="utf-8") as text:
        found = text.read().split("\n", 3)
    os.remove(opened)
    return found, room


found, room = start(desktop)
check("the console is opened on a desktop", found is not None and found[1:3] == ["1", os.path.join(room.directory, "console.html")], found)
check("by a page that only its owner can read", found[0] == "600", found[0])
check("and that leads to the console with its token", "http:" + "//127.0.0.1:%d/console#t=%s" % (room.port, room.token) in found[3], found[3])
check("the page goes when the program ends", not os.path.exists(os.path.join(room.directory, "console.html")))
check("--no-browser opens none", start(desktop, "--no-browser")[0] is None)
check("without a desktop none is opened", start(none)[0] is None)
finish()
