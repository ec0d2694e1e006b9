#!/usr/bin/python3
"""Dependencies have no cycles: rooms of the model use only rooms below them, and concepts form no cycle.

A room is a folder of sim/model; the files in sim/model itself are above all rooms. Neither an include nor a call
goes to a higher room; calls are tested because a lower header could declare a higher function. A concept is the
set of files of a folder whose names have the same first word (agreement.c, agreement_pair.c): one module in
several files. A folder in a layer whose files are named like the layer (room/page/room_page_names.c) continues the
module of the layer. Arguments: `includes` or `calls`; default: both.
"""
import collections
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from source import LAYERS, layer_files, object_of, objects, room, short, text
from tap import SOURCE, check, finish

ROOMS = ["catalogue", "input", "state", "dyad", "channel", "agreement", "incident", "response", "seat"]
ORDER = {"model/" + name: level for level, name in enumerate(ROOMS)}
ORDER["model"] = len(ROOMS)


def includes():
    """Yields (file, included file) in every layer. An internal.h counts as a part of each file that
    includes it."""
    for layer in LAYERS:
        for path in layer_files(layer, ".h", ".c", ".cpp"):
            if os.path.basename(path) != "internal.h":
                for other in included(path):
                    yield path, other


def included(path):
    for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text(path), re.M):
        other = os.path.join(SOURCE, "sim", name)
        if os.path.basename(other) == "internal.h" and room(other) == room(path):
            yield from included(other)
        else:
            yield other


def symbols(path, folder):
    """Returns the (defined, undefined) external symbols of the object of a file."""
    listing = subprocess.run(["nm", "-P", object_of(path, folder)], check=True, stdout=subprocess.PIPE)
    defined, needed = set(), set()
    for line in listing.stdout.decode().splitlines():
        name, kind = line.split()[:2]
        if kind == "U":
            needed.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, needed


def calls():
    """Yields (file, file that defines the symbol, symbol) for every external reference in the
    model."""
    files = layer_files("model", ".c")
    folder = objects()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        of = dict(zip(files, pool.map(lambda path: symbols(path, folder), files)))
    home = {name: path for path in files for name in of[path][0]}
    for path in files:
        for name in sorted(of[path][1] & home.keys()):
            yield path, home[name], name


def concept(path):
    folder, word = room(path), os.path.splitext(os.path.basename(path))[0].split("_")[0]
    above = os.path.dirname(folder)
    return (above if os.path.basename(above) == word else folder) + "/" + word


def shortest_path(graph, start, end):
    """Returns a shortest path of concepts from start to end, both included; None if there is
    none."""
    came_from = {start: None}
    waiting = collections.deque([start])
    while waiting:
        here = waiting.popleft()
        for there in sorted(graph.get(here, ())):
            if there == end:
                path = [there]
                while here is not None:
                    path.append(here)
                    here = came_from[here]
                return path[::-1]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return None


def shortest_cycle(graph):
    paths = [shortest_path(graph, start, start) for start in sorted(graph)]
    return min((path for path in paths if path), key=len, default=[])


def check_order(what, uses):
    upward = [why for path, other, why in uses if room(path) in ORDER and room(other) in ORDER
        and ORDER[room(path)] < ORDER[room(other)]]
    check("no %s of a room of the model goes to a higher room" % what, not upward, *upward)


def check_concepts(what, uses):
    graph = {}
    for path, other, why in uses:
        if concept(path) != concept(other):
            graph.setdefault(concept(path), {}).setdefault(concept(other), why)
    cycle = shortest_cycle(graph)
    check("%s form no cycle of concepts" % what, not cycle, " -> ".join(cycle),
        *[graph[a][b] for a, b in zip(cycle, cycle[1:])])


chosen = sys.argv[1:] or ["includes", "calls"]
if "includes" in chosen:
    found = [(path, other, "%s includes %s" % (short(path), short(other)))
        for path, other in includes()]
    check("includes were found", len(found) > 500)
    check_order("include", found)
    check_concepts("includes", found)
if "calls" in chosen:
    found = [(path, other, "%s refers to %s of %s" % (short(path), name, short(other)))
        for path, other, name in calls()]
    check("calls were found", len(found) > 300)
    check_order("call", found)
    check_concepts("calls", found)
finish()
