#!/usr/bin/python3
"""A layer includes only itself and what stands below it, and each library has its layer."""
import re

from source import LAYERS, layer_files, short, text
from tap import check, finish

# What each layer may include besides itself.
BELOW = {
    "base": [],
    "kernel": ["base"],
    "model": ["base", "kernel"],
    "scenario": ["base", "kernel", "model"],
    "results": ["base", "kernel", "model"],
    "bench": ["base", "kernel", "model", "scenario", "results", "experiment"],
    "experiment": ["base", "kernel", "model", "scenario", "results"],
    "report": ["base", "kernel", "model", "scenario", "results", "experiment"],
    "cli": ["base", "kernel", "model", "scenario", "results", "bench", "experiment", "report"],
}
# Third-party headers, by the beginning of their names.
THIRD = {
    "base": [],
    "kernel": ["gsl/gsl_rng.h", "Random123/"],
    "model": [],
    "scenario": ["cjson/", "csv.h"],
    "results": ["gsl/gsl_statistics", "gsl/gsl_cdf", "gsl/gsl_sort", "gsl/gsl_sf", "gsl/gsl_errno",
        "gsl/gsl_math", "gsl/gsl_version", "cjson/", "csv.h", "nettle/", "gnu/libc-version.h"],
    "bench": ["gsl/gsl_rng.h", "gsl/gsl_randist.h", "pthread.h"],
    "experiment": ["gsl/gsl_qrng", "gsl/gsl_errno", "cjson/", "csv.h", "pthread.h", "mpi.h"],
    "report": [],
    "cli": ["gsl/gsl_errno", "pthread.h"],
}
EXCEPT = {("sim/base/number.cpp", "charconv"), ("sim/base/number.cpp", "cmath")}
STANDARD = set("""assert ctype errno fenv float inttypes limits locale math setjmp signal stdalign
    stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time
    wchar wctype dirent fcntl ftw poll strings termios unistd sys/file sys/ioctl sys/mman sys/resource
    sys/stat sys/statvfs sys/time sys/types sys/uio sys/utsname sys/wait""".split())


def wrong(layer, path):
    for number, line in enumerate(text(path).splitlines(), 1):
        own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        other = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        place = "%s:%d: " % (short(path), number)
        if own:
            folder = own.group(1).split("/")[0]
            if "/" not in own.group(1):
                yield place + "say the layer: " + line.strip()
            elif folder != layer and folder not in BELOW[layer]:
                yield place + "%s may not include %s" % (layer, own.group(1))
        elif other:
            name = other.group(1)
            if (short(path), name) in EXCEPT or (name[-2:] == ".h" and name[:-2] in STANDARD):
                continue
            if not any(name.startswith(begin) for begin in THIRD[layer]):
                yield place + "%s may not include <%s>" % (layer, name)
        elif re.match(r"\s*#\s*include\b", line):
            yield place + "an include is a name: " + line.strip()


for each in LAYERS:
    files = layer_files(each, ".h", ".c", ".cpp")
    if files:
        found = [message for path in files for message in wrong(each, path)]
        check("%s includes what it may" % each, not found, *found)
finish()
