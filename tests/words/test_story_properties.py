#!/usr/bin/python3
"""In many stories, causes come before effects, nothing is removed twice, and numbers that changed
differ as printed."""
import os
import re
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish

STORIES = (("adversarial-dialogue", "kept"), ("false-flag-triangle", "pooled"),
    ("russia-france-osce", "crisis_with"))
RUNS = 4
LAST = re.compile(r"removed the intruders|had repaired the damage|had restored normal")
FIRST = re.compile(r"decided to speed up the (?:removal|repair|return)")
OTHERS = re.compile(r"in secret: it began|The operation spread")


def equal_numbers(chapter):
    """ "fell from 96 per cent to 96 per cent" """
    return any(a == b for a, b in re.findall(r"from ([\w ]*?\d+ per cent) to ([\w ]*?\d+ per cent)", chapter))


def out_of_order(chapter):
    """Finds an effect before its cause on the same date."""
    for line in chapter.split("\n"):
        evidence, deceived = line.find("had been wrong:"), line.find("had been deceived by")
        asked, lost = line.find(" decided to ask "), line.find("The question did not reach")
        concluded, decided = line.find(" per cent sure) that "), line.find(" decided ")
        if (0 <= deceived < evidence or (line.count("did not reach") == 1 and 0 <= lost < asked) or
                (line.count(" decided ") == 1 and 0 <= decided < concluded)):
            return True
    return False


def removed_twice(chapter):
    """Finds a decision to remove an intruder that was already removed. Considers the first
    incident, if it did not spread."""
    chapter = re.split("in secret: it began", chapter)[0]
    done = LAST.search(chapter)
    return not OTHERS.search(chapter) and done is not None and FIRST.search(chapter, done.end()) is not None


def secret_withdrawn(chapter):
    """Finds a retraction in public without an accusation in public."""
    at = chapter.find("withdrew its accusation against")
    return at >= 0 and not re.search(r"\((?:rung 2|rung 3|rung 7|rung 8)", chapter[:at])


def without_end(chapter):
    """Finds a chapter about one incident that was noticed, but has no end and was not over when it
    was noticed."""
    return ("noticed" in chapter and not OTHERS.search(chapter) and not LAST.search(chapter) and not
        re.search(r"withdrew after|over after|was repaired after|already over|still there|not yet repaired|not yet restored|never noticed|"
            r"had not noticed", chapter))


def baseless(chapter):
    """Finds a conclusion with a probability of almost 0."""
    return "less than 1 per cent sure" in chapter


def without_finding(chapter):
    """Finds a decision about an incident without a conclusion before it."""
    decided = re.search(r" decided (?!only|to (?:condemn|deny))", chapter)
    return (re.match(r"[^\n]*(?:espionage|foothold|disruption|attack|extortion|accident) (?:in|on|of|against) ", chapter)
        is not None and decided is not None and not re.search(
        r"per cent sure\) that|could not establish|recognised it as an accident", chapter[:decided.end()]))


def not_a_value(chapter):
    """A number or a text that is missing: "nan", "(null)", "-9223372036854775808"."""
    return re.search(r"\(null\)|(?i:\b-?nan\b)|(?i:\b-?inf(?:inity)?\b)|-\d{6,}|\bno state (?!was responsible)",
        chapter) is not None


def backwards(chapter):
    """A change of mind before the reply that caused it, on one date."""
    return any(re.search(r"because it no longer held .*replied to the message of .*fell from", line)
        for line in chapter.split("\n"))


PROPERTIES = (equal_numbers, out_of_order, removed_twice, secret_withdrawn, without_end, baseless,
    without_finding, not_a_value, backwards)
WRONG = (
    "The probability with which A held B responsible fell from 96 per cent to 96 per cent.",
    "A had been deceived by B. New evidence showed that A's attribution had been wrong: B was responsible.",
    "A removed the intruders, two days after the beginning.\nA decided to speed up the removal of the intruders and do nothing else.",
    "A withdrew its accusation against B in public (rung 0, normal relations).",
    "A noticed B's espionage after two days.",
    "A suspected (less than 1 per cent sure) that no state was responsible.",
    "The extortion in A, 2 May 2024\n\nA noticed it at once.\nA decided not to respond.",
    "A noticed it after nan months.",
    "A withdrew its decision to blame B in public, because it no longer held B responsible. B replied to the "
    "message of 2 May 2024. It denied responsibility. The probability fell from 80 per cent to 37 per cent.",
)


def chapters(folder, policy, rep):
    story = subprocess.run([CBMSIM, "replay", folder, "--run", "1/%s/%d" % (policy, rep), "--story", "--width",
        "1000"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    story = story.replace("\n  ", " ") # a long paragraph has several lines
    return re.split(r"^\d+\. (?=.*, \d+ \w+ \d{4}$)", story, flags=re.M)[1:]


def main():
    found = {p.__name__: [] for p in PROPERTIES}
    n = 0
    with tempfile.TemporaryDirectory() as folder:
        for scenario, policy in STORIES:
            out = os.path.join(folder, scenario)
            subprocess.run([CBMSIM, "run", os.path.join(SOURCE, "scenarios", scenario + ".json"), "-n", str(RUNS),
                "-s", "1", "-q", "-o", out], stdout=subprocess.DEVNULL, check=True)
            for rep in range(1, RUNS + 1):
                for chapter in chapters(out, policy, rep):
                    n += 1
                    for p in PROPERTIES:
                        if p(chapter):
                            found[p.__name__].append("%s %d: %s" % (scenario, rep, chapter[:1500]))
    check("there are many chapters: %d" % n, n >= 100)
    for p, wrong in zip(PROPERTIES, WRONG):
        for text in found[p.__name__][:2]:
            print("# " + text.replace("\n", "\n# "))
        check("no chapter has: %s (%d)" % (p.__name__, len(found[p.__name__])), not found[p.__name__])
        check("%s finds a wrong text" % p.__name__, p(wrong))
    finish()


main()
