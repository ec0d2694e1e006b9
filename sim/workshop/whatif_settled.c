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

enum status
whatif_settled_open(
    struct whatif_settled *s, const struct exercise *x, int32_t k, struct failure *f)
{
    const struct exercise_settled *of = ARRAY_AT(struct exercise_settled, &x->now.settled, k);
    enum status st;

    BUG_UNLESS(of->by != SETTLED_BY_NOBODY);
    s->then = (struct exercise){0};
    TRY(exercise_at(x, of->before + 1, &s->then, f));
    s->question = (struct whatif_question){.stop = &s->then.now.run,
        .world = x->world,
        .others = s->others,
        .n_others = others_of(x, of, s->others),
        .state = x->now.seats[of->seat].state,
        .number = of->number,
        .own = &of->settlement,
        .days = x->workshop->window_days,
        .cancelled = x->cancelled};
out:
    return st;
}

static struct whatif_question
ask(const struct whatif_settled *s, int64_t n, int32_t threads)
{
    struct whatif_question q = s->question;

    q.n = n;
    q.threads = threads;
    return q;
}

enum status
whatif_settled_run(const struct whatif_settled *s, int64_t n, int32_t threads, struct whatif *w)
{
    const struct whatif_question q = ask(s, n, threads);

    return (w->values == NULL ? whatif_run : whatif_more)(&q, w);
}

enum status
whatif_settled_strip(const struct whatif_settled *s, int64_t n, int32_t threads,
    const char *arm, enum workshop_measure measure, struct whatif_strip *strip)
{
    const struct whatif_question q = ask(s, n, threads);

    return whatif_strip_run(&q, arm, measure, strip);
}

void
whatif_settled_free(struct whatif_settled *s)
{
    exercise_free(&s->then);
}
