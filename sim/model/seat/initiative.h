/**
 * initiative.h - initiatives: actions that a state may start without a matter on its table.
 *
 * An initiative uses an event or function of an existing rule: an exercise, a meeting, an inquiry,
 * an offer, a notice or a suspension. Whether it is possible depends only on what the state knows.
 * The comments name the members of struct initiative that a kind needs.
 */
#ifndef MODEL_SEAT_INITIATIVE_H
#define MODEL_SEAT_INITIATIVE_H

#include "model/state/sim.h"

enum initiative_kind {
    INITIATIVE_PING, /* agreement: tests its points of contact now, as an exercise does */
    /* agreement, with: suspends the agreement; this is an act against the state `with` */
    INITIATIVE_SUSPEND,
    /* agreement: holds its next consultations now; tension may prevent them */
    INITIATIVE_CONSULT,
    INITIATIVE_ASK,   /* about, with: asks the suspected state `with`; attribution continues */
    INITIATIVE_OFFER, /* with: offers an off-ramp to this state */
    INITIATIVE_WARN,  /* about: sends a technical notice to the partners that may be informed */
    INITIATIVE_KINDS
};

/** The ids of the kinds in JSON; the array ends with NULL. */
extern const char *const initiative_names[INITIATIVE_KINDS + 1];

/** An initiative. The members that its kind does not need are not read. */
struct initiative {
    int32_t kind;      /* enum initiative_kind */
    int32_t agreement; /* index, or NONE */
    int32_t with;      /* a state, or NONE */
    /* index in the run of an incident against the state (seen_index()), or NONE */
    int32_t about;
};

/** Returns in words why the state cannot take the initiative now; NULL if it can. */
const char *initiative_why_not(
    const struct sim_context *s, int32_t state, const struct initiative *initiative);

/**
 * Takes the initiative, which must be possible. Call model_settle() afterwards. An exercise, a
 * meeting and an offer are scheduled as events of this moment: they take place when the run
 * continues. Draws the random numbers of these rules.
 */
void initiative_take(struct sim_context *s, int32_t state, const struct initiative *initiative);

#endif
