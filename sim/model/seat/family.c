#include "model/seat/family.h"

#include "model/response/decision.h"

static bool
precedes(const struct world *w, int32_t a, int32_t b)
{
    const struct response *x = WORLD_RESPONSE(w, a), *y = WORLD_RESPONSE(w, b);

    if (x->rung != y->rung) {
        return x->rung < y->rung;
    }
    return x->defer_days != y->defer_days ? x->defer_days < y->defer_days : a < b;
}

static void
add(const struct sim_context *s, struct family_row row, struct family *out)
{
    int32_t at = out->n++;

    while (at > 0 && row.response >= 0 &&
           precedes(s->world, row.response, out->row[at - 1].response)) {
        out->row[at] = out->row[at - 1];
        at--;
    }
    out->row[at] = row;
    out->n_possible += row.obstacle == OBSTACLE_NONE;
}

static int32_t
obstacle_to_case(const struct sim_context *s, const struct incident *i)
{
    if (settle_may_open_case(s, i)) {
        return OBSTACLE_NONE;
    }
    return i->trigger_kind != TRIGGER_INCIDENT ? OBSTACLE_OPEN_ACT
           : !isnan(i->decided_day)            ? OBSTACLE_TURNED
                                               : OBSTACLE_NO_PARTNER;
}

void
family_list(const struct sim_context *s, const struct incident *i, enum response_family family,
    struct family *out)
{
    *out = (struct family){.n = 0};
    for (int32_t r = 0; r < s->world->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(s->world, r);

        if (row->family == (int32_t)family && row->offered) {
            add(s, (struct family_row){r, row->side, (int32_t)decision_obstacle(s, i, r)}, out);
        }
    }
    if (family == FAMILY_TOGETHER) {
        add(s, (struct family_row){SETTLE_JOINT_CASE, SIDE_HELP, obstacle_to_case(s, i)}, out);
    }
    if (out->n_possible == 0) {
        out->obstacle = out->n == 0 ? OBSTACLE_NOT_OFFERED : out->row[0].obstacle;
    }
}
