/**
 * exercise_check.h - checks whether a record can be applied.
 *
 * exercise_check.c checks matters and the records of the facilitator, exercise_check_seats.c other
 * submissions. If a record cannot be applied, all functions return STATUS_BAD_INPUT and a message
 * for people.
 */
#ifndef WORKSHOP_EXERCISE_EXERCISE_CHECK_H
#define WORKSHOP_EXERCISE_EXERCISE_CHECK_H

#include "workshop/exercise/exercise_internal.h"

/** Sets *seat to the index of a seat that a team plays. */
enum status exercise_check_seat(const struct exercise *x, const struct exercise_now *now,
    const char *id, int32_t *seat, struct failure *f) MUST_CHECK;

/** Checks that the stop is open. */
enum status exercise_check_open(
    const struct exercise *x, const struct exercise_now *now, struct failure *f) MUST_CHECK;

/** These functions check the submissions of each kind. */
enum status exercise_check_predict(const struct exercise *x, const struct exercise_now *now,
    const struct record_predict *r, struct failure *f) MUST_CHECK;
enum status exercise_check_offer(const struct exercise *x, const struct exercise_now *now,
    const struct record_offer *r, struct failure *f) MUST_CHECK;
enum status exercise_check_say(const struct exercise *x, const struct exercise_now *now,
    const struct record_say *r, struct failure *f) MUST_CHECK;
enum status exercise_check_act(const struct exercise *x, const struct exercise_now *now,
    const struct record_act *r, struct failure *f) MUST_CHECK;
enum status exercise_check_take(const struct exercise *x, const struct exercise_now *now,
    const struct record_take *r, struct failure *f) MUST_CHECK;

#endif
