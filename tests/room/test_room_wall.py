#!/usr/bin/python3
"""The console and the screen: states that the model plays, the signers of agreements, crises,
results, a review that is opened early and whose pages the console turns, and beliefs that agree
with decisions."""
import time

from served import Served
from tap import check, finish


def screen(room):
    return room.facilitator("GET", "/api/screen/state")[1]


def part(room, what):
    """Waits until a part of the review is computed, and returns it."""
    for _ in range(600):
        status, reply = room.facilitator("GET", "/api/review/" + what)
        if status == 200:
            return reply
        time.sleep(0.1)
    return None


def go(room):
    if room.console("go")[0] != 200:
        room.console("go", unsettled="habit")
    return room.state()["phase"]["step"]


def decide(room, token, **body):
    return room.submit("settle", token, tabled=room.page(token)["tabled"][0]["number"], sure=60, hostile_chance=30, **body)[0]


# ---- one team, five states of the model: a crisis, the talks, the review ----

with Served("strait", "-s", "2") as room:
    for seat in ("belmor", "dunmar", "elvany", "ferrant", "gostany"):
        room.console("habit", seat=seat, habit=True)
    check("the screen names the states that the model plays", [t["id"] for t in screen(room)["teams"] if not t["habit"]] == ["ardane"])
    status, reply = room.console("review")
    check("the review does not open before the last stop", status == 409 and not room.state()["phase"]["review"], status, reply)
    token = room.join([t["code"] for t in room.state()["teams"] if t["id"] == "ardane"][0])[1]["token"]
    go(room)
    go(room)
    check("the team works together", decide(room, token, family="together", row="joint_investigation", named="dunmar") == 200)
    room.console("show", text="A good sentence.")
    check("a sentence is on the screen", screen(room).get("text") == "A good sentence.")
    go(room)
    check("it leaves the screen at the next stop", "text" not in screen(room), screen(room).get("text"))
    of = {x["seat"]: [i["key"] for i in x["log"]] for x in room.state()["happened"]}
    check("the console has what came of the decision, and of those of the model", "decided" in of["ardane"] and
        any("decided" in keys for seat, keys in of.items() if seat != "ardane"), of)
    check("no crisis yet", screen(room)["crises"] == [], screen(room)["crises"])
    check("the team asks", decide(room, token, family="ask", row="inquiry", named="belmor") == 200)
    go(room)
    begun = [{"day": "2027-03-31", "a": "ardane", "b": "belmor", "begins": True}]
    check("the crisis that begins is on the screen and on the console", screen(room)["crises"] == begun == room.state()["crises"], screen(room)["crises"])
    check("it is in the ledger of the team", any(i["key"] == "crisis" and i["begins"] for i in room.page(token)["log"]))
    decide(room, token, family="say", row="demarche", named="belmor")
    go(room)
    for matter in room.page(token)["tabled"]:
        if matter["kind"] == "offer":
            room.submit("answer", token, tabled=matter["number"], reply="yes")
    go(room)
    check("the crisis ends once for both states", [c["begins"] for c in screen(room)["crises"]] == [True, False], screen(room)["crises"])
    offers = {o["id"]: o for o in screen(room)["talks"]["offers"]}
    check("the screen names the parties that the model plays", offers["line"]["habit"] == ["belmor"], offers["line"])
    room.submit("offer", token, agreements=["line", "joint"])
    offers = {o["id"]: o["ticked_by"] for o in room.state()["talks"]["offers"]}
    check("the console shows who ticks what", offers["line"] == offers["joint"] == ["ardane"] and offers["terms"] == [], offers)
    go(room)
    check("what was signed is on the screen in the round after the talks", sorted(screen(room)["signed"]) == ["joint", "line"])
    go(room)
    check("and not for ever", screen(room)["signed"] == [], screen(room)["signed"])
    check("to end early leaves the rest to habit, and opens the review", room.console("review", early=True)[0] == 200 and
        room.state()["phase"]["kind"] == "review" and room.state()["review"]["open"])
    room.console("review", page="truth", part=1, wrong=True, tree=2, single=True)
    want = {"page": "truth", "part": 1, "tree": 2, "wrong": True, "single": True}
    check("the screen shows what the console chooses", screen(room)["review"] == want, screen(room)["review"])
    room.console("review", page="turning")
    check("another page begins at its first part", screen(room)["review"] == {"page": "turning", "part": 0, "tree": 0, "wrong": False,
        "single": False}, screen(room)["review"])
    matters = part(room, "truth")["matters"]
    first = matters[0]["decisions"][0]
    check("where the analysts named nobody, the row has what they leaned to", "named" not in first and first["lean"] == "non_state" and
        first["lean_p"] == 0.57, first)
    belief = {(m["id"], b["step"]): max(b["suspects"], key=lambda s: s["p"]) for m in matters for b in m["beliefs"]}
    apart = [(m["id"], d, belief[m["id"], d["step"]]) for m in matters for d in m["decisions"] if "named" in d and (m["id"], d["step"]) in belief
        and (belief[m["id"], d["step"]]["who"] != d["named"] or abs(belief[m["id"], d["step"]]["p"] - d["p"]) > 0.006)]
    check("the belief at a stop is the one of its decision, also for a recognised accident", not apart and
        any(d.get("named") == "accident" for m in matters for d in m["decisions"]), apart)
    use = part(room, "use")
    check("signed or used has the agreements that were signed", sorted(use["signed"]) == ["joint", "line"] and
        sum(c["signed"] == "these" for c in use["cells"]) == 2, use.get("signed"))
    turning = part(room, "turning")
    check("a stop has its change by events before it, the first has none", "since" not in turning["stops"][0] and
        all("since" in s for s in turning["stops"][1:]) and turning["window_days"] == 180)

# ---- the twin: nothing is signed, and nobody has to decide ----

with Served("tutorial-call", "-s", "1") as room:
    for seat in ("ardane", "belmor"):
        room.console("habit", seat=seat, habit=True)
    check("to end early works from the beginning", room.console("review", early=True)[0] == 200 and room.state()["review"]["open"])
    use = part(room, "use")
    check("without talks nothing is signed", use["signed"] == [] and all(c["signed"] != "these" for c in use["cells"]), use["signed"])
finish()
