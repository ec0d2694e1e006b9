/**
 * belief.h - how the victim judges an incident, and which actors it suspects.
 *
 * Triage sets a perceived severity and a perceived intent. Attribution starts from a prior over
 * the related states, a non-state actor and an accident. Items of evidence arrive at a rate; each
 * points to one suspect and updates the posterior by Bayes' rule. Attribution ends when the
 * posterior of one suspect reaches the confidence that the state needs, or when patience ends. In
 * the second case the most likely state is named if its posterior reaches a floor, which is lower
 * under domestic pressure and in a crisis. MODEL.md sections 4, 5, 6
 */
#ifndef MODEL_INCIDENT_BELIEF_H
#define MODEL_INCIDENT_BELIEF_H

#include "model/state/sim.h"

/** Apparent severity before triage, which is the priority in the queue of the desk. Triage uses
 * the same draw. */
double belief_triage_priority(const struct sim_context *s, struct incident *i);

/** Ends triage: sets perceived severity and intent. Draws one block. */
void belief_perceive(struct sim_context *s, int32_t incident);
/** Reaction to an incident by its perceived intent in [0, 1], as a share of that to an attack: the
 * factor of tension and trust. MODEL.md (10.2), (10.6) */
double belief_reaction(const struct sim_context *s, double intent);
/** If the victim takes for an attack what was none, it now finds this out. MODEL.md (4.3) */
void belief_correct_nature(struct sim_context *s, int32_t incident);
/**
 * Starts attribution; an incident that is judged an accident is ready for the decision at once.
 * Takes over the reference of triage. Draws one block for the first item of evidence.
 */
void belief_attribute(struct sim_context *s, int32_t incident);

/** Posterior of a suspect, in [0, 1]; 0 if it is not a suspect. */
double belief_of(const struct sim_context *s, const struct incident *i, int32_t suspect);

/** Multiplies the odds of a suspect by a factor (>= 0). */
void belief_weigh(struct sim_context *s, struct incident *i, int32_t suspect, double factor);

/** Sets the posterior of a suspect to p (0 < p < 1); the others keep their proportions. */
void belief_set_posterior(struct sim_context *s, struct incident *i, int32_t suspect, double p);

/** The suspect with the highest posterior, with `states_only` among states; NONE if there is
 * none. */
int32_t belief_top(const struct sim_context *s, const struct incident *i, bool states_only);

/**
 * Whether the victim would inform that state about the incident: it informs neither the state
 * that it thinks the most likely one nor any other state that it suspects. If its belief has
 * ended, its last decision counts. MODEL.md (7.6)
 */
bool belief_may_be_told(const struct sim_context *s, const struct incident *i, int32_t state);

/** Call at a decision: records the states that the victim would not inform now, for the time
 * after its belief has ended. */
void belief_keep_suspects(const struct sim_context *s, struct incident *i);

/** Sets incident.named and incident.confidence from the posterior. With `patience_over` the
 * naming floor applies. */
void belief_conclude(struct sim_context *s, struct incident *i, bool patience_over);

/** New information during attribution may end it; while the decision lies on a table it may
 * change the actor that the victim names. */
void belief_revise(struct sim_context *s, int32_t incident);

/** The victim of the incident was deceived. For its other recent incidents under the same false
 * flag, the posterior of the named state returns to its prior. Where the victim has become
 * certain, attribution ends at its next item of evidence; waiting orders are reviewed by (9.5).
 * Marks no step. MODEL.md (9.12) */
void belief_reexamine(struct sim_context *s, int32_t incident);

/** Ends attribution now, as at the end of patience. */
void belief_end(struct sim_context *s, int32_t incident);

/**
 * Adds `items` items of evidence from a joint investigation; `accuracy` is added to the accuracy
 * of the victim on the logit scale. Draws one block per item.
 */
void belief_investigate(
    struct sim_context *s, struct incident *i, int32_t items, double accuracy);

