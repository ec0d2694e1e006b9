/**
 * worlds.h - worlds from JSON text, their runs, and the observations of the runs as text.
 *
 * The macros are members of a scenario, to be combined: WORLD(STATES_AB ", " SOURCES_ABC).
 */
#ifndef TESTS_MODEL_WORLDS_H
#define TESTS_MODEL_WORLDS_H

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "json_quotes.h"
#include "long_form.h"
#include "model/run_tabled.h"
#include "scenario/scenario.h"

#define WORLD(...) "{'format': 'cbmsim-scenario-1', 'start': '2021-01-01', " __VA_ARGS__ "}"

/* Rivals a and b, a third state c, and criminals in c; every kind of incident happens. */
#define NEUTRAL_STATE "'posture': 'neutral'"
#define STATES_ABC                                                                             \
    "'states': {'a': {" NEUTRAL_STATE "}, 'b': {" NEUTRAL_STATE "}, 'c': {" NEUTRAL_STATE "}}"
#define CHANNELS "'channels': {'political': {}, 'technical': {'present': true}}"
#define PAIRS_ABC                                                                              \
    "'pairs': {'a:b': {'tension_baseline': 0.25, "                                             \
    "'tension_start': 0.25, 'trust_good': 1.2, 'trust_bad': 2.8, " CHANNELS                    \
    "}, 'a:c': {" CHANNELS "}, 'b:c': {" CHANNELS "}}"
#define SOURCES_ABC                                                                            \
    "'sources': {'state_a': {'kind': 'state', "                                                \
    "'home': 'a', 'targets': {'b': 9, 'c': 1}}, "                                              \
    "'state_b': {'kind': 'state', "                                                            \
    "'home': 'b', 'targets': {'a': 7, 'c': 1}, "                                               \
    "'false_flag': {'share': 0.2, 'blames': 'c'}}, "                                           \
    "'criminals': {'kind': 'criminal', "                                                       \
    "'home': 'c', 'targets': {'a': 3, 'b': 3, 'c': 1}, "                                       \
    "'campaign_size_mean': 1}, "                                                               \
    "'accidents': {'kind': 'accident', 'home': 'a', 'targets': {'b': 1}}}"
#define WORLD_ABC STATES_ABC ", " PAIRS_ABC ", " SOURCES_ABC

/*
 * Loads a scenario from text with the quotes of json_quotes(). `settings`: arguments of --set,
 * ended by NULL; may be NULL.
 */
static inline void
worlds_set(struct scenario *s, const char *json, const char *const *settings)
{
    char path[] = "/tmp/cbmsim-test-XXXXXX";
    struct scenario_options options = {.overrides = {.texts = settings}};
    struct failure failure = {.count = 0};
    int file = mkstemp(path);
    enum status st;

    while (settings != NULL && settings[options.overrides.count] != NULL) {
        options.overrides.count++;
    }
    assert_true(file >= 0);
    assert_int_equal(write(file, json_quotes(json), strlen(json)), strlen(json));
    assert_int_equal(close(file), 0);
    st = scenario_load(s, path, &options, &failure);
    assert_int_equal(unlink(path), 0);
    assert_ok(st, &failure);
}

static inline void
worlds_load(struct scenario *s, const char *json)
{
    worlds_set(s, json, NULL);
}

static inline const struct world *
worlds_first(const struct scenario *s)
{
    return s->policies[0].world;
}

static inline int32_t
worlds_index(const struct list *list, size_t size, const char *id)
{
    for (int32_t k = 0; k < list->count; k++) {
        const struct key *key = (const struct key *)((char *)list->items + (size_t)k * size);

        if (strcmp(key->id, id) == 0) {
            return k;
        }
    }
    fail_msg("there is no %s", id);
    return NONE;
}

static inline int32_t
worlds_state(const struct world *w, const char *id)
{
    return worlds_index(&w->states, sizeof(struct state), id);
}

static inline int32_t
worlds_response(const struct world *w, const char *id)
{
    return worlds_index(&w->responses, sizeof(struct response), id);
}

