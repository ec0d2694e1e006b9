/**
 * seen.h - what a state has learned: the only place where truth becomes knowledge.
 *
 * A ledger is outside the run. It receives the observations of the run (observation.h) and adds
 * an item for each state that learns of the fact; seen_item.c has the table of the states that
 * learn of each kind of fact. Items are only added, never changed. Nothing here depends on what
 * the state does not know: the true initiator, false flags, undetected operations, the tension
 * and trust of others, and whether its messages arrived. So a program that shows a state its
 * items can include this header without access to the rest of the run.
 *
 * Identities of incidents and acts are hashes of their sources. A state sees its own numbers
 * instead: 1, 2, ..., in the order in which it learns of them.
 *
 * States, incident types, responses and agreements are indices into the world, or NONE. Days count
 * from the start. Numbers are rounded (seen_round): probabilities to 0.01, tension, trust and
 * pressure to 0.05, severities to 0.1, days to 0.01. NAN: not known.
 */
#ifndef MODEL_SEAT_SEEN_H
#define MODEL_SEAT_SEEN_H

#include "base/array.h"
#include "model/input/values.h"

struct incident;
struct observation;
struct run;
struct trace_sink;
struct world;

/** A kind of fact, as the state that learns of it sees it. */
enum seen_kind {
    SEEN_OPERATION,      /* an operation of its services, or one that it ordered, begins */
    SEEN_OPERATION_OVER, /* ... and ends */
    SEEN_DETECTED,       /* it detects an incident against it */
    SEEN_DEMAND,         /* ... and actor, a state, states its demand to target */
    SEEN_TRIAGED,        /* ... and has judged severity and intent */
    SEEN_NAMED,          /* ... and ends attribution: named, confidence */
    SEEN_DECIDED,        /* ... and decides: overt, covert, help */
    SEEN_CONCESSION,     /* target meets a demand; actor: NONE if the author are criminals */
    SEEN_ORDERED,        /* it orders a hostile response */
    SEEN_ORDER_CLOSED,   /* the order was executed or withdrawn: end (enum order_end) */
    SEEN_OVER,           /* an incident that it has detected ends */
    SEEN_ACT,            /* an act of its own, one toward it, or one in public */
    SEEN_PUBLIC,         /* an incident becomes public */
    SEEN_INDUSTRY,       /* a company names an actor */
    SEEN_TRUTH,          /* the truth about an incident becomes known: actor, type */
    SEEN_SENT,           /* it sends a message */
    SEEN_READ,           /* it has read a message */
    SEEN_REPLY,          /* a reply to its message arrives, or a refusal */
    SEEN_NO_REPLY,       /* it stops waiting for a reply */
    SEEN_CONTACT,        /* it meets another state: contact (enum contact_kind) */
    SEEN_AGREEMENT,      /* an agreement has another status */
    SEEN_MEMBER,         /* a state joins an agreement (on) or leaves it */
    SEEN_VIOLATION,      /* actor is considered to have violated an agreement */
    SEEN_CRISIS,         /* for it, a crisis with target begins (on) or ends */
    SEEN_SETTLED,        /* actor and target have agreed on an off-ramp */
    SEEN_KINDS
};

/** Ids of the kinds, such as "operation_over"; ends with NULL. */
extern const char *const seen_kind_names[SEEN_KINDS + 1];

/** One fact that a state has learned. Members that its kind does not have: NONE, NAN or false. */
struct seen_item {
    int32_t kind;   /* enum seen_kind */
    int32_t number; /* of the incident or act; 0: none, or one without a number for the state */
    int32_t about;  /* act: number of the incident or act that it responds to, 0: not known */
    int32_t actor;  /* its author or sender; TRUTH: also SUSPECT_* */
    int32_t target; /* the state or actor that it is directed against */
    int32_t type;   /* of incident; NONE: only the intrusion was found, or no incident */
    int32_t on;     /* of incident: enum target_class */
    int32_t named;  /* state, SUSPECT_* or NONE */
    int32_t overt, covert, help; /* chosen responses */
    int32_t response;            /* act, order: the response; NONE: none */
    int32_t agreement;           /* act: that it suspends */
    int32_t status;              /* enum agreement_status */
    int32_t message, channel;    /* enum message_kind, enum channel_kind */
    int32_t reply;   /* enum reply; NONE if assistance or legal assistance was granted */
    int32_t contact; /* enum contact_kind */
    int32_t end;     /* enum order_end */
    bool critical, public_, begins, final;
    double day;
    double since; /* message read: day on which its sender found the incident */
    double severity, intent, confidence;
};

