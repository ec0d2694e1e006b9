/**
 * observation.h - what the model tells whoever watches.
 *
 * The model offers facts and never learns what is done with them. A watcher keeps its numbers in
 * pools inside the run, so that a copied run goes on counting; a sink lies outside the run and
 * gets rows. Neither schedules an event or draws a number.
 */
#ifndef MODEL_STATE_OBSERVATION_H
#define MODEL_STATE_OBSERVATION_H

#include "base/array.h"

struct run;
struct world;

enum observation_kind {
    OBS_STARTED,     /* incident: it begins */
    OBS_BLOCKED,     /* a: stream of candidates; an attempt the target's resilience stopped */
    OBS_DETECTED,    /* incident */
    OBS_TRIAGED,     /* incident */
    OBS_NAMED,       /* incident: attribution ended; named and confidence stand in it */
    OBS_DECIDED,     /* incident: overt and covert stand in it */
    OBS_PUBLIC,      /* incident: became publicly known */
    OBS_INDUSTRY,    /* incident: industry named an actor */
    OBS_ENDED,       /* incident: harm stands in it */
    OBS_TRUTH,       /* incident: the truth came out */
    OBS_CLOSED,      /* incident: nothing more can happen to it; value 1 if censored */
    OBS_ACT,         /* act: an executed act */
    OBS_MESSAGE,     /* message: its way ended */
    OBS_CONTACT,     /* a: pair, b: enum contact_kind */
    OBS_AGREEMENT,   /* a: agreement, b: new status */
    OBS_VIOLATION,   /* a: agreement, b: violator, incident */
    OBS_CRISIS,      /* a: pair, b: side, value 1 begins, 0 ends */
    OBS_RUNG,        /* a: pair, b: side; old rung in value, the new one stands in the run */
    OBS_SETTLED,     /* a: pair; a way out of a crisis was accepted */
    OBS_TRUST,       /* a: pair, b: side, value: change of trust */
    OBS_MEMBER,      /* a: agreement, b: state; value 1 it is a party from now on, 0 no more */
    OBS_COOPERATION, /* a: pair, b: agreement under which the two work together: 1, or stop: 0 */
    OBS_OVER,        /* the horizon is reached */
    OBS_COUNT,
};

/** The occasion of a contact between two states. */
enum contact_kind { CONTACT_ROUTINE, CONTACT_CONSULTATION, CONTACT_EXERCISE };

/** An executed act: of a response, or the start of an operation by a state. */
struct act {
    uint64_t id, parent_id;
    int32_t actor, target, rung, response; /* response NONE: an operation */
    int32_t parent_kind, parent_rung, generation;
    double day, parent_day;
    bool trigger_cyber, wrongful, upward, inadvertent;
};

struct observation {
    enum observation_kind kind;
    double day;
    int32_t a, b;
    double value;
    const struct incident *incident;
    const struct message *message;
    const struct act *act;
};

/** Bit of a kind in watcher.kinds. Routine contacts, which are many, have one of their own. */
#define OBS_BIT(kind) (UINT32_C(1) << (kind))
#define OBS_BIT_ROUTINE OBS_BIT(OBS_COUNT)

_Static_assert(OBS_COUNT < 32, "kinds are bits of an uint32_t");

static inline uint32_t
observation_bit(const struct observation *f)
{
    return f->kind == OBS_CONTACT && f->b == CONTACT_ROUTINE ? OBS_BIT_ROUTINE
                                                             : OBS_BIT(f->kind);
}

/** A watcher. */
struct observer {
    const char *name;
    const size_t *element_sizes;
    int32_t n_arrays;
    uint32_t wanted; /* bits of what note() is told of */
    /** Elements each pool has from the start, zeroed; room for more is kept between events. */
    void (*initial)(const struct world *w, int32_t *counts);
    void (*note)(struct array *pools, const struct world *w, const struct run *r,
        const struct observation *fact);
};

struct observers {
    const struct observer *const *at;
    int32_t n;
};

/** Gets every fact, outside the run. */
struct trace_sink {
    void *self;
    void (*note)(
        void *self, const struct world *w, const struct run *r, const struct observation *fact);
};

/** Ended by NULL, as every list of names that a column is chosen from. */
extern const char *const observation_names[OBS_COUNT + 1];

#endif
