#include "workshop/whatif_settled.h"

/* How the other matters of the same stop were settled. */
static int32_t
others_of(const struct exercise *x, const struct exercise_settled *of,
    struct whatif_choice others[TABLED_MAX])
{
    int32_t n = 0;

    for (int32_t k = 0; k < x->now.settled.count && n < TABLED_MAX; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->before == of->before && s != of && s->by != SETTLED_BY_NOBODY) {
            others[n++] =
                (struct whatif_choice){x->now.seats[s->seat].state, s->number, s->settlement};
        }
    }
    return n;
}

enum status
whatif_settled_run(const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    struct whatif *w, struct failure *f)
{
    const struct exercise_settled *of = ARRAY_AT(struct exercise_settled, &x->now.settled, k);
    struct whatif_choice others[TABLED_MAX];
    struct exercise then = {0};
    enum status st;

    BUG_UNLESS(of->kind == TABLED_DECISION && of->by != SETTLED_BY_NOBODY);
    TRY(exercise_at(x, of->before + 1, &then, f));
    TRY(whatif_run(&(struct whatif_question){.stop = &then.now.run,
                       .world = x->world,
                       .others = others,
                       .n_others = others_of(x, of, others),
                       .state = x->now.seats[of->seat].state,
                       .number = of->number,
                       .own = &of->settlement,
                       .days = x->workshop->window_days,
                       .n = n,
                       .threads = threads},
        w));
out:
    exercise_free(&then);
    return st;
}
