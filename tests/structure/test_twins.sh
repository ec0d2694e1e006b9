#!/bin/bash
# The tests of structure find what they are for: each breach of a rule, in a copy of the tree, fails
# the test that holds the rule, and the untouched copy passes.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

mkdir copy && cp -r "$SOURCE_DIR"/{sim,tests,scripts,scenarios,CMakeLists.txt,.clang-format} copy/ && mkdir copy/.ci
export PYTHONDONTWRITEBYTECODE=1
run_in_copy() {
    local test=$1
    shift
    SOURCE_DIR=$PWD/copy PYTHONPATH=$PWD/copy/tests "copy/tests/structure/$test" "$@"
}

# breach "TEST [ARGUMENT]" FILE TEXT: with TEXT at the end of FILE, TEST fails and names the file.
breach() {
    local test=$1 file=$2 text=$3 status=0
    cp "copy/$file" kept 2>/dev/null || : >kept
    printf '%s\n' "$text" >>"copy/$file"
    # shellcheck disable=SC2086
    run_in_copy $test >output 2>&1 || status=$?
    if [[ -s kept ]]; then cp kept "copy/$file"; else rm "copy/$file"; fi
    grep '^not ok' output
    [[ $status -ne 0 ]] && grep -q "^#.*$(basename "$file")" output
}

for test in test_layers.py test_cycles.py test_levers.py test_quotes.py test_sizes.py test_words.py; do
    check "$test passes a copy" run_in_copy "$test"
done
check "test_headers.py passes a copy" run_in_copy test_headers.py kernel
check "an upward include" breach test_layers.py sim/kernel/queue.c '#include "model/input/world.h"'
check "a sibling's header" breach test_layers.py sim/format/table.c '#include "scenario/scenario.h"'
check "another layer's library" breach test_layers.py sim/model/input/world.c '#include <cjson/cJSON.h>'
check "an unknown library" breach test_layers.py sim/base/text.c '#include <curl/curl.h>'
crowd() {
    local status=0
    for i in {1..37}; do printf '/* %s */\n' "$i" >"copy/sim/model/dyad/more_$i.c"; done
    run_in_copy test_layers.py >output 2>&1 || status=$?
    rm copy/sim/model/dyad/more_*.c
    [[ $status -ne 0 ]] && grep -q '^# sim/model/dyad holds' output
}
check "a folder of more than 36 files" crowd
check "an include without its layer" breach test_layers.py sim/kernel/queue.c '#include "queue.h"'
check "an include of a higher room" breach "test_cycles.py includes" sim/model/dyad/dyad.c \
    '#include "model/agreement/agreement.h"'
check "a hidden call of a higher room" breach "test_cycles.py calls" sim/model/dyad/dyad.c \
    'void agreement_begin(struct sim_context *s); void relation_up(struct sim_context *s) { agreement_begin(s); }'
check "a cycle of includes" breach "test_cycles.py includes" sim/format/json_tree.h \
    '#include "format/decode.h"'
check "a cycle of calls in a room" breach "test_cycles.py calls" sim/model/incident/belief.c \
    'void incident_cut_patience(struct sim_context *s); void belief_cut(struct sim_context *s) { incident_cut_patience(s); }'
check "a name of another file" breach "test_symbols.py kernel" sim/kernel/queue.c \
    'int world_size(void); int world_size(void) { return 1; }'
check "a writable global" breach "test_symbols.py kernel" sim/kernel/queue.c 'int queue_count;'
check "a writable static" breach "test_symbols.py kernel" sim/kernel/queue.c \
    'int queue_next_of(void); int queue_next_of(void) { static int next; return next++; }'
check "a lever that two rules read" breach test_levers.py sim/model/incident/desk.c \
    'double again(const struct sim_context *s) { return lever_for_state(s, LEVER_desk_speed, 0, 1); }'
check "a lever that no rule reads" breach test_levers.py sim/model/catalogue/lever.h \
    '    X(unread, SCALE, PAIR, "1", "A lever for nobody.")'
check "a header that needs another" breach "test_headers.py kernel" sim/kernel/queue.h \
    'static inline uint64_t queue_twice(struct unknown u) { return u.x; }'
check "a header without guard and title" breach "test_headers.py kernel" sim/kernel/bare.h 'int bare;'
long_function() {
    printf 'int\nqueue_long(void)\n{\n%s}\n' "$(printf '    ;\n%.0s' {1..130})"$'\n'
}
check "a function of 130 lines" breach test_sizes.py sim/kernel/queue.c "$(long_function)"
check "JSON with escaped quotes" breach test_quotes.py tests/kernel/test_queue.c \
    'static const char *const json = "{\"a\": 1}";'
check "a key beside a parameter" breach test_quotes.py tests/kernel/test_queue.c \
    '#define QUEUE_JSON(id) ", \"" id "\": {}"'
check "a machine's path" breach test_words.py sim/kernel/queue.c "/* see /hom""e/somebody/notes */"
check "a package mirror" breach test_words.py scripts/packages "# http://deb.debia""n.org/debian"
check "a making-of" breach test_words.py sim/kernel/queue.c "/* written by an agen""t */"
check "a space at the end of a line" breach test_words.py sim/kernel/queue.c 'int x; '
if command -v clang-format-14 >/dev/null; then
    check "a line that is not formatted" breach "test_format.sh sim/kernel" sim/kernel/queue.c 'int   queue_x ;'
fi
if command -v shellcheck >/dev/null; then
    # shellcheck disable=SC2016
    check "a script that does not quote" breach "test_format.sh sim/kernel" scripts/packages 'rm $1'
fi
finish
