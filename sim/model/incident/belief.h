/**
 * belief.h - how the victim judges an incident, and which actors it suspects.
 *
 * Triage sets the severity and the intent that the victim perceives. Attribution starts from a
 * prior over the related states, a non-state actor and an accident. Items of evidence arrive at a
 * rate. Each of them points to one suspect and updates the posterior by Bayes' rule. Attribution
 * ends when the posterior of one suspect reaches the confidence that the state needs, or when the
 * patience of the state is over. In the second case the most likely state is named if its posterior
 * is at least the naming floor, which is lower under domestic pressure and in a crisis. MODEL.md,
 * submodels 4 to 6
 */
#ifndef MODEL_INCIDENT_BELIEF_H
#define MODEL_INCIDENT_BELIEF_H

#include "model/state/sim.h"

/**
 * Returns the apparent severity before triage, in [1, 10]. It is the priority in the queue of the
 * desk. Draws two uniform numbers, which triage uses, too.
 */
double belief_triage_priority(const struct sim_context *s, struct incident *i);

/**
 * Ends triage: sets the perceived severity and intent. Draws one uniform number if the victim
 * misreads the incident.
 */
void belief_perceive(struct sim_context *s, int32_t incident);
/**
 * Returns the reaction of tension and trust to an incident as a share, in [0, 1], of the reaction
 * to an attack. `intent` is the perceived intent, in [0, 1]. MODEL.md (10.2), (10.6)
 */
double belief_reaction(const struct sim_context *s, double intent);
/**
 * Corrects the perceived intent, tension and trust if the victim mistook the incident for an
 * attack. MODEL.md (4.3)
 */
void belief_correct_nature(struct sim_context *s, int32_t incident);
/**
 * Starts attribution. An incident that the victim judges to be an accident is ready for the
 * decision at once. The reference that triage had to the incident passes to attribution. Draws one
 * block for the first item of evidence.
 */
void belief_attribute(struct sim_context *s, int32_t incident);

/** Returns the posterior of a suspect, in [0, 1]; 0 if the actor is not a suspect. */
double belief_of(const struct sim_context *s, const struct incident *i, int32_t suspect);

/** Multiplies the odds of a suspect by a factor, >= 0. */
void belief_weigh(struct sim_context *s, struct incident *i, int32_t suspect, double factor);

/** Sets the posterior of a suspect to p, 0 < p < 1. The other suspects keep their proportions. */
void belief_set_posterior(struct sim_context *s, struct incident *i, int32_t suspect, double p);

/**
 * Returns the suspect with the highest posterior; NONE if there is none. If `states_only` is true,
 * only states are considered.
 */
int32_t belief_top(const struct sim_context *s, const struct incident *i, bool states_only);

/**
 * Whether the victim would inform that state about the incident. It informs neither the state that
 * it thinks most likely nor any other state that it suspects. After the belief has ended, the
 * states stored by belief_keep_suspects() determine this. MODEL.md (7.6)
 */
bool belief_may_be_told(const struct sim_context *s, const struct incident *i, int32_t state);

/**
 * Stores which states the victim would not inform now. The stored states are used after the belief
 * has ended. Call this function at a decision.
 */
void belief_keep_suspects(const struct sim_context *s, struct incident *i);

/**
 * Sets incident.named and incident.confidence from the posterior. If `patience_over` is true, the
 * naming floor of MODEL.md (6.2) applies.
 */
void belief_conclude(struct sim_context *s, struct incident *i, bool patience_over);

/**
 * Call this function when the posterior has changed. During attribution, it may end attribution.
 * While the decision is on a table, it may change the actor that the victim names.
 */
void belief_revise(struct sim_context *s, int32_t incident);

/**
 * Corrects other beliefs of a victim that was deceived about this incident. In recent incidents
 * against this victim under the same false flag, the posterior of the named state falls to its
 * prior, if it is above. If the victim is then certain of another suspect, attribution ends at the
 * next item of evidence. The rule (9.5) reviews the orders that wait. The function marks no step.
 * MODEL.md (9.12)
 */
void belief_reexamine(struct sim_context *s, int32_t incident);

/** Ends attribution now, in the same way as when patience is over. */
void belief_end(struct sim_context *s, int32_t incident);

/**
 * Adds `items` items of evidence from a joint investigation. `accuracy` is added to the accuracy of
 * the victim on the logit scale. Draws one block for each item.
 */
void belief_investigate(
    struct sim_context *s, struct incident *i, int32_t items, double accuracy);

/**
 * Adds the items of evidence in the reply of the asked state. Draws one block for each item.
 * MODEL.md (7.4)
 */
void belief_receive_evidence(struct sim_context *s, struct incident *i);

/**
 * Adds the findings of a partner in the case `id` to the belief, if the belief still exists. This
 * may end attribution. `met`: the partner knows the campaign (campaign_met()). Draws one block for
 * each item. MODEL.md (5.7)
 */
