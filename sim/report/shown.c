#include "report/shown.h"

#include <math.h>
#include <stdlib.h>

#include "format/table.h"
#include "observe/recorder_tables.h"
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
    const struct report_data_group *g = NULL;
    struct scored *scored;

    for (int64_t k = 0; k < m->n_groups && g == NULL; k++) {
        g = m->groups[k].policy == policy ? &m->groups[k] : NULL;
    }
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
    s->point = g->point;
    s->policy = policy;
    s->rep = m->runs[s->run].rep;
    free(scored);
    return STATUS_OK;
}

static enum status
find_asked(struct shown *s, const struct report_data *m, struct failure *f)
{
    const struct report_data_group *g =
        report_data_find(m, m->source.shown.point, m->source.shown.policy);

    for (int64_t i = 0; g != NULL && i < g->n; i++) {
        if (m->runs[g->first + i].rep == m->source.shown.rep) {
            s->run = g->first + i;
            s->point = m->source.shown.point;
            s->policy = m->source.shown.policy;
            s->rep = m->source.shown.rep;
            s->asked = true;
            return STATUS_OK;
        }
    }
    return failure_of(STATUS_USAGE, f, "--run: %s/runs.csv has no complete run with this key",
        m->source.directory);
}

/* ---- what happened in it ---- */

static const char *
state(const struct world *w, int32_t index)
{
    return index < 0 ? NULL : recorder_tables_id(w, WORLD_STATE(w, index)->key.id);
}

static const char *
response(const struct world *w, int32_t index)
{
    return index < 0 ? NULL : ((const struct response *)w->responses.items)[index].key.id;
}

/* The name of a choice as files have it. */
static const char *
choice(const struct record *record, const char *field, int32_t index)
{
    return index < 0 ? NULL : field_find(record, field)->choices[index];
}

static double
count(int64_t n)
{
    return n == TABLE_NO_COUNT ? (double)NAN : (double)n;
}

/* As files have it, to a millionth. */
static double
day(double x)
{
    return fabs(x) < 9e9 ? copysign(floor(fabs(x) * 1e6 + 0.5) / 1e6, x) : x;
}

static void
take_incident(struct shown *s, int64_t k, const void *row)
{
    const struct trace_rows_incident *i = row;
    const struct record *record = &trace_rows_incident_record;
    const struct world *w = s->world;

    s->incidents[k] = (struct shown_incident){.initiator = state(w, i->initiator),
        .target = state(w, i->target),
        .type = i->type < 0 ? NULL : WORLD_TYPE(w, i->type)->key.id,
        .class_ = choice(record, "class", i->class_),
        .named = choice(record, "named", i->named),
        .named_actor = state(w, i->named_actor),
        .overt = response(w, i->overt),
        .covert = response(w, i->covert),
        .counter_operation = i->counter_operation,
        .severity = count(i->severity),
        .rung = count(i->rung),
        .start_day = day(i->start_day),
        .end_day = day(i->end_day),
        .detected_day = day(i->detected_day),
        .decided_day = day(i->decided_day),
        .harm = i->harm};
}

static void
take_act(struct shown *s, int64_t k, const void *row)
{
    const struct trace_rows_act *a = row;

    s->acts[k] = (struct shown_act){state(s->world, a->actor), state(s->world, a->target),
        count(a->rung), day(a->day), a->inadvertent};
}

static void
take_turn(struct shown *s, int64_t k, const void *row)
{
    const struct trace_rows_event *e = row;

    s->turns[k] = (struct shown_turn){(enum observation_kind)e->event,
        state(s->world, e->actor), state(s->world, e->target), day(e->day), e->value};
}

static void
take_message(struct shown *s, int64_t k, const void *row)
{
    const struct trace_rows_message *m = row;

    s->messages[k] = (struct shown_message){state(s->world, m->from), state(s->world, m->to),
        choice(&trace_rows_message_record, "end", m->end)};
}

