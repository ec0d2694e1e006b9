#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "format/decode/decode_unknown.h"
#include "scenario/seat_policy_file.h"
#include "stats/summary.h"
#include "workshop/policy_world.h"
#include "workshop/window.h"

enum { ARMS_MAX = 32, FORKS = 1000, FORKS_MAX = 10000000, WHATIF_BYTES_MAX = 1 << 28 };

/** A row of the printed table. */
struct whatif_row {
    const char *policy, *versus, *measure, *kind;
    int64_t n, count;
    double estimate, ci_lo, ci_hi;
    int64_t n_pairs, gained, lost;
    double difference, difference_lo, difference_hi, confidence;
};

#define RECORD_TYPE struct whatif_row
#define ROW(member, ...) FIELD(RECORD_TYPE, member, __VA_ARGS__)
#define ANY .min = -INFINITY, .max = INFINITY, .unit = ""
#define PAIRS .min = 0, .max = 0x1p53, .unit = "pairs"
static const struct field whatif_fields[] = {
    ROW(policy, .unit = "", .doc = "Seat policy from the day on; unchanged: as in the run."),
    ROW(versus, .unit = "",
        .doc = "Policy with which the row is compared; empty in the rows of that policy."),
    ROW(measure, .unit = "", .doc = "Quantity measured from the day to the end."),
    ROW(kind, .unit = "", .doc = "share or mean, over the continuations."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "continuations",
        .doc = "Number of continuations with a value."),
    ROW(count, .min = 0, .max = 0x1p53, .unit = "continuations",
        .doc = "share: number of continuations in which the event happens."),
    ROW(estimate, ANY, .doc = "Share or mean."),
    ROW(ci_lo, ANY,
        .doc = "Lower end of the confidence interval of the estimate (share: Wilson; mean: "
               "Student)."),
    ROW(ci_hi, ANY, .doc = "Upper end of the confidence interval of the estimate."),
    ROW(n_pairs, PAIRS,
        .doc = "Number of pairs: continuation k under this policy, and continuation k under "
               "the other."),
    ROW(gained, PAIRS,
        .doc = "share: number of pairs in which the event happens under this policy only."),
    ROW(lost, PAIRS,
        .doc =
            "share: number of pairs in which the event happens under the other policy only."),
    ROW(difference, ANY, .doc = "Paired difference, policy minus versus."),
    ROW(difference_lo, ANY,
        .doc = "Lower end of the confidence interval of the difference (share: Agresti and "
               "Min; mean: Student)."),
    ROW(difference_hi, ANY, .doc = "Upper end of the confidence interval of the difference."),
    ROW(confidence, .min = 0, .max = 1, .unit = "share",
        .doc = "Confidence level of both intervals."),
};
static const struct record whatif_record = {.name = "whatif",
    .doc = "Continuations of a run under a seat policy.",
    FIELDS_OF(RECORD_TYPE, whatif_fields)};

struct whatif {
    struct finished_result result;
    struct run_key key;
    double day, days;
    int64_t n;
    int32_t threads;
    struct arena arena;
    struct run run; /* the run on the given day */
    const struct world *world;
    struct continuation_arm arms[ARMS_MAX + 1];
    int32_t n_arms;
    double *values;
};

/* ---- input ---- */

static enum status
read_day(const struct arguments *arguments, const char *name, double otherwise, double *value,
    struct failure *f)
{
    const char *text = arguments_value(arguments, name, NULL);

    *value = otherwise;
    if (text != NULL && (!number_read(text, strlen(text), value) || !(*value >= 0))) {
        return failure_of(
            STATUS_USAGE, f, "--%s: '%s' is not a number of days, 0 or more", name, text);
    }
    return STATUS_OK;
}