void belief_add_findings(
    struct sim_context *s, int32_t incident, int32_t partner, bool met, uint64_t id);

/** Returns the true actor as a suspect: a state, SUSPECT_NON_STATE or SUSPECT_ACCIDENT. */
int32_t belief_truth(const struct world *w, const struct incident *i);

/**
 * Returns the actor that industry names. If `wrong` is true, the actor is a state that is not
 * responsible, chosen by the uniform number u.
 */
int32_t belief_industry_names(
    const struct sim_context *s, const struct incident *i, bool wrong, double u);
/**
 * Adds the attribution by industry as one item of evidence. This may end attribution. Call it only
 * while the incident has a belief: during attribution, while the decision is on a table, or while a
 * hostile order waits.
 */
void belief_add_industry(struct sim_context *s, int32_t incident);

/**
 * Returns the latest day for an inquiry to the state that would be named, so that the victim can
 * wait for the reply before its deadline. Returns the present day if that day has passed.
 */
double belief_inquiry_deadline(const struct sim_context *s, const struct incident *i);

/**
 * Returns the days for which the victim waits for the reply of the named state to a question.
 * `days` is the wait at severity 3. The severity of the incident and the usual reply time of the
 * channel change it. MODEL.md (7.8)
 */
double belief_reply_days(const struct sim_context *s, const struct incident *i, double days);
/** Returns the maximum wait for the reply of a suspect, in days, within the remaining patience. */
double belief_wait_days(const struct sim_context *s, const struct incident *i);
/**
 * Whether the victim has recognised espionage or pre-positioning whose operators are still in its
 * networks. Before it has removed the operators, the victim does not ask or warn the named state.
 * MODEL.md (7.1)
 */
bool belief_hides_knowledge(const struct sim_context *s, const struct incident *i);
/**
 * Returns a factor, in [0, 1], of the odds of asking the named state. A reply is worth little to a
 * victim that is certain, and nothing if the incident is recognised as espionage. MODEL.md (7.1)
 */
double belief_worth_asking(const struct sim_context *s, const struct incident *i);

/**
 * Sets the posterior of a non-state actor to 0.99, because the police have acted against the
 * criminals behind the incident. Does nothing if the belief of the victim has ended. MODEL.md (5.7)
 */
void belief_learn_of_criminals(struct sim_context *s, int32_t incident);

/**
 * Returns the cost, in units of utility, of turning to the named state after recent hostile acts of
 * the victim against that state. Returns 0 for an open act, whose actor is known. MODEL.md (7.1)
 */
double belief_own_conduct(const struct sim_context *s, const struct incident *i);
/** Whether the state that the victim names has stated a demand to the victim. */
bool belief_knows_demand(const struct incident *i);
/** Whether that state has stated a demand to the victim. */
bool belief_was_demanded_by(const struct incident *i, int32_t state);
/**
 * Whether the victim would ask the named state. A channel must be open, there must be time for a
 * reply, and the uniform number of the incident must be below the probability of asking. Draws this
 * number when a question is possible for the first time.
 */
bool belief_would_ask(const struct sim_context *s, const struct incident *i);

/**
 * Returns the probability with which a partner believes that the named state is responsible. It
 * follows from the prior of the partner and from the statement of the victim, which is right with
 * the probability `reliability` and otherwise carries no information. If `has_evidence`, it also
 * follows from one item of evidence of the partner, which uses the four numbers of u. Returns 0 if
 * the partner does not suspect the named state. MODEL.md (8.8)
 */
double belief_of_partner(const struct sim_context *s, const struct incident *i, int32_t partner,
    bool has_evidence, double reliability, struct stream_block u);

/**
 * Continues the search for evidence after the decision, while a hostile order waits. Does nothing
 * if `evidence_after_decision` is 0.
 */
void belief_continue(struct sim_context *s, int32_t incident);

/**
 * Whether the victim would still name, by MODEL.md (6.2), the state that it named at the decision.
 * Returns true if the belief has not changed since then, or has ended.
 */
bool belief_still_names(const struct sim_context *s, const struct incident *i);

/**
 * Ends the belief about an incident, if there is one. The belief is kept as the last belief as long
 * as industry may name an actor.
 */
void belief_drop(struct sim_context *s, int32_t incident);
/** Releases the last belief, if there is one. */
void belief_forget(struct sim_context *s, int32_t incident);
/**
 * Whether, after a statement of industry about a decided incident, the victim would name another
 * actor. This follows from its last belief and the statement. If it would, the last belief becomes
 * its belief again; otherwise the last belief ends.
 */
bool belief_reopen(struct sim_context *s, int32_t incident);

/* The handlers of events. */
void belief_on_evidence(void *sim, const struct event *event);
void belief_on_patience_over(void *sim, const struct event *event);

#endif
