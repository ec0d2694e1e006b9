/**
 * view.h - what one state knows at a moment, for people who play the state.
 *
 * A view has the incidents that the state has detected and its beliefs about them, its tension and
 * trust, its channels, the agreements, the public incidents and its own operations. A state may be
 * shown only its view and the items of its ledger (seen.h). No member of a view depends on what is
 * hidden from the state. A view is plain data, so that two views can be compared byte by byte.
 * Numbers are rounded (seen.h). Strings are ids or names of the world.
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
    /* in [0, 1], computed from the last use that the state knows of; 0 if the channel is not
       present */
    double freshness, reach;
    /* day of that use; NAN if there was none, or if the channel is not present */
    double last_day;
    bool by_agreement; /* if not present: an agreement that is not in force would open it */
    const char *why;   /* why the channel is present or not, in words */
};

struct view_dyad {
    int32_t other;
    double tension, trust; /* tension and trust of this state toward the other */
    bool crisis;
    int32_t rung_own;  /* rung of its own acts against the other */
    int32_t rung_seen; /* rung of the acts that it attributes to the other */
    struct view_channel channel[CHANNEL_KINDS];
};

/** An agreement. The state need not be a party. */
struct view_agreement {
    int32_t agreement, status;       /* enum agreement_status */
    double since;                    /* day of the last change of status */
    bool party;                      /* the state is a party now */
    uint64_t parties[SEATS_WORDS];   /* bits of the present parties */
    double implementation, activity; /* values of this state; NAN if it is not a party */
};

/** A measure of an agreement of which the state is a party. */
struct view_measure {
    int32_t agreement, measure; /* index into the measures of the world */
    bool active;                /* the measure works now */
    /* first day on which it can have an effect; NAN if that day is not known (yet) */
    double since;
};

/** A matter on the table of the state (run_tabled.h). */
struct view_tabled {
    int32_t kind;    /* enum tabled_kind */
    int32_t number;  /* number by which the seat settles it */
    int32_t about;   /* number of the incident or act; 0 for an offer */
    int32_t from;    /* state that asks or offers, or the target of an order; NONE: none */
    int32_t message; /* enum message_kind of the message; NONE if there is no message */
    bool kept;       /* it was put off before */
    double day;      /* day on which it was laid on the table */
};

struct view {
    int32_t state;
    double day;
    double pressure; /* domestic pressure, in [0, 1) */
    /* latest first; if there are more than VIEW_INCIDENTS_MAX, only the latest */
    int32_t n_incidents, n_public, n_operations;
    struct seen_incident incident[VIEW_INCIDENTS_MAX];
    struct seen_public public_[VIEW_INCIDENTS_MAX];
    struct seen_operation operation[VIEW_INCIDENTS_MAX];
    int32_t n_tabled; /* in the order in which to settle them */
    struct view_tabled tabled[VIEW_TABLED_MAX];
    int32_t n_dyads;
    struct view_dyad dyad[WORLD_STATES_MAX];
    int32_t n_agreements;
    struct view_agreement agreement[VIEW_AGREEMENTS_MAX];
    int32_t n_measures;
    struct view_measure measure[VIEW_MEASURES_MAX];
};

/**
 * Fills *view with the present knowledge of `state`. The ledger must follow this state. Changes
 * nothing else. Returns STATUS_NO_MEMORY if memory runs out; *view is then incomplete.
 */
enum status view_of(const struct run *r, const struct world *w, const struct seen *seen,
    int32_t state, struct view *view) MUST_CHECK;

/* These functions return the id for an index in a view; "" for NONE. view_actor_id() also accepts
 * SUSPECT_NON_STATE ("non_state") and SUSPECT_ACCIDENT ("accident"). */
const char *view_actor_id(const struct world *w, int32_t actor);
const char *view_type_id(const struct world *w, int32_t type);
const char *view_response_id(const struct world *w, int32_t response);
const char *view_agreement_id(const struct world *w, int32_t agreement);
const char *view_measure_id(const struct world *w, int32_t measure);

#endif
