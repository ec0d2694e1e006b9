/**
 * world.h - the immutable input of a run: states, sources, pairs, agreements and parameters.
 *
 * The scenario layer decodes a document into the described part of a world; then world_prepare
 * checks it and derives the tables that the rules use. After that the world never changes, and any
 * number of runs share it. All times are in days since `start`; a year is 365.25 days.
 *
 * States, sources, agreements and so on are indexed in byte order of their ids. Random addresses
 * come from hashes of ids, never from indices, so that a new state changes no draw of another.
 */
#ifndef MODEL_INPUT_WORLD_H
#define MODEL_INPUT_WORLD_H

#include "base/status.h"
#include "model/catalogue/measure.h"
#include "model/input/incident_type.h"
#include "model/input/parameters.h"
#include "model/input/response.h"
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
    int32_t posture; /* enum posture: gives the defaults of the doctrine */
    double inertia, retaliation, publicity, coercion, force;
    double patience, confidence_needed;
    double pressure_gain, pressure_halflife_days;
    double doctrinal_position;
    int64_t operation_teams;
    double background_load;
    int32_t seat_policy; /* index; NONE: habit */
    bool party;          /* metrics count harm to it as harm to the parties; no rule reads it */
};

enum source_kind {
    SOURCE_STATE,
    SOURCE_PROXY,
    SOURCE_CRIMINAL,
    SOURCE_TERRORIST,
    SOURCE_ACCIDENT
};

/** `"targets": {"state": rate_per_year}` and `"mix": {"incident type": share}`. */
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
    struct list targets; /* struct amount, key.index is the state */
    bool rates_as_observed;
    struct list mix; /* struct amount, key.index is the incident type */
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
    struct key key; /* political, technical, law_enforcement, defence */
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
    int32_t first, second; /* states, derived from the key */
    const char *notes;
    double tension_baseline, tension_start;
    double trust_good, trust_bad;
    double doctrinal_distance; /* in [0, 1]; negative: from the doctrinal positions */
    double routine_contacts_per_year;
    double legal_refusal;
    struct list channels; /* struct channel, key.index is enum channel_kind */
    const struct channel *opened[CHANNEL_KINDS]; /* opened by an agreement if it has none */
    bool implied;      /* not in the document: world_prepare made it, and its id */
    bool by_agreement; /* related only by an agreement: neither suspects the other */
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

/** One commitment of an agreement, and the members that represent it; no rule reads it. */
struct commitment {
    struct key key;
    const char *text;
    const char *represented_by; /* pointers separated by blanks, see scenario/commitment.h */
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
    int64_t room; /* states that attend; 0: the parties */
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
    int64_t rung; /* of a suspension by a party as an act */
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
    int32_t status; /* at the start */
    double signed_on, in_force_on, expires_on, term_days;
    struct list parties;   /* struct party */
    struct list observers; /* struct party; only consultations use them */
    bool alliance;         /* its parties are allies */
    struct agreement_entry entry;
    struct agreement_consultations consultations;
    struct agreement_exercises exercises;
    struct agreement_suspension suspension;
    struct agreement_hub hub;
    struct agreement_requests requests;
    struct agreement_programme programme;
    struct list measures;    /* struct measure */
    struct list opens;       /* struct channel, key.index is enum channel_kind */
    struct list commitments; /* struct commitment */
};

enum inject_kind {
    INJECT_INCIDENT,
    INJECT_TENSION,
    INJECT_LEADERSHIP,
    INJECT_AGREEMENT,
    INJECT_NEWS /* only texts: no event of the run */
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
    double day;  /* NAN: called */
    bool called; /* it happens only if a facilitator calls it (run_act.h) */
    const char *notes;
    int32_t source, actor, target, agreement;
    int32_t type; /* incident type, NONE: the source's mix */
    int64_t severity;
    double duration_days;
    double size;
    int32_t step;
    /* for an exercise (scenario/workshop.h); no rule reads them */
    struct list told; /* struct told */
    const char *form; /* "technical_note" and so on, or NULL */
    const char *expect, *goal;
};

