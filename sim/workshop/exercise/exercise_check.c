/* Whether a record fits the state of an exercise. Messages are for the people in the room. */
#include <string.h>

#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/family.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, f, __VA_ARGS__)

enum { MESSAGE_CHARACTERS = 280 };

/* A seat that a team plays, at a stop that is open. */
static enum status
check_seat(const struct exercise *x, const struct exercise_now *now, const char *id,
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

static enum status
check_open(const struct exercise *x, const struct exercise_now *now, struct failure *f)
{
    if (!now->open) {
        return REFUSE(
            "this stop, %s, is closed; go on to the next one", x->plan.stops[now->stop].id);
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

/* Tries a submission after the seat's other ones, in a copy of the run. */
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

    TRY(check_open(x, now, f));
    TRY(check_seat(x, now, id, &seat, f));
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
    TRY(try_settlement(x, now, seat, number, r, f));
out:
    return st;
}

/* ---- other submissions ---- */

static bool
is_asked_now(const struct exercise *x, const struct exercise_now *now,
    const struct workshop_prediction *question)
{
    const struct workshop_moment *when = question->when.items;
    const struct workshop_step *step = exercise_step(x, now->stop);

    for (int32_t k = 0; k < question->when.count; k++) {
        if (step != NULL ? strcmp(when[k].id, step->key.id) == 0
                         : x->plan.stops[now->stop].kind == PLAN_BRIEF &&
                               strcmp(when[k].id, "brief") == 0) {
            return true;
        }
    }
    return false;
}

static enum status
check_predict(const struct exercise *x, const struct exercise_now *now,
    const struct record_predict *r, struct failure *f)
{
    const struct workshop_prediction *questions = x->workshop->predictions.items;
    int32_t seat,
        k = text_index(r->question, field_ids(&x->workshop->predictions, sizeof(*questions)));
    char shown[TEXT_VISIBLE_BYTES];
    enum status st;

    TRY(check_open(x, now, f));
    TRY(check_seat(x, now, r->seat, &seat, f));
    if (k < 0) {
        st = REFUSE("there is no question \"%s\"", text_visible(shown, r->question));
    } else if (!is_asked_now(x, now, &questions[k])) {
        st = REFUSE("question %s is not asked at this stop", r->question);
    }
out:
    return st;
}

bool
exercise_is_party(const struct exercise *x, int32_t agreement, int32_t state)
{
    const struct agreement *a = WORLD_AGREEMENT(x->world, agreement);
    const struct party *parties = a->parties.items;

    for (int32_t k = 0; k < a->parties.count; k++) {
        if (parties[k].key.index == state) {
            return true;
        }
    }
    return false;
}

/* The ticks of a seat in talks, within its points. */
static enum status
check_offer(const struct exercise *x, const struct exercise_now *now,
    const struct record_offer *r, struct failure *f)
{
    const struct workshop_step *step = exercise_step(x, now->stop);
    const struct record_id *ids = r->agreements.items;
    const struct workshop_offer *offers = step == NULL ? NULL : step->offers.items;
    int64_t points = 0;
    int32_t seat;
    enum status st;

    TRY(check_seat(x, now, r->seat, &seat, f));
    if (x->plan.stops[now->stop].kind != PLAN_TALKS) {
        return REFUSE(
            "agreements are signed in talks; this stop is %s", x->plan.stops[now->stop].id);
    }
    for (int32_t k = 0; k < r->agreements.count; k++) {
        int32_t at = text_index(ids[k].id, field_ids(&step->offers, sizeof(*offers)));

        if (at < 0) {
            return REFUSE("\"%s\" is not on offer in these talks", ids[k].id);
        }
        if (!exercise_is_party(x, exercise_agreement(x, ids[k].id), now->seats[seat].state)) {
            return REFUSE("%s would not be a party of %s", r->seat, ids[k].id);
        }
        for (int32_t j = 0; j < k; j++) {
            if (strcmp(ids[j].id, ids[k].id) == 0) {
                return REFUSE("%s stands there twice", ids[k].id);
            }
        }
        points += offers[at].points;
    }
    if (points > step->points) {
        st = REFUSE("these cost %lld points, and %s has %lld", (long long)points, r->seat,
            (long long)step->points);
    }
out:
    return st;
}

static int32_t
characters(const char *text)
{
    int32_t n = 0;

    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xc0) != 0x80; /* not a further byte of a character */
    }
    return n;
}

static enum status
check_say(const struct exercise *x, const struct exercise_now *now, const struct record_say *r,
    struct failure *f)
{
    struct record_line line = {.kind = RECORD_say, .say = *r};
    double reach;
    int32_t seat;
    enum status st;

