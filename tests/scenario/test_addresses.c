/* Tests that each random address is used once: no two draws of a run use the same uniform
   number. The program is linked with --wrap (CMakeLists.txt), so that every draw of the model
   passes through a function of this file. If two rules need the same value, it is drawn once and
   stored. All exceptions are listed here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assert_ok.h"
#include "base/hash.h"
#include "kernel/stream.h"
#include "model/run.h"
#include "scenario/scenario.h"

/* ---- the addresses used so far, in an open hash table ---- */

struct address {
    uint64_t purpose, entity, index, block;
    uint32_t words; /* bits of the uniforms that were taken; 0: a free place */
};

static struct {
    struct address *at;
    size_t size, count;
    int64_t n_draws, n_reused;
    struct address reused; /* the first one */
} used;

static void
forget(void)
{
    if (used.at != NULL) {
        memset(used.at, 0, used.size * sizeof(*used.at));
    }
    used.count = 0;
    used.n_draws = used.n_reused = 0;
}

static bool
equal(const struct address *a, const struct address *b)
{
    return a->purpose == b->purpose && a->entity == b->entity && a->index == b->index &&
           a->block == b->block;
}

static struct address *
place_of(struct address *table, size_t size, const struct address *a)
{
    uint64_t hash = stream_child(stream_child(a->purpose, a->entity, a->index), 0, a->block);
    size_t k = hash & (size - 1);

    while (table[k].words != 0 && !equal(&table[k], a)) {
        k = (k + 1) & (size - 1);
    }
    return &table[k];
}

static void
grow(void)
{
    size_t size = used.size == 0 ? 1 << 16 : 2 * used.size;
    struct address *at = calloc(size, sizeof(*at));

    assert_non_null(at);
    for (size_t k = 0; k < used.size; k++) {
        if (used.at[k].words != 0) {
            *place_of(at, size, &used.at[k]) = used.at[k];
        }
    }
    free(used.at);
    used.at = at;
    used.size = size;
}

static void
use(uint64_t purpose, uint64_t entity, uint64_t index, uint64_t block, int32_t first, int32_t n)
{
    uint32_t words = ((UINT32_C(1) << n) - 1) << first;
    struct address a = {purpose, entity, index, block, words};
    struct address *place;

    if (2 * used.count >= used.size) {
        grow();
    }
    place = place_of(used.at, used.size, &a);
    if ((place->words & words) != 0) {
        used.reused = used.n_reused++ == 0 ? a : used.reused;
    }
    if (place->words == 0) {
        used.count++;
        *place = a;
    }
    place->words |= words;
    used.n_draws++;
}

/* ---- the functions that the linker puts in place of those of stream.h ---- */

struct stream_block __real_stream_block(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, uint64_t block);
struct stream_block __real_stream_part(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, int32_t first, int32_t n);
double __real_stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);
struct stream __real_stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);
struct stream_block __wrap_stream_block(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, uint64_t block);
struct stream_block __wrap_stream_part(const struct stream_base *base, uint64_t purpose,
    uint64_t entity, uint64_t index, int32_t first, int32_t n);
double __wrap_stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);
struct stream __wrap_stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index);

struct stream_block
__wrap_stream_block(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, uint64_t block)
{
    /* several rules compute the last contact from the same draw */
    if (purpose != hash_text("routine")) {
        use(purpose, entity, index, block, 0, 4);
    }
    return __real_stream_block(base, purpose, entity, index, block);
}

struct stream_block
__wrap_stream_part(const struct stream_base *base, uint64_t purpose, uint64_t entity,
    uint64_t index, int32_t first, int32_t n)
{
    use(purpose, entity, index, 0, first, n);
    return __real_stream_part(base, purpose, entity, index, first, n);
}

double
__wrap_stream_uniform(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    use(purpose, entity, index, 0, 0, 1);
    return __real_stream_uniform(base, purpose, entity, index);
}

/* The activity of a pair is one quantity, which all arrival processes between the two states use:
   MODEL.md (1.2). All other draws have addresses of their own. */
struct stream
__wrap_stream_at(
    const struct stream_base *base, uint64_t purpose, uint64_t entity, uint64_t index)
{
    if (purpose != hash_text("pair_activity") && purpose != hash_text("pair_direction")) {
        use(purpose, entity, index, 0, 0, 4);
    }
    return __real_stream_at(base, purpose, entity, index);
}

/* ---- runs ---- */