/* Whether x is within the tolerance. Otherwise prints the values. */
static inline bool
worlds_near(double x, double expected, double tolerance)
{
    bool is = fabs(x - expected) <= tolerance;

    if (!is) {
        print_message("%g is not %g +- %g\n", x, expected, tolerance);
    }
    return is;
}

/* The observations of a run as text, one line each. */

struct diary {
    struct buffer text;
    bool messages; /* include messages, contacts, statuses and violations */
    bool trust;    /* include changes of trust */
    /* exclude inquiries, and the closing of incidents, whose time depends on inquiries */
    bool no_inquiries;
};

static inline void
diary_line(struct diary *d, const char *format, ...)
{
    char line[2000];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    buffer_text(&d->text, line);
}

static inline const char *
diary_state(const struct world *w, int32_t state)
{
    return state < 0 ? "-" : WORLD_STATE(w, state)->key.id;
}

static inline uint64_t
diary_hash(const void *bytes, size_t size)
{
    uint64_t h = 0, word;

    assert_true(size % sizeof(word) == 0);
    for (size_t k = 0; k < size; k += sizeof(word)) {
        memcpy(&word, (const char *)bytes + k, sizeof(word));
        h = hash_mix(h * 3 + word);
    }
    return h;
}

/* Some members of an incident as text, and a hash of all members except those that may differ
   between equal runs: indices of storage, and indices of states, which are written as ids. A new
   member is in the hash unless this function excludes it. */
static inline void
diary_incident(struct diary *d, const struct world *w, const struct incident *i)
{
    struct incident rest = *i;
    const int32_t states[] = {i->initiator, i->home, i->target, i->blamed, i->named,
        i->reply_from, i->industry_named};

    diary_line(d, " %016" PRIx64 " type %d severity %d phase %d rung %d", i->id, i->type,
        i->severity, i->phase, i->rung);
    diary_line(d, " start %g detected %g decided %g end %g harm %g confidence %g", i->start_day,
        i->detected_day, i->decided_day, i->end_day, i->harm, i->confidence);
    for (size_t k = 0; k < sizeof(states) / sizeof(states[0]); k++) {
        diary_line(d, " %s%d", diary_state(w, states[k]), states[k] < 0 ? states[k] : 0);
    }
    rest.initiator = rest.home = rest.target = rest.blamed = rest.named = rest.reply_from =
        rest.industry_named = 0;
    rest.asked = rest.asked && !d->no_inquiries;
    rest.n_inquiries = d->no_inquiries ? 0 : rest.n_inquiries;
    memset(rest.requested, 0, sizeof(rest.requested));
    memset(rest.suspected, 0, sizeof(rest.suspected));
    rest.awaited = d->no_inquiries ? 0 : rest.awaited;
    rest.source = rest.belief = rest.last_belief = rest.campaign = rest.n_pending = 0;
    rest.next = rest.previous = rest.messages = 0;
    rest.end = rest.detection = rest.patience = rest.evidence = rest.waiting =
        rest.publication = rest.industry = rest.truth = (struct timer){0};
#if __has_builtin(__builtin_clear_padding) /* gcc has this function, clang 14 does not */
    __builtin_clear_padding(&rest);
    diary_line(d, " %016" PRIx64, diary_hash(&rest, sizeof(rest)));
#endif
}

