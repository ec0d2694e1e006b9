#!/usr/bin/python3
"""The pages of the workshop are small, and have no foreign address, no inline script and only
ES2019. Every language has the same messages, with the same placeholders and its own plural forms.
Every message is used, and every used message exists."""
import glob
import json
import os
import re
import shutil
import subprocess

from tap import SOURCE, check, finish, note

PAGES = os.path.join(SOURCE, "sim", "web", "pages")
# The plural categories of CLDR that a language uses for whole numbers. French and others may use
# `other` in place of further ones.
PLURALS = {"en": ["one", "other"], "fr": ["one", "other"], "id": ["other"], "vi": ["other"],
    "ru": ["one", "few", "many", "other"]}
BUTTON = 34   # maximum number of characters of a button of one line at 320 px
NAVIGATION = 14
# Maximum bytes of the scripts of a page, and of a first visit with one language.
SCRIPT, VISIT = 60_000, 120_000


def read(name):
    with open(os.path.join(PAGES, name), encoding="utf-8") as file:
        return file.read()


def embedded(name):
    """Returns a file as it is embedded: scripts without indentation, comment lines and unnecessary
    line ends."""
    text = read(name)
    if name.endswith(".js"):
        lines = [line.lstrip() for line in text.splitlines()]
        text = "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
        text = re.sub(r"\n+([})?:&|.])", r"\1", re.sub(r"([;,{}(])\n+", r"\1", text))
        text = re.sub(r" (=>|===|!==|&&|\|\|) ", r"\1", text)
    elif name.endswith(".css"):
        text = re.sub(r"[ \n]+([{}])", r"\1", re.sub(r"([{};,:])[ \n]+", r"\1", re.sub(r"/\*[^*]*\*/", "", text)))
    elif name.endswith(".json"):
        text = re.sub(r'(\n"[a-z0-9._]+":) ', r"\1", text)
        text = re.sub(r",\n+", ",", text)
    return text


def sent(name):
    return len(embedded(name).encode())


names = sorted(os.path.basename(f) for f in glob.glob(os.path.join(PAGES, "*.*")))
scripts = [n for n in names if n.endswith(".js")]
pages = [n for n in names if n.endswith(".html")]
sources = {n: read(n) for n in scripts}
catalogues = {os.path.basename(f)[:-5]: json.loads(read("words/" + os.path.basename(f)))
    for f in sorted(glob.glob(os.path.join(PAGES, "words", "*.json")))}
check("pages, scripts and words were found", len(pages) == 5 and len(scripts) == 9 and sorted(catalogues) == sorted(PLURALS))

# ---- size, syntax, addresses ----

largest = max(sent("words/%s.json" % tag) for tag in catalogues)
for page in pages:
    parts = re.findall(r'(?:src|href)="/a/([^"]+)"', read(page))
    script = sum(sent(p) for p in parts if p.endswith(".js"))
    visit = script + sum(sent(p) for p in parts if p.endswith(".css")) + sent(page) + largest
    note("%s: %d bytes of script, first visit %d bytes" % (page, script, visit))
    check("%s: script and first visit are small" % page, script <= SCRIPT and visit <= VISIT, script, visit)
    check("%s: names files that exist, and contains no script and no style" % page, all(p in names for p in parts)
        and len(parts) >= 3 and not re.search(r"<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=", read(page)), parts)
foreign = ["%s: %s" % (n, a) for n in names for a in re.findall(r"https?://[^\s\"'`)]+|//[\w-]+\.\w+/", read(n))
    if a != "http://www.w3.org/2000/svg"]
check("no page has a foreign address", not foreign, *foreign)
modern = ["%s: %s" % (n, m) for n in scripts for m in re.findall(
    r"\?\.[\w\[(].{0,20}|.{0,20}\?\?.{0,10}|\|\|=.{0,10}|\.replaceAll\(.{0,10}|\.at\(-?\d.{0,5}|#\w+\s*\(|`[^`\n]*\n", re.sub(r"(?m)^\s*//.*$|// .*$", "", sources[n]))]
check("scripts keep to ES2019, and no literal spans lines", not modern, *modern)
if shutil.which("node"):
    wrong = [n for n in scripts if subprocess.run(["node", "--check", os.path.join(PAGES, n)], stderr=subprocess.DEVNULL).returncode != 0]
    check("every script can be parsed", not wrong, *wrong)
    wrong = [n for n in scripts if subprocess.run(["node", "--check", "-"], input=embedded(n).encode(), stderr=subprocess.DEVNULL).returncode != 0]
    check("every script can be parsed as it is embedded", not wrong, *wrong)
else:
    note("node is not installed: nothing parses the scripts")
