/**
 * stage.h - a run on its first day, with the context of the rules.
 */
#ifndef TESTS_MODEL_STAGE_H
#define TESTS_MODEL_STAGE_H

#include "assert_ok.h"
#include "worlds.h"

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

static inline void
stage_leave(struct stage *t)
{
    run_free(&t->run);
    scenario_free(&t->scenario);
}

#endif
