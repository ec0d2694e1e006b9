#include "workshop/exercise/exercise_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/number.h"

enum { FINGERPRINT_BYTES = NUMBER_BYTES };

/* ---- states of an exercise ---- */

static void
now_free(struct exercise_now *now)
{
    run_free(&now->run);
    seen_free(&now->seen);
    free(now->standing);
    array_free(&now->settled);
    *now = (struct exercise_now){0};
}

static bool
seat_has_team(const struct exercise *x, int32_t seat)
{
    return x->solo < 0 || x->solo == seat;
}

/* Sets *now to the state before the first record. */
static enum status
now_begin(const struct exercise *x, struct exercise_now *now, struct failure *f)
{
    const struct workshop_seat *sheets = x->workshop->seats.items;
    uint64_t states[SEATS_WORDS] = {0};
    enum status st;

    *now = (struct exercise_now){0};
    array_init(&now->settled, sizeof(struct exercise_settled));
    TRY(run_init(&now->run, x->world, x->seed, 1, 0, NULL));
    run_table(&now->run, x->solo < 0);
    for (int32_t k = 0; k < x->workshop->seats.count; k++) {
        struct exercise_seat *seat = &now->seats[now->n_seats++];

        *seat = (struct exercise_seat){.sheet = &sheets[k],
            .state = exercise_state(x, sheets[k].key.id),
            .team = seat_has_team(x, k)};
        if (seat->state == NONE) {
            st = failure_of(STATUS_BAD_INPUT, f,
                "/workshop/seats/%s: the policy has no such state", sheets[k].key.id);
            goto out;
        }
        run_seat(&now->run, seat->state, seat->team);
        states[seat->state / 64] |= UINT64_C(1) << (seat->state % 64);
    }
    TRY(seen_init(&now->seen, &now->run, x->world, states));
out:
    return st;
}

