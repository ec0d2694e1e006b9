/*
 * A result of three replications under two policies, and one of a sweep, written by hand. In
 * runs.csv and compare.csv the columns that are not named here are empty. Include this file after
 * cmocka.h. The result is written to the working directory.
 */
#ifndef TESTS_SMALL_RESULT_H
#define TESTS_SMALL_RESULT_H

#include "assert_ok.h"
#include "files.h"
#include "format/table.h"
#include "model/state/observation.h"
#include "observe/metric.h"
#include "report/page.h"
#include "stats/comparison.h"

static const char small_scenario[] =
    "{'format': 'cbmsim-scenario-1', "
    "'title': 'small & short', 'start': '2025-01-01', 'horizon_days': 1461, "
    "'states': {'a': {'name': 'Aland'}, 'b': {'name': '<Bland>'}, 'c': {}}, "
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 1}}}, "
    "'agreements': {'p': {'parties': {'a': {}, 'b': {}}, "
    "'measures': {'hotline': {}, 'assistance': {}}}}, "
    "'policies': {'nopact': {'title': 'no pact', 'patch': {'agreements': {'p': null}}}, "
    "'pact': {'title': 'the pact'}}, "
    "'baseline': 'nopact'}";

static const char small_runs[] =
    "point_id,policy,rep,status,end_day,harm,incidents_true,hostile_responses,"
    "misdirected_responses,inadvertent_moves,crises,crisis_days,misattributed,attributed,"
    "cooperative_responses,decisions,max_rung,first_answer_rung_6_day,escalation_score\n"
    "1,nopact,1,ok,1461,100,10,3,1,1,0,0,1,4,0,9,5,,10\n"
    "1,nopact,2,ok,1461,120,12,4,0,0,1,20,0,5,1,9,7,700,30\n"
    "1,nopact,3,ok,1461,90,9,2,0,0,0,0,0,0,0,9,4,,5\n"
    "1,nopact,4,max_events,,,,,,,,,,,,,,,\n"
    "1,pact,1,ok,1461,80,10,3,1,1,0,0,1,4,3,9,5,,11\n"
    "1,pact,2,ok,1461,121,12,4,0,0,0,0,0,5,2,9,6,900,20\n"
    "1,pact,3,ok,1461,88,9,2,0,0,0,0,0,0,2,9,4,,4\n";

static const char small_compare[] =
    "point_id,policy,versus,metric,difference,ci_lo,ci_hi,confidence,p_value,p_adjusted,method,"
    "n_pairs,correlation,variance_ratio\n"
    "1,pact,nopact,harm,-7,-34,20,0.95,0.4,1,t,3,0.5,2\n"
    "1,pact,nopact,harm_linear,-3,-5,-1,0.95,0.4,1,t,3,0.5,2\n"
    "1,pact,nopact,harm_cubic,9,1,20,0.95,0.4,1,t,3,0.5,2\n"
    "1,pact,nopact,incidents_true,0,0,0,0.95,,,t,3,,\n"
    "1,pact,nopact,hostile_responses,,,,0.95,,,t,0,,\n"
    "1,pact,nopact,first_answer_rung_6_day_share,0.25,-0.375,0.75,0.95,1,1,agresti-min,3,0.5,"
    "2\n"
    "1,pact,nopact,max_rung,-0.333,-1.8,1.1,0.95,0.4,1,t,3,0.5,2\n"
    "1,pact,nopact,misdirected_responses,-1.25,-2,-0.5,0.95,0.01,0.1,t,3,0.5,2\n";

static const char small_experiment[] =
    "{'format': 'cbmsim-experiment-1', "
    "'title': 'swept', 'scenario': 'scenario.json', "
    "'factors': {'rate': {'path': '/sources/s/targets/b', 'values': [1, 2]}, "
    "'share': {'path': '/states/b/detection', 'title': 'chance to detect <b>', 'values': [0.2, "
    "0.8]}}, "
    "'outputs': {'metrics': ['crises', 'first_rung_6_day', 'wrongful_share']}, "
    "'replications': 6, "
    "'analyses': {'screen': {'kind': 'morris'}, 'shares': {'kind': 'sobol'}, "
    "'influence': {'kind': 'regress'}, 'worst': {'kind': 'regret', 'better': 'low'}}, "
    "'design': {'union': [{'factorial': {}}, "
    "{'morris': {'trajectories': 2, 'levels': 2}}, "
    "{'saltelli': {'base': 2}}]}}";

