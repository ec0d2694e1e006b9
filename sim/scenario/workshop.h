/**
 * workshop.h - the member `workshop` of a scenario: an exercise in which people decide for states.
 *
 * It contains the teams (seats) with their texts (brief, aims, limits, secret), the order of
 * the exercise (plan), and the predictions, agreements and discussion questions. No rule of the
 * model reads it: it is not part of the world, the worlds of all policies have the same
 * workshop, and runs are the same with and without it. Policies and --set cannot change it.
 *
 * All texts are for readers. words_file.h has them in other languages.
 */
#ifndef SCENARIO_WORKSHOP_H
#define SCENARIO_WORKSHOP_H

#include "format/diagnostics.h"
#include "model/input/world.h"

enum { WORKSHOP_SEATS_MIN = 2, WORKSHOP_SEATS_MAX = 8, WORKSHOP_STEPS_MAX = 32 };

/** The quantities that the review shows for a matter, and that predictions refer to. */
enum workshop_measure {
    WORKSHOP_WRONG_HIT,      /* an act hits a state that is not responsible */
    WORKSHOP_STRUCK_BACK,    /* a state strikes back */
    WORKSHOP_HIGH,           /* the dispute reaches disruption (rung 5) */
    WORKSHOP_CRISIS,         /* a crisis begins */
    WORKSHOP_KNOWN,          /* the state responsible becomes known in time */
    WORKSHOP_DAYS,           /* days to the settlement */
    WORKSHOP_SIGNED_OR_USED, /* agreement in force or not, times "asks first" or habit */
    WORKSHOP_MEASURES
};
extern const char *const workshop_measure_names[]; /* "wrong_hit" and so on, ended by NULL */

/** A text with its own id: an aim, a limit, a role, an assumption. */
struct workshop_text {
    struct key key;
    const char *text;
};

struct workshop_goal {
    struct key key;
    const char *text;
    int32_t measure; /* enum workshop_measure: it shows whether the aim is reached */
};

/** One team. Texts may be NULL, except the brief. */
struct workshop_seat {
    struct key key; /* key.index is the state */
    const char *brief, *secret;
    struct list aims, limits, people; /* struct workshop_text; people: id is the role */
};

enum workshop_step_kind { WORKSHOP_ROUND, WORKSHOP_TALKS };

/** An agreement on offer in talks, and its price in points for each seat that signs it. */
struct workshop_offer {
    struct key key; /* key.index is the agreement; its status at the start is `proposed` */
    int64_t points;
};

/** A step of the plan. */
struct workshop_step {
    struct key key;
    int32_t kind; /* enum workshop_step_kind */
    int64_t at;   /* place in the plan, from 1; see workshop_step_at() */
    const char *title;
    double decide_minutes; /* round: real time of the stop DECIDE */
    double minutes;        /* talks: real time */
    double days;           /* simulated time that the step takes; talks: usually 0 */
    int64_t points;        /* talks: points of each seat */
    struct list offers;    /* talks: struct workshop_offer */
    const char *usual, *if_quiet, *if_heated; /* notes for the facilitator */
    double day; /* derived: days since the start of the scenario at which the step begins */
};

/** The stops of the world within a round. */
struct workshop_stops {
    double answer_after_days; /* DECIDE to ANSWER */
    double react_after_days;  /* ANSWER to REACT */
    int64_t keep;             /* stops for which a seat may keep a matter open */
    bool always;              /* hold the stops ANSWER and REACT even if all tables are empty */
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
    int32_t event;    /* enum workshop_measure; a yes or no, so not DAYS or SIGNED_OR_USED */
    const char *pair; /* "a:b", two states with a < b, or NULL: any */
    const char *by;   /* id of the step at whose end the prediction is evaluated; NULL: the last
                       * step */
    struct list when; /* struct workshop_moment: when it is asked */
    int32_t by_step;  /* derived: index in `plan` */
    int32_t first, second; /* derived: states of the pair, or NONE */
};

/** "brief" (before the first step) or the id of a step (while it is held). */
struct workshop_moment {
    const char *id;
};

struct workshop_question {
    struct key key; /* asked in order of the ids */
    const char *ask;
    int32_t after; /* enum workshop_page */
};

struct workshop_word {
    struct key key;
    const char *term, *meaning;
};

/** A matter for practice, outside of any run. */
struct workshop_practice {
    const char *title, *told;
};

struct workshop {
    const char *title;
    const char *language; /* of all texts in the scenario: "en" */
    double minutes;       /* planned real time */
    struct list goals;    /* struct workshop_goal */
    struct list seats;    /* struct workshop_seat, in byte order of the states' ids */
    struct list plan;     /* struct workshop_step, in byte order of the ids: see step_at() */
    struct workshop_stops stops;
    double window_days; /* length of the continuations of "what if" */
    struct workshop_practice practice;
    struct list predictions; /* struct workshop_prediction */
    struct list debrief;     /* struct workshop_question */
    struct list glossary;    /* struct workshop_word */
    struct list assumptions; /* struct workshop_text */
};

extern const struct record workshop_record;

/** What workshop_read() reads. */
struct workshop_document {
    const struct node *root;   /* the scenario with defaults */
    const struct node *node;   /* its member `workshop` with defaults; NULL: none */
    const struct world *world; /* of `root` */
};

/**
 * Decodes and checks the workshop of a scenario, and the goals that its injects name. *w is in the
 * arena; NULL if there is none. STATUS_BAD_INPUT if an error was reported.
 */
enum status workshop_read(struct arena *a, const struct workshop_document *document,
    struct diag *report, struct diag *warnings, const struct workshop **w) MUST_CHECK;

/** The step at place 1, 2, ... of the plan; NULL after the last. */
const struct workshop_step *workshop_step_at(const struct workshop *w, int64_t at);

/** The seat of that state, or NULL. */
const struct workshop_seat *workshop_seat_of(const struct workshop *w, int32_t state);

/** The simulated days of all steps together. */
double workshop_days(const struct workshop *w);

#endif
