/* Brings the agreements into force that the seats have ticked in talks. */
#include <string.h>

#include "model/run_agree.h"
#include "workshop/exercise/exercise_internal.h"

static bool
has_ticked(
    const struct exercise *x, const struct exercise_now *now, int32_t seat, const char *id)
{
    int64_t i = exercise_submitted_in(x, now, RECORD_offer, seat, 0);
    const struct list *ticks = i < 0 ? NULL : &x->records[i].offer.agreements;

    return ticks != NULL && text_index(id, TEXT_NAMES((const struct record_id *)ticks->items,
                                               id, ticks->count)) >= 0;
}

bool
exercise_ticks(const struct exercise *x, int32_t seat, const char *agreement)
{
    return has_ticked(x, &x->now, seat, agreement);
}

/*
 * Lists the signers of an agreement: every seat that ticked it, and every party that no team plays.
 * An absent team therefore does not block the agreement. Sets *n to the number of teams that ticked
 * it.
 */
static void
signers_of(const struct exercise *x, const struct exercise_now *now, int32_t agreement,
    uint64_t signers[SEATS_WORDS], int32_t *n)
{
    const struct agreement *row = WORLD_AGREEMENT(x->world, agreement);

    *n = 0;
    memset(signers, 0, SEATS_WORDS * sizeof(*signers));
    for (int32_t state = 0; state < x->world->n_states; state++) {
        int32_t seat = exercise_team_of(now, state);
        bool ticked = seat != NONE && has_ticked(x, now, seat, row->key.id);

        if (exercise_is_party(x, agreement, state) && (ticked || seat == NONE)) {
            signers[state / 64] |= UINT64_C(1) << (state % 64);
            *n += ticked;
        }
    }
}

enum status
exercise_end_talks(const struct exercise *x, struct exercise_now *now)
{
    const struct workshop_step *step = exercise_step(x, now->stop);
    const struct workshop_offer *offers = step->offers.items;
    struct exercise_tap tap;
    struct trace_sink sink = exercise_sink(x, now, &tap);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < step->offers.count; k++) {
        int32_t agreement = exercise_agreement(x, offers[k].key.id), n;
        uint64_t signers[SEATS_WORDS];

        signers_of(x, now, agreement, signers, &n);
        if (n > 0) {
            st = run_agree(&now->run, x->world, agreement, signers, NULL, &sink);
            /* too few states sign, so nothing enters into force */
            TRY(st == STATUS_BAD_INPUT ? STATUS_OK : st);
        }
    }
out:
    return st;
}

enum status
exercise_agree(const struct exercise *x, struct exercise_now *now, const char *id)
{
    int32_t agreement = exercise_agreement(x, id);
    struct exercise_tap tap;
    struct trace_sink sink = exercise_sink(x, now, &tap);
    uint64_t all[SEATS_WORDS];

    memset(all, 0xff, sizeof(all));
    return run_agree(&now->run, x->world, agreement, all, NULL, &sink);
}
