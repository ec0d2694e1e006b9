#include "room/page/room_page_suggested.h"

static const char *const reasons[] = {
    [REVIEW_LARGEST] = "largest",
    [REVIEW_CONFIDENT] = "confident",
    [REVIEW_NO_CHANGE] = "no_change",
};

static void
put_factor(const struct whatif_strip *strip, int32_t factor, struct json_writer *w)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "id", whatif_factor_names[factor]);
    json_writer_open(w, "cells", '[');
    for (int32_t level = 0; level < WHATIF_LEVELS; level++) {
        const struct estimate *e = &strip->difference[factor][level];

        json_writer_open(w, NULL, '{');
        json_writer_real(w, "value", e->value);
        json_writer_real(w, "low", e->low);
        json_writer_real(w, "high", e->high);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_close(w, '}');
}

static void
put_strip(const struct review_decision *d, struct json_writer *w)
{
    json_writer_integer(w, "n", d->strip_n);
    json_writer_flag(w, "flips", whatif_strip_flips(&d->strip));
    json_writer_open(w, "factors", '[');
    for (int32_t factor = 0; factor < WHATIF_FACTORS; factor++) {
        put_factor(&d->strip, factor, w);
    }
    json_writer_close(w, ']');
}

/* Whether the interval of the difference in wrong hits between the choice and habit excludes 0. */
static bool
differs(const struct review_decision *d)
{
    for (int32_t arm = 1; arm < d->whatif.n_arms; arm++) {
        const struct estimate *e = &d->whatif.arm[arm].result[WORKSHOP_WRONG_HIT].difference;

        if (d->whatif.arm[arm].chosen) {
            return e->low > 0 || e->high < 0;
        }
    }
    return false;
}

void
room_page_suggested_put(const struct review *r, struct json_writer *w)
{
    json_writer_open(w, "decisions", '[');
    for (int32_t k = 0; k < r->n_decisions; k++) {
        const struct review_decision *d = &r->decisions[k];
        const struct exercise_settled *s = review_settled(r, d->settled);

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "seat", exercise_seat_id(r->exercise, s->seat));
        json_writer_integer(w, "number", s->number);
        json_writer_text(w, "step", r->exercise->plan.stops[s->stop].id);
        if (d->reason != REVIEW_LARGEST || differs(d)) {
            json_writer_text(w, "reason", reasons[d->reason]);
        }
        if (d->chosen != NULL) {
            put_strip(d, w);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    if (r->screened.count > 0) {
        json_writer_integer(
            w, "screened", ARRAY_AT(struct review_screened, &r->screened, 0)->whatif.n);
    }
}
