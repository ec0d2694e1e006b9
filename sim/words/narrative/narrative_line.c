/* Finds the hotlines and points of contact between two states. */
#include <string.h>

#include "words/narrative/narrative_incident.h"

#define ROWS_OF(type, s, file) ((const type *)(s)->recorder->rows[file].at)

static bool
in_force(const struct narrative *s, int32_t agreement, double day)
{
    const struct trace_rows_agreement *rows =
        ROWS_OF(struct trace_rows_agreement, s, RECORDER_FILE_AGREEMENTS);
    int32_t n = s->recorder->rows[RECORDER_FILE_AGREEMENTS].count;
    bool now = false;

    for (int32_t k = 0; k < n; k++) {
        if (rows[k].agreement == agreement && rows[k].day <= day) {
            now = rows[k].status == AGREEMENT_IN_FORCE;
        }
    }
    return now;
}

/* Whether a and b both take part in the agreement on that day: they are parties and cooperate. */
static bool
take_part(const struct narrative *s, int32_t agreement, int32_t a, int32_t b, double day)
{
    const struct trace_rows_event *events =
        ROWS_OF(struct trace_rows_event, s, RECORDER_FILE_EVENTS);
    const struct list *parties = &WORLD_AGREEMENT(s->world, agreement)->parties;
    int32_t n = 0;
    bool cooperate = true, known[2] = {false, false}, present[2] = {true, true};

    for (int32_t k = 0; k < parties->count; k++) {
        int32_t state = ((const struct party *)parties->items)[k].key.index;

        n += state == a || state == b;
    }
    for (int32_t k = 0; k < s->recorder->rows[RECORDER_FILE_EVENTS].count; k++) {
        const struct trace_rows_event *e = &events[k];
        bool past = e->day <= day;

        if (e->agreement == agreement && e->event == OBS_COOPERATION && past &&
            ((e->actor == a && e->target == b) || (e->actor == b && e->target == a))) {
            cooperate = e->value == 1;
        } else if (e->agreement == agreement && e->event == OBS_MEMBER &&
                   (e->actor == a || e->actor == b) && (past || !known[e->actor == b])) {
            present[e->actor == b] = past ? e->value == 1 : e->value == 0;
            known[e->actor == b] = true;
        }
    }
    return n == 2 && cooperate && present[0] && present[1];
}

bool
narrative_line_works(
    const struct narrative *s, int32_t agreement, int32_t a, int32_t b, double day)
{
    return in_force(s, agreement, day) && take_part(s, agreement, a, b, day);
}

/* A measure is a hotline if it shortens the time of a message by at least 90 per cent. */
static const double line_change = -0.9;

/* Whether a measure of the agreement gives the victim better evidence. */
static bool
gives_evidence(const struct narrative *s, int32_t agreement)
{
    const struct list *measures = &WORLD_AGREEMENT(s->world, agreement)->measures;
    bool found = false;

    for (int32_t k = 0; k < measures->count; k++) {
        const struct measure *row = &((const struct measure *)measures->items)[k];

        found = found || row->effect[LEVER_evidence_accuracy].up > 0;
    }
    return found;
}

int32_t
narrative_line_evidence(const struct narrative *s, int32_t victim, double day)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct list *parties = &WORLD_AGREEMENT(s->world, a)->parties;

        for (int32_t k = 0; k < parties->count && gives_evidence(s, a); k++) {
            int32_t other = ((const struct party *)parties->items)[k].key.index;

            if (other != victim && narrative_line_works(s, a, victim, other, day)) {
                return a;
            }
        }
    }
    return NONE;
}

int32_t
narrative_line_direct(const struct narrative *s, const struct trace_rows_message *m)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct list *measures = &WORLD_AGREEMENT(s->world, a)->measures;
        bool line = false;

        for (int32_t k = 0; k < measures->count; k++) {
            const struct measure *row = &((const struct measure *)measures->items)[k];

            line = line || ((row->channel == MEASURE_CHANNEL_ANY ||
                                row->channel == MEASURE_CHANNEL_POLITICAL + m->channel) &&
                               row->effect[LEVER_latency].up < line_change);
        }
        if (line && narrative_line_works(s, a, m->from, m->to, m->sent_day)) {
            return a;
        }
    }
    return NONE;
}

bool
narrative_line_has_contact(const struct narrative *s, const struct trace_rows_message *m)
{
    bool found = false;

    for (int32_t a = 0; a < s->world->n_agreements && !found; a++) {
        const struct list *measures = &WORLD_AGREEMENT(s->world, a)->measures;

        for (int32_t k = 0; k < measures->count; k++) {
            const struct measure *row = &((const struct measure *)measures->items)[k];

            found = found || ((row->channel == MEASURE_CHANNEL_ANY ||
                                  row->channel == MEASURE_CHANNEL_POLITICAL + m->channel) &&
                                 row->effect[LEVER_reach].up > 0);
        }
        found = found && narrative_line_works(s, a, m->from, m->to, m->sent_day);
    }
    return found;
}

void
narrative_line_put(const struct narrative *s, int32_t agreement, struct buffer *out)
{
    const char *title = s->agreements[agreement];

    buffer_text(out, "over the hotline");
    if (strstr(title, "hotline") == NULL) {
        buffer_printf(out, " of “%s”", title);
    }
}