static const char small_morris[] =
    "set,policy,versus,metric,factor,mu,mu_star,mu_star_lo,mu_star_hi,sigma,confidence,method,"
    "n,replications,warning\n"
    "1,nopact,,crises,rate,0.5,0.5,0.25,0.75,0.1,0.95,b,2,6,\n"
    "1,nopact,,crises,share,-0.5,0.625,0.25,1,0.2,0.95,b,2,6,\n"
    "1,nopact,,harm,share,-0.5,77,0.25,1,0.2,0.95,b,2,6,\n";

static const char small_sobol[] =
    "set,policy,versus,metric,index,factor,factor2,estimate,ci_lo,ci_hi,warning\n"
    "1,nopact,,crises,S1,rate,,0.375,0.25,0.5,few <rows>\n"
    "1,nopact,,crises,ST,share,,0.125,0,0.25,\n"
    "1,nopact,,crises,ST,rate,,0.5,0.375,0.75,few runs\n";

static const char small_regress[] =
    "policy,metric,index,factor,level,estimate,ci_lo,ci_hi,warning\n"
    "nopact,crises,PRCC,rate,,0.875,0.75,0.9375,few <points>\n"
    "nopact,crises,SRC,rate,,0.8125,0.625,1,\n"
    "nopact,harm,PRCC,rate,,0.1875,0.125,0.25,\n";

static const char small_regret[] =
    "policy,metric,statistic,levers,better,estimate,ci_lo,ci_hi,warning\n"
    "nopact,crises,max,,low,6.5,4.25,8.75,\n"
    "nopact,crises,share_best,,low,0.5,0.25,0.75,\n";

/* Finds cell k of a row without quotes. Returns its length, and sets its text, as arguments of
   "%.*s". */
static inline int
small_cell(const char *row, int32_t k, const char **cell)
{
    for (; k > 0; k--) {
        row += strcspn(row, ",\n") + 1;
    }
    *cell = row;
    return (int)strcspn(row, ",\n");
}

/*
 * Writes a table with all columns of its record. The first line of `text` names the columns that
 * the lines below it give; the others are empty. The test fails if the record lacks one of these
 * names. If `without` is not NULL, the column of this name gets another name.
 */
static inline void
small_write_table(
    const char *name, const struct record *record, const char *text, const char *without)
{
    struct buffer out = {0};
    struct table table;
    int32_t given[256], n_given = 0;

    assert_ok(table_init(&table, record, TABLE_EXACT, NULL, 0), NULL);
    assert_true(table.n_columns <= (int32_t)FIELD_COUNT_OF(given));
    memset(given, -1, sizeof(given));
    for (const char *end = text; end == text || end[-1] != '\n'; n_given++) {
        char column[64];
        int length = small_cell(text, n_given, &end);
        int32_t at;

        (void)snprintf(column, sizeof(column), "%.*s", length, end);
        at = table_find(&table, column);
        if (at < 0) {
            print_error("%s has no column %s\n", name, column);
            fail();
        }
        given[at] = n_given;
        end += length + 1;
    }
    for (int32_t k = 0; k < table.n_columns; k++) {
        const char *column = table.columns[k].field->name;
        bool left_out = without != NULL && strcmp(column, without) == 0;

        buffer_printf(&out, "%s%s", k == 0 ? "" : ",", left_out ? "another" : column);
    }
    buffer_text(&out, "\n");
    for (const char *row = strchr(text, '\n') + 1; *row != '\0'; row = strchr(row, '\n') + 1) {
        for (int32_t k = 0; k < table.n_columns; k++) {
            const char *cell = "";
            int length = given[k] < 0 ? 0 : small_cell(row, given[k], &cell);

            buffer_printf(&out, "%s%.*s", k == 0 ? "" : ",", length, cell);
        }
        buffer_text(&out, "\n");
    }
    assert_ok(buffer_status(&out), NULL);
    files_write(name, out.at);
    buffer_free(&out);
    table_free(&table);
}

static inline void
small_write_run_without(const char *without)
{
    files_json("scenario.json", small_scenario);
    small_write_table("runs.csv", &metric_run_record, small_runs, without);
    assert_int_equal(system("mkdir -p analysis"), 0);
    small_write_table("analysis/compare.csv", &comparison_record, small_compare, NULL);
}

static inline void
small_write_run(void)
{
    small_write_run_without(NULL);
}

/* The events of replication 1, by policy. The states are a, b and c; -1 is nobody. */
enum { SMALL_A, SMALL_B, SMALL_C, SMALL_NOBODY = -1 };

