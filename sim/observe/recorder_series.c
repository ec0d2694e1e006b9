/* Makes the rows of series.csv: values of variables on a grid of days. */
#include "observe/internal.h"

static void
sample(struct recorder *r, double day, int32_t variable, int32_t from, int32_t to, double value)
{
    struct trace_rows_series *row = recorder_new_row(r, RECORDER_FILE_SERIES);

    if (row != NULL) {
        *row = (struct trace_rows_series){.run = r->run,
            .day = day,
            .variable = ((const struct series_variable *)world_series_rows.at)[variable].key.id,
            .from = from,
            .to = to,
            .value = value};
    }
}

static bool
is_wanted(const struct world *w, int32_t variable)
{
    const struct series_variable *wanted = w->outputs.series.variables.items;

    for (int32_t k = 0; k < w->outputs.series.variables.count; k++) {
        if (wanted[k].key.index == variable) {
            return true;
        }
    }
    return false;
}

static void
sample_pairs(struct recorder *r, const struct world *w, const struct run *run, int32_t variable)
{
    for (int32_t p = 0; p < w->n_pairs; p++) {
        const struct pair *pair = WORLD_PAIR(w, p);

        for (int32_t d = 0; d < 2; d++) {
            double value = variable == SERIES_TENSION ? run_tension(run, w, p, d)
                           : variable == SERIES_TRUST ? run_trust(run, w, p, d)
                                                      : run_rung(run, w, p, d);

            sample(r, run->kernel.now, variable, d == 0 ? pair->first : pair->second,
                d == 0 ? pair->second : pair->first, value);
        }
    }
}

static void
sample_states(
    struct recorder *r, const struct world *w, const struct run *run, int32_t variable)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        double value = variable == SERIES_OPEN_INCIDENTS
                           ? ARRAY_AT(struct state_now, &run->states, k)->open_incidents
                       : variable == SERIES_DESK_WAITING
                           ? ARRAY_AT(struct desk, &run->desks, 2 * k)->waiting
                           : run_pressure(run, w, k);

        sample(r, run->kernel.now, variable, k, NONE, value);
    }
}

void
recorder_sample(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t v = 0; v < SERIES_VARIABLES; v++) {
        if (!is_wanted(w, v)) {
            continue;
        }
        if (v <= SERIES_RUNG) {
            sample_pairs(r, w, run, v);
        } else {
            sample_states(r, w, run, v);
        }
    }
}
