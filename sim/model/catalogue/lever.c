#include "model/catalogue/lever.h"

#define X(id_, kind_, scope_, unit_, doc_)                                                     \
    {.id = #id_,                                                                               \
        .kind = LEVER_##kind_,                                                                 \
        .scope = SCOPE_##scope_,                                                               \
        .unit = (unit_),                                                                       \
        .doc = (doc_)},
const struct lever_row lever_rows[LEVER_COUNT] = {LEVERS(X)};
#undef X

const char *
lever_kind_name(enum lever_kind kind)
{
    static const char *const names[] = {"scale", "probability", "shift"};

    return names[kind];
}

struct lever_value
lever_start(enum lever lever, double base)
{
    return (struct lever_value){lever_rows[lever].kind, base, 1};
}

void
lever_apply(struct lever_value *v, struct effect effect, double weight)
{
    switch (v->kind) {
    case LEVER_SCALE:
        v->value *= 1 + effect.up * weight;
        break;
    case LEVER_PROBABILITY:
        v->value *= 1 - effect.down * weight;
        v->gain *= 1 - effect.up * weight;
        break;
    case LEVER_SHIFT:
        v->value += effect.up * weight;
        break;
    }
}

double
lever_finish(const struct lever_value *v)
{
    /* At a neutral gain, return the value itself: 1 - (1 - p) would change its last bits. */
    if (v->kind != LEVER_PROBABILITY || v->gain == 1) {
        return v->value;
    }
    return 1 - (1 - v->value) * v->gain;
}

bool
lever_adds_up(enum lever lever)
{
    return lever == LEVER_capacity_flow;
}

double
lever_strength(struct effect effect, double weight)
{
    return (fabs(effect.up) + fabs(effect.down)) * weight;
}