/* Returns STATUS_NO_MEMORY if the ledger of the seats is incomplete. */
static enum status
check_seen(const struct exercise_now *now)
{
    return now->seen.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* ---- steps ---- */

/* Lets the world run to a day. Sets *held if a seat that plays alone has to settle a matter before
   that day. */
static enum status
advance(const struct exercise *x, struct exercise_now *now, double day, bool *held,
    struct failure *f)
{
    struct exercise_tap tap;
    struct trace_sink sink = exercise_sink(x, now, &tap);

    *held = false;
    switch (run_until(&now->run, x->world, day, NULL, &sink)) {
    case RUN_REACHED:
        return STATUS_OK;
    case RUN_DECISION:
        *held = true;
        return STATUS_OK;
    case RUN_NO_MEMORY:
        return STATUS_NO_MEMORY;
    case RUN_MAX_EVENTS:
    case RUN_PAUSED:
        break;
    }
    return failure_of(STATUS_BAD_INPUT, f,
        "the run has reached /max_events; choose a scenario with fewer incidents");
}

/* Whether the stop is held, that is, whether people have to decide at it. */
static bool
is_held(const struct exercise *x, const struct exercise_now *now, enum plan_kind kind)
{
    struct tabled matters[TABLED_MAX];

    return (kind != PLAN_ANSWER && kind != PLAN_REACT) || x->plan.always ||
           exercise_matters_in(x, now, -1, matters) > 0;
}

static enum status
next_stop(const struct exercise *x, struct exercise_now *now, struct failure *f)
{
    bool held;
    enum status st;

    do {
        now->stop++;
        TRY(advance(x, now, x->plan.stops[now->stop].day, &held, f));
    } while (!is_held(x, now, x->plan.stops[now->stop].kind));
out:
    return st;
}

/* Finds the next stop of a seat that plays alone: its next matter or, after the last one, the
   review. */
static enum status
next_matter(const struct exercise *x, struct exercise_now *now, struct failure *f)
{
    bool held = false;
    enum status st = STATUS_OK;

    if (x->plan.stops[now->stop].kind == PLAN_LOBBY) {
        now->stop++;
        return STATUS_OK;
    }
    TRY(advance(x, now, x->plan.end_day, &held, f));
    now->stop = plan_find(&x->plan, plan_kind_names[held ? PLAN_MATTER : PLAN_REVIEW]);
out:
    return st;
}

/* Compares the fingerprint in the record with that of the run. A record that is not completed has
   no fingerprint. */
static enum status
verify_go(const struct exercise *x, const struct exercise_now *now, const struct record_line *r,
    struct failure *f)
{
    char fingerprint[FINGERPRINT_BYTES];
    bool day = r->go.day == now->run.kernel.now;

    (void)number_print_hex(fingerprint, now->run.kernel.fingerprint);
    if (r->go.fingerprint != NULL &&
        (!day || strcmp(r->go.fingerprint, fingerprint) != 0 ||
            strcmp(r->go.step, x->plan.stops[now->stop].id) != 0)) {
        return failure_of(STATUS_MISMATCH, f,
            "record %lld: the run differs from the log at this step: the log has %s with "
            "fingerprint %s, the run has %s with %s",
            (long long)r->n, r->go.step, r->go.fingerprint, x->plan.stops[now->stop].id,
            fingerprint);
    }
    return STATUS_OK;
}

static void
count_items(struct exercise_now *now)
{
    memcpy(now->items_before, now->items_now, sizeof(now->items_before));
    for (int32_t k = 0; k < now->n_seats; k++) {
        (void)seen_items(&now->seen, now->seats[k].state, &now->items_now[k]);
    }
}

static enum status
apply_go(const struct exercise *x, struct exercise_now *now, const struct record_line *r,
    struct failure *f)
{
    enum status st = STATUS_OK;

    if (x->plan.stops[now->stop].kind == PLAN_TALKS) {
        TRY(exercise_end_talks(x, now));
    }
    TRY((x->solo < 0 ? next_stop : next_matter)(x, now, f));
    now->open = x->plan.stops[now->stop].kind != PLAN_REVIEW;
    TRY(verify_go(x, now, r, f));
    TRY(check_seen(now));
    count_items(now);
out:
    return st;
}

/* ---- records ---- */

static enum status
apply_in(const struct exercise *x, struct exercise_now *now, int64_t index, struct failure *f)
{
    const struct record_line *r = &x->records[index];
    struct exercise_seat *seat;
    enum status st = STATUS_OK;

    switch (r->kind) {
    case RECORD_seat:
        seat = &now->seats[exercise_seat_index(x, r->seat.seat, NULL)];
        seat->team = strcmp(r->seat.by, "team") == 0;
        run_seat(&now->run, seat->state, seat->team);
        break;
    case RECORD_go:
        TRY(apply_go(x, now, r, f));
        break;
    case RECORD_close:
        TRY(exercise_close(x, now, r, f));
        now->open = false;
        TRY(check_seen(now));
        break;
    case RECORD_clock:
        now->paused = r->clock.pause;
        break;
    case RECORD_review:
        now->review = true;
        break;
    case RECORD_agree:
        TRY(exercise_agree(x, now, r->agree.agreement));
        TRY(check_seen(now));
        break;
    case RECORD_take:
        TRY(exercise_take(x, now, &r->take));
        TRY(check_seen(now));
        break;
    case RECORD_call:
        TRY(exercise_call(x, now, r->call.inject));
        break;
    case RECORD_begin:
    case RECORD_code:
    case RECORD_join:
    case RECORD_kick:
    case RECORD_predict:
    case RECORD_settle:
    case RECORD_answer:
    case RECORD_act:
    case RECORD_news:
    case RECORD_say:
    case RECORD_offer:
    case RECORD_note:
    case RECORD_back:
    case RECORD_late:
    case RECORD_texts:
    case RECORD_KIND_COUNT:
        break;
    }
    TRY(array_grow(
        &now->standing, now->n_standing + 1, &now->capacity, sizeof(*now->standing)));
    now->standing[now->n_standing++] = index;
out:
    return st;
}

/* Computes the state after record `number` from the records. */
static enum status
rebuild(const struct exercise *x, int64_t number, struct exercise_now *now, struct failure *f)
{
    int64_t *chain = malloc(((size_t)number + 1) * sizeof(*chain)), n = 0;
    enum status st = chain == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    *now = (struct exercise_now){0};
    TRY(st);
    for (int64_t i = number - 1; i >= 0;) {
        if (x->records[i].kind == RECORD_back) {
            i = x->records[i].back.to - 1;
        } else {
            chain[n++] = i--;
        }
    }
    TRY(now_begin(x, now, f));
    while (n > 0) {
        TRY(apply_in(x, now, chain[--n], f));
    }
out:
    free(chain);
    return st;
}

enum status
exercise_apply(struct exercise *x, const struct record_line *r, struct failure *f)
{
    struct exercise_now before;
    enum status st;

    TRY(exercise_check(x, r, f));
    TRY(array_grow(&x->records, x->n_records + 1, &x->capacity, sizeof(*x->records)));
    x->records[x->n_records++] = *r;
    if (r->kind == RECORD_back) {
        TRY(rebuild(x, r->back.to, &before, f));
        now_free(&x->now);
        x->now = before;
    } else {
        TRY(apply_in(x, &x->now, x->n_records - 1, f));
    }
out:
    return st;
}

enum status
exercise_at(const struct exercise *x, int64_t number, struct exercise *to, struct failure *f)
{
    BUG_UNLESS(number >= 0 && number <= x->n_records);
    *to = *x;
    to->n_records = number;
    to->capacity = 0; /* 0: the records belong to *x */
    return rebuild(to, number, &to->now, f);
}

/* ---- completing a record ---- */

/* Executes a step in a copy of the exercise, to find the result of the step. */
static enum status
complete_go(const struct exercise *x, struct record_line *r, struct arena *a, struct failure *f)
{
    char fingerprint[FINGERPRINT_BYTES];
    struct exercise trial;
    enum status st;

    TRY(exercise_at(x, x->n_records, &trial, f));
    r->go = (struct record_go){.step = ""};
    TRY(exercise_check(x, r, f));
    TRY(apply_go(&trial, &trial.now, r, f));
    (void)number_print_hex(fingerprint, trial.now.run.kernel.fingerprint);
    r->go.step = x->plan.stops[trial.now.stop].id;
    r->go.day = trial.now.run.kernel.now;
    r->go.fingerprint = arena_text(a, fingerprint, strlen(fingerprint));
    st = r->go.fingerprint == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    exercise_free(&trial);
    return st;
}

/* Draws whether a message that people wrote arrives. The draw uses no random number of the run, so
   that the run is the same with and without messages. The draw depends on the seed, which the teams
   do not know. */
static enum status
complete_say(const struct exercise *x, struct record_line *r, struct failure *f)
{
    uint64_t bits = hash_mix(
        hash_mix(x->seed ^ hash_text("a written message")) + (uint64_t)x->now.n_standing);
    double u = (double)(bits >> 11) * 0x1p-53, reach = 1;
    enum status st;

    TRY(exercise_check(x, r, f));
    TRY(exercise_reach(x, r, &reach));
    r->say.arrives = u < reach;
    r->say.day = x->now.run.kernel.now;
out:
    return st;
}

enum status
exercise_complete(
    const struct exercise *x, struct record_line *r, struct arena *a, struct failure *f)
{
    r->n = x->n_records + 1;
    if (r->kind == RECORD_go) {
        return complete_go(x, r, a, f);
    }
    if (r->kind == RECORD_say) {
        return complete_say(x, r, f);
    }
    if (r->kind == RECORD_close) {
        r->close.step = exercise_stop(x)->id;
    }
    return STATUS_OK;
}

/* ---- beginning and end ---- */

enum status
exercise_begin(struct exercise *x, const struct exercise_setup *setup, struct failure *f)
{
    enum status st;

    *x = (struct exercise){.scenario = setup->scenario,
        .workshop = setup->scenario->workshop,
        .seed = setup->seed,
        .solo = -1};
    if (x->workshop == NULL) {
        return failure_of(STATUS_BAD_INPUT, f, "the scenario has no workshop member");
    }
    TRY(exercise_find_policy(x, setup, f));
    if (setup->solo != NULL) {
        x->solo = exercise_seat_index(x, setup->solo, f);
        TRY(x->solo < 0 ? STATUS_BAD_INPUT : STATUS_OK);
    }
    (x->solo < 0 ? plan_of : plan_solo)(x->workshop, &x->plan);
    TRY(now_begin(x, &x->now, f));
out:
    return st;
}

void
exercise_free(struct exercise *x)
{
    now_free(&x->now);
    if (x->capacity > 0) {
        free(x->records);
    }
    *x = (struct exercise){0};
}
