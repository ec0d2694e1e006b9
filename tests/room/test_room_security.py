#!/usr/bin/python3
"""Attacks that the server refuses, over sockets. Each has a twin: the same request without the
attack is answered."""
import http.client
import json
import os
import re
import socket
import time

from served import Served, request
from tap import check, finish

HEADER_SECONDS = 10
HTTP = "http:" + "//"


def raw(port, text, seconds=5):
    """Returns the reply of the server to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as s:
        s.sendall(text)
        part, whole = b"x", b""
        try:
            while part:
                part = s.recv(65536)
                whole += part
                if b"\r\n\r\n" in whole and b"Content-Length: 0" in whole:
                    break
                found = re.search(rb"Content-Length: (\d+)\r\n", whole)
                if found and b"\r\n\r\n" in whole and len(whole.split(b"\r\n\r\n", 1)[1]) >= int(found.group(1)):
                    break
        except (TimeoutError, ConnectionResetError):
            pass
        return whole


def status_of(reply):
    found = re.match(rb"HTTP/1\.1 (\d+)", reply)
    return int(found.group(1)) if found else 0


with Served("tutorial-call", "-s", "3") as room:
    console, teams = room.port, room.port + 1
    codes = {team["id"]: team["code"] for team in room.state()["teams"]}
    token = room.join(codes["ardane"])[1]["token"]
    other = room.join(codes["belmor"])[1]["token"]

    # 1. addresses and routes
    with open("/proc/%d/net/tcp" % room.process.pid, encoding="ascii") as file:
        local = [line.split()[1] for line in file.readlines()[1:] if line.split()[3] == "0A"]
    mine = [a for a in local if int(a.split(":")[1], 16) in (console, teams)]
    check("without --lan both doors listen on loopback alone", len(mine) == 2 and all(a.startswith("0100007F") for a in mine), mine)
    for path in ("/api/console/state", "/api/screen/state", "/console", "/screen", "/table"):
        check("%s is not on the teams' door, with either token" % path,
            {request(teams, "GET", path, token=t)[0] for t in (token, room.token)} == {404})
        check("twin: it is on the console's door", request(console, "GET", path, token=room.token)[0] in (200, 404 if "/api" not in path else 200))
    for action in ("go", "close", "review", "code", "back", "whatif"):
        status = request(teams, "POST", "/api/console/" + action, {}, room.token)[0]
        check("POST %s is not on the teams' door" % action, status == 404, status)
    for wrong in (None, "", "0" * 32, token, room.token[:-1], room.token + "0"):
        check("the console refuses the token %r" % (wrong and wrong[:4]),
            request(console, "GET", "/api/console/state", token=wrong)[0] == 401)
    check("a team token is nothing on the console's door", request(console, "GET", "/api/state", token=token)[0] == 401)
    check("twin: it is one on the teams' door", request(teams, "GET", "/api/state", token=token)[0] == 200)

    # 2. codes and tokens
    with open(os.path.join(room.directory, "exercise.jsonl"), encoding="utf-8") as file:
        log = file.read()
    check("the log has no code and no token", not any(secret in log for secret in [*codes.values(), token, other, room.token]))
    check("twin: it has their hashes", log.count("code_hash") == 2 and log.count("token_hash") == 2)
    check("codes have eight digits, tokens 128 bits", all(re.fullmatch(r"\d{8}", c) for c in codes.values())
        and re.fullmatch(r"[0-9a-f]{32}", token) is not None)
    status, page = room.console("code", seat="ardane")
    check("a new code ends the old one", room.join(codes["ardane"], source=("127.0.0.3", 0))[0] == 401 and room.join(page["code"])[0] == 200)
    status, _ = room.console("kick", seat="ardane", device=2)
    check("a device that was sent away is no device any more", status == 200
        and len([t for t in room.state()["teams"] if t["id"] == "ardane"][0]["devices"]) == 1)

    # 3. Host, Origin, type, cross-site
    for name in ("evil.example", "evil.example:%d" % teams, "127.0.0.1", "127.0.0.1:%d" % console, "", None):
        status = request(teams, "GET", "/api/state", token=token, headers={"Host": name})[0]
        check("the Host %r is refused" % name, status in (400, 421), status)
    for name in ("127.0.0.1:%d" % teams, "localhost:%d" % teams, "LOCALHOST:%d" % teams, "[::1]:%d" % teams):
        check("twin: the Host %s is known" % name, request(teams, "GET", "/api/state", token=token, headers={"Host": name})[0] == 200)
    body = {"key": "a", "to": "all", "text": "Hello."}
    for origin in (HTTP + "evil.example", "null", "https:" + HTTP[5:] + "127.0.0.1:%d" % teams, HTTP + "127.0.0.1:%d" % console, None,
            HTTP + "127.0.0.1:%d.evil.example" % teams):
        status = request(teams, "POST", "/api/say", body, token, headers={"Origin": origin})[0]
        check("a POST from the Origin %r is refused" % origin, status == 403, status)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx", None):
        check("a POST of the type %r is refused" % kind,
            request(teams, "POST", "/api/say", body, token, headers={"Content-Type": kind})[0] == 415)
    check("a cross-site request is refused", request(teams, "GET", "/api/state", token=token, headers={"Sec-Fetch-Site": "cross-site"})[0] == 403)
    check("twin: a same-origin one is not", request(teams, "GET", "/api/state", token=token, headers={"Sec-Fetch-Site": "same-origin"})[0] == 200)
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        status = request(teams, method, "/api/state", token=token)[0]
        check("the method %s is refused" % method, status == 405, status)
    status, headers, _ = request(teams, "GET", "/api/hello")
    check("nothing sets a cookie or allows another origin", not any(h.lower() in ("set-cookie", "access-control-allow-origin") for h in headers))

    # 6. headers of every reply
    wanted = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store"}
    for port, path, with_token in ((teams, "/api/state", token), (teams, "/api/nothing", None), (teams, "/api/hello", None),
            (console, "/api/console/state", room.token), (console, "/api/console/state", None)):
        _, headers, _ = request(port, "GET", path, token=with_token)
        wrong = {k: headers.get(k) for k, v in wanted.items() if headers.get(k) != v}
        check("%s has the headers of security" % path, not wrong, wrong)

    # 7. limits
    cases = {
        "a long address": b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % teams,
        "long headers": b"GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: %s\r\n\r\n" % (teams, b"a" * 9000),
        "headers beyond all memory": b"GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: %s\r\n\r\n" % (teams, b"a" * 60000),
        "a long body": b"POST /api/say HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5000\r\n\r\n%s" % (teams, b" " * 5000),
        "a body in chunks": b"POST /api/say HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % teams,
        "two lengths": b"POST /api/say HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef" % teams,
        "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100 + b"\r\n\r\n",
    }
    for name, text in cases.items():
        status = status_of(raw(teams, text))
        check("%s is refused" % name, status in (0, 400, 403, 411, 413, 414, 431), status)
    check("twin: the same request within the limits is answered",
        status_of(raw(teams, b"GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: %s\r\n\r\n" % (teams, b"a" * 4000))) == 200)
    whole = json.dumps({"key": "b", "to": "all", "text": "Hello."}).encode()
    padded = whole + b" " * (4096 - len(whole))
    own = {"Origin": HTTP + "127.0.0.1:%d" % teams, "Content-Type": "application/json"}
    check("twin: a body of 4096 bytes is read", request(teams, "POST", "/api/say", padded, token, headers=own)[0] in (200, 409))
    check("a body of 4097 bytes is not", request(teams, "POST", "/api/say", padded + b" ", token, headers=own)[0] == 413)
    for bad in (b"", b"{", b"[]", b"1", b"{}", b'{"key":"a"}', b'{"key":"a","key":"b"}', b'\xff', b'{"key":"a","to":"all","text":"\\u0000"}',
            b'{"key":"a","to":"all","text":"=1+1"}', b'{"key":"a","to":"all","text":"x","seat":"belmor"}',
            b'{"key":"a","to":"all","text":"x","arrives":true}', b'{"key":"a","to":"all","text":"x","device":7}'):
        time.sleep(.11)
        status = request(teams, "POST", "/api/say", bad, token, headers=own)[0]
        check("the body %r is refused" % bad[:40], status == 400, status)
    for path in ("/../../etc/passwd", "/a/../room.c", "/a/%2e%2e/passwd", "/words/../en.json", "//etc/passwd", "/a/", "/words/.json", "/export/exercise.jsonl"):
        check("there is no file %s" % path, request(teams, "GET", path)[0] == 404)
    time.sleep(1.1)
    many = [request(teams, "POST", "/api/predict", {"key": "p%d" % k}, token)[0] for k in range(14)]
    check("a device has ten posts a second", many[:10].count(429) == 0 and many[10:].count(429) >= 3, many)
    time.sleep(1.1)
    check("twin: a second later it has again", request(teams, "POST", "/api/predict", {"key": "q"}, token)[0] != 429)
    tries = [request(teams, "POST", "/api/join", {"code": "%08d" % k, "role": "decide"}) for k in range(7)]
    statuses = [t[0] for t in tries]
    check("an address has five wrong codes a minute", statuses == [401] * 5 + [429] * 2, statuses)
    check("and is told how many are left", [json.loads(t[2]).get("left") for t in tries[:5]] == [4, 3, 2, 1, 0])
    check("then the right code waits, too", room.join(codes["belmor"])[0] == 429)
    check("twin: another address is free", room.join(codes["belmor"], source=("127.0.0.2", 0))[0] == 200)
    for k in range(9):
        for _ in range(5):
            status = room.join("00000000", source=("127.0.1.%d" % (k + 1), 0))[0]
    check("thirty wrong codes in all are the end", status == 429 and room.join(codes["belmor"], source=("127.0.2.1", 0))[0] == 429)
    check("until the facilitator gives a new code", room.console("code", seat="belmor")[0] == 200)

    # devices, observers, waiting requests
    code = room.console("code", seat="ardane")[1]["code"]
    joined = [room.join(code, "observe", source=("127.0.3.%d" % (k + 1), 0)) for k in range(8)]
    check("a team has eight devices", [s for s, _ in joined].count(200) == 7 and joined[-1][0] == 409, [s for s, _ in joined])
    watcher = joined[0][1]["token"]
    check("an observer sees the page and submits nothing", room.team("GET", "/api/state", token=watcher)[0] == 200
        and room.submit("say", watcher, to="all", text="Hello.")[0] == 403)

    poll = "/api/state?after=%d&wait=20" % room.page(watcher)["n"]
    older, newer = (http.client.HTTPConnection("127.0.0.1", teams, timeout=30, source_address=("127.0.4.1", 0)) for _ in range(2))
    began = time.monotonic()
    for connection in (older, newer):
        connection.request("GET", poll, headers={"X-Workshop-Token": watcher})
        time.sleep(.3)
    status = older.getresponse().status
    check("a newer waiting request of a device ends the older one at once", status == 204 and time.monotonic() - began < 10, status)
    newer.sock.settimeout(1)
    try:
        status = newer.getresponse().status
    except TimeoutError:
        status = None
    check("twin: the newer one waits", status is None, status)
    older.close()
    newer.close()

    # connections
    held = []
    for k in range(20):
        s = socket.create_connection(("127.0.0.1", teams), timeout=5)
        held.append(s)
    open_ = 0
    for s in held:
        try:
            s.sendall(b"GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % teams)
            open_ += s.recv(10).startswith(b"HTTP")
        except OSError:
            pass
    check("an address has sixteen connections", open_ == 16, open_)
    check("twin: another address is served meanwhile", request(teams, "GET", "/api/hello", source=("127.0.0.9", 0))[0] == 200)
    for s in held:
        s.close()

    time.sleep(1)
    # slow requests, and one that is sent byte by byte
    slow = socket.create_connection(("127.0.0.1", teams), timeout=30)
    slow.sendall(b"GET /api/hello HTTP/1.1\r\n")
    began, dripped = time.monotonic(), 0
    slow.settimeout(1)
    ended = None
    while ended is None and time.monotonic() - began < 3 * HEADER_SECONDS:
        try:
            if slow.recv(100) == b"":
                ended = time.monotonic() - began
        except TimeoutError:
            try:
                slow.sendall(b"X: y\r\n")
                dripped += 1
            except OSError:
                ended = time.monotonic() - began
        except OSError:
            ended = time.monotonic() - began
    slow.close()
    check("headers that drip are cut off after ten seconds", ended is not None and HEADER_SECONDS - 1 < ended < HEADER_SECONDS + 5, ended, dripped)
    check("twin: a whole request is still answered", request(teams, "GET", "/api/hello")[0] == 200)

check("the server ends by a signal with 75", room.status == 75, room.status, room.said)
finish()
