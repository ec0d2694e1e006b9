/**
 * stage.h - a run on its first day, with the context of the rules.
 */
#ifndef TESTS_MODEL_STAGE_H
#define TESTS_MODEL_STAGE_H

#include "assert_ok.h"
#include "worlds.h"

#include "model/incident/incident.h"
#include "model/state/sim.h"

struct stage {
    struct scenario scenario;
    const struct world *w;
    struct run run;
    struct sim_context s;
};

static inline void
stage_enter(struct stage *t, const char *json)
{
    worlds_load(&t->scenario, json);
    t->w = worlds_first(&t->scenario);
    assert_ok(run_init(&t->run, t->w, 1, 1, 0, NULL), NULL);
    t->s = (struct sim_context){.run = &t->run, .world = t->w};
}

/* Adds an attack of state 2 on state 0. State 0 names `named` with that confidence. Returns the
   index of the incident. */
static inline int32_t
stage_attack(struct stage *t, uint64_t id, int32_t named, double confidence)
{
    int32_t index = incident_new(&t->s, id);
    struct incident *i = SIM_INCIDENT(&t->s, index);

    i->type =
        worlds_index(&t->w->incident_types, sizeof(struct incident_type), "malware_disruption");
    i->trigger_kind = TRIGGER_INCIDENT;
    i->target = 0;
    i->initiator = 2;
    i->named = named;
    i->confidence = confidence;
    i->phase = PHASE_DECIDED;
    return index;
}

static inline void
stage_leave(struct stage *t)
{
    run_free(&t->run);
    scenario_free(&t->scenario);
}

#endif
