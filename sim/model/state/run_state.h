/**
 * run_state.h - the state of a run: everything that changes during a simulation.
 *
 * A run consists of one header and a table of arrays. It has no pointers into itself, no files and
 * no globals. A copy of the header and of the used part of each array is therefore a second run
 * with the same future. Checkpoints, replays, what-if questions and decisions by people rely on
 * this property.
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

/** A quantity that decays exponentially toward zero: its value on `day`, when it last changed. */
struct decaying {
    double value;
    double day;
};

struct state_now {
    struct decaying pressure;
    struct decaying built[CAPACITY_COUNT]; /* capacity built by programmes, in US$1m */
    int32_t crises;                        /* number of states with which it is in a crisis */
    int32_t open_incidents;
    int32_t operations; /* counter-operations that it has ordered or that are under way */
    int32_t n_tabled;   /* number of matters that were ever laid on the table of its seat */
    /* Lists of incidents against it (incident_list.h): 1 + index of the first; 0: none. */
    int32_t undetected; /* incidents whose detection is scheduled */
    int32_t attributed; /* incidents about which it has a belief */
};

/** Tension and trust of one state ("it") toward the other, and its acts against the other. */
struct dyad_direction_now {
    double tension, tension_day;
    double tension_area;  /* integral of the tension over the days up to tension_day */
    struct timer offer;   /* next offer of an off-ramp, or reply to the offer under way */
    int64_t n_offers;     /* offers that were ever scheduled, also cancelled ones */
    bool offer_under_way; /* the reply to its offer is not due yet */
    bool offered;         /* its offers wait on the table of the other state */
    double offer_u;       /* smallest uniform number for acceptance of the waiting offers */
    double offer_day, ordered_day; /* last offer; see action_note_resolve(); -INFINITY: none */
    bool crisis_known; /* it knows of the latest crisis with the other (dyad_knows_crisis()) */
    double spared_day, yielded_day; /* see dyad_spare(); last concession; -INFINITY: none */
    double demand_u; /* decides about demands of the other (concession.c); NAN: not drawn */
    double trust_good, trust_bad, trust_day;
    double trust_reset_day; /* day of the last change of leadership */
    struct tally_time trust;
    double pledge_rate;       /* operations a year before the pledge; NAN: not tested */
    double pledge_nats;       /* evidence of violations since the last stock-taking, in nats */
    struct decaying believed; /* incidents that it attributes to the other */
    struct decaying conduct;  /* hostile acts between the two that it knows of */
    struct decaying motive;   /* its own hostile acts, for which the other may retaliate */
    struct decaying erred;    /* times that it wrongly held the other responsible */
    double act_day[RUNGS];    /* its latest act against the other, by rung; -INFINITY: none */
    double seen_day[RUNGS];   /* its latest act that the other attributes to it, by rung */
    int32_t rung;
    double fall_day, force_day; /* next fall of the rung, INFINITY: none; last act of force */
    struct timer rung_step;     /* at fall_day, for observers */
    double struck_day;          /* day of its last open act of rung 2 or above */
    /* for deterrence, MODEL.md (1.7): its operations, those answered by a hostile response, and
       hostile responses against it for operations of others */
    struct decaying own, own_answered, wronged;
};

/** A crisis between two states. One of them may not know of it at first (dyad_knows_crisis()). */
struct crisis_now {
    bool holds;
    double since;   /* day on which the latest crisis began */
    double days;    /* total length of the crises that are over */
    uint64_t cause; /* id of the event that raised tension to the threshold; 0: none */
    struct timer exit;
};

/** The routine contacts of a pair. Their days are drawn when a rule needs them (channel.c). */
struct routine_now {
    double last, next;     /* days of the last contact (-INFINITY: none) and of the next one */
    int64_t n;             /* number of contacts drawn so far; 0: `next` is not drawn */
    struct stream_block u; /* uniform numbers of the present four contacts */
    struct timer event;
};

