/**
 * belief.h - what the victim takes an incident for, and whom it suspects.
 *
 * Triage gives a perceived severity and a perceived intent. Attribution starts from a prior over
 * the states it has a relation with, a non-state actor and an accident; items of evidence arrive
 * at a rate, each points somewhere, and Bayes does the rest. It ends when the posterior of one
 * suspect passes the confidence the state needs, or when patience runs out: then the top state
 * is named if its posterior passes a floor that falls with domestic pressure and in a crisis.
 * MODEL.md sections 4, 5, 6
 */
#ifndef MODEL_INCIDENT_BELIEF_H
#define MODEL_INCIDENT_BELIEF_H

#include "model/state/sim.h"

/** Apparent severity before triage: the queue's priority. The same draw as triage uses. */
double belief_triage_priority(const struct sim_context *s, const struct incident *i);

/** Triage is done: the victim judges severity and intent. */
void belief_perceive(struct sim_context *s, int32_t incident);
/**
 * Attribution starts; what is taken for a plain accident is ready for the decision at once. Takes
 * over the hold of triage.
 */
void belief_attribute(struct sim_context *s, int32_t incident);

/** Posterior of a suspect, 0 if it is none. */
double belief_of(const struct sim_context *s, const struct incident *i, int32_t suspect);

/** Multiplies the odds of a suspect by a factor >= 0. */
void belief_weigh(struct sim_context *s, struct incident *i, int32_t suspect, double factor);

/** Sets the posterior of a suspect, the others in proportion. 0 < p < 1. */
void belief_set_posterior(struct sim_context *s, struct incident *i, int32_t suspect, double p);

/** The suspect with the highest posterior, states only if wished; NONE if there is none. */
int32_t belief_top(const struct sim_context *s, const struct incident *i, bool states_only);

/** The victim asks for no more evidence and names what it believes: see incident.named. */
void belief_conclude(struct sim_context *s, struct incident *i, bool patience_over);

/**
 * Items of a joint investigation, with `accuracy` on the logit scale above the victim's own.
 */
void belief_investigate(
    struct sim_context *s, struct incident *i, int32_t items, double accuracy);

/** The hypothesis that is true, as the victim could put it: state, non-state or accident. */
int32_t belief_truth(const struct world *w, const struct incident *i);

/** Whom industry names; u picks a wrong one. */
int32_t belief_industry_names(
    const struct sim_context *s, const struct incident *i, bool wrong, double u);
/** Industry's word is one item of evidence, while attribution goes on; it may end it. */
void belief_hear_industry(struct sim_context *s, int32_t incident);

/**
 * When whoever would be named is asked at the latest, so that the victim can wait inside its
 * patience; not before now.
 */
double belief_inquiry_deadline(const struct sim_context *s, const struct incident *i);

/** How long the victim would wait for an answer of whom it suspects, within its patience. */
double belief_wait_days(const struct sim_context *s, const struct incident *i);
/** Whether the state named now would be asked: there is a channel, time to wait, and the will. */
bool belief_would_ask(const struct sim_context *s, const struct incident *i);

/**
 * Probability with which a partner believes that the named state did it: its own prior; if it
 * `looks` for itself, one item of evidence of its own (u[1], u[2], u[3]); and the victim's word,
 * right with `reliability` and worth nothing otherwise. 0 if it has no relation with the named
 * state but by agreements. MODEL.md (8.8)
 */
double belief_of_partner(const struct sim_context *s, const struct incident *i, int32_t partner,
    bool looks, double reliability, struct stream_block u);

/** The beliefs about an incident are no longer needed. */
void belief_drop(struct sim_context *s, int32_t incident);

/* Events. */
void belief_on_evidence(void *sim, const struct event *event);
void belief_on_patience_over(void *sim, const struct event *event);

#endif
