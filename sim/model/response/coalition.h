/**
 * coalition.h - who joins a public attribution, and what comes of it. MODEL.md (8.8)
 *
 * A victim that has decided to name a state in public sends its case to the partners with whom an
 * agreement foresees that. Each reads it when its desk gets there, and joins by what it believes
 * itself: its own suspicion, its own look at the campaign if it has indicators, and the victim's
 * word as far as it trusts the victim. A false accusation is joined for the same reasons. Who has
 * agreed by the day of the statement speaks with it; who agrees later follows.
 */
#ifndef MODEL_RESPONSE_COALITION_H
#define MODEL_RESPONSE_COALITION_H

#include "model/state/sim.h"

/** A public attribution was decided: the case goes to the partners. */
void coalition_seek(struct sim *s, int32_t incident);

/** A partner has read it: it joins, declines, or does not answer. */
void coalition_weigh(struct sim *s, int32_t message);

/** Its answer is back. */
void coalition_hear(struct sim *s, int32_t message);

/** The victim speaks: so do those who have agreed. */
void coalition_speak(struct sim *s, const struct order *order);

/** The truth is out, and the named state had not done it. */
void coalition_settle(struct sim *s, const struct incident *i);

/** Number of partners expected to join `state` against `accused`: sum of probabilities. */
double coalition_support(const struct sim *s, int32_t state, int32_t accused);

#endif