/** An incident that the state has detected, or an act that it has received. */
struct seen_incident {
    int32_t number;
    int32_t trigger_kind, phase; /* enum trigger_kind, enum phase */
    int32_t
        type;   /* of an incident that is not stealthy, or whose truth is known; NONE: unknown,
                 * or an act */
    int32_t on; /* enum target_class: what was hit */
    int32_t act_from, act_response, act_agreement; /* of an act, else NONE */
    double detected_day, deadline_day;             /* deadline NAN: no deadline is running */
    double severity, intent;                       /* as perceived; NAN before triage */
    bool slow; /* the type is stealthy: evidence comes later, and patience is longer */
    bool critical, public_, asked, over;
    int32_t reply, reply_from; /* reply of the state it asked (enum reply), and that state */
    int32_t n_suspects;        /* 0 after the final decision and its hostile orders */
    int32_t suspect[SUSPECTS_MAX];
    double posterior[SUSPECTS_MAX];
    int32_t named;                /* state, SUSPECT_* or NONE: not attributed (yet) */
    int32_t demands;              /* state that has stated a demand to it; NONE */
    int32_t industry_named;       /* as named, by a company */
    int32_t truth;                /* the responsible actor, if the truth is known; NONE: it is
                                   * not */
    bool conceded;                /* it has done what was demanded */
    bool accused;                 /* the state has named it in public */
    uint64_t joined[SEATS_WORDS]; /* states that have agreed to join in, one bit each */
    double confidence;
    int32_t overt, covert, help; /* chosen responses; NONE: not decided yet */
};

/** A public incident of another state. */
struct seen_public {
    int32_t number;
    int32_t target, type, on; /* type NONE: unknown, because only the intrusion was found */
    double public_day;
    int32_t accused;        /* state that the victim names in public, or NONE */
    int32_t industry_named; /* NONE: not (yet) named; may be SUSPECT_* */
    int32_t truth;          /* the responsible actor; NONE: not known */
};

/** An operation of the state's own services, or a counter-operation that it ordered. */
struct seen_operation {
    int32_t number;
    int32_t type, target;
    double since;
    bool over;
    bool demands, conceded; /* the author has stated a demand to the target; the target has met
                             * it */
};

/** What one state has learned. */
struct seen_seat {
    struct array ids;   /* uint64_t: identities; the number is the index plus 1 */
    struct array items; /* struct seen_item */
    /* incidents that the run has closed, as they were when it closed them */
    struct array incidents, publics, operations;
    struct array used;      /* double: day of the last known use of each channel of its pairs */
    struct array refreshed; /* double: day of the last known refreshment of each measure */
};

struct seen {
    struct seen_seat *seat; /* one for each state; those that are not followed stay empty */
    int32_t n_states;
    bool no_memory;
};

/**
 * Begins a ledger for the states of a set, one bit each, before the first event of a run.
 * STATUS_NO_MEMORY. Call seen_free in any case. A zeroed ledger is a valid argument of seen_free.
 */
enum status seen_init(struct seen *seen, const struct run *r, const struct world *w,
    const uint64_t states[SEATS_WORDS]) MUST_CHECK;
void seen_free(struct seen *seen);

/** The trace sink that adds to the ledger. `seen` must not move while it is used. If memory is
 * exhausted it sets seen->no_memory; do not use the ledger then. */
struct trace_sink seen_sink(struct seen *seen);
/** The function of that sink, for a sink with further tasks. */
void seen_note(
    void *seen, const struct world *w, const struct run *r, const struct observation *fact);

/** Items of a state, the oldest first; sets their number. */
const struct seen_item *seen_items(const struct seen *seen, int32_t state, int32_t *n);

/** The number of an incident or act for a state; 0: none. */
int32_t seen_number(const struct seen *seen, int32_t state, uint64_t id);

/** Index in the run of the incident or act with that number; NONE: the run has closed it. */
int32_t seen_index(const struct seen *seen, const struct run *r, int32_t state, int32_t number);

/** value rounded to a multiple of step (> 0); NAN stays NAN. */
double seen_round(double value, double step);

#define SEEN_PROBABILITY_STEP 0.01
#define SEEN_TENSION_STEP 0.05
#define SEEN_SEVERITY_STEP 0.1
#define SEEN_DAY_STEP 0.01

/** The type of an incident as its victim and the public see it: NONE if it is stealthy, and for
 * an act. */
int32_t seen_type(const struct world *w, const struct incident *i);

#endif
