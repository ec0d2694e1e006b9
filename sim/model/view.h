/**
 * view.h - the world as one state knows it.
 *
 * For people at the table: what the state has found and believes, what it feels, whom it can
 * reach and why not, what it has signed, what everybody knows, and what it has to decide. Nothing
 * here depends on what is hidden from it: the true culprit, false flags, operations not found, what
 * others feel. Plain data, so that two views can be compared byte by byte.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/run.h"

enum { VIEW_INCIDENTS_MAX = 32, VIEW_OPTIONS_MAX = 6, VIEW_AGREEMENTS_MAX = 64 };

/** An incident it found, or an act it received. */
struct view_incident {
    uint64_t id;
    int32_t trigger_kind, phase;
    double detected_day, deadline_day; /* deadline NAN: no patience runs */
    double severity, intent;           /* as perceived; NAN before triage */
    bool slow; /* handled as something hidden, not as something that burns */
    bool critical, public_, asked;
    int32_t reply, reply_from; /* what whom it asked said: enum reply */
    int32_t n_suspects;        /* 0 when it has made up its mind */
    int32_t suspect[SUSPECTS_MAX];
    double posterior[SUSPECTS_MAX];
    int32_t named; /* NONE: nobody; before attribution has ended: nobody yet */
    double confidence;
    int32_t overt, covert; /* what it has decided, NONE: not yet */
};

/** A channel to another state; `why` says in words why it is there or not. */
struct view_channel {
    bool present;
    double freshness, reach;
    const char *why;
};

struct view_dyad {
    int32_t other;
    double tension, trust; /* its own, toward the other */
    bool crisis;
    int32_t rung_own;  /* of what it did to the other */
    int32_t rung_seen; /* of what it believes the other did to it */
    struct view_channel channel[CHANNEL_KINDS];
};

struct view_agreement {
    int32_t agreement, status;
    double since;
    double implementation, activity; /* its own */
};

/** An incident of another state that everybody knows of. */
struct view_public {
    uint64_t id;
    int32_t target;
    double public_day;
    int32_t accused;        /* by the victim in public, NONE */
    int32_t industry_named; /* NONE: nobody yet; may be SUSPECT_NON_STATE */
};

/** An option, and which part of the weight its terms have: they add up to 1. */
struct view_option {
    int32_t response;
    double utility;
    double share[TERM_COUNT];
};

struct view {
    int32_t state;
    double day;
    double pressure;               /* domestic, in [0, 1) */
    int32_t n_incidents, n_public; /* the latest, if there are more */
    struct view_incident incident[VIEW_INCIDENTS_MAX];
    struct view_public public_[VIEW_INCIDENTS_MAX];
    int32_t n_dyads;
    struct view_dyad dyad[WORLD_STATES_MAX];
    int32_t n_agreements;
    struct view_agreement agreement[VIEW_AGREEMENTS_MAX];
    bool deciding; /* its seat has to decide about `matter`, one of the incidents */
    uint64_t deciding_incident_id;
    int32_t n_overt, n_covert; /* the best options, best first; overt without a covert answer */
    struct view_option overt[VIEW_OPTIONS_MAX], covert[VIEW_OPTIONS_MAX];
};

/** What `state` knows now. Looks and changes nothing. */
void view_of(const struct run *r, const struct world *w, int32_t state, struct view *view);

#endif
