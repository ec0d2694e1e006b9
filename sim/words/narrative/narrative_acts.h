/**
 * narrative_acts.h - declarations shared by the files that describe acts and decisions.
 *
 *   narrative_acts.c       open acts, how their targets received them, orders that were withdrawn
 *   narrative_intention.c  the words for decisions and acts
 *   narrative_replies.c    the words for a response to an open act
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_ACTS_H
#define WORDS_NARRATIVE_NARRATIVE_ACTS_H

#include "words/narrative/internal.h"

/** Adds the lines about an open act and about the reaction of its target. */
void narrative_acts_add(struct narrative *s, int32_t node);

/**
 * Adds "With this, the tension between Ardia and Borvia passed the level of a crisis." if the
 * incident or act began a crisis on that day. `alone`: no earlier tension was needed for this
 * crisis, or the text before explains the earlier tension.
 */
void narrative_acts_crisis(struct narrative *s, double day, int64_t id, bool alone);

/**
 * Adds "This was an escalation." if the response of a node was one. The opening of the story
 * explains the term.
 */
void narrative_acts_escalation(struct narrative *s, int32_t node);

/** Adds a sentence if the act of a node was based on a wrong belief. */
void narrative_acts_belief(struct narrative *s, int32_t node, double day);

/** Returns the node of the open act to which the act of a node responds; NONE if there is none. */
int32_t narrative_replies_trigger(const struct narrative *s, int32_t node);

/**
 * Returns the words for a response to the open act of the node `trigger`, if they differ from the
 * words for a response to an incident. Otherwise, and for trigger NONE, returns NULL. They can
 * differ because the actor of an open act is known: the response need not blame a state.
 */
const char *narrative_replies_words(
    const struct narrative *s, int32_t response, int32_t trigger);

/**
 * Adds whether consultations took place between the decision `called`, which asked for them, and
 * the decision `next`. Adds nothing if `called` is NULL or asked for none.
 */
void narrative_replies_add_consultations(struct narrative *s,
    const struct trace_rows_event *called, const struct trace_rows_event *next);

/**
 * Appends what a retraction takes back: the open acts of the actor against that state because of
 * the same incident. Covert operations are not mentioned, because the actor denies them.
 */
void narrative_replies_put_retraction(
    const struct narrative *s, int32_t node, struct buffer *out);
/** Whether the target of an act rejects the accusation in public, in addition to its decision. */
bool narrative_replies_is_denied(const struct narrative *s, int32_t node);

/**
 * Appends the infinitive for a verb in the past tense: "to reject ..." for "rejected ...". The
 * first word of `action` ends in "ed".
 */
void narrative_replies_infinitive(const char *action, struct buffer *out);

/** What a decision responds to, and the circumstances that change its words. */
struct narrative_decision {
    /* class of the incident that the state decides on; NONE if it responds to an open act */
    int32_t incident_class;
    /* node of the open act that the state responds to; NONE if it responds to an incident */
    int32_t trigger;
    bool strikes;  /* the state also decides on a covert operation */
    bool over;     /* the incident ended before the decision, or on the same day */
    bool helped;   /* the state also asks others for help */
    bool accident; /* the state knows that the incident was an accident */
    bool late;     /* the state noticed the incident more than NARRATIVE_LATE_DAYS ago */
    bool yields;   /* the state will meet the demand of the other state */
    bool at_home;  /* no state is held responsible, but a group: the police act */
};
enum { NARRATIVE_LATE_DAYS = 60 };

/** Appends words, with the name of the other state in place of "%s". */
void narrative_acts_fill_in(const char *words, const char *name, struct buffer *out);
/**
 * Appends the decision as an infinitive: "to blame Borvia in public". Appends "only" if the state
 * asks others for help and does not act against any state.
 */
void narrative_acts_intention(const struct narrative *s, int32_t response, int32_t target,
    const struct narrative_decision *decision, struct buffer *out);

/**
 * Appends a covert response as an infinitive: "to strike back at Ardia". `i` is the incident that
 * the state responds to; NULL: it responds to an open act.
 */
void narrative_acts_strike(const struct narrative *s, const struct trace_rows_incident *i,
    int32_t response, int32_t target, struct buffer *out);

/**
 * Adds a line if event `e` reports that a hostile order in response to the incident or act of a
 * node was withdrawn.
 */
void narrative_acts_withdrawal(
    struct narrative *s, const struct trace_rows_event *e, int32_t node);

/** Adds a line for each order about an incident or act that still waits at the end of the run. */
void narrative_acts_add_pending(struct narrative *s, int32_t node);
/** Whether the act of a node rejects a private protest, not a public accusation. */
bool narrative_acts_rejects_protest(const struct narrative *s, int32_t node);
/** Appends the executed act of a node in the past tense: "blamed Borvia in public". */
void narrative_acts_action(const struct narrative *s, int32_t node, struct buffer *out);

/**
 * Appends ", as it had decided on 2 March 2022" if the act or operation of a node was carried out
 * more than 90 days after its decision.
 */
void narrative_acts_put_old_decision(struct narrative *s, int32_t node, struct buffer *text);

#endif
