/**
 * view.h - the knowledge of one state at a moment.
 *
 * For people who play a state: the incidents that it has detected and its beliefs about them,
 * its tension and trust, its channels, the agreements, public incidents and its own operations.
 * Together with the items of its ledger (seen.h) this is all that a state may be shown. No
 * member depends on what is hidden from the state. Plain data: two views can be compared byte
 * by byte. Numbers are rounded (seen.h). Strings are ids or names of the world.
 */
#ifndef MODEL_SEAT_VIEW_H
#define MODEL_SEAT_VIEW_H

#include "model/seat/seen.h"

enum {
    VIEW_INCIDENTS_MAX = 64,
    VIEW_AGREEMENTS_MAX = 64,
    VIEW_MEASURES_MAX = 128,
    VIEW_TABLED_MAX = 64
};

/** A channel to another state. */
struct view_channel {
    bool present;
    double freshness,
        reach;         /* in [0, 1], by the last use that the state knows of; 0: not present */
    double last_day;   /* of that use; NAN: it was never used, or is not present */
    bool by_agreement; /* not present: an agreement that is not in force would open it */
    const char *why;   /* in words why it is present or not */
};

struct view_dyad {
    int32_t other;
    double tension, trust; /* its own, toward the other */
    bool crisis;
    int32_t rung_own;  /* of its own acts toward the other */
    int32_t rung_seen; /* of the acts that it attributes to the other */
    struct view_channel channel[CHANNEL_KINDS];
};

/** An agreement, of this state or of others. */
struct view_agreement {
    int32_t agreement, status;       /* enum agreement_status */
    double since;                    /* day of the last change of status */
    bool party;                      /* the state is a party now */
    uint64_t parties[SEATS_WORDS];   /* parties now, one bit each */
    double implementation, activity; /* of this state; NAN: it is no party */
};

/** A measure of an agreement of which the state is a party. */
struct view_measure {
    int32_t agreement, measure; /* index into the measures of the world */
    bool active;                /* its agreement is in force, or it works before that */
    double since; /* first day on which it can have an effect; NAN: not (yet) scheduled */
};

/** A matter on the table of the state (run_tabled.h). */
struct view_tabled {
    int32_t kind;    /* enum tabled_kind */
    int32_t number;  /* by which the seat settles it */
    int32_t about;   /* number of the incident or act; 0 for an offer */
    int32_t from;    /* state that asks or offers, or to which an order is addressed; NONE */
    int32_t message; /* enum message_kind of what it asks, or NONE */
    bool kept;       /* it was put off once */
    double day;      /* on which it was laid down */
};

struct view {
    int32_t state;
    double day;
    double pressure; /* domestic, in [0, 1) */
    /* the latest ones if there are more than the maximum, latest first */
    int32_t n_incidents, n_public, n_operations;
    struct seen_incident incident[VIEW_INCIDENTS_MAX];
    struct seen_public public_[VIEW_INCIDENTS_MAX];
    struct seen_operation operation[VIEW_INCIDENTS_MAX];
    int32_t n_tabled; /* in the order of settling */
    struct view_tabled tabled[VIEW_TABLED_MAX];
    int32_t n_dyads;
    struct view_dyad dyad[WORLD_STATES_MAX];
    int32_t n_agreements;
    struct view_agreement agreement[VIEW_AGREEMENTS_MAX];
    int32_t n_measures;
    struct view_measure measure[VIEW_MEASURES_MAX];
};

/**
 * Fills *view with the present knowledge of `state`, which the ledger must follow. Changes
 * nothing else. STATUS_NO_MEMORY: *view is not complete.
 */
enum status view_of(const struct run *r, const struct world *w, const struct seen *seen,
    int32_t state, struct view *view) MUST_CHECK;

/* Ids of the world for indices of a view; "" for an index of nothing (NONE). view_actor_id()
 * also takes SUSPECT_NON_STATE ("non_state") and SUSPECT_ACCIDENT ("accident"). */
const char *view_actor_id(const struct world *w, int32_t actor);
const char *view_type_id(const struct world *w, int32_t type);
const char *view_response_id(const struct world *w, int32_t response);
const char *view_agreement_id(const struct world *w, int32_t agreement);
const char *view_measure_id(const struct world *w, int32_t measure);

#endif
