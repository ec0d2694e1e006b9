/**
 * plan.h - the steps of an exercise as a list of stops.
 *
 * The world runs up to the day of a stop and pauses there while people decide. A round of the
 * scenario (scenario/workshop.h) has three stops:
 *
 *   DECIDE  at the end of the simulated days of the round: every seat settles its matters
 *   ANSWER  stops.answer_after_days later: seats answer questions, requests and offers
 *   REACT   stops.react_after_days later: seats that have asked decide again, with or without an
 *           answer; seats settle hostile orders that are due
 *
 * Talks are one stop. Its day is the day of the stop before it plus the days of the talks. DECIDE
 * is always held. ANSWER and REACT are held only if a matter of their kind is on a table, or if the
 * scenario has `always`. Teams do not notice a stop that is not held.
 */
#ifndef WORKSHOP_EXERCISE_PLAN_H
#define WORKSHOP_EXERCISE_PLAN_H

#include "base/status.h"

enum plan_kind {
    PLAN_LOBBY,  /* the first stop: people arrive */
    PLAN_BRIEF,  /* people read their sheets */
    PLAN_DECIDE, /* the next three: the stops of a round */
    PLAN_ANSWER,
    PLAN_REACT,
    PLAN_TALKS,
    PLAN_MATTER, /* one seat plays alone: the run stops at each of its matters */
    PLAN_REVIEW, /* the world has stopped, and the truth may be shown */
    PLAN_KINDS
};

/** The ids of the kinds, such as "lobby"; the array ends with NULL. */
extern const char *const plan_kind_names[PLAN_KINDS + 1];

enum { PLAN_ID_BYTES = 80, PLAN_STOPS_MAX = 3 * 32 + 3 };

struct plan_stop {
    enum plan_kind kind;
    char id[PLAN_ID_BYTES]; /* "r1.decide", "talks", "review" */
    int32_t step;           /* number of the step in the scenario's plan, from 1; 0: no step */
    int32_t round;          /* number of the round, from 1; 0: before the first one */
    double day;             /* days since the start of the scenario */
    const char *title;      /* title of the step, or NULL */
    double minutes;         /* planned minutes of real time, or 0 */
};

/** All stops in their order: lobby, brief, the stops of the steps, review. */
struct plan {
    struct plan_stop stops[PLAN_STOPS_MAX];
    int32_t n_stops, n_rounds;
    double end_day; /* day of the last stop */
    int64_t keep;   /* number of stops for which a seat may put a matter off */
    bool always;
};

struct workshop;

/** Lists the stops of the workshop of a scenario. The texts of *w must exist as long as *p. */
void plan_of(const struct workshop *w, struct plan *p);

/**
 * Lists the stops for one seat that plays alone: lobby, brief, one entry for all its matters,
 * review. The last day is the same as in plan_of().
 */
void plan_solo(const struct workshop *w, struct plan *p);

/** Returns the index of the stop with that id; -1 if there is none. */
int32_t plan_find(const struct plan *p, const char *id);

#endif