static const char *
purpose_of(uint64_t key)
{
    for (int k = 0; k < PURPOSE_COUNT; k++) {
        if (hash_text(purpose_rows[k].name) == key) {
            return purpose_rows[k].name;
        }
    }
    return "no purpose of the model";
}

static void
run_all_policies(const char *path, const char *const *sets, int32_t n_sets, uint64_t reps)
{
    struct scenario_options options = {.overrides = {.texts = sets, .count = n_sets}};
    static struct failure failure;
    struct scenario scenario;

    if (scenario_load(&scenario, path, &options, &failure) != STATUS_OK) {
        fail_msg("%s: %s", path, failure.count > 0 ? failure.line[0] : "out of memory");
    }
    for (int32_t p = 0; p < scenario.n_policies; p++) {
        for (uint64_t rep = 1; rep <= reps; rep++) {
            struct run run;

            forget();
            assert_ok(run_init(&run, scenario.policies[p].world, 1, rep, 0, NULL), NULL);
            assert_int_equal(
                run_until(&run, scenario.policies[p].world, INFINITY, NULL, NULL), RUN_REACHED);
            run_free(&run);
            assert_true(used.n_draws > 20);
            if (used.n_reused > 0) {
                fail_msg(
                    "%s, policy %s, replication %d: %d of %d draws use an address again, "
                    "the first: %s, entity %016llx, index %llu, uniforms %x",
                    path, scenario.policies[p].id, (int)rep, (int)used.n_reused,
                    (int)used.n_draws, purpose_of(used.reused.purpose),
                    (unsigned long long)used.reused.entity,
                    (unsigned long long)used.reused.index, used.reused.words);
            }
        }
    }
    scenario_free(&scenario);
}

static void
test_shipped_scenarios(void **state)
{
    static const char *const four_years[] = {"/horizon_days=1461"};
    glob_t found;

    (void)state;
    assert_int_equal(glob("scenarios/*.json", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 10);
    for (size_t k = 0; k < found.gl_pathc; k++) {
        run_all_policies(found.gl_pathv[k], four_years, 1, 1);
    }
    globfree(&found);
}

/* A world with many crises, in which agreements are suspended and resumed, and all states ask
   repeatedly. */
static void
test_eventful_worlds(void **state)
{
    static const char *const sets[] = {"/horizon_days=2922",
        "/parameters/clarification/p_ask=1", "/responses/inquiry/alpha=2",
        "/responses/joint_investigation/alpha=1", "/responses/consultation/alpha=1",
        "/responses/counter_operation/alpha=1", "/responses/military_display/alpha=-3",
        "/parameters/tension/p_war=1", "/parameters/rates/headroom=1"};
    static const char *const paths[] = {"scenarios/adversarial-dialogue.json",
        "scenarios/russia-france-osce.json", "scenarios/signing-in-trouble.json",
        "scenarios/two-states-tutorial.json"};

    (void)state;
    for (size_t k = 0; k < sizeof(paths) / sizeof(paths[0]); k++) {
        run_all_policies(paths[k], sets, sizeof(sets) / sizeof(sets[0]), 2);
    }
}

/* The twin: the test finds a uniform that is used twice. Other uniforms of the same block are not a
   second use. */
static void
test_reuse_is_found(void **state)
{
    const struct stream_base base = {.seed = 1, .replication = 1};

    (void)state;
    forget();
    (void)stream_part(&base, 1, 2, 3, 0, 1);
    (void)stream_part(&base, 1, 2, 3, 1, 2);
    (void)stream_block(&base, 1, 2, 4, 0);
    (void)stream_block(&base, 1, 2, 4, 1);
    assert_int_equal(used.n_reused, 0);
    (void)stream_uniform(&base, 1, 2, 3);
    assert_int_equal(used.n_reused, 1);
    (void)stream_part(&base, 1, 2, 3, 2, 2);
    assert_int_equal(used.n_reused, 2);
    (void)stream_at(&base, 1, 2, 4);
    assert_int_equal(used.n_reused, 3);
    assert_int_equal(used.reused.index, 3);
    assert_int_equal(used.reused.words, 1);
}

static int
clean_up(void **state)
{
    (void)state;
    free(used.at);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reuse_is_found),
        cmocka_unit_test(test_shipped_scenarios),
        cmocka_unit_test(test_eventful_worlds),
    };

    return cmocka_run_group_tests(tests, NULL, clean_up);
}
