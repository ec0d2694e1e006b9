#include "model/seat/settle.h"

#include "model/incident/belief.h"
#include "model/response/decision.h"

const char *const settlement_reply_names[SETTLEMENT_REPLIES + 1] = {
    "silence", "yes", "no", "denial", "help", "explanation", "admission", NULL};

/* Decisions */

bool
settle_may_name(const struct sim_context *s, const struct incident *i, int32_t named)
{
    if (named == NONE || named == i->named) {
        return true; /* whom its belief names, or the author of an act */
    }
    return named >= 0 && named < s->world->n_states && i->belief != NONE &&
           world_pair(s->world, i->target, named) != NONE &&
           belief_of(s, i, named) >= SETTLE_SUSPICION;
}

struct incident
settle_as_named(const struct sim_context *s, const struct incident *i, int32_t named)
{
    struct incident seen = *i;

    if (named != NONE && named != i->named) {
        seen.named = named;
        seen.confidence = belief_of(s, i, named);
    }
    return seen;
}

static bool
is_option(const struct sim_context *s, const struct incident *i, int32_t side, int32_t response)
{
    struct option options[RESPONSE_MAX];
    int32_t n = decision_options(s, i, side, NONE, options);

    for (int32_t k = 0; k < n; k++) {
        if (options[k].response == response) {
            return options[k].utility > -INFINITY;
        }
    }
    return false;
}

static bool
is_possible_decision(
    const struct sim_context *s, int32_t incident, const struct settlement *settlement)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct incident seen;

    if (!settle_may_name(s, i, settlement->named)) {
        return false;
    }
    seen = settle_as_named(s, i, settlement->named);
    return is_option(s, &seen, SIDE_OVERT, settlement->overt) &&
           is_option(s, &seen, SIDE_COVERT, settlement->covert) &&
           is_option(s, &seen, SIDE_HELP, settlement->help);
}

static struct settlement
choose_decision(const struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t covert = decision_choice(s, i, SIDE_COVERT, NONE);

    return (struct settlement){.covert = covert,
        .overt = decision_choice(s, i, SIDE_OVERT, covert),
        .help = decision_choice(s, i, SIDE_HELP, NONE),
        .named = NONE};
}

static void
decide(struct sim_context *s, int32_t incident, const struct settlement *settlement)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct incident seen = settle_as_named(s, i, settlement->named);

    i->named = seen.named;
    i->confidence = seen.confidence;
    i->phase = i->phase_before;
    i->phase_before = PHASE_HIDDEN;
    decision_carry_out(s, incident, settlement->covert, settlement->overt, settlement->help);
}

/* All kinds */

bool
settle_is_possible(
    const struct sim_context *s, int32_t index, const struct settlement *settlement)
{
    return is_possible_decision(s, SIM_TABLED(s, index)->incident, settlement);
}

void
settle_apply(struct sim_context *s, int32_t index, const struct settlement *settlement)
{
    struct tabled t = *SIM_TABLED(s, index);

    tabled_remove(s, index);
    decide(s, t.incident, settlement);
}

struct settlement
settle_choice(const struct sim_context *s, int32_t index)
{
    return choose_decision(s, SIM_TABLED(s, index)->incident);
}

void
settle_by_habit(struct sim_context *s, int32_t index)
{
    struct settlement settlement = settle_choice(s, index);

    settle_apply(s, index, &settlement);
}
