/**
 * run_state.h - the state of a run: everything that changes during a simulation.
 *
 * A run is a value: one header and a table of arrays, without pointers into itself, without
 * files, without globals. A copy of the header and of the used part of each array is a second
 * run with the same future. Checkpoints, replays, what-if questions and decisions by people
 * rely on this.
 */
#ifndef MODEL_STATE_RUN_STATE_H
#define MODEL_STATE_RUN_STATE_H

#include "kernel/kernel.h"
#include "kernel/stream.h"
#include "kernel/tally.h"
#include "model/input/ladder.h"
#include "model/input/purpose.h"
#include "model/input/world.h"
#include "model/state/observation.h"

enum { RUN_WORLD_ARRAYS = 8, RUN_OBJECT_POOLS = 9, OBSERVER_ARRAYS_MAX = 12 };

enum capacity {
    CAPACITY_DETECTION,
    CAPACITY_RESILIENCE,
    CAPACITY_ATTRIBUTION,
    CAPACITY_DESK,
    CAPACITY_LEGAL,
    CAPACITY_COUNT
};

/** A quantity that decays exponentially toward zero: its value on the day of the last change. */
struct decaying {
    double value;
    double day;
};

struct state_now {
    struct decaying pressure;
    struct decaying built[CAPACITY_COUNT]; /* US$1m in effect */
    int32_t crises;                        /* number of states toward which it is in a crisis */
    int32_t open_incidents;
    int32_t operations; /* counter-operations ordered or under way */
    int32_t n_tabled;   /* matters laid on the table of its seat so far */
    /* Lists of its incidents (incident_list.h), 1 + index of the first; 0: none. */
    int32_t undetected; /* whose detection is scheduled */
    int32_t attributed; /* about which it has a belief */
};

/** Tension and trust of one state toward another, and its acts toward the other. */
struct dyad_direction_now {
    double tension, tension_day;
    double tension_area;  /* integral over days up to tension_day */
    struct timer offer;   /* the next offer, or the reply to the offer under way */
    int64_t n_offers;     /* scheduled so far, including cancelled ones */
    bool offer_under_way; /* its reply is not due yet */
    bool offered;         /* offers wait on the table of the other state */
    double offer_u;       /* smallest acceptance uniform of the waiting offers */
    double offer_day;     /* of its last offer; -INFINITY: none */
    bool crisis_known;    /* it knows of the latest crisis with the other (dyad_knows_crisis) */
    double spared_day;    /* it spares the other for what began before this day; -INFINITY: does
                           * not */
    double trust_good, trust_bad, trust_day;
    double trust_reset_day; /* of the last change of leadership */
    struct tally_time trust;
    double pledge_rate; /* operations a year that were usual before a pledge; NAN: not tested */
    double pledge_nats; /* evidence of violations since the last stock-taking */
    struct decaying believed; /* incidents that it attributes to the other */
    struct decaying conduct;  /* hostile acts between the two, known to this state */
    struct decaying motive;   /* its own hostile acts, for which the other may retaliate */
    struct decaying erred;    /* number of times that it held the other responsible by
                               * mistake */
    double act_day[RUNGS];    /* latest act toward the other, by rung; -INFINITY: none */
    double seen_day[RUNGS];   /* the same for acts that the other attributes to it */
    int32_t rung;
    double rung_since;
    struct timer rung_step;
    double force_day;
    double struck_day;                          /* last open act of rung 2 or more */
    struct decaying own, own_answered, wronged; /* as an attacker, for deterrence (1.7) */
};

/** A crisis of two states. It begins in one of them; the other learns of it (dyad_knows_crisis). */
struct crisis_now {
    bool holds;
    double since; /* first day of the latest crisis */
    double days;  /* in all crises that are over */
    uint64_t
        cause; /* identity of what raised tension to the threshold; 0: nothing in the model */
    struct timer exit;
};

struct pair_now {
    struct crisis_now crisis;
    struct dyad_direction_now direction[2]; /* 0: first state toward second; 1: the reverse */
    double contact_day[CHANNEL_KINDS];
    int64_t n_routine, n_war_occasions;
    struct stream_block routine; /* uniforms of the current four contacts */
    double stock_day;            /* pledges: day of the last stock-taking */
    double tested_since;         /* pledges: day of entry into force */
    int32_t rung;
    int32_t marked; /* next pair in the list of sim_mark_crisis, NONE: last */
};

