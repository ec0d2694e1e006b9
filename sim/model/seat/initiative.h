/**
 * initiative.h - initiatives: actions that a state may start without a matter on its table.
 *
 * Each initiative uses the event or the function of a rule that exists: an exercise, a meeting, an
 * inquiry, an offer, a notice, a suspension. Whether it is possible depends only on what the state
 * knows.
 */
#ifndef MODEL_SEAT_INITIATIVE_H
#define MODEL_SEAT_INITIATIVE_H

#include "model/state/sim.h"

enum initiative_kind {
    INITIATIVE_PING,    /* agreement: tests its contact points now, as an exercise does */
    INITIATIVE_SUSPEND, /* agreement, with: suspends it; an act toward that party */
    INITIATIVE_CONSULT, /* agreement: calls its next consultations now; tension may prevent them */
    INITIATIVE_ASK,     /* about, with: asks a suspected state; attribution continues */
    INITIATIVE_OFFER, /* with: offers an off-ramp */
    INITIATIVE_WARN,  /* about: sends a technical notice to the partners that it may inform */
    INITIATIVE_KINDS
};

/** Their ids: ping, suspend, consult, ask, offer, warn; ends with NULL. */
extern const char *const initiative_names[INITIATIVE_KINDS + 1];

/** Members that the kind does not need are not read. */
struct initiative {
    int32_t kind;      /* enum initiative_kind */
    int32_t agreement; /* index, or NONE */
    int32_t with;      /* a state, or NONE */
    int32_t about;     /* index of an own incident in the run (seen_index), or NONE */
};

/** Why the state cannot take the initiative now, in words; NULL: it can. */
const char *initiative_why_not(
    const struct sim_context *s, int32_t state, const struct initiative *initiative);

/**
 * Takes the initiative, which must be possible. Call model_settle() afterwards. An exercise, a
 * meeting and an offer are events at this moment: they take place when the run continues. Draws
 * the random numbers of these rules.
 */
void initiative_take(struct sim_context *s, int32_t state, const struct initiative *initiative);

#endif
