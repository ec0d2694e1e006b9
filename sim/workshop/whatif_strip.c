#include "workshop/whatif_strip.h"

#include <string.h>

#include "base/arena.h"

enum { STRIP_BYTES_MAX = 1 << 28, AS_IT_IS = 1 };

const char *const whatif_factor_names[WHATIF_FACTORS + 1] = {
    "credibility", "trust", "false_flag", NULL};
const double whatif_levels[WHATIF_LEVELS] = {.5, 1, 2};

static void *
copy_of(struct arena *a, const void *from, size_t size)
{
    void *to = arena_alloc(a, size);

    return to == NULL || size == 0 ? to : memcpy(to, from, size);
}

/* Returns a copy of a channel with another credibility; NULL if memory runs out. */
static const struct channel *
scaled_channel(struct arena *a, const struct channel *from, double level)
{
    struct channel *to = copy_of(a, from, sizeof(*from));

    if (to != NULL) {
        to->credibility = fmin(1, to->credibility * level);
    }
    return to;
}

static bool
scale_channels(struct arena *a, struct pair *pair, double level)
{
    bool done = true;

    for (int32_t k = 0; k < CHANNEL_KINDS; k++) {
        if (pair->own[k] != NULL) {
            pair->own[k] = scaled_channel(a, pair->own[k], level);
            done &= pair->own[k] != NULL;
        }
        if (pair->opened[k] != NULL) {
            pair->opened[k] = scaled_channel(a, pair->opened[k], level);
            done &= pair->opened[k] != NULL;
        }
    }
    return done;
}

/* Copies the pairs and multiplies one of their numbers. */
static bool
scale_pairs(struct arena *a, struct world *w, enum whatif_factor factor, double level)
{
    w->all_pairs = copy_of(a, w->all_pairs, (size_t)w->n_pairs * sizeof(struct pair));
    for (int32_t k = 0; w->all_pairs != NULL && k < w->n_pairs; k++) {
        struct pair *pair = &w->all_pairs[k];

        if (factor == WHATIF_TRUST) {
            pair->trust_good *= level;
        } else if (!scale_channels(a, pair, level)) {
            return false;
        }
    }
    return w->all_pairs != NULL;
}

static bool
scale_false_flags(struct arena *a, struct world *w, double level)
{
    struct source *rows =
        copy_of(a, w->sources.items, (size_t)w->n_sources * sizeof(struct source));

    for (int32_t k = 0; rows != NULL && k < w->n_sources; k++) {
        rows[k].false_flag.share = fmin(1, rows[k].false_flag.share * level);
    }
    w->sources.items = rows;
    return rows != NULL;
}

/* Returns a copy of the world with one number changed; NULL if memory runs out. */
static const struct world *
vary_world(struct arena *a, const struct world *w, enum whatif_factor factor, double level)
{
    struct world *copy = copy_of(a, w, sizeof(*w));
    bool done =
        copy != NULL && (factor == WHATIF_FALSE_FLAG ? scale_false_flags(a, copy, level)
                                                     : scale_pairs(a, copy, factor, level));

    return done ? copy : NULL;
}

static void
vary_run(struct run *r, enum whatif_factor factor, double level)
{
    for (int32_t k = 0; factor == WHATIF_TRUST && k < r->pairs.count; k++) {
        struct pair_now *pair = ARRAY_AT(struct pair_now, &r->pairs, k);

        pair->direction[0].trust_good *= level;
        pair->direction[1].trust_good *= level;
    }
}

static enum status
difference_of(const struct whatif_question *q, const char *arm, enum workshop_measure measure,
    struct estimate *difference)
{
    struct whatif_question one = *q;
    struct whatif found = {0};
    enum status st;

    one.only = arm;
    TRY(whatif_run(&one, &found));
    st = STATUS_BAD_INPUT;
    for (int32_t k = 1; k < found.n_arms; k++) {
        if (strcmp(found.arm[k].id, arm) == 0) {
            *difference = found.arm[k].result[measure].difference;
            st = STATUS_OK;
        }
    }
out:
    whatif_free(&found);
    return st;
}

static enum status
run_cell(const struct whatif_question *q, const char *arm, enum workshop_measure measure,
    enum whatif_factor factor, double level, struct estimate *difference)
{
    struct whatif_question varied = *q;
    struct run run = {.over = false};
    struct arena arena;
    enum status st;

    arena_init(&arena, STRIP_BYTES_MAX);
    varied.world = vary_world(&arena, q->world, factor, level);
    varied.stop = &run;
    TRY(varied.world == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(run_copy_into(&run, q->stop));
    vary_run(&run, factor, level);
    TRY(difference_of(&varied, arm, measure, difference));
out:
    run_free(&run);
    arena_free(&arena);
    return st;
}

enum status
whatif_strip_run(const struct whatif_question *q, const char *arm,
    enum workshop_measure measure, struct whatif_strip *strip)
{
    struct estimate as_it_is;
    enum status st;

    TRY(difference_of(q, arm, measure, &as_it_is));
    for (int32_t factor = 0; factor < WHATIF_FACTORS; factor++) {
        for (int32_t level = 0; level < WHATIF_LEVELS; level++) {
            struct estimate *cell = &strip->difference[factor][level];

            if (level == AS_IT_IS) {
                *cell = as_it_is;
            } else {
                TRY(run_cell(
                    q, arm, measure, (enum whatif_factor)factor, whatif_levels[level], cell));
            }
        }
    }
out:
    return st;
}

bool
whatif_strip_flips(const struct whatif_strip *strip)
{
    for (int32_t factor = 0; factor < WHATIF_FACTORS; factor++) {
        double sign = strip->difference[factor][AS_IT_IS].value;

        for (int32_t level = 0; level < WHATIF_LEVELS; level++) {
            const struct estimate *e = &strip->difference[factor][level];

            if ((sign > 0 && e->high < 0) || (sign < 0 && e->low > 0)) {
                return true;
            }
        }
    }
    return false;
}
