/* The end of attribution: patience, the actor that the victim names, and whether it first asks this
   actor. */
#include "model/incident/belief_internal.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/incident_list.h"
#include "model/state/lever_effect.h"

#include <math.h>

/* ---- patience, MODEL.md (6.1), (6.2) ---- */

double
belief_patience_days(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double days = belief_is_slow(s, i) ? p->patience_stealthy_days : p->patience_overt_days;

    days *= WORLD_STATE(s->world, i->target)->patience *
            portable_exp2(p->severity_on_patience * (i->perceived_severity - 3)) *
            (1 - p->pressure_on_patience * i->pressure_at_detection);
    return SIM_STATE(s, i->target)->crises > 0 ? days * p->crisis_on_patience : days;
}

static double
naming_floor(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double floor_ = p->naming_floor * (1 - p->pressure_on_floor * i->pressure_at_detection);

    return SIM_STATE(s, i->target)->crises > 0 ? floor_ * p->crisis_on_floor : floor_;
}

/* Returns the confidence that is needed to name a suspect. It is `p`, or more for a state that the
   victim has recently named by mistake. MODEL.md (6.3) */
static double
cautious(const struct sim_context *s, const struct incident *i, int32_t suspect, double p)
{
    const struct parameters_truth *t = &s->world->parameters.truth;
    struct dyad_direction direction;
    double erred;

    if (suspect < 0 || t->caution == 0 || p <= 0 || p >= 1) {
        return p;
    }
    direction = dyad_direction(s, i->target, suspect);
    erred = sim_decay_value(direction.now->erred, t->caution_halflife_days, sim_now(s));
    return erred > 0 ? portable_expit(portable_logit(p) + t->caution * erred) : p;
}

bool
belief_certain(const struct sim_context *s, const struct incident *i)
{
    int32_t top = belief_top(s, i, false);

    return belief_of(s, i, top) >=
           cautious(s, i, top, lever_confidence_threshold(s, i->target));
}

/* Returns the actor that the victim would name now. */
static int32_t
whom_to_name(const struct sim_context *s, const struct incident *i, bool patience_over)
{
    int32_t top = belief_top(s, i, false);

    if (patience_over) {
        int32_t state = belief_top(s, i, true);

        if (state != NONE &&
            belief_of(s, i, state) >= cautious(s, i, state, naming_floor(s, i))) {
            top = state;
        } else if (!belief_certain(s, i)) {
            top = NONE;
        }
    }
    return top;
}

int32_t
belief_would_name(const struct sim_context *s, const struct incident *i)
{
    return whom_to_name(s, i, true);
}

void
belief_conclude(struct sim_context *s, struct incident *i, bool patience_over)
{
    if (i->belief != NONE) { /* the actor of a received act is known */
        i->named = whom_to_name(s, i, patience_over);
        i->confidence = i->named == NONE ? NAN : belief_of(s, i, i->named);
    }
}

bool
belief_still_names(const struct sim_context *s, const struct incident *i)
{
    return i->belief == NONE || belief_of(s, i, i->named) == i->confidence ||
           whom_to_name(s, i, true) == i->named;
}

/* Returns the time to wait for a reply. `days` is the time at severity 3; it is shorter at higher
   severity. MODEL.md (7.8) */
static double
urgent(const struct incident *i, double days)
{
    return days * portable_exp2(-(i->perceived_severity - 3) / 2);
}

double
belief_inquiry_deadline(const struct sim_context *s, const struct incident *i)
{
    return portable_max(
        i->deadline_day - urgent(i, s->world->parameters.clarification.wait_days), sim_now(s));
}

/* The minimum wait for a reply, as a multiple of the usual reply time of the channel. */
static const double turns_min = 1.5;

double
belief_reply_days(const struct sim_context *s, const struct incident *i, double days)
{
    double turns = s->world->parameters.clarification.wait_turns, usual;
    int32_t pair = world_pair(s->world, i->target, i->named);
    int32_t channel = channel_direct(s, pair);

    if (turns == 0 || channel == NONE || days == 0) {
        return urgent(i, days);
    }
    usual = channel_usual_reply_days(
        s, pair, (enum channel_kind)channel, WORLD_STATE(s->world, i->named)->handling_hours);
    return portable_min(portable_max(urgent(i, days), turns_min * usual), turns * usual);
}

double
belief_wait_days(const struct sim_context *s, const struct incident *i)
{
    return belief_reply_days(s, i, s->world->parameters.clarification.wait_days);
}

/* Whether the victim has recognised espionage or pre-positioning. */
static bool
is_recognised(const struct sim_context *s, const struct incident *i)
{
    return i->trigger_kind == TRIGGER_INCIDENT && belief_is_slow(s, i) &&
           i->perceived_intent < 0.5;
}

bool
belief_hides_knowledge(const struct sim_context *s, const struct incident *i)
{
    return !i->ended && is_recognised(s, i);
}