/** The text that an inject sends to one team or to all teams. */
struct told {
    struct key key; /* id of a state, or "all" */
    const char *text;
};

/** One row of a trace file: an incident that happens independently of the sources. */
struct trace_incident {
    double day;
    int32_t source, target, type;
    int64_t severity;
    double duration_days;
    uint64_t hash; /* of the values of the row; equal rows are numbered */
};

struct trace {
    const char *file;
    bool replaces_sources;
};

/** The variables of series.csv: first those of directed dyads, then those of states. */
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
    struct list variables; /* struct series_variable, of which only the key is set */
    double every_days;
};
/** An outcome that the scenario defines; experiment_outcomes.h computes it. */
struct outcome {
    struct key key;
    const char *expression, *count, *sum, *over, *where, *by, *title, *unit, *description;
};
struct outputs {
    struct list harm_of;  /* struct key only: states; empty: all */
    struct list parties;  /* struct key only: states; empty: the parties of the agreements */
    struct list outcomes; /* struct outcome */
    struct outputs_series series;
};

struct alias {
    struct key key; /* of a state, source or agreement */
    const char *name;
};

/** Two parties of one agreement; struct party_pair_now has their cooperation in a run. */
struct party_pair {
    uint64_t hash; /* H(H(agreement), 11, H(pair)) */
    int32_t agreement, pair;
    int32_t party[2]; /* parties of the first and second state, counted over all agreements */
};

/** A measure of an agreement as it acts on a lever of one pair or one state. */
struct link {
    int32_t measure;    /* index into world.measures */
    int32_t party_pair; /* the two parties it acts between */
    double weight; /* constant part of the weight (0.2), from implementations and activities */
};

/** Elements first to first + count - 1 of an array: links of a lever, or party pairs. */
struct link_range {
    int32_t first, count;
};

struct measure_in_force {
    const struct measure *row;
    int32_t agreement;
    uint64_t hash;
    int32_t family; /* index of the first measure with the same family text */
};

/** The arrival process of the candidates of one source against one target. */
struct arrival_process {
    uint64_t hash; /* H(H(source), "target", H(target)) */
    int32_t source, target;
    double rate_per_day; /* true rate, before frailty and exposure */
    int32_t pair;        /* of home (or sponsor) and target; NONE if they are not related */
    bool forward;        /* home (or sponsor) is the first state of the pair */
};

/** The distribution of the true (not only the observed) candidates of a source. */
struct source_mix {
    double weight[WORLD_TYPES_MAX]; /* per incident type */
    double exposure_mean, exposure_max;
};

struct world {
    /* described */
    const char *title, *notes, *seed;
    double start; /* days since 1970-01-01 */
    double horizon_days;
    int64_t replications;
    int64_t max_events;
    struct parameters parameters;
    bool adaptive; /* the defaults are those of adaptive sources, see scenario/preset.h */
    struct list states, sources, pairs, agreements, incident_types, responses, injects,
        seat_policies;
    struct trace trace;
    struct outputs outputs;
    struct list aliases;
    bool use_aliases;

    /* read from the trace file and checked by the loader (scenario/trace.h) before world_prepare;
       struct trace_incident */
    struct list trace_incidents;

