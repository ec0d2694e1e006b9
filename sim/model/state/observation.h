/**
 * observation.h - observations: notifications of the model about the events of a run.
 *
 * The model notifies observers and does not depend on them. An observer keeps its counts in arrays
 * inside the run, so that a copied run continues to count. A trace sink is outside the run and
 * writes rows. Neither schedules an event or draws a random number.
 */
#ifndef MODEL_STATE_OBSERVATION_H
#define MODEL_STATE_OBSERVATION_H

#include "base/array.h"
#include "model/input/values.h"

struct run;
struct world;

enum observation_kind {
    OBS_STARTED,  /* incident: it begins */
    OBS_BLOCKED,  /* a: arrival process; the resilience of the target blocked an attempt */
    OBS_DETECTED, /* incident */
    OBS_TRIAGED,  /* incident */
    OBS_NAMED,    /* incident: attribution ended; members named and confidence */
    OBS_DECIDED,  /* incident: members overt, covert and help; value 1 if the decision is final,
                  * 2 if it is a further one after a statement of industry */
    OBS_ORDERED,  /* incident: its victim ordered a hostile response; b: response */
    OBS_ORDER_CLOSED, /* incident: this order was executed or withdrawn; b: response; value:
                       * enum order_end */
    OBS_PUBLIC,       /* incident: became publicly known */
    OBS_INDUSTRY,     /* incident: industry named an actor */
    OBS_ENDED,        /* incident: member harm */
    OBS_TRUTH,        /* incident: the truth became known */
    OBS_CLOSED,      /* incident or act, once each: no further events; 1: open at the horizon */
    OBS_ACT,         /* act: an executed act */
    OBS_MESSAGE,     /* message: read, failed or ended, or still under way at the horizon */
    OBS_CONTACT,     /* a: pair; b: enum contact_kind; value: the agreement under which it took
                       * place, or NONE */
    OBS_AGREEMENT,   /* a: agreement, b: new status */
    OBS_VIOLATION,   /* a: agreement, b: violator, incident */
    OBS_CRISIS,      /* a: pair, b: side, value 1 begins, 0 ends */
    OBS_RUNG,        /* a: pair, b: side; value: the old rung; the run contains the new one */
    OBS_SETTLED,     /* a: pair, b: side that offered; an off-ramp was accepted */
    OBS_TRUST,       /* a: pair, b: side, value: change of trust */
    OBS_MEMBER,      /* a: agreement, b: state; value 1 it is a party from now on, 0 no more */
    OBS_COOPERATION, /* a: pair, b: agreement under which the two work together: 1, or stop: 0 */
    OBS_CORRECTED,   /* incident: the victim found that it was no attack */
    OBS_CAPPED,      /* a: arrival process; a candidate with a rate above its ceiling */
    OBS_OFFER,       /* a: pair, b: side that offers an off-ramp; value: enum offer_step */
    OBS_OVER,        /* the horizon is reached; value: candidates considered */
    /* Without rows in events.csv, because messages.csv has their days: */
    OBS_SENT,       /* message: its sender has sent it */
    OBS_READ,       /* message: its receiver has read it */
    OBS_UNANSWERED, /* incident; b: asked state, value: kind of message; its sender stops waiting */
    OBS_CONCEDED, /* incident: its target meets the demand of a state; incidents.csv has the
                     * day */
    OBS_COUNT,
    OBS_ROWS = OBS_OVER + 1,
};

/** An executed act: an open response, or the start of an operation by a state. */
struct act {
    uint64_t id, parent_id;
    int32_t actor, target, rung;
    int32_t response; /* that it executes; NONE: an operation, suspension, retraction, denial */
    int32_t agreement; /* that it suspends; else NONE */
    int32_t parent_kind, parent_rung, generation;
    double day, parent_day;
    bool trigger_cyber, misdirected, upward, inadvertent;
    bool denial;     /* the actor rejects an accusation in public: rung 0 */
    bool retraction; /* the actor retracts its response to a wrong state: rung 0 */
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

/** Bit of a kind in observer.wanted. Routine contacts, which are frequent, have a separate bit. */
#define OBS_BIT(kind) (UINT64_C(1) << (kind))
#define OBS_BIT_ROUTINE OBS_BIT(OBS_COUNT)

_Static_assert(OBS_COUNT < 64, "kinds are bits of an uint64_t");

static inline uint64_t
observation_bit(const struct observation *o)
{
    return o->kind == OBS_CONTACT && o->b == CONTACT_ROUTINE ? OBS_BIT_ROUTINE
                                                             : OBS_BIT(o->kind);
}

/** An observer: a set of arrays inside the run, and a function that updates them. */
struct observer {
    const char *name;
    const size_t *element_sizes;
    int32_t n_arrays;
    uint64_t wanted; /* bits of the observations that note() receives */
    /** Sets the number of zeroed elements of each array at the start. Between events every array
     * has capacity for further elements (run.headroom). */
    void (*initial)(const struct world *w, int32_t *counts);
    /** Called for each wanted observation, with the arrays of this observer. */
    void (*note)(struct array *arrays, const struct world *w, const struct run *r,
        const struct observation *observation);
};

struct observers {
    const struct observer *const *at;
    int32_t n;
};

/** Receives every observation, outside the run. */
struct trace_sink {
    void *self;
    void (*note)(void *self, const struct world *w, const struct run *r,
        const struct observation *observation);
};

/** Names of the kinds in events.csv, the first OBS_ROWS; ends with NULL. */
extern const char *const observation_names[OBS_ROWS + 1];

#endif
