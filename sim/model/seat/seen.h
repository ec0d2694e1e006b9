/**
 * seen.h - what a state has learned during a run. Only the files seen*.c decide which facts a
 * state learns.
 *
 * A ledger is outside of the run. It receives the observations of the run (observation.h) and adds
 * an item for each state that learns of the fact. seen_item.c has a table of the states that learn
 * of each kind of fact. Items are added and never changed. No item depends on what the state does
 * not know: the true initiator, false flags, undetected operations, the tension and trust of
 * others, and whether its messages arrived. A program that shows a state its items can therefore
 * include this header without access to the rest of the run.
 *
 * The ids of incidents and acts are hashes of their origin. A state sees numbers of its own
 * instead: 1, 2, ..., in the order in which it learns of the incidents and acts.
 *
 * States, incident types, responses and agreements are indices into the world, or NONE. Days count
 * from the start. Values are rounded with seen_round(): probabilities to 0.01; tension, trust and
 * pressure to 0.05; severities to 0.1; days to 0.01. NAN means that the value is not known.
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

/** The kinds of facts, as the state that learns of the fact ("it") sees them. */
enum seen_kind {
    SEEN_OPERATION,      /* an operation of its services, or one that it ordered, begins */
    SEEN_OPERATION_OVER, /* such an operation ends */
    SEEN_DETECTED,       /* it detects an incident against it */
    SEEN_DEMAND,         /* the actor of an incident against it states a demand to it */
    SEEN_TRIAGED,        /* it has judged severity and intent of an incident against it */
    SEEN_NAMED,          /* it ends attribution of an incident; `named` and `confidence` */
    SEEN_DECIDED,        /* it decides on an incident; `overt`, `covert` and `help` */
    SEEN_CONCESSION,     /* the target meets a demand; `actor`: NONE if criminals made it */
    SEEN_ORDERED,        /* it orders a hostile response */
    SEEN_ORDER_CLOSED,   /* its order was executed or withdrawn; `end` (enum order_end) */
    SEEN_OVER,           /* an incident against it that it has detected ends */
    SEEN_ACT,            /* it commits an act, is the target of an act, or an act is public */
    SEEN_PUBLIC,         /* an incident becomes public */
    SEEN_INDUSTRY,       /* industry names an actor */
    SEEN_TRUTH,          /* it learns the truth about an incident; `actor` and `type` */
    SEEN_SENT,           /* it sends a message */
    SEEN_READ,           /* it has read a message */
    SEEN_REPLY,          /* a reply to its message, or a refusal, arrives */
    SEEN_NO_REPLY,       /* it stops waiting for a reply */
    SEEN_CONTACT,        /* it meets another state; `contact` (enum contact_kind) */
    SEEN_AGREEMENT,      /* the status of an agreement changes */
    SEEN_MEMBER,         /* a state joins an agreement (member begins is true) or leaves it */
    SEEN_VIOLATION,      /* the actor is considered to have violated an agreement */
    SEEN_CRISIS,  /* for it, a crisis with the target begins (member begins is true) or ends */
    SEEN_SETTLED, /* actor and target have agreed on an off-ramp */
    SEEN_KINDS
};

/** The ids of the kinds, such as "operation_over"; the array ends with NULL. */
extern const char *const seen_kind_names[SEEN_KINDS + 1];

/**
 * One fact that a state has learned. A member that the kind does not have is NONE, NAN or false.
 */
struct seen_item {
    int32_t kind;   /* enum seen_kind */
    int32_t number; /* number of the incident or act for the state; 0: it has none */
    int32_t about; /* for acts: number of the incident or act that it responds to; 0: unknown */
    int32_t actor; /* author or sender; for SEEN_TRUTH it may be SUSPECT_* */
    int32_t target; /* the state or actor that it is directed against */
    /* type of the incident; NONE: unknown (only the intrusion was found), or no incident */
    int32_t type;
    int32_t on;                  /* enum target_class of the incident */
    int32_t named;               /* a state, SUSPECT_* or NONE */
    int32_t overt, covert, help; /* chosen responses */
    int32_t response;            /* response that the act or order executes; NONE: none */
    int32_t agreement;           /* for acts: agreement that it suspends */
    int32_t status;              /* enum agreement_status */
    int32_t message, channel;    /* enum message_kind, enum channel_kind */
    int32_t reply;   /* enum reply; NONE if technical or legal assistance was granted */
    int32_t contact; /* enum contact_kind */
    int32_t end;     /* enum order_end */
    bool critical, public_, begins, final;
    double day;
    double since; /* for SEEN_READ: day on which the sender found the incident */
    double severity, intent, confidence;
};

