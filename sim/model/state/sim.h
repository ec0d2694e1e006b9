/**
 * sim.h - what every rule of the model works on: a run, its world, and who watches.
 *
 * Internal to the model. A handler gets a struct sim and changes the run through it; between
 * events there is always room for `run.room` more elements of every pool, so nothing here fails.
 */
#ifndef MODEL_STATE_SIM_H
#define MODEL_STATE_SIM_H

#include "kernel/law.h"
#include "kernel/real.h"
#include "model/state/run_state.h"

/** What may be marked. */
enum sim_mark { MARK_CRISIS = 1, MARK_PATIENCE = 2, MARK_DETECTION = 4, MARK_MATTER = 8 };

/** What is due about a marked matter. */
enum sim_due { DUE_CLARIFICATION, DUE_DECISION };

/**
 * What a rule leaves to rules of higher rooms, which it does not know. model.c has them take it in
 * when the handler of the event is done, so that nothing is marked between events.
 */
struct sim_marks {
    uint32_t kinds;                  /* enum sim_mark */
    uint64_t patience[SEATS_WORDS];  /* states that have entered a crisis, one bit each */
    uint64_t detection[SEATS_WORDS]; /* states whose speed of detection may have changed */
    int32_t crisis; /* pair whose crisis began or ended; pair_now.marked follows */
    int32_t matter; /* incident about which a step is due */
    enum sim_due due;
};

struct sim {
    struct run *run;
    const struct world *world;
    const struct watchers *watchers;
    const struct sink *sink;
    struct sim_marks marks;
};

/** Event kinds, in the order of their turns among events of one time. Handlers: model.c. */
enum event_name {
    EVENT_agreement_step,
    EVENT_inject,
    EVENT_incident_end,
    EVENT_desk_done,
    EVENT_message_arrives,
    EVENT_message_relayed,
    EVENT_reply_arrives,
    EVENT_evidence,
    EVENT_industry,
    EVENT_publication,
    EVENT_detection,
    EVENT_post_hoc,
    EVENT_wait_over,
    EVENT_patience_over,
    EVENT_response,
    EVENT_truth,
    EVENT_offer,
    EVENT_meeting,
    EVENT_exercise,
    EVENT_hazard,
    EVENT_suspension,
    EVENT_tranche,
    EVENT_capacity,
    EVENT_rung_step,
    EVENT_crisis_end,
    EVENT_routine_contact,
    EVENT_candidate,
    EVENT_member,
    EVENT_trace,
    EVENT_membership,
    EVENT_bond_suspension,
    EVENT_COUNT,
};

#define SIM_TURN(kind) ((int32_t)(kind) + 1)

#define SIM_STATE(s, i) POOL_AT(struct state_now, &(s)->run->states, i)
#define SIM_PAIR(s, i) POOL_AT(struct pair_now, &(s)->run->pairs, i)
#define SIM_STREAM(s, i) POOL_AT(struct stream_now, &(s)->run->streams, i)
#define SIM_AGREEMENT(s, i) POOL_AT(struct agreement_now, &(s)->run->agreements, i)
#define SIM_MEASURE(s, i) POOL_AT(struct measure_now, &(s)->run->measures, i)
#define SIM_PARTY(s, i) POOL_AT(struct party_now, &(s)->run->parties, i)
#define SIM_BOND(s, i) POOL_AT(struct bond_now, &(s)->run->bonds, i)
#define SIM_DESK(s, i) POOL_AT(struct desk, &(s)->run->desks, i)
#define SIM_INCIDENT(s, i) POOL_AT(struct incident, &(s)->run->incidents.pool, i)
#define SIM_BELIEF(s, i) POOL_AT(struct belief, &(s)->run->beliefs.pool, i)
#define SIM_CAMPAIGN(s, i) POOL_AT(struct campaign, &(s)->run->campaigns.pool, i)
#define SIM_MESSAGE(s, i) POOL_AT(struct message, &(s)->run->messages.pool, i)
#define SIM_JOB(s, i) POOL_AT(struct job, &(s)->run->jobs.pool, i)
#define SIM_ORDER(s, i) POOL_AT(struct order, &(s)->run->orders.pool, i)
#define SIM_ARRIVAL(s, i) POOL_AT(struct arrival, &(s)->run->arrivals.pool, i)
#define SIM_TRANCHE(s, i) POOL_AT(struct tranche, &(s)->run->tranches.pool, i)

static inline double
sim_now(const struct sim *s)
{
    return s->run->kernel.now;
}

/** A block of four uniforms. */
static inline struct stream_block
sim_draw4(const struct sim *s, enum purpose purpose, uint64_t entity, uint64_t index)
{
    return stream_block(&s->run->base, s->run->purposes.key[purpose], entity, index, 0);
}

static inline double
sim_draw(const struct sim *s, enum purpose purpose, uint64_t entity, uint64_t index)
{
    return stream_uniform(&s->run->base, s->run->purposes.key[purpose], entity, index);
}

/** A crisis between the two has begun or ended: offers and agreements depend on that. */
void sim_mark_crisis(struct sim *s, int32_t pair);
/** A marked pair, which is marked no longer; NONE if there is none. */
int32_t sim_next_crisis(struct sim *s);

/** The state has entered its first crisis: its patience is cut. */
void sim_mark_patience(struct sim *s, int32_t state);

/** The state's speed of detection may have changed; NONE: that of every state. */
void sim_mark_detection(struct sim *s, int32_t state);

/** Whether the state is among those marked; and clears all marks of a kind. */
bool sim_is_marked(const uint64_t states[SEATS_WORDS], int32_t state);
void sim_unmark(struct sim *s, enum sim_mark kind, uint64_t states[SEATS_WORDS]);

/** A step is due about a matter, the last thing of the event. At most one per event. */
void sim_mark_matter(struct sim *s, int32_t incident, enum sim_due due);

struct timer sim_at(struct sim *s, double day, enum event_name kind, int32_t a, int32_t b);
struct timer sim_in(struct sim *s, double days, enum event_name kind, int32_t a, int32_t b);
void sim_cancel(struct sim *s, struct timer *t);

/** Tells watchers and sink of a fact that one of them wants. `fact->day` is set here. */
void sim_spread(struct sim *s, struct fact *fact);

/** The same of any fact: most runs have no sink, and what nobody wants is not even made. */
static inline void
sim_tell(struct sim *s, struct fact fact)
{
    if (s->sink != NULL || (s->run->kinds & fact_bit(&fact)) != 0) {
        sim_spread(s, &fact);
    }
}

/** A free element of a store, zeroed. */
int32_t sim_take(struct store *store);
void sim_give(struct store *store, int32_t index);

/** Value of a decaying quantity at `day`. */
double sim_decayed(struct decaying q, double halflife_days, double day);
void sim_add(struct decaying *q, double amount, double halflife_days, double day);

#endif