    /* derived by world_prepare; freed by world_free */
    bool prepared;
    int32_t type_of_reply; /* of a counter-operation after a trigger that was no operation */
    int32_t n_states, n_sources, n_pairs, n_agreements, n_types, n_responses;
    int32_t n_related;       /* pairs that are not only related by an agreement */
    int32_t *pair_of;        /* n_states * n_states: index of the pair, or NONE */
    struct pair *all_pairs;  /* described and implied pairs, ordered by their states */
    int32_t *pairs_of;       /* pairs of each state, in order of the other state */
    int32_t *pairs_of_first; /* n_states + 1: start of each state in pairs_of */
    struct measure_in_force *measures;
    int32_t n_measures;
    bool joins; /* a measure changes the lever joining */
    bool
        raises_rates; /* a measure raises the rate at which operations are started or succeed */
    struct link *links;
    struct link_range *pair_links;  /* n_pairs * LEVER_COUNT */
    struct link_range *state_links; /* n_states * LEVER_COUNT */
    int32_t n_links;
    struct arrival_process *arrival_processes;
    int32_t n_arrival_processes;
    struct source_mix *mixes;
    struct party_pair *party_pairs; /* by pair, then by agreement */
    int32_t n_party_pairs, n_parties;
    struct link_range *dyad_party_pairs; /* n_pairs: ranges of party_pairs */
    int32_t *party_pairs_of;             /* indices of party_pairs by agreement, then by pair */
    struct link_range *agreement_party_pairs; /* n_agreements: ranges of party_pairs_of */
    int32_t *first_party;   /* n_agreements + 1: index of the first party of each agreement */
    bool *serves_technical; /* n_agreements: opens, serves or shares on technical channels */
};

extern const struct record world_record;
extern const struct record world_agreement_record;
extern const struct record world_trace_incident_record;
extern const struct record world_pair_record;
extern const struct builtins world_channel_rows; /* in the order of enum channel_kind */
extern const char *const world_source_kind_names[];
extern const char *const world_agreement_kind_names[];
extern const char *const world_agreement_status_names[];

/** Called for each error; `pointer` is a JSON pointer into the document. */
typedef void world_on_error(void *self, const char *pointer, const char *message);

/**
 * Makes the checks that ranges of members cannot make (contradictory references, equal hashes
 * of two ids, more expected candidates than max_events) and derives the tables.
 * STATUS_BAD_INPUT after an error was reported, STATUS_NO_MEMORY. Do not move the described
 * part afterwards: derived tables point into it.
 */
enum status world_prepare(struct world *w, world_on_error *on_error, void *self) MUST_CHECK;

/** Frees the derived part; the caller owns the described part. */
void world_free(struct world *w);

#define WORLD_STATE(w, i) (&((const struct state *)(w)->states.items)[i])
#define WORLD_SOURCE(w, i) (&((const struct source *)(w)->sources.items)[i])
#define WORLD_AGREEMENT(w, i) (&((const struct agreement *)(w)->agreements.items)[i])
#define WORLD_TYPE(w, i) (&((const struct incident_type *)(w)->incident_types.items)[i])
#define WORLD_SEAT_POLICY(w, i) (&((const struct seat_policy *)(w)->seat_policies.items)[i])
#define WORLD_RESPONSE(w, i) (&((const struct response *)(w)->responses.items)[i])
#define WORLD_PAIR(w, i) (&(w)->all_pairs[i])

/** Index of the arrival process of that source against that target, or NONE. */
int32_t world_arrival_process(const struct world *w, int32_t source, int32_t target);

/** Index of the pair of two states in either order; NONE if they are not related, or if an
 * index is negative (NONE, SUSPECT_*). */
int32_t world_pair(const struct world *w, int32_t a, int32_t b);

/** The channel of that kind: of the pair, or one that an agreement may open; NULL if neither. */
const struct channel *world_channel(
    const struct world *w, int32_t pair, enum channel_kind kind);

/** The state a source works for, at any degree of control: home of a state source, sponsor of a
 * proxy; NONE for other sources. */
int32_t world_actor(const struct world *w, int32_t source);

/** The state responsible for a source: home of a state source, sponsor of a controlled proxy;
 * NONE for other sources. */
int32_t world_responsible(const struct world *w, int32_t source);

/** One of the states that `state` may suspect, except `but` (or NONE), chosen by the uniform u;
 * NONE if there is none. */
int32_t world_suspect(const struct world *w, int32_t state, int32_t but, double u);

/** Relative exposure of a source on that day, with mean 1 over the horizon. */
double world_exposure(const struct world *w, int32_t source, double day);

/** Largest relative exposure of a source over the horizon. */
double world_exposure_max(const struct world *w, int32_t source);

#endif
