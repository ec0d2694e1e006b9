/**
 * view.h - what one state knows.
 *
 * For people who play a state: the incidents it has detected and what it believes about them, its
 * tension and trust, its channels and agreements, public incidents, its own operations, and the
 * decision it has to take. No member depends on what is hidden from the state: the true initiator,
 * false flags, undetected operations, the tension and trust of others. The identity of an incident
 * is a hash of its source, so a view has numbers of the state's own in its place. Plain data: two
 * views can be compared byte by byte.
 *
 * One limit: an incident leaves the view when the run has closed it, and the time of closing
 * depends on events that the state does not see, such as a truth that is still to surface.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/run.h"

enum { VIEW_INCIDENTS_MAX = 32, VIEW_OPTIONS_MAX = 6, VIEW_AGREEMENTS_MAX = 64 };

/**
 * The numbers of the incidents that one state has learned of: 1, 2, ..., in the order in which it
 * learned of them. Kept outside the run, one for each seat. A zeroed struct is empty.
 */
struct view_numbers {
    struct array ids; /* uint64_t; the number is the index plus 1 */
};

/** An incident that the state has detected, or an act that it has received. */
struct view_incident {
    int32_t number;
    int32_t trigger_kind, phase;
    int32_t type;     /* of an incident that is not stealthy; NONE: a foothold, or an act */
    int32_t act_from; /* actor of an act, or NONE */
    int32_t act_rung; /* rung of an act, or NONE */
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
    int32_t number;
    int32_t target;
    double public_day;
    int32_t accused;        /* state that the victim names in public, or NONE */
    int32_t industry_named; /* NONE: not (yet) named; may be SUSPECT_NON_STATE */
};

/** An operation under way of the state's own services, or a counter-operation that it ordered. */
struct view_operation {
    int32_t number;
    int32_t type, target;
    double since;
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
    double pressure; /* domestic, in [0, 1) */
    /* the latest ones if there are more than the maximum */
    int32_t n_incidents, n_public, n_operations;
    struct view_incident incident[VIEW_INCIDENTS_MAX];
    struct view_public public_[VIEW_INCIDENTS_MAX];
    struct view_operation operation[VIEW_INCIDENTS_MAX];
    int32_t n_dyads;
    struct view_dyad dyad[WORLD_STATES_MAX];
    int32_t n_agreements;
    struct view_agreement agreement[VIEW_AGREEMENTS_MAX];
    bool deciding; /* its seat has to decide about one of the incidents, named next */
    int32_t deciding_number;
    /* the best options, best first; overt ones assume covert NONE */
    int32_t n_overt, n_covert, n_help;
    struct view_option overt[VIEW_OPTIONS_MAX], covert[VIEW_OPTIONS_MAX],
        help[VIEW_OPTIONS_MAX];
};

/**
 * Fills *view with what `state` knows now, and adds the incidents that are new to it to *numbers.
 * Changes nothing in the run. STATUS_NO_MEMORY: neither is changed.
 */
enum status view_of(const struct run *r, const struct world *w, int32_t state,
    struct view_numbers *numbers, struct view *view) MUST_CHECK;

void view_numbers_free(struct view_numbers *numbers);

#endif
