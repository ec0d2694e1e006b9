/**
 * sim.h - the context of every rule of the model: a run, its world and its observers.
 *
 * Only the model includes this header. An event handler receives a struct sim_context and changes
 * the run through it. At the start of an event every array has capacity for `run.headroom` more
 * elements. The functions here therefore cannot fail.
 */
#ifndef MODEL_STATE_SIM_H
#define MODEL_STATE_SIM_H

#include "kernel/distribution.h"
#include "kernel/portable_math.h"
#include "model/state/run_state.h"

/** The kinds of marks. */
enum sim_mark {
    MARK_CRISIS = 1,
    MARK_PATIENCE = 2,
    MARK_DETECTION = 4,
    MARK_STEP = 8,
    MARK_LAPSE = 16,     /* an offer or order on the table of a seat (seat/tabled.c) is void */
    MARK_SETTLED = 32,   /* an off-ramp was accepted: orders have to be withdrawn */
    MARK_OFFER_OVER = 64 /* an offer is no longer open: orders that waited for it are due */
};

/** The step that is due. The comments name the subject of each step. */
enum sim_due {
    DUE_CLARIFICATION, /* incident */
    DUE_DECISION,      /* incident */
    DUE_MESSAGE,       /* message that a state with a seat has read */
    DUE_OFFER,         /* 2 * pair + direction of an offer to a state with a seat */
    DUE_ORDER          /* order of a state with a seat */
};

/**
 * A mark is a request of a rule to a rule that it cannot call, because that rule belongs to a later
 * subfolder (table in CONTRIBUTING.md). model_settle() processes all marks after the handler of the
 * event. There are therefore no marks between events.
 */
struct sim_marks {
    uint32_t kinds;                 /* enum sim_mark */
    uint64_t patience[SEATS_WORDS]; /* bits of the states that have entered a crisis */
    /* bits of the states whose speed of detection may have changed */
    uint64_t detection[SEATS_WORDS];
    int32_t crisis;  /* first pair whose crisis began or ended; pair_now.marked has the next */
    int32_t subject; /* subject of the step that is due */
    enum sim_due due;
};

/**
 * The weight that was computed last for a measure, with the two times in days from which it was
 * computed (lever_measure_weight()). The rules for a message read several levers of the same
 * measures at the same moment.
 */
struct sim_weight {
    int32_t measure; /* 1 + index of the measure; 0: none */
    double days, stale, weight;
};

enum { SIM_WEIGHTS = 16 };

struct sim_context {
    struct run *run;
    const struct world *world;
    const struct observers *observers;
    const struct trace_sink *sink;
    struct sim_marks marks;
    /* SIM_WEIGHTS elements, or NULL; the index of an element is that of the measure modulo
       SIM_WEIGHTS */
    struct sim_weight *weights;
};

/**
 * The kinds of events, in the order in which events of the same time happen. model.c has their
 * handlers.
 */
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
    EVENT_stock_taking,
    EVENT_analysis,
    EVENT_concession,
    EVENT_COUNT,
};

#define SIM_TURN(kind) ((int32_t)(kind) + 1)

#define SIM_STATE(s, i) ARRAY_AT(struct state_now, &(s)->run->states, i)
#define SIM_PAIR(s, i) ARRAY_AT(struct pair_now, &(s)->run->pairs, i)
#define SIM_ARRIVAL_PROCESS(s, i)                                                              \
    ARRAY_AT(struct arrival_process_now, &(s)->run->arrival_processes, i)
#define SIM_AGREEMENT(s, i) ARRAY_AT(struct agreement_now, &(s)->run->agreements, i)
#define SIM_MEASURE(s, i) ARRAY_AT(struct measure_now, &(s)->run->measures, i)
#define SIM_PARTY(s, i) ARRAY_AT(struct party_now, &(s)->run->parties, i)
#define SIM_PARTY_PAIR(s, i) ARRAY_AT(struct party_pair_now, &(s)->run->party_pairs, i)
#define SIM_DESK(s, i) ARRAY_AT(struct desk, &(s)->run->desks, i)
#define SIM_INCIDENT(s, i) ARRAY_AT(struct incident, &(s)->run->incidents.items, i)
#define SIM_BELIEF(s, i) ARRAY_AT(struct belief, &(s)->run->beliefs.items, i)
#define SIM_CAMPAIGN(s, i) ARRAY_AT(struct campaign, &(s)->run->campaigns.items, i)
#define SIM_MESSAGE(s, i) ARRAY_AT(struct message, &(s)->run->messages.items, i)
#define SIM_JOB(s, i) ARRAY_AT(struct job, &(s)->run->jobs.items, i)
#define SIM_ORDER(s, i) ARRAY_AT(struct order, &(s)->run->orders.items, i)
#define SIM_CAMPAIGN_MEMBER(s, i)                                                              \
    ARRAY_AT(struct campaign_member, &(s)->run->campaign_members.items, i)
#define SIM_TRANCHE(s, i) ARRAY_AT(struct tranche, &(s)->run->tranches.items, i)
#define SIM_TABLED(s, i) ARRAY_AT(struct tabled, &(s)->run->tabled.items, i)