double
belief_worth_asking(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;

    if (belief_hides_knowledge(s, i) ||
        (i->trigger_kind == TRIGGER_INCIDENT && i->reply_from == i->named) ||
        (is_recognised(s, i) && i->perceived_severity < p->ask_severity &&
            !dyad_knows_crisis(s, dyad_direction(s, i->target, i->named)))) {
        return 0;
    }
    return p->ask_information == 0
               ? 1
               : portable_pow(4 * i->confidence * (1 - i->confidence), p->ask_information);
}

void
belief_learn_of_criminals(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->belief != NONE) {
        belief_set_posterior(s, i, SUSPECT_NON_STATE, 0.99);
    }
}

double
belief_own_conduct(const struct sim_context *s, const struct incident *i)
{
    double cost = s->world->parameters.decision.own_conduct;

    return cost > 0 && i->named >= 0 && i->trigger_kind == TRIGGER_INCIDENT
               ? cost * fmin(dyad_motive(s, dyad_direction(s, i->target, i->named)), 3)
               : 0;
}

bool
belief_was_demanded_by(const struct incident *i, int32_t state)
{
    return i->trigger_kind == TRIGGER_INCIDENT && !isnan(i->demand_day) && state >= 0 &&
           state == i->initiator;
}

bool
belief_knows_demand(const struct incident *i)
{
    return belief_was_demanded_by(i, i->named);
}

/* Returns the probability that the victim asks the named state. */
static double
asking_probability(const struct sim_context *s, const struct incident *i, int32_t pair)
{
    double worth = belief_worth_asking(s, i);

    return worth == 0 ? 0
                      : lever_for_pair(s, LEVER_ask, pair,
                            s->world->parameters.clarification.p_ask, &lever_filter_any) *
                            worth * portable_exp(-belief_own_conduct(s, i));
}

/* Returns the uniform number that decides whether the victim asks. It is drawn once for each
   incident, when a question is possible. */
static double
asking_number(const struct sim_context *s, const struct incident *i)
{
    struct belief *b = SIM_BELIEF(s, i->belief);

    if (isnan(b->asks)) {
        b->asks = sim_draw(s, PURPOSE_ask, i->id, 0);
    }
    return b->asks;
}

bool
belief_would_ask(const struct sim_context *s, const struct incident *i)
{
    int32_t pair = i->named >= 0 ? world_pair(s->world, i->target, i->named) : NONE;
    double p;

    if (pair == NONE || i->asked || belief_knows_demand(i) || channel_direct(s, pair) == NONE) {
        return false;
    }
    p = asking_probability(s, i, pair);
    return p > 0 && asking_number(s, i) < p &&
           (s->world->parameters.clarification.wait_days == 0 || belief_wait_days(s, i) > 0);
}

void
belief_revise(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->phase == PHASE_ATTRIBUTION) {
        belief_review(s, incident);
    } else if (i->phase == PHASE_TABLED) {
        belief_conclude(s, i, true);
    }
}

/* Whether incident i is recent and has the initiator and the false flag of `about`, and its truth
   is not known. */
static bool
shares_flag(const struct sim_context *s, const struct incident *about, const struct incident *i)
{
    return isnan(i->truth_day) && i->initiator == about->initiator &&
           i->blamed == about->blamed &&
           sim_now(s) - i->start_day < s->world->parameters.truth.reexamine_days;
}

/* Several attributions may become certain at once, but an event may mark only one step. Each of
   them therefore ends at its next item of evidence. */
void
belief_reexamine(struct sim_context *s, int32_t incident)
{
    const struct incident about = *SIM_INCIDENT(s, incident);
    uint64_t victim[SEATS_WORDS] = {0};
    struct incident_visit visit;

    victim[about.target / 64] = UINT64_C(1) << (about.target % 64);
    visit = incident_list_visit(s, victim, LIST_ATTRIBUTED);
    for (int32_t k; (k = incident_list_next(&visit)) != NONE;) {
        struct incident *i = SIM_INCIDENT(s, k);
        struct belief prior = {.n = 0};
        int32_t at;

        if (k == incident || !shares_flag(s, &about, i)) {
            continue;
        }
        belief_prior(s, i->target, WORLD_TYPE(s->world, i->type), &prior);
        at = belief_place(&prior, about.named);
        if (at != NONE && prior.p[at] < belief_of(s, i, about.named)) {
            belief_set_posterior(s, i, about.named, prior.p[at]);
            if (i->phase == PHASE_TABLED) {
                belief_conclude(s, i, true);
            }
        }
    }
}

void
belief_end(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    belief_cancel_timers(s, i);
    belief_conclude(s, i, true);
}

void
belief_on_patience_over(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->patience = (struct timer){0, 0};
    belief_conclude(s, i, true);
    if (sim_now(s) < i->deadline_day && !belief_would_ask(s, i)) {
        i->named = NONE; /* attribution continues until the deadline */
        i->confidence = NAN;
        i->patience = sim_at(s, i->deadline_day, EVENT_patience_over, event->a, 0);
        return;
    }
    belief_cancel_timers(s, i);
    sim_mark_step(s, event->a, DUE_CLARIFICATION);
}
