/**
 * exercise.h - an exercise as a state machine: people decide for states, stop by stop.
 *
 *     exercise_begin     makes the exercise of a scenario, before its first record
 *     exercise_complete  fills in what a record says about the world: the day of a step and so on
 *     exercise_apply     the only function that changes an exercise
 *     exercise_free      always
 *
 * The state is a function of the records (record.h). exercise_apply() checks a record first; a
 * record that cannot be applied is refused and changes nothing, so the caller can check, write
 * the record to the log, and then apply it (session.h). `back` deletes no record: it returns to
 * the state after an earlier record, and the later records are kept.
 *
 * A seat may replace its submissions until the stop closes. At `close` they are carried out in
 * the order (day on which the matter was laid down, state, number), whatever the order of
 * arrival. A matter that no team has settled is settled by the model ("habit"), or stays for
 * one more stop. Initiatives follow in the order of the states.
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_H
#define WORKSHOP_EXERCISE_EXERCISE_H

#include <stdatomic.h>

#include "model/run_tabled.h"
#include "model/seat/view.h"
#include "scenario/words_file.h"
#include "workshop/exercise/plan.h"
#include "workshop/exercise/record.h"

/** How a record names a joint case with a partner, which is no row of the responses. */
#define EXERCISE_JOINT_CASE "joint_case"

/** The initiative of a record that withdraws the one before it at this stop. */
#define EXERCISE_NO_INITIATIVE "none"

/** How a matter was settled. */
enum exercise_settled_by { SETTLED_BY_TEAM, SETTLED_BY_HABIT, SETTLED_BY_NOBODY /* kept */ };

/** A matter that a stop has dealt with. */
struct exercise_settled {
    int32_t stop; /* in plan.stops */
    int32_t seat;
    int32_t number, kind; /* enum tabled_kind */
    uint64_t incident_id; /* the incident that the matter is about, 0: none */
    int32_t
        initiator; /* truth: state, SUSPECT_NON_STATE or SUSPECT_ACCIDENT; NONE: no incident */
    int32_t type;  /* of incident; NONE: of an act, or no incident */
    int32_t named; /* belief of the seat then, as in struct incident */
    double confidence;
    double day;
    enum exercise_settled_by by;
    int64_t record;               /* index of the team's submission, -1: none */
    bool impossible;              /* the submission had become impossible: settled by habit */
    int64_t before;               /* index of the last record before the close */
    struct settlement settlement; /* the settlement that was carried out */
};

/** A seat. */
struct exercise_seat {
    int32_t state;
    const struct workshop_seat *sheet;
    bool team; /* people play it */
};

/** The part of an exercise that changes. */
struct exercise_now {
    struct run run;
    struct seen seen; /* what the seats have learned */
    int32_t stop;     /* in plan.stops */
    bool open;        /* people may submit */
    bool paused;
    bool review;
    int32_t n_seats;
    struct exercise_seat seats[WORKSHOP_SEATS_MAX];
    int64_t *standing; /* indices of the records in effect (not taken back), in order */
    int64_t n_standing, capacity;
    struct array settled; /* struct exercise_settled */
};

struct exercise {
    const struct scenario *scenario;
    const struct workshop *workshop;
    const struct world *world;
    const struct words_file
        *words; /* texts in another language, or NULL; only pages use them */
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
    /** NULL, or ends continuations of the exercise when it becomes true (STATUS_STOPPED). */
    const atomic_bool *cancelled;
};

/** The input of an exercise. */
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
 * Fills in the number of the record, and what follows from the state: for `go` the step, its
 * day and the fingerprint of the run at that day; for `close` the step; for `say` whether and
 * when the message arrives. `r` is a record that a person has requested; texts go to the arena.
 * Does not change *x. Errors as exercise_apply().
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

/** The matters of a state (NONE: of all states) in a run that belong to a stop of that kind, in
 * the order of settling. Returns their number. */
int32_t exercise_takes_of(
    enum plan_kind stop, const struct run *r, int32_t state, struct tabled out[TABLED_MAX]);

/**
 * The matters that a seat (-1: every state) has to settle at the present stop, in the order of
 * settling. Returns their number.
 */
int32_t exercise_matters(const struct exercise *x, int32_t seat, struct tabled out[TABLED_MAX]);

/**
 * The last record of that kind by that seat since the stop opened, about that matter (0: any).
 * NULL if there is none.
 */
const struct record_line *exercise_submitted(
    const struct exercise *x, enum record_kind kind, int32_t seat, int64_t matter);

/**
 * Takes the initiatives that teams have submitted at the present stop of *now, in the order of
 * the states: in its run, or in a copy of it. An initiative that has become impossible is
 * omitted.
 */
enum status exercise_initiatives(const struct exercise *x, const struct exercise_now *now,
    struct run *run, const struct trace_sink *sink) MUST_CHECK;

/** The i-th record in effect, 0 <= i < now.n_standing. */
const struct record_line *exercise_standing(const struct exercise *x, int64_t i);

/** Whether exports contain what people wrote: the last record `texts`, also one that a step back has undone. */
bool exercise_exports_texts(const struct exercise *x);

/** Number of matters at this stop that their seats, played by teams, have not settled. */
int32_t exercise_unsettled(const struct exercise *x);

/** The knowledge of the seat's state. `view` is large: do not put it on the stack. */
enum status exercise_view(const struct exercise *x, int32_t seat, struct view *view) MUST_CHECK;

/**
 * Makes *to, a zeroed exercise, the exercise as it was after the record with that number (0:
 * before the first). It shares the texts of *x, which must outlive it.
 */
enum status exercise_at(const struct exercise *x, int64_t number, struct exercise *to,
    struct failure *f) MUST_CHECK;

#endif
