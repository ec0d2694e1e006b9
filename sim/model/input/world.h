/**
 * world.h - the input of a run: states, sources, pairs, agreements and parameters.
 *
 * The scenario layer reads the members of a world that a scenario describes. Then world_prepare()
 * checks them and derives the tables that the rules use. After that the world never changes, and
 * any number of runs share it. All times are in days since `start`; a year has 365.25 days. The
 * field tables (world_fields*.c) state the meaning, unit, range and default of each described
 * member.
 *
 * States, sources, agreements and so on are indexed in the byte order of their ids. Addresses of
 * random numbers contain hashes of ids and never indices, so that an additional state changes no
 * draw of another state. H(a, b, c) in comments is the hash stream_child(a, b, c).
 */
#ifndef MODEL_INPUT_WORLD_H
#define MODEL_INPUT_WORLD_H

#include "base/status.h"
#include "model/catalogue/measure.h"
#include "model/input/incident_type.h"
#include "model/input/parameters.h"
#include "model/input/response_set.h"
#include "model/input/seat_policy.h"
#include "model/input/values.h"

enum { WORLD_TYPES_MAX = 64 };

struct state {
    struct key key;
    const char *name, *notes;
    double detection, attribution, resilience, offence;
    int64_t analysts;
    double triage_hours;
    int64_t officers;
    double handling_hours;
    int32_t posture; /* enum posture; it gives the defaults of the doctrine */
    double inertia, retaliation, publicity, coercion, force;
    double patience, confidence_needed;
    double pressure_gain, pressure_halflife_days;
    double doctrinal_position;
    int64_t operation_teams;
    double background_load;
    int32_t seat_policy; /* index; NONE: the state chooses by habit */
    bool party; /* metrics count harm to this state as harm to the parties; no rule reads it */
};

enum source_kind {
    SOURCE_STATE,
    SOURCE_PROXY,
    SOURCE_CRIMINAL,
    SOURCE_TERRORIST,
    SOURCE_ACCIDENT
};

/** A member of `"targets": {"state": rate_per_year}` or of `"mix": {"incident type": share}`. */
struct amount {
    struct key key;
    double value;
};

struct source_false_flag {
    double share;
    int32_t blames;
};
struct source_spillover {
    double probability;
    int32_t to;
};
struct source {
    struct key key;
    const char *name, *notes;
    int32_t kind; /* enum source_kind */
    int32_t home, sponsor;
    double control;
    struct list targets; /* elements: struct amount, key.index is the state */
    bool rates_as_observed;
    struct list mix; /* elements: struct amount, key.index is the incident type */
    double frailty_k, direction_kappa;
    double exposure_growth;
    bool exposure_logistic;
    double campaign_size_mean, bundle_lag_days;
    struct source_false_flag false_flag;
    struct source_spillover spillover;
    double tension_elasticity;
    bool exploit_stock;
};

struct channel {
    struct key key; /* key.id is political, technical, law_enforcement or defence */
    bool present;
    double latency_hours, latency_log_sd;
    double locate_fresh_hours, locate_stale_hours;
    double reach_stale, reach_fresh;
    double answer_calm, answer_tense;
    double credibility;
    double halflife_days, last_contact_days_ago;
};

struct pair {
    struct key key;
    int32_t first, second; /* indices of the states in the key */
    const char *notes;
    double tension_baseline, tension_start;
    double trust_good, trust_bad;
    /* in [0, 1]; if negative, it is computed from the doctrinal positions of the states */
    double doctrinal_distance;
    double routine_contacts_per_year;
    double legal_refusal;
    struct list channels; /* elements: struct channel, key.index is enum channel_kind */
    /* by kind: the channel of the pair itself, or the one that an agreement may open if the pair
       has none */
    const struct channel *own[CHANNEL_KINDS], *opened[CHANNEL_KINDS];
    /* the scenario does not describe the pair; world_prepare() made it and its id */
    bool implied;
    /* the two states are related only by an agreement, so neither suspects the other */
    bool by_agreement;
};

struct party {
    struct key key; /* key.index is the state */
    double implementation, activity;
    double joined;
    double accession_days, accession_log_sd;
    double left;
    double programme_share;
};

enum agreement_kind { AGREEMENT_BILATERAL, AGREEMENT_MULTILATERAL, AGREEMENT_HUB };
enum allocation { ALLOCATION_EQUAL, ALLOCATION_WEAKEST_FIRST, ALLOCATION_PROPORTIONAL };

