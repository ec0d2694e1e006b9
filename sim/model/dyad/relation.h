/**
 * relation.h - what two states feel toward each other, and how far it has gone.
 *
 * Tension is directed: what one state feels toward another. It decays toward a baseline with a
 * half-life and jumps at what is believed or received; above a threshold the state is in a crisis
 * toward the other, until tension has fallen to the exit level. Trust is a pair of decaying
 * counts. The rung of a side is that of its highest act toward the other still within the quiet
 * period, less one per quiet period passed; it exists as it is and as the other side sees it.
 * MODEL.md (10.1)-(10.7). Looking never writes; rung steps and ends of crises are events.
 * A crisis that begins or ends is marked (sim.h) for the rules that depend on it.
 */
#ifndef MODEL_DYAD_RELATION_H
#define MODEL_DYAD_RELATION_H

#include "model/state/sim.h"

/** One direction of a pair: what `from` feels toward `to`, and has done to it. */
struct side {
    int32_t pair;
    int32_t which; /* 0: from is the pair's first */
    struct side_now *now;
};

/** pair NONE if they have no relation. */
struct side relation_side(const struct sim *s, int32_t from, int32_t to);
struct side relation_other(const struct sim *s, struct side side);

double relation_tension(const struct sim *s, struct side side);
/** Integral of the tension from the first day until now. */
double relation_tension_area(const struct sim *s, struct side side);
/** The first day: a crisis if tension starts above the threshold. */
void relation_begin(struct sim *s, struct side side);
/** Adds a jump (negative: takes off), and begins a crisis if the threshold is passed. */
void relation_jump(struct sim *s, struct side side, double jump);
/**
 * A jump at what was believed or received: larger in a crisis, with lognormal noise of mean 1.
 * Draws one uniform, addressed by what caused it. MODEL.md (10.2)
 */
void relation_shock(
    struct sim *s, struct side side, double size, uint64_t cause, uint64_t index);
/** Takes a share off the excess over the baseline. */
void relation_relieve(struct sim *s, struct side side, double share);

/** Mean of the beta counts, in (0, 1). */
double relation_trust(const struct sim *s, struct side side);
void relation_experience(struct sim *s, struct side side, double good, double bad);
/** Trust goes back to what it was before the run: a new leadership. */
void relation_forget(struct sim *s, struct side side);

/** Incidents `from` believes `to` did, decayed. */
double relation_believed(const struct sim *s, struct side side);
void relation_believe(struct sim *s, struct side side, double incidents);

/** The side acted on that rung at `day` (<= now). Returns whether its rung rose. */
bool relation_act(struct sim *s, struct side side, int32_t rung, double day);
/** The other attributes an act of that rung and day to the side. */
void relation_seen(struct sim *s, struct side side, int32_t rung, double day);
/** The side's rung by its acts, which side_now.rung is between events. */
int32_t relation_rung(const struct sim *s, struct side side);
/** The side's rung as the other sees it. */
int32_t relation_rung_seen(const struct sim *s, struct side side);
/** Quiet time credited to a side, in days. */
void relation_credit(struct sim *s, struct side side, double days);

/** The pair or either side in a crisis. */
bool relation_in_crisis(const struct sim *s, int32_t pair);

/* Events. */
void relation_on_crisis_end(void *sim, const struct event *event);
void relation_on_rung_step(void *sim, const struct event *event);

#endif
