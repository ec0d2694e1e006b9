/**
 * story_rows.h - a world of three states, the rows of a run in it, and their story.
 */
#ifndef TESTS_STORY_ROWS_H
#define TESTS_STORY_ROWS_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assert_ok.h"
#include "words/narrative/narrative.h"

enum { ARDIA, BORVIA, CESTIA };
enum { SERVICE, GANG };

/** A world of three states, and the rows of a run in it. */
struct story_rows {
    struct world world;
    struct state states[3];
    struct source sources[2];
    struct alias aliases[3];
    struct recorder recorder;
    char *text; /* the last story, in one line */
};

static inline void *
copy_of(const struct builtins *rows, size_t size)
{
    void *items = malloc((size_t)rows->count * size);

    assert_non_null(items);
    memcpy(items, rows->at, (size_t)rows->count * size);
    return items;
}

static inline int
story_begin(void **state)
{
    struct story_rows *f = calloc(1, sizeof(*f));
    struct world *w = &f->world;

    f->states[ARDIA] = (struct state){.key.id = "ardia", .name = "Ardia"};
    f->states[BORVIA] = (struct state){.key.id = "borvia", .name = "Borvia"};
    f->states[CESTIA] = (struct state){.key.id = "cestia"};
    f->sources[SERVICE] = (struct source){.key.id = "service", .kind = SOURCE_STATE};
    f->sources[GANG] = (struct source){.key.id = "gang", .kind = SOURCE_CRIMINAL};
    w->title = "Three states";
    w->start = 18993; /* 2022-01-01 */
    w->horizon_days = 365;
    w->parameters.tension.threshold = 1;
    w->states = (struct list){f->states, 3};
    w->n_states = 3;
    w->sources = (struct list){f->sources, 2};
    w->incident_types = (struct list){
        copy_of(&incident_type_rows, sizeof(struct incident_type)), incident_type_rows.count};
    w->responses =
        (struct list){copy_of(&response_rows, sizeof(struct response)), response_rows.count};
    w->n_responses = response_rows.count;
    recorder_init(&f->recorder, RECORDER_EVENTS);
    f->recorder.run = (struct trace_rows_run){1, "base", 7};
    *state = f;
    return 0;
}

static inline int
story_end(void **state)
{
    struct story_rows *f = *state;

    free(f->world.incident_types.items);
    free(f->world.responses.items);
    recorder_free(&f->recorder);
    free(f->text);
    free(f);
    return 0;
}

static inline void *
story_row(struct story_rows *f, enum recorder_file file)
{
    struct array *p = &f->recorder.rows[file];

    assert_ok(array_reserve(p, 1), NULL);
    return (char *)p->at + (size_t)array_add(p) * p->size;
}

static inline int32_t
story_response(const struct story_rows *f, const char *id)
{
    for (int32_t k = 0; k < f->world.n_responses; k++) {
        if (strcmp(WORLD_RESPONSE(&f->world, k)->key.id, id) == 0) {
            return k;
        }
    }
    fail_msg("no response %s", id);
    return NONE;
}

/* Espionage of Borvia against Ardia on day 60, detected on day 80, without a response. */
static inline struct trace_rows_incident *
story_incident(struct story_rows *f, int64_t id)
{
    struct trace_rows_incident *i = story_row(f, RECORDER_FILE_INCIDENTS);

    *i = (struct trace_rows_incident){.incident_id = id,
        .source = SERVICE,
        .initiator = BORVIA,
        .home = BORVIA,
        .target = ARDIA,
        .type = incident_type_row("intrusion_long_espionage"),
        .class_ = CLASS_ESPIONAGE,
        .target_class = 2,
        .blamed = NONE,
        .help = NONE,
        .severity = 3,
        .rung = 4,
        .start_day = 60,
        .detected_day = 80,
        .triaged_day = 80,
        .decided_day = 90,
        .responded_day = NAN,
        .public_day = NAN,
        .industry_day = NAN,
        .corrected_day = NAN,
        .statement_day = NAN,
        .truth_day = NAN,
        .demand_day = NAN,
        .concession_day = NAN,
        .end_day = 85,
        .perceived_severity = 3.2,
        .named = 0,
        .named_actor = NONE,
        .confidence = NAN,
        .reply = NONE,
        .overt = story_response(f, "absorb"),
        .covert = story_response(f, "none"),
        .industry_named = NONE};
    return i;
}

static inline struct trace_rows_event *
story_event(
    struct story_rows *f, int32_t kind, double day, int64_t id, int32_t target, double value)
{
    struct trace_rows_event *e = story_row(f, RECORDER_FILE_EVENTS);

    *e = (struct trace_rows_event){.sequence = f->recorder.rows[RECORDER_FILE_EVENTS].count,
        .day = day,
        .event = kind,
        .incident_id = id,
        .actor = ARDIA,
        .target = target,
        .agreement = NONE,
        .value = value};
    return e;
}

/* Ardia names a state and decides on an open response. */
static inline void
story_decide(struct story_rows *f, struct trace_rows_incident *i, int32_t named,
    double confidence, const char *overt)
{
    i->named = 1;
    i->named_actor = named;
    i->confidence = confidence;
    i->overt = story_response(f, overt);
    (void)story_event(f, OBS_NAMED, i->decided_day, i->incident_id, named, confidence);
    story_event(f, OBS_DECIDED, i->decided_day, i->incident_id, named, NAN)->detail = overt;
}

static inline struct trace_rows_act *
story_act(
    struct story_rows *f, int64_t id, int64_t parent, int32_t target, const char *response)
{
    struct trace_rows_act *a = story_row(f, RECORDER_FILE_ACTS);

    *a = (struct trace_rows_act){.act_id = id,
        .parent_id = parent,
        .parent_kind = PARENT_INCIDENT,
        .generation = 1,
        .actor = ARDIA,
        .target = target,
        .rung = 2,
        .response = story_response(f, response),
        .agreement = NONE,
        .day = 100,
        .parent_day = 60,
        .trigger_cyber = true};
    return a;
}

/* Returns the story with every sequence of white space as one space. */
static inline const char *
story_text(struct story_rows *f, const struct narrative_options *options)
{
    const struct narrative_options plain = {.policy = "as it is"};
    struct buffer out = {0};
    char *to;

    assert_ok(narrative_print(
                  &f->recorder, &f->world, options == NULL ? &plain : options, &out, NULL),
        NULL);
    free(f->text);
    f->text = out.at;
    to = f->text;
    for (const char *at = f->text; *at != '\0'; at++) {
        bool space = *at == ' ' || *at == '\n';

        if (!space || to == f->text || to[-1] != ' ') {
            *to++ = (char)(space ? ' ' : *at);
        }
    }
    *to = '\0';
    return f->text;
}

static inline void
story_expect(const char *story, const char *sentence)
{
    if (strstr(story, sentence) == NULL) {
        fail_msg("the story lacks: %s\n%s", sentence, story);
    }
}

static inline void
story_expect_not(const char *story, const char *sentence)
{
    if (strstr(story, sentence) != NULL) {
        fail_msg("the story must not contain: %s\n%s", sentence, story);
    }
}

#endif
