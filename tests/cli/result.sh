# shellcheck shell=bash
# result.sh - checks of a result directory.

# same DIR DIR: two results are equal, except for the files that record when and where they were made.
same() {
    diff -rq -x manifest.json -x timing.csv -x journal -x .cbmsim "$1" "$2"
}

# consistent DIR: the manifest lists every file outside .cbmsim with its digest, so none is half written.
consistent() {
    /usr/bin/python3 - "$1" <<'END'
import hashlib, json, os, sys
root = sys.argv[1]
there = {os.path.relpath(os.path.join(d, f), root) for d, _, files in os.walk(root) for f in files
         if ".cbmsim" not in d.split(os.sep)}
if there:
    with open(os.path.join(root, "manifest.json")) as file:
        manifest = json.load(file)
    assert manifest["status"] in ("complete", "partial"), manifest["status"]
    # From the start of a command to its end, the manifest records no hash of the rows.
    made = any(output["name"] == "runs.csv" and "sha256" in output for output in manifest["outputs"])
    for output in manifest["outputs"]:
        if not made and output["name"] not in there:
            continue
        with open(os.path.join(root, output["name"]), "rb") as file:
            data = file.read()
        if output["name"] != "journal/blocks":
            assert not made or hashlib.sha256(data).hexdigest() == output["sha256"], output["name"]
            assert output["name"].endswith(".json") or data.endswith(b"\n"), output["name"]
    extra = there - {o["name"] for o in manifest["outputs"]} - {"manifest.json"}
    assert not extra, extra
END
}
