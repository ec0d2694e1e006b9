#!/usr/bin/python3
"""External symbols have the name of their file as prefix, and there are no writable globals.

An external symbol is `NAME` or `NAME_...`, where NAME is one of
  - the name of its file (queue.c: queue_push);
  - the first word of that file's name, which related files share (world_fields.c: world_record);
  - a struct that the file's own header declares (status.h: struct failure, failure_add);
  - the name of a header of the same layer that declares the symbol (observation.h: observation_names).
Arguments: layers; default: all.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from source import LAYERS, layer_files, object_of, objects, short, text
from tap import check, finish


def symbols(path, folder):
    """Yields (section, name, external) of every object and function that the file defines."""
    listing = subprocess.run(["objdump", "-t", object_of(path, folder)], check=True, stdout=subprocess.PIPE)
    for line in listing.stdout.decode().splitlines():
        part = re.match(r"[0-9a-f]{16} (.)(.{6}) (\S+)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if part and part.group(3) != "*UND*" and part.group(2)[-1] in "OF ":
            section, name = part.group(3), part.group(4)
            if part.group(2)[-1] != " " or section == "*COM*":
                yield section, name, part.group(1) in "gu!"


def starts(name, word):
    return name == word or name.startswith(word + "_")


def names_of(path, layer):
    """Returns the prefixes that a symbol of this file may have."""
    stem = os.path.splitext(os.path.basename(path))[0]
    header = os.path.join(os.path.dirname(path), stem + ".h")
    names = {stem, stem.split("_")[0]}
    if os.path.exists(header):
        names |= set(re.findall(r"^struct (\w+)", text(header), re.M))
    return names


def is_named(name, path, layer):
    if path.endswith("/main.c") and name == "main":
        return True
    if any(starts(name, word) for word in names_of(path, layer)):
        return True
    for header in layer_files(layer, ".h"):
        word = os.path.splitext(os.path.basename(header))[0]
        if starts(name, word) and re.search(r"\b%s\b" % name, text(header)):
            return True
    return False


def is_writable(section):
    read_only = (".text", ".rodata", ".data.rel.ro", ".eh_frame", ".init_array", ".note")
    return not section.startswith(read_only)


folder_of_objects = objects()
with ThreadPoolExecutor(os.cpu_count()) as pool:
    for each in sys.argv[1:] or LAYERS:
        files = layer_files(each, ".c", ".cpp")
        if not files:
            continue
        lists = list(pool.map(lambda path: list(symbols(path, folder_of_objects)), files))
        named, writable = [], []
        for path, found in zip(files, lists):
            for section, name, external in found:
                if external and not name.startswith("_Z") and not is_named(name, path, each):
                    named.append("%s: %s" % (short(path), name))
                if is_writable(section):
                    writable.append("%s: %s in %s" % (short(path), name, section))
        check("%s: external symbols are named after their file" % each, not named, *named)
        if each != "cli":  # a signal handler needs a global flag
            check("%s: there are no writable globals" % each, not writable, *writable)
finish()
