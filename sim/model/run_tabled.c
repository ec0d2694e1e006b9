#include "model/run_tabled.h"

#include <string.h>

#include "model/model.h"
#include "model/response/decision.h"
#include "model/response/message.h"
#include "model/state/run_pools.h"

void
run_table(struct run *r, bool open)
{
    r->table_open = open;
}

/* Returns a context for queries, which do not change the run. */
static struct sim_context
read_context(const struct run *r, const struct world *w)
{
    struct run *run;

    memcpy(&run, &r, sizeof(run));
    return (struct sim_context){.run = run, .world = w};
}

int32_t
run_tabled(const struct run *r, int32_t state, struct tabled out[TABLED_MAX])
{
    const struct sim_context s = read_context(r, NULL);

    return tabled_list(&s, state, out);
}

static enum status
find(const struct run *r, int32_t state, int32_t number, int32_t *index)
{
    const struct sim_context s = read_context(r, NULL);

    *index = tabled_find(&s, state, number);
    return *index == NONE ? STATUS_BAD_INPUT : STATUS_OK;
}

enum status
run_tabled_find(const struct run *r, int32_t state, int32_t number, struct tabled *out)
{
    int32_t index;
    enum status st;

    TRY(find(r, state, number, &index));
    *out = *ARRAY_AT(struct tabled, &r->tabled.items, index);
out:
    return st;
}

/* Fills *seen with the incident of a tabled decision, as it would be if the seat named the state
   `named`. Returns false if that is not possible. */
static bool
see(const struct sim_context *s, int32_t state, int32_t number, int32_t named,
    struct incident *seen)
{
    int32_t index = tabled_find(s, state, number);
    const struct incident *i;

    if (index == NONE || SIM_TABLED(s, index)->kind != TABLED_DECISION) {
        return false;
    }
    i = SIM_INCIDENT(s, SIM_TABLED(s, index)->incident);
    *seen = settle_as_named(s, i, named);
    return settle_may_name(s, i, named);
}

int32_t
run_tabled_options(const struct run *r, const struct world *w, int32_t state, int32_t number,
    int32_t named, int32_t side, int32_t covert, struct option options[RESPONSE_MAX])
{
    const struct sim_context s = read_context(r, w);
    struct incident seen;

    return see(&s, state, number, named, &seen)
               ? decision_options(&s, &seen, side, covert, options)
               : 0;
}

enum status
run_families(const struct run *r, const struct world *w, int32_t state, int32_t number,
    int32_t named, struct family out[RESPONSE_FAMILIES])
{
    const struct sim_context s = read_context(r, w);
    struct incident seen;

    if (!see(&s, state, number, named, &seen)) {
        return STATUS_BAD_INPUT;
    }
    for (int32_t k = 0; k < RESPONSE_FAMILIES; k++) {
        family_list(&s, &seen, (enum response_family)k, &out[k]);
    }
    return STATUS_OK;
}

enum status
run_settle(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct settlement *settlement, const struct observers *observers,
    const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    int32_t index;
    enum status st;

    TRY(find(r, state, number, &index));
    if (!settle_is_possible(&s, index, settlement)) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    settle_apply(&s, index, settlement);
    model_settle(&s);
out:
    return st;
}

enum status
run_would(const struct run *r, const struct world *w, int32_t state, int32_t number,
    struct settlement *out)
{
    const struct sim_context s = read_context(r, w);
    int32_t index;
    enum status st;

    TRY(find(r, state, number, &index));
    *out = settle_choice(&s, index);
out:
    return st;
}

enum status
run_habit(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct observers *observers, const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    int32_t index;
    enum status st;

    TRY(find(r, state, number, &index));
    TRY(run_pools_room(r));
    settle_by_habit(&s, index);
    model_settle(&s);
out:
    return st;
}

enum status
run_habit_all(struct run *r, const struct world *w, int32_t state,
    const struct observers *observers, const struct trace_sink *sink)
{
    struct tabled tabled[TABLED_MAX];
    enum status st = STATUS_OK;

    while (run_tabled(r, state, tabled) > 0) {
        TRY(run_habit(r, w, tabled[0].state, tabled[0].number, observers, sink));
    }
out:
    return st;
}

enum status
run_keep(struct run *r, int32_t state, int32_t number)
{
    struct sim_context s = {.run = r};
    int32_t index;
    enum status st;

    TRY(find(r, state, number, &index));
    st = tabled_keep(&s, index) ? STATUS_OK : STATUS_BAD_INPUT;
out:
    return st;
}

enum status
run_take_up(struct run *r, const struct world *w, int32_t state, int32_t incident,
    int32_t *number, const struct observers *observers, const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    enum status st;

    if (!settle_is_early(&s, state, incident)) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    message_take_up(&s, incident);
    model_settle(&s);
    /* the new matter is the latest one of this seat */
    *number = SIM_STATE(&s, state)->n_tabled;
out:
    return st;
}

enum status
run_ask(struct run *r, const struct world *w, int32_t state, int32_t incident, int32_t other,
    const struct observers *observers, const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    enum status st;

    if (!settle_is_early(&s, state, incident) || !settle_may_ask(&s, incident, other)) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    message_ask_early(&s, incident, other);
    model_settle(&s);
out:
    return st;
}
