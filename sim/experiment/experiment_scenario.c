/* Makes an experiment from a scenario alone. It has one point, which sets no factor. */
#include "experiment/experiment_file.h"
#include "experiment/experiment_outcomes.h"

#include <stdlib.h>

enum { EXPERIMENT_BYTES_MAX = 1 << 20 };

static enum status
make_point(struct experiment *e, struct failure *f)
{
    struct diag report = {.failure = f};
    enum status st = STATUS_NO_MEMORY;

    e->design = (struct design){.n_points = 1,
        .values = calloc(1, sizeof(*e->design.values)),
        .marks = calloc(1, sizeof(*e->design.marks))};
    if (e->design.values != NULL && e->design.marks != NULL) {
        e->design.marks[0].label = -1;
        st = experiment_points(e, &report);
    }
    diag_free(&report);
    return st;
}

static enum status
read_outcomes(struct experiment *e, struct failure *f)
{
    struct diag report = {.failure = f};
    enum status st;

    TRY(experiment_outcomes_read(e, &report));
    st = diag_status(&report, 0);
out:
    diag_free(&report);
    return st;
}

enum status
experiment_of_scenario(struct experiment *e, struct scenario *base,
    const struct experiment_run *run, struct failure *f)
{
    enum status st;

    *e = (struct experiment){.title = base->title,
        .seed = run->seed,
        .replications = {.min = run->replications, .max = run->replications},
        .common_policy = true,
        .outputs = {.trace_level = (int32_t)run->trace_level, .gzip = run->gzip},
        .from_scenario = true,
        .warnings = base->warnings,
        .base = *base};
    *base = (struct scenario){0};
    arena_init(&e->arena, EXPERIMENT_BYTES_MAX);
    TRY(read_outcomes(e, f));
    TRY(make_point(e, f));
    TRY(experiment_columns(e));
    experiment_identify(e);
out:
    if (st != STATUS_OK) {
        experiment_free(e);
    }
    return st;
}
