/**
 * view.h - what one state knows.
 *
 * For people who play a state: the incidents it has detected and what it believes about them, its
 * tension and trust, its channels and agreements, public incidents, and the decision it has to
 * take. No member depends on what is hidden from the state: the true initiator, false flags,
 * undetected operations, the tension and trust of others. Plain data: two views can be compared
 * byte by byte.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/run.h"

enum { VIEW_INCIDENTS_MAX = 32, VIEW_OPTIONS_MAX = 6, VIEW_AGREEMENTS_MAX = 64 };

/** An incident that the state has detected, or an act that it has received. */
struct view_incident {
    uint64_t id;
    int32_t trigger_kind, phase;
    double detected_day, deadline_day; /* deadline NAN: no deadline is running */
    double severity, intent;           /* as perceived; NAN before triage */
    bool slow; /* the type is stealthy: evidence and patience have the longer times */
    bool critical, public_, asked;
    int32_t reply, reply_from; /* reply of the state it asked (enum reply), and that state */
    int32_t n_suspects;        /* 0 after the final decision and its hostile orders */
    int32_t suspect[SUSPECTS_MAX];
    double posterior[SUSPECTS_MAX];
    int32_t named; /* state or enum value as in struct incident; NONE: not attributed (yet) */
    double confidence;
    int32_t overt, covert, help; /* chosen responses; NONE: not decided yet */
};

/** A channel to another state; `why` is the reason in words why it is present or not. */
struct view_channel {
    bool present;
    double freshness, reach;
    const char *why;
};

struct view_dyad {
    int32_t other;
    double tension, trust; /* its own, toward the other */
    bool crisis;
    int32_t rung_own;  /* of its own acts toward the other */
    int32_t rung_seen; /* of the acts that it attributes to the other */
    struct view_channel channel[CHANNEL_KINDS];
};

struct view_agreement {
    int32_t agreement, status;
    double since;
    double implementation, activity; /* of this state */
};

/** A public incident of another state. */
struct view_public {
    uint64_t id;
    int32_t target;
    double public_day;
    int32_t accused;        /* state that the victim names in public, or NONE */
    int32_t industry_named; /* NONE: not (yet) named; may be SUSPECT_NON_STATE */
};

/** An option, and the share of each term in the sum of their absolute values. */
struct view_option {
    int32_t response;
    double utility;
    double share[TERM_COUNT];
};

struct view {
    int32_t state;
    double day;
    double pressure;               /* domestic, in [0, 1) */
    int32_t n_incidents, n_public; /* the latest ones if there are more than the maximum */
    struct view_incident incident[VIEW_INCIDENTS_MAX];
    struct view_public public_[VIEW_INCIDENTS_MAX];
    int32_t n_dyads;
    struct view_dyad dyad[WORLD_STATES_MAX];
    int32_t n_agreements;
    struct view_agreement agreement[VIEW_AGREEMENTS_MAX];
    bool deciding; /* its seat has to decide about one of the incidents, named next */
    uint64_t deciding_incident_id;
    /* the best options, best first; overt ones assume covert NONE */
    int32_t n_overt, n_covert, n_help;
    struct view_option overt[VIEW_OPTIONS_MAX], covert[VIEW_OPTIONS_MAX],
        help[VIEW_OPTIONS_MAX];
};

/** Fills *view with what `state` knows now. Changes nothing in the run. */
void view_of(const struct run *r, const struct world *w, int32_t state, struct view *view);

#endif
