/**
 * fact.h - what the model tells whoever watches.
 *
 * The model offers facts and never learns what is done with them. A watcher keeps its numbers in
 * pools inside the run, so that a copied run goes on counting; a sink lies outside the run and
 * gets rows. Neither schedules an event or draws a number.
 */
#ifndef MODEL_STATE_FACT_H
#define MODEL_STATE_FACT_H

#include "base/pool.h"

struct run;
struct world;

enum fact_kind {
    FACT_STARTED,     /* incident: it begins */
    FACT_BLOCKED,     /* a: stream of candidates; an attempt the target's resilience stopped */
    FACT_DETECTED,    /* incident */
    FACT_TRIAGED,     /* incident */
    FACT_NAMED,       /* incident: attribution ended; named and confidence stand in it */
    FACT_DECIDED,     /* incident: front and back stand in it */
    FACT_PUBLIC,      /* incident: became publicly known */
    FACT_INDUSTRY,    /* incident: industry named an actor */
    FACT_ENDED,       /* incident: harm stands in it */
    FACT_TRUTH,       /* incident: the truth came out */
    FACT_CLOSED,      /* incident: nothing more can happen to it; value 1 if censored */
    FACT_ACT,         /* act: an executed act */
    FACT_MESSAGE,     /* message: its way ended */
    FACT_CONTACT,     /* a: pair; b: 0 routine, 1 consultations, 2 exercise */
    FACT_AGREEMENT,   /* a: agreement, b: new status */
    FACT_VIOLATION,   /* a: agreement, b: violator, incident */
    FACT_CRISIS,      /* a: pair, b: side, value 1 begins, 0 ends */
    FACT_RUNG,        /* a: pair, b: side; old rung in value, the new one stands in the run */
    FACT_SETTLED,     /* a: pair; a way out of a crisis was accepted */
    FACT_TRUST,       /* a: pair, b: side, value: change of trust */
    FACT_MEMBER,      /* a: agreement, b: state; value 1 it is a party from now on, 0 no more */
    FACT_COOPERATION, /* a: pair, b: agreement under which the two work together: 1, or stop: 0 */
    FACT_OVER,        /* the horizon is reached */
    FACT_COUNT,
};

/** An executed act: of a response, or the start of an operation by a state. */
struct act {
    uint64_t id, parent_id;
    int32_t actor, target, rung, response; /* response NONE: an operation */
    int32_t parent_kind, parent_rung, generation;
    double day, parent_day;
    bool trigger_cyber, wrongful, upward, inadvertent;
};

struct fact {
    enum fact_kind kind;
    double day;
    int32_t a, b;
    double value;
    const struct incident *incident;
    const struct message *message;
    const struct act *act;
};

/** Bit of a kind in watcher.kinds. Routine contacts, which are many, have one of their own. */
#define FACT_BIT(kind) (UINT32_C(1) << (kind))
#define FACT_BIT_ROUTINE FACT_BIT(FACT_COUNT)

_Static_assert(FACT_COUNT < 32, "kinds are bits of an uint32_t");

static inline uint32_t
fact_bit(const struct fact *f)
{
    return f->kind == FACT_CONTACT && f->b == 0 ? FACT_BIT_ROUTINE : FACT_BIT(f->kind);
}

/** A watcher. */
struct watcher {
    const char *name;
    const size_t *element_sizes;
    int32_t n_pools;
    uint32_t kinds; /* bits of what note() is told of */
    /** Elements each pool has from the start, zeroed; room for more is kept between events. */
    void (*initial)(const struct world *w, int32_t *counts);
    void (*note)(struct pool *pools, const struct world *w, const struct run *r,
        const struct fact *fact);
};

struct watchers {
    const struct watcher *const *at;
    int32_t n;
};

/** Gets every fact, outside the run. */
struct sink {
    void *self;
    void (*note)(
        void *self, const struct world *w, const struct run *r, const struct fact *fact);
};

/** Ended by NULL, as every list of names that a column is chosen from. */
extern const char *const fact_names[FACT_COUNT + 1];

#endif
