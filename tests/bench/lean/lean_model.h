/**
 * lean_model.h - the state of a run of lean_tutorial.h, and the functions that its files share.
 */
#ifndef TESTS_BENCH_LEAN_MODEL_H
#define TESTS_BENCH_LEAN_MODEL_H

#include "lean_tutorial.h"

#include <math.h>
#include <stdbool.h>

#include "base/units.h"
#include "kernel/distribution.h"
#include "kernel/kernel.h"
#include "kernel/portable_math.h"

/** States, and the other hypotheses about who is responsible for an incident. */
enum { ARDIA, BORVIA, OUTLAND, STATES, NON_STATE = STATES, ACCIDENT, HYPOTHESES, NOBODY = -1 };
enum { SOURCES = 3, DYADS = 2, TYPES = 11, SEVERITIES = 7 };
enum { INCIDENTS_MAX = 512, ORDERS_MAX = 256, QUESTIONS_MAX = 128 };

enum { ESPIONAGE, DISRUPTION, DEGRADATION };

/** A type of incident. */
struct lean_type {
    int32_t class_;
    bool denial; /* denial of service: it destroys nothing */
    double share, severity[SEVERITIES];
    double log_mean, log_sd; /* of the planned length */
    double removal_days, immediate_harm;
};

extern const struct lean_type lean_types[TYPES];

/** Probability that a detected incident of a class becomes public (2.2). */
extern const double lean_p_public[];

/** A source of incidents; `flag`: the state that half of its operations blame. */
struct lean_source {
    int32_t by, at, flag;
};

extern const struct lean_source lean_sources[SOURCES];

#define LEAN_HORIZON (10 * DAYS_PER_YEAR)

/** logit 0.65, the accuracy of a typical item of evidence (5.2). */
static const double lean_accuracy_logit = 0.6190392084062235;

/** Weight of perceived intent in a decision (8.2). */
static const double lean_w_intent = 1.9;

/** A quantity that decays: its value on the day of its last change. */
struct decaying {
    double value, day;
};

/** One state toward another. */
struct side {
    double base, tension, tension_day;
    double prior_good, prior_bad, good, bad, trust_day;
    struct decaying believed, conduct, motive, erred;
    double struck_day, spared_day, force_day, operated_day; /* operated_day: rung 4 to 6 */
    double own_attack_day; /* its latest attack of rung 5 or 6 */
    double attack_day;     /* beginning of the latest attack that the other attributes to it */
    double offer_day;
    bool yielded; /* the state has met a demand of the other state */
    struct timer offer;
    uint64_t n_offers;
    bool offer_open;   /* an offer whose reply is not due yet */
    bool crisis_known; /* the state knows of the latest crisis (10.4) */
};

struct dyad {
    struct side side[2]; /* side 0: Ardia toward the other state */
    bool crisis;
    double crisis_since;
    uint64_t crisis_cause, n_wars, n_looks;
    struct timer crisis_end;
    double contact_day, looked_day; /* contact_day: the last contact before looked_day */
};

/** A state as a victim and as the owner of operation teams. */
struct nation {
    struct decaying pressure;
    int32_t crises, operations;
};

enum phase { HIDDEN, SEARCHING, ASKING, DEFERRED, DECIDED };
enum reply { NO_REPLY, DENIAL, HELP, ADMISSION };

/** An incident, or an open act received; both are subjects of decisions. */
struct incident {
    uint64_t id, matter; /* matter: the first incident of the chain of responses */
    int32_t by, at, blamed, type, severity, rung, generation, target_class;
    bool open_act, counter, critical;
    double start, length, least, dwell, end, contained;
    /* what the victim knows */
    double detected, seen, intent, pressure, severity_error;
    bool is_detected, triaged, is_public, statement, truth, demand, conceded;
    bool publication_due, industry_due;
    int32_t industry_named;
    double misread_intent, corrected_day; /* -INFINITY: not corrected */
    /* attribution */
    enum phase phase;
    bool believes; /* p holds a belief */
    /* p holds the belief at the decision, as long as industry may name an actor */
    bool remembers;
    double p[HYPOTHESES], asks, deadline, item_day, patience_day;
    uint64_t items;
    struct stream_block item;
    struct timer search, waiting, ending;
    int32_t named; /* a hypothesis or NOBODY */
    double confidence;
    bool asked, cut_short;
    int32_t awaited, n_questions, n_handed_over; /* awaited: question, NOBODY */
    enum reply reply;
    int32_t reply_from;
    /* responses */
    int32_t n_decisions, overt, n_hostile_orders;
    bool answered, struck, counter_espionage, accused, retraction_drawn, reopened;
    double settled_day;
    struct decaying offence, grievance;
    int32_t holds; /* events, orders and questions that refer to it; 0: unused */
};

struct order {
    uint64_t id;
    int32_t incident, actor, target, response, type, severity;
    double day;
    struct timer due;
    bool hostile, lapses, held, consulted, cleared;
};

struct question {
    int32_t incident, to; /* incident NOBODY: unused */
    uint64_t id;
    double sent, back;
    struct decaying silence;
    enum reply reply;
};

