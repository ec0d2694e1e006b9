#include "model/agreement/accord_parts.h"

#include "model/channel/channel.h"
#include "model/dyad/relation.h"

static void
refresh(struct sim *s, int32_t agreement, enum refreshed_by by)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (accord_holds(s, m, agreement) &&
            s->world->measures[m].row->refreshed_by == (int32_t)by) {
            SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
        }
    }
}

/* Recurring events, while in force */

void
accord_schedule_meeting(struct sim *s, int32_t agreement, double earliest)
{
    const struct agreement *row = accord_row(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->consultations.interval_days > 0) {
        double u = sim_draw4(s, PURPOSE_meeting, row->key.hash, (uint64_t)now->n_rounds).u[0];

        now->meeting =
            sim_at(s, fmax(earliest, sim_now(s)) + row->consultations.interval_days * (0.5 + u),
                EVENT_meeting, agreement, 0);
    }
}

void
accord_schedule_exercise(struct sim *s, int32_t agreement)
{
    const struct agreement *row = accord_row(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->exercises.interval_days > 0) {
        double u = sim_draw(s, PURPOSE_exercise, row->key.hash, (uint64_t)now->n_exercises++);

        now->exercise =
            sim_in(s, row->exercises.interval_days * (0.5 + u), EVENT_exercise, agreement, 0);
    }
}

/* Consultations */

static void
hold_round(struct sim *s, int32_t agreement)
{
    double share = s->world->parameters.tension.relief_consultation;
    double contact = s->world->parameters.trust.contact;
    int32_t bond;

    SIM_AGREEMENT(s, agreement)->n_held++;
    EACH_BOND(s, agreement, bond)
    {
        int32_t pair = s->world->bonds[bond].pair;
        struct pair_now *now = SIM_PAIR(s, pair);

        if (channel_open(s, pair, CHANNEL_POLITICAL)) {
            channel_contact(s, pair, CHANNEL_POLITICAL);
        }
        for (int32_t d = 0; d < 2; d++) {
            struct side side = {pair, d, &now->side[d]};

            relation_relieve(s, side, share);
            relation_experience(s, side, contact, 0);
        }
        sim_tell(s, (struct fact){.kind = FACT_CONTACT, .a = pair, .b = 1});
    }
    refresh(s, agreement, REFRESH_CONSULTATION);
}

/* Observers are there, too: as far as they take part, they gain trust and contacts with parties. */
static void
hold_with_observers(struct sim *s, const struct agreement *row)
{
    const struct party *observers = row->observers.items, *parties = row->parties.items;

    for (int32_t k = 0; k < row->observers.count * row->parties.count; k++) {
        const struct party *o = &observers[k / row->parties.count];
        struct side side =
            relation_side(s, o->key.index, parties[k % row->parties.count].key.index);
        double contact = s->world->parameters.trust.contact * o->implementation * o->activity;

        if (side.pair != NONE && contact > 0) {
            relation_experience(s, side, contact, 0);
            relation_experience(s, relation_other(s, side), contact, 0);
            if (channel_open(s, side.pair, CHANNEL_POLITICAL)) {
                channel_contact(s, side.pair, CHANNEL_POLITICAL);
            }
        }
    }
}

/* One agreement may lead to the next: the pipeline. */
static void
lead_on(struct sim *s, int32_t agreement, double u)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct agreement *row = accord_row(s, a);

        if (row->entry.follows == agreement) {
            SIM_AGREEMENT(s, a)->n_held++;
            if (SIM_AGREEMENT(s, a)->status == AGREEMENT_PROPOSED &&
                u < row->entry.signing_probability) {
                accord_sign(s, a);
            }
        }
    }
}

void
accord_on_meeting(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct agreement *row = accord_row(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    struct stream_block u =
        sim_draw4(s, PURPOSE_meeting, row->key.hash, (uint64_t)now->n_rounds++);
    double x = accord_tension_among(s, event->a) / fmax(row->consultations.skip_tension, 1e-9);

    now->meeting = (struct timer){0, 0};
    if (u.u[1] < 1 / (1 + x * x * x * x)) {
        hold_round(s, event->a);
        hold_with_observers(s, row);
        lead_on(s, event->a, u.u[2]);
    }
    accord_schedule_meeting(s, event->a, sim_now(s));
}

void
accord_on_exercise(void *sim, const struct event *event)
{
    struct sim *s = sim;
    int32_t bond;

    EACH_BOND(s, event->a, bond)
    {
        int32_t pair = s->world->bonds[bond].pair;

        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (channel_open(s, pair, (enum channel_kind)c)) {
                channel_contact(s, pair, (enum channel_kind)c);
            }
        }
        sim_tell(s, (struct fact){.kind = FACT_CONTACT, .a = pair, .b = 2});
    }
    refresh(s, event->a, REFRESH_EXERCISE);
    accord_schedule_exercise(s, event->a);
}
