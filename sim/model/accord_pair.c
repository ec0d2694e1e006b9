#include "model/accord_parts.h"

#include "model/effective.h"
#include "model/incident.h"
#include "model/relation.h"

/* Suspension */

bool
accord_in_force(const struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        if (SIM_AGREEMENT(s, s->world->agreements_of_pair[k])->status == AGREEMENT_IN_FORCE) {
            return true;
        }
    }
    return false;
}

void
accord_suspend(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        accord_step(s, s->world->agreements_of_pair[k], STEP_SUSPEND);
    }
}

void
accord_crisis_begins(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (now->status == AGREEMENT_SUSPENDED) {
            sim_cancel(s, &now->suspension);
        } else if (now->status == AGREEMENT_IN_FORCE &&
                   !queue_pending(&s->run->kernel.queue, now->suspension)) {
            accord_schedule_suspension(s, a, accord_row(s, a)->suspension.hazard_per_day);
        }
    }
}

void
accord_crisis_ends(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (accord_crisis_among(s, accord_row(s, a))) {
            continue;
        }
        sim_cancel(s, &now->suspension);
        if (now->status == AGREEMENT_SUSPENDED) {
            accord_schedule_suspension(s, a, accord_row(s, a)->suspension.resumption_per_day);
        }
    }
}

int32_t
accord_hub_between(const struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];
    int32_t hub = NONE;

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];

        if (SIM_AGREEMENT(s, a)->status == AGREEMENT_IN_FORCE) {
            if (accord_row(s, a)->kind != AGREEMENT_HUB) {
                return NONE;
            }
            hub = a;
        }
    }
    return hub;
}

/* The ledger */

static bool
pledged(const struct sim *s, int32_t agreement, int32_t incident_class)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (accord_holds(s, m, agreement) && row->pledge &&
            effective_covers(row, incident_class)) {
            return true;
        }
    }
    return false;
}

void
accord_find_violation(struct sim *s, int32_t violator, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct side side = relation_side(s, i->target, violator);
    struct link_range range;

    if (i->type == NONE || i->violation_found || side.pair == NONE) {
        return;
    }
    range = s->world->pair_agreements[side.pair];
    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (!isnan(now->entered_day) && i->start_day >= now->entered_day &&
            now->status != AGREEMENT_ENDED &&
            pledged(s, a, WORLD_TYPE(s->world, i->type)->class_)) {
            i->violation_found = true;
            now->n_violations++;
            now->first_violation_day =
                isnan(now->first_violation_day) ? sim_now(s) : now->first_violation_day;
            relation_experience(s, side, 0, s->world->parameters.trust.violation);
            sim_tell(
                s, (struct fact){.kind = FACT_VIOLATION, .a = a, .b = violator, .incident = i});
        }
    }
}
