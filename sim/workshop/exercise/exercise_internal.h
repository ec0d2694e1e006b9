/**
 * exercise_internal.h - declarations shared by the files that implement exercise.h.
 *
 * exercise.c: records in effect, `back`, steps of the plan. exercise_check.c: whether a record
 * can be applied. exercise_close.c: the closing of a stop. exercise_query.c: matters,
 * submissions, views.
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_INTERNAL_H
#define WORKSHOP_EXERCISE_EXERCISE_INTERNAL_H

#include "model/run_act.h"
#include "workshop/exercise/exercise.h"

/** Sets the policy that the setup asks for, and its world. STATUS_BAD_INPUT: there is no such policy. */
enum status exercise_find_policy(
    struct exercise *x, const struct exercise_setup *setup, struct failure *f) MUST_CHECK;

/** What receives the observations of the run; must outlive the sink. */
struct exercise_tap {
    struct seen *seen;
    const struct trace_sink *watcher;
};

/** The sink of the ledger of the seats and, if there is one, of the watcher. */
struct trace_sink exercise_sink(
    const struct exercise *x, struct exercise_now *now, struct exercise_tap *tap);

/** Like exercise_matters(), in another state of the same exercise. */
int32_t exercise_matters_in(const struct exercise *x, const struct exercise_now *now,
    int32_t seat, struct tabled out[TABLED_MAX]);

/** Like exercise_submitted(), in another state: the index of the record; -1: none. */
int64_t exercise_submitted_in(const struct exercise *x, const struct exercise_now *now,
    enum record_kind kind, int32_t seat, int64_t matter);

/** Like exercise_check(), in another state. */
enum status exercise_check_in(const struct exercise *x, const struct exercise_now *now,
    const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * The settlement that a record (settle or answer) requests. STATUS_BAD_INPUT: an id is unknown,
 * or the record does not fit the kind of matter.
 */
enum status exercise_settlement(const struct exercise *x, const struct record_line *r,
    const struct tabled *matter, struct settlement *out, struct failure *f) MUST_CHECK;

/** Carries out the submissions; leaves the other matters to habit, or keeps them. */
enum status exercise_close(const struct exercise *x, struct exercise_now *now,
    const struct record_line *r, struct failure *f) MUST_CHECK;

/**
 * The initiative that a record requests. STATUS_BAD_INPUT and a message: an id is unknown, or
 * the incident is not an open incident of the seat.
 */
enum status exercise_initiative(const struct exercise *x, const struct exercise_now *now,
    int32_t seat, const struct record_act *r, struct initiative *out,
    struct failure *f) MUST_CHECK;

/** Takes the initiatives of the stop, in the order of the states. */
enum status exercise_act(const struct exercise *x, struct exercise_now *now) MUST_CHECK;

/** Lays the decision about an incident in attribution on the table of the seat.
 * STATUS_BAD_INPUT: the incident is not in attribution. */
enum status exercise_take(
    const struct exercise *x, struct exercise_now *now, const struct record_take *r) MUST_CHECK;

/** Calls an inject now. */
enum status exercise_call(
    const struct exercise *x, struct exercise_now *now, const char *id) MUST_CHECK;

/** Whether the seat has ticked the agreement since the stop opened: it would sign. */
bool exercise_ticks(const struct exercise *x, int32_t seat, const char *agreement);

/** Brings the agreements into force that talks have agreed on. */
enum status exercise_end_talks(const struct exercise *x, struct exercise_now *now) MUST_CHECK;

/** Brings an agreement into force for all its parties. STATUS_BAD_INPUT: its status does not
 * allow it.
 */
enum status exercise_agree(
    const struct exercise *x, struct exercise_now *now, const char *id) MUST_CHECK;

/** Probability that a written message arrives; 0: there is no such channel. */
enum status exercise_reach(
    const struct exercise *x, const struct record_line *r, double *reach) MUST_CHECK;

/** Whether a seat with a team submits records about matters at such a stop. */
bool exercise_is_settling(enum plan_kind kind);

/** The step of the scenario's plan that a stop belongs to; NULL: none. */
const struct workshop_step *exercise_step(const struct exercise *x, int32_t stop);

/** Index of a state by its id, NONE if there is none. */
int32_t exercise_state(const struct exercise *x, const char *id);

/** Whether a state is a party of an agreement, in force or not. */
bool exercise_is_party(const struct exercise *x, int32_t agreement, int32_t state);

/** Index of an agreement by its id, NONE if there is none. */
int32_t exercise_agreement(const struct exercise *x, const char *id);

#endif
