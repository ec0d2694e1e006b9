#!/usr/bin/python3
"""For a former name in a scenario, on the command line or in a result of an earlier version, the error message gives
the present name."""
import hashlib
import json

from sweeps import cbmsim, path
from tap import check, finish

SCENARIO = {"format": "cbmsim-scenario-1", "start": "2026-01-01", "horizon_days": 100,
    "states": {"a": {}, "b": {}}, "sources": {"x": {"kind": "criminal", "targets": {"a": 1}}},
    "policies": {"p": {"title": "p"}, "q": {"title": "q"}}}


def scenario(name, **members):
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump({**SCENARIO, **members}, file)
    return name


def refused(what, words, *parts):
    done = cbmsim(*words)
    check("the message gives the present name of %s" % what, done.returncode == 3 and all(p in done.stderr for p in parts),
        done.returncode, done.stderr, *parts)


def rename_column(file, old, new):
    """Renames a column in a file of the result and updates the manifest, to get a result of an earlier version."""
    with open(path("result", file), "rb") as f:
        before = f.read()
    head, end, rows = before.partition(b"\n")
    names = head.decode().split(",")
    names[names.index(old)] = new
    after = ",".join(names).encode() + end + rows
    with open(path("result", file), "wb") as f:
        f.write(after)
    with open(path("result", "manifest.json"), encoding="utf-8") as f:
        manifest = f.read()
    renewed = manifest.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest())
    renewed = renewed.replace("\"bytes\": %d" % len(before), "\"bytes\": %d" % len(after))
    assert renewed != manifest, file
    with open(path("result", "manifest.json"), "w", encoding="utf-8") as f:
        f.write(renewed)


plain = scenario("plain.json")
member = "/sources/x/bundle_mean: "
present = "; renamed to \"campaign_size_mean\""
old = {"x": {**SCENARIO["sources"]["x"], "bundle_mean": 1}}
refused("a member", ["check", scenario("key.json", sources=old)], "key.json:1:", member + "unknown member in source" + present)
with open(path("null.json"), "w", encoding="utf-8") as child:
    json.dump({"format": "cbmsim-scenario-1", "extends": plain, "sources": {"x": {"bundle_mean": None}}}, child)
refused("a member that is removed by null", ["check", "null.json"], "null.json:1:", member + "unknown member in source" + present)
for value, words in ((1, "unknown member in source"), (None, "null removes a member, but the scenario has no \"bundle_mean\" here")):
    refused("a member that a policy sets to %s" % value, ["check", scenario("patch.json",
        policies={"p": {"title": "p", "patch": {"sources": {"x": {"bundle_mean": value}}}}})],
        "patch.json:1:", member + words + present)
refused("a key of --set", ["run", plain, "-o", "none", "--set", "/sources/x/bundle_mean=1"],
    "--set no. 1: " + member + "unknown member \"bundle_mean\"" + present)
refused("a number that another rule replaces", ["check", scenario("trust.json", parameters={"trust": {"violation": 3}})],
    "trust.json:1:", "/parameters/trust/violation: unknown member in trust; replaced by \"pledge_test\", which has another meaning")
for former, now in (("front", "overt"), ("back", "covert")):
    refused("a value, " + former, ["check", scenario("side.json", responses={"absorb": {"side": former}})],
        "side.json:1:", "/responses/absorb/side: \"%s\" is not one of \"overt\", \"covert\", \"help\"; renamed to \"%s\"" % (former, now))
    done = cbmsim("check", scenario("state.json", states={"a": {}, former: {}}))
    check("%s is valid as the id of a state" % former, done.returncode == 0, done.stderr)

done = cbmsim("run", plain, "-n", "4", "-q", "--trace-level", "incidents", "-o", "result")
check("a result is made for the test", done.returncode == 0, done.stderr)
rename_column("runs.csv", "misdirected_responses", "wrongful_responses")
column = "result/runs.csv: there is no column misdirected_responses; \"wrongful_responses\" was renamed to " \
    "\"misdirected_responses\""
for command in ("analyze", "compare"):
    refused("a column of runs.csv, by " + command, [command, "result"], column)
done = cbmsim("report", "result")
check("report omits a metric that is not primary and whose column has a former name", done.returncode == 0,
    done.returncode, done.stderr)
rename_column("runs.csv", "wrongful_responses", "misdirected_responses")
finish()