/**
 * One commitment of an agreement, and the parts of the model that represent it. No rule reads it.
 */
struct commitment {
    struct key key;
    const char *text;
    /* JSON pointers separated by blanks, see scenario/commitment.h */
    const char *represented_by;
    const char *aim;
    const char *no_mechanism;
    const char *out_of_scope;
};

struct agreement_entry {
    double hazard_per_year, tension_weight, threat_weight, consultation_weight;
    double hazard_ceiling_per_year;
    double ratification_days, ratification_log_sd, into_force_days;
    int32_t follows;
    double signing_probability;
};
struct agreement_consultations {
    double interval_days, first_days;
    double skip_tension;
    int64_t room; /* number of states that attend; 0: the parties */
};
struct agreement_exercises {
    double interval_days;
};
enum suspension_between { BETWEEN_ALL, BETWEEN_TWO };
enum suspension_may { MAY_SUSPEND_OF_TWO, MAY_SUSPEND, MAY_NOT_SUSPEND };
struct agreement_suspension {
    double hazard_per_day, resumption_per_day;
    int32_t between; /* enum suspension_between */
    int64_t after_violations;
    int32_t may_be_suspended; /* enum suspension_may */
    double after_hostile_act;
    double level, recent_days;
    int64_t rung; /* rung of the act with which a party suspends the agreement */
};
struct agreement_hub {
    int64_t officers;
    double handling_hours;
    int64_t capacity;
    double implementation, activity;
    double rotation_days, rotation_slowdown, rotation_settling_days;
};
struct agreement_requests {
    int64_t level;
    double latency_hours, latency_log_sd;
};
struct agreement_programme {
    double budget_musd, years, start;
    double technical, policy, strategy, legal;
    int32_t allocation;
    double efficiency;
};
struct agreement {
    struct key key;
    const char *title, *reference, *notes;
    int32_t kind;
    int32_t status; /* enum agreement_status at the start */
    double signed_on, in_force_on, expires_on, term_days;
    struct list parties;   /* elements: struct party */
    struct list observers; /* elements: struct party; they only take part in consultations */
    bool alliance;         /* whether the parties are allies */
    struct agreement_entry entry;
    struct agreement_consultations consultations;
    struct agreement_exercises exercises;
    struct agreement_suspension suspension;
    struct agreement_hub hub;
    struct agreement_requests requests;
    struct agreement_programme programme;
    struct list measures;    /* elements: struct measure */
    struct list opens;       /* elements: struct channel, key.index is enum channel_kind */
    struct list commitments; /* elements: struct commitment */
};

enum inject_kind {
    INJECT_INCIDENT,
    INJECT_TENSION,
    INJECT_LEADERSHIP,
    INJECT_AGREEMENT,
    INJECT_NEWS /* texts without an event of the run */
};
enum agreement_step {
    STEP_SIGN,
    STEP_RATIFY,
    STEP_ENTER_INTO_FORCE,
    STEP_SUSPEND,
    STEP_RESUME,
    STEP_TERMINATE
};

struct inject {
    struct key key;
    int32_t kind;
    double day;  /* NAN: a facilitator calls the inject */
    bool called; /* the inject happens only if a facilitator calls it (run_act.h) */
    const char *notes;
    int32_t source, actor, target, agreement;
    int32_t type;         /* incident type; NONE: drawn from the mix of the source */
    int32_t target_class; /* enum target_class; TARGET_ANY: drawn by /parameters/rates */
    int64_t severity;
    double duration_days;
    double size;
    int32_t step;
    /* The next members are for an exercise (scenario/workshop.h). No rule reads them. */
    struct list told; /* elements: struct told */
    const char *form; /* "technical_note" and so on, or NULL */
    const char *expect, *goal;
};

/** The text that an inject sends to one team or to all teams. */
struct told {
    struct key key; /* id of a state, or "all" */
    const char *text;
};

/** One row of a trace file: an incident that happens whatever the sources do. */
struct trace_incident {
    double day;
    int32_t source, target, type;
    int64_t severity;
    double duration_days;
    uint64_t hash; /* hash of the values of the row and, if rows are equal, of their number */
};

struct trace {
    const char *file;
    bool replaces_sources;
};

