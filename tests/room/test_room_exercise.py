#!/usr/bin/python3
"""A whole exercise over sockets. A team receives no text of another seat, no seed and no truth. A
repeated submission counts once. Power is lost in the middle. The review opens, and what if runs
while teams read."""
import json
import os
import re
import shutil
import threading
import time

from served import Served, choice
from tap import check, finish

SECRET = re.compile(r"[0-9a-f]{16}|fingerprint|utility|givenhash|code_hash|scenario_sha256|\"seed\"")
SEED = "9876543210987654321"


def texts(node, found):
    """Adds all texts of a JSON value to `found`."""
    if isinstance(node, dict):
        for value in node.values():
            texts(value, found)
    elif isinstance(node, list):
        for value in node:
            texts(value, found)
    elif isinstance(node, str):
        found.add(node)
    return found


def leaks(seat, page, scenario, reasons):
    """Returns the texts on the page of a seat that it must not contain: sheets and reasons of
    others, identities, the seed."""
    whole = json.dumps(page)
    found = [x for x in SECRET.findall(whole)] + [SEED] * (SEED in whole)
    for other, sheet in scenario["workshop"]["seats"].items():
        if other != seat:
            found += [t for t in (sheet.get("secret"), sheet["brief"]) if t and json.dumps(t)[1:-1] in whole]
    for other, reason in reasons.items():
        found += [reason] * (other != seat and reason in whole)
    for inject in scenario["injects"].values():
        found += [t for to, t in inject.get("told", {}).items() if to not in ("all", seat) and json.dumps(t)[1:-1] in whole]
        if inject.get("expect") and json.dumps(inject["expect"])[1:-1] in whole:
            found.append(inject["expect"])
    return found


def stale(page):
    """Returns the channels whose last use is before a message that the team has sent or read on
    them."""
    used = {(r["other"], c["kind"]): c.get("last", "") for r in page["relations"] for c in r["channels"] if c["open"]}
    return [(i["day"], other, used[other, i["channel"]]) for i in page["log"] if i["key"] in ("sent", "read", "reply")
        for other in (i["actor"], i["target"]) if used.get((other, i["channel"]), i["day"]) < i["day"]]


room = Served("strait", "-s", SEED)
with open(os.path.join(room.directory, "scenario.json"), encoding="utf-8") as file:
    scenario = json.load(file)
tokens = room.join_all()
seats = list(tokens)
reasons = {seat: "The reason of " + seat + " 7291." for seat in seats}
bad, pages, sizes, statuses, steps, old, messages, asked, named = [], 0, [], [], [], [], 0, [], {}
check("all teams are here", all(team["here"] == 1 for team in (time.sleep(1.2), room.state())[1]["teams"]))
status, reply = room.console("go")
status, reply = room.console("go")
first = room.page(tokens["ardane"])
check("a snapshot that is known is waited for", room.team("GET", "/api/state?after=%d&wait=1" % first["n"], token=tokens["ardane"])[0] == 204)

# a record of a seat wakes the devices of this seat, but not those of another one
woken = {}


def wait(seat):
    began = time.monotonic()
    n = room.page(tokens[seat])["n"]
    status = room.team("GET", "/api/state?after=%d&wait=3" % n, token=tokens[seat])[0]
    woken[seat] = (status, time.monotonic() - began)


waiting = [threading.Thread(target=wait, args=(seat,)) for seat in ("ardane", "belmor")]
for thread in waiting:
    thread.start()
time.sleep(1)
matter = first["tabled"][0] if first["tabled"] else None
if matter is None:
    room.submit("say", tokens["ardane"], to="all", text="We are calm.")
else:
    route, body = choice(matter)
    room.submit(route, tokens["ardane"], **body)
for thread in waiting:
    thread.join()
check("an own submission wakes the team's other devices", woken["ardane"][0] == 200 and woken["ardane"][1] < 2.5, woken)
check("that of another team does not", woken["belmor"][0] == (204 if matter else 200), woken)