static inline void
diary_note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct diary *d = self;
    bool of_agreements = f->kind == OBS_MESSAGE || f->kind == OBS_CONTACT ||
                         f->kind == OBS_AGREEMENT || f->kind == OBS_VIOLATION;

    if ((of_agreements && !d->messages) || (f->kind == OBS_TRUST && !d->trust) ||
        (f->kind == OBS_CLOSED && d->no_inquiries) || f->kind >= OBS_ROWS) {
        return;
    }
    diary_line(d, "%s %a %a", observation_names[f->kind], f->day, f->value);
    if (f->incident != NULL) {
        diary_incident(d, w, f->incident);
    } else if (f->act != NULL) {
        diary_line(d, " %016" PRIx64 " %016" PRIx64 " %s %s %d %d %d %d %d%d%d%d", f->act->id,
            f->act->parent_id, diary_state(w, f->act->actor), diary_state(w, f->act->target),
            f->act->rung, f->act->response, f->act->parent_rung, f->act->generation,
            f->act->trigger_cyber, f->act->misdirected, f->act->upward, f->act->inadvertent);
    } else if (f->message != NULL) {
        diary_line(d, " %016" PRIx64 " %d %d %d %a", f->message->id, f->message->kind,
            f->message->end, f->message->reply, f->message->answered_day);
    } else if (f->kind == OBS_RUNG || f->kind == OBS_CRISIS || f->kind == OBS_TRUST ||
               f->kind == OBS_SETTLED || f->kind == OBS_CONTACT) {
        diary_line(d, " %s %d", WORLD_PAIR(w, f->a)->key.id, f->b);
    }
    if (f->kind == OBS_OVER) {
        for (int32_t k = 0; k < w->n_pairs; k++) {
            for (int32_t side = 0; side < 2; side++) {
                diary_line(d, " %a", run_tension_area(r, w, k, side));
            }
        }
    }
    buffer_text(&d->text, "\n");
}

static inline struct trace_sink
diary_sink(struct diary *d)
{
    return (struct trace_sink){d, diary_note};
}

/* Begins a replication in the memory of the previous run. `r` must be a static variable; its
   memory is kept until the program ends. */
static inline void
worlds_begin(struct run *r, const struct world *w, uint64_t seed, uint64_t replication)
{
    assert_ok(
        (r->n_arrays == 0 ? run_init : run_reset)(r, w, seed, replication, 0, NULL), NULL);
}

/* Runs to the horizon. The memory is kept for the next call. */
static inline void
worlds_run(
    const struct world *w, uint64_t seed, uint64_t replication, const struct trace_sink *sink)
{
    static struct run r;

    worlds_begin(&r, w, seed, replication);
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, sink), RUN_REACHED);
}

/* Runs replications 1 to `n` of the first policy of a scenario, all with one sink. */
static inline void
worlds_many(const char *json, uint64_t n, const struct trace_sink *sink)
{
    struct scenario s;

    worlds_load(&s, json);
    for (uint64_t k = 1; k <= n; k++) {
        worlds_run(worlds_first(&s), 1, k, sink);
    }
    scenario_free(&s);
}

/* The diaries of `n` runs, concatenated. */
static inline struct diary
worlds_diary(const struct world *w, int n, bool messages)
{
    struct diary d = {.messages = messages, .trust = true};
    struct trace_sink sink = diary_sink(&d);

    for (int k = 1; k <= n; k++) {
        worlds_run(w, 1, (uint64_t)k, &sink);
    }
    assert_false(d.text.failed);
    assert_true(d.text.length > 1000);
    return d;
}

/* Whether two diaries have the same bytes; frees both. `verbose`: prints the first difference. */
static inline bool
diary_same(struct diary *a, struct diary *b, bool verbose)
{
    bool same =
        a->text.length == b->text.length && memcmp(a->text.at, b->text.at, a->text.length) == 0;

    if (!same && verbose) {
        const char *x = a->text.at, *y = b->text.at;
        size_t line = 0;

        for (size_t k = 0; x[k] == y[k] && x[k] != '\0'; k++) {
            line = x[k] == '\n' ? k + 1 : line;
        }
        print_error("%.*s\n%.*s\n", (int)strcspn(x + line, "\n"), x + line,
            (int)strcspn(y + line, "\n"), y + line);
    }
    buffer_free(&a->text);
    buffer_free(&b->text);
    return same;
}

/* Continues a run to the next decision of a seat. Habit settles all other matters of seats. */
static inline enum run_stop
worlds_next_decision(struct run *r, const struct world *w, double day, struct trace_sink *sink)
{
    enum run_stop stop;

    while ((stop = run_until(r, w, day, NULL, sink)) == RUN_DECISION && r->waiting == NONE) {
        assert_int_equal(run_habit_all(r, w, NONE, NULL, sink), STATUS_OK);
    }
    return stop;
}

#endif
