#include "model/run_agree.h"

#include "model/agreement/agreement.h"
#include "model/model.h"
#include "model/state/run_pools.h"

static bool
signs(const struct party *party, const uint64_t signers[SEATS_WORDS])
{
    uint32_t state = (uint32_t)party->key.index;

    return (signers[state / 64] >> (state % 64) & 1) != 0;
}

enum status
run_agree(struct run *r, const struct world *w, int32_t agreement,
    const uint64_t signers[SEATS_WORDS], const struct observers *observers,
    const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    const struct agreement *row = WORLD_AGREEMENT(w, agreement);
    const struct party *parties = row->parties.items;
    int32_t n = 0;
    enum status st;

    for (int32_t k = 0; k < row->parties.count; k++) {
        n += signs(&parties[k], signers);
    }
    if (SIM_AGREEMENT(&s, agreement)->status > AGREEMENT_RATIFIED || n < 2 ||
        (row->kind == AGREEMENT_BILATERAL && n < row->parties.count)) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    for (int32_t k = 0; k < row->parties.count; k++) {
        struct party_now *now = SIM_PARTY(&s, w->first_party[agreement] + k);

        if (!signs(&parties[k], signers)) {
            now->left = sim_now(&s);
        }
    }
    agreement_step(&s, agreement, STEP_ENTER_INTO_FORCE);
    model_settle(&s);
out:
    return st;
}