for turn in range(40):
    state = room.state()
    steps.append(state["phase"]["step"])
    if state["phase"]["kind"] == "review":
        break
    for seat in seats:
        page = room.page(tokens[seat])
        sizes.append(len(json.dumps(page)))
        pages += 1
        old += stale(page)
        asked += [i["asked"].get("who") for i in page["incidents"] if "asked" in i]
        messages += sum(i["key"] == "sent" for i in page["log"])
        bad += [(seat, steps[-1], x) for x in leaks(seat, page, scenario, reasons)]
        for matter in page["tabled"]:
            route, body = choice(matter)
            body["why"] = reasons[seat]
            key = "%s-%d-%d" % (seat, turn, matter["number"])
            statuses.append(room.submit(route, tokens[seat], key=key, **body)[0])
            if route == "settle" and statuses[-1] == 200:
                named[seat, matter["number"]] = body.get("named"), matter.get("named")
        bad += [(seat, "brief", x) for x in leaks(seat, room.team("GET", "/api/brief", token=tokens[seat])[1], scenario, reasons)]
    if state["phase"]["kind"] == "talks":
        for seat in ("ardane", "belmor"):
            statuses.append(room.submit("offer", tokens[seat], agreements=["line"])[0])
    if turn == 3:
        said = {"key": "once", "to": "all", "text": "Once is enough."}
        room.submit("say", tokens["ardane"], **said)
        room.submit("say", tokens["ardane"], **said)
        with open(os.path.join(room.directory, "exercise.jsonl"), encoding="utf-8") as file:
            check("a repeated submission is one record", file.read().count("Once is enough.") == 1)
    if turn == 5:  # power is lost, and another laptop continues with the directory
        before = room.page(tokens["ardane"])
        room.kill()
        token = room.token
        moved = room.directory + "-moved"
        shutil.copytree(room.directory, moved)
        room = Served("strait", directory=moved)
        after = room.page(tokens["ardane"])
        check("the console has another token at each start", room.token != token
            and [room.facilitator("GET", "/api/console/state", given=t)[0] for t in (token, room.token)] == [401, 200])
        check("after a loss of power the tokens hold", after is not None and after.get("seat", {}).get("id") == "ardane")
        for page in (before, after):
            page["phase"].pop("left_s", None)
        check("and the page is the same", {**before, "n": 0, "drafts": 0} == {**after, "n": 0, "drafts": 0})
        check("its number is another one", before["n"] != after["n"])
        check("codes are not known any more, and new ones are given", "code" not in room.state()["teams"][0]
            and room.console("code", seat="belmor")[0] == 200)
    status, reply = room.console("go", unsettled="habit")
    if status != 200:
        check("go at %s" % steps[-1], False, status, reply)
        break
check("the exercise comes to its review", steps[-1] == "review", steps)
taken = [status for status in statuses if status != 429]  # the script is faster than the limit of a device
check("what teams chose was possible", taken.count(200) >= 0.9 * len(taken) > 10, statuses)
check("no page has anything of others (%d pages)" % pages, not bad, bad[:10])
check("a line was last used when its last message was sent or came", not old and messages > 10, messages, old[:5])
check("a team reads whom it has asked, also before the reply", len(asked) > 5 and None not in asked, asked)
check("twin: their own are there", leaks("ardane", room.team("GET", "/api/brief", token=tokens["belmor"])[1], scenario, {}) != [])
check("snapshots stay below 40 kB", max(sizes) < 40000, max(sizes), sorted(sizes)[len(sizes) // 2])
print("# snapshots: median %d bytes, largest %d" % (sorted(sizes)[len(sizes) // 2], max(sizes)))
check("what if is closed before the review", room.console("whatif", seat="ardane", number=1, n=200)[0] == 409)
check("the review opens", room.console("review", page="truth")[0] == 200)
status, reply = room.console("whatif", seat="ardane", number=1, n=400)
check("what if begins", status == 200, reply)
began, done, worst = time.monotonic(), None, 0
while done is None and time.monotonic() - began < (600 if os.environ.get("SANITIZE") else 120):
    asked = time.monotonic()
    room.page(tokens["belmor"])
    worst = max(worst, time.monotonic() - asked)
    done = (room.state().get("whatif") or {}).get("done") or None
    time.sleep(.05)
arms = room.state()["whatif"]["arms"]
check("what if has its arms, with habit and the choice", any(a["habit"] for a in arms) and any(a["chosen"] for a in arms), arms[:1])
print("# what if: %.1f s; a page meanwhile: at most %.3f s" % (time.monotonic() - began, worst))
check("pages are answered meanwhile", worst < 5, worst)
began = time.monotonic()
parts = {}
while len(parts) < 5 and time.monotonic() - began < 200:
    for part in ("truth", "turning", "predictions", "use", "suggested"):
        status, reply = room.facilitator("GET", "/api/review/" + part)
        if status == 200:
            parts[part] = reply
    time.sleep(.2)
check("the review has five parts", len(parts) == 5 and parts["truth"]["matters"] and parts["use"]["cells"], list(parts))
whom = [(d.get("to"), *named[m["seat"], d["number"]]) for m in parts["truth"]["matters"] for d in m["decisions"]
    if d["by"] == "team" and (m["seat"], d["number"]) in named]
check("the review names the state that the team addressed", len(whom) > 5 and all(to == given for to, given, _ in whom), whom)
check("twin: the analysts had named another actor", any(given != analysts for _, given, analysts in whom), whom)
check("the suggestions state how many continuations they compare", parts["suggested"]["screened"] in (20, 40), parts["suggested"])
own = room.page(tokens["ardane"])["review"]
check("a team reads its own review", own["matters"] and all("truth" in m or m["matter"] == 0 for m in own["matters"]), own["matters"][:2])
given = room.page(tokens["belmor"])["review"]["answers"]
check("with its answers, who asked, its sentence, and whether it was true", given and all(a["asker"] in scenario["states"]
    and a.get("why", reasons["belmor"]) == reasons["belmor"] and a["honesty"] in ("true", "lie", "neither")
    for a in given), given)
room.__exit__()
check("the server ends", room.status == 75, room.said)
finish()
