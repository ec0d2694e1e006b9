"""Compares the verdicts of cbmsim on files with those of an independent JSON Schema validator.

Reads schema.json, agreement.json and verdicts.txt ("FILE SCHEMA VERDICT" on each line) in the
folder given. A verdict is ok, bad or any. The verdict any means that the file has an error that a
schema cannot express. Prints disagreements.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

folder = sys.argv[1]
validators = {}
for name in ("schema", "agreement"):
    with open(f"{folder}/{name}.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    validators[name] = jsonschema.Draft7Validator(
        schema, format_checker=jsonschema.FormatChecker())

wrong = total = rejected = 0
with open(f"{folder}/verdicts.txt", encoding="utf-8") as verdicts:
    for line in verdicts:
        name, schema, verdict = line.rsplit(maxsplit=2)
        with open(name if name.startswith("/") else f"{folder}/{name}", encoding="utf-8-sig") as file:
            document = json.load(file)
        error = next(validators[schema].iter_errors(document), None)
        total += 1
        rejected += error is not None
        if verdict != "any" and (error is None) != (verdict == "ok"):
            wrong += 1
            verdict_of_schema = "ok" if error is None else f"{error.message[:200]} at {list(error.path)}"
            print(f"{name}: cbmsim: {verdict}; schema: {verdict_of_schema}")
print(f"{total} documents, {rejected} rejected, {wrong} disagreements")
sys.exit(1 if wrong or rejected == 0 or rejected == total else 0)
