#!/bin/bash
# The tests of structure detect errors: in a copy of the source, each breach of a rule makes the test of this rule
# fail, and the unchanged copy passes.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

mkdir copy && cp -r "$SOURCE_DIR"/{sim,tests,scripts,scenarios,CMakeLists.txt,.clang-format} copy/ && mkdir copy/.ci
export PYTHONDONTWRITEBYTECODE=1
run_in_copy() {
    local test=$1
    shift
    SOURCE_DIR=$PWD/copy PYTHONPATH=$PWD/copy/tests "copy/tests/structure/$test" "$@"
}

# breach "TEST [ARGUMENT]" FILE TEXT: TEST fails and names FILE if TEXT is appended to it.
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
    check "$test passes with an unchanged copy" run_in_copy "$test"
done
check "test_headers.py passes with an unchanged copy" run_in_copy test_headers.py kernel
check "an include of a higher layer is detected" breach test_layers.py sim/kernel/queue.c '#include "model/input/world.h"'
check "an include of a layer that is not listed is detected" breach test_layers.py sim/format/table.c '#include "scenario/scenario.h"'
check "a library of another layer is detected" breach test_layers.py sim/model/input/world.c '#include <cjson/cJSON.h>'
check "an unknown library is detected" breach test_layers.py sim/base/text.c '#include <curl/curl.h>'
too_many_files() {
    local status=0
    for i in {1..37}; do printf '/* %s */\n' "$i" >"copy/sim/model/dyad/more_$i.c"; done
    run_in_copy test_layers.py >output 2>&1 || status=$?
    rm copy/sim/model/dyad/more_*.c
    [[ $status -ne 0 ]] && grep -q '^# sim/model/dyad holds' output
}
check "a folder with more than 36 files is detected" too_many_files
check "an include without its layer is detected" breach test_layers.py sim/kernel/queue.c '#include "queue.h"'
check "an include of a higher room is detected" breach "test_cycles.py includes" sim/model/dyad/dyad.c \
    '#include "model/agreement/agreement.h"'
check "a call of a higher room without an include is detected" breach "test_cycles.py calls" sim/model/dyad/dyad.c \
    'void agreement_begin(struct sim_context *s); void dyad_up(struct sim_context *s) { agreement_begin(s); }'
check "a cycle of includes is detected" breach "test_cycles.py includes" sim/format/json_tree.h \
    '#include "format/decode/decode.h"'
check "a cycle of calls in a room is detected" breach "test_cycles.py calls" sim/model/incident/belief.c \
    'void incident_cut_patience(struct sim_context *s); void belief_cut(struct sim_context *s) { incident_cut_patience(s); }'
check "an external symbol with the name of another file is detected" breach "test_symbols.py kernel" sim/kernel/queue.c \
    'int world_size(void); int world_size(void) { return 1; }'
check "a writable global is detected" breach "test_symbols.py kernel" sim/kernel/queue.c 'int queue_count;'
check "a writable static variable is detected" breach "test_symbols.py kernel" sim/kernel/queue.c \
    'int queue_next_of(void); int queue_next_of(void) { static int next; return next++; }'
check "a lever that two rules read is detected" breach test_levers.py sim/model/incident/desk.c \
    'double again(const struct sim_context *s) { return lever_for_state(s, LEVER_desk_speed, 0, 1); }'
check "a lever that no rule reads is detected" breach test_levers.py sim/model/catalogue/lever.h \
    '    X(unread, SCALE, PAIR, "1", "A lever for nobody.")'
check "a header that does not compile alone is detected" breach "test_headers.py kernel" sim/kernel/queue.h \
    'static inline uint64_t queue_twice(struct unknown u) { return u.x; }'
check "a header without include guard and title is detected" breach "test_headers.py kernel" sim/kernel/bare.h 'int bare;'
long_function() {
    printf 'int\nqueue_long(void)\n{\n%s}\n' "$(printf '    ;\n%.0s' {1..130})"$'\n'
}
check "a function of 130 lines is detected" breach test_sizes.py sim/kernel/queue.c "$(long_function)"
check "a file of more than 400 lines is detected" breach test_sizes.py sim/kernel/queue.c \
    "$(printf '/* %d */\n' {1..400})"
check "JSON with escaped quotes is detected" breach test_quotes.py tests/kernel/test_queue.c \
    'static const char *const json = "{\"a\": 1}";'
check "an escaped key next to a macro parameter is detected" breach test_quotes.py tests/kernel/test_queue.c \
    '#define QUEUE_JSON(id) ", \"" id "\": {}"'
check "a path of a machine is detected" breach test_words.py sim/kernel/queue.c "/* see /hom""e/somebody/notes */"
check "the address of a package mirror is detected" breach test_words.py scripts/packages "# http://deb.debia""n.org/debian"
check "a remark on how a file was made is detected" breach test_words.py sim/kernel/queue.c "/* written by an agen""t */"
check "a space at the end of a line is detected" breach test_words.py sim/kernel/queue.c 'int x; '
if command -v clang-format-14 >/dev/null; then
    check "a line in another format is detected" breach "test_format.sh sim/kernel" sim/kernel/queue.c 'int   queue_x ;'
fi
if command -v shellcheck >/dev/null; then
    # shellcheck disable=SC2016
    check "a script without quotes is detected" breach "test_format.sh sim/kernel" scripts/packages 'rm $1'
fi
finish
