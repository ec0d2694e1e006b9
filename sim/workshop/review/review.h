/**
 * review.h - the data of the review of an exercise: decisions and beliefs of the teams, and the
 * truth.
 *
 *     review_read   collects everything from an exercise whose review is open
 *     review_free   always
 *
 * All numbers follow from the log, not from the clock: the same exercise gives the same bytes.
 * review_page.h writes the page, review_tables.h the tables.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_H
#define WORKSHOP_REVIEW_REVIEW_H

#include "observe/recorder.h"
#include "workshop/exercise/exercise.h"
#include "workshop/exercise/team.h"
#include "workshop/whatif_strip.h"
#include "workshop/window.h"

/** Whether a reply is true. */
enum review_honesty {
    REVIEW_NEITHER, /* silence, an offer of help */
    REVIEW_TRUE, /* a denial of a state that is not responsible, an admission of one that is */
    REVIEW_LIE   /* the reverse */
};
extern const char *const review_honesty_names[]; /* "neither", "true", "lie"; ended by NULL */

/** The belief of a seat about an incident at a stop. */
struct review_belief {
    int32_t matter; /* index in review.matters */
    int32_t stop;   /* in plan.stops */
    int32_t suspect;
    double posterior;
    bool is_true;
};

/** One incident, or act received, about which a seat had to decide, perhaps more than once. */
struct review_matter {
    int32_t seat;
    uint64_t incident_id;
    bool act;                /* an act received: no doubt about its actor */
    double day;              /* of the first stop that dealt with it */
    int32_t truth;           /* state, SUSPECT_NON_STATE, SUSPECT_ACCIDENT or NONE */
    int32_t blamed;          /* to which a false flag points, or NONE */
    int32_t type;            /* of incident, or NONE */
    int32_t reply_from;      /* state that replied to a question about it, or NONE */
    int32_t reply;           /* enum reply */
    bool demanded, conceded; /* a state stated a demand to the seat; the seat met it */
    double truth_day;        /* NAN: the truth has not become known */
};

/** An answer of a seat to another state. */
struct review_answer {
    int32_t settled; /* index in exercise.now.settled */
    int32_t asker;   /* state, or NONE */
    enum review_honesty honesty;
};

/** An answer of a seat to a question about the future. */
struct review_prediction {
    int64_t record; /* number in the log */
    int32_t seat, stop;
    int32_t question; /* index in workshop.predictions */
    int64_t percent;
    bool outcome;     /* it happened by the end of the question's step */
    int64_t count, n; /* it happened in `count` of n continuations from that stop */
    double brier;     /* (percent / 100 - outcome)^2; 0.25 of an answer of 50 */
};

enum { REVIEW_SHOWN = 3, REVIEW_CONTINUATIONS = 1000, REVIEW_THREADS = 2 };

/** Why a decision is shown in full. */
enum review_reason {
    REVIEW_LARGEST,   /* the choice changes the share of wrong hits most */
    REVIEW_CONFIDENT, /* the team was surest of its attribution to a wrong state */
    REVIEW_NO_CHANGE  /* asking first would have changed least */
};

/** A decision of a team in full: the run is continued many times with each possible decision. */
struct review_decision {
    int32_t settled; /* index in exercise.now.settled */
    enum review_reason reason;
    struct whatif whatif;
    /** How uncertain parameters change the share of runs in which a wrong state is hit after
     * the choice of the team. */
    const char *chosen; /* id of the choice, as in struct whatif; NULL: not computed */
    int64_t strip_n;
    struct whatif_strip strip;
};

/** A decision of a team, with few continuations. */
struct review_screened {
    int32_t settled; /* index in exercise.now.settled */
    struct whatif whatif;
};

/** Events that are counted in all continuations from a stop on. */
enum review_event {
    REVIEW_CRISIS,    /* two states are in a crisis, or come into one */
    REVIEW_WRONG_HIT, /* a hostile act hits a state that is not responsible */
    REVIEW_HIGH,      /* a response of rung 5 or above */
    REVIEW_EVENTS
};
extern const char *const review_event_names[REVIEW_EVENTS + 1]; /* "crisis" and so on */

/** A stop at which a matter was settled: shares of continuations from there that have an event
 * within the window. "By habit": the model decides as it does without seats. */
