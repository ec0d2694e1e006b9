#include "workshop/review/review_record.h"

#include "workshop/review/review_rows.h"

/* Converts the agreements that a seat ticked to their exported ids. */
static enum status
offer_of(const struct review *r, struct record_offer *offer, struct arena *a)
{
    const struct record_id *ids = offer->agreements.items;
    struct record_id *copies =
        arena_alloc(a, ((size_t)offer->agreements.count + 1) * sizeof(*copies));

    for (int32_t k = 0; copies != NULL && k < offer->agreements.count; k++) {
        copies[k].id = review_rows_id(r, ids[k].id);
    }
    offer->seat = review_rows_id(r, offer->seat);
    offer->key = NULL;
    offer->agreements.items = copies;
    return copies == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Converts the ids in records of a seat about its matters to exported ids. Removes their keys and,
   without `texts`, what people wrote. */
static void
matter_of(const struct review *r, struct record_line *x, bool texts)
{
    if (x->kind == RECORD_settle) {
        x->settle.seat = review_rows_id(r, x->settle.seat);
        x->settle.key = NULL;
        x->settle.named = review_rows_id(r, x->settle.named);
        x->settle.why = texts ? x->settle.why : NULL;
    } else if (x->kind == RECORD_answer) {
        x->answer.seat = review_rows_id(r, x->answer.seat);
        x->answer.key = NULL;
        x->answer.why = texts ? x->answer.why : NULL;
    } else if (x->kind == RECORD_act) {
        x->act.seat = review_rows_id(r, x->act.seat);
        x->act.key = NULL;
        x->act.with = review_rows_id(r, x->act.with);
        x->act.agreement = review_rows_id(r, x->act.agreement);
    } else if (x->kind == RECORD_take) {
        x->take.seat = review_rows_id(r, x->take.seat);
        x->take.key = NULL;
    }
}

enum status
review_record(const struct review *r, const struct record_line *line, bool texts,
    struct arena *a, struct record_line *out)
{
    *out = *line;
    matter_of(r, out, texts);
    switch (out->kind) {
    case RECORD_begin:
        out->begin.solo = review_rows_id(r, out->begin.solo);
        break;
    case RECORD_seat:
        out->seat.seat = review_rows_id(r, out->seat.seat);
        break;
    case RECORD_code:
        out->code = (struct record_code){.seat = review_rows_id(r, out->code.seat)};
        break;
    case RECORD_join:
        out->join.seat = review_rows_id(r, out->join.seat);
        out->join.token_hash = NULL;
        break;
    case RECORD_kick:
        out->kick.seat = review_rows_id(r, out->kick.seat);
        break;
    case RECORD_predict:
        out->predict.seat = review_rows_id(r, out->predict.seat);
        out->predict.key = NULL;
        break;
    case RECORD_agree:
        out->agree.agreement = review_rows_id(r, out->agree.agreement);
        break;
    case RECORD_say:
        out->say.seat = review_rows_id(r, out->say.seat);
        out->say.to = review_rows_id(r, out->say.to);
        out->say.text = texts ? out->say.text : NULL;
        out->say.key = NULL;
        break;
    case RECORD_news:
        out->news.to = review_rows_id(r, out->news.to);
        out->news.text = texts ? out->news.text : NULL;
        break;
    case RECORD_note:
        out->note.text = texts ? out->note.text : NULL;
        break;
    case RECORD_late:
        out->late.seat = review_rows_id(r, out->late.seat);
        out->late.why = texts ? out->late.why : NULL;
        out->late.key = NULL;
        break;
    case RECORD_offer:
        return offer_of(r, &out->offer, a);
    case RECORD_settle:
    case RECORD_answer:
    case RECORD_act:
    case RECORD_take:
    case RECORD_go:
    case RECORD_close:
    case RECORD_call:
    case RECORD_clock:
    case RECORD_back:
    case RECORD_texts:
    case RECORD_review:
    case RECORD_KIND_COUNT:
        break;
    }
    return STATUS_OK;
}