/** An incident that the state has detected, or an act that it has received. */
struct seen_incident {
    int32_t number;
    int32_t trigger_kind, phase; /* enum trigger_kind, enum phase */
    int32_t type; /* type of the incident; NONE for an act, and while the type is unknown */
    int32_t on;   /* enum target_class: the kind of target that was hit */
    int32_t act_from, act_response, act_agreement; /* for an act; otherwise NONE */
    double detected_day, deadline_day;             /* deadline_day: NAN if there is none */
    double severity, intent; /* as perceived by the state; NAN before triage */
    bool slow; /* the type is stealthy: evidence comes later, and patience is longer */
    bool critical, public_, asked, over;
    int32_t reply, reply_from; /* reply of the state that it asked (enum reply); that state */
    int32_t n_suspects; /* 0 after the final decision and the end of its hostile orders */
    int32_t suspect[SUSPECTS_MAX];
    double posterior[SUSPECTS_MAX];
    int32_t named;          /* a state, SUSPECT_*, or NONE: not attributed (yet) */
    int32_t demands;        /* state that has stated a demand to it; NONE: none */
    int32_t industry_named; /* actor that industry has named: a state, SUSPECT_* or NONE */
    int32_t truth;          /* the responsible actor, if the truth is known; otherwise NONE */
    bool conceded;          /* it has met the demand */
    bool accused;           /* it has named the actor in public */
    /* bits of the states that have agreed to join its attribution */
    uint64_t joined[SEATS_WORDS];
    double confidence;
    int32_t overt, covert, help; /* chosen responses; NONE before the decision */
};

/** A public incident of another state. */
struct seen_public {
    int32_t number;
    int32_t target, type, on; /* type NONE: unknown, because only the intrusion was found */
    double public_day;
    int32_t accused; /* state that the victim has named in public, or NONE */
    /* a state or SUSPECT_*; NONE: industry has not named an actor (yet) */
    int32_t industry_named;
    int32_t truth; /* the responsible actor; NONE if the truth is not known */
};

/** An operation of the state's own services, or a counter-operation that it ordered. */
struct seen_operation {
    int32_t number;
    int32_t type, target;
    double since;
    bool over;
    /* the state has stated a demand to the target; the target has met it */
    bool demands, conceded;
};

/** What one state has learned. */
struct seen_seat {
    struct array ids;   /* elements: uint64_t, ids; the number is the index plus 1 */
    struct array items; /* elements: struct seen_item */
    /* incidents that the run has closed, as they were at that moment */
    struct array incidents, publics, operations;
    /* elements: double, day of the last known use of each channel of its pairs */
    struct array used;
    /* elements: double, last day on which each measure is known to have been refreshed */
    struct array refreshed;
};

struct seen {
    /* one for each state; the elements of states that are not followed stay empty */
    struct seen_seat *seat;
    int32_t n_states;
    bool no_memory;
};

/**
 * Begins a ledger before the first event of a run. `states` has a bit for each state that it
 * follows. Returns STATUS_NO_MEMORY if memory runs out. Call seen_free() in any case; it also
 * accepts a zeroed ledger.
 */
enum status seen_init(struct seen *seen, const struct run *r, const struct world *w,
    const uint64_t states[SEATS_WORDS]) MUST_CHECK;
void seen_free(struct seen *seen);

/**
 * Returns the trace sink that adds to the ledger. `seen` must not move while the sink is used. If
 * memory runs out, the sink sets seen->no_memory. Do not use the ledger then.
 */
struct trace_sink seen_sink(struct seen *seen);
/** The function note() of that sink, for a sink that has further tasks. */
void seen_note(
    void *seen, const struct world *w, const struct run *r, const struct observation *fact);

/** Returns the items of a state, the oldest first, and sets *n to their number. */
const struct seen_item *seen_items(const struct seen *seen, int32_t state, int32_t *n);

/** Returns the number of an incident or act for a state; 0 if it has none. */
int32_t seen_number(const struct seen *seen, int32_t state, uint64_t id);

/**
 * Returns the index in the run of the incident or act that has this number for `state`; NONE if the
 * run has closed it.
 */
int32_t seen_index(const struct seen *seen, const struct run *r, int32_t state, int32_t number);

/** Returns `value` rounded to a multiple of `step` (> 0). NAN stays NAN. */
double seen_round(double value, double step);

#define SEEN_PROBABILITY_STEP 0.01
#define SEEN_TENSION_STEP 0.05
#define SEEN_SEVERITY_STEP 0.1
#define SEEN_DAY_STEP 0.01

/**
 * Returns the type of an incident as its victim and the public see it. Returns NONE if the type is
 * stealthy, and for an act.
 */
int32_t seen_type(const struct world *w, const struct incident *i);

#endif
