#include "model/run_tabled.h"

#include <string.h>

#include "model/model.h"
#include "model/response/decision.h"
#include "model/state/run_pools.h"

void
run_table(struct run *r, bool open)
{
    r->table_open = open;
}

/* A context for queries, which write nothing. */
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

int32_t
run_tabled_options(const struct run *r, const struct world *w, int32_t state, int32_t number,
    int32_t named, int32_t side, int32_t covert, struct option options[RESPONSE_MAX])
{
    const struct sim_context s = read_context(r, w);
    int32_t index = tabled_find(&s, state, number);
    const struct incident *i;
    struct incident seen;

    if (index == NONE || SIM_TABLED(&s, index)->kind != TABLED_DECISION) {
        return 0;
    }
    i = SIM_INCIDENT(&s, SIM_TABLED(&s, index)->incident);
    if (!settle_may_name(&s, i, named)) {
        return 0;
    }
    seen = settle_as_named(&s, i, named);
    return decision_options(&s, &seen, side, covert, options);
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
