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

/* Recurring events are scheduled only while the agreement is in force. */

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

/* ---- consultations, MODEL.md (11.5) ---- */

/* Returns the value of a round for one direction. Attention is divided among the states that
   attend. A state under high tension gains little. */
static double
worth(const struct sim_context *s, const struct agreement *row, struct dyad_direction direction,
    double value)
{
    double room = row->consultations.room > 0 ? (double)row->consultations.room
                                              : (double)row->parties.count;
    double x = dyad_tension(s, direction) / s->world->parameters.tension.threshold;

    return value / portable_pow(fmax(room - 1, 1), s->world->parameters.trust.meeting_sharing) /
           (1 + x * x * x * x);
}

/* The first state of the direction gains trust, up to a maximum, and loses tension. */
static void
meet(struct sim_context *s, struct dyad_direction direction, double share)
{
    const struct parameters_trust *p = &s->world->parameters.trust;
    double left = fmax(1 - dyad_trust(s, direction) / p->meeting_cap, 0);

    dyad_tension_relieve(
        s, direction, share * s->world->parameters.tension.relief_consultation);
    dyad_trust_update(s, direction, p->contact * share * left, 0);
}

static void
meet_both(struct sim_context *s, const struct agreement *row, struct dyad_direction direction,
    double value)
{
    struct dyad_direction other = dyad_reverse(s, direction);
    double share = worth(s, row, direction, value), back = worth(s, row, other, value);

    if (value <= 0) {
        return;
    }
    if (channel_open(s, direction.pair, CHANNEL_POLITICAL)) {
        channel_contact(s, direction.pair, CHANNEL_POLITICAL);
    }
    meet(s, direction, share);
    meet(s, other, back);
}

static double
value_between(const struct sim_context *s, int32_t agreement, int32_t pair)
{
    return lever_of_agreement(s, LEVER_meeting_value, pair, agreement);
}

static void
hold_round(struct sim_context *s, int32_t agreement)
{
    int32_t party_pair;

    SIM_AGREEMENT(s, agreement)->n_held++;
    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        int32_t pair = s->world->party_pairs[party_pair].pair;

        meet_both(s, agreement_input(s, agreement),
            (struct dyad_direction){pair, 0, &SIM_PAIR(s, pair)->direction[0]},
            value_between(s, agreement, pair));
        sim_notify(s,
            (struct observation){.kind = OBS_CONTACT, .a = pair, .b = 1, .value = agreement});
    }
    refresh(s, agreement, REFRESH_CONSULTATION);
}

/* Returns the value of a round for an observer that takes part fully. It equals the value for the
   two parties that benefit most. */
static double
value_for_observers(const struct sim_context *s, int32_t agreement)
{
    double strongest = 0;
    int32_t party_pair;

    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        strongest = fmax(
            strongest, value_between(s, agreement, s->world->party_pairs[party_pair].pair));
    }
    return strongest;
}

/* Holds the round between observers and parties. The effect is proportional to the activity of the
   observer. */
static void
hold_with_observers(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    const struct party *observers = row->observers.items, *parties = row->parties.items;
    double value = row->observers.count > 0 ? value_for_observers(s, agreement) : 0;

    for (int32_t k = 0; k < row->observers.count * row->parties.count; k++) {
        const struct party *o = &observers[k / row->parties.count];
        struct dyad_direction direction =
            dyad_direction(s, o->key.index, parties[k % row->parties.count].key.index);

        if (direction.pair != NONE) {
            meet_both(s, row, direction, value * o->implementation * o->activity);
        }
    }
}

/* Counts the round for the agreements that follow this one. Each of them may be signed. */
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
        hold_with_observers(s, event->a);
        sign_followers(s, event->a, u.u[2]);
    }
    agreement_schedule_meeting(s, event->a, sim_now(s));
}

/* Whether exercises refresh a measure of the agreement. Otherwise they have no effect. */
static bool
trains(const struct sim_context *s, int32_t agreement)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (agreement_holds(s, m, agreement) && row->refreshed_by == REFRESH_EXERCISE) {
            return true;
        }
    }
    return false;
}

void
agreement_on_exercise(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    bool trained = trains(s, event->a);
    int32_t party_pair;

    EACH_PARTY_PAIR(s, event->a, party_pair)
    {
        int32_t pair = s->world->party_pairs[party_pair].pair;

        for (int32_t c = 0; trained && c < CHANNEL_KINDS; c++) {
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

/* ---- meetings and exercises that a party calls ---- */

bool
agreement_can_meet(const struct sim_context *s, int32_t agreement)
{
    return queue_pending(&s->run->kernel.queue, SIM_AGREEMENT(s, agreement)->meeting);
}

bool
agreement_can_exercise(const struct sim_context *s, int32_t agreement)
{
    return trains(s, agreement);
}

void
agreement_call_meeting(struct sim_context *s, int32_t agreement)
{
    queue_reschedule(&s->run->kernel.queue, &SIM_AGREEMENT(s, agreement)->meeting, sim_now(s));
}

void
agreement_call_exercise(struct sim_context *s, int32_t agreement)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (queue_pending(&s->run->kernel.queue, now->exercise)) {
        queue_reschedule(&s->run->kernel.queue, &now->exercise, sim_now(s));
    } else {
        now->exercise = sim_in(s, 0, EVENT_exercise, agreement, 0);
    }
}
