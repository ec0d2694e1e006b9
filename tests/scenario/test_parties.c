/* Tests that harm_parties counts the harm to the same states under every policy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "scenario/scenario.h"

static bool
is_party(const struct world *w, const char *id)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        if (strcmp(WORLD_STATE(w, k)->key.id, id) == 0) {
            return WORLD_STATE(w, k)->party;
        }
    }
    fail_msg("no state %s", id);
    return false;
}

static void
expect(const char *path, const char *setting, const char *policy, const char *party,
    const char *other)
{
    struct scenario_options options = {
        .overrides = {.texts = &setting, .count = setting == NULL ? 0 : 1},
        .policies = &policy,
        .n_policies = policy == NULL ? 0 : 1};
    struct scenario s;

    assert_ok(scenario_load(&s, path, &options, NULL), NULL);
    for (int32_t p = 0; p < s.n_policies; p++) {
        assert_true(is_party(s.policies[p].world, party));
        assert_false(is_party(s.policies[p].world, other));
    }
    scenario_free(&s);
}

/* The states are the same under a policy that removes the agreement, also if only this policy is
   loaded. */
static void
parties_do_not_depend_on_the_policy(void **state)
{
    (void)state;
    expect("scenarios/two-states-tutorial.json", NULL, NULL, "ardia", "outland");
    expect("scenarios/two-states-tutorial.json", NULL, "without", "borvia", "outland");
    expect("scenarios/asean-2016.json", NULL, "nothing", "laos", "third_party_1");
}

/* All states are parties of the agreements of the United Nations in these scenarios. */
static void
a_scenario_names_its_parties(void **state)
{
    (void)state;
    expect("scenarios/vietnam-russia-2017.json", NULL, NULL, "vietnam", "third_party_1");
    expect("scenarios/russia-france-osce.json", NULL, NULL, "france", "third_party_2");
    expect("scenarios/two-states-tutorial.json", "/outputs/parties={\"outland\":{}}", NULL,
        "outland", "ardia"); /* the twin */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parties_do_not_depend_on_the_policy),
        cmocka_unit_test(a_scenario_names_its_parties),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
