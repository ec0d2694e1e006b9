/**
 * observation.h - observations: notifications of the model about the events of a run.
 *
 * The model notifies observers and does not depend on them. An observer keeps its counts in arrays
 * inside the run, so that a copied run continues to count. A trace sink is outside of the run and
 * writes rows. Observers and trace sinks schedule no events and draw no random numbers. The
 * comments of the kinds name the members of struct observation that are set.
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
    OBS_NAMED,    /* incident: attribution ended; its members named and confidence */
    /* incident: its members overt, covert and help; value: 1 if this is the last decision, 2 if it
       follows a statement of industry */
    OBS_DECIDED,
    OBS_ORDERED, /* incident: its victim ordered a hostile response; b: response */
    /* incident: a hostile order of its victim was executed or withdrawn; b: response; value: enum
       order_end */
    OBS_ORDER_CLOSED,
    OBS_PUBLIC,   /* incident: it became publicly known */
    OBS_INDUSTRY, /* incident: industry named an actor */
    OBS_ENDED,    /* incident: it ended; its member harm */
    OBS_TRUTH,    /* incident: the victim learnt the truth */
    /* incident or received act: no event about it follows; each is observed once; value: 1 if it
       was still open at the horizon */
    OBS_CLOSED,
    OBS_ACT, /* act: an executed act */
    /* message: it was read, failed or ended, or is still under way at the horizon */
    OBS_MESSAGE,
    /* a: pair; b: enum contact_kind; value: the agreement of the contact, or NONE */
    OBS_CONTACT,
    OBS_AGREEMENT, /* a: agreement, b: new status */
    OBS_VIOLATION, /* a: agreement, b: violator; incident */
    OBS_CRISIS,    /* a: pair, b: direction; value: 1 if a crisis begins, 0 if it ends */
    /* a: pair, b: direction; value: the old rung (the run has the new one). Observers other than
       trace sinks receive falls later than on their day (dyad_settle_rungs()) */
    OBS_RUNG,
    OBS_SETTLED, /* a: pair, b: direction of the offer; an off-ramp was accepted */
    OBS_TRUST,   /* a: pair, b: direction; value: change of trust */
    OBS_MEMBER,  /* a: agreement, b: state; value: 1 if it becomes a party, 0 if it leaves */
    /* a: pair, b: agreement; value: 1 if the two cooperate again, 0 if they stop */
    OBS_COOPERATION,
    OBS_CORRECTED, /* incident: the victim found that the incident was no attack */
    OBS_CAPPED,    /* a: arrival process; the rate at a candidate was above its maximum */
    OBS_OFFER, /* a: pair, b: direction of the offer of an off-ramp; value: enum offer_step */
    /* a: pair; b: direction of the open act, or of the attributed attack, that has ended the
       settlement of the two states */
    OBS_BROKEN,
    OBS_OVER, /* the horizon is reached; value: number of candidates */
    /* The next kinds have no rows in events.csv, because other trace files contain their days. */
    OBS_SENT, /* message: its sender has sent it */
    OBS_READ, /* message: its receiver has read it */
    /* incident; b: asked state; value: kind of message; the sender stops waiting */
    OBS_UNANSWERED,
    OBS_CONCEDED, /* incident: its target meets the demand of a state */
    OBS_COUNT,
    OBS_ROWS = OBS_OVER + 1,
};

/** An executed act: an open response, or the start of an operation by a state. */
struct act {
    uint64_t id, parent_id;
    int32_t actor, target, rung;
    /* response that it executes; NONE: an operation, suspension, retraction, denial */
    int32_t response;
    int32_t agreement; /* agreement that it suspends, or NONE */
    int32_t parent_kind, parent_rung, generation;
    double day, parent_day;
    /* trigger_cyber: the parent is an incident; misdirected: the target is not responsible for it;
       upward: the act raised the rung of its actor or began a crisis; inadvertent: upward because
       of a false belief */
    bool trigger_cyber, misdirected, upward, inadvertent;
    bool denial;     /* the actor rejects an accusation or a protest: rung 0 */
    bool retraction; /* the actor retracts a response against a wrong state: rung 0 */
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

/**
 * The bit of a kind in observer.wanted. Routine contacts have a bit of their own, because they are
 * frequent.
 */
#define OBS_BIT(kind) (UINT64_C(1) << (kind))
#define OBS_BIT_ROUTINE OBS_BIT(OBS_COUNT)

_Static_assert(OBS_COUNT < 64, "kinds are bits of an uint64_t");

/** Returns the bit of an observation in observer.wanted. */
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
    /**
     * Sets how many zeroed elements each array has at the start. Between events every array has
     * capacity for further elements (run.headroom).
     */
    void (*initial)(const struct world *w, int32_t *counts);
    /** Called for each wanted observation. `arrays` are the arrays of this observer. */
    void (*note)(struct array *arrays, const struct world *w, const struct run *r,
        const struct observation *observation);
};

struct observers {
    const struct observer *const *at;
    int32_t n;
};

/** A receiver of every observation, outside of the run. */
struct trace_sink {
    void *self;
    void (*note)(void *self, const struct world *w, const struct run *r,
        const struct observation *observation);
};

/** The names in events.csv of the first OBS_ROWS kinds; the array ends with NULL. */
extern const char *const observation_names[OBS_ROWS + 1];

#endif