/** The variables of series.csv. Those of directed dyads come first, then those of states. */
enum series_variable_kind {
    SERIES_TENSION,
    SERIES_TRUST,
    SERIES_RUNG,
    SERIES_OPEN_INCIDENTS,
    SERIES_DESK_WAITING,
    SERIES_PRESSURE,
    SERIES_VARIABLES
};
struct series_variable {
    struct key key; /* key.index is enum series_variable_kind */
    const char *unit, *doc;
};
extern const struct builtins world_series_rows;

struct outputs_series {
    struct list variables; /* elements: struct series_variable, of which only the key is set */
    double every_days;
};
/** An outcome that the scenario defines. experiment_outcomes.h computes it. */
struct outcome {
    struct key key;
    const char *expression, *count, *sum, *over, *where, *by, *title, *unit, *description;
};
struct outputs {
    struct list harm_of; /* elements: struct key, for a state; empty: all states */
    /* elements: struct key, for a state; empty: the parties of the agreements */
    struct list parties;
    struct list outcomes; /* elements: struct outcome */
    struct outputs_series series;
};

struct alias {
    struct key key; /* id of a state, source or agreement */
    const char *name;
};

/**
 * Two parties of one agreement. struct party_pair_now has the state of their cooperation in a run.
 */
struct party_pair {
    uint64_t hash; /* H(H(agreement), 11, H(pair)), where 11 is a constant of the format */
    int32_t agreement, pair;
    /* indices of the parties that are the first and second state of the pair; parties are numbered
       over all agreements */
    int32_t party[2];
};

/**
 * A link from a lever of one pair or one state to a measure of an agreement that changes the lever.
 */
struct link {
    int32_t measure;    /* index into world.measures */
    int32_t party_pair; /* the two parties between which the measure acts */
    /* the constant factor of the weight (MODEL.md 0.2), from implementations and activities */
    double weight;
};

/** The elements first to first + count - 1 of an array of links or of party pairs. */
struct link_range {
    int32_t first, count;
};

struct measure_in_force {
    const struct measure *row;
    int32_t agreement;
    bool same_since; /* all parties are members from the start of the run; some may leave */
    uint64_t hash;
    int32_t family; /* index of the first measure with the same family */
};

/** The arrival process of the candidates of one source against one target. */
struct arrival_process {
    uint64_t hash; /* H(H(source), "target", H(target)) */
    int32_t source, target;
    /* rate of all candidates, before the factors of activity and exposure */
    double rate_per_day;
    /* pair of the target and the home (or sponsor) of the source; NONE if they are not related */
    int32_t pair;
    bool forward; /* whether the home (or sponsor) is the first state of the pair */
};

/** The distribution of the incident types of all candidates of a source, observed or not. */
struct source_mix {
    double weight[WORLD_TYPES_MAX]; /* one for each incident type */
    double exposure_mean, exposure_max;
};

struct world {
    /* These members are read from the scenario. */
    const char *title, *notes, *seed;
    double start; /* days since 1 January 1970 */
    double horizon_days;
    int64_t replications;
    int64_t max_events;
    struct parameters parameters;
    bool adaptive; /* sources have the defaults of adaptive sources, see scenario/preset.h */
    struct list states, sources, pairs, agreements, incident_types, responses, injects,
        seat_policies;
    struct trace trace;
    struct outputs outputs;
    struct list aliases;
    bool use_aliases;

    /* The rows of the trace file; elements: struct trace_incident. The loader (scenario/trace.h)
       reads and checks them before world_prepare() is called. */
    struct list trace_incidents;

