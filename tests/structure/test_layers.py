#!/usr/bin/python3
"""A layer includes only itself and the layers below it, and each external library is used in its layers only."""
import collections
import re

from source import LAYERS, layer_files, room, short, text
from tap import check, finish

# The layers that each layer may include besides itself. CMakeLists.txt links the same.
BELOW = {
    "base": [],
    "format": ["base"],
    "kernel": ["base"],
    "stats": ["base", "format", "kernel"],
    "directory": ["base", "format", "kernel"],
    "model": ["base", "format", "kernel"],
    "scenario": ["base", "format", "kernel", "model"],
    "observe": ["base", "format", "kernel", "stats", "model"],
    "design": ["base", "format", "kernel", "model", "scenario"],
    "rare": ["base", "format", "kernel", "stats", "model", "scenario", "design"],
    "experiment": ["base", "format", "kernel", "stats", "directory", "model", "scenario", "observe", "design", "rare"],
    "words": ["base", "format", "kernel", "stats", "model", "scenario", "observe", "design", "experiment"],
    "analysis": ["base", "format", "kernel", "stats", "directory", "observe", "rare", "experiment"],
    "sweep": ["base", "format", "kernel", "stats", "directory", "model", "observe", "rare", "experiment",
        "analysis"],
    "rare_result": ["base", "format", "kernel", "stats", "directory", "model", "scenario", "observe", "design", "rare",
        "words", "report"],
    "bench": ["base", "format", "kernel", "model", "scenario", "observe", "experiment", "sweep"],
    "report": ["base", "format", "stats", "directory", "model", "scenario", "observe", "experiment",
        "analysis", "sweep"],
    "workshop": ["base", "format", "kernel", "stats", "directory", "model", "scenario", "observe", "words", "report"],
    "web": ["base", "format"],
    "room": ["base", "format", "model", "scenario", "workshop", "web"],
    "cli": [layer for layer in LAYERS if layer != "cli"],
}
# External headers that each layer may include, by the beginning of their names.
THIRD = {
    "base": ["nettle/"],
    "format": ["cjson/", "csv.h"],
    "kernel": ["gsl/gsl_rng.h", "Random123/"],
    "stats": ["gsl/gsl_statistics", "gsl/gsl_cdf", "gsl/gsl_sort", "gsl/gsl_sf", "gsl/gsl_errno",
        "gsl/gsl_math", "pthread.h"],
    "directory": ["csv.h", "nettle/", "zlib.h", "gsl/gsl_version.h", "gnu/libc-version.h"],
    "model": [],
    "scenario": [],
    "observe": [],
    "design": ["gsl/gsl_qrng", "gsl/gsl_errno"],
    "words": [],
    "experiment": [],
    "analysis": ["gsl/gsl_cdf", "gsl/gsl_linalg", "gsl/gsl_matrix", "gsl/gsl_multifit",
        "gsl/gsl_sort"],
    "sweep": ["pthread.h", "mpi.h"],
    "bench": ["gsl/gsl_rng.h", "gsl/gsl_randist.h", "pthread.h", "linux/perf_event.h", "sys/personality.h",
        "sys/syscall.h"],
    "rare": [],
    "rare_result": [],
    "report": [],
    "workshop": ["pthread.h"],
    "web": ["microhttpd.h", "arpa/inet.h", "ifaddrs.h", "net/if.h", "netdb.h", "netinet/in.h", "sys/random.h",
        "sys/socket.h", "zlib.h"],
    "room": ["pthread.h", "qrencode.h", "sys/eventfd.h"],
    "cli": ["gsl/gsl_errno", "malloc.h", "pthread.h"],
}
EXCEPTIONS = {("sim/base/number.cpp", "charconv"), ("sim/base/number.cpp", "cmath")}
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
                yield place + "the path of an include begins with the layer: " + line.strip()
            elif folder != layer and folder not in BELOW[layer]:
                yield place + "%s may not include %s" % (layer, own.group(1))
        elif other:
            name = other.group(1)
            if (short(path), name) in EXCEPTIONS or (name[-2:] == ".h" and name[:-2] in STANDARD):
                continue
            if not any(name.startswith(begin) for begin in THIRD[layer]):
                yield place + "%s may not include <%s>" % (layer, name)
        elif re.match(r"\s*#\s*include\b", line):
            yield place + "an include must be a literal name: " + line.strip()


FOLDER_MAX = 36  # files

for each in LAYERS:
    files = layer_files(each, ".h", ".c", ".cpp")
    if files:
        found = [message for path in files for message in wrong(each, path)]
        check("%s includes only allowed headers" % each, not found, *found)
# Every input is read by input_read(), which hashes it for the identity of a result.
opening = {short(path) for layer in ("format", "scenario", "design", "experiment")
    for path in layer_files(layer, ".c", ".cpp") if re.search(r"\b(fopen|open|openat)\(", text(path))}
check("input files are opened in input_file.c only, tables of results in table_read.c",
    opening == {"sim/format/input_file.c", "sim/format/table_read.c"}, *opening)
rooms = collections.Counter(room(path) for layer in LAYERS
    for path in layer_files(layer, ".h", ".c", ".cpp"))
crowded = ["sim/%s holds %d files" % pair for pair in rooms.items() if pair[1] > FOLDER_MAX]
check("no folder holds more than %d files" % FOLDER_MAX, not crowded, *crowded)
finish()
