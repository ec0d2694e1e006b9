/**
 * review.h - the data of the review of an exercise: decisions and beliefs of the teams, and the
 * truth.
 *
 *     review_open   collects the data of an exercise whose review is open
 *     review_read   the same, and computes everything that follows from continuations: turning
 *                   points, decisions in detail, "signed or used" and predictions
 *     review_free   frees the memory; call it in any case
 *
 * All numbers follow from the log and not from the clock: the same exercise gives the same bytes.
 * review_page.h prints the page, review_tables.h the tables.
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
    REVIEW_NEITHER, /* neither: silence, or an offer of help */
    /* a denial by a state that is not responsible, or an admission by the responsible state */
    REVIEW_TRUE,
    /* an admission by a state that is not responsible, or a denial by the responsible state */
    REVIEW_LIE
};
/* "neither", "true", "lie"; the array ends with NULL */
extern const char *const review_honesty_names[];

/** The belief of a seat about an incident at a stop. */
struct review_belief {
    int32_t matter; /* index in review.matters */
    int32_t stop;   /* index in plan.stops */
    int32_t suspect;
    double posterior;
    bool is_true;
};

/** An incident or received act on which a seat had to decide, perhaps more than once. */
struct review_matter {
    int32_t seat;
    uint64_t incident_id;
    bool act;       /* a received act: its actor is known */
    double day;     /* day of the first stop at which it was settled */
    int32_t truth;  /* responsible actor: state, SUSPECT_NON_STATE, SUSPECT_ACCIDENT or NONE */
    int32_t blamed; /* state to which a false flag points, or NONE */
    int32_t type;   /* type of the incident, or NONE */
    int32_t reply_from;      /* state that replied to a question about it, or NONE */
    int32_t reply;           /* enum reply */
    bool demanded, conceded; /* the seat received a demand; the seat met the demand */
    double truth_day;        /* NAN: the truth has not become known */
};

/** An answer of a seat to another state. */
struct review_answer {
    int32_t settled; /* index in exercise.now.settled */
    int32_t asker;   /* state that asked, or NONE */
    enum review_honesty honesty;
};

/** An answer of a seat to a question about the future. */
struct review_prediction {
    int64_t record; /* number in the log */
    int32_t seat, stop;
    int32_t question; /* index in workshop.predictions */
    int64_t percent;
    bool outcome; /* it happened from that stop to the end of the question's step */
    double day;   /* day on which it happened first, and its states; NAN and NONE if never */
    int32_t actor, target;
    int64_t count, n; /* it happened in `count` of n continuations from that stop */
    double brier;     /* (percent / 100 - outcome)^2; an answer of 50 has 0.25 */
};

enum { REVIEW_SHOWN = 3, REVIEW_CONTINUATIONS = 1000, REVIEW_THREADS = 2 };

/** Why a decision is shown in detail. */
enum review_reason {
    REVIEW_LARGEST,   /* the choice of the team changes the share of wrong hits most */
    REVIEW_CONFIDENT, /* the team was surest, and its attribution was wrong */
    REVIEW_NO_CHANGE  /* asking first would have changed least */
};

/** A decision of a team in detail: the run is continued many times with each possible decision. */
struct review_decision {
    int32_t settled; /* index in exercise.now.settled */
    enum review_reason reason;
    struct whatif whatif;
    /**
     * The effect of the team's choice on the share of runs in which a wrong state is hit, for
     * several values of uncertain parameters.
     */
    const char *chosen; /* id of the choice, as in struct whatif; NULL: not computed */
    int64_t strip_n;
    struct whatif_strip strip;
};

/** A decision of a team that is computed with few continuations. */
struct review_screened {
    int32_t settled; /* index in exercise.now.settled */
    struct whatif whatif;
};

/** The events that are counted in all continuations from a stop on. */
enum review_event {
    REVIEW_CRISIS,    /* two states are in a crisis, or a crisis begins */
    REVIEW_WRONG_HIT, /* a hostile act is directed against a state that is not responsible */
    REVIEW_HIGH,      /* a response of rung 5 or above */
    REVIEW_EVENTS
};
/* "crisis" and so on; the array ends with NULL */
extern const char *const review_event_names[REVIEW_EVENTS + 1];

/**
 * A stop at which a matter was settled, with the shares of continuations from there that have an
 * event within the window. "By habit" means that the model decides as it does without seats.
 */
struct review_turn {
    int32_t stop;   /* index in plan.stops */
    int64_t before; /* index of the last record before the decisions */
    double day;
    int32_t n_settled, n_team; /* number of matters settled at the stop, and by teams */
    struct paired_result habit[REVIEW_EVENTS]; /* share if all matters are settled by habit */
    /* share if all matters are settled as in the exercise, minus `habit` */
    struct paired_result done[REVIEW_EVENTS];
    /**
     * `habit` at this stop, minus the share of the previous stop if its matters are settled as in
     * the exercise. This is the effect of the events between the two stops. n_pairs is 0 at the
     * first stop.
     */
    struct paired_result since[REVIEW_EVENTS];
};

/** One decision of a team at a turning point. */
struct review_part {
    int32_t turn;    /* index in review.turns */
    int32_t settled; /* index in exercise.now.settled */
    /* share if all matters are settled as in the exercise, minus the share if habit settles this
       one */
    struct paired_result done[REVIEW_EVENTS];
};

