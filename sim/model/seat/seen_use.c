/*
 * Finds the uses of channels that a state knows of. A message makes a channel fresh when it
 * arrives, but its sender does not know that it has arrived. A state therefore counts the messages
 * that it has read, those of its own messages that were answered, and the contacts in which it took
 * part.
 */
#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/seat/seen_internal.h"

static int32_t
n_pairs_of(const struct world *w, int32_t state)
{
    return w->pairs_of_first[state + 1] - w->pairs_of_first[state];
}

enum status
seen_use_begin(struct seen *seen, const struct sim_context *s, int32_t state)
{
    const struct world *w = s->world;
    struct seen_seat *seat = &seen->seat[state];
    enum status st;

    TRY(array_reserve(&seat->used, n_pairs_of(w, state) * CHANNEL_KINDS));
    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            *ARRAY_AT(double, &seat->used, array_add(&seat->used)) =
                channel_last_contact(s, w->pairs_of[k], (enum channel_kind)c);
        }
    }
    TRY(array_reserve(&seat->refreshed, w->n_measures));
    for (int32_t m = 0; m < w->n_measures; m++) {
        *ARRAY_AT(double, &seat->refreshed, array_add(&seat->refreshed)) = -INFINITY;
    }
out:
    return st;
}

/* Returns a pointer to the day of the last known use of a channel; NULL if the state does not
   belong to the pair. */
static double *
use_of(const struct seen *seen, const struct sim_context *s, int32_t state, int32_t pair,
    int32_t channel)
{
    const struct world *w = s->world;

    for (int32_t k = 0; k < n_pairs_of(w, state); k++) {
        if (w->pairs_of[w->pairs_of_first[state] + k] == pair) {
            return ARRAY_AT(double, &seen->seat[state].used, k *CHANNEL_KINDS + channel);
        }
    }
    return NULL;
}

double
seen_use_day(const struct seen *seen, const struct sim_context *s, int32_t state, int32_t pair,
    enum channel_kind channel)
{
    return *use_of(seen, s, state, pair, (int32_t)channel);
}

/* Returns the first day on which a measure is refreshed. All states know this day. */
static double
first_refreshed(const struct sim_context *s, int32_t measure)
{
    int32_t a = s->world->measures[measure].agreement;

    return fmax(SIM_MEASURE(s, measure)->on_day, SIM_AGREEMENT(s, a)->entered_day);
}

double
seen_use_refreshed(
    const struct seen *seen, const struct sim_context *s, int32_t state, int32_t measure)
{
    return fmax(
        *ARRAY_AT(double, &seen->seat[state].refreshed, measure), first_refreshed(s, measure));
}

static void
refresh(struct seen *seen, int32_t state, int32_t measure, double day)
{
    double *refreshed = ARRAY_AT(double, &seen->seat[state].refreshed, measure);

    *refreshed = fmax(*refreshed, day);
}

static void
use(struct seen *seen, const struct sim_context *s, int32_t state, int32_t pair,
    int32_t channel, double day)
{
    double *used = use_of(seen, s, state, pair, channel);

    *used = fmax(*used, day);
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_refreshes(s, m, pair, (enum channel_kind)channel)) {
            refresh(seen, state, m, day);
        }
    }
}

/* Records the use of a channel of the pair by a message. A message of a higher level goes through
   an agreement and does not use the channel. */
static void
note_message(
    struct seen *seen, const struct sim_context *s, const struct message *m, int32_t state)
{
    int32_t pair = world_pair(s->world, m->from, m->to);

    if (seen_follows(seen, state) && m->level == 0 && pair != NONE) {
        use(seen, s, state, pair, m->channel, m->arrived_day);
    }
}

static void
note_contact(struct seen *seen, const struct sim_context *s, const struct observation *fact,
    int32_t state)
{
    int32_t by = fact->b == CONTACT_CONSULTATION ? REFRESH_CONSULTATION : REFRESH_EXERCISE;

    if (!seen_follows(seen, state)) {
        return;
    }
    for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
        if (channel_last_contact(s, fact->a, (enum channel_kind)c) == sim_now(s)) {
            *use_of(seen, s, state, fact->a, c) = sim_now(s);
        }
    }
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (s->world->measures[m].agreement == (int32_t)fact->value &&
            s->world->measures[m].row->refreshed_by == by) {
            refresh(seen, state, m, sim_now(s));
        }
    }
}

void
seen_use_note(struct seen *seen, const struct sim_context *s, const struct observation *fact)
{
    if (fact->kind == OBS_READ) {
        note_message(seen, s, fact->message, fact->message->to);
    } else if (fact->kind == OBS_MESSAGE && !isnan(fact->message->answered_day)) {
        note_message(seen, s, fact->message, fact->message->from);
    } else if (fact->kind == OBS_MESSAGE && fact->message->end == MESSAGE_REFUSED) {
        note_message(seen, s, fact->message, fact->message->from);
    } else if (fact->kind == OBS_CONTACT) {
        note_contact(seen, s, fact, WORLD_PAIR(s->world, fact->a)->first);
        note_contact(seen, s, fact, WORLD_PAIR(s->world, fact->a)->second);
    }
}
