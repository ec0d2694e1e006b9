/**
 * exercise.h - an exercise as a state machine: people decide for states at one stop after another.
 *
 *     exercise_begin     begins the exercise of a scenario, before its first record
 *     exercise_complete  fills in the parts of a record that follow from the state of the exercise
 *     exercise_apply     changes the exercise; no other function changes it
 *     exercise_free      frees the memory; call it in any case
 *
 * The state of an exercise is a function of its records (record.h). exercise_apply() checks a
 * record first. A record that cannot be applied is refused and changes nothing. The caller can
 * therefore check a record, write it to the log and then apply it (session.h). The record `back`
 * deletes no record: it returns to the state after an earlier record, and the later records are
 * kept.
 *
 * A seat may replace its submissions until the stop closes. The record `close` carries the
 * submissions out, those about the oldest matters first. The age of a matter is counted from the
 * day on which it was laid on the table. Submissions about matters of the same day follow in the
 * order of the states, and then of the numbers of the matters. The order in which they were
 * submitted has no effect. A matter that no team has settled is settled by the model ("habit"), or
 * stays on the table for one more stop. Initiatives follow in the order of the states.
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_H
#define WORKSHOP_EXERCISE_EXERCISE_H

#include <stdatomic.h>

#include "model/run_tabled.h"
#include "model/seat/view.h"
#include "scenario/words_file.h"
#include "workshop/exercise/plan.h"
#include "workshop/exercise/record.h"

/**
 * The id with which a record names a joint case with a partner. It is not a row of the responses.
 */
#define EXERCISE_JOINT_CASE "joint_case"

/**
 * A record with this id as its initiative withdraws the initiative that was submitted at this stop.
 */
#define EXERCISE_NO_INITIATIVE "none"

/** How a matter was settled. */
enum exercise_settled_by { SETTLED_BY_TEAM, SETTLED_BY_HABIT, SETTLED_BY_NOBODY /* put off */ };

/** A matter that was settled, or put off, at a stop. */
struct exercise_settled {
    int32_t stop; /* index in plan.stops */
    int32_t seat;
    int32_t number, kind; /* enum tabled_kind */
    uint64_t incident_id; /* incident that the matter is about; 0: none */
    /* true initiator: state, SUSPECT_NON_STATE or SUSPECT_ACCIDENT; NONE: no incident */
    int32_t initiator;
    int32_t type; /* type of the incident; NONE: the matter is about an act, or about nothing */
    int32_t named; /* actor that the seat named then, as in struct incident */
    double confidence;
    int32_t asker; /* state whose question, request or offer this is; NONE: none */
    double day;
    enum exercise_settled_by by;
    int64_t record; /* index of the submission of the team; -1: none */
    /* the submission had become impossible, so the matter was settled by habit */
    bool impossible;
    int64_t before;               /* index of the last record before the stop closed */
    struct settlement settlement; /* the settlement that was carried out */
};

/** A seat. */
struct exercise_seat {
    int32_t state;
    const struct workshop_seat *sheet;
    bool team; /* whether people play it */
};

/** The part of an exercise that changes. */
struct exercise_now {
    struct run run;
    struct seen seen; /* what the seats have learned */
    int32_t stop;     /* index in plan.stops */
    bool open;        /* whether people may submit */
    bool paused;
    bool review;
    int32_t n_seats;
    struct exercise_seat seats[WORKSHOP_SEATS_MAX];
    /* indices of the records in effect (those that `back` has not undone), in order */
    int64_t *standing;
    int64_t n_standing, capacity;
    struct array settled; /* elements: struct exercise_settled */
    /* number of facts that each seat had learned when the present stop and the stop before it
       began; pages mark the facts after items_before as new */
    int32_t items_now[WORKSHOP_SEATS_MAX], items_before[WORKSHOP_SEATS_MAX];
};

struct exercise {
    const struct scenario *scenario;
    const struct workshop *workshop;
    const struct world *world;
    const struct words_file
        *words; /* texts in another language, or NULL; only pages use them */
    const char *policy;
    uint64_t seed;
    int32_t solo; /* seat that plays alone, without stops of the plan; -1: none */
    struct plan plan;
    struct record_line *records;
    int64_t n_records, capacity;
    struct exercise_now now;
    struct observers observers; /* empty: the run has no observers */
    /**
     * NULL, or a sink that receives every observation of the run. exercise_at() uses this sink when
     * it replays a copy.
     */
    const struct trace_sink *watcher;
    /** NULL, or a flag. When it becomes true, continuations end with STATUS_STOPPED. */
    const atomic_bool *cancelled;
};

