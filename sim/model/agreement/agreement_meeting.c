#include "model/agreement/internal.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"

static void
refresh(struct sim_context *s, int32_t agreement, enum refreshed_by by)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement) &&
            s->world->measures[m].row->refreshed_by == (int32_t)by) {
            SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
        }
    }
}

/* Scheduling of recurring events while the agreement is in force */

void
agreement_schedule_meeting(struct sim_context *s, int32_t agreement, double earliest)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->consultations.interval_days > 0) {
        uint64_t round = (uint64_t)now->n_rounds++;
        double u = sim_draw_part(s, PURPOSE_meeting, row->key.hash, round, 0, 1).u[0];

        now->meeting =
            sim_at(s, fmax(earliest, sim_now(s)) + row->consultations.interval_days * (0.5 + u),
                EVENT_meeting, agreement, 0);
    }
}

void
agreement_schedule_exercise(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->exercises.interval_days > 0) {
        double u = sim_draw(s, PURPOSE_exercise, row->key.hash, (uint64_t)now->n_exercises++);

        now->exercise =
            sim_in(s, row->exercises.interval_days * (0.5 + u), EVENT_exercise, agreement, 0);
    }
}

/* Consultations */

static void
hold_round(struct sim_context *s, int32_t agreement)
{
    double share = s->world->parameters.tension.relief_consultation;
    double contact = s->world->parameters.trust.contact;
    int32_t party_pair;

    SIM_AGREEMENT(s, agreement)->n_held++;
    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        int32_t pair = s->world->party_pairs[party_pair].pair;
        struct pair_now *now = SIM_PAIR(s, pair);

        if (channel_open(s, pair, CHANNEL_POLITICAL)) {
            channel_contact(s, pair, CHANNEL_POLITICAL);
        }
        for (int32_t d = 0; d < 2; d++) {
            struct dyad_direction direction = {pair, d, &now->direction[d]};

            dyad_tension_relieve(s, direction, share);
            dyad_trust_update(s, direction, contact, 0);
        }
        sim_notify(s,
            (struct observation){.kind = OBS_CONTACT, .a = pair, .b = 1, .value = agreement});
    }
    refresh(s, agreement, REFRESH_CONSULTATION);
}

/* Observers and parties gain trust and contacts, in proportion to the
   participation of the observer. */
static void
hold_with_observers(struct sim_context *s, const struct agreement *row)
{
    const struct party *observers = row->observers.items, *parties = row->parties.items;

    for (int32_t k = 0; k < row->observers.count * row->parties.count; k++) {
        const struct party *o = &observers[k / row->parties.count];
        struct dyad_direction direction =
            dyad_direction(s, o->key.index, parties[k % row->parties.count].key.index);
        double contact = s->world->parameters.trust.contact * o->implementation * o->activity;

        if (direction.pair != NONE && contact > 0) {
            dyad_trust_update(s, direction, contact, 0);
            dyad_trust_update(s, dyad_reverse(s, direction), contact, 0);
            if (channel_open(s, direction.pair, CHANNEL_POLITICAL)) {
                channel_contact(s, direction.pair, CHANNEL_POLITICAL);
            }
        }
    }
}

/* Counts the round for the agreements that follow this one; each may be signed. */
static void
sign_followers(struct sim_context *s, int32_t agreement, double u)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct agreement *row = agreement_input(s, a);

        if (row->entry.follows == agreement) {
            SIM_AGREEMENT(s, a)->n_held_before++;
            if (SIM_AGREEMENT(s, a)->status == AGREEMENT_PROPOSED &&
                u < row->entry.signing_probability) {
                agreement_sign(s, a);
            }
        }
    }
}

void
agreement_on_meeting(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct agreement *row = agreement_input(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    struct stream_block u =
        sim_draw_part(s, PURPOSE_meeting, row->key.hash, (uint64_t)(now->n_rounds - 1), 1, 2);
    double x =
        agreement_tension_among(s, event->a) / fmax(row->consultations.skip_tension, 1e-9);

    now->meeting = (struct timer){0, 0};
    if (u.u[1] < 1 / (1 + x * x * x * x)) {
        hold_round(s, event->a);
        hold_with_observers(s, row);
        sign_followers(s, event->a, u.u[2]);
    }
    agreement_schedule_meeting(s, event->a, sim_now(s));
}

void
agreement_on_exercise(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    int32_t party_pair;

    EACH_PARTY_PAIR(s, event->a, party_pair)
    {
        int32_t pair = s->world->party_pairs[party_pair].pair;

        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (channel_open(s, pair, (enum channel_kind)c)) {
                channel_contact(s, pair, (enum channel_kind)c);
            }
        }
        sim_notify(
            s, (struct observation){.kind = OBS_CONTACT, .a = pair, .b = 2, .value = event->a});
    }
    refresh(s, event->a, REFRESH_EXERCISE);
    agreement_schedule_exercise(s, event->a);
}
