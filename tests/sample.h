/**
 * sample.h - a small record for the tests of reading, with a member of every kind.
 */
#ifndef TESTS_SCENARIO_SAMPLE_H
#define TESTS_SCENARIO_SAMPLE_H

#include <string.h>

#include "format/field.h"

struct sample_weight {
    struct key key;
    double value;
};
struct sample_tool {
    struct key key;
    const char *tool;
    double gain;
    int64_t size;
};
struct sample_actor {
    struct key key;
    const char *name;
    int32_t ally;
    struct list weights;
    struct list tools;
};
struct sample_tie {
    struct key key;
    double tension;
};
struct sample_inner {
    double low, high;
};
struct sample {
    const char *title;
    double start, until;
    double share;
    int64_t count;
    bool open;
    int32_t mood;
    struct sample_inner inner;
    struct list actors, ties, kinds;
};

static const char *const sample_moods[] = {"calm", "tense", NULL};

static const struct field sample_weight_fields[] = {FIELD(struct sample_weight, value, .min = 0,
    .max = 10, .unit = "per year", .affects_candidates = true, .doc = "A rate.")};
static const struct record sample_weight_record = {.name = "weight",
    .doc = "A weight.",
    .size = sizeof(struct sample_weight),
    .fields = sample_weight_fields,
    .n_fields = 1,
    .scalar = true};

static const struct field sample_tool_fields[] = {
    FIELD(struct sample_tool, tool, .unit = "", .doc = "Row with its defaults."),
    FIELD(struct sample_tool, gain, .min = 0, .max = 1, .default_value = .1, .unit = "share",
        .evidence = EVIDENCE_ASSUMED, .doc = "Its gain."),
    FIELD(struct sample_tool, size, .min = 1, .max = 100, .default_value = 1, .unit = "1",
        .doc = "Its size.")};
static const struct record sample_tool_record = {.name = "tool",
    .doc = "A tool.",
    .size = sizeof(struct sample_tool),
    .fields = sample_tool_fields,
    .n_fields = FIELD_COUNT_OF(sample_tool_fields)};
static const struct sample_tool sample_tools[] = {
    {.key.id = "hammer", .gain = .5, .size = 2}, {.key.id = "saw", .gain = .25, .size = 3}};
static const struct builtins sample_tool_rows = {
    .at = sample_tools, .count = 2, .name_field = "tool"};

static const struct field sample_actor_fields[] = {
    FIELD(struct sample_actor, name, .unit = "", .doc = "Its name."),
    FIELD_AS(struct sample_actor, ally, FIELD_REF, .refers = "actors", .unit = "",
        .doc = "Its ally."),
    FIELD(struct sample_actor, weights, .record = &sample_weight_record, .refers = "actors",
        .unit = "", .doc = "Weights."),
    FIELD(struct sample_actor, tools, .record = &sample_tool_record,
        .builtins = &sample_tool_rows, .unit = "", .doc = "Tools.")};
static const struct record sample_actor_record = {.name = "actor",
    .doc = "An actor.",
    .size = sizeof(struct sample_actor),
    .fields = sample_actor_fields,
    .n_fields = FIELD_COUNT_OF(sample_actor_fields)};

static const struct field sample_tie_fields[] = {FIELD(struct sample_tie, tension, .min = 0,
    .max = 1, .default_value = .5, .unit = "tension", .doc = "Tension.")};
static const struct record sample_tie_record = {.name = "tie",
    .doc = "A tie.",
    .size = sizeof(struct sample_tie),
    .fields = sample_tie_fields,
    .n_fields = 1};

static const struct sample_tie sample_kinds[] = {
    {.key.id = "zebra", .tension = .75}, {.key.id = "ape", .tension = .25}};
static const struct builtins sample_kind_rows = {.at = sample_kinds, .count = 2};

static inline const char *
sample_inner_check(const void *item, const char **member)
{
    const struct sample_inner *inner = item;

    *member = "low";
    return inner->low <= inner->high ? NULL : "must not be above \"high\"";
}

static const struct field sample_inner_fields[] = {
    FIELD(struct sample_inner, low, .min = 0, .max = 9, .default_value = 1, .unit = "1",
        .doc = "Low."),
    FIELD(struct sample_inner, high, .min = 0, .max = 9, .default_value = 2, .unit = "1",
        .doc = "High.")};
static const struct record sample_inner_record = {.name = "inner",
    .doc = "Something inside.",
    .size = sizeof(struct sample_inner),
    .fields = sample_inner_fields,
    .n_fields = 2,
    .check = sample_inner_check};

static const struct field sample_fields[] = {
    FIELD(struct sample, title, .default_text = "none", .unit = "", .doc = "Its title."),
    FIELD_AS(
        struct sample, start, FIELD_DATE, .required = true, .unit = "date", .doc = "Day 0."),
    FIELD_AS(struct sample, until, FIELD_DATE, .unit = "date", .doc = "Last day."),
    FIELD(struct sample, share, .min = 0, .max = 1, .default_value = .5, .unit = "share",
        .doc = "A share."),
    FIELD(struct sample, count, .min = 0, .max = 1e15, .default_value = 3, .unit = "1",
        .doc = "Count."),
    FIELD(struct sample, open, .default_value = 1, .unit = "", .doc = "Whether it is open."),
    FIELD_AS(struct sample, mood, FIELD_CHOICE, .choices = sample_moods, .default_value = 1,
        .unit = "", .doc = "Its mood."),
    FIELD_AS(struct sample, inner, FIELD_OBJECT, .record = &sample_inner_record, .unit = "",
        .doc = "Something inside."),
    FIELD(struct sample, actors, .record = &sample_actor_record, .unit = "", .doc = "Actors."),
    FIELD(struct sample, ties, .record = &sample_tie_record, .refers = "actors",
        .pair_keys = true, .unit = "", .doc = "Ties."),
    FIELD(struct sample, kinds, .record = &sample_tie_record, .builtins = &sample_kind_rows,
        .builtins_only = true, .builtins_all = true, .unit = "", .doc = "Kinds.")};
static const struct record sample_record = {.name = "sample",
    .doc = "A sample.",
    .size = sizeof(struct sample),
    .fields = sample_fields,
    .n_fields = FIELD_COUNT_OF(sample_fields)};

#endif
