"""served.py - serves an exercise to browsers, and plays its participants.

    with Served("strait", "-s", "5") as room:
        tokens = room.join_all()
        status, page = room.team("GET", "/api/state", token=tokens["ardane"])
        room.console("go")
"""
import atexit
import http.client
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time

from tap import CBMSIM, SOURCE

_keys = itertools.count(1)


def free_ports():
    """Returns two free ports with consecutive numbers."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def source(k):
    """Returns a loopback address for device k, and any port. Devices have different addresses,
    because the room limits the requests of one address."""
    return ("127.0.%d.%d" % (4 + k // 8, 1 + k % 8), 0)


def resident_kb(pid):
    """Returns the resident memory of a process in kB."""
    with open("/proc/%d/status" % pid, encoding="ascii") as file:
        return int(re.search(r"^VmRSS:\s*(\d+)", file.read(), re.M).group(1))


def quantile(values, q):
    """Returns the value below which the share q of the values lies; NAN if there are no values."""
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))] if values else float("nan")


def request(port, method, path, body=None, token=None, headers=None, source=None, connection=None):
    """Sends a request as a page of this address does. Returns status, headers and body. A body that
    is not bytes is sent as JSON."""
    host = "127.0.0.1:%d" % port
    own = {"Host": host}
    if token is not None:
        own["X-Workshop-Token"] = token
    if body is not None and not isinstance(body, bytes):
        own.update({"Origin": "http://" + host, "Content-Type": "application/json"})
        body = json.dumps(body).encode()
    own.update(headers or {})
    own = {key: value for key, value in own.items() if value is not None}
    used = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=source)
    used.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for key, value in own.items():
        used.putheader(key, value)
    if body is not None and "Transfer-Encoding" not in own:
        used.putheader("Content-Length", str(len(body)))
    used.endheaders(body)
    reply = used.getresponse()
    text = reply.read()
    if connection is None:
        used.close()
    return reply.status, reply.headers, text


class Served:
    def __init__(self, scenario, *options, directory=None, port=None, environment=None):
        path = scenario if os.path.sep in scenario else os.path.join(SOURCE, "scenarios/workshop", scenario + ".json")
        self.directory = directory or os.path.join(tempfile.mkdtemp(), "class")
        self.port = port or free_ports()
        again = os.path.exists(os.path.join(self.directory, "exercise.jsonl"))
        operands = [self.directory] if again else [path, "-o", self.directory, *options]
        # With an environment, the test examines whether a browser is opened.
        browser = [] if environment else ["--no-browser"]
        self.process = subprocess.Popen([CBMSIM, "workshop", *operands, *browser, "--port", str(self.port)], env=environment,
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, text=True)
        atexit.register(self.kill)
        self.said, self.token = [], None
        while self.token is None:
            line = self.process.stderr.readline()
            assert line, "".join(self.said)
            self.said.append(line)
            found = re.search(r"#t=([0-9a-f]{32})", line)
            self.token = found and found.group(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.status = self.process.wait()
        self.said.append(self.process.stderr.read())
        self.process.stderr.close()

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def team(self, method, path, body=None, token=None, **more):
        status, _, text = request(self.port + 1, method, path, body, token, **more)
        return status, json.loads(text) if text else None

    def facilitator(self, method, path, body=None, given=None, **more):
        status, _, text = request(self.port, method, path, body, given or self.token, **more)
        return status, json.loads(text) if text else None

    def console(self, action, **body):
        body["key"] = "k%d" % next(_keys)
        return self.facilitator("POST", "/api/console/" + action, body)

    def state(self):
        return self.facilitator("GET", "/api/console/state")[1]

    def submit(self, route, token, **body):
        body.setdefault("key", "k%d" % next(_keys))
        return self.team("POST", "/api/" + route, body, token)

    def join(self, code, role="decide", **more):
        return self.team("POST", "/api/join", {"code": code, "role": role}, **more)

    def join_all(self):
        return {team["id"]: self.join(team["code"])[1]["token"] for team in self.state()["teams"]}

    def page(self, token):
        return self.team("GET", "/api/state", token=token)[1]


def choice(matter, family="ask"):
    """Returns route and body of a submission about a matter: that family of responses if it is
    possible."""
    if matter["kind"] != "decision":
        return "answer", {"tabled": matter["number"], "reply": matter["replies"][-1], "why": "We answer."}
    rows = [(family["family"], row) for family in matter["families"] for row in family["rows"]]
    family, row = ([r for r in rows if r[0] == family] or rows)[0]
    body = {"tabled": matter["number"], "family": family, "row": row["id"], "sure": 60, "hostile_chance": 30, "why": "We think so."}
    if row.get("to"):
        body["named"] = row["to"][0]
    return "settle", body


def settle_all(room, tokens, family="ask"):
    """Every team settles its matters, as in choice(). Returns the statuses."""
    done = []
    for token in tokens.values():
        for matter in room.page(token)["tabled"]:
            route, body = choice(matter, family)
            status = room.submit(route, token, **body)[0]
            while status == 429:  # a script is faster than the limit of a device
                time.sleep(.2)
                status = room.submit(route, token, **body)[0]
            done.append(status)
    return done