struct lean {
    struct kernel kernel;
    struct stream_base base;
    struct lean_outcomes sum;
    /* computed once: shares of the types, added up; median of removal; candidates a day */
    double type_below[TYPES], removal[TYPES][SEVERITIES], rate_per_day;
    struct nation nation[STATES];
    struct dyad dyad[DYADS];
    uint64_t n_candidates[SOURCES];
    int32_t n_incidents, n_orders, n_questions; /* numbers of slots, including the free ones */
    int32_t n_free;                             /* of incidents */
    int32_t free[INCIDENTS_MAX];
    struct incident incident[INCIDENTS_MAX];
    struct order order[ORDERS_MAX];
    struct question question[QUESTIONS_MAX];
};

/** Kinds of events, in the order of their turns. */
enum lean_event {
    ENDING,
    TRIAGE,
    ARRIVAL,
    READING,
    REPLY,
    SEARCH,
    INDUSTRY,
    PUBLICATION,
    DETECTION,
    WAIT,
    RESPONSE,
    TRUTH,
    OFFER,
    CRISIS_END,
    CANDIDATE,
    MEMBER,
    ANALYSIS,
    CONCESSION,
    EVENTS
};

extern const struct event_kind lean_kinds[EVENTS];

/** Purposes of random draws. */
enum lean_purpose {
    FOR_ARRIVAL = 1,
    FOR_MEMBER,
    FOR_NATURE,
    FOR_TARGET,
    FOR_DETECTION,
    FOR_TRIAGE,
    FOR_REMOVAL,
    FOR_ITEM,
    FOR_HANDED_OVER,
    FOR_CONSENT,
    FOR_QUESTION,
    FOR_ANSWER,
    FOR_INDUSTRY,
    FOR_CHOICE,
    FOR_DECISION,
    FOR_ORDER,
    FOR_EXECUTION,
    FOR_OFFER,
    FOR_CONTACT,
    FOR_WAR,
    FOR_RESOLVE,
    FOR_RESTRAINT
};

static inline struct stream_block
draw(const struct lean *m, enum lean_purpose purpose, uint64_t entity, uint64_t index)
{
    return stream_block(&m->base, (uint64_t)purpose, entity, index, 0);
}

static inline struct timer
after(struct lean *m, double days, enum lean_event kind, int32_t a, int32_t b)
{
    return queue_schedule(
        &m->kernel.queue, m->kernel.now + days, (int32_t)kind, (int32_t)kind, a, b);
}

static inline double
decay(double days, double halflife)
{
    return days == 0 ? 1 : portable_exp2(-days / halflife);
}

static inline double
left_of(struct decaying q, double halflife, double now)
{
    return q.value == 0 ? 0 : q.value * decay(now - q.day, halflife);
}

/** Adds to a quantity that does not fall below 0. */
static inline void
add_to(struct decaying *q, double amount, double halflife, double now)
{
    *q = (struct decaying){fmax(left_of(*q, halflife, now) + amount, 0), now};
}

static inline bool
is_state(int32_t who)
{
    return who >= 0 && who < STATES;
}

static inline bool
is_espionage(const struct incident *i)
{
    return lean_types[i->type].class_ == ESPIONAGE;
}

/** Incidents (lean_tutorial.c). */
int32_t lean_new_incident(struct lean *m, uint64_t id);
void lean_close(struct lean *m, const struct incident *i);
void lean_release(struct lean *m, struct incident *i);
void lean_draw_nature(const struct lean *m, struct incident *i, int32_t source);
void lean_start(struct lean *m, struct incident *i);
void lean_contain_by(struct lean *m, struct incident *i, double day);
void lean_publish(struct lean *m, struct incident *i);
void lean_on_ending(void *lean, const struct event *event);
void lean_on_detection(void *lean, const struct event *event);
void lean_on_publication(void *lean, const struct event *event);
double lean_pressure(const struct lean *m, int32_t state);

/** Attribution (lean_attribution.c). */
void lean_on_triage(void *lean, const struct event *event);
void lean_on_search(void *lean, const struct event *event);
void lean_on_industry(void *lean, const struct event *event);
void lean_on_analysis(void *lean, const struct event *event);
void lean_cut_patience(struct lean *m, int32_t state);
void lean_correct_nature(struct lean *m, struct incident *i);

/** Beliefs (lean_belief.c). */
void lean_set_prior(struct lean *m, const struct incident *i, double p[HYPOTHESES]);
double lean_item_quality(double logit, double u);
void lean_update(struct lean *m, struct incident *i, int32_t item, double q);
/** Probability from which a victim is certain (6.2). */
extern const double lean_confidence_needed;
bool lean_is_certain(struct lean *m, const struct incident *i);
void lean_conclude(struct lean *m, struct incident *i, bool patience_over);
bool lean_still_names(struct lean *m, const struct incident *i);
int32_t lean_would_name(struct lean *m, const struct incident *i);
void lean_drop_belief(struct incident *i);
void lean_weigh(struct incident *i, int32_t who, double factor);
void lean_investigate(struct lean *m, struct incident *i);
void lean_take_item(struct lean *m, struct incident *i, double logit, struct stream_block u);
void lean_reexamine(struct lean *m, const struct incident *about);

