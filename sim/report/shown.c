#include "report/shown.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format/table_read.h"
#include "report/label.h"
#include "report/number_text.h"

/* ---- which run ---- */

struct scored {
    double score;
    int64_t run;
};

static int
compare_scores(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;

    if (x->score != y->score) {
        return x->score < y->score ? -1 : 1;
    }
    return x->run < y->run ? -1 : x->run > y->run;
}

static enum status
choose_typical(struct shown *s, const struct report_data *m)
{
    int32_t policy = label_ordered(m, m->source.scenario->n_policies > 1);
    const struct report_data_group *g = report_data_find(m, 1, policy);
    struct scored *scored;

    if (g == NULL) {
        return STATUS_OK;
    }
    scored = malloc((size_t)g->n * sizeof(*scored));
    if (scored == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < g->n; i++) {
        scored[i] = (struct scored){m->columns[REPORT_DATA_SCORE][g->first + i], g->first + i};
    }
    qsort(scored, (size_t)g->n, sizeof(*scored), compare_scores);
    s->run = scored[(g->n - 1) / 2].run;
    s->point = 1;
    s->policy = policy;
    s->rep = m->runs[s->run].rep;
    free(scored);
    return STATUS_OK;
}

static enum status
find_asked(struct shown *s, const struct report_data *m, struct failure *f)
{
    const struct report_data_group *g =
        report_data_find(m, m->source.shown_point, m->source.shown_policy);

    for (int64_t i = 0; g != NULL && i < g->n; i++) {
        if (m->runs[g->first + i].rep == m->source.shown_rep) {
            s->run = g->first + i;
            s->point = m->source.shown_point;
            s->policy = m->source.shown_policy;
            s->rep = m->source.shown_rep;
            s->asked = true;
            return STATUS_OK;
        }
    }
    return failure_of(STATUS_USAGE, f, "--run: %s/runs.csv has no finished run of that name",
        m->source.directory);
}

/* ---- rows ---- */

struct reading {
    struct shown *s;
    enum status st;
};

/* A copy of a cell, NULL if it is empty. */
static const char *
keep(struct reading *r, const struct table_read_cell *cell)
{
    char *text = NULL;

    if (cell->text != NULL) {
        text = arena_text(&r->s->arena, cell->text, cell->length);
        r->st = text == NULL ? STATUS_NO_MEMORY : r->st;
    }
    return text;
}

static double
real(struct reading *r, const struct table_read_cell *cell)
{
    double x = 0;

    if (!table_read_real(cell, &x)) {
        r->st = r->st == STATUS_OK ? STATUS_BAD_INPUT : r->st;
    }
    return x;
}

static bool
flag(struct reading *r, const struct table_read_cell *cell)
{
    bool x = false;

    if (!table_read_flag(cell, &x)) {
        r->st = r->st == STATUS_OK ? STATUS_BAD_INPUT : r->st;
    }
    return x;
}

/* Room for one row more. */
static void *
next(struct shown *s, enum shown_file file, void **rows, size_t size)
{
    if (s->n[file] == s->held[file]) {
        int64_t held = s->held[file] == 0 ? 64 : 2 * s->held[file];
        void *grown = realloc(*rows, (size_t)held * size);

        if (grown == NULL) {
            return NULL;
        }
        *rows = grown;
        s->held[file] = held;
    }
    return (char *)*rows + (size_t)s->n[file]++ * size;
}

static const char *const incident_columns[] = {"initiator", "target", "type", "named",
    "named_actor", "overt", "covert", "counter_operation", "answered_wrongly", "severity",
    "rung", "start_day", "end_day", "detected_day", "decided_day", "harm", "class"};

static enum status
take_incident(struct reading *r, const struct table_read_cell *c)
{
    struct shown_incident *i =
        next(r->s, SHOWN_INCIDENTS, (void **)&r->s->incidents, sizeof(*r->s->incidents));

    if (i == NULL) {
        return STATUS_NO_MEMORY;
    }
    *i = (struct shown_incident){keep(r, &c[0]), keep(r, &c[1]), keep(r, &c[2]),
        keep(r, &c[16]), keep(r, &c[3]), keep(r, &c[4]), keep(r, &c[5]), keep(r, &c[6]),
        flag(r, &c[7]), flag(r, &c[8]), real(r, &c[9]), real(r, &c[10]), real(r, &c[11]),
        real(r, &c[12]), real(r, &c[13]), real(r, &c[14]), real(r, &c[15])};
    return i->target == NULL && r->st == STATUS_OK ? STATUS_BAD_INPUT : r->st;
}

static const char *const act_columns[] = {"actor", "target", "rung", "day", "inadvertent"};

static enum status
take_act(struct reading *r, const struct table_read_cell *c)
{
    struct shown_act *a = next(r->s, SHOWN_ACTS, (void **)&r->s->acts, sizeof(*r->s->acts));

    if (a == NULL) {
        return STATUS_NO_MEMORY;
    }
    *a = (struct shown_act){
        keep(r, &c[0]), keep(r, &c[1]), real(r, &c[2]), real(r, &c[3]), flag(r, &c[4])};
    return (a->actor == NULL || a->target == NULL) && r->st == STATUS_OK ? STATUS_BAD_INPUT
                                                                         : r->st;
}

static const char *const turn_columns[] = {"event", "actor", "target", "day", "value"};

