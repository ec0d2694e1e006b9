/* Checks whether a record can be applied. The messages are for the people in the room. */
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "workshop/exercise/exercise_check.h"
#include "workshop/exercise/family.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, f, __VA_ARGS__)

/* Checks that the stop is open, and sets *seat to a seat that a team plays. */
enum status
exercise_check_seat(const struct exercise *x, const struct exercise_now *now, const char *id,
    int32_t *seat, struct failure *f)
{
    *seat = exercise_seat_index(x, id, f);
    if (*seat < 0) {
        return STATUS_BAD_INPUT;
    }
    if (!now->seats[*seat].team) {
        return REFUSE("%s is played by the model; type: team %s", id, id);
    }
    return STATUS_OK;
}

enum status
exercise_check_open(const struct exercise *x, const struct exercise_now *now, struct failure *f)
{
    if (!now->open) {
        return REFUSE("this stop, %s, is closed; type go", x->plan.stops[now->stop].id);
    }
    return STATUS_OK;
}

static enum status
check_any_seat(const struct exercise *x, const char *id, struct failure *f)
{
    return exercise_seat_index(x, id, f) < 0 ? STATUS_BAD_INPUT : STATUS_OK;
}

/* ---- matters ---- */

static enum status
find_matter(const struct exercise *x, const struct exercise_now *now, int32_t seat,
    int64_t number, struct tabled *out, struct failure *f)
{
    struct tabled matters[TABLED_MAX];
    int32_t n = exercise_matters_in(x, now, seat, matters);

    for (int32_t k = 0; k < n; k++) {
        if (matters[k].number == number) {
            *out = matters[k];
            return STATUS_OK;
        }
    }
    return REFUSE("%s has no matter %lld on its table at this stop", exercise_seat_id(x, seat),
        (long long)number);
}

/* Tries a submission in a copy of the run, after the other submissions of the seat. */
static enum status
try_settlement(const struct exercise *x, const struct exercise_now *now, int32_t seat,
    int64_t number, const struct record_line *r, struct failure *f)
{
    struct tabled matters[TABLED_MAX];
    struct settlement settlement;
    struct run copy = {0};
    int32_t n = exercise_matters_in(x, now, seat, matters);
    enum status st = run_copy_into(&copy, &now->run);

    TRY(st);
    for (int32_t k = 0; k < n && st == STATUS_OK; k++) {
        int64_t i = exercise_submitted_in(x, now, RECORD_settle, seat, matters[k].number);
        const struct record_line *of = matters[k].number == number ? r
                                       : i < 0                     ? NULL
                                                                   : &x->records[i];

        if (of == NULL ||
            (of->kind == RECORD_settle && strcmp(of->settle.family, "wait") == 0)) {
            continue;
        }
        TRY(exercise_settlement(x, of, &matters[k], &settlement, f));
        st = run_settle(
            &copy, x->world, matters[k].state, matters[k].number, &settlement, NULL, NULL);
        if (st == STATUS_BAD_INPUT && of == r) {
            TRY(REFUSE(
                "this is not possible now; choose again (show %s lists what is possible)",
                exercise_seat_id(x, seat)));
        }
        st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
    }
out:
    run_free(&copy);
    return st;
}

/* Returns the family of an overt or covert response; FAMILY_NONE if there is no such response, or
   if it has no family. */
static int32_t
family_of(const struct exercise *x, const char *id)
{
    int32_t k = exercise_response(x, id);

    return k < 0 ? FAMILY_NONE : WORLD_RESPONSE(x->world, k)->family;
}

/* Checks that the response is one of the family that the seat chose. The review shows this
   family. */
enum status
exercise_check_family(
    const struct exercise *x, const struct record_settle *r, struct failure *f)
{
    int32_t family = text_index(r->family, text_list(family_names));
    const char *row = r->covert != NULL ? r->covert : r->overt;
    char message[DECODE_UNKNOWN_BYTES];
    bool fits;

    if (family < 0) {
        return REFUSE(
            "%s", decode_unknown_name(message, "family", r->family, text_list(family_names)));
    }
    fits = row != NULL                 ? family_of(x, row) == family
           : family == FAMILY_TOGETHER ? r->help != NULL
                                       : family == FAMILY_PASS || family == FAMILY_REPAIR;

    if (!fits) {
        return REFUSE("the response is not one of the family %s", r->family);
    }
    return STATUS_OK;
}

static enum status
check_keep(const struct tabled *matter, struct failure *f)
{
    if (matter->kept) {
        return REFUSE("matter %d was put off once already; decide now", matter->number);
    }
    return STATUS_OK;
}

static enum status
check_matter(const struct exercise *x, const struct exercise_now *now, const char *id,
    int64_t number, const struct record_line *r, struct failure *f)
{
    struct tabled matter;
    int32_t seat;
    enum status st;

    TRY(exercise_check_open(x, now, f));
    TRY(exercise_check_seat(x, now, id, &seat, f));
    TRY(find_matter(x, now, seat, number, &matter, f));
    if ((r->kind == RECORD_settle) != (matter.kind == TABLED_DECISION)) {
        st = REFUSE(matter.kind == TABLED_DECISION ? "matter %d needs a decision; use settle"
                                                   : "matter %d needs an answer; use answer",
            matter.number);
        goto out;
    }
    if (r->kind == RECORD_settle && strcmp(r->settle.family, "wait") == 0) {
        return check_keep(&matter, f);
    }
    if (r->kind == RECORD_settle) {
        TRY(exercise_check_family(x, &r->settle, f));
    }
    TRY(try_settlement(x, now, seat, number, r, f));
out:
    return st;
}

