#include "workshop/whatif_settled.h"

/* Lists how the other matters of the same stop were settled. */
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

/** A settled decision as a what-if question. */
struct asked {
    struct exercise then; /* the exercise at the stop of the decision */
    struct whatif_choice others[TABLED_MAX];
    struct whatif_question question;
};

static enum status
ask(struct asked *a, const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    struct failure *f)
{
    const struct exercise_settled *of = ARRAY_AT(struct exercise_settled, &x->now.settled, k);
    enum status st;

    BUG_UNLESS(of->by != SETTLED_BY_NOBODY);
    a->then = (struct exercise){0};
    TRY(exercise_at(x, of->before + 1, &a->then, f));
    a->question = (struct whatif_question){.stop = &a->then.now.run,
        .world = x->world,
        .others = a->others,
        .n_others = others_of(x, of, a->others),
        .state = x->now.seats[of->seat].state,
        .number = of->number,
        .own = &of->settlement,
        .days = x->workshop->window_days,
        .n = n,
        .threads = threads,
        .cancelled = x->cancelled};
out:
    return st;
}

enum status
whatif_settled_run(const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    struct whatif *w, struct failure *f)
{
    struct asked a;
    enum status st;

    TRY(ask(&a, x, k, n, threads, f));
    TRY((w->values == NULL ? whatif_run : whatif_more)(&a.question, w));
out:
    exercise_free(&a.then);
    return st;
}

enum status
whatif_settled_strip(const struct exercise *x, int32_t k, int64_t n, int32_t threads,
    const char *arm, enum workshop_measure measure, struct whatif_strip *strip,
    struct failure *f)
{
    struct asked a;
    enum status st;

    TRY(ask(&a, x, k, n, threads, f));
    TRY(whatif_strip_run(&a.question, arm, measure, strip));
out:
    exercise_free(&a.then);
    return st;
}
