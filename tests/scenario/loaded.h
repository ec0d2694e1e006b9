/**
 * loaded.h - loads a small scenario from text, and checks the messages.
 */
#ifndef TESTS_SCENARIO_LOADED_H
#define TESTS_SCENARIO_LOADED_H

#include "files.h"

#define BODY                                                                                   \
    "'start': '2021-01-01', 'states': {'a': {}, 'b': {'analysts': 7}}, "                       \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}"
#define PACT                                                                                   \
    "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "                                    \
    "'measures': {'hotline': {}}}}"

static struct scenario scenario;
static struct failure failure;

static inline enum status
loaded_with(const char *path, const char *const *sets, int32_t n_sets,
    const char *const *policies, int32_t n_policies)
{
    struct scenario_options options = {.overrides = {.texts = sets, .count = n_sets},
        .policies = policies,
        .n_policies = n_policies};

    memset(&failure, 0, sizeof(failure));
    return scenario_load(&scenario, path, &options, &failure);
}

static inline enum status
loaded(const char *path)
{
    return loaded_with(path, NULL, 0, NULL, 0);
}

static inline void
loaded_reports(const char *line)
{
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        if (strcmp(failure.line[i], line) == 0) {
            return;
        }
    }
    print_error("not reported: %s\n", line);
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        print_error("    reported: %s\n", failure.line[i]);
    }
    fail();
}

static inline void
loaded_refused(const char *text, const char *line)
{
    files_json("x.json", text);
    assert_int_equal(loaded("x.json"), STATUS_BAD_INPUT);
    loaded_reports(line);
}

static inline const struct agreement *
loaded_agreements(int32_t policy)
{
    return scenario.policies[policy].world->agreements.items;
}

#endif