struct arrival_process_now {
    double activity;
    double gap_rate; /* candidates per day */
    int64_t n_candidates;
    struct stream_block gaps, acceptances; /* uniforms of the current four candidates */
    struct decaying stock;                 /* exploits, relative to the reference */
    struct decaying disrupted;             /* share of the rate that takedowns removed */
};

struct agreement_now {
    int32_t status;
    double since; /* day of the last change of status */
    int64_t n_rounds, n_held, n_exercises, n_hazards, n_suspensions, n_violations, n_tranches;
    int64_t n_held_before;       /* rounds held under its predecessor */
    int64_t violations_forgiven; /* n_violations at the last suspension */
    double in_force_days;        /* up to `since` */
    double entered_day;          /* first entry into force, NAN */
    double first_violation_day;
    struct timer step, meeting, exercise, suspension, tranche, stock_taking;
};

/** A party of an agreement; parties are counted over all agreements. */
struct party_now {
    double joined, left; /* -INFINITY: from the start; INFINITY: never */
};

/** Two parties of an agreement. */
struct party_pair_now {
    bool suspended; /* cooperation between the two is suspended */
    int64_t n_suspensions;
    struct timer suspension; /* the next suspension or resumption */
};

struct measure_now {
    bool active;
    double on_day, refreshed_day;
};

struct job {
    uint64_t hash;
    double priority; /* higher first */
    double arrived;
    double work_days;      /* mean service time at speed 1 */
    int32_t kind, subject; /* enum job_kind; incident or message */
    int64_t number; /* of the jobs that have waited at the desk, from 1: order of arrival */
    int32_t child, sibling; /* in the heap of waiting jobs, see desk.c */
};

enum job_kind { JOB_TRIAGE, JOB_MESSAGE, JOB_RELAY, JOB_READING };

struct desk {
    int64_t servers;
    int32_t busy, waiting;
    int32_t first; /* the waiting job that is served next, NONE */
    int64_t n_waited;
    struct tally_time busy_time, waiting_time;
    struct tally wait_days;
    int64_t n_served, n_lost;
};

struct campaign {
    uint64_t id;
    uint64_t known[SEATS_WORDS]; /* states that have its indicators, one bit each */
    uint64_t seen[SEATS_WORDS];  /* states that have triaged an operation of it, one bit each */
    bool leaked;
    double compromised_day; /* day on which its source learnt that it is known;
                             * INFINITY: not yet */
    int32_t members;        /* started and scheduled members */
};

struct belief {
    int32_t n;
    int32_t suspect[SUSPECTS_MAX];
    double p[SUSPECTS_MAX];
    int64_t items;
    double accuracy;          /* q, fixed when attribution starts */
    double asks;              /* uniform: whether the suspect is asked */
    struct stream_block next; /* of the next item of evidence */
};

enum parent_kind { PARENT_NONE, PARENT_INCIDENT, PARENT_ACT };

/**
 * An incident, or an act received: the subject of a decision in both cases. True and perceived
 * values are separate members.
 */
