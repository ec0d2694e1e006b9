#!/usr/bin/python3
"""The server ends connections that are too many, too slow or idle, and still answers all others.
The limits are sixteen connections of an address, 256 in total, ten seconds for the headers and for
the body of a request, and thirty seconds without a request."""
import os
import select
import socket
import threading
import time

from served import Served, request, resident_kb
from tap import check, finish, note

PER_ADDRESS, IN_ALL, SLOW, IDLE = 16, 256, 10, 30
ADDRESSES, EACH = 20, 15   # 300 connections
SPARE = 8                  # additional seconds for a busy machine


def hello(port):
    return b"GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port


def connect(port, address="127.0.0.1"):
    return socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(address, 0))


def answered(connections, port, seconds):
    """Returns on how many connections a request is answered in this time."""
    for s in connections:
        s.sendall(hello(port))
    ends, silent = time.monotonic() + seconds, set(connections)
    while silent and time.monotonic() < ends:
        for s in select.select(silent, [], [], 1)[0]:
            silent.discard(s)
    return len(connections) - len(silent)


class Drip(threading.Thread):
    """Sends the beginning of a request, then one byte after the other. Measures the seconds until
    the server ends the connection."""

    def __init__(self, port, address, begins, drop, pause):
        super().__init__(daemon=True)
        self.port, self.address, self.begins, self.drop, self.pause, self.took = port, address, begins, drop, pause, None
        self.start()

    def run(self):
        began = time.monotonic()
        with connect(self.port, self.address) as s:
            s.sendall(self.begins)
            while self.took is None and time.monotonic() < began + 2 * IDLE:
                readable, _, _ = select.select([s], [], [], self.pause)
                try:
                    if readable and s.recv(4096) == b"":
                        self.took = time.monotonic() - began
                    elif not readable:
                        s.sendall(self.drop)
                except OSError:
                    self.took = time.monotonic() - began


with Served("tutorial-call", "-s", "3") as room:
    teams = room.port + 1
    head = b"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nContent-Type: application/json\r\n" % (teams, teams)
    slow = {
        "headers that drip": Drip(teams, "127.0.6.1", b"GET /api/hello HTTP/1.1\r\n", b"X: y\r\n", 1),
        "a body that drips": Drip(teams, "127.0.6.2", head + b"Content-Length: 100\r\n\r\n{", b" ", 1),
        "headers that stop": Drip(teams, "127.0.6.3", b"GET /api/hel", b"", 1),
        "a body that stops": Drip(teams, "127.0.6.4", head + b"Content-Length: 100\r\n\r\n{", b"", 1),
        "nothing at all": Drip(teams, "127.0.6.5", b"", b"", 1),
    }
    idle = Drip(teams, "127.0.6.6", hello(teams), b"", 1)
    busy = Drip(teams, "127.0.6.7", hello(teams), hello(teams), 3)   # twin: one that continues to send requests
    for name, drip in slow.items():
        drip.join()
        check("%s: the connection ends after ten seconds" % name, drip.took is not None and SLOW - 1 <= drip.took <= SLOW + SPARE, drip.took)
        check("%s: twin: a whole request is answered" % name, request(teams, "GET", "/api/hello")[0] == 200)
    idle.join()
    check("an idle connection ends after thirty seconds", idle.took is not None and IDLE - 1 <= idle.took <= IDLE + SPARE, idle.took)
    check("twin: one that asks stays", busy.took is None, busy.took)

    first = resident_kb(room.process.pid)
    token = room.join(room.state()["teams"][0]["code"], source=("127.0.7.99", 0))[1]["token"]
    flood = [connect(teams, "127.0.7.%d" % (1 + k // EACH)) for k in range(ADDRESSES * EACH)]
    open_ = answered(flood, teams, IDLE // 2)   # none is closed as idle in this time
    check("three hundred connections: at most 256 are served", IN_ALL - 20 <= open_ <= IN_ALL, open_)
    check("the console has connections of its own", room.facilitator("GET", "/api/console/state")[0] == 200)
    note("memory with %d connections: %d kB more" % (open_, resident_kb(room.process.pid) - first))
    check("each takes little memory", os.environ.get("SANITIZE") or resident_kb(room.process.pid) - first < 16 * 1024, first, resident_kb(room.process.pid))
    for s in flood:
        s.close()
    status = 0
    for _ in range(50):
        try:
            status = room.team("GET", "/api/state", token=token, source=("127.0.7.99", 0))[0]
            break
        except OSError:
            time.sleep(.2)
    check("twin: when they have gone, a device has its page", status == 200, status)
check("the server ends by a signal", room.status == 75, room.said)
finish()
