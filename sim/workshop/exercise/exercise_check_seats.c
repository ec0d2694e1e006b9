/* Checks the submissions of a seat that are not about a matter. */
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "workshop/exercise/exercise_check.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, f, __VA_ARGS__)

enum { MESSAGE_CHARACTERS = 280 };

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

enum status
exercise_check_predict(const struct exercise *x, const struct exercise_now *now,
    const struct record_predict *r, struct failure *f)
{
    const struct workshop_prediction *questions = x->workshop->predictions.items;
    struct text_names ids = field_ids(&x->workshop->predictions, sizeof(*questions));
    int32_t seat, k = text_index(r->question, ids);
    char message[DECODE_UNKNOWN_BYTES];
    enum status st;

    TRY(exercise_check_open(x, now, f));
    TRY(exercise_check_seat(x, now, r->seat, &seat, f));
    if (k < 0) {
        st = REFUSE("%s", decode_unknown_name(message, "question", r->question, ids));
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

/* Checks the ticks of a seat in talks: they may not cost more than its points. */
enum status
exercise_check_offer(const struct exercise *x, const struct exercise_now *now,
    const struct record_offer *r, struct failure *f)
{
    const struct workshop_step *step = exercise_step(x, now->stop);
    const struct record_id *ids = r->agreements.items;
    const struct workshop_offer *offers = step == NULL ? NULL : step->offers.items;
    int64_t points = 0;
    int32_t seat;
    enum status st;

    TRY(exercise_check_seat(x, now, r->seat, &seat, f));
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
                return REFUSE("\"%s\" is named twice; name it once", ids[k].id);
            }
        }
        points += offers[at].points;
    }
    if (points > step->points) {
        st = REFUSE("these agreements cost %lld points, and %s has %lld; name fewer",
            (long long)points, r->seat, (long long)step->points);
    }
out:
    return st;
}

static int32_t
characters(const char *text)
{
    int32_t n = 0;

    for (; *text != '\0'; text++) {
        /* do not count continuation bytes of UTF-8 */
        n += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return n;
}

enum status
exercise_check_say(const struct exercise *x, const struct exercise_now *now,
    const struct record_say *r, struct failure *f)
{
    struct record_line line = {.kind = RECORD_say, .say = *r};
    double reach;
    int32_t seat;
    enum status st;

    TRY(exercise_check_open(x, now, f));
    TRY(exercise_check_seat(x, now, r->seat, &seat, f));
    if (characters(r->text) > MESSAGE_CHARACTERS) {
        return REFUSE("a message has at most %d characters", MESSAGE_CHARACTERS);
    }
    if (strcmp(r->to, "all") == 0) {
        return STATUS_OK;
    }
    if (exercise_state(x, r->to) == NONE || strcmp(r->to, r->seat) == 0) {
        struct text_names states = field_ids(&x->world->states, sizeof(struct state));
        char message[DECODE_UNKNOWN_BYTES];

        return strcmp(r->to, r->seat) == 0
                   ? REFUSE("%s cannot write to itself; name another state, or all", r->seat)
                   : REFUSE("%s; \"all\" is valid, too",
                         decode_unknown_name(message, "state", r->to, states));
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

/* Checks an initiative. Each seat has one initiative at a stop: the last one submitted. "none"
   withdraws it. */
enum status
exercise_check_act(const struct exercise *x, const struct exercise_now *now,
    const struct record_act *r, struct failure *f)
{
    struct initiative initiative;
    const char *why;
    int32_t seat;
    enum status st;

    TRY(exercise_check_open(x, now, f));
    TRY(exercise_check_seat(x, now, r->seat, &seat, f));
    if (!exercise_is_settling(x->plan.stops[now->stop].kind)) {
        return REFUSE("initiatives are taken at the stops of a round");
    }
    if (strcmp(r->initiative, EXERCISE_NO_INITIATIVE) == 0) {
        return STATUS_OK;
    }
    TRY(exercise_initiative(x, now, seat, r, &initiative, f));
    why = run_why_not(&now->run, x->world, now->seats[seat].state, &initiative);
    if (why != NULL) {
        st = REFUSE("%s is not possible: %s", r->initiative, why);
    }
out:
    return st;
}

enum status
exercise_check_take(const struct exercise *x, const struct exercise_now *now,
    const struct record_take *r, struct failure *f)
{
    int32_t seat, incident;
    enum status st;

    TRY(exercise_check_open(x, now, f));
    TRY(exercise_check_seat(x, now, r->seat, &seat, f));
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
