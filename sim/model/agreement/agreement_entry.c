#include "base/units.h"
#include "model/agreement/internal.h"

#include "model/dyad/dyad.h"

void
agreement_sign(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct stream_block u = sim_draw4(s, PURPOSE_entry, row->key.hash, 0);

    agreement_set_status(s, agreement, AGREEMENT_SIGNED);
    if (isnan(row->in_force_on)) {
        agreement_schedule_step(s, agreement,
            sim_now(s) + distribution_lognormal(u.u[0], row->entry.ratification_days,
                             row->entry.ratification_log_sd),
            STEP_RATIFY);
    } else {
        agreement_schedule_step(
            s, agreement, fmax(row->in_force_on, sim_now(s)), STEP_ENTER_INTO_FORCE);
    }
}

void
agreement_ratify(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);

    agreement_set_status(s, agreement, AGREEMENT_RATIFIED);
    if (isnan(row->in_force_on)) {
        agreement_schedule_step(
            s, agreement, sim_now(s) + row->entry.into_force_days, STEP_ENTER_INTO_FORCE);
    } else {
        agreement_schedule_step(
            s, agreement, fmax(row->in_force_on, sim_now(s)), STEP_ENTER_INTO_FORCE);
    }
}

/* Schedules the next hazard event, for a random signature. Hazard events come at the maximum rate.
   Each of them leads to signature with the probability present rate / maximum rate (thinning).
   MODEL.md (11.3) */

static void
schedule_hazard(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    uint64_t step = 1 + (uint64_t)now->n_hazards++;
    double u = sim_draw_part(s, PURPOSE_entry, row->key.hash, step, 0, 1).u[0];

    (void)sim_in(s,
        distribution_exponential(u) * DAYS_PER_YEAR / row->entry.hazard_ceiling_per_year,
        EVENT_hazard, agreement, 0);
}

void
agreement_begin_entry(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);

    if (!isnan(row->signed_on) && row->signed_on >= 0) {
        agreement_schedule_step(s, agreement, row->signed_on, STEP_SIGN);
    } else if (!isnan(row->in_force_on)) {
        agreement_schedule_step(s, agreement, fmax(row->in_force_on, 0), STEP_ENTER_INTO_FORCE);
    } else if (row->entry.hazard_per_year > 0 && row->entry.hazard_ceiling_per_year > 0) {
        schedule_hazard(s, agreement);
    }
}

/* Returns the highest tension of a party toward a state that is not a party. */
static double
threat(const struct sim_context *s, int32_t agreement)
{
    const struct world *w = s->world;
    const struct agreement *row = agreement_input(s, agreement);
    const struct party *parties = row->parties.items;
    bool inside[WORLD_STATES_MAX] = {false};
    double maximum = 0;

    for (int32_t k = 0; k < row->parties.count; k++) {
        inside[parties[k].key.index] = true;
    }
    for (int32_t k = 0; k < row->parties.count; k++) {
        int32_t state = parties[k].key.index;

        for (int32_t p = w->pairs_of_first[state]; p < w->pairs_of_first[state + 1]; p++) {
            const struct pair *pair = WORLD_PAIR(w, w->pairs_of[p]);
            int32_t other = pair->first == state ? pair->second : pair->first;

            if (!inside[other]) {
                maximum = fmax(maximum, dyad_tension(s, dyad_direction(s, state, other)));
            }
        }
    }
    return maximum;
}

static double
hazard_per_year(const struct sim_context *s, int32_t agreement)
{
    const struct agreement_entry *entry = &agreement_input(s, agreement)->entry;
    const struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    double theta = s->world->parameters.tension.threshold;
    double log_factor =
        entry->tension_weight * fmin(agreement_tension_among(s, agreement) / theta, 2) +
        entry->consultation_weight * (double)(now->n_held + now->n_held_before);

    if (entry->threat_weight != 0) {
        log_factor += entry->threat_weight * fmin(threat(s, agreement) / theta, 2);
    }
    return entry->hazard_per_year * portable_exp(log_factor);
}

void
agreement_on_hazard(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct agreement *row = agreement_input(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    double u;

    if (now->status != AGREEMENT_PROPOSED) {
        return;
    }
    u = sim_draw_part(s, PURPOSE_entry, row->key.hash, (uint64_t)now->n_hazards, 1, 1).u[1];
    if (u < hazard_per_year(s, event->a) / row->entry.hazard_ceiling_per_year) {
        agreement_sign(s, event->a);
    } else {
        schedule_hazard(s, event->a);
    }
}
