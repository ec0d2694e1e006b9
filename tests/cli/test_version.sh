#!/bin/bash
# The version of the program contains the commit, both in a checkout and in an archive. The identity of a result
# depends on the version number only.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

number=$(sed -n 's/^project(cbmsim VERSION \([0-9.]*\).*/\1/p' "$SOURCE_DIR/CMakeLists.txt")
text=$("$CBMSIM" --version)
text=${text#cbmsim }

# A small checkout with the files that determine the version.
if command -v git >/dev/null; then
    export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a \
        GIT_COMMITTER_EMAIL=a@b
    commit() {
        git -C "the tree" add . && git -C "the tree" commit -qm "$1" --allow-empty
    }
    hash() {
        git -C "the tree" rev-parse HEAD | cut -c 1-7
    }
    # gives TREE VERSION: version.cmake writes VERSION for the source directory TREE.
    gives() {
        cmake -DSOURCE="$PWD/$1" -DNUMBER=1.2.3 -DOUTPUT="$PWD/version.c" \
            -P "$1/sim/directory/version.cmake" && cat version.c && grep -qF "[] = \"$2\";" version.c
    }
    begin() {
        mkdir -p "the tree/sim/directory" && git init -q "the tree" &&
            cp "$SOURCE_DIR/sim/directory/version.cmake" "the tree/sim/directory" &&
            cp "$SOURCE_DIR/.gitattributes" "the tree" && touch "the tree/page" && commit first
    }
    untouched() {
        touch -d 2001-01-01 version.c && gives "the tree" "1.2.3+g$(hash)" &&
            [[ $(stat -c %Y version.c) == "$(date -d 2001-01-01 +%s)" ]]
    }
    archive() {
        mkdir -p "$1" && git -C "the tree" archive HEAD | tar -x -C "$1"
    }
    check "a checkout is made" begin
    check "a checkout is named by its commit" gives "the tree" "1.2.3+g$(hash)"
    check "an unchanged version is not written again" untouched
    echo more >"the tree/page"
    check "a changed file gives -dirty" gives "the tree" "1.2.3+g$(hash)-dirty"
    check "the change is committed" commit second
    check "the version has the new commit" gives "the tree" "1.2.3+g$(hash)"
    touch "the tree/note"
    check "a new file outside sim does not change the version" gives "the tree" "1.2.3+g$(hash)"
    touch "the tree/sim/more.c"
    check "a new file in sim gives -dirty" gives "the tree" "1.2.3+g$(hash)-dirty"
    check "an archive is made" archive outside
    check "an archive is named by its commit" gives outside "1.2.3+g$(hash)"
    check "an archive is unpacked inside a checkout" archive "the tree/inside"
    check "an archive inside a checkout is named by its own commit" gives "the tree/inside" "1.2.3+g$(hash)"
    mkdir -p "the tree/copy/sim/directory"
    cp "$SOURCE_DIR/sim/directory/version.cmake" "the tree/copy/sim/directory"
    check "a copy that is neither has no commit" gives "the tree/copy" 1.2.3
else
    skip "a checkout is named by its commit" "git is not installed"
fi

is_version() {
    [[ $text =~ ^"$number"(\+g[0-9a-f]{7}(-dirty)?)?$ ]] && grep -qF "\"$text\"" "$BUILD_DIR/version.c"
}
check "--version prints number and commit" is_version
check "a result is made" "$CBMSIM" run "$SOURCE_DIR/scenarios/two-states-tutorial.json" -n 2 --quiet -o out
run=1/$(sed -n 2p out/runs.csv | cut -d, -f 2)/1
recorded() {
    [[ $(python3 -c 'import json; print(json.load(open("out/manifest.json"))["versions"]["cbmsim"])') == "$text" ]]
}
check "the manifest has the same version" recorded

# other PROGRAM FROM TO: a copy of the program with version TO in place of FROM, of the same length.
other() {
    LC_ALL=C sed "s/${2//./\\.}/$3/g" "$CBMSIM" >"$1" && chmod +x "$1" && ! cmp -s "$1" "$CBMSIM"
}
# refuses STATUS PATTERN COMMAND...: the command exits with STATUS and prints PATTERN.
refuses() {
    local wanted=$1 pattern=$2 status=0
    shift 2
    "$@" >printed 2>&1 || status=$?
    cat printed
    [[ $status == "$wanted" ]] && grep -qF -- "$pattern" printed
}
again=(run "$SOURCE_DIR/scenarios/two-states-tutorial.json" -n 3 --quiet -o out)
if [[ $text == *+g* ]]; then
    changed=${text/+g???????/+g0000000}
    other_commit() {
        other ./other-commit "$text" "$changed" && [[ $(./other-commit --version) == "cbmsim $changed" ]]
    }
    check "a program of another commit is made" other_commit
    check "a program of another commit reads the result" ./other-commit replay out --run "$run"
    sed '2s/[0-9]*$/999/' out/runs.csv >runs.csv
    cp out/runs.csv kept.csv
    cp runs.csv out/runs.csv
    check "a program of another commit names both versions if a run differs" refuses 5 \
        "cbmsim $text made the result, and this is cbmsim $changed" ./other-commit replay out --run "$run"
    cp kept.csv out/runs.csv
    check "a program of another commit completes the result" ./other-commit "${again[@]}"
else
    skip "a program of another commit completes the result" "the commit is not known"
fi
changed=${number%.*}.9
other_number() {
    other ./other-number "$number" "$changed" && [[ $(./other-number --version) == "cbmsim $changed"* ]]
}
check "a program of another version number is made" other_number
check "a program of another version number does not complete the result" refuses 4 "" ./other-number "${again[@]}"
finish