/** The arguments of exercise_begin(). */
struct exercise_setup {
    const struct scenario *scenario; /* must exist as long as the exercise */
    const char *policy;              /* id; NULL: the baseline policy */
    uint64_t seed;
    const char *solo; /* id of the seat that plays alone; NULL: none */
};

/**
 * Begins an exercise. Returns STATUS_BAD_INPUT if the scenario has no member `workshop`, or if it
 * lacks the policy or seat. Call exercise_free() in any case.
 */
enum status exercise_begin(
    struct exercise *x, const struct exercise_setup *setup, struct failure *f) MUST_CHECK;

/** Frees the memory of an exercise. *x may be zeroed. */
void exercise_free(struct exercise *x);

/**
 * Fills in the number of the record and the members that follow from the state of the exercise: for
 * `go` the step, its day and the fingerprint of the run on that day; for `close` the step; for
 * `say` whether and when the message arrives. `r` is a record that a person has requested. Texts
 * are put into the arena. Does not change *x. Returns the errors of exercise_apply().
 */
enum status exercise_complete(const struct exercise *x, struct record_line *r, struct arena *a,
    struct failure *f) MUST_CHECK;

/**
 * Checks whether the record can be applied now. If not, returns STATUS_BAD_INPUT with a message for
 * people, for example that the stop is closed or the option is impossible.
 */
enum status exercise_check(
    const struct exercise *x, const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * Checks and applies a record, whose texts must exist as long as *x. Returns STATUS_BAD_INPUT and
 * changes nothing if the record cannot be applied now. Returns STATUS_MISMATCH if the run differs
 * from the fingerprint in the record: the log comes from another program or another processor.
 * Returns STATUS_NO_MEMORY if memory runs out. After the last two errors *x can only be freed.
 */
enum status exercise_apply(
    struct exercise *x, const struct record_line *r, struct failure *f) MUST_CHECK;

/** Returns the present stop. */
const struct plan_stop *exercise_stop(const struct exercise *x);

/**
 * Returns the index of a seat by the id of its state. If there is none, returns -1 and sets a
 * message.
 */
int32_t exercise_seat_index(const struct exercise *x, const char *id, struct failure *f);

/** Returns the id of the state of a seat. */
const char *exercise_seat_id(const struct exercise *x, int32_t seat);

/**
 * Lists the matters of a state, or of all states (NONE), that are settled at a stop of that kind,
 * in the order in which to settle them. Returns their number.
 */
int32_t exercise_takes_of(
    enum plan_kind stop, const struct run *r, int32_t state, struct tabled out[TABLED_MAX]);

/**
 * Lists the matters that a seat (-1: every state) has to settle at the present stop, in the order
 * in which to settle them. Returns their number.
 */
int32_t exercise_matters(const struct exercise *x, int32_t seat, struct tabled out[TABLED_MAX]);

/**
 * Returns the last record of that kind by that seat since the stop opened, about that matter (0:
 * about any). Returns NULL if there is none.
 */
const struct record_line *exercise_submitted(
    const struct exercise *x, enum record_kind kind, int32_t seat, int64_t matter);

/**
 * Takes the initiatives that teams have submitted at the present stop of *now, in the order of the
 * states. `run` is the run of the exercise or a copy of it. Initiatives that have become impossible
 * are left out.
 */
enum status exercise_initiatives(const struct exercise *x, const struct exercise_now *now,
    struct run *run, const struct trace_sink *sink) MUST_CHECK;

/** Returns record i of those in effect, 0 <= i < now.n_standing. */
const struct record_line *exercise_standing(const struct exercise *x, int64_t i);

/**
 * Returns the index, among the records in effect, of the record that began a stop: the present stop
 * (back 0), or an earlier one (back 1: the stop before it, and so on). Returns -1 if there is none.
 */
int64_t exercise_began(const struct exercise *x, int32_t back);

/**
 * Whether record i of the log, 0 <= i < n_records, is in effect, that is, no `back` has undone it.
 */
bool exercise_stands(const struct exercise *x, int64_t i);

/**
 * Whether exported files contain what people wrote. The last record `texts` decides, even if `back`
 * has undone it.
 */
bool exercise_exports_texts(const struct exercise *x);

/** Returns the number of matters at this stop that teams have not settled. */
int32_t exercise_unsettled(const struct exercise *x);

/** Fills *view with the knowledge of the state of the seat. *view is too large for the stack. */
enum status exercise_view(const struct exercise *x, int32_t seat, struct view *view) MUST_CHECK;

/**
 * Fills *to, a zeroed exercise, with the exercise as it was after record `number` (0: before the
 * first). *to shares the texts of *x, which must exist as long as *to.
 */
enum status exercise_at(const struct exercise *x, int64_t number, struct exercise *to,
    struct failure *f) MUST_CHECK;

#endif
