/**
 * run_state.h - what changes while a world is simulated.
 *
 * A run is a value: one header and a table of pools, without pointers into itself, without files,
 * without globals. Copying the header and the used part of each pool gives a second run that goes
 * on to the same end; checkpoints, replays, "what if from here" and a person deciding in place of
 * the model all follow from that.
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

enum { SUSPECTS_MAX = 32, SEATS_WORDS = 4 };
enum { RUN_WORLD_ARRAYS = 8, RUN_OBJECT_POOLS = 8, OBSERVER_ARRAYS_MAX = 12 };

/** Hypotheses that are no state. */
enum { SUSPECT_NON_STATE = -2, SUSPECT_ACCIDENT = -3 };

enum capacity {
    CAPACITY_DETECTION,
    CAPACITY_RESILIENCE,
    CAPACITY_ATTRIBUTION,
    CAPACITY_DESK,
    CAPACITY_LEGAL,
    CAPACITY_COUNT
};

/** A quantity that decays toward zero: its value at the day of the last jump. */
struct decaying {
    double value;
    double day;
};

struct state_now {
    struct decaying pressure;
    struct decaying built[CAPACITY_COUNT]; /* US$1m at work */
    int32_t crises;                        /* how many others it feels a crisis toward */
    int32_t open_incidents;
    int32_t operations; /* counter-operations ordered or under way */
};

/** What one state feels toward another, and what it has done to it. */
struct dyad_direction_now {
    double tension, tension_day;
    double tension_area; /* day integral up to tension_day */
    bool crisis;
    double crisis_since, crisis_days;
    struct timer crisis_exit, offer;
    int64_t n_offers;
    double trust_good, trust_bad, trust_day;
    struct tally_time trust;
    struct decaying believed; /* incidents it believes the other did */
    double act_day[RUNGS];    /* latest act toward the other by rung; -INFINITY: none */
    double seen_day[RUNGS];   /* the same, as far as the other attributes them to it */
    int32_t rung;
    double rung_since;
    struct timer rung_step;
    double force_day;
    struct decaying own, own_answered, wronged; /* as attacker, for deterrence */
};

struct pair_now {
    struct dyad_direction_now direction[2]; /* 0: the pair's first toward its second */
    double contact_day[CHANNEL_KINDS];
    int64_t n_routine, n_war_occasions;
    struct stream_block routine; /* of the present four routine contacts */
    int32_t rung;
    int32_t marked; /* next of the pairs that sim_mark_crisis has marked, NONE: the last */
};

struct arrival_process_now {
    double activity;
    double gap_rate; /* candidates per day */
    int64_t n_candidates;
    struct stream_block gaps, acceptances; /* of the present four candidates */
    struct decaying stock;                 /* exploits, relative to the reference */
};

struct agreement_now {
    int32_t status;
    double since; /* of the status */
    int64_t n_rounds, n_held, n_exercises, n_hazards, n_suspensions, n_violations, n_tranches;
    int64_t violations_forgiven; /* n_violations at the last suspension */
    double in_force_days;        /* up to `since` */
    double entered_day;          /* first entry into force, NAN */
    double first_violation_day;
    struct timer step, meeting, exercise, suspension, tranche;
};

/** A party of an agreement; parties are counted over all agreements. */
struct party_now {
    double joined, left; /* infinite: from the start, never */
};

/** Two parties of an agreement. */
struct party_pair_now {
    bool suspended; /* they do not work together under it */
    int64_t n_suspensions;
    struct timer suspension; /* or resumption */
};

struct measure_now {
    bool active;
    double on_day, refreshed_day;
};

struct job {
    uint64_t hash;
    double priority; /* higher first */
    double arrived;
    double work_days;      /* mean service at speed 1 */
    int32_t kind, subject; /* enum job_kind; incident or message */
    int32_t next;
};

enum job_kind { JOB_TRIAGE, JOB_MESSAGE, JOB_RELAY, JOB_READING };

struct desk {
    int64_t servers;
    int32_t busy, waiting, head; /* head of the waiting list, in order of service */
    struct tally_time busy_time, waiting_time;
    struct tally wait_days;
    int64_t n_served, n_lost;
};

struct campaign {
    uint64_t id;
    uint64_t known[SEATS_WORDS]; /* states that hold its indicators */
    bool leaked;
    int32_t members; /* incidents still held */
};

struct belief {
    int32_t n;
    int32_t suspect[SUSPECTS_MAX];
    double p[SUSPECTS_MAX];
    int64_t items;
    double accuracy;          /* q, fixed when attribution starts */
    struct stream_block next; /* of the item that is awaited */
};

enum trigger_kind { TRIGGER_INCIDENT, TRIGGER_ACT };
enum parent_kind { PARENT_NONE, PARENT_INCIDENT, PARENT_ACT };
enum phase {
    PHASE_HIDDEN,
    PHASE_TRIAGE,
    PHASE_ATTRIBUTION,
    PHASE_ASKING,
    PHASE_DEFERRED,
    PHASE_DECIDED
};