struct incident {
    /* identity */
    uint64_t id, parent_id, campaign_id;
    uint64_t matter; /* identity of the first incident of its chain of responses */
    int32_t trigger_kind, parent_kind, parent_rung, parent_severity, generation;
    double parent_day;
    /* truth */
    int32_t source;    /* NONE for a counter-operation and for an act */
    int32_t initiator; /* responsible state, or NONE */
    int32_t home;      /* territory it came from, or NONE */
    int32_t target, type, blamed;
    int32_t severity, target_class, rung;
    bool critical, counter_operation, ended;
    bool misdirected;     /* a response to a state that is not responsible */
    bool violation_found; /* an agreement has counted it as a violation */
    bool inadvertent;     /* a response to a false belief */
    double start_day, length_days, dwell_share, realised_share, harm;
    double least_days;    /* minimum length: time to repair the damage; 0: none */
    double contained_day; /* day on which containment is complete; NAN before detection */
    bool removed;         /* the victim removes the intruder before the operation ends by
                           * itself */
    int32_t n_returns;    /* times that the intruder returns before it is removed for good */
    /* timers */
    double work_left, speed, speed_since; /* of detection, see incident_detection.c */
    int32_t next, previous;               /* 1 + index in a list of the target; 0: none */
    struct timer end, detection, patience, evidence, waiting, publication, industry, truth;
    /* beliefs and decisions of the victim */
    int32_t phase, belief;
    int32_t last_belief; /* 1 + its belief of the decision, while industry may still name an
                          * actor; 0: none */
    int32_t
        phase_before; /* in PHASE_TABLED: the phase in which it became ready for a decision */
    double severity_error; /* uniform of perceived_severity, drawn at detection */
    double perceived_severity, perceived_intent;
    double deadline_day, pressure_at_detection;
    int32_t named; /* state, NONE, SUSPECT_NON_STATE, SUSPECT_ACCIDENT */
    double confidence;
    bool asked, assisted;
    bool
        only_asked; /* the first decision asked the suspect; tension rises at the next decision */
    bool legal;     /* it waits for legal assistance; false: it waits for a joint investigation
                     * without legal assistance */
    bool answered;                   /* the victim has ordered a hostile response */
    bool counter_espionage;          /* it has ordered espionage in return for espionage */
    bool answer_misdirected;         /* it went to a state that is not responsible */
    bool retraction_drawn;           /* whether it retracts its response is decided */
    bool struck;                     /* a hostile response of the victim was executed */
    bool reopened;                   /* industry has made the victim name another actor */
    int32_t n_hostile_orders;        /* of the victim, that wait for their execution */
    uint64_t awaited;                /* inquiry whose reply ends the wait */
    uint64_t suspected[SEATS_WORDS]; /* states that the victim, at its decisions, suspected
                                      * too much to inform them */
    uint64_t requested[SEATS_WORDS]; /* states that owe a reply to a request for assistance */
    int32_t reply;                   /* reply of the asked state: enum reply */
    int32_t reply_from;              /* the state that replied */
    int32_t n_handed_over;           /* items of evidence that replies have brought */
    bool cut_short;                  /* a new act ended the wait for a reply */
    double misread_intent;           /* perceived_intent before it was corrected */
    double corrected_day;            /* the victim found that it was no attack; NAN */
    uint64_t joined[SEATS_WORDS];    /* states that agreed to join its public attribution */
    bool statement_made;             /* the public attribution was made */
    int32_t n_decisions, n_inquiries, overt, covert, help;
    int32_t messages; /* 1 + the first message under way about it; 0: none */
    int32_t n_told;   /* times that the victim informed its partners unasked */
    /* times, NAN: not (yet) */
    double detected_day, triaged_day, decided_day, public_day, end_day, responded_day;
    double industry_day, statement_day, truth_day;
    double demand_day, concession_day; /* the author states its demand; the victim concedes */
    double settled_day; /* of the last decision; decided_day is that of the first */
    int32_t accusation; /* of a received act: 1 rightly, 2 wrongly accuses in public; 0 not */
    bool accused;       /* the victim has acted against the named state in the open */
    struct decaying offence;   /* bad experience that these acts add to that state's trust
                                * in the victim */
    struct decaying grievance; /* bad experience with the named state from this incident */
    int32_t industry_named;
    /* housekeeping */
    int32_t campaign;
    int32_t n_pending; /* pending references (incident_ref); 0: closed, the element is unused */
};

enum message_end {
    MESSAGE_UNDER_WAY,
    MESSAGE_ANSWERED,
    MESSAGE_DELIVERED,
    MESSAGE_LOST,
    MESSAGE_REFUSED,
    MESSAGE_IGNORED,
    MESSAGE_LATE
};

struct message {
    uint64_t id, incident_id;
    int32_t kind, from, to, incident, channel;
    int32_t next;  /* 1 + the next message about the incident, in no order; 0: none */
    int32_t hub;   /* agreement whose desk it goes through, or NONE */
    int64_t level; /* requests.level of that agreement; 0: the request is not escalated */
    double sent_day, arrived_day, handled_day, answered_day;
    double transit_back_days;
    struct decaying
        silence; /* bad experience of the sender when its wait ended without a reply */
    double belief_before, belief_after; /* posterior of the asked state, at the reply; NAN */
    int32_t end, reply;
};

