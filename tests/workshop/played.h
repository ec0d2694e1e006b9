/**
 * played.h - an exercise in a temporary directory, played by random choices of the people in it.
 *
 * The choices depend only on the seed and on the number of records. An interrupted exercise
 * therefore continues in the same way as without the interruption.
 */
#ifndef TESTS_WORKSHOP_PLAYED_H
#define TESTS_WORKSHOP_PLAYED_H

#include "assert_ok.h"
#include "scratch.h"
#include "splitmix.h"

#include "base/hash.h"
#include "workshop/exercise/seat_page.h"
#include "workshop/exercise/session.h"

#define PLAYED_SCENARIO SOURCE_DIR "/tests/workshop/small.json"

struct played {
    char directory[SCRATCH_PATH];
    struct scenario scenario;
    struct session session;
    const char *solo;
    uint64_t seed;
};

static inline enum status
played_open(struct played *p, struct failure *f)
{
    struct session_setup setup = {.scenario = &p->scenario,
        .name = "small.json",
        .solo = p->solo,
        .seed = p->seed,
        .at = "2027-05-04T09:00:00Z"};

    return session_open(&p->session, p->directory, &setup, f);
}

static inline void
played_enter_file(struct played *p, const char *path, uint64_t seed, const char *solo)
{
    struct failure f = {0};

    *p = (struct played){.seed = seed, .solo = solo, .session = SESSION_CLOSED};
    assert_true(scratch_make(p->directory));
    assert_ok(scenario_load(&p->scenario, path, NULL, &f), &f);
    assert_ok(played_open(p, &f), &f);
}

static inline void
played_enter(struct played *p, uint64_t seed, const char *solo)
{
    played_enter_file(p, PLAYED_SCENARIO, seed, solo);
}

static inline void
played_leave(struct played *p)
{
    session_close(&p->session);
    scenario_free(&p->scenario);
    scratch_remove(p->directory);
}

static inline enum status
played_do(struct played *p, struct record_line *r)
{
    struct failure f = {0};

    return session_do(&p->session, r, "2027-05-04T09:00:01Z", &f);
}

/* ---- random choices ---- */

static inline struct record_line
played_decision(
    const struct team_matter *m, const char *seat, const char *why, uint64_t *random)
{
    struct record_line r = record_empty(RECORD_settle);
    const struct team_row *row = &m->rows[splitmix_next(random) % (uint64_t)m->n_rows];

    for (int32_t k = 0; k < m->n_rows && splitmix_next(random) % 16 > 0; k++) {
        row = strcmp(m->rows[k].id, "inquiry") == 0 ? &m->rows[k] : row;
    }
    r.settle.seat = seat;
    r.settle.matter = m->number;
    r.settle.family = row->possible ? row->family : "pass";
    if (m->may_wait && splitmix_next(random) % 8 == 0) {
        r.settle.family = "wait";
    } else if (row->possible && strcmp(row->family, "together") == 0) {
        r.settle.help = row->id;
    } else if (row->possible) {
        *(row->secret ? &r.settle.covert : &r.settle.overt) = row->id;
    }
    r.settle.sure = (int64_t)(splitmix_next(random) % 101);
    r.settle.why = why;
    return r;
}

static inline struct record_line
played_answer(const struct team_matter *m, const char *seat, const char *why, uint64_t *random)
{
    struct record_line r = record_empty(RECORD_answer);

    r.answer.seat = seat;
    r.answer.matter = m->number;
    r.answer.reply = m->replies[splitmix_next(random) % (uint64_t)m->n_replies];
    r.answer.why = why;
    return r;
}

/* Fills in a decision or an answer of a random seat, if the seat has a matter to settle. */
static inline bool
played_settle(struct played *p, int32_t seat, uint64_t *random)
{
    const struct exercise *x = &p->session.exercise;
    struct team *team = malloc(sizeof(*team));
    struct team_names names;
    struct arena a = {0};
    bool done = false;

    assert_non_null(team);
    assert_ok(seat_names(x, &a, &names), NULL);
    assert_ok(seat_team(x, seat, &names, &a, team), NULL);
    if (team->n_matters > 0) {
        const struct team_matter *m =
            &team->matters[splitmix_next(random) % (uint64_t)team->n_matters];
        const char *why = seat == 0 ? "WHY-ALPHA" : "WHY-BETA";
        struct record_line r = m->n_rows > 0 ? played_decision(m, team->id, why, random)
                                             : played_answer(m, team->id, why, random);

        done = played_do(p, &r) == STATUS_OK;
    }
    arena_free(&a);
    free(team);
    return done;
}

