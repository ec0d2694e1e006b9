#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "experiment/plan.h"
#include "scenario/scenario.h"

enum { POINTS_MAX = 100 }; /* of an experiment, whose worlds are made */

static void
tell(const struct failure *warnings)
{
    for (int32_t w = 0; w < warnings->count && w < FAILURE_LINES; w++) {
        (void)fprintf(stderr, "%s\n", warnings->line[w]);
    }
}

static enum status
check_scenario(const char *path, struct failure *f)
{
    struct scenario scenario;
    enum status st = scenario_load(&scenario, path, NULL, f);

    tell(&scenario.warnings);
    if (st == STATUS_OK) {
        (void)fprintf(stderr, "%s: sound, %d %s\n", path, (int)scenario.n_policies,
            scenario.n_policies == 1 ? "policy" : "policies");
    }
    scenario_free(&scenario);
    return st;
}

static enum status
check_experiment(const char *path, struct failure *f)
{
    struct experiment e;
    enum status st = experiment_read(&e, path, f);

    tell(&e.warnings);
    if (st == STATUS_OK) {
        st = plan_check_points(&e, POINTS_MAX, f);
    }
    if (st == STATUS_OK) {
        (void)fprintf(stderr, "%s: sound, %" PRId64 " %s, %d %s\n", path, e.n_points,
            e.n_points == 1 ? "point" : "points", (int)e.base.n_policies,
            e.base.n_policies == 1 ? "policy" : "policies");
    }
    experiment_free(&e);
    return st;
}

/* Every file is read, so that one bad file does not hide the errors of the next. */
enum status
command_check(const struct arguments *arguments, struct failure *f)
{
    enum status worst = STATUS_OK;

    for (int32_t k = 0; k < arguments->n_operands; k++) {
        const char *path = arguments->operands[k];
        enum status st =
            experiment_is(path) ? check_experiment(path, f) : check_scenario(path, f);

        worst = worst == STATUS_OK ? st : worst;
    }
    return worst;
}