/* REVIEW_THESE_SIGNED: those that the teams of the exercise have signed */
enum { REVIEW_NOTHING_SIGNED = -1, REVIEW_ALL_SIGNED = -2, REVIEW_THESE_SIGNED = -3 };

/**
 * Runs that are continued from the start of the first round, with all seats played by the model.
 * The results are differences of the measures of window.h.
 */
struct review_cell {
    int32_t signed_; /* index of the agreement that is in force, or one of the constants */
    bool used;       /* seats ask before they respond; false: they decide by habit */
    /* difference from the cell with nothing signed and `used` false */
    struct paired_result total[WINDOW_MEASURES];
    /* difference from the cell with nothing signed and the same `used` */
    struct paired_result signing[WINDOW_MEASURES];
};

struct review {
    const struct exercise *exercise;
    int64_t n; /* number of continuations for each possible decision and each prediction */
    struct team_names names;
    struct arena arena;
    /* elements: struct review_matter, in the order of the first decision */
    struct array matters;
    struct array beliefs; /* elements: struct review_belief, ordered by stop, matter, suspect */
    struct array answers; /* elements: struct review_answer */
    /* elements: struct review_prediction, the last of each question and stop, in the order of the
       log */
    struct array predictions;
    struct array screened; /* elements: struct review_screened, in the order of the decisions */
    struct array turns;    /* elements: struct review_turn, in the order of the stops */
    struct array parts;    /* elements: struct review_part, ordered by turn and decision */
    /* elements: struct review_cell: nothing signed, everything signed, each agreement on offer and,
       if the teams have signed several but not all, the signed ones */
    struct array cells;
    /* confidence level of each difference in `turns`; all differences together have at least
       0.95 */
    double turn_confidence;
    struct recorder trace; /* rows of the trace files of the exercise, sorted */
    int32_t n_decisions;
    struct review_decision decisions[REVIEW_SHOWN];
};

/**
 * Collects the data of the log: matters, beliefs, answers, and the rows of the trace files. Later
 * steps make `n` continuations for each decision and prediction. Returns STATUS_BAD_INPUT if the
 * review of the exercise is not open.
 */
enum status review_open(
    struct review *r, const struct exercise *x, int64_t n, struct failure *f) MUST_CHECK;

/** Calls review_open(), and then the functions below that compute results. */
enum status review_read(
    struct review *r, const struct exercise *x, int64_t n, struct failure *f) MUST_CHECK;

/** Chooses the decisions to show in detail, and continues the exercise from each of them. */
enum status review_decide(struct review *r, struct failure *f) MUST_CHECK;

/** Whether a later record at the same stop replaces a prediction: record i of those in effect. */
bool review_is_corrected(const struct exercise *x, int64_t i);

/**
 * Adds the predictions, their outcomes, and the number of continuations in which the outcomes
 * occur.
 */
enum status review_predict(struct review *r, struct failure *f) MUST_CHECK;

/** Records the run of the exercise as rows of the trace files. */
enum status review_trace(struct review *r, struct failure *f) MUST_CHECK;

/**
 * Fills turns: compares the decisions at each stop with decisions by habit, in pairs of
 * continuations with the same random numbers.
 */
enum status review_turning(struct review *r, struct failure *f) MUST_CHECK;

/**
 * Fills parts: makes the comparison of review_turning() for each single decision of a team at the
 * two largest turning points.
 */
enum status review_turning_parts(struct review *r, struct failure *f) MUST_CHECK;

/**
 * Fills cells: continues the exercise from the start of the first round, with and without the
 * agreements on offer, and with and without seats that ask first.
 */
enum status review_use(struct review *r, struct failure *f) MUST_CHECK;

/**
 * Finds the stops whose decisions changed the share of continuations with a crisis most. Only stops
 * whose interval does not contain 0 count. Sets up to `n` indices in review.turns, the stop with
 * the largest change first. Returns their number.
 */
int32_t review_turning_points(const struct review *r, int32_t n, int32_t *turns);

/** Whether an agreement on offer was signed by the end of the exercise. */
bool review_has_signed(const struct review *r, int32_t agreement);

/** Frees the memory of a review. *r may be zeroed. */
void review_free(struct review *r);

/** Returns element k of exercise.now.settled. */
const struct exercise_settled *review_settled(const struct review *r, int32_t k);

/** Whether element k of exercise.now.settled is a decision on that matter. */
bool review_is_about(const struct review *r, int32_t k, int32_t matter);

/**
 * Returns the belief with the highest posterior that the analysts of the seat had about a matter at
 * a stop; NULL if they had none. The analysts may have named nobody, because this posterior was too
 * low.
 */
const struct review_belief *review_leaning(
    const struct review *r, int32_t matter, int32_t stop);

/** Returns the id of an actor: that of a state, "non_state" or "accident"; NULL for NONE. */
const char *review_actor_id(const struct review *r, int32_t actor);

/**
 * Returns the family of responses from which the seat chose: the family in the log or, if there is
 * none, the family of its response.
 */
const char *review_family(const struct review *r, const struct exercise_settled *s);

/**
 * Returns whether a reply (enum reply) of the state `from` is true if the actor `truth` is
 * responsible.
 */
enum review_honesty review_honesty_of(int32_t reply, int32_t from, int32_t truth);

/**
 * Returns whether the answer of a seat is true. Returns REVIEW_NEITHER if the settlement is not an
 * answer to a question.
 */
enum review_honesty review_answer_honesty(
    const struct exercise *x, const struct exercise_settled *s);

#endif
