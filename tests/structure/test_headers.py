#!/usr/bin/python3
"""Every header compiles alone, has an include guard with its own name, and begins with a comment on its purpose.

Arguments: layers; default: all.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from source import LAYERS, layer_files, short, text
from tap import SOURCE, check, finish

COMMAND = ["gcc", "-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
    "-D_POSIX_C_SOURCE=200809L", '-DCBMSIM_VERSION="0"', "-I" + os.path.join(SOURCE, "sim"),
    "-x", "c", "-"]


def alone(path):
    # The source has a declaration of its own, because ISO C forbids an empty translation unit.
    source = '#include "%s"\nextern int alone;\n' % os.path.relpath(
        path, os.path.join(SOURCE, "sim"))
    done = subprocess.run(COMMAND, input=source.encode(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    return done.stdout.decode() if done.returncode else ""


headers = [path for layer in sys.argv[1:] or LAYERS for path in layer_files(layer, ".h")]
with ThreadPoolExecutor(os.cpu_count()) as pool:
    broken = [errors for errors in pool.map(alone, headers) if errors]
check("%d headers compile alone" % len(headers), not broken, *broken)

unguarded = []
untitled = []
for header in headers:
    guard = re.sub(r"\W", "_", os.path.relpath(header, os.path.join(SOURCE, "sim"))).upper()
    content = text(header)
    if not re.search(r"^#ifndef %s\n#define %s\n" % (guard, guard), content, re.M):
        unguarded.append("%s: %s" % (short(header), guard))
    if not re.match(r"/\*\*?\n \* %s - " % re.escape(os.path.basename(header)), content):
        untitled.append(short(header))
check("every header has an include guard with its own name", not unguarded, *unguarded)
check("every header begins with its name and purpose", not untitled, *untitled)
finish()