static void
take_pair(struct shown *s, int64_t k, const void *row)
{
    const struct trace_rows_pair *p = row;

    s->pairs[k] = (struct shown_pair){state(s->world, p->from), state(s->world, p->to),
        p->tension_final, p->trust_final, count(p->rung_final)};
}

static bool
is_turn(const void *row)
{
    int32_t kind = ((const struct trace_rows_event *)row)->event;

    return kind == OBS_RUNG || kind == OBS_CRISIS || kind == OBS_SETTLED;
}

static enum status
take_rows(struct shown *s, struct recorder *r, enum shown_rows kind, void **rows, size_t size)
{
    static const struct {
        enum recorder_file file;
        bool (*wanted)(const void *row); /* NULL: all are */
        void (*take)(struct shown *s, int64_t k, const void *row);
    } kinds[SHOWN_ROWS] = {
        [SHOWN_INCIDENTS] = {RECORDER_FILE_INCIDENTS, NULL, take_incident},
        [SHOWN_ACTS] = {RECORDER_FILE_ACTS, NULL, take_act},
        [SHOWN_TURNS] = {RECORDER_FILE_EVENTS, is_turn, take_turn},
        [SHOWN_MESSAGES] = {RECORDER_FILE_MESSAGES, NULL, take_message},
        [SHOWN_PAIRS] = {RECORDER_FILE_PAIRS, NULL, take_pair},
    };
    const struct array *from = &r->rows[kinds[kind].file];
    int32_t n = recorder_sort(r, kinds[kind].file);

    *rows = calloc((size_t)n + 1, size);
    if (*rows == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        const void *row = (const char *)from->at + (size_t)k * from->size;

        if (kinds[kind].wanted == NULL || kinds[kind].wanted(row)) {
            kinds[kind].take(s, s->n[kind]++, row);
        }
    }
    return STATUS_OK;
}

static enum status
make_again(struct shown *s, const struct report_data *m, struct failure *f)
{
    struct report_data_run run = {s->point, s->policy, s->rep};
    struct failure why = {0};
    struct recorder r;
    enum status st;

    recorder_init(&r, RECORDER_EVENTS);
    st = m->source.replay(m->source.self, &run, &r, &s->world, &why);
    if (st == STATUS_MISMATCH) {
        st = STATUS_OK;
        goto out;
    }
    if (st != STATUS_OK && why.count > 0) {
        st = failure_of(st, f, "%s", why.line[0]);
    }
    TRY(st);
    s->there = true;
    TRY(take_rows(s, &r, SHOWN_INCIDENTS, (void **)&s->incidents, sizeof(*s->incidents)));
    TRY(take_rows(s, &r, SHOWN_ACTS, (void **)&s->acts, sizeof(*s->acts)));
    TRY(take_rows(s, &r, SHOWN_TURNS, (void **)&s->turns, sizeof(*s->turns)));
    TRY(take_rows(s, &r, SHOWN_MESSAGES, (void **)&s->messages, sizeof(*s->messages)));
    TRY(take_rows(s, &r, SHOWN_PAIRS, (void **)&s->pairs, sizeof(*s->pairs)));
out:
    recorder_free(&r);
    return st;
}

enum status
shown_make(struct shown *s, const struct report_data *m, struct failure *f)
{
    enum status st;

    *s = (struct shown){0};
    TRY(m->source.shown.rep > 0 ? find_asked(s, m, f) : choose_typical(s, m));
    if (s->rep > 0) {
        TRY(make_again(s, m, f));
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
    *s = (struct shown){0};
}

void
shown_name(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "run ");
    number_text_add_count(b, s->rep);
    if (m->source.experiment->n_points > 1) {
        buffer_text(b, " at point ");
        number_text_add_count(b, s->point);
    }
    buffer_text(b, " under ");
    label_quoted(b, m, s->policy);
}

void
shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m)
{
    buffer_text(b, "<p class=\"note\">Simulated, not a historical record: ");
    shown_name(b, s, m);
    buffer_text(b, ".</p>\n");
}