quoted = ["%s: %s" % (n, m) for n in scripts for m in re.findall(r'"[^"\n]*"|`[^`\n]*`', sources[n]) if re.search(r'^.[^"]* (=>|===|!==|&&|\|\|) [^"]*.$', m)
    and not re.match(r'" (?:=>|===|!==|&&|\|\|) |.*[(),;]', m)]
check("no text has an operator whose spaces are removed", not quoted, *quoted)
joined_ = ["%s: %s" % (n, m) for n in scripts for m in re.findall(
    r"(?m)^.*[^:\"'\s/].*\s//(?:.*[;,{}(]$|.*\n\s*[)}?:&|.])", sources[n])]
check("no comment at the end of a line hides the line after it, which is joined to it", not joined_, *joined_)
unsafe = ["%s: %s" % (n, m) for n in scripts for m in re.findall(
    r"innerHTML|outerHTML|insertAdjacent\w*|document\.write|\beval\(|new Function|srcdoc|setAttribute\(\"style", sources[n])]
check("texts reach the document as text only", not unsafe, *unsafe)

# ---- words ----

english = catalogues["en"]["words"]


def texts(value):
    return list(value.values()) if isinstance(value, dict) else [value]


def places(value):
    return [sorted(set(re.findall(r"\{(\w+)\}", t))) for t in texts(value)]


for tag, file in catalogues.items():
    words = file["words"]
    check("%s: the same messages as in English" % tag, words.keys() == english.keys(),
        "missing:", sorted(english.keys() - words.keys()), "surplus:", sorted(words.keys() - english.keys()))
    wrong = [k for k in words if k in english and any(p != places(english[k])[0] for p in places(words[k]))]
    check("%s: the same places in every message" % tag, not wrong, wrong)
    wrong = [k for k, v in words.items() if isinstance(v, dict) != isinstance(english.get(k), dict)
        or isinstance(v, dict) and sorted(v) != sorted(PLURALS[tag])]
    check("%s: the plural forms of the language" % tag, not wrong, wrong)
    wrong = [k for k, v in words.items() for t in texts(v) if not t.strip() or t != t.strip() or re.search(r"[<>&]|  ", t)]
    check("%s: no empty text, no markup" % tag, not wrong, wrong)
    wrong = [(k, len(v)) for k, v in words.items() if k.startswith("do.") and len(v) > BUTTON
        or k.startswith("view.") and len(v) > NAVIGATION]
    check("%s: buttons are short" % tag, not wrong, wrong)
    check("%s: states who reviewed it, or that no native speaker did" % tag, file["language"] == tag
        and "reviewed_by" in file and (tag == "en" or file["reviewed_by"] is None), file["reviewed_by"])

# ---- the same words on paper and in the terminal ----

MESSAGES = {  # message of the handouts: message of the pages
    "PASS": "family.pass", "REPAIR": "family.repair", "ASK": "family.ask", "SAY": "family.say", "COST": "family.cost",
    "WAIT": "family.wait", "SURE": "sure", "HOSTILE": "hostile", "WHY": "why", "WHOM": "whom", "NOBODY": "nobody",
    "NOT_US": "answer.denial", "NOT_US_HELP": "answer.help", "US": "answer.admission", "OUR_ACCIDENT": "answer.explanation",
    "SILENCE": "answer.silence", "YES": "answer.yes", "NO": "answer.no", "AIMS": "aims", "LIMITS": "limits",
    "SECRET": "secret", "PEOPLE": "people", "PREDICTIONS": "predictions", "OF_100": "of.100", "LADDER": "ladder",
    "GLOSSARY": "view.words", "ASSUMED": "assumed", "TECHNICAL_NOTE": "form.technical_note", "PRESS": "form.press",
    "DIPLOMATIC_NOTE": "form.diplomatic_note", "USUAL": "notes.usual", "IF_QUIET": "notes.if_quiet",
    "IF_HEATED": "notes.if_heated", "UNREVIEWED": "language.unreviewed", "PRACTICE": "practice", "EXPECT": "col.expect",
    "TRUTH": "col.truth", "TALKS": "talks", "RUNG_FIRST": "rung.0", "RUNG_LAST": "rung.9"}
MESSAGES.update({"RUNG_FIRST + %d" % k: "rung.%d" % k for k in range(1, 9)})
TEXT = r'"((?:[^"\\]|\\.)*)"'


