#!/usr/bin/python3
"""Attacks by curl: names that change their address (DNS rebinding), Host, Origin, methods, types,
paths, and the routes of the console with the token of a team. Each has a twin that is answered."""
import re
import shutil
import subprocess
import os

from served import Served
from tap import SOURCE, check, finish, skip

HTTP = "http:" + "//"

if shutil.which("curl") is None:
    skip("the list of attacks by curl", "curl is not installed")
    finish()


def curl(port, path, *options, name="127.0.0.1"):
    """Returns status, headers and body. `name` resolves to this machine, as a name server of an
    attacker could answer."""
    done = subprocess.run(["curl", "-s", "-i", "--path-as-is", "--max-time", "20", "--noproxy", "*", "--resolve", "%s:%d:127.0.0.1" % (name, port),
        *options, "%s%s:%d%s" % (HTTP, name, port, path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    head, _, body = done.stdout.decode("utf-8", "replace").partition("\r\n\r\n")
    found = re.match(r"HTTP/1\.1 (\d+)", head)
    return int(found.group(1)) if found else 0, head.lower(), body


def header(name, value):
    return ["-H", "%s: %s" % (name, value)]


def listed(path, pattern):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return re.findall(pattern, file.read())


def post(port, body, origin=None, kind="application/json"):
    return ["-X", "POST", "--data-binary", body, *header("Origin", origin or "%s127.0.0.1:%d" % (HTTP, port)), *header("Content-Type", kind)]


with Served("tutorial-call", "-s", "3") as room:
    console, teams = room.port, room.port + 1
    token = room.join(room.state()["teams"][0]["code"])[1]["token"]
    mine, own = header("X-Workshop-Token", token), header("X-Workshop-Token", room.token)

    # a name of the attacker that resolves to this machine
    for port, path, key in ((teams, "/", []), (teams, "/api/state", mine), (console, "/console", []), (console, "/api/console/state", own)):
        status, head, body = curl(port, path, *key, name="evil.test")
        check("the name evil.test does not reach %s" % path, status == 421, status)
        check("%s: the reply names the address to open, and no more" % path, "127.0.0.1:%d/" % port in body and len(body) < 200, body)
        check("%s: twin: the own name does" % path, curl(port, path, *key)[0] == 200)
        check("%s: the name localhost does" % path, curl(port, path, *key, name="localhost")[0] == 200)
        check("%s: another Host is refused" % path, curl(port, path, *key, *header("Host", "evil.test:%d" % port))[0] == 421)
        check("%s: no Host is refused" % path, curl(port, path, *key, "-H", "Host:")[0] in (400, 421))
        check("%s: the Host of the other door is refused" % path,
            curl(port, path, *key, *header("Host", "127.0.0.1:%d" % (console + teams - port)))[0] == 421)

    # POST requests from other pages
    say = '{"key":"a","to":"all","text":"Hello."}'
    for origin in (HTTP + "evil.test", "null", "%sevil.test:%d" % (HTTP, teams), "%s127.0.0.1:%d" % (HTTP, console), "file:" + "//"):
        check("a post of a page of %s is refused" % origin, curl(teams, "/api/say", *mine, *post(teams, say, origin))[0] == 403)
    check("a post without an Origin is refused", curl(teams, "/api/say", *mine, "-X", "POST", "--data-binary", say,
        *header("Content-Type", "application/json"))[0] == 403)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        check("a post of the type %s is refused" % kind, curl(teams, "/api/say", *mine, *post(teams, say, kind=kind))[0] == 415)
    check("a form is refused", curl(teams, "/api/say", *mine, *header("Origin", "%s127.0.0.1:%d" % (HTTP, teams)), "-F", "text=Hello")[0] == 415)
    check("twin: a post of the own page is read", curl(teams, "/api/say", *mine, *post(teams, say))[0] in (200, 409))
    check("a cross-site request is refused", curl(teams, "/api/state", *mine, *header("Sec-Fetch-Site", "cross-site"))[0] == 403)
    check("a preflight is refused, and allows nothing", curl(teams, "/api/say", "-X", "OPTIONS", *header("Origin", HTTP + "evil.test"),
        *header("Access-Control-Request-Method", "POST"))[0] == 405)
    check("chunks are refused", curl(teams, "/api/say", *mine, *post(teams, say), *header("Transfer-Encoding", "chunked"))[0] in (400, 411))
    for path in ("/../../../etc/passwd", "/a/..%2f..%2fetc/passwd", "/%2e%2e/exercise.jsonl", "/export/../exercise.jsonl", "/words/..%2fen.json"):
        check("there is no %s" % path, [curl(port, path, *own)[0] for port in (console, teams)] == [404, 404])
    _, head, _ = curl(teams, "/", *header("Origin", HTTP + "evil.test"), *header("Cookie", "a=b"))
    check("no reply sets a cookie or lets another origin read it", "set-cookie" not in head and "access-control" not in head, head)
    check("no reply tells a version of a server", "\r\nserver:" not in head, head)

    # every route of the console
    routes = [(m, p) for door, m, p in listed("sim/room/room_routes.c", r'\{ROOM_(\w+), "(\w+)", "([^"]+)"') if door == "CONSOLE"]
    paths = {p for door, m, p in listed("sim/room/room_routes.c", r'\{ROOM_(\w+), "(\w+)", "([^"]+)"') if door == "TEAMS"}
    actions = listed("sim/room/room_console.c", r'\{"(\w+)", WITH')
    alone = [(m, p) for m, p in routes if p not in paths and not p.endswith("/")] + [("POST", "/api/console/" + a) for a in actions] + [
        ("GET", "/api/review/truth"), ("GET", "/api/review/tree/1"), ("GET", "/export/review.html"), ("GET", "/export/exercise.json"),
        ("GET", "/console"), ("GET", "/screen"), ("GET", "/table")]
    reached = [(m, p) for m, p in alone for key in (mine, own)
        if curl(teams, p, *key, *(post(teams, "{}") if m == "POST" else []))[0] != 404]
    check("the teams' door has none of the console's %d routes, with any token" % len(alone), len(alone) > 25 and not reached, reached)
    opened = [(m, p) for m, p in alone if p.startswith(("/api/", "/export/"))
        and curl(console, p, *mine, *(post(console, "{}") if m == "POST" else []))[0] != 401]
    check("a token of a team opens none of them on the console's door", not opened, opened)
    check("the exercise is still at its beginning then", room.state()["phase"]["kind"] == "lobby", room.state()["phase"])
    shut = [(m, p) for m, p in alone if curl(console, p, *own, *(post(console, "{}") if m == "POST" else []))[0] in (401, 404)]
    check("twin: the console's token opens them", not shut, shut)
finish()