static const struct {
    int32_t policy, initiator, target;
    const char *class_, *named;
    int32_t named_actor;
    bool counter, wrong;
    int64_t severity, rung;
    double start, end, detected, decided;
} small_incidents[] = {
    {0, SMALL_A, SMALL_B, "espionage", "state", SMALL_C, false, false, 3, 4, 10, 20, 15, 30},
    {1, SMALL_A, SMALL_B, "espionage", "state", SMALL_A, false, false, 4, 4, 10, 20, 15, 30},
    {1, SMALL_A, SMALL_B, "espionage", "state", SMALL_C, false, true, 3, 4, 100, 200, 150, 300},
    {1, -1, SMALL_B, "crime", "non_state", -1, false, false, 3, 0, 400, 410, 401, 420},
    {1, -1, SMALL_C, "accident", "non_state", -1, false, false, 2, 0, 500, 510, 501, 520},
    {1, SMALL_B, SMALL_A, "disruption", "nobody", -1, true, false, 5, 5, 600, 650, 601, 620},
    {1, SMALL_B, SMALL_A, "disruption", "nobody", -1, false, false, 2, 5, 1400, NAN, NAN, NAN},
};

static const struct {
    int32_t actor, target;
    int64_t rung;
    double day;
} small_acts[] = {
    {SMALL_A, SMALL_B, 4, 10}, {SMALL_B, SMALL_A, 5, 600}, {SMALL_B, SMALL_C, 1, 700}};

/* An off-ramp is accepted on day 40, 20 days before the rung would fall by itself. */
static const struct {
    enum observation_kind kind;
    int32_t actor, target;
    double day, value;
} small_events[] = {
    {OBS_RUNG, SMALL_A, SMALL_B, 10, 4},
    {OBS_ACT, SMALL_A, SMALL_B, 10, 4},
    {OBS_CRISIS, SMALL_B, SMALL_A, 12, 1},
    {OBS_CRISIS, SMALL_A, SMALL_B, 20, 1},
    {OBS_RUNG, SMALL_A, SMALL_B, 40, 3},
    {OBS_SETTLED, SMALL_A, SMALL_B, 40, NAN},
    {OBS_CRISIS, SMALL_B, SMALL_A, 50, 0},
    {OBS_CRISIS, SMALL_A, SMALL_B, 62, 0},
    {OBS_RUNG, SMALL_A, SMALL_B, 70, 2},
    {OBS_RUNG, SMALL_A, SMALL_B, 130, 1},
    {OBS_RUNG, SMALL_A, SMALL_B, 190, 0},
    {OBS_RUNG, SMALL_B, SMALL_A, 600, 5},
    {OBS_RUNG, SMALL_B, SMALL_A, 660, 3},
    {OBS_RUNG, SMALL_B, SMALL_C, 700, 1},
    {OBS_CRISIS, SMALL_B, SMALL_C, 1400, 1},
};

static const struct {
    int32_t from, to;
    const char *end;
} small_messages[] = {{SMALL_A, SMALL_B, "answered"}, {SMALL_A, SMALL_B, "lost"},
    {SMALL_B, SMALL_A, "delivered"}};

static const struct trace_rows_pair small_pairs[] = {
    {.from = SMALL_A, .to = SMALL_B, .tension_final = 0.3, .trust_final = 0.4, .rung_final = 2},
    {.from = SMALL_B,
        .to = SMALL_A,
        .tension_final = 0.5,
        .trust_final = 0.6,
        .rung_final = 3}};

/* Adds a row to a file and returns it; NULL if memory runs out. */
static inline void *
small_row(struct recorder *r, enum recorder_file file)
{
    struct array *p = &r->rows[file];

    r->no_memory = r->no_memory || array_reserve(p, 1) != STATUS_OK;
    return r->no_memory ? NULL : (char *)p->at + (size_t)array_add(p) * p->size;
}

static inline int32_t
small_choice(const struct record *record, const char *field, const char *name)
{
    int32_t k = 0;

    while (strcmp(field_find(record, field)->choices[k], name) != 0) {
        k++;
    }
    return k;
}

static inline void
small_record_incident(struct recorder *r, size_t k)
{
    struct trace_rows_incident *row = small_row(r, RECORDER_FILE_INCIDENTS);
    const struct record *record = &trace_rows_incident_record;

    if (row != NULL) {
        *row = (struct trace_rows_incident){.incident_id = (int64_t)k,
            .initiator = small_incidents[k].initiator,
            .target = small_incidents[k].target,
            .class_ = small_choice(record, "class", small_incidents[k].class_),
            .named = small_choice(record, "named", small_incidents[k].named),
            .named_actor = small_incidents[k].named_actor,
            .counter_operation = small_incidents[k].counter,
            .answered_wrongly = small_incidents[k].wrong,
            .severity = small_incidents[k].severity,
            .rung = small_incidents[k].rung,
            .start_day = small_incidents[k].start,
            .end_day = small_incidents[k].end,
            .detected_day = small_incidents[k].detected,
            .decided_day = small_incidents[k].decided};
    }
}

