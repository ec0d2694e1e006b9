/**
 * workshop.h - the member `workshop` of a scenario: an exercise in which people decide for states.
 *
 * The member contains the teams (seats) with their texts (brief, aims, limits, secret), the order
 * of the exercise (plan), and the predictions, agreements and discussion questions. No rule of the
 * model reads `workshop`, and `workshop` is not part of the world. So runs are the same with and
 * without it, and all policies have the same workshop. Policies and --set cannot change it.
 *
 * All texts are written for people. A words file (words_file.h) has the texts in another language.
 */
#ifndef SCENARIO_WORKSHOP_H
#define SCENARIO_WORKSHOP_H

#include "format/diagnostics.h"
#include "model/input/world.h"

enum { WORKSHOP_SEATS_MIN = 2, WORKSHOP_SEATS_MAX = 8, WORKSHOP_STEPS_MAX = 32 };

/** The quantities that the review shows for a matter, and to which predictions refer. */
enum workshop_measure {
    WORKSHOP_WRONG_HIT,   /* an act hits a state that is not responsible */
    WORKSHOP_STRUCK_BACK, /* a state strikes back */
    WORKSHOP_HIGH,        /* the dispute reaches the rung of disruption (5) */
    WORKSHOP_CRISIS,      /* a crisis begins */
    WORKSHOP_KNOWN,       /* it becomes known in time which state is responsible */
    WORKSHOP_DAYS,        /* number of days to the settlement */
    /** A table of four cells: the agreement is in force or not, and the seats ask first or not. */
    WORKSHOP_SIGNED_OR_USED,
    WORKSHOP_MEASURES
};
extern const char *const workshop_measure_names[]; /* "wrong_hit" and so on, NULL-terminated */

/** A text with an id: an aim, a limit, a role, or an assumption. */
struct workshop_text {
    struct key key;
    const char *text;
};

struct workshop_goal {
    struct key key;
    const char *text;
    int32_t measure; /* an enum workshop_measure, which shows whether the aim is reached */
};

/** One team. Its texts may be NULL, except the brief. */
struct workshop_seat {
    struct key key; /* key.index is the index of the state */
    const char *brief, *secret;
    /** Lists of struct workshop_text. For people, the id is the role. */
    struct list aims, limits, people;
};

enum workshop_step_kind { WORKSHOP_ROUND, WORKSHOP_TALKS };

/**
 * An agreement that can be signed in talks, and its price in points for each seat that signs it.
 */
struct workshop_offer {
    /** key.index is the index of the agreement, whose status at the start is `proposed`. */
    struct key key;
    int64_t points;
};

/** A step of the plan. */
struct workshop_step {
    struct key key;
    int32_t kind; /* an enum workshop_step_kind */
    int64_t at;   /* position in the plan, from 1 (see workshop_step_at()) */
    const char *title;
    double decide_minutes; /* for a round: real time of the stop DECIDE in minutes */
    double minutes;        /* for talks: real time in minutes */
    double days;           /* simulated time that the step takes; for talks usually 0 */
    int64_t points;        /* for talks: points of each seat */
    struct list offers;    /* for talks: list of struct workshop_offer */
    const char *usual, *if_quiet, *if_heated; /* notes for the facilitator */
    double day; /* derived: days from the start of the scenario to the beginning of the step */
};

/** The stops of the world within a round: DECIDE, ANSWER and REACT. */
struct workshop_stops {
    double answer_after_days; /* days from DECIDE to ANSWER */
    double react_after_days;  /* days from ANSWER to REACT */
    double answer_minutes;    /* real time of ANSWER in minutes; 0: no clock */
    double react_minutes;     /* real time of REACT in minutes; 0: no clock */
    int64_t keep;             /* number of stops for which a seat may keep a matter open */
    bool always;              /* stop at ANSWER and REACT even if no seat has an open matter */
};

/** A section of the review. */
enum workshop_page {
    WORKSHOP_PAGE_START,
    WORKSHOP_PAGE_TRUTH,
    WORKSHOP_PAGE_TURNING,
    WORKSHOP_PAGE_DECISION,
    WORKSHOP_PAGE_USE,
    WORKSHOP_PAGE_CAUSES,
    WORKSHOP_PAGE_PREDICTIONS,
    WORKSHOP_PAGE_END
};
extern const char *const workshop_page_names[]; /* "start", "truth" and so on */

/** An event whose probability the teams predict, as a number out of 100 exercises. */
struct workshop_prediction {
    struct key key;
    const char *ask;
    /**
     * An enum workshop_measure whose value is yes or no. DAYS and SIGNED_OR_USED are not allowed.
     */
    int32_t event;
    const char *pair; /* "a:b", two states with a < b; NULL: any two states */
    /** Id of the step at whose end the prediction is evaluated; NULL: the last step. */
    const char *by;
    struct list when;      /* list of struct workshop_moment: when the teams are asked */
    int32_t by_step;       /* derived: index in `plan` */
    int32_t first, second; /* derived: the states of the pair, or NONE */
};

/**
 * A moment of the exercise: "brief" is before the first step, and the id of a step is during this
 * step.
 */
struct workshop_moment {
    const char *id;
};

struct workshop_question {
    struct key key; /* questions are asked in the order of their ids */
    const char *ask;
    int32_t after; /* an enum workshop_page */
};

struct workshop_word {
    struct key key;
    const char *term, *meaning;
};

/** A matter for practice, which belongs to no run. */
struct workshop_practice {
    const char *title, *told;
};

struct workshop {
    const char *title;
    const char *language; /* language of all texts in the scenario, for example "en" */
    double minutes;       /* planned real time */
    struct list goals;    /* list of struct workshop_goal */
    struct list seats;    /* list of struct workshop_seat, in byte order of the states' ids */
    /**
     * List of struct workshop_step, in byte order of the ids. workshop_step_at() gives their order
     * in the plan.
     */
    struct list plan;
    struct workshop_stops stops;
    double window_days; /* length of the continuations of "what if" questions */
    struct workshop_practice practice;
    struct list predictions; /* list of struct workshop_prediction */
    struct list debrief;     /* list of struct workshop_question */
    struct list glossary;    /* list of struct workshop_word */
    struct list assumptions; /* list of struct workshop_text */
};

extern const struct record workshop_record;

/** The input of workshop_read(). */
struct workshop_document {
    const struct node *root;   /* the scenario with defaults */
    const struct node *node;   /* the member `workshop` with defaults; NULL: there is none */
    const struct world *world; /* the world of `root` */
};

/**
 * Decodes and checks the workshop of a scenario, and checks the goals that its injects name. Stores
 * the workshop in *w, in the arena, or NULL if there is none. Returns STATUS_BAD_INPUT if an error
 * was reported.
 */
enum status workshop_read(struct arena *a, const struct workshop_document *document,
    struct diag *report, struct diag *warnings, const struct workshop **w) MUST_CHECK;

/** Returns the step at position 1, 2, ... of the plan, or NULL after the last. */
const struct workshop_step *workshop_step_at(const struct workshop *w, int64_t at);

/** Returns the seat of the state with the index `state`, or NULL if there is none. */
const struct workshop_seat *workshop_seat_of(const struct workshop *w, int32_t state);

/** Returns the simulated days of all steps together. */
double workshop_days(const struct workshop *w);

#endif
