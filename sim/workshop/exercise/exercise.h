/**
 * exercise.h - an exercise as a state machine: people decide for states, stop by stop.
 *
 *     exercise_begin     makes the exercise of a scenario, before its first record
 *     exercise_complete  fills in what a record says about the world: the day of a step and so on
 *     exercise_apply     the only function that changes an exercise
 *     exercise_free      always
 *
 * The state is a function of the records (record.h). exercise_apply() checks a record first; one
 * that does not fit is refused and changes nothing, so the caller can check, write the record to
 * the log, and then apply it (session.h). `back` does not delete: the state is again that after an
 * earlier record, and records that were taken back are kept.
 *
 * What seats submit at a stop may be replaced until the stop closes. At `close` it is carried
 * out in the order (day on which the matter came up, state, number), whatever the order of
 * arrival; what nobody settled is left to the model ("habit"), or stays for one more stop.
 * Initiatives follow in the order of the states.
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_H
#define WORKSHOP_EXERCISE_EXERCISE_H

#include "model/run_tabled.h"
#include "model/seat/view.h"
#include "scenario/words_file.h"
#include "workshop/exercise/plan.h"
#include "workshop/exercise/record.h"

/** How a record names a joint case with a partner, which is no row of the responses. */
#define EXERCISE_JOINT_CASE "joint_case"

/** What became of a matter. */
enum exercise_settled_by { SETTLED_BY_TEAM, SETTLED_BY_HABIT, SETTLED_BY_NOBODY /* kept */ };

/** A matter that a stop has dealt with. */
struct exercise_settled {
    int32_t stop; /* in plan.stops */
    int32_t seat;
    int32_t number, kind; /* enum tabled_kind */
    uint64_t incident_id; /* that it is about, 0: none */
    int32_t
        initiator; /* truth: state, SUSPECT_NON_STATE or SUSPECT_ACCIDENT; NONE: no incident */
    int32_t named; /* belief of the seat then, as in struct incident */
    double confidence;
    double day;
    enum exercise_settled_by by;
    int64_t record;               /* what the team submitted: index, -1: nothing */
    bool impossible;              /* it was not possible any more: habit */
    int64_t before;               /* index of the last record before the close */
    struct settlement settlement; /* that was carried out */
};

/** A seat. */
struct exercise_seat {
    int32_t state;
    const struct workshop_seat *sheet;
    bool team; /* people play it */
};

/** What changes. */
struct exercise_now {
    struct run run;
    struct seen seen; /* what the seats have learned */
    int32_t stop;     /* in plan.stops */
    bool open;        /* people may submit */
    bool paused;
    bool review;
    int32_t n_seats;
    struct exercise_seat seats[WORKSHOP_SEATS_MAX];
    int64_t *standing; /* indices of the records that stand, in order */
    int64_t n_standing, capacity;
    struct array settled; /* struct exercise_settled */
};

struct exercise {
    const struct scenario *scenario;
    const struct workshop *workshop;
    const struct world *world;
    const struct words_file
        *words; /* texts in another language, or NULL; pages alone use them */
    const char *policy;
    uint64_t seed;
    int32_t solo; /* seat that plays alone, without stops of the plan; or -1 */
    struct plan plan;
    struct record_line *records;
    int64_t n_records, capacity;
    struct exercise_now now;
    struct observers observers; /* none */
    /** NULL, or receives every observation of the run. For a copy that exercise_at() plays again. */
    const struct trace_sink *watcher;
};

/** What an exercise is made from. */
struct exercise_setup {
    const struct scenario *scenario; /* must outlive the exercise */
    const char *policy;              /* id; NULL: the baseline */
    uint64_t seed;
    const char *solo; /* id of a seat, or NULL */
};

/** STATUS_BAD_INPUT: the scenario has no member workshop, or no such policy or seat. */
enum status exercise_begin(
    struct exercise *x, const struct exercise_setup *setup, struct failure *f) MUST_CHECK;

/** Safe for a zeroed struct. */
void exercise_free(struct exercise *x);

/**
 * Fills in the number of the record, and what follows from the state: of `go` the step, its day
 * and the fingerprint of the run then; of `close` the step; of `say` whether and when it
 * arrives. `r` is a record that a person has asked for; texts go to the arena. Changes nothing
 * in *x. Errors as exercise_apply().
 */
enum status exercise_complete(const struct exercise *x, struct record_line *r, struct arena *a,
    struct failure *f) MUST_CHECK;

/**
 * Whether the record can be applied now. STATUS_BAD_INPUT and a message for people: the stop is
 * closed, there is no such seat, the option is impossible and so on.
 */
enum status exercise_check(
    const struct exercise *x, const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * Checks and applies a record, whose texts must outlive *x. STATUS_BAD_INPUT: it cannot be
 * applied now; nothing has changed. STATUS_MISMATCH: the run differs from the fingerprint of the
 * record, so the log is from another program or another processor. STATUS_NO_MEMORY. After the
 * last two *x can only be freed.
 */
enum status exercise_apply(
    struct exercise *x, const struct record_line *r, struct failure *f) MUST_CHECK;

/** The present stop. */
const struct plan_stop *exercise_stop(const struct exercise *x);

/** Index of a seat by the id of its state; -1 and a message if there is none. */
int32_t exercise_seat_index(const struct exercise *x, const char *id, struct failure *f);

/** The id of the state of a seat. */
const char *exercise_seat_id(const struct exercise *x, int32_t seat);

/** The matters of a state (NONE: of all states) in a run that a stop of that kind deals with, in
 * the order of settling. Returns how many. */
int32_t exercise_takes_of(
    enum plan_kind stop, const struct run *r, int32_t state, struct tabled out[TABLED_MAX]);

/**
 * What a seat (-1: every state) has to settle at the stop that is held, in the order of settling.
 * Returns how many.
 */
int32_t exercise_matters(const struct exercise *x, int32_t seat, struct tabled out[TABLED_MAX]);

/**
 * The last record of that kind by that seat since the stop opened, about that matter (0: any).
 * NULL if there is none.
 */
const struct record_line *exercise_submitted(
    const struct exercise *x, enum record_kind kind, int32_t seat, int64_t matter);

/**
 * Takes the initiatives that teams submitted at the stop that *now holds, in the order of the
 * states: in its run, or in a copy of it. One that has become impossible is left out.
 */
enum status exercise_initiatives(const struct exercise *x, const struct exercise_now *now,
    struct run *run, const struct trace_sink *sink) MUST_CHECK;

/** The record that stands at place i, 0 <= i < now.n_standing. */
const struct record_line *exercise_standing(const struct exercise *x, int64_t i);

/** How many matters of seats with a team nobody has settled at this stop. */
int32_t exercise_unsettled(const struct exercise *x);

/** What the state of the seat knows. `view` is large: do not put it on the stack. */
enum status exercise_view(const struct exercise *x, int32_t seat, struct view *view) MUST_CHECK;

/**
 * Makes *to, a zeroed exercise, the exercise as it was after the record with that number (0:
 * before the first). It shares the texts of *x, which must outlive it.
 */
enum status exercise_at(const struct exercise *x, int64_t number, struct exercise *to,
    struct failure *f) MUST_CHECK;

#endif