static inline void
small_record_rest(struct recorder *r)
{
    for (size_t k = 0; k < sizeof(small_acts) / sizeof(small_acts[0]); k++) {
        struct trace_rows_act *row = small_row(r, RECORDER_FILE_ACTS);

        if (row != NULL) {
            *row = (struct trace_rows_act){.actor = small_acts[k].actor,
                .target = small_acts[k].target,
                .rung = small_acts[k].rung,
                .day = small_acts[k].day};
        }
    }
    for (size_t k = 0; k < sizeof(small_events) / sizeof(small_events[0]); k++) {
        struct trace_rows_event *row = small_row(r, RECORDER_FILE_EVENTS);

        if (row != NULL) {
            *row = (struct trace_rows_event){.day = small_events[k].day,
                .event = (int32_t)small_events[k].kind,
                .actor = small_events[k].actor,
                .target = small_events[k].target,
                .value = small_events[k].value};
        }
    }
    for (size_t k = 0; k < sizeof(small_messages) / sizeof(small_messages[0]); k++) {
        struct trace_rows_message *row = small_row(r, RECORDER_FILE_MESSAGES);

        if (row != NULL) {
            *row = (struct trace_rows_message){.from = small_messages[k].from,
                .to = small_messages[k].to,
                .end = small_choice(&trace_rows_message_record, "end", small_messages[k].end)};
        }
    }
    for (size_t k = 0; k < sizeof(small_pairs) / sizeof(small_pairs[0]); k++) {
        struct trace_rows_pair *row = small_row(r, RECORDER_FILE_PAIRS);

        if (row != NULL) {
            *row = small_pairs[k];
        }
    }
}

/* Stands for a function that repeats a run. `self` is the experiment. Only replication 1 has
   rows. */
static inline enum status
small_replay(void *self, const struct report_data_run *run, struct recorder *r,
    const struct world **world, struct failure *f)
{
    const struct experiment *e = self;

    (void)f;
    *world = e->base.policies[run->policy].world;
    for (size_t k = 0; k < sizeof(small_incidents) / sizeof(small_incidents[0]); k++) {
        if (run->rep == 1 && run->policy == small_incidents[k].policy) {
            small_record_incident(r, k);
        }
    }
    if (run->rep == 1 && run->policy == 1) {
        small_record_rest(r);
    }
    return r->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* The pact lowers crises at the points with the first rate and raises them at the others. */
static inline void
small_write_sweep(const struct experiment *e)
{
    struct buffer runs = {0}, compare = {0};

    buffer_text(&runs,
        "point_id,policy,rep,status,end_day,crises,first_rung_6_day,"
        "misdirected_responses,hostile_responses,max_rung,"
        "first_answer_rung_6_day,escalation_score\n");
    buffer_text(
        &compare, "point_id,policy,versus,metric,difference,ci_lo,ci_hi,confidence,n_pairs\n");
    for (int point = 1; point <= (int)e->n_points; point++) {
        int up = experiment_value(e, point - 1, 0) > 1 ? 1 : -1;

        for (int policy = 0; policy < 2; policy++) {
            for (int rep = 1; rep <= 6; rep++) {
                buffer_printf(&runs, "%d,%s,%d,ok,1461,%d,%s,1,%d,%d,,%d\n", point,
                    policy == 0 ? "nopact" : "pact", rep,
                    5 + rep % 2 + policy * up * (3 + rep % 3), rep % 2 == 0 ? "" : "700", rep,
                    3 + rep, rep);
            }
        }
        buffer_printf(&compare, "%d,pact,nopact,crises,%d,%d,%d,0.95,6\n", point, 4 * up,
            up > 0 ? 3 : -5, up > 0 ? 5 : -3);
    }
    assert_ok(buffer_status(&runs), NULL);
    assert_int_equal(system("mkdir -p analysis"), 0);
    small_write_table("runs.csv", &metric_run_record, runs.at, NULL);
    small_write_table("analysis/compare.csv", &comparison_record, compare.at, NULL);
    files_write("analysis/screen.csv", small_morris);
    files_write("analysis/shares.csv", small_sobol);
    files_write("analysis/influence.csv", small_regress);
    files_write("analysis/worst.csv", small_regret);
    buffer_free(&runs);
    buffer_free(&compare);
}

#endif