/**
 * An incident with its whole life, or an act received: what a state decides about is the same
 * thing for both. True and perceived facts are kept apart.
 */
struct incident {
    /* identity */
    uint64_t id, parent_id, campaign_id;
    int32_t trigger_kind, parent_kind, parent_rung, parent_severity, generation;
    double parent_day;
    /* truth */
    int32_t source;    /* NONE for a counter-operation and for an act */
    int32_t initiator; /* responsible state, or NONE */
    int32_t home;      /* territory it came from, or NONE */
    int32_t target, type, blamed;
    int32_t severity, target_class, rung;
    bool critical, counter_operation, ended;
    bool wrongful;        /* it answers a state that did not do it */
    bool violation_found; /* it stands in the ledger of an agreement */
    bool inadvertent;     /* it answers a false belief, or one about to be corrected */
    double start_day, length_days, dwell_share, realised_share, harm;
    double contained_day; /* when containment would be done; NAN before detection */
    bool concession;
    /* clocks */
    double work_left, speed, speed_since; /* of detection */
    struct timer end, detection, patience, evidence, waiting, publication, industry, truth;
    /* what the victim believes */
    int32_t phase, belief;
    double perceived_severity, perceived_intent;
    double deadline_day, pressure_at_detection;
    int32_t named; /* state, NONE, SUSPECT_NON_STATE, SUSPECT_ACCIDENT */
    double confidence;
    bool asked, exculpation_under_way, assisted;
    bool legal;            /* it waits for legal assistance, not for a joint group at a table */
    bool answered;         /* the victim has ordered a hostile answer */
    bool answered_wrongly; /* it went to the wrong state */
    int32_t reply;         /* what the asked state said: enum reply */
    int32_t reply_from;    /* the state that said so */
    uint64_t joined[SEATS_WORDS]; /* states that agreed to join its public attribution */
    bool statement_made;          /* which is out */
    int32_t n_decisions, overt, covert;
    /* times, NAN: not (yet) */
    double detected_day, triaged_day, decided_day, public_day, end_day, responded_day;
    double industry_day, statement_day, truth_day;
    double settled_day; /* of the last decision, decided_day being that of the first */
    int32_t industry_named;
    /* housekeeping */
    int32_t campaign;
    int32_t n_pending; /* pending matters; 0: closed and its slot is free */
};

enum reply {
    REPLY_NONE,
    REPLY_DENIAL,
    REPLY_HELP,
    REPLY_EXPLANATION,
    REPLY_ADMISSION,
    REPLY_REFUSAL,
    REPLY_JOINS
};
enum message_kind {
    MESSAGE_INQUIRY,
    MESSAGE_INDICATORS,
    MESSAGE_NOTICE,
    MESSAGE_ASSISTANCE,
    MESSAGE_CASE,
    MESSAGE_LEGAL
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
    int32_t hub;   /* agreement whose desk it passes through, or NONE */
    int64_t level; /* of that agreement, if the request was brought there; 0: it was not */
    double sent_day, arrived_day, handled_day, answered_day;
    double transit_back_days;
    int32_t end, reply;
};

/** A response that was decided and waits for its day. */
struct order {
    uint64_t hash;
    int32_t actor, target, response, incident, decision;
};

/** A further member of a campaign, still to come. */
struct campaign_member {
    int32_t arrival_process, campaign, member;
    uint64_t candidate;
};

struct tranche {
    int32_t state;
    double amount[CAPACITY_COUNT];
};

/** A pool whose elements come and go. */
struct object_pool {
    struct array items;
    struct array unused; /* int32_t */
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
                campaign_members, tranches;
            struct array observer_arrays[OBSERVER_ARRAYS_MAX];
        };
        /* The same, to be treated alike: those of the world, the stores', the watchers'. */
        struct array arrays[RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS + OBSERVER_ARRAYS_MAX];
    };
    int32_t n_arrays, n_observer_arrays;
    uint32_t wanted;      /* bits of what watchers are told of */
    int32_t headroom;     /* elements of headroom that every event may use */
    int32_t n_guaranteed; /* events to come for which there is certainly that much */
    uint64_t seats[SEATS_WORDS];
    bool hold;
    int32_t waiting; /* incident whose decision a seat has to take, NONE */
    int64_t n_capped, n_candidates, n_blocked;
    bool over;
};

/** Frees the run's memory; zero is a freed run. */
void run_free(struct run *r);

/** Makes *to, which is uninitialised, an equal run. */
enum status run_copy(struct run *to, const struct run *from) MUST_CHECK;

/** States whose decisions the run stops at. */
void run_seat(struct run *r, int32_t state, bool seated);

/** Bytes of the run's used parts: what run_copy copies. */
size_t run_bytes(const struct run *r);

#endif