static enum status
read_options(struct whatif *x, const struct arguments *arguments, struct failure *f)
{
    const char *run = arguments_value(arguments, "run", "");
    static const char *const none[] = {NULL};
    enum status st;

    TRY(read_day(arguments, "day", 0, &x->day, f));
    TRY(read_day(arguments, "days", 180, &x->days, f));
    TRY(arguments_integer(arguments, "continuations", 2, FORKS_MAX, FORKS, &x->n, f));
    TRY(arguments_jobs(arguments, &x->threads, f));
    TRY(finished_result_open(&x->result, arguments->operands[0], f));
    TRY(finished_result_unchanged(&x->result, none, f));
    TRY(run_key_read(&x->key, "run", true, run, &x->result.experiment.base,
        x->result.experiment.n_points, f));
    TRY(work_unit_worlds_of(&x->result.worlds, &x->result.layout, x->key.point, f));
    if (x->result.worlds.there == NULL) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "--run: the worlds of this point cannot be made (failures.csv has the reason); "
            "choose another point");
        goto out;
    }
    x->world = x->result.worlds.there->policies[x->key.policy].world;
    if (x->day + x->days > x->world->horizon_days || x->days <= 0) {
        st = failure_of(STATUS_USAGE, f,
            "--day %g --days %g: the run has days 0 to %g; choose a day and a number of days "
            "within the run",
            x->day, x->days, x->world->horizon_days);
    }
out:
    return st;
}

/* Reads the states that follow the policies. Sets *states to NULL if no --state is given. */
static enum status
read_states(const struct whatif *x, const struct arguments *arguments,
    bool chosen[WORLD_STATES_MAX], const bool **states, struct failure *f)
{
    const char *ids[WORLD_STATES_MAX];
    int32_t n = arguments_values(arguments, "state", ids, WORLD_STATES_MAX);

    *states = n > 0 ? chosen : NULL;
    for (int32_t k = 0; k < n; k++) {
        int32_t state = text_index(ids[k], field_ids(&x->world->states, sizeof(struct state)));

        if (state < 0) {
            return decode_unknown_option(f, "state", "state", ids[k],
                field_ids(&x->world->states, sizeof(struct state)));
        }
        chosen[state] = true;
    }
    return STATUS_OK;
}

static enum status
read_arms(struct whatif *x, const struct arguments *arguments, struct failure *f)
{
    bool chosen[WORLD_STATES_MAX] = {false};
    const char *names[ARMS_MAX];
    int32_t n = arguments_values(arguments, "policy", names, ARMS_MAX);
    const bool *states;
    enum status st;

    x->arms[0] = (struct continuation_arm){.id = "unchanged", .world = x->world};
    x->n_arms = n + 1;
    TRY(read_states(x, arguments, chosen, &states, f));
    for (int32_t k = 0; k < n; k++) {
        struct seat_policy policy;
        struct continuation_arm *arm = &x->arms[k + 1];

        TRY(seat_policy_find(&x->arena, x->world, names[k], &policy, f));
        *arm = (struct continuation_arm){
            .id = policy.key.id, .world = policy_world(&x->arena, x->world, &policy, states)};
        st = arm->world == NULL ? STATUS_NO_MEMORY : STATUS_OK;
        TRY(st);
    }
out:
    return st;
}

/* ---- continuations ---- */

/* Repeats the run up to the given day. */
static enum status
reach_day(struct whatif *x, struct failure *f)
{
    const struct experiment *e = x->result.layout.experiment;
    enum run_stop stop;
    enum status st;

    TRY(run_init(&x->run, x->world, e->seed, (uint64_t)x->key.replication,
        experiment_world(e, x->key.point, x->key.policy), NULL));
    stop = run_until(&x->run, x->world, x->day, NULL, NULL);
    if (stop != RUN_REACHED) {
        st = stop == RUN_NO_MEMORY ? STATUS_NO_MEMORY
                                   : failure_of(STATUS_BAD_INPUT, f,
                                         "--run: this run was aborted before the day; choose "
                                         "an earlier day");
    }
out:
    return st;
}

