#include "room/page/room_page_review.h"

#include <math.h>
#include <string.h>

#include "room/page/room_page_decision.h"
#include "room/page/room_page_names.h"
#include "room/page/room_page_own.h"
#include "room/page/room_page_suggested.h"
#include "workshop/exercise/seat_page.h"

const char *const room_page_review_names[PAGE_REVIEWS + 1] = {
    "truth", "turning", "predictions", "use", "suggested", NULL};

static const char *const replies[] = {"none", "denial", "help", "explanation", "admission",
    "refusal", "joins", "findings", "takedown"};

/* ---- truth and belief ---- */

static void
put_beliefs(const struct review *r, int32_t matter, struct json_writer *w)
{
    const struct exercise *x = r->exercise;
    int32_t stop = -1;

    json_writer_open(w, "beliefs", '[');
    for (int32_t k = 0; k < r->beliefs.count; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, k);

        if (b->matter != matter) {
            continue;
        }
        if (b->stop != stop) {
            if (stop >= 0) {
                json_writer_close(w, ']');
                json_writer_close(w, '}');
            }
            stop = b->stop;
            json_writer_open(w, NULL, '{');
            json_writer_text(w, "step", x->plan.stops[stop].id);
            if (x->solo < 0) { /* if one seat plays alone, stops have no days of their own */
                room_page_names_day(x, w, "day", x->plan.stops[stop].day);
            }
            json_writer_open(w, "suspects", '[');
        }
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "who", room_page_names_actor(x, b->suspect));
        json_writer_real(w, "p", round(b->posterior * 100) / 100);
        json_writer_close(w, '}');
    }
    if (stop >= 0) {
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* If the analysts named nobody: writes what they believed most. */
static void
put_leaning(const struct review *r, int32_t matter, const struct exercise_settled *s,
    struct json_writer *w)
{
    const struct review_belief *top = review_leaning(r, matter, s->stop);

    if (s->named == NONE && top != NULL) {
        json_writer_text(w, "lean", room_page_names_actor(r->exercise, top->suspect));
        json_writer_real(w, "lean_p", round(top->posterior * 100) / 100);
    }
}

static void
put_decisions(const struct review *r, int32_t matter, struct json_writer *w)
{
    const struct exercise *x = r->exercise;

    json_writer_open(w, "decisions", '[');
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        if (!review_is_about(r, k, matter)) {
            continue;
        }
        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "number", s->number);
        json_writer_text(w, "step", x->plan.stops[s->stop].id);
        room_page_names_day(x, w, "day", s->day);
        room_page_decision_put(x, s, review_family(r, s), w);
        json_writer_text(w, "named", room_page_names_actor(x, s->named));
        json_writer_real(w, "p", s->confidence);
        put_leaning(r, matter, s, w);
        room_page_decision_reasons(x, s, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* Writes the number that the matter has for the seat. */
static void
put_number(const struct exercise *x, const struct review_matter *m, struct json_writer *w)
{
    int32_t number = seen_number(&x->now.seen, x->now.seats[m->seat].state, m->incident_id);

    if (number > 0) {
        json_writer_integer(w, "matter", number);
    }
}

static void
put_truth(const struct review *r, struct json_writer *w)
{
    const struct exercise *x = r->exercise;

    json_writer_open(w, "matters", '[');
    for (int32_t k = 0; k < r->matters.count; k++) {
        const struct review_matter *m = ARRAY_AT(struct review_matter, &r->matters, k);

        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "id", k + 1);
        json_writer_text(w, "seat", exercise_seat_id(x, m->seat));
        put_number(x, m, w);
        room_page_names_day(x, w, "day", m->day);
        json_writer_text(w, "kind",
            m->act            ? "act"
            : m->type == NONE ? "foothold"
                              : view_type_id(x->world, m->type));
        json_writer_flag(w, "act", m->act);
        json_writer_text(w, "truth", room_page_names_actor(x, m->truth));
        json_writer_text(w, "blamed", room_page_names_actor(x, m->blamed));
        room_page_names_day(x, w, "truth_day", m->truth_day);
        if (m->reply_from != NONE) {
            json_writer_text(w, "reply_from", room_page_names_actor(x, m->reply_from));
            json_writer_text(w, "reply", m->reply < 0 ? NULL : replies[m->reply]);
            json_writer_text(w, "honesty",
                review_honesty_names[review_honesty_of(m->reply, m->reply_from, m->truth)]);
        }
        put_beliefs(r, k, w);
        put_decisions(r, k, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* ---- turning points ---- */

static void
put_share(struct json_writer *w, const char *key, const struct paired_result *x)
{
    json_writer_open(w, key, '{');
    json_writer_integer(w, "n", x->n);
    json_writer_real(w, "share", x->own.value);
    json_writer_real(w, "low", x->own.low);
    json_writer_real(w, "high", x->own.high);
    json_writer_close(w, '}');
}

static void
put_difference(struct json_writer *w, const char *key, const struct paired_result *x)
{
    json_writer_open(w, key, '{');
    json_writer_real(w, "difference", x->difference.value);
    json_writer_real(w, "low", x->difference.low);
    json_writer_real(w, "high", x->difference.high);
    json_writer_close(w, '}');
}

static void
put_turning(const struct review *r, struct json_writer *w)
{
    enum { LARGEST = 2 };
    int32_t largest[LARGEST], n = review_turning_points(r, LARGEST, largest);

    json_writer_real(w, "window_days", r->exercise->workshop->window_days);
    json_writer_open(w, "stops", '[');
    for (int32_t k = 0; k < r->turns.count; k++) {
        const struct review_turn *t = ARRAY_AT(struct review_turn, &r->turns, k);

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "step", r->exercise->plan.stops[t->stop].id);
        room_page_names_day(r->exercise, w, "day", t->day);
        json_writer_integer(w, "settled", t->n_settled);
        json_writer_integer(w, "teams", t->n_team);
        json_writer_open(w, "habit", '{');
        for (int32_t e = 0; e < REVIEW_EVENTS; e++) {
            put_share(w, review_event_names[e], &t->habit[e]);
        }
        json_writer_close(w, '}');
        json_writer_open(w, "done", '{');
        for (int32_t e = 0; e < REVIEW_EVENTS; e++) {
            put_difference(w, review_event_names[e], &t->done[e]);
        }
        json_writer_close(w, '}');
        if (k > 0) {
            json_writer_open(w, "since", '{');
            for (int32_t e = 0; e < REVIEW_EVENTS; e++) {
                put_difference(w, review_event_names[e], &t->since[e]);
            }
            json_writer_close(w, '}');
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "largest", '[');
    for (int32_t k = 0; k < n; k++) {
        json_writer_integer(w, NULL, largest[k]);
    }
    json_writer_close(w, ']');
}

/* ---- predictions ---- */

static void
put_prediction(
    const struct exercise *x, const struct review_prediction *p, struct json_writer *w)
{
    const struct workshop_prediction *questions = x->workshop->predictions.items;

    json_writer_open(w, NULL, '{');
    json_writer_text(w, "seat", exercise_seat_id(x, p->seat));
    json_writer_text(w, "question", questions[p->question].key.id);
    json_writer_text(w, "step", x->plan.stops[p->stop].id);
    json_writer_text(w, "when", plan_kind_names[x->plan.stops[p->stop].kind]);
    room_page_names_day(x, w, "day", x->plan.stops[p->stop].day);
    json_writer_integer(w, "percent", p->percent);
    json_writer_flag(w, "happened", p->outcome);
    if (p->outcome) {
        room_page_names_day(x, w, "on", p->day);
        json_writer_text(w, "actor", room_page_names_actor(x, p->actor));
        json_writer_text(w, "target", room_page_names_actor(x, p->target));
    }
    json_writer_real(w, "share", p->n > 0 ? (double)p->count / (double)p->n : NAN);
    json_writer_integer(w, "n", p->n);
    json_writer_real(w, "brier", p->brier);
    json_writer_close(w, '}');
}

static void
put_predictions(const struct review *r, struct json_writer *w)
{
    json_writer_open(w, "rows", '[');
    for (int32_t k = 0; k < r->predictions.count; k++) {
        put_prediction(r->exercise, ARRAY_AT(struct review_prediction, &r->predictions, k), w);
    }
    json_writer_close(w, ']');
}

void
room_page_review_own(const struct review *r, int32_t seat, struct buffer *out)
{
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '[');
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *p =
            ARRAY_AT(struct review_prediction, &r->predictions, k);

        if (p->seat == seat) {
            put_prediction(r->exercise, p, &w);
        }
    }
    json_writer_close(&w, ']');
}

/* ---- signed or used ---- */

static void
put_use(const struct review *r, struct json_writer *w)
{
    json_writer_open(w, "signed", '[');
    for (int32_t k = 0; k < r->cells.count; k += 2) { /* a cell for each value of `used` */
        int32_t agreement = ARRAY_AT(struct review_cell, &r->cells, k)->signed_;

        if (review_has_signed(r, agreement)) {
            json_writer_text(w, NULL, view_agreement_id(r->exercise->world, agreement));
        }
    }
    json_writer_close(w, ']');
    json_writer_open(w, "cells", '[');
    for (int32_t k = 0; k < r->cells.count; k++) {
        const struct review_cell *c = ARRAY_AT(struct review_cell, &r->cells, k);

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "signed",
            c->signed_ == REVIEW_NOTHING_SIGNED ? "nothing"
            : c->signed_ == REVIEW_ALL_SIGNED   ? "all"
            : c->signed_ == REVIEW_THESE_SIGNED
                ? "these"
                : view_agreement_id(r->exercise->world, c->signed_));
        json_writer_flag(w, "used", c->used);
        json_writer_open(w, "measures", '{');
        for (int32_t m = 0; m < WINDOW_MEASURES; m++) {
            const struct paired_result *x = &c->total[m];

            json_writer_open(w, window_measures[m].name, '{');
            json_writer_integer(w, "n", x->n);
            json_writer_real(
                w, window_measures[m].kind == PAIRED_SHARE ? "share" : "mean", x->own.value);
            json_writer_real(w, "difference", x->difference.value);
            json_writer_real(w, "low", x->difference.low);
            json_writer_real(w, "high", x->difference.high);
            json_writer_close(w, '}');
        }
        json_writer_close(w, '}');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

void
room_page_review_print(const struct review *r, enum room_page_review part, struct buffer *out)
{
    static void (*const parts[PAGE_REVIEWS])(const struct review *, struct json_writer *) = {
        put_truth, put_turning, put_predictions, put_use, room_page_suggested_put};
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "n", r->n);
    parts[part](r, &w);
    json_writer_close(&w, '}');
}