/** Adds the items of evidence that the asked state hands over with its reply. Draws one block per
 * item. MODEL.md (7.4) */
void belief_receive_evidence(struct sim_context *s, struct incident *i);

/**
 * Adds the findings of a partner in a case (`id`) to the belief, if there still is one; this
 * may end attribution. `met`: the partner knows the campaign (campaign_met). Draws one block
 * per item. MODEL.md (5.7)
 */
void belief_add_findings(
    struct sim_context *s, int32_t incident, int32_t partner, bool met, uint64_t id);

/** The true suspect: a state, SUSPECT_NON_STATE or SUSPECT_ACCIDENT. */
int32_t belief_truth(const struct world *w, const struct incident *i);

/** The actor that industry names; if `wrong`, another state chosen by the uniform u. */
int32_t belief_industry_names(
    const struct sim_context *s, const struct incident *i, bool wrong, double u);
/** Adds the attribution by industry as one item of evidence; this may end attribution. Only during
 * attribution, while the decision lies on a table, or while a hostile order waits. */
void belief_add_industry(struct sim_context *s, int32_t incident);

/**
 * The latest day for an inquiry to the state that would be named, so that the victim can wait for
 * the reply before the deadline; at least now.
 */
double belief_inquiry_deadline(const struct sim_context *s, const struct incident *i);

/** Days for which the victim waits for a reply of the named state to a question. `days` is the
 * wait at severity 3; the severity and the usual reply time of the channel change it. MODEL.md
 * (7.8) */
double belief_reply_days(const struct sim_context *s, const struct incident *i, double days);
/** Maximum wait for the reply of a suspect, in days, within the remaining patience. */
double belief_wait_days(const struct sim_context *s, const struct incident *i);
/** Factor, in [0, 1], on the odds of asking the named state: a reply is worth little to a
 * victim that is certain, and nothing about recognised espionage. MODEL.md (7.1) */
double belief_worth_asking(const struct sim_context *s, const struct incident *i);
/** Whether a state has stated a demand to the victim and is the one that the victim names. */
bool belief_knows_demand(const struct incident *i);
/** Whether that state has stated a demand to the victim. */
bool belief_was_demanded_by(const struct incident *i, int32_t state);
/** Whether the victim would ask the named state: a channel is open, time remains, and the draw of
 * this incident is below the probability of asking. */
bool belief_would_ask(const struct sim_context *s, const struct incident *i);

/**
 * Probability with which a partner believes that the named state is responsible: from its own
 * prior; if `has_evidence`, from one item of evidence of its own (uses u[1], u[2], u[3]); and
 * from the statement of the victim, which is right with probability `reliability` and otherwise
 * carries no information. 0 if the partner does not suspect the named state. MODEL.md (8.8)
 */
double belief_of_partner(const struct sim_context *s, const struct incident *i, int32_t partner,
    bool has_evidence, double reliability, struct stream_block u);

/** After the decision, while a hostile order waits: continues the search for evidence, if
 * `evidence_after_decision` is above 0. */
void belief_continue(struct sim_context *s, int32_t incident);

/** Whether the victim would still name, by (6.2), the state that it named at the decision. True
 * if its belief has not changed since then, or has ended. */
bool belief_still_names(const struct sim_context *s, const struct incident *i);

/** Ends the belief about an incident, if there is one. It is kept as the last belief while a
 * security company may still name an actor. */
void belief_drop(struct sim_context *s, int32_t incident);
/** Releases the last belief, if there is one. */
void belief_forget(struct sim_context *s, int32_t incident);
/**
 * After a statement of industry about a decided incident: whether the victim would now name
 * another actor, by its last belief and this statement. If so, this belief is its belief again;
 * if not, it ends.
 */
bool belief_reopen(struct sim_context *s, int32_t incident);

/* Events. */
void belief_on_evidence(void *sim, const struct event *event);
void belief_on_patience_over(void *sim, const struct event *event);

#endif
