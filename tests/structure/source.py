"""source.py - lists, reads and compiles the files of the project, for the tests of its structure."""
import glob
import hashlib
import os
import shutil
import subprocess
import time

from tap import BUILD, SOURCE

LAYERS = ["base", "format", "kernel", "stats", "directory", "model", "scenario", "observe", "design",
    "rare", "experiment", "words", "analysis", "sweep", "bench", "report", "rare_result", "workshop",
    "web", "room", "cli"]
# Flags for objects whose symbols are examined.
FLAGS = ["-O0", "-fPIE", "-w", "-D_POSIX_C_SOURCE=200809L", '-DCBMSIM_VERSION="0"']
CC, CXX = ["gcc", "-std=c17", *FLAGS], ["g++", "-std=c++17", *FLAGS]


def layer_files(layer, *suffixes):
    """Returns the paths of the files with these suffixes in a layer and its rooms, sorted."""
    found = []
    for suffix in suffixes:
        for depth in ("", "*/"):
            found += glob.glob(os.path.join(SOURCE, "sim", layer, depth + "*" + suffix))
    return sorted(found)


def objects():
    """Returns the folder with the objects of files that include the present headers. Removes
    folders that are older than a day."""
    key = hashlib.sha256(repr((CC, CXX)).encode())
    for layer in LAYERS:
        for path in layer_files(layer, ".h"):
            key.update(short(path).encode() + b"\0" + text(path).encode())
    place = os.path.join(BUILD, "objects")
    mine = os.path.join(place, key.hexdigest()[:16])
    os.makedirs(mine, exist_ok=True)
    for folder in os.scandir(place):
        if folder.path != mine and folder.stat().st_mtime < time.time() - 86400:
            shutil.rmtree(folder.path, ignore_errors=True)
    return mine


def object_of(path, folder):
    """Returns the object of a file. folder: objects(). Equal files are compiled once, for all tests
    and copies of the source."""
    key = hashlib.sha256((short(path) + "\0" + text(path)).encode()).hexdigest()
    made = os.path.join(folder, key[:32] + ".o")
    if not os.path.exists(made):
        part = "%s.%d" % (made, os.getpid())
        subprocess.run((CXX if path.endswith(".cpp") else CC) + ["-I" + os.path.join(SOURCE, "sim"), "-c", path,
            "-o", part], check=True)
        os.replace(part, made)
    return made


def room(path):
    """Returns the folder of a file under sim/, such as `model/dyad`."""
    return os.path.dirname(os.path.relpath(path, os.path.join(SOURCE, "sim")))


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def short(path):
    return os.path.relpath(path, SOURCE)


def tracked():
    """Returns every file of the project: the files that git tracks or, without git, all files
    except build directories and results."""
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