    /* These members are derived by world_prepare() and freed by world_free(). */
    bool prepared;
    int32_t type_of_reply; /* type of a counter-operation whose trigger was not an operation */
    int32_t n_states, n_sources, n_pairs, n_agreements, n_types, n_responses;
    struct response_sets response_sets;
    int32_t n_related; /* number of pairs without `by_agreement` */
    /* matrix of n_states * n_states: index of the pair of two states, or NONE */
    int32_t *pair_of;
    struct pair *all_pairs; /* described and implied pairs, ordered by their states */
    int32_t *pairs_of;      /* indices of the pairs of each state, ordered by the other state */
    /* n_states + 1 elements: where the pairs of each state begin in pairs_of */
    int32_t *pairs_of_first;
    struct measure_in_force *measures;
    int32_t n_measures;
    bool joins; /* whether a measure raises the lever `joining` */
    /* whether a measure raises the rate at which operations start or succeed */
    bool raises_rates;
    struct link *links;
    struct link_range *pair_links;  /* matrix of n_pairs * LEVER_COUNT */
    struct link_range *state_links; /* matrix of n_states * LEVER_COUNT */
    int32_t n_links;
    struct arrival_process *arrival_processes;
    int32_t n_arrival_processes;
    struct source_mix *mixes;
    struct party_pair *party_pairs; /* ordered by pair, then by agreement */
    int32_t n_party_pairs, n_parties;
    struct link_range *dyad_party_pairs; /* n_pairs elements: ranges of party_pairs */
    int32_t *party_pairs_of; /* indices of party_pairs, ordered by agreement, then by pair */
    /* n_agreements elements: ranges of party_pairs_of */
    struct link_range *agreement_party_pairs;
    /* n_agreements + 1 elements: index of the first party of each agreement */
    int32_t *first_party;
    /* n_agreements elements: whether the agreement opens a technical channel, or has a measure for
       technical channels or for sharing indicators */
    bool *serves_technical;
};

extern const struct record world_record;
extern const struct record world_agreement_record;
extern const struct record world_trace_incident_record;
extern const struct record world_pair_record;
/* the rows have the order of enum channel_kind */
extern const struct builtins world_channel_rows;
extern const char *const world_source_kind_names[];
extern const char *const world_agreement_kind_names[];
extern const char *const world_agreement_status_names[];

/**
 * The type of the function that is called for each error. `pointer` is a JSON pointer into the
 * scenario.
 */
typedef void world_on_error(void *self, const char *pointer, const char *message);

/**
 * Makes the checks that ranges of members cannot make: contradictory references, two ids with the
 * same hash, more expected candidates than max_events. Then derives the tables. Returns
 * STATUS_BAD_INPUT after it has reported an error, and STATUS_NO_MEMORY if memory runs out. The
 * described members must not move in memory afterwards, because derived tables point to them.
 */
enum status world_prepare(struct world *w, world_on_error *on_error, void *self) MUST_CHECK;

/** Frees the derived members. The caller owns the described members. */
void world_free(struct world *w);

#define WORLD_STATE(w, i) (&((const struct state *)(w)->states.items)[i])
#define WORLD_SOURCE(w, i) (&((const struct source *)(w)->sources.items)[i])
#define WORLD_AGREEMENT(w, i) (&((const struct agreement *)(w)->agreements.items)[i])
#define WORLD_TYPE(w, i) (&((const struct incident_type *)(w)->incident_types.items)[i])
#define WORLD_SEAT_POLICY(w, i) (&((const struct seat_policy *)(w)->seat_policies.items)[i])
#define WORLD_RESPONSE(w, i) (&((const struct response *)(w)->responses.items)[i])
#define WORLD_PAIR(w, i) (&(w)->all_pairs[i])

/** Returns the index of the arrival process of that source against that target, or NONE. */
int32_t world_arrival_process(const struct world *w, int32_t source, int32_t target);

/**
 * Returns the index of the pair of two states, given in any order. Returns NONE if they are not
 * related, or if an index is negative (NONE, SUSPECT_*).
 */
int32_t world_pair(const struct world *w, int32_t a, int32_t b);

/**
 * Returns the channel of that kind between the two states of a pair: their own, or one that an
 * agreement may open. NULL if there is none.
 */
const struct channel *world_channel(
    const struct world *w, int32_t pair, enum channel_kind kind);

/**
 * Returns the state for which a source works, under any degree of control: the home of a state
 * source, or the sponsor of a proxy. NONE for other sources.
 */
int32_t world_actor(const struct world *w, int32_t source);

/**
 * Returns the state that is responsible for a source: the home of a state source, or the sponsor of
 * a controlled proxy. NONE for other sources.
 */
int32_t world_responsible(const struct world *w, int32_t source);

/**
 * Chooses, with the uniform number u, one of the states that `state` may suspect, except the state
 * `but` (NONE: no exception). Returns NONE if there is none.
 */
int32_t world_suspect(const struct world *w, int32_t state, int32_t but, double u);

/** Returns the relative exposure of a source on that day. Its mean over the horizon is 1. */
double world_exposure(const struct world *w, int32_t source, double day);

/** Returns the largest relative exposure of a source over the horizon. */
double world_exposure_max(const struct world *w, int32_t source);

#endif
