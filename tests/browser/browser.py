"""browser.py - what the tests in a browser need: Chromium of the distribution, and two packages that npm gets.

prepare(SCRIPT) copies a script of this folder beside the packages, in build/browser, and returns the reason if that is not
possible: then the test is skipped.
"""
import os
import shutil
import subprocess

from tap import BUILD, SOURCE, note

HERE = os.path.join(SOURCE, "tests", "browser")
PLACE = os.path.join(BUILD, "browser")
CHROMIUM = "/usr/bin/chromium"


def run(*words, **options):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


def prepare(script):
    """Installs the two packages next to a copy of the script. Returns the reason if that is not possible."""
    if not os.access(CHROMIUM, os.X_OK):
        return "%s is not installed" % CHROMIUM
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "npm, which installs axe-core and playwright-core, is not available"
    os.makedirs(PLACE, exist_ok=True)
    stale = False
    for name in ("package.json", "package-lock.json", ".npmrc", script):
        with open(os.path.join(HERE, name), "rb") as file:
            data = file.read()
        there = os.path.join(PLACE, name)
        if not os.path.exists(there) or open(there, "rb").read() != data:
            stale = stale or name != script
            with open(there, "wb") as file:
                file.write(data)
    if stale or not os.path.exists(os.path.join(PLACE, "node_modules", "axe-core", "axe.min.js")):
        done = run("npm", "ci", "--ignore-scripts", "--omit=optional", cwd=PLACE, timeout=240)
        if done.returncode != 0:
            note(done.stdout.decode("utf-8", "replace")[-600:])
            return "npm cannot install the packages (is its registry available?)"
    return None