/** Questions (lean_question.c). */
bool lean_would_ask(struct lean *m, const struct incident *i);
void lean_complain(struct lean *m, struct incident *i, bool strikes);
void lean_clarify(struct lean *m, struct incident *i);
void lean_inquire(struct lean *m, struct incident *i);
double lean_worth_asking(struct lean *m, const struct incident *i);
/** Cost of turning to the named state after own acts against it (7.1). */
double lean_own_conduct(struct lean *m, const struct incident *i);
double lean_reply_days(struct lean *m, const struct incident *i, double days);
void lean_cut_waits(struct lean *m, int32_t victim, int32_t asked);
void lean_on_arrival(void *lean, const struct event *event);
void lean_on_reading(void *lean, const struct event *event);
void lean_on_reply(void *lean, const struct event *event);
void lean_on_wait(void *lean, const struct event *event);

/** Relations (lean_relations.c). */
struct side *lean_side(struct lean *m, int32_t from, int32_t to);
struct dyad *lean_dyad(struct lean *m, int32_t a, int32_t b);
double lean_tension(const struct lean *m, const struct side *s);
void lean_tension_add(struct lean *m, int32_t from, int32_t to, double amount, uint64_t cause);
void lean_shock(
    struct lean *m, int32_t from, int32_t to, double size, double u, uint64_t cause);
void lean_relieve(struct lean *m, int32_t from, int32_t to, double share);
void lean_record_own(const struct lean *m, struct side *s, double acts);
double lean_trust(const struct lean *m, const struct side *s);
void lean_trust_add(const struct lean *m, struct side *s, double good, double bad);
void lean_trust_return(const struct lean *m, struct side *s, struct decaying bad);
bool lean_knows_crisis(struct lean *m, int32_t state, int32_t other);
void lean_learn_crisis(struct lean *m, int32_t state, int32_t other, double day);
double lean_fresh(struct lean *m, struct dyad *d);
void lean_contact(struct lean *m, struct dyad *d);
double lean_answers_at(double tension);
void lean_on_offer(void *lean, const struct event *event);
void lean_on_crisis_end(void *lean, const struct event *event);

/** Decisions, orders and acts (lean_decision.c, lean_order.c, lean_act.c). */
void lean_decide(struct lean *m, struct incident *i);
void lean_on_concession(void *lean, const struct event *event);
bool lean_force_allowed(struct lean *m, const struct incident *i, double harm);
void lean_order(struct lean *m, struct incident *i, int32_t response);
bool lean_waits_against(const struct lean *m, int32_t actor, int32_t target);
void lean_note_consultations(struct lean *m, const struct incident *about);
void lean_withdraw_settled(struct lean *m, int32_t a, int32_t b);
void lean_release_held(struct lean *m);
void lean_draw_reply(
    struct lean *m, const struct incident *i, struct order *o, const double u[4]);
void lean_execute(struct lean *m, const struct order *o, double u);
void lean_on_response(void *lean, const struct event *event);
void lean_reopen(struct lean *m, struct incident *i);
void lean_on_truth(void *lean, const struct event *event);

/** The possible responses. Those of a decision that names nobody come first. */
enum response_id {
    ABSORB,
    MITIGATE,
    NO_OPERATION,
    OPERATION,
    OPERATION_HIGHER,
    DEMARCHE,
    PUBLIC_ATTRIBUTION,
    LEGAL_STEP,
    CONSULTATION,
    INQUIRY,
    JOINT_INVESTIGATION,
    SANCTIONS,
    MILITARY_DISPLAY,
    LIMITED_FORCE,
    RESPONSES
};

struct lean_response {
    double alpha, slope, hostility, certainty, trust_slope, harm;
    int32_t rung, act_rung;
    double delay, delay_sd, defer;
};

extern const struct lean_response lean_responses[RESPONSES];

static inline bool
is_operation(int32_t response)
{
    return response == OPERATION || response == OPERATION_HIGHER;
}

static inline bool
is_coercion(int32_t response)
{
    return response == LEGAL_STEP || response == SANCTIONS;
}

static inline bool
is_military(int32_t response)
{
    return response == MILITARY_DISPLAY || response == LIMITED_FORCE;
}

static inline bool
is_hostile(int32_t response)
{
    return is_operation(response) || lean_responses[response].rung >= 2;
}

/** Whether the incident is answered by espionage, because it is espionage (8.6). */
static inline bool
is_answered_by_espionage(const struct incident *i)
{
    return !i->open_act && i->intent < 0.5 && is_espionage(i);
}

/** Returns the hostility that a state has seen from another one (5.1). */
double lean_hostility(const struct lean *m, const struct side *s);

/** Whether the named state has stated a demand (3.5). */
static inline bool
knows_demand(const struct incident *i)
{
    return !i->open_act && i->demand && i->named == i->by;
}

#endif