def source(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


def joined(text):
    """Returns the texts in C source, with their parts joined: "a" "b", "c" are ab and c."""
    return ["".join(re.findall(TEXT, part)) for part in re.split(r'(?<=")\s*,\s*(?=")', text)]


def of_handouts(tag):
    both = tag in ("en", "fr")
    text = source("sim/workshop/handout_words%s.c" % ("" if both else "_" + tag))
    found = re.findall(r"\[HANDOUT_(\w+(?: \+ \d+)?)\] =\s*\{?((?:%s[\s,]*)+)" % TEXT.replace("((?:", "(?:(?:"), text)
    return {key: joined(value)[("en", "fr").index(tag) if both else 0] for key, value in found}


for tag, file in catalogues.items():
    paper = of_handouts(tag)
    other = [(k, paper.get(k), file["words"][m]) for k, m in MESSAGES.items() if not paper.get(k, "").startswith(file["words"][m])]
    check("%s: handouts have the words of the pages" % tag, not other, *other)
family = source("sim/workshop/exercise/family.c")
for what, prefix, ids in (("titles", "family.", ["pass", "repair", "ask", "together", "say", "cost"]),
        ("hints", "hint.", ["pass", "repair", "ask", "together", "say", "cost"])):
    said = joined(re.search(r"family_%s\[[^=]*= \{(.*?)\};" % what, family, re.S).group(1))
    check("the terminal has the %s of the pages" % what, said == [english[prefix + i] for i in ids], said)
for what, prefix in (("rows", "row."), ("types", "type.")):
    said = re.findall(r'\{"(\w+)",\s*%s\}' % TEXT, re.search(r"wording %s\[\] = \{(.*?)\n\};" % what, family, re.S).group(1))
    other = [(i, text) for i, text in said if english[prefix + i] != text]
    check("the terminal has the words of the pages for %s" % what, len(said) > 15 and not other, *other)
model = source("sim/model/input/response.c")
ids = re.findall(r'"(\w+)"', re.search(r"response_obstacle_names\[[^=]*= \{([^}]*)\}", model).group(1))[1:]
said = joined(re.search(r"response_obstacle_words\[[^=]*= \{NULL,([^}]*)\}", model).group(1))
check("the terminal has the reasons of the pages", [t[0].upper() + t[1:] + "." for t in said] == [english["obstacle." + i] for i in ids], said)

# ---- use ----

whole = set()   # messages whose whole name is in the source
begins = set()  # beginnings of names that the source composes
for source in sources.values():
    source = re.sub(r"(?m)^\s*//.*$", "", source)
    for name, plus in re.findall(r'"([a-z]\w*(?:\.[\w.]*)?)"(\s*\+)?', source):
        (begins if plus or name.endswith(".") else whole).add(name)
used = {k for k in english if k in whole or any(k.startswith(b) for b in begins if b.endswith(".") or b == "open")}
check("every message is used", not english.keys() - used, sorted(english.keys() - used))
called = {m for source in sources.values() for m in re.findall(r'\bt\(\s*"([^"]+)"(?!\s*\+)', source)}
called |= {m for source in sources.values() for pair in re.findall(r'\bt\([^()"]*(?:\([^()]*\))?[^()"]*\? "([^"]+)"(?: :[^"()]*"([^"]+)")?',
    source) for m in pair if m and not m.endswith(".")}
check("messages were found in the scripts", len(called) > 150, len(called))
check("every message that is used exists", not called - english.keys(), sorted(called - english.keys()))

# Names that the program sends. Each has a message.
def listed(path, pattern):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return re.findall(pattern, file.read())


for what, prefix, ids in (
        ("type of incident", "type.", listed("sim/model/input/incident_type.c", r'\.key\.id = "(\w+)"')),
        ("response", "row.", listed("sim/model/input/response_rows.c", r'\.key\.id = "(\w+)"')),
        ("obstacle", "obstacle.", [i for i in re.findall(r'"(\w+)"', listed("sim/model/input/response.c",
            r"response_obstacle_names\[[^=]*= \{([^}]*)\}")[0]) if i != "none"]),
        ("channel", "channel.", listed("sim/model/input/world_fields_pair.c", r'\{\.key\.id = "(\w+)"')),
        ("initiative", "initiative.", re.findall(r'"(\w+)"', listed("sim/model/seat/initiative.c",
            r"initiative_names\[[^=]*= \{([^}]*)\}")[0])),
        ("status", "status.", re.findall(r'"(\w+)"', listed("sim/model/input/world_fields_agreement.c",
            r"agreement_status_names\[\] = \{([^}]*)\}")[0]))):
    missing = [i for i in ids if prefix + i not in english]
    check("every %s has a message" % what, len(ids) > 3 and not missing, missing)
seen = re.findall(r'"(\w+)"', listed("sim/model/seat/seen.c", r"seen_kind_names\[[^=]*= \{([^}]*)\}")[0])
missing = [i for i in seen if "seen." + i not in english and "seen." + i + ".on" not in english]
check("every kind of fact has a message", len(seen) > 20 and not missing, missing)
finish()
