"""source.py - lists and reads the files of the project, for the tests of its structure."""
import glob
import os
import subprocess

from tap import SOURCE

LAYERS = ["base", "format", "kernel", "stats", "directory", "model", "scenario", "observe", "design",
    "experiment", "words", "analysis", "sweep", "bench", "report", "workshop", "cli"]
# Compiler flags to make an object whose symbols are examined.
FLAGS = ["-O0", "-fPIE", "-I" + os.path.join(SOURCE, "sim"), "-D_POSIX_C_SOURCE=200809L",
    '-DCBMSIM_VERSION="0"']


def layer_files(layer, *suffixes):
    """Paths of the files with these suffixes in a layer and its rooms, sorted."""
    found = []
    for suffix in suffixes:
        for depth in ("", "*/"):
            found += glob.glob(os.path.join(SOURCE, "sim", layer, depth + "*" + suffix))
    return sorted(found)


def room(path):
    """The folder of a file under sim/: `model/dyad`."""
    return os.path.dirname(os.path.relpath(path, os.path.join(SOURCE, "sim")))


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def short(path):
    return os.path.relpath(path, SOURCE)


def tracked():
    """Every file of the project: those that git tracks or, without git, all except build directories and results."""
    git = subprocess.run(["git", "-C", SOURCE, "ls-files", "-z"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL) if _has_git() else None
    if git and git.returncode == 0 and git.stdout:
        names = [n for n in git.stdout.decode().split("\0") if n]
        return [n for n in names if os.path.isfile(os.path.join(SOURCE, n))]
    names = []
    for folder, folders, files in os.walk(SOURCE):
        here = os.path.relpath(folder, SOURCE)
        folders[:] = [d for d in folders if d not in (".git", "__pycache__")
            and not (here == "." and d.startswith("build"))]
        for name in files:
            path = os.path.normpath(os.path.join(here, name))
            if not path.startswith("results/") or path == "results/README.md":
                names.append(path)
    return sorted(names)


def _has_git():
    return any(os.access(os.path.join(p, "git"), os.X_OK) for p in os.environ["PATH"].split(":"))
