/**
 * exercise_internal.h - declarations shared by the files that implement exercise.h.
 *
 *   exercise.c        the records in effect, `back`, and the steps of the plan
 *   exercise_check.c  whether a record can be applied
 *   exercise_close.c  the end of a stop
 *   exercise_query.c  matters, submissions and views
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_INTERNAL_H
#define WORKSHOP_EXERCISE_EXERCISE_INTERNAL_H

#include "model/run_act.h"
#include "workshop/exercise/exercise.h"

/**
 * Sets the policy that the setup names, and its world. Returns STATUS_BAD_INPUT if there is no such
 * policy.
 */
enum status exercise_find_policy(
    struct exercise *x, const struct exercise_setup *setup, struct failure *f) MUST_CHECK;

/** The data of the sink of exercise_sink(). It must exist as long as the sink. */
struct exercise_tap {
    struct seen *seen;
    const struct trace_sink *watcher;
};

/**
 * Returns a sink that adds to the ledgers of the seats and passes each observation to x->watcher,
 * if there is one.
 */
struct trace_sink exercise_sink(
    const struct exercise *x, struct exercise_now *now, struct exercise_tap *tap);

/** Sets the truth about the incident of a matter, and the belief of its seat. */
void exercise_note_truth(const struct world *w, const struct run *r,
    const struct tabled *matter, struct exercise_settled *out);
/** Like exercise_matters(), at another moment of the same exercise (*now). */
int32_t exercise_matters_in(const struct exercise *x, const struct exercise_now *now,
    int32_t seat, struct tabled out[TABLED_MAX]);

/**
 * Like exercise_submitted(), at another moment of the same exercise (*now). Returns the index of
 * the record; -1 if there is none.
 */
int64_t exercise_submitted_in(const struct exercise *x, const struct exercise_now *now,
    enum record_kind kind, int32_t seat, int64_t matter);

/** Like exercise_check(), at another moment of the same exercise (*now). */
enum status exercise_check_in(const struct exercise *x, const struct exercise_now *now,
    const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * Fills *out with the settlement that a record (settle or answer) requests. Returns
 * STATUS_BAD_INPUT if an id is unknown, or if the record does not fit the kind of matter.
 */
enum status exercise_settlement(const struct exercise *x, const struct record_line *r,
    const struct tabled *matter, struct settlement *out, struct failure *f) MUST_CHECK;

/**
 * Checks that the response of a decision is one of its family. Returns STATUS_BAD_INPUT if it is
 * not, or if there is no such family.
 */
enum status exercise_check_family(
    const struct exercise *x, const struct record_settle *r, struct failure *f) MUST_CHECK;

/**
 * Closes the stop: carries out the submissions, and settles the other matters by habit or keeps
 * them.
 */
enum status exercise_close(const struct exercise *x, struct exercise_now *now,
    const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * Fills *out with the initiative that a record requests. Returns STATUS_BAD_INPUT and a message if
 * an id is unknown, or if the incident is not an open incident of the seat.
 */
enum status exercise_initiative(const struct exercise *x, const struct exercise_now *now,
    int32_t seat, const struct record_act *r, struct initiative *out,
    struct failure *f) MUST_CHECK;

/** Executes the initiatives of the stop, in the order of the states. */
enum status exercise_act(const struct exercise *x, struct exercise_now *now) MUST_CHECK;

/**
 * Ends the attribution of an incident, and lays the decision about it on the table of the seat.
 * Returns STATUS_BAD_INPUT if the incident is not in attribution.
 */
enum status exercise_take(
    const struct exercise *x, struct exercise_now *now, const struct record_take *r) MUST_CHECK;

/** Calls an inject now. */
enum status exercise_call(
    const struct exercise *x, struct exercise_now *now, const char *id) MUST_CHECK;

/**
 * Whether the seat has ticked the agreement since the stop opened. A seat ticks what it would sign.
 */
bool exercise_ticks(const struct exercise *x, int32_t seat, const char *agreement);

/** Brings the agreements into force that the seats have ticked in talks. */
enum status exercise_end_talks(const struct exercise *x, struct exercise_now *now) MUST_CHECK;

/**
 * Brings an agreement into force for all its parties. Returns STATUS_BAD_INPUT if its status does
 * not allow it.
 */
enum status exercise_agree(
    const struct exercise *x, struct exercise_now *now, const char *id) MUST_CHECK;

/** Sets *reach to the probability that a written message arrives; 0 if there is no such channel. */
enum status exercise_reach(
    const struct exercise *x, const struct record_line *r, double *reach) MUST_CHECK;

/** Whether seats with a team submit records about matters at a stop of this kind. */
bool exercise_is_settling(enum plan_kind kind);

/** Returns the step of the plan to which a stop belongs; NULL if there is none. */
const struct workshop_step *exercise_step(const struct exercise *x, int32_t stop);

/** Returns the index of a state by its id; NONE if there is none. */
int32_t exercise_state(const struct exercise *x, const char *id);

/** Returns the index of a response by its id; NONE if there is none, or if id is NULL. */
int32_t exercise_response(const struct exercise *x, const char *id);

/** Returns the seat of a state if a team plays it, otherwise NONE. */
int32_t exercise_team_of(const struct exercise_now *now, int32_t state);

/** Whether a state is a party of an agreement. The agreement need not be in force. */
bool exercise_is_party(const struct exercise *x, int32_t agreement, int32_t state);

/** Returns the index of an agreement by its id; NONE if there is none. */
int32_t exercise_agreement(const struct exercise *x, const char *id);

#endif