static inline struct record_line
played_words(int32_t seat, uint64_t *random)
{
    static const char *const ids[] = {"alpha", "beta"};
    struct record_line r;

    if (splitmix_next(random) % 3 == 0) {
        r = record_empty(RECORD_act);
        r.act.seat = ids[seat];
        r.act.initiative = splitmix_next(random) % 2 == 0 ? "warn" : "ask";
        r.act.with = ids[1 - seat];
        r.act.incident = 1 + (int64_t)(splitmix_next(random) % 4);
    } else if (splitmix_next(random) % 4 == 0) {
        r = record_empty(RECORD_call);
        r.call.inject = "leak";
    } else if (splitmix_next(random) % 3 == 0) {
        r = record_empty(RECORD_news);
        r.news.to = ids[seat];
        r.news.text = seat == 0 ? "NEWS-ALPHA" : "NEWS-BETA";
    } else if (splitmix_next(random) % 3 == 0) {
        r = record_empty(RECORD_note);
        r.note.text = "NOTE of the facilitator";
    } else {
        r = record_empty(RECORD_say);
        r.say.seat = ids[seat];
        r.say.to = seat == 0 ? "gamma" : "alpha";
        r.say.channel = "political";
        r.say.text = seat == 0 ? "SAY-ALPHA" : "SAY-FROM-B";
    }
    return r;
}

static inline struct record_line
played_ticks(int32_t seat, const struct record_id *line)
{
    struct record_line r = record_empty(RECORD_offer);

    r.offer.seat = seat == 0 ? "alpha" : "beta";
    r.offer.agreements = (struct list){(void *)(uintptr_t)line, 1};
    return r;
}

/* Takes up the first incident on which the analysts of the seat are working. */
static inline bool
played_take(struct played *p, const char *seat)
{
    struct record_line r = record_empty(RECORD_take);

    r.take.seat = seat;
    for (r.take.incident = 1; r.take.incident < 20; r.take.incident++) {
        if (played_do(p, &r) == STATUS_OK) {
            return true;
        }
    }
    return false;
}

/* Submits the record. An initiative is about the first incident for which it is possible. */
static inline bool
played_said(struct played *p, struct record_line *r)
{
    bool done = played_do(p, r) == STATUS_OK;

    for (int64_t k = 1; !done && r->kind == RECORD_act && k < 20; k++) {
        r->act.incident = k;
        done = played_do(p, r) == STATUS_OK;
    }
    return done;
}

/** Adds one record. Returns false after the review is open. */
static inline bool
played_step(struct played *p)
{
    static const struct record_id line = {"line"};
    const struct exercise *x = &p->session.exercise;
    uint64_t random = p->seed * 1000003 + (uint64_t)x->n_records;
    int32_t seat = (int32_t)(splitmix_next(&random) % 2),
            kind = (int32_t)exercise_stop(x)->kind;
    struct record_line r = record_empty(RECORD_review);

    if (p->solo != NULL) {
        seat = x->solo;
    }
    if (x->now.review) {
        return false;
    }
    if (splitmix_next(&random) % 6 > 0 && x->now.open && played_settle(p, seat, &random)) {
        return true;
    }
    for (int32_t k = 0; k < 4 && splitmix_next(&random) % 3 > 0 && x->now.open; k++) {
        r = played_words(seat, &random);
        if (played_said(p, &r)) {
            return true;
        }
    }
    if (kind == PLAN_DECIDE && x->now.open && splitmix_next(&random) % 3 == 0 &&
        played_take(p, seat == 0 ? "alpha" : "beta")) {
        return true;
    }
    r = played_ticks(seat, &line);
    if (kind == PLAN_TALKS && splitmix_next(&random) % 2 == 0 &&
        played_do(p, &r) == STATUS_OK) {
        return true;
    }
    r = record_empty(kind == PLAN_REVIEW ? RECORD_review
                     : x->now.open && exercise_stop(x)->kind != PLAN_BRIEF &&
                             kind != PLAN_TALKS && kind != PLAN_LOBBY
                         ? RECORD_close
                         : RECORD_go);
    r.review.open = kind == PLAN_REVIEW;
    if (r.kind == RECORD_close) {
        r.close.keep = splitmix_next(&random) % 4 == 0 ? 1 : -1;
    }
    assert_ok(played_do(p, &r), NULL);
    return true;
}

/* ---- pages ---- */

/** Appends both forms of the pages of all seats, one after the other. */
static inline void
played_pages(const struct exercise *x, struct buffer *out)
{
    buffer_clear(out);
    for (int32_t seat = 0; seat < x->now.n_seats; seat++) {
        assert_ok(seat_page(x, seat, false, out), NULL);
        assert_ok(seat_page(x, seat, true, out), NULL);
    }
}

/** Returns a hash of all pages and of the events of the run. */
static inline uint64_t
played_hash(const struct exercise *x)
{
    struct buffer pages = {0};
    uint64_t hash;

    played_pages(x, &pages);
    hash = hash_text(buffer_string(&pages)) ^ x->now.run.kernel.fingerprint;
    buffer_free(&pages);
    return hash;
}

#endif