/** Whether the state has a seat. */
static inline bool
sim_has_seat(const struct sim_context *s, int32_t state)
{
    return (s->run->seats[state / 64] >> (state % 64) & 1) != 0;
}

/** Returns the present day. */
static inline double
sim_now(const struct sim_context *s)
{
    return s->run->kernel.now;
}

/** Returns the block of four uniform numbers at that address. */
static inline struct stream_block
sim_draw4(const struct sim_context *s, enum purpose purpose, uint64_t entity, uint64_t index)
{
    return stream_block(&s->run->base, s->run->purposes.key[purpose], entity, index, 0);
}

/**
 * Returns `n` uniform numbers of a block, from number `first` on. Another rule uses the rest of the
 * block.
 */
static inline struct stream_block
sim_draw_part(const struct sim_context *s, enum purpose purpose, uint64_t entity,
    uint64_t index, int32_t first, int32_t n)
{
    return stream_part(&s->run->base, s->run->purposes.key[purpose], entity, index, first, n);
}

/** Returns the first uniform number of the block at that address. */
static inline double
sim_draw(const struct sim_context *s, enum purpose purpose, uint64_t entity, uint64_t index)
{
    return stream_uniform(&s->run->base, s->run->purposes.key[purpose], entity, index);
}

/** Marks a pair whose crisis has begun or ended, for the rules of offers and agreements. */
void sim_mark_crisis(struct sim_context *s, int32_t pair);
/** Removes and returns the pair that was marked last; NONE if there is none. */
int32_t sim_next_crisis(struct sim_context *s);

/** Marks a state that has entered a crisis and was in none before. Its patience will be reduced. */
void sim_mark_patience(struct sim_context *s, int32_t state);

/** Marks a state (NONE: all states) whose speed of detection may have changed. */
void sim_mark_detection(struct sim_context *s, int32_t state);

/** Whether the bit of a state is set in `states`, a member of struct sim_marks. */
static inline bool
sim_is_marked(const uint64_t states[SEATS_WORDS], int32_t state)
{
    return (states[state / 64] >> (state % 64) & 1) != 0;
}
/**
 * Clears all marks of a kind, and all bits of `states`, the member of struct sim_marks of this
 * kind.
 */
void sim_unmark(struct sim_context *s, enum sim_mark kind, uint64_t states[SEATS_WORDS]);

/**
 * Marks a step that is due at the end of the event: a clarification, a decision, a reply or a
 * review. `subject` is explained at enum sim_due. An event may mark at most one step.
 */
void sim_mark_step(struct sim_context *s, int32_t subject, enum sim_due due);

/** These functions schedule an event: sim_at() on `day` (>= now), sim_in() in `days` (>= 0). */
struct timer sim_at(
    struct sim_context *s, double day, enum event_name kind, int32_t a, int32_t b);
struct timer sim_in(
    struct sim_context *s, double days, enum event_name kind, int32_t a, int32_t b);
/** Cancels the event of a timer, if it is scheduled. */
void sim_cancel(struct sim_context *s, struct timer *t);

/** Sends a wanted observation to observers and the trace sink. */
void sim_dispatch(struct sim_context *s, const struct observation *observation);

/**
 * Sends an observation of `day` if an observer or a trace sink receives its kind. The function is
 * inline: most runs have no sink, and the compiler then does not build observations without a
 * receiver.
 */
static inline void
sim_notify_of_day(struct sim_context *s, double day, struct observation observation)
{
    if (s->sink != NULL || (s->run->wanted & observation_bit(&observation)) != 0) {
        observation.day = day;
        sim_dispatch(s, &observation);
    }
}

/** Sends an observation of the present day. */
static inline void
sim_notify(struct sim_context *s, struct observation observation)
{
    sim_notify_of_day(s, sim_now(s), observation);
}

/**
 * Acquires a zeroed element of a pool. Returns its index, which stays valid until the element is
 * released. A pointer to the element stays valid until the event ends (base/array.h).
 */
int32_t sim_acquire(struct object_pool *pool);
/** Like sim_acquire(), but the caller sets all members of the element. */
static inline int32_t
sim_acquire_unset(struct object_pool *pool)
{
    return pool->unused.count > 0 ? *ARRAY_AT(int32_t, &pool->unused, --pool->unused.count)
                                  : array_append(&pool->items);
}
/** Returns an element to the pool, which may use it again. */
void sim_release(struct object_pool *pool, int32_t index);

/**
 * Returns the share of a decaying quantity that is left after `days` (>= 0). `halflife_days` is
 * positive. The test for 0 saves time, because many quantities are read on the day of their last
 * change.
 */
static inline double
sim_decay(double days, double halflife_days)
{
    return days == 0 ? 1 : portable_exp2(-days / halflife_days);
}

/** Returns the value of a decaying quantity on `day`. */
double sim_decay_value(struct decaying q, double halflife_days, double day);
/** Adds an amount to a decaying quantity on `day`. */
void sim_add(struct decaying *q, double amount, double halflife_days, double day);

#endif
