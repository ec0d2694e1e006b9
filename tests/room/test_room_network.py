#!/usr/bin/python3
"""Tests in a separate network: the door of the teams can be reached at the address of the machine,
the console cannot. When the machine joins another network, the door of the teams moves there, and
tokens stay valid. The network is a namespace of the kernel, with a bridge as its Wi-Fi."""
import http.client
import json
import os
import subprocess
import sys
import time

from served import Served
from tap import CBMSIM, SOURCE, check, finish, skip

FIRST, SECOND, THIRD = "192.168.7.1", "10.3.0.5", "172.20.0.9"
SMALL = os.path.join(SOURCE, "tests/workshop/small.json")

if "CBMSIM_NAMESPACE" not in os.environ:
    if subprocess.run(["unshare", "-rn", "ip", "link", "add", "w0", "type", "bridge"], capture_output=True, check=False).returncode != 0:
        skip("a network of its own", "this machine does not let a test have one")
        finish()
    os.execvpe("unshare", ["unshare", "-rn", sys.executable, __file__], {**os.environ, "CBMSIM_NAMESPACE": "yes"})


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def ask(address, port, method, path, body=None, token=None, host=None):
    """Returns status and JSON; 0 if no server listens there."""
    name = host or "%s:%d" % (address, port)
    headers = {"Host": name, "Origin": "http:" + "//" + name, "Content-Type": "application/json", **({"X-Workshop-Token": token} if token else {})}
    connection = http.client.HTTPConnection(address, port, timeout=10)
    try:
        connection.request(method, path, body and json.dumps(body), headers)
        reply = connection.getresponse()
        text = reply.read()
        return reply.status, json.loads(text) if text[:1] in (b"{", b"[") else None
    except OSError:
        return 0, None
    finally:
        connection.close()


def refused(*options):
    """Returns exit status and messages of a start that fails at once."""
    found = subprocess.run([CBMSIM, "workshop", SMALL, "-o", "/tmp/cbmsim-nowhere-%d" % os.getpid(), "--no-browser", *options],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, timeout=60, check=False)
    return found.returncode, found.stderr


ip("link", "set", "lo", "up")
ip("link", "add", "w0", "type", "bridge")
ip("link", "set", "w0", "up")
status, said = refused("--lan")
check("without a network --lan says so, how to find the address, and the form", status == 4 and all(x in said for x in ("no private network",
    "hostname -I", "--lan=192.168.1.7")), status, said)
ip("addr", "add", FIRST + "/24", "dev", "w0")
ip("addr", "add", THIRD + "/24", "dev", "w0")
status, said = refused("--lan")
check("with two addresses it lists both", status == 4 and all("--lan=" + a in said for a in (FIRST, THIRD)), status, said)
status, said = refused("--lan=192.168.99.99")
check("an address of another machine is refused", status == 4 and "192.168.99.99" in said, status, said)
ip("addr", "del", THIRD + "/24", "dev", "w0")

with Served(SMALL, "--lan", "-s", "3") as room:
    teams = room.port + 1
    code = room.state()["teams"][0]["code"]
    status, joined = ask(FIRST, teams, "POST", "/api/join", {"code": code, "role": "decide"})
    check("a device joins over the network", status == 200, status, joined)
    token = joined["token"]
    check("it has its page", ask(FIRST, teams, "GET", "/api/state", token=token)[0] == 200)
    check("the console is not on the network", ask(FIRST, room.port, "GET", "/console")[0] == 0 and ask(FIRST, teams, "GET", "/console")[0] == 404)
    check("not even with its token", ask(FIRST, teams, "GET", "/api/console/state", token=room.token)[0] == 404)
    check("teams are not on loopback then", ask("127.0.0.1", teams, "GET", "/api/hello")[0] == 0)
    check("another name is refused", [ask(FIRST, teams, "GET", "/api/state", token=token, host=h)[0]
        for h in ("evil.example:%d" % teams, SECOND + ":%d" % teams, FIRST)] == [421] * 3)
    status, said = refused("--lan", "--port", str(room.port))
    check("a port that is taken is named", status == 4 and "port %d is taken" % room.port in said, status, said)

    ip("addr", "del", FIRST + "/24", "dev", "w0")
    ip("addr", "add", SECOND + "/24", "dev", "w0")
    began, page = time.monotonic(), None
    while page is None and time.monotonic() - began < 60:
        page = ask(SECOND, teams, "GET", "/api/state", token=token)[1]
        time.sleep(.2)
    check("the teams' door moves into the other network, and the token holds", page is not None and page["seat"]["id"] == "alpha", page)
    check("the old name is none any more", ask(SECOND, teams, "GET", "/api/state", token=token, host="%s:%d" % (FIRST, teams))[0] == 421)
    url = "http:" + "//%s:%d" % (SECOND, teams)
    screen = room.facilitator("GET", "/api/screen/state")[1]["join"]
    check("the screen and the console show the new address", screen["url"] == url == room.state()["net"]["url"], screen["url"], room.state()["net"]["url"])
    check("and its code to scan", screen["qr"]["path"].startswith("M"))

    ip("addr", "del", SECOND + "/24", "dev", "w0")
    time.sleep(3)
    check("without a network the console goes on", room.state()["net"]["url"] == url)
    ip("addr", "add", SECOND + "/24", "dev", "w0")
    time.sleep(3)
    check("and the network that comes again is the same", ask(SECOND, teams, "GET", "/api/state", token=token)[0] == 200)
check("the program printed the new address", any(url in line for line in room.said), room.said)

# Messages for the facilitator before the teams come. Each appears once with --lan, and never
# without it.
WARNINGS = {"that the scenario must not be handed out": "do not hand out the scenario: a reader can infer from it how often each service attacks",
    "that the seed reveals the future": "with the seed compute what will happen",
    "that others on the network can read what teams send": "a determined person can read the traffic; it contains nothing but the exercise",
    "that a phone may warn of a Wi-Fi without internet": "has no internet: choose to stay connected"}
# Without --lan, or with another address, no server listens at the address of the machine in its
# private network.
with Served(SMALL, "--lan=127.0.0.1", "-s", "3") as given:
    check("an address that is given stays", [ask(a, given.port + 1, "GET", "/api/hello")[0] for a in ("127.0.0.1", SECOND)] == [200, 0])
with Served(SMALL, "-s", "3") as alone:
    check("without --lan nothing listens in the network", [ask(SECOND, alone.port + k, "GET", "/")[0] for k in (0, 1)] == [0, 0])
    found = alone.state()["net"], ask("127.0.0.1", alone.port + 1, "GET", "/api/hello")
    check("twin: without --lan teams are on loopback", found[0]["lan"] is False and found[1][0] == 200, found[0]["lan"], found[0]["url"], alone.port, found[1])
for what, words in WARNINGS.items():
    count = [sum(words in line for line in said) for said in (room.said, alone.said)]
    check("with --lan the program states " + what, count == [1, 0], count, room.said)
finish()
