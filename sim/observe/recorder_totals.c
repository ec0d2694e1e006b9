/* Counts totals of pairs and states from observations. Makes their rows at the end of the run. */
#include "observe/internal.h"

#include <math.h>
#include <string.h>

#include "model/dyad/dyad.h"

struct pair_total {
    int64_t incidents, incidents_public, acts, upward, inadvertent, contacts;
};
struct state_total {
    int64_t incidents, incidents_public, incidents_detected, attributed_correctly,
        attributed_wrongly;
    double harm;
};

void
recorder_totals_init(struct recorder *r)
{
    array_init(&r->pair_totals, sizeof(struct pair_total));
    array_init(&r->state_totals, sizeof(struct state_total));
}

static enum status
reset_totals(struct array *p, int32_t count)
{
    p->count = 0;
    if (array_reserve(p, count) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    if (count > 0) {
        memset(p->at, 0, (size_t)count * p->size);
    }
    p->count = count;
    return STATUS_OK;
}

enum status
recorder_totals_begin(struct recorder *r, const struct world *w)
{
    enum status st;

    TRY(reset_totals(&r->pair_totals, 2 * w->n_pairs));
    TRY(reset_totals(&r->state_totals, w->n_states));
out:
    return st;
}

static struct pair_total *
total_of(struct recorder *r, const struct world *w, int32_t from, int32_t to)
{
    int32_t pair = world_pair(w, from, to);

    return pair == NONE ? NULL
                        : ARRAY_AT(struct pair_total, &r->pair_totals,
                              2 * pair + (WORLD_PAIR(w, pair)->first == from ? 0 : 1));
}

static void
total_incident(struct recorder *r, const struct world *w, const struct incident *i)
{
    struct state_total *state = ARRAY_AT(struct state_total, &r->state_totals, i->target);
    struct pair_total *pair = total_of(r, w, i->initiator, i->target);

    if (i->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    state->incidents++;
    state->incidents_public += !isnan(i->public_day);
    state->incidents_detected += !isnan(i->detected_day);
    state->attributed_correctly += i->named >= 0 && i->named == i->initiator;
    state->attributed_wrongly += i->named >= 0 && i->named != i->initiator;
    state->harm += i->harm;
    if (pair != NULL) {
        pair->incidents++;
        pair->incidents_public += !isnan(i->public_day);
    }
}

void
recorder_totals_add(struct recorder *r, const struct world *w, const struct observation *f)
{
    if (f->kind == OBS_CLOSED) {
        total_incident(r, w, f->incident);
    } else if (f->kind == OBS_ACT) {
        struct pair_total *pair = total_of(r, w, f->act->actor, f->act->target);

        if (pair != NULL) {
            pair->acts++;
            pair->upward += f->act->upward;
            pair->inadvertent += f->act->inadvertent;
        }
    } else if (f->kind == OBS_CONTACT) {
        ARRAY_AT(struct pair_total, &r->pair_totals, 2 * f->a)->contacts++;
        ARRAY_AT(struct pair_total, &r->pair_totals, 2 * f->a + 1)->contacts++;
    }
}

static void
record_pair(
    struct recorder *r, const struct world *w, const struct run *run, int32_t p, int32_t d)
{
    const struct pair *pair = WORLD_PAIR(w, p);
    const struct dyad_direction_now *side =
        &ARRAY_AT(struct pair_now, &run->pairs, p)->direction[d];
    const struct pair_total *t = ARRAY_AT(struct pair_total, &r->pair_totals, 2 * p + d);
    struct trace_rows_pair *row = recorder_new_row(r, RECORDER_FILE_PAIRS);
    double days = run->kernel.now;

    if (row != NULL) {
        *row = (struct trace_rows_pair){.run = r->run,
            .from = d == 0 ? pair->first : pair->second,
            .to = d == 0 ? pair->second : pair->first,
            .tension_mean = days > 0 ? run_tension_area(run, w, p, d) / days : NAN,
            .tension_final = run_tension(run, w, p, d),
            .trust_mean = days > 0 ? tally_time_area(&side->trust, days) / days : NAN,
            .trust_final = run_trust(run, w, p, d),
            .crisis_days = dyad_crisis_days(ARRAY_AT(struct pair_now, &run->pairs, p), days),
            .rung_final = run_rung(run, w, p, d),
            .incidents = t->incidents,
            .incidents_public = t->incidents_public,
            .acts = t->acts,
            .upward = t->upward,
            .inadvertent = t->inadvertent,
            .contacts = t->contacts};
    }
}

static void
record_state(struct recorder *r, const struct world *w, const struct run *run, int32_t state)
{
    const struct state_total *t = ARRAY_AT(struct state_total, &r->state_totals, state);
    const struct desk *desk = ARRAY_AT(struct desk, &run->desks, 2 * state);
    struct trace_rows_state *row = recorder_new_row(r, RECORDER_FILE_STATES);
    double days = run->kernel.now;

    if (row != NULL) {
        *row = (struct trace_rows_state){.run = r->run,
            .state = state,
            .incidents = t->incidents,
            .incidents_public = t->incidents_public,
            .incidents_detected = t->incidents_detected,
            .named_right = t->attributed_correctly,
            .named_wrong = t->attributed_wrongly,
            .harm = t->harm,
            .cert_utilisation = days > 0 ? tally_time_area(&desk->busy_time, days) /
                                               (double)desk->servers / days
                                         : NAN,
            .cert_wait_hours = desk->wait_days.n > 0 ? 24 * desk->wait_days.mean : NAN,
            .cert_jobs = desk->n_served,
            .cert_jobs_begun = desk->wait_days.n,
            .detection = run_capacity(run, w, state, CAPACITY_DETECTION),
            .attribution = run_capacity(run, w, state, CAPACITY_ATTRIBUTION),
            .resilience = run_capacity(run, w, state, CAPACITY_RESILIENCE)};
    }
}

void
recorder_totals_rows(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t p = 0; p < w->n_pairs; p++) {
        record_pair(r, w, run, p, 0);
        record_pair(r, w, run, p, 1);
    }
    for (int32_t k = 0; k < w->n_states; k++) {
        record_state(r, w, run, k);
    }
}
