#!/usr/bin/python3
"""Tests cbmsim handouts: the contents for each reader, the languages, and that there are no
scripts."""
import html.parser
import json
import os
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

STRAIT = os.path.join(SOURCE, "scenarios/workshop/strait.json")


def expect(truth, name):
    check(name, truth)


def run(*arguments):
    done = subprocess.run([CBMSIM, "handouts"] + list(arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


# Words of the program on a page in English.
ENGLISH = ("What you want", "Your limits", "Do nothing", "It was not us", "We do not answer", "What do you expect?", "We sign",
    "What usually happens", "Feedback", "The ladder in words", "armed conflict")


class Page(html.parser.HTMLParser):
    """A page: the text of each section, the tags, and the texts in another language."""

    def __init__(self, text):
        super().__init__()
        self.sections, self.tags, self.other, self.lang, self.stack = [], set(), [], None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        self.lang = attrs["lang"] if tag == "html" else self.lang
        if tag == "section":
            self.sections.append([attrs["class"].split()[1], ""])
        if tag not in ("meta", "link", "br"):
            self.stack.append((tag, attrs.get("class")))

    def handle_endtag(self, tag):
        expect(self.stack.pop()[0] == tag, "</%s> closes its element" % tag) if self.stack[-1][0] != tag \
            else self.stack.pop()

    def handle_data(self, data):
        if self.sections and ("section" in [x[0] for x in self.stack]):
            self.sections[-1][1] += data
        if self.stack and self.stack[-1][1] == "other":
            self.other.append(data)

    def of(self, kind):
        return [text for name, text in self.sections if name == kind]


def flat(text):
    return " ".join(text.split())


with open(STRAIT, encoding="utf-8") as file:
    scenario = json.load(file)
seats = scenario["workshop"]["seats"]
code, text, errors = run(STRAIT)
page = Page(text)
expect(code == 0 and not errors, "the exercise is printed")
expect(not page.tags & {"script", "img", "iframe", "object"} and "http://" not in text and "https://" not in text,
    "the file has no script and needs nothing else")
expect(page.stack == [] and page.lang == "en", "every element is closed, and the language is given")
expect(len(page.of("sheet")) == len(seats) == len(page.of("forms")), "each team has a sheet and forms")
sheets = dict(zip(sorted(seats), map(flat, page.of("sheet"))))
expect(all(flat(seats[s]["brief"]) in sheets[s].replace("  ", " ") for s in seats), "a sheet has the brief")
expect(all(flat(seats[s]["secret"]) in sheets[s] for s in seats) and
    all(flat(text).count(flat(seats[s]["secret"]).replace("'", "&#39;")) == 1 for s in seats),
    "a secret stands on the sheet of its team and nowhere else")
expect(all(value in sheets[s] for s in seats for part in ("aims", "limits", "people")
    for value in seats[s][part].values()), "a sheet has aims, limits and roles")
rounds = [s["title"] for s in scenario["workshop"]["plan"].values() if s.get("kind") != "talks"]
expect(all(title in forms for forms in page.of("forms") for title in rounds), "there is a form for each round")
told = {text for inject in scenario["injects"].values() for text in inject.get("told", {}).values()}
injects, cards = flat(page.of("injects")[0]), flat(page.of("all-cards")[0])
expect(all(flat(text) in injects and flat(text) in cards for text in told), "every told text is in the list and on a card")
expect("In truth" in injects and "In truth" not in cards + "".join(sheets.values()) + "".join(page.of("forms")),
    "what is true is in the list of the facilitator only")
expect(all(word["term"] in page.of("glossary")[0] for word in scenario["workshop"]["glossary"].values()),
    "the glossary is there")
expect(len(page.of("ladder-page")) == 1 and len(page.of("questions")) == 2 and len(page.of("offers")) == 1,
    "ladder, offers, observer's sheet and feedback form are there")
expect(run(STRAIT)[1] == text, "the same exercise gives the same bytes")

expect(all("%s</" % x in text or "> %s<" % x in text for x in ENGLISH), "the page in English has the words that others must not have")
for name in ("strait", "tutorial-call"):
    for tag in ("fr", "id", "vi", "ru"):
        code, whole, _ = run(os.path.join(SOURCE, "scenarios/workshop/%s.json" % name), "--language", tag)
        page = Page(whole)
        english = [x for x in ENGLISH if ">%s<" % x in whole or "> %s<" % x in whole or "%s</" % x in whole]
        expect(page.lang == tag and page.other == [] and not english, "%s is whole in %s" % (name, tag))

with tempfile.TemporaryDirectory() as folder:
    mine, out = os.path.join(folder, "x.json"), os.path.join(folder, "x.html")
    subprocess.run([CBMSIM, "new", "x", "--template", "workshop"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    with open(mine, encoding="utf-8") as file:
        small = json.load(file)
    small["workshop"]["seats"]["alpha"]["brief"] = "<script>alert(1)</script> & \"more\""
    with open(mine, "w", encoding="utf-8") as file:
        json.dump(small, file)
    code, text, errors = run(mine, "-o", out)
    with open(out, encoding="utf-8") as file:
        page = Page(file.read())
    expect(code == 0 and text == "" and "script" not in page.tags and
        "<script>alert(1)</script>" in page.of("sheet")[0], "a text of the scenario is never markup")
    expect(run(mine, "-o", out)[0] == 0, "handouts are replaced by handouts")
    with open(os.path.join(folder, "notes.html"), "w", encoding="utf-8") as file:
        file.write("my notes")
    expect(run(mine, "-o", os.path.join(folder, "notes.html"))[0] == 4, "another file is not replaced")
    words = {"format": "cbmsim-words-1", "language": "fr", "of": "x.json",
        "words": {"/workshop/seats/alpha/secret": "Un secret."}}
    with open(os.path.join(folder, "x.fr.json"), "w", encoding="utf-8") as file:
        json.dump(words, file)
    page = Page(run(mine, "--language", "fr")[1])
    sheet = page.of("sheet")[0]
    expect(page.lang == "fr" and "Un secret." in sheet and "Ce que vous voulez" in sheet,
        "texts and headings are in the language asked for")
    expect(small["workshop"]["seats"]["beta"]["brief"] in page.other and "Un secret." not in page.other,
        "a text that the words file lacks is marked")
    expect(run(mine, "--language", "en")[0] == 0, "the language of the scenario needs no words file")
    code, text, errors = run(mine, "--language", "vi")
    expect(code == 3 and "no texts in the language vi; there are " in errors, "a language without a words file is refused")
code, text, errors = run(os.path.join(SOURCE, "scenarios/two-states-tutorial.json"))
expect(code == 3 and "has no workshop member" in errors, "a scenario without an exercise is refused")
finish()