/* ---- the facilitator ---- */

static enum status
check_call(
    const struct exercise *x, const struct exercise_now *now, const char *id, struct failure *f)
{
    const struct inject *injects = x->world->injects.items;
    int32_t k = text_index(id, field_ids(&x->world->injects, sizeof(*injects)));
    char shown[TEXT_VISIBLE_BYTES];

    if (k < 0) {
        return REFUSE(
            "there is no inject \"%s\"; type call for a list", text_visible(shown, id));
    }
    if (!injects[k].called) {
        return REFUSE("inject %s comes by itself on its day", id);
    }
    for (int64_t i = 0; i < now->n_standing; i++) {
        const struct record_line *r = &x->records[now->standing[i]];

        if (r->kind == RECORD_call && strcmp(r->call.inject, id) == 0) {
            return REFUSE("inject %s was called already", id);
        }
    }
    return STATUS_OK;
}

static enum status
check_go(const struct exercise *x, const struct exercise_now *now, struct failure *f)
{
    enum plan_kind kind = x->plan.stops[now->stop].kind;

    if (kind == PLAN_REVIEW) {
        return REFUSE("the last stop is over; type review");
    }
    if (exercise_is_settling(kind) && now->open) {
        return REFUSE("close the stop %s first: type close", x->plan.stops[now->stop].id);
    }
    return STATUS_OK;
}

static enum status
check_close(const struct exercise *x, const struct exercise_now *now, struct failure *f)
{
    if (!exercise_is_settling(x->plan.stops[now->stop].kind)) {
        return REFUSE("there is nothing to close at %s; type go", x->plan.stops[now->stop].id);
    }
    return exercise_check_open(x, now, f);
}

static enum status
check_by(const struct exercise *x, const struct record_seat *r, struct failure *f)
{
    if (strcmp(r->by, "team") != 0 && strcmp(r->by, "habit") != 0) {
        return REFUSE("a seat is played by a team or by habit, not by \"%s\"", r->by);
    }
    return check_any_seat(x, r->seat, f);
}

static enum status
check_agree(
    const struct exercise *x, const struct exercise_now *now, const char *id, struct failure *f)
{
    int32_t agreement = exercise_agreement(x, id);
    char shown[TEXT_VISIBLE_BYTES];

    if (agreement == NONE) {
        return REFUSE(
            "there is no agreement \"%s\"; type agree for a list", text_visible(shown, id));
    }
    if (ARRAY_AT(struct agreement_now, &now->run.agreements, agreement)->status >
        AGREEMENT_RATIFIED) {
        return REFUSE("%s has been in force already", id);
    }
    return STATUS_OK;
}

enum status
exercise_check_in(const struct exercise *x, const struct exercise_now *now,
    const struct record_line *r, struct failure *f)
{
    switch (r->kind) {
    case RECORD_begin:
        return x->n_records == 0 ? STATUS_OK : REFUSE("the exercise has begun already");
    case RECORD_seat:
        return check_by(x, &r->seat, f);
    case RECORD_code:
        return check_any_seat(x, r->code.seat, f);
    case RECORD_join:
        return check_any_seat(x, r->join.seat, f);
    case RECORD_kick:
        return check_any_seat(x, r->kick.seat, f);
    case RECORD_late:
        return check_any_seat(x, r->late.seat, f);
    case RECORD_predict:
        return exercise_check_predict(x, now, &r->predict, f);
    case RECORD_go:
        return check_go(x, now, f);
    case RECORD_settle:
        return check_matter(x, now, r->settle.seat, r->settle.matter, r, f);
    case RECORD_answer:
        return check_matter(x, now, r->answer.seat, r->answer.matter, r, f);
    case RECORD_act:
        return exercise_check_act(x, now, &r->act, f);
    case RECORD_take:
        return exercise_check_take(x, now, &r->take, f);
    case RECORD_close:
        return check_close(x, now, f);
    case RECORD_call:
        return check_call(x, now, r->call.inject, f);
    case RECORD_news:
        return strcmp(r->news.to, "all") == 0 ? STATUS_OK : check_any_seat(x, r->news.to, f);
    case RECORD_say:
        return exercise_check_say(x, now, &r->say, f);
    case RECORD_offer:
        return exercise_check_offer(x, now, &r->offer, f);
    case RECORD_agree:
        return check_agree(x, now, r->agree.agreement, f);
    case RECORD_back:
        return r->back.to <= x->n_records
                   ? STATUS_OK
                   : REFUSE("there is no record %lld yet", (long long)r->back.to);
    case RECORD_review:
        return x->plan.stops[now->stop].kind == PLAN_REVIEW
                   ? STATUS_OK
                   : REFUSE("the review opens after the last stop; this one is %s: type go",
                         x->plan.stops[now->stop].id);
    case RECORD_clock:
    case RECORD_note:
    case RECORD_texts:
    case RECORD_KIND_COUNT:
        break;
    }
    return STATUS_OK;
}

enum status
exercise_check(const struct exercise *x, const struct record_line *r, struct failure *f)
{
    if (r->n != x->n_records + 1) {
        return REFUSE(
            "record %lld follows record %lld", (long long)r->n, (long long)x->n_records);
    }
    if (r->kind != RECORD_begin && x->n_records == 0) {
        return REFUSE("the first record must be begin");
    }
    return exercise_check_in(x, &x->now, r, f);
}