struct pair_now {
    struct crisis_now crisis;
    struct dyad_direction_now direction[2]; /* 0: first state toward second; 1: the reverse */
    double contact_day[CHANNEL_KINDS];
    int64_t n_war_occasions;
    struct routine_now routine;
    double stock_day, tested_since; /* last test of a pledge; day from which it is tested */
    int32_t rung;
    int32_t marked; /* next pair in the list of sim_mark_crisis(); NONE: last */
};

struct arrival_process_now {
    double activity;
    double gap_rate; /* candidates per day */
    int64_t n_candidates;
    struct stream_block gaps, acceptances; /* uniform numbers of the present four candidates */
    struct decaying stock;     /* stock of exploits, as a multiple of a reference stock */
    struct decaying disrupted; /* share of the rate that takedowns have removed */
};

struct agreement_now {
    int32_t status;
    double since; /* day of the last change of status */
    int64_t n_rounds, n_held, n_exercises, n_hazards, n_suspensions, n_violations, n_tranches;
    int64_t n_held_before; /* rounds that were held under the agreement that this one follows */
    int64_t violations_forgiven;             /* value of n_violations at the last suspension */
    double in_force_days;                    /* days in force up to `since` */
    double entered_day, first_violation_day; /* first entry and first violation; NAN: none */
    struct timer step, meeting, exercise, suspension, tranche, stock_taking;
};

/** A party of an agreement. Parties are numbered over all agreements. */
struct party_now {
    double joined, left; /* days; -INFINITY: from the start; INFINITY: never */
};

/** Two parties of an agreement, and the cooperation between them. */
struct party_pair_now {
    bool suspended; /* their cooperation is suspended */
    int64_t n_suspensions;
    struct timer suspension; /* their next suspension or resumption */
};

struct measure_now {
    bool active;
    double on_day, refreshed_day;
};

struct job {
    uint64_t hash;
    double priority; /* the job with the highest priority is served first */
    double arrived;
    double work_days;      /* mean service time at speed 1 */
    int32_t kind, subject; /* enum job_kind; index of an incident or message */
    int64_t number; /* order of arrival among the jobs that had to wait, counted from 1 */
    int32_t child, sibling; /* links in the heap of waiting jobs, see desk.c */
};

enum job_kind { JOB_TRIAGE, JOB_MESSAGE, JOB_RELAY, JOB_READING };

struct desk {
    int64_t servers;
    int32_t busy, waiting;
    int32_t first; /* the waiting job that is served next; NONE: none */
    int64_t n_waited;
    struct tally_time busy_time, waiting_time;
    struct tally wait_days;
    int64_t n_served, n_lost;
};

struct campaign {
    uint64_t id;
    uint64_t known[SEATS_WORDS]; /* bits of the states that have its indicators */
    uint64_t seen[SEATS_WORDS]; /* bits of the states that have triaged one of its operations */
    bool leaked;
    /* day on which its source learnt that it is known; INFINITY: not yet */
    double compromised_day;
    int32_t members; /* number of members that have started or are scheduled */
};

struct belief {
    int32_t n;
    int32_t suspect[SUSPECTS_MAX];
    double p[SUSPECTS_MAX];
    int64_t items;
    double accuracy; /* q; fixed when attribution starts */
    double asks; /* uniform number: whether the state asks its suspect; NAN: not drawn yet */
    struct stream_block next; /* for the next item of evidence */
};

enum parent_kind { PARENT_NONE, PARENT_INCIDENT, PARENT_ACT };

/**
 * An incident, or an act that a state has received. Both are subjects of decisions. True and
 * perceived values are separate members. "The victim" is the target of the incident or act.
 */