/** A decided response that waits for its execution. */
struct order {
    uint64_t hash;
    int32_t actor, target, response, incident, decision;
    int32_t type, severity; /* of a counter-operation */
    int32_t agreement;      /* that it suspends in place of a response, or NONE */
    double day;
    struct timer due;
    bool hostile;   /* the state may withdraw it before its execution */
    bool lapses;    /* on day `due` the matter is too old: the order will be withdrawn */
    bool consulted; /* the two have held consultations on this dispute since the order */
    bool settled;   /* the two accepted an off-ramp since the order */
    bool cleared;   /* the truth about its matter has cleared its target */
};

/** A scheduled member of a campaign, accepted with probability (relative rate) / `ceiling`. */
struct campaign_member {
    int32_t arrival_process, campaign, member;
    uint64_t candidate;
    double ceiling;
};

/**
 * A matter: something that a seat has to settle. Indices that do not apply to the kind of
 * matter are NONE.
 */
struct tabled {
    int32_t kind, state;
    int32_t number; /* number of the matter for this seat, from 1; seats refer to the matter by
                     * it */
    int32_t incident, message, order;
    int32_t pair;     /* of an offer: the pair */
    double day;       /* on which it was laid down */
    bool kept;        /* the seat has once put it off to its next stop */
    bool stops;       /* the run is stopped for it */
    double clock_day; /* of a message: the day on which the wait of the sender would end, NAN */
};

struct tranche {
    int32_t state;
    double amount[CAPACITY_COUNT];
};

/** A pool of elements that are acquired and released; released elements are reused. */
struct object_pool {
    struct array items;
    struct array unused; /* int32_t: indices of unused elements */
};

struct run {
    struct kernel kernel;
    struct stream_base base;
    struct purpose_keys purposes;
    union {
        struct {
            struct array states, pairs, arrival_processes, agreements, measures, desks, parties,
                party_pairs;
            struct object_pool incidents, beliefs, campaigns, messages, jobs, orders,
                campaign_members, tranches, tabled;
            struct array observer_arrays[OBSERVER_ARRAYS_MAX];
        };
        /* All arrays as a table: those of the world, of the pools, of the observers. */
        struct array arrays[RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS + OBSERVER_ARRAYS_MAX];
    };
    int32_t n_arrays, n_observer_arrays;
    uint64_t wanted;      /* bits of the observations that observers receive */
    int32_t headroom;     /* maximum number of elements that one event adds to an array */
    int32_t n_guaranteed; /* further events for which all arrays have capacity */
    uint64_t seats[SEATS_WORDS];
    bool table_open; /* matters of seats do not stop the run (run_table) */
    bool hold;
    int32_t waiting; /* incident for whose decision the run is stopped, or NONE */
    int64_t n_capped, n_candidates, n_blocked;
    int32_t n_calls; /* of injects so far */
    bool over;
};

/** Frees the memory of a run. A zeroed run is a valid argument. */
void run_free(struct run *r);

/** Makes *to (uninitialised) a copy of a run. STATUS_NO_MEMORY leaves *to freed. */
enum status run_copy(struct run *to, const struct run *from) MUST_CHECK;

/**
 * Makes *to, a zeroed run or a run with the same observers in whatever state, equal to *from.
 * Allocates only if the memory of *to is too small: repeated copies of runs of similar size
 * allocate nothing. STATUS_BAD_INPUT: *to is *from or has other observers. STATUS_NO_MEMORY. On
 * failure *to is unchanged. Call run_free in any case.
 */
enum status run_copy_into(struct run *to, const struct run *from) MUST_CHECK;

/**
 * Sets whether a state has a seat: what it has to settle is then laid on its table (run_tabled.h).
 * Matters that already lie on its table stay there.
 */
void run_seat(struct run *r, int32_t state, bool seated);

/** Size in bytes of the used parts of the run: what run_copy copies. */
size_t run_bytes(const struct run *r);

#endif
