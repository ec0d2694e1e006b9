"""browser.py - prepares tests in a browser: they need Chromium of the distribution, and two
packages that npm installs.

prepare(SCRIPT) copies a script of this folder to the packages in build/browser. If this is not
possible, it returns the reason, and the test is skipped.
"""
import fcntl
import os
import shutil
import subprocess

from tap import BUILD, SOURCE, note

HERE = os.path.join(SOURCE, "tests", "browser")
PLACE = os.path.join(BUILD, "browser")
CHROMIUM = "/usr/bin/chromium"


def run(*words, **options):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


def read(name):
    there = os.path.join(PLACE, name)
    if not os.path.exists(there):
        return None
    with open(there, "rb") as file:
        return file.read()


def write(name, data):
    if read(name) != data:
        with open(os.path.join(PLACE, name), "wb") as file:
            file.write(data)


def install(script):
    """Installs the packages of package.json, if they are not installed yet. If npm fails, returns
    the reason. After a complete installation, the file `installed` is a copy of the lock file of
    npm."""
    for name in ("package.json", "package-lock.json", ".npmrc", script):
        with open(os.path.join(HERE, name), "rb") as file:
            data = file.read()
        write(name, data)
    wanted = read("package-lock.json")
    if read("installed") != wanted:
        done = run("npm", "ci", "--ignore-scripts", "--omit=optional", cwd=PLACE, timeout=240)
        if done.returncode != 0:
            note(done.stdout.decode("utf-8", "replace")[-600:])
            return "npm cannot install the packages (is its registry available?)"
        write("installed", wanted)
    return None


def prepare(script):
    """Installs the two packages next to a copy of the script. Returns the reason if that is not possible."""
    if not os.access(CHROMIUM, os.X_OK):
        return "%s is not installed" % CHROMIUM
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "npm, which installs axe-core and playwright-core, is not available"
    os.makedirs(PLACE, exist_ok=True)
    with open(os.path.join(PLACE, "lock"), "wb") as lock:
        # Two tests may begin at once. The end of the process also unlocks the file.
        fcntl.flock(lock, fcntl.LOCK_EX)
        return install(script)