    TRY(check_open(x, now, f));
    TRY(check_seat(x, now, r->seat, &seat, f));
    if (characters(r->text) > MESSAGE_CHARACTERS) {
        return REFUSE("a message has at most %d characters", MESSAGE_CHARACTERS);
    }
    if (strcmp(r->to, "all") == 0) {
        return STATUS_OK;
    }
    if (exercise_state(x, r->to) == NONE || strcmp(r->to, r->seat) == 0) {
        return REFUSE("write to another state, or to all");
    }
    if (r->channel == NULL) {
        return REFUSE("name the channel: political, technical, law_enforcement or defence");
    }
    TRY(exercise_reach(x, &line, &reach));
    if (reach <= 0) {
        st = REFUSE("no %s channel to %s is open", r->channel, r->to);
    }
out:
    return st;
}

/* One initiative a seat and stop; the last one counts. */
static enum status
check_act(const struct exercise *x, const struct exercise_now *now, const struct record_act *r,
    struct failure *f)
{
    struct initiative initiative;
    const char *why;
    int32_t seat;
    enum status st;

    TRY(check_open(x, now, f));
    TRY(check_seat(x, now, r->seat, &seat, f));
    if (!exercise_is_settling(x->plan.stops[now->stop].kind)) {
        return REFUSE("initiatives are taken at the stops of a round");
    }
    TRY(exercise_initiative(x, now, seat, r, &initiative, f));
    why = run_why_not(&now->run, x->world, now->seats[seat].state, &initiative);
    if (why != NULL) {
        st = REFUSE("%s is not possible: %s", r->initiative, why);
    }
out:
    return st;
}

static enum status
check_take(const struct exercise *x, const struct exercise_now *now,
    const struct record_take *r, struct failure *f)
{
    int32_t seat, incident;
    enum status st;

    TRY(check_open(x, now, f));
    TRY(check_seat(x, now, r->seat, &seat, f));
    if (x->plan.stops[now->stop].kind != PLAN_DECIDE) {
        return REFUSE("an incident is taken up at a stop of the kind decide");
    }
    incident = seen_index(&now->seen, &now->run, now->seats[seat].state, (int32_t)r->incident);
    if (incident == NONE ||
        ARRAY_AT(struct incident, &now->run.incidents.items, incident)->target !=
            now->seats[seat].state ||
        ARRAY_AT(struct incident, &now->run.incidents.items, incident)->phase !=
            PHASE_ATTRIBUTION) {
        st = REFUSE("%s has no incident %lld that its analysts are working on", r->seat,
            (long long)r->incident);
    }
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
        return REFUSE("there is no inject \"%s\"", text_visible(shown, id));
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
        return REFUSE("the last stop is over; open the review");
    }
    if (exercise_is_settling(kind) && now->open) {
        return REFUSE("close the stop %s first", x->plan.stops[now->stop].id);
    }
    return STATUS_OK;
}

static enum status
check_close(const struct exercise *x, const struct exercise_now *now, struct failure *f)
{
    if (!exercise_is_settling(x->plan.stops[now->stop].kind)) {
        return REFUSE("there is nothing to close at %s; go on", x->plan.stops[now->stop].id);
    }
    return check_open(x, now, f);
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
        return REFUSE("there is no agreement \"%s\"", text_visible(shown, id));
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
    case RECORD_predict:
        return check_predict(x, now, &r->predict, f);
    case RECORD_go:
        return check_go(x, now, f);
    case RECORD_settle:
        return check_matter(x, now, r->settle.seat, r->settle.matter, r, f);
    case RECORD_answer:
        return check_matter(x, now, r->answer.seat, r->answer.matter, r, f);
    case RECORD_act:
        return check_act(x, now, &r->act, f);
    case RECORD_take:
        return check_take(x, now, &r->take, f);
    case RECORD_close:
        return check_close(x, now, f);
    case RECORD_call:
        return check_call(x, now, r->call.inject, f);
    case RECORD_news:
        return strcmp(r->news.to, "all") == 0 ? STATUS_OK : check_any_seat(x, r->news.to, f);
    case RECORD_say:
        return check_say(x, now, &r->say, f);
    case RECORD_offer:
        return check_offer(x, now, &r->offer, f);
    case RECORD_agree:
        return check_agree(x, now, r->agree.agreement, f);
    case RECORD_back:
        return r->back.to <= x->n_records
                   ? STATUS_OK
                   : REFUSE("there is no record %lld yet", (long long)r->back.to);
    case RECORD_review:
        return x->plan.stops[now->stop].kind == PLAN_REVIEW
                   ? STATUS_OK
                   : REFUSE("the review opens after the last stop");
    case RECORD_clock:
    case RECORD_note:
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