/* Checks that the repeated run gives the row of runs.csv, as `replay` does. */
static enum status
check_run(struct whatif *x, struct failure *f)
{
    struct finished_result_rows rows = {0};
    struct metric_run again;
    bool there;
    enum status st;

    TRY(finished_result_rows_find(&rows, &x->result, &x->key, &there, f));
    if (!there) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "--run: %s/runs.csv does not contain this run; choose a row of that file",
            x->result.directory);
        goto out;
    }
    TRY(finished_result_run(&x->result, &x->key, NULL, &again, f));
    TRY(finished_result_rows_compare(&rows, &x->result, &again, f));
out:
    finished_result_rows_close(&rows);
    return st;
}

static enum status
go_on(struct whatif *x, struct failure *f)
{
    struct continuation_plan plan = {.from = &x->run,
        .arms = x->arms,
        .n_arms = x->n_arms,
        .watcher = &window_watcher,
        .days = x->days,
        .n = x->n,
        .threads = x->threads};
    size_t size = (size_t)x->n * (size_t)x->n_arms * WINDOW_MEASURES;
    enum status st;

    x->values = malloc(size * sizeof(*x->values));
    if (x->values == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(continuation_run(&plan, x->values));
out:
    return st == STATUS_STOPPED
               ? failure_of(STATUS_BAD_INPUT, f,
                     "a continuation reached max_events of the scenario; choose fewer --days")
               : st;
}

/* ---- output ---- */

static enum status
compare_arm(const struct whatif *x, int32_t arm, int32_t measure, struct whatif_row *row)
{
    const struct window_measure *m = &window_measures[measure];
    bool share = m->kind == PAIRED_SHARE;
    int64_t size = x->n * WINDOW_MEASURES;
    struct paired_result r;
    enum status st;

    TRY(paired_compare(m->kind, x->values + arm * size + measure,
        arm == 0 ? NULL : x->values + measure, x->n, WINDOW_MEASURES, SUMMARY_CONFIDENCE, &r));
    *row = (struct whatif_row){.policy = x->arms[arm].id,
        .versus = arm == 0 ? NULL : x->arms[0].id,
        .measure = m->name,
        .kind = share ? "share" : "mean",
        .n = r.n,
        .count = share ? r.count : TABLE_NO_COUNT,
        .estimate = r.own.value,
        .ci_lo = r.own.low,
        .ci_hi = r.own.high,
        .n_pairs = arm > 0 ? r.n_pairs : TABLE_NO_COUNT,
        .gained = arm > 0 && share ? r.gained : TABLE_NO_COUNT,
        .lost = arm > 0 && share ? r.lost : TABLE_NO_COUNT,
        .difference = r.difference.value,
        .difference_lo = r.difference.low,
        .difference_hi = r.difference.high,
        .confidence = SUMMARY_CONFIDENCE};
out:
    return st;
}

static enum status
print_rows(const struct whatif *x, struct failure *f)
{
    struct table table = {0};
    struct buffer text = {0};
    struct whatif_row row;
    enum status st;

    TRY(table_init(&table, &whatif_record, TABLE_EXACT, NULL, 0));
    table_header(&table, &text);
    for (int32_t arm = 0; arm < x->n_arms; arm++) {
        for (int32_t measure = 0; measure < WINDOW_MEASURES; measure++) {
            TRY(compare_arm(x, arm, measure, &row));
            table_row(&table, &row, &text);
        }
    }
    TRY(buffer_status(&text));
    TRY(output_print(text.at, text.length, f));
out:
    table_free(&table);
    buffer_free(&text);
    return st;
}

enum status
command_whatif(const struct arguments *arguments, struct failure *f)
{
    struct whatif *x = calloc(1, sizeof(*x));
    enum status st;

    if (x == NULL) {
        return STATUS_NO_MEMORY;
    }
    x->result.dir = ATOMIC_DIR_CLOSED;
    arena_init(&x->arena, WHATIF_BYTES_MAX);
    TRY(read_options(x, arguments, f));
    TRY(read_arms(x, arguments, f));
    TRY(check_run(x, f));
    TRY(reach_day(x, f));
    TRY(go_on(x, f));
    TRY(print_rows(x, f));
out:
    free(x->values);
    run_free(&x->run);
    arena_free(&x->arena);
    finished_result_free(&x->result);
    free(x);
    return st;
}
