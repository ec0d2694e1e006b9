#include "model/input/response_set.h"

struct response_sets
response_sets_of(const struct response *rows, int32_t n)
{
    struct response_sets all = {0};

    for (int32_t r = 0; r < n; r++) {
        const struct response *row = &rows[r];
        response_set one = (response_set)1 << r;

        all.offered |= row->offered ? one : 0;
        all.side[row->side] |= one;
        all.need[row->need] |= one;
        all.effect[row->effect] |= one;
        all.turns |= row->side == SIDE_HELP && row->effect != EFFECT_NOTHING ? one : 0;
        all.defers |= row->defer_days > 0 ? one : 0;
        all.no_crime |= row->crime ? 0 : one;
        all.coercion |= row->doctrine == DOCTRINE_COERCION ? one : 0;
        all.against |= response_is_act(row) || row->effect == EFFECT_OPERATION ? one : 0;
        if (row->variate > 0) {
            all.in_block[(row->variate - 1) / 4] |= one;
        }
        if (response_is_hostile_act(row)) {
            all.hostile_act[row->rung] |= one;
        }
        for (int32_t rung = 0; rung < row->act_rung; rung++) {
            all.too_much_after[rung] |= one;
        }
    }
    return all;
}