struct incident {
    /* identity */
    uint64_t id, parent_id, campaign_id;
    uint64_t matter; /* id of the first incident in its chain of responses */
    int32_t trigger_kind, parent_kind, parent_rung, parent_severity, generation;
    double parent_day;
    /* truth */
    int32_t source;    /* NONE for a counter-operation or an act */
    int32_t initiator; /* the state that is responsible, or NONE */
    int32_t home;      /* the state from whose territory it came, or NONE */
    int32_t target, type, blamed;
    int32_t severity, target_class, rung;
    bool critical, counter_operation, ended;
    bool misdirected;     /* it responds to a state that is not responsible */
    bool violation_found; /* an agreement has counted it as a violation */
    bool inadvertent;     /* it is a response that is based on a false belief */
    double start_day, length_days, dwell_share, realised_share, harm;
    double least_days;    /* minimum length: time to repair the damage; 0: none */
    double contained_day; /* day on which containment is complete; NAN before detection */
    bool removed;      /* the victim removes the intruder before the operation ends by itself */
    int32_t n_returns; /* times that the intruder returns before it is removed for good */
    /* timers */
    /* work and speed of detection, see incident_detection.c */
    double work_left, speed, speed_since;
    int32_t next, previous; /* 1 + index of its neighbours in a list of the target; 0: none */
    struct timer end, detection, patience, evidence, waiting, publication, industry, truth;
    /* beliefs and decisions of the victim */
    int32_t phase, belief;
    /* 1 + belief at the decision, while industry may name an actor; 0: none */
    int32_t last_belief;
    int32_t phase_before; /* for PHASE_TABLED: the phase before the decision was tabled */
    /* uniform numbers for perceived_severity and perceived_intent, drawn at detection */
    double severity_error, intent_error;
    double perceived_severity, perceived_intent;
    double deadline_day, pressure_at_detection;
    int32_t named; /* a state, NONE, SUSPECT_NON_STATE or SUSPECT_ACCIDENT */
    double confidence;
    bool asked, assisted;
    bool only_asked; /* the first decision was to ask; the next one raises tension */
    bool legal;      /* it waits for legal assistance; false: for a joint investigation */
    bool answered;   /* the victim has ordered a hostile response */
    bool counter_espionage;   /* the victim has ordered espionage in return for espionage */
    bool answer_misdirected;  /* the hostile response is against a state not responsible */
    bool retraction_drawn;    /* it is decided whether the victim retracts its response */
    bool struck;              /* a hostile response of the victim was executed */
    bool reopened;            /* industry has made the victim name another actor */
    bool taken_down;          /* the police have acted against the criminals behind it */
    int32_t n_hostile_orders; /* hostile orders of the victim that wait for execution */
    uint64_t awaited;         /* id of the inquiry whose reply ends the wait */
    uint64_t suspected[SEATS_WORDS]; /* states that the victim suspected too much to inform */
    uint64_t requested[SEATS_WORDS]; /* states that owe a reply to a request for assistance */
    int32_t reply;                   /* reply of the asked state: enum reply */
    int32_t reply_from;              /* the state that replied */
    int32_t n_handed_over;           /* number of items of evidence that replies have brought */
    bool cut_short;                  /* a new act ended the wait for a reply */
    double misread_intent;           /* perceived_intent before it was corrected */
    double corrected_day;            /* day on which it was found to be no attack; NAN: none */
    /* states that agreed to join the public attribution by the victim */
    uint64_t joined[SEATS_WORDS];
    bool statement_made; /* the public attribution was made */
    int32_t n_decisions, n_inquiries, overt, covert, help;
    int32_t messages; /* 1 + the first message under way about it; 0: none */
    int32_t n_told;   /* number of times that the victim has informed its partners */
    /* Days; NAN: it has not happened (yet). */
    double detected_day, triaged_day, decided_day, public_day, end_day, responded_day;
    double industry_day, statement_day, truth_day;
    double demand_day, concession_day; /* the attacker states its demand; the victim concedes */
    double settled_day; /* day of the last decision; decided_day is that of the first */
    int32_t accusation; /* for an act: 0 no public accusation, 1 a right one, 2 a wrong one */
    bool accused;       /* the victim has acted in the open against the named state */
    /* bad experience of the named state with the victim from these acts */
    struct decaying offence;
    struct decaying grievance; /* bad experience of the victim with the named state */
    int32_t industry_named;
    int32_t campaign;
    /* references to the element (incident_ref()); 0: it is closed and unused */
    int32_t n_pending;
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
    int32_t next;  /* 1 + the next message about the incident (in no order); 0: none */
    int32_t hub;   /* agreement whose desk relays it, or NONE */
    int64_t level; /* requests.level of that agreement; 0: the request is not escalated */
    double sent_day, arrived_day, handled_day, answered_day;
    double transit_back_days;
    /* bad experience of the sender from a wait that ended without a reply */
    struct decaying silence;
    /* probability that the asked state is responsible, before and after the reply; NAN: no reply */
    double belief_before, belief_after;
    int32_t end, reply;
};

