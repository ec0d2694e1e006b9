/**
 * accord_parts.h - what the files of accord.h share.
 *
 * accord.c: the way from proposal to the end. accord_meeting.c: consultations and exercises.
 * accord_pair.c: what binds two states, and who breaks it. accord_programme.c: capacity building.
 */
#ifndef MODEL_ACCORD_PARTS_H
#define MODEL_ACCORD_PARTS_H

#include "model/accord.h"

const struct agreement *accord_row(const struct sim *s, int32_t agreement);

/** Whether the measure belongs to that agreement. */
bool accord_holds(const struct sim *s, int32_t measure, int32_t agreement);

/** Parties, pair by pair: indices into them. */
struct accord_pairs {
    int32_t a, b;
};
bool accord_next_pair(
    const struct sim *s, const struct agreement *row, struct accord_pairs *at, int32_t *pair);

#define EACH_PAIR(s, row, pair)                                                                \
    for (struct accord_pairs at_ = {0, 0}; accord_next_pair((s), (row), &at_, &(pair));)

/** The highest tension between any two parties. */
double accord_tension_among(const struct sim *s, const struct agreement *row);
bool accord_crisis_among(const struct sim *s, const struct agreement *row);

void accord_sign(struct sim *s, int32_t agreement);

/** Schedules suspension, or resumption, at that rate per day in place of what was scheduled. */
void accord_schedule_suspension(struct sim *s, int32_t agreement, double rate);
void accord_schedule_meeting(struct sim *s, int32_t agreement, double earliest);
void accord_schedule_exercise(struct sim *s, int32_t agreement);
void accord_schedule_tranche(struct sim *s, int32_t agreement);

#endif