struct review_turn {
    int32_t stop;   /* in plan.stops */
    int64_t before; /* index of the last log record before the decisions */
    double day;
    int32_t n_settled, n_team;                 /* matters; of them by teams */
    struct paired_result habit[REVIEW_EVENTS]; /* share if all is decided by habit */
    struct paired_result done[REVIEW_EVENTS];  /* share if decided as settled, minus `habit` */
    /** `habit` at this stop minus the share as settled at the stop before: the effect of the
     * events in between. n_pairs is 0 at the first stop. */
    struct paired_result since[REVIEW_EVENTS];
};

/** One decision of a team at a turning point. */
struct review_part {
    int32_t turn;                             /* index in review.turns */
    int32_t settled;                          /* index in exercise.now.settled */
    struct paired_result done[REVIEW_EVENTS]; /* share as settled, minus the share if habit
                                               * decides this matter alone */
};

enum { REVIEW_NOTHING_SIGNED = -1, REVIEW_ALL_SIGNED = -2 };

/** Runs continued from the start of the first round with all seats played by the model:
 * differences of the measures of the window (window.h). */
struct review_cell {
    int32_t signed_; /* agreement that is in force, or one of the two constants */
    bool used;       /* seats ask before they respond; false: by habit */
    struct paired_result total[WINDOW_MEASURES];   /* minus nothing signed, `used` false */
    struct paired_result signing[WINDOW_MEASURES]; /* minus nothing signed, same `used` */
};

struct review {
    const struct exercise *exercise;
    int64_t n; /* continuations for each possible decision, and for each prediction */
    struct team_names names;
    struct arena arena;
    struct array matters;     /* struct review_matter, in order of the first decision */
    struct array beliefs;     /* struct review_belief, in order of stop, matter, suspect */
    struct array answers;     /* struct review_answer */
    struct array predictions; /* struct review_prediction, in the order of the log */
    struct array screened;    /* struct review_screened, in the order of the decisions */
    struct array turns;       /* struct review_turn, in order */
    struct array parts;       /* struct review_part, by turn and decision */
    struct array cells; /* struct review_cell: nothing signed, all, each agreement on offer */
    double turn_confidence; /* of each difference of turns, so that all together have 0.95 */
    struct recorder trace;  /* rows of the trace files of the exercise, sorted */
    int32_t n_decisions;
    struct review_decision decisions[REVIEW_SHOWN];
};

/**
 * Collects the data of the log; later steps make `n` continuations for each decision and
 * prediction. STATUS_BAD_INPUT: the review of the exercise is not open.
 */
enum status review_read(
    struct review *r, const struct exercise *x, int64_t n, struct failure *f) MUST_CHECK;

/** Chooses the decisions to show in full and continues the exercise from each. */
enum status review_decide(struct review *r, struct failure *f) MUST_CHECK;

/** Adds the predictions, the outcomes, and their frequencies in the model. */
enum status review_predict(struct review *r, struct failure *f) MUST_CHECK;

/** Records the run of the exercise as rows of the trace files. */
enum status review_trace(struct review *r, struct failure *f) MUST_CHECK;

/** Fills turns and parts: compares the decisions at each stop with those by habit, in pairs of
 * continuations with the same random numbers. */
enum status review_turning(struct review *r, struct failure *f) MUST_CHECK;

/** Continues from the start of the first round with and without the agreements on offer, with and
 * without seats that ask first. */
enum status review_use(struct review *r, struct failure *f) MUST_CHECK;

/**
 * The stops whose decisions changed the share of continuations with a crisis most, among those
 * whose interval does not contain 0: sets up to `n` indices in review.turns, the largest first.
 * Returns how many.
 */
int32_t review_turning_points(const struct review *r, int32_t n, int32_t *turns);

/** Safe for a zeroed struct. */
void review_free(struct review *r);

/** Element k of exercise.now.settled. */
const struct exercise_settled *review_settled(const struct review *r, int32_t k);

/** Whether the decision k of exercise.now.settled is about that matter. */
bool review_is_about(const struct review *r, int32_t k, int32_t matter);

/** The id of an actor: of a state, "non_state", "accident"; NULL for NONE. */
const char *review_actor_id(const struct review *r, int32_t actor);

/** The family of responses from which the seat chose: that in the log, or else that of its
 * response. */
const char *review_family(const struct review *r, const struct exercise_settled *s);

/** Whether a reply (enum reply) of that state is true, if `truth` is responsible. */
enum review_honesty review_honesty_of(int32_t reply, int32_t from, int32_t truth);

#endif