/** A response that was decided on and waits for its execution. */
struct order {
    uint64_t hash;
    int32_t actor, target, response, incident, decision;
    int32_t type, severity; /* for a counter-operation */
    int32_t agreement;      /* agreement that it suspends, in place of a response; or NONE */
    double day;
    struct timer due;
    bool hostile;   /* the state may withdraw it before its execution */
    bool lapses;    /* the matter is too old on day `due`: the order will be withdrawn */
    bool consulted; /* the two states have held consultations on this dispute since the order */
    bool settled;   /* the two states have accepted an off-ramp since the order */
    bool cleared;   /* the truth has shown that its target is not responsible */
};

/**
 * A scheduled member of a campaign. It is accepted with the probability (relative rate) /
 * `ceiling`.
 */
struct campaign_member {
    int32_t arrival_process, campaign, member;
    uint64_t candidate;
    double ceiling;
};

/** A matter that a seat has to settle. Indices that do not apply to its kind are NONE. */
struct tabled {
    int32_t kind, state;
    int32_t number; /* number by which the seat refers to the matter, counted from 1 */
    int32_t incident, message, order;
    int32_t pair;     /* for an offer: the pair */
    double day;       /* day on which it was laid on the table */
    bool kept;        /* the seat has put it off to its next stop */
    bool stops;       /* whether the run is stopped for it */
    double clock_day; /* for a message: the day on which its sender stops waiting; NAN: none */
};

struct tranche {
    int32_t state;
    double amount[CAPACITY_COUNT];
};

/** A pool of elements that are acquired and released. Released elements are used again. */
struct object_pool {
    struct array items;
    struct array unused; /* elements: int32_t, indices of unused elements */
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
        /* All arrays: those of the world, then those of the pools, then those of the observers. */
        struct array arrays[RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS + OBSERVER_ARRAYS_MAX];
    };
    int32_t n_arrays, n_observer_arrays;
    uint64_t wanted;      /* bits of the kinds of observations that an observer receives */
    int32_t headroom;     /* maximum number of elements that one event adds to an array */
    int32_t n_guaranteed; /* number of further events for which all arrays have capacity */
    uint64_t seats[SEATS_WORDS];
    bool table_open; /* matters of seats do not stop the run (run_table()) */
    bool hold, over;
    int32_t waiting; /* incident for whose decision the run is stopped, or NONE */
    bool announces;  /* routine contacts and falls of rungs are events, for observers */
    int64_t n_capped, n_candidates, n_blocked;
    int32_t n_calls; /* number of calls of injects so far */
};

/** Frees the memory of a run. A zeroed run is a valid argument. */
void run_free(struct run *r);

/**
 * Makes *to, which is uninitialised, a copy of a run. On STATUS_NO_MEMORY, *to needs no run_free().
 */
enum status run_copy(struct run *to, const struct run *from) MUST_CHECK;

/**
 * Makes *to equal to *from. *to is zeroed, or is a run with the same observers in any state.
 * Allocates only if the memory of *to is too small. Returns STATUS_BAD_INPUT if *to is *from or has
 * other observers, STATUS_NO_MEMORY if memory runs out. On failure *to is unchanged. Call
 * run_free() in any case.
 */
enum status run_copy_into(struct run *to, const struct run *from) MUST_CHECK;

/**
 * Sets whether a state has a seat. If it has, its matters are laid on its table (run_tabled.h).
 * Matters that are already there stay.
 */
void run_seat(struct run *r, int32_t state, bool seated);

/** Returns the size in bytes of the used parts of the run, which run_copy() copies. */
size_t run_bytes(const struct run *r);

#endif
