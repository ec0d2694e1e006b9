/* Writes the review of one team: what it decided and answered, and what was true. */
#include <math.h>
#include <string.h>

#include "room/page/room_page_decision.h"
#include "room/page/room_page_names.h"
#include "room/page/room_page_review.h"
#include "workshop/exercise/seat_page.h"

static void
put_own(const struct exercise *x, const struct exercise_settled *s, struct json_writer *w)
{
    const struct record_line *r = s->record < 0 ? NULL : &x->records[s->record];
    int32_t matter = s->incident_id == 0 ? 0
                                         : seen_number(&x->now.seen,
                                               x->now.seats[s->seat].state, s->incident_id);

    json_writer_open(w, NULL, '{');
    json_writer_integer(w, "matter", matter);
    room_page_names_day(x, w, "day", s->day);
    json_writer_text(w, "step", x->plan.stops[s->stop].id);
    json_writer_text(w, "truth", room_page_names_actor(x, s->initiator));
    json_writer_text(w, "named", room_page_names_actor(x, s->named));
    json_writer_real(w, "p", isnan(s->confidence) ? NAN : round(s->confidence * 100) / 100);
    json_writer_open(w, "done", '{');
    room_page_decision_put(
        x, s, r != NULL && r->kind == RECORD_settle ? r->settle.family : NULL, w);
    if (r != NULL && r->kind == RECORD_answer) {
        json_writer_text(w, "reply", r->answer.reply);
    }
    json_writer_close(w, '}');
    room_page_decision_reasons(x, s, w);
    json_writer_close(w, '}');
}

/* Writes what the seat answered to messages of others. */
static void
put_answers(const struct exercise *x, int32_t seat, struct json_writer *w)
{
    json_writer_open(w, "answers", '[');
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->seat != seat || s->asker == NONE || s->by == SETTLED_BY_NOBODY) {
            continue;
        }
        json_writer_open(w, NULL, '{');
        room_page_names_day(x, w, "day", s->day);
        json_writer_text(w, "asker", room_page_names_actor(x, s->asker));
        json_writer_flag(w, "offer", s->kind == TABLED_OFFER);
        json_writer_text(w, "reply", settlement_reply_names[s->settlement.reply]);
        json_writer_text(w, "honesty", review_honesty_names[review_answer_honesty(x, s)]);
        room_page_decision_put(x, s, NULL, w);
        room_page_decision_reasons(x, s, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* Writes the predictions of a seat as they are in the log. */
static void
put_recorded(const struct exercise *x, const char *seat, struct json_writer *w)
{
    json_writer_open(w, "predictions", '[');
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_predict && strcmp(r->predict.seat, seat) == 0 &&
            !review_is_corrected(x, i)) {
            json_writer_open(w, NULL, '{');
            json_writer_text(w, "question", r->predict.question);
            json_writer_integer(w, "percent", r->predict.percent);
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
}

void
room_page_review_seat(const struct exercise *x, int32_t seat, const struct buffer *predictions,
    struct json_writer *w)
{
    json_writer_open(w, "review", '{');
    json_writer_open(w, "matters", '[');
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->seat == seat && s->kind == TABLED_DECISION && s->by != SETTLED_BY_NOBODY) {
            put_own(x, s, w);
        }
    }
    json_writer_close(w, ']');
    put_answers(x, seat, w);
    if (predictions->length > 0) {
        json_writer_value(w, "predictions", buffer_string(predictions));
    } else {
        put_recorded(x, exercise_seat_id(x, seat), w);
    }
    json_writer_close(w, '}');
}
