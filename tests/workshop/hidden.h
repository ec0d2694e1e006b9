/**
 * hidden.h - pairs of exercises that differ only in the actors behind the same incidents
 * (hidden.json), and whether the actors have been revealed.
 */
#ifndef TESTS_WORKSHOP_HIDDEN_H
#define TESTS_WORKSHOP_HIDDEN_H

#include <math.h>

#include "model/incident/belief.h"
#include "workshop/played.h"

#define HIDDEN_SCENARIO SOURCE_DIR "/tests/workshop/hidden.json"

enum { HIDDEN_SEATS = 2, HIDDEN_INJECTS = 4 };

/* The changes in the second exercise of a pair: other actors behind the injects or, in the twin,
   another severity. */
static const char *const hidden_culprits[HIDDEN_INJECTS] = {
    "/injects/outage/source=\"delta_service\"", "/injects/ports/source=\"delta_service\"",
    "/injects/second/source=\"delta_service\"", "/injects/third/source=\"delta_service\""};
static const char *const hidden_severities[HIDDEN_INJECTS] = {"/injects/outage/severity=7",
    "/injects/ports/severity=7", "/injects/second/severity=7", "/injects/third/severity=7"};

/** One exercise, and whether the actors behind its injects have been revealed. */
struct hidden_side {
    struct played played;
    struct trace_sink sink;
    bool revealed;
};

/* ---- what is revealed ---- */

static inline bool
hidden_is_exchanged(const struct world *w, const struct incident *i)
{
    const char *source = i->trigger_kind == TRIGGER_ACT || i->source == NONE
                             ? ""
                             : WORLD_SOURCE(w, i->source)->key.id;

    return strcmp(source, "gamma_service") == 0 || strcmp(source, "delta_service") == 0;
}

static inline void
hidden_note(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct hidden_side *x = self;
    bool tells = o->kind == OBS_INDUSTRY || o->kind == OBS_TRUTH;

    (void)r;
    x->revealed = x->revealed || (tells && hidden_is_exchanged(w, o->incident));
}

/* Whether evidence has arrived about an incident whose culprit was exchanged, or the culprit has
   stated a demand to its victim, and so revealed itself. */
static inline bool
hidden_is_shown(const struct exercise *x)
{
    const struct run *r = &x->now.run;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);

        if (i->n_pending > 0 && i->belief != NONE && hidden_is_exchanged(x->world, i) &&
            (!isnan(i->demand_day) ||
                ARRAY_AT(struct belief, &r->beliefs.items, i->belief)->items > 0)) {
            return true;
        }
    }
    return false;
}

/* ---- playing ---- */

static inline void
hidden_open(struct hidden_side *x, const char *const *changes, uint64_t seed)
{
    struct scenario_options options = {
        .overrides = {.texts = changes, .count = changes == NULL ? 0 : HIDDEN_INJECTS}};
    struct session_setup setup = {
        .name = "hidden.json", .seed = seed, .at = "2027-05-04T09:00:00Z"};
    struct failure f = {0};

    *x = (struct hidden_side){.played = {.session = SESSION_CLOSED}};
    x->sink = (struct trace_sink){x, hidden_note};
    assert_true(scratch_make(x->played.directory));
    assert_ok(scenario_load(&x->played.scenario, HIDDEN_SCENARIO, &options, &f), &f);
    setup.scenario = &x->played.scenario;
    assert_ok(session_open(&x->played.session, x->played.directory, &setup, &f), &f);
    x->played.session.exercise.watcher = &x->sink;
}

static inline void
hidden_close(struct hidden_side *x)
{
    x->played.session.exercise.watcher = NULL;
    played_leave(&x->played);
}

#endif