static enum status
take_turn(struct reading *r, const struct table_read_cell *c)
{
    static const enum observation_kind kinds[] = {OBS_RUNG, OBS_CRISIS, OBS_SETTLED};

    for (int32_t k = 0; k < FIELD_COUNT_OF(kinds) && c[0].text != NULL; k++) {
        struct shown_turn *t;

        if (strcmp(c[0].text, observation_names[kinds[k]]) != 0) {
            continue;
        }
        t = next(r->s, SHOWN_TURNS, (void **)&r->s->turns, sizeof(*r->s->turns));
        if (t == NULL) {
            return STATUS_NO_MEMORY;
        }
        *t = (struct shown_turn){
            kinds[k], keep(r, &c[1]), keep(r, &c[2]), real(r, &c[3]), real(r, &c[4])};
        return (t->from == NULL || t->to == NULL) && r->st == STATUS_OK ? STATUS_BAD_INPUT
                                                                        : r->st;
    }
    return r->st;
}

static const char *const message_columns[] = {"from", "to", "end"};

static enum status
take_message(struct reading *r, const struct table_read_cell *c)
{
    struct shown_message *m =
        next(r->s, SHOWN_MESSAGES, (void **)&r->s->messages, sizeof(*r->s->messages));

    if (m == NULL) {
        return STATUS_NO_MEMORY;
    }
    *m = (struct shown_message){keep(r, &c[0]), keep(r, &c[1]), keep(r, &c[2])};
    return (m->from == NULL || m->to == NULL || m->end == NULL) && r->st == STATUS_OK
               ? STATUS_BAD_INPUT
               : r->st;
}

static const char *const pair_columns[] = {
    "from", "to", "tension_final", "trust_final", "rung_final"};

static enum status
take_pair(struct reading *r, const struct table_read_cell *c)
{
    struct shown_pair *p = next(r->s, SHOWN_PAIRS, (void **)&r->s->pairs, sizeof(*r->s->pairs));

    if (p == NULL) {
        return STATUS_NO_MEMORY;
    }
    *p = (struct shown_pair){
        keep(r, &c[0]), keep(r, &c[1]), real(r, &c[2]), real(r, &c[3]), real(r, &c[4])};
    return (p->from == NULL || p->to == NULL) && r->st == STATUS_OK ? STATUS_BAD_INPUT : r->st;
}

static const struct {
    const char *name;
    const char *const *columns;
    int32_t n_columns;
    enum status (*take)(struct reading *r, const struct table_read_cell *cells);
} files[SHOWN_FILES] = {
    [SHOWN_INCIDENTS] = {"incidents.csv", incident_columns, FIELD_COUNT_OF(incident_columns),
        take_incident},
    [SHOWN_ACTS] = {"acts.csv", act_columns, FIELD_COUNT_OF(act_columns), take_act},
    [SHOWN_TURNS] = {"events.csv", turn_columns, FIELD_COUNT_OF(turn_columns), take_turn},
    [SHOWN_MESSAGES] = {"messages.csv", message_columns, FIELD_COUNT_OF(message_columns),
        take_message},
    [SHOWN_PAIRS] = {"pairs.csv", pair_columns, FIELD_COUNT_OF(pair_columns), take_pair},
};

/* One file at a time: which one is read. */
struct taking {
    struct reading reading;
    enum shown_file file;
    const char *path;
};

static enum status
take_row(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct taking *t = context;
    enum status st = files[t->file].take(&t->reading, cells);

    return st == STATUS_BAD_INPUT
               ? failure_of(st, f, "%s: a row is not what cbmsim writes there", t->path)
               : st;
}

static enum status
read_file(struct shown *s, const struct report_data *m, enum shown_file file, struct failure *f)
{
    struct buffer path = {0}, prefix = {0};
    struct taking taking = {{s, STATUS_OK}, file, NULL};
    enum status st;

    buffer_printf(&prefix, "%" PRId32 ",%s,%" PRId32 ",", s->point,
        m->source.scenario->policies[s->policy].id, s->rep);
    TRY(buffer_status(&prefix));
    TRY(report_data_path(m, files[file].name, &path, &s->there[file], f));
    taking.path = path.at;
    if (s->there[file]) {
        TRY(table_read_some(path.at, prefix.at, files[file].columns, files[file].n_columns,
            take_row, &taking, f));
    }
out:
    buffer_free(&path);
    buffer_free(&prefix);
    return st;
}

enum status
shown_read(struct shown *s, const struct report_data *m, struct failure *f)
{
    enum status st;

    *s = (struct shown){0};
    TRY(m->source.shown_rep > 0 ? find_asked(s, m, f) : choose_typical(s, m));
    for (int32_t k = 0; k < SHOWN_FILES && s->rep > 0; k++) {
        TRY(read_file(s, m, (enum shown_file)k, f));
    }
out:
    if (st != STATUS_OK) {
        shown_free(s);
    }
    return st;
}

void
shown_free(struct shown *s)
{
    free(s->incidents);
    free(s->acts);
    free(s->turns);
    free(s->messages);
    free(s->pairs);
    arena_free(&s->arena);
    *s = (struct shown){0};
}

void
shown_name(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "run ");
    number_text_add_count(b, s->rep);
    buffer_text(b, " under ");
    label_policy(b, m, s->policy);
}

void
shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "<p class=\"note\">Simulated, not a record: ");
    shown_name(b, s, m);
    buffer_text(b, ".</p>\n");
}
