#!/usr/bin/python3
"""Nothing goes in a circle: rooms of the model use rooms below them, and concepts form no cycle.

A room is a folder of sim/model; the story, sim/model itself, stands above all. Neither an include
nor a call goes upward, so a declaration in a lower header hides none. A concept is the files of a
folder whose names share their first word (agreement.c, agreement_pair.c): one module in several files.
Arguments choose `includes` or `calls`.
"""
import collections
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from source import FLAGS, LAYERS, layer_files, room, short, text
from tap import SOURCE, check, finish

ROOMS = ["catalogue", "input", "state", "dyad", "channel", "agreement", "incident", "response"]
ORDER = {"model/" + name: level for level, name in enumerate(ROOMS)}
ORDER["model"] = len(ROOMS)  # the story


def includes():
    """(file, included file) of every layer; internal.h counts as part of each file that includes it."""
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
    """What an object of the file defines for others, and what it needs of them."""
    out = os.path.join(folder, short(path).replace("/", "_") + ".o")
    subprocess.run(["gcc", "-std=c17"] + FLAGS + ["-w", "-c", path, "-o", out], check=True)
    listing = subprocess.run(["nm", "-P", out], check=True, stdout=subprocess.PIPE)
    defined, needed = set(), set()
    for line in listing.stdout.decode().splitlines():
        name, kind = line.split()[:2]
        if kind == "U":
            needed.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, needed


def calls():
    """(file, file that defines what it refers to, symbol) in the model."""
    files = layer_files("model", ".c")
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(os.cpu_count()) as pool:
        of = dict(zip(files, pool.map(lambda path: symbols(path, scratch), files)))
    home = {name: path for path in files for name in of[path][0]}
    for path in files:
        for name in sorted(of[path][1] & home.keys()):
            yield path, home[name], name


def concept(path):
    return room(path) + "/" + os.path.splitext(os.path.basename(path))[0].split("_")[0]


def shortest_way(graph, start, end):
    """The concepts from start to end, both included; None if there is no way."""
    came_from = {start: None}
    waiting = collections.deque([start])
    while waiting:
        here = waiting.popleft()
        for there in sorted(graph.get(here, ())):
            if there == end:
                way = [there]
                while here is not None:
                    way.append(here)
                    here = came_from[here]
                return way[::-1]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return None


def shortest_cycle(graph):
    ways = [shortest_way(graph, start, start) for start in sorted(graph)]
    return min((way for way in ways if way), key=len, default=[])


def check_order(what, uses):
    upward = [why for path, other, why in uses if room(path) in ORDER and room(other) in ORDER
        and ORDER[room(path)] < ORDER[room(other)]]
    check("no %s of a room of the model goes upward" % what, not upward, *upward)


def check_concepts(what, uses):
    graph = {}
    for path, other, why in uses:
        if concept(path) != concept(other):
            graph.setdefault(concept(path), {}).setdefault(concept(other), why)
    way = shortest_cycle(graph)
    check("%s: no cycle of concepts" % what, not way, " -> ".join(way),
        *[graph[a][b] for a, b in zip(way, way[1:])])


chosen = sys.argv[1:] or ["includes", "calls"]
if "includes" in chosen:
    found = [(path, other, "%s includes %s" % (short(path), short(other)))
        for path, other in includes()]
    check("files include one another", len(found) > 500)
    check_order("include", found)
    check_concepts("includes", found)
if "calls" in chosen:
    found = [(path, other, "%s refers to %s of %s" % (short(path), name, short(other)))
        for path, other, name in calls()]
    check("rooms of the model call one another", len(found) > 300)
    check_order("call", found)
    check_concepts("calls", found)
finish()
