#include "experiment/experiment_file.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "experiment/duration.h"
#include "experiment/experiment_outcomes.h"
#include "format/decode/decode.h"
#include "observe/metric.h"

/* ---- metrics ---- */

static void
check_metric(struct experiment_read_context *r, const struct path *path, struct place at,
    const char *name)
{
    struct text_names names = TEXT_NAMES(r->e->metrics, name, r->e->n_metrics);

    if (text_index(name, names) < 0 && experiment_outcomes_is_column(name)) {
        diag_at(r->diag, at, path,
            "\"%s\" is a column of runs.csv, but not a metric; define an outcome: "
            "\"outcomes\": {\"my_%s\": {\"expression\": \"%s\"}}",
            name, name, name);
    } else {
        (void)decode_value_index(r->diag, at, path, "metric", name, names);
    }
}

/* Checks the names in the list of metrics that an object of the file has as its member `member`. */
static void
check_metrics(struct experiment_read_context *r, const struct path *path,
    const struct node *object, const char *member, const struct list *metrics)
{
    const struct node *list = json_find(object, member);
    const struct experiment_file_metric *items = metrics->items;
    struct path at = {path, member};

    for (int32_t i = 0; i < metrics->count; i++) {
        char key[NUMBER_BYTES];
        struct path item = {&at, key};

        number_print_integer(key, i);
        if (items[i].name != NULL) { /* NULL: the item is not a text, which was reported */
            check_metric(r, &item, list->members[i].value->at, items[i].name);
        }
    }
}

/* ---- replications ---- */

/* Returns the index of the policy that a member names, or of the baseline if the member is
   missing. */
static int32_t
named_policy(struct experiment_read_context *r, const struct path *path,
    const struct node *object, const char *member)
{
    const struct node *name = json_find(object, member);
    const struct experiment *e = r->e;
    struct path at = {path, member};

    return name == NULL || name->kind != NODE_TEXT
               ? e->base.baseline
               : decode_value_index(r->diag, name->at, &at, "policy", name->text,
                     TEXT_NAMES(e->base.policies, id, e->base.n_policies));
}

static void
check_target(struct experiment_read_context *r, const struct path *path,
    const struct node *node, struct experiment_target *target)
{
    struct path metric = {path, "metric"};

    target->half_width = target->half_width > 0 ? target->half_width : NAN;
    target->relative_half_width =
        target->relative_half_width > 0 ? target->relative_half_width : NAN;
    target->versus_policy = named_policy(r, path, node, "versus");
    check_metric(r, &metric, json_find(node, "metric")->at, target->metric);
    if (isnan(target->half_width) && isnan(target->relative_half_width)) {
        diag_at(r->diag, node->at, path,
            "a target needs a \"half_width\" or a \"relative_half_width\" above 0");
    }
    if (target->statistic == EXPERIMENT_DIFFERENCE && r->e->base.n_policies < 2) {
        diag_at(r->diag, node->at, path,
            "a target of a difference needs at least two policies; add a policy to the "
            "scenario");
    } else if (target->statistic != EXPERIMENT_DIFFERENCE && target->versus != NULL) {
        diag_at(r->diag, node->at, path, "\"versus\" needs \"statistic\": \"difference\"");
    }
}

static enum status
read_adaptive(struct experiment_read_context *r, const struct path *path, struct node *node)
{
    struct experiment_replications *to = &r->e->replications;
    struct experiment_file_replications file = {0};
    const struct node *until = json_find(node, "until");
    struct path at = {path, "until"};
    enum status st;

    TRY(decode_part(&r->context, path, node, &experiment_file_replications_record, &file));
    if (until == NULL) {
        diag_at(r->diag, node->at, &at,
            "missing; give at least one target, or write \"replications\" as a single number");
        return STATUS_OK;
    }
    *to = (struct experiment_replications){
        file.min, file.max, file.batch, file.until.items, file.until.count};
    if (to->min > to->max) {
        diag_at(r->diag, node->at, path, "min is above max; exchange or change the two");
    }
    for (int32_t i = 0; i < to->n_targets; i++) {
        char key[NUMBER_BYTES];
        struct path item = {&at, key};

        number_print_integer(key, i);
        check_target(r, &item, until->members[i].value, &to->targets[i]);
    }
out:
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

enum status
experiment_file_replications(struct experiment_read_context *r)
{
    struct experiment_replications *to = &r->e->replications;
    struct node *node = r->file.replications;
    struct path path = {NULL, "replications"};

    *to = (struct experiment_replications){.min = r->e->base.replications,
        .max = r->e->base.replications,
        .batch = r->e->base.replications};
    if (node == NULL) {
        return STATUS_OK;
    }
    if (node->kind == NODE_OBJECT) {
        return read_adaptive(r, &path, node);
    }
    if (node->kind == NODE_NUMBER && node->number >= 1 && node->number <= 1e9 &&
        node->number == floor(node->number)) {
        to->min = to->max = to->batch = (int64_t)node->number;
    } else {
        diag_at(r->diag, node->at, &path,
            "expected a whole number from 1 to 1000000000, or an object {min, max, until}");
    }
    return STATUS_OK;
}

/* ---- random numbers and outputs ---- */

void
experiment_file_random(struct experiment_read_context *r)
{
    const struct list *list = &r->file.random.common_across;
    const struct experiment_file_across *across = list->items;

    r->e->common_policy = across == NULL;
    r->e->common_point = across == NULL && r->contrasts;
    for (int32_t i = 0; i < list->count; i++) {
        if (across[i].who == EXPERIMENT_FILE_POLICY) {
            r->e->common_policy = true;
        } else {
            r->e->common_point = true;
        }
    }
}

/* Reads the metrics that the experiment is about. These metrics must be among the metrics that are
   summarised. */
static void
take_primary(struct experiment_read_context *r, const struct path *outputs)
{
    struct experiment_outputs *to = &r->e->outputs;
    const struct list *primary = &r->file.outputs.primary;
    const struct node *written = json_find(json_find(r->tree, "outputs"), "primary");
    struct path at = {outputs, "primary"};

    to->primary = primary->items;
    to->n_primary = primary->count;
    for (int32_t i = 0; i < to->n_primary && to->n_metrics > 0; i++) {
        if (to->primary[i] != NULL &&
            text_index(to->primary[i],
                (struct text_names){to->metrics, sizeof(*to->metrics), to->n_metrics}) < 0) {
            diag_at(r->diag, written->members[i].value->at, &at,
                "\"%s\" is not in \"metrics\": add it there", to->primary[i]);
        }
    }
}

enum status
experiment_file_outputs(struct experiment_read_context *r)
{
    struct experiment *e = r->e;
    const struct list *metrics = &r->file.outputs.metrics;
    struct path outputs = {NULL, "outputs"};
    struct path budget = {NULL, "budget"}, wall = {&budget, "max_wall"};
    const struct node *written = json_find(json_find(r->tree, "budget"), "max_wall");

    e->outputs.trace_level = r->file.outputs.trace_level;
    e->outputs.gzip = r->file.outputs.gzip;
    e->budget.max_runs = r->file.budget.max_runs;
    if (r->file.budget.max_wall != NULL && written != NULL &&
        !duration_read(r->file.budget.max_wall, &e->budget.max_wall_seconds)) {
        diag_at(r->diag, written->at, &wall, "expected a duration: 90s, 30m, 2h, 1d");
    }
    check_metrics(r, &outputs, json_find(r->tree, "outputs"), "metrics", metrics);
    check_metrics(
        r, &outputs, json_find(r->tree, "outputs"), "primary", &r->file.outputs.primary);
    e->outputs.metrics = metrics->items;
    e->outputs.n_metrics = metrics->count;
    enum status st =
        experiment_outcomes_summarise(e, json_find(json_find(r->tree, "outputs"), "outcomes"));

    take_primary(r, &outputs);
    return st;
}

/* ---- analyses ---- */

static bool
has_family(const struct experiment *e, enum design_family family)
{
    for (int64_t i = 0; i < e->n_points; i++) {
        if (e->design.marks[i].family == (int)family) {
            return true;
        }
    }
    return false;
}

static bool
is_kind(const char *name)
{
    return name != NULL && text_index(name, (struct text_names){experiment_analysis_names,
                                                sizeof(*experiment_analysis_names),
                                                EXPERIMENT_ANALYSIS_KINDS}) >= 0;
}

/* Reports an id that is the name of another kind of analysis, or whose file would replace another
   file of the result. */
static void
check_analysis_id(
    struct experiment_read_context *r, const struct path *path, const struct member *m)
{
    const char *kind = json_find_text(m->value, "kind");
    bool other = is_kind(m->key) && is_kind(kind) && strcmp(m->key, kind) != 0;

    if (other || experiment_columns_is_file(m->key)) {
        diag_at(r->diag, m->key_at, path,
            "is the name of another %s: use another id, for example \"%s_analysis\"",
            other ? "kind of analysis" : "file in the result", m->key);
    }
}

static void
check_analysis(struct experiment_read_context *r, const struct path *path, struct place at,
    const struct experiment_analysis *a)
{
    const struct experiment_kind *kind = &experiment_kinds[a->kind];
    struct buffer names = {0};

    if (kind->family != DESIGN_PLAIN && !has_family(r->e, kind->family)) {
        diag_at(r->diag, at, path, "needs a %s design; add \"%s\" to \"design\"", kind->design,
            kind->design);
    } else if (a->baseline != NULL && !kind->takes_baseline) {
        for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
            if (experiment_kinds[k].takes_baseline) {
                buffer_text(&names, names.length > 0 ? ", " : "");
                buffer_text(&names, experiment_analysis_names[k]);
            }
        }
        diag_at(r->diag, at, path, "this analysis has no \"baseline\"; only these have one: %s",
            buffer_status(&names) == STATUS_OK ? names.at : "");
        buffer_free(&names);
    }
}

/* Whether one of the n metrics is the day of an event. n == 0 stands for all metrics. */
static bool
has_time(const char *const *names, int32_t n)
{
    for (int32_t k = 0; k < metric_n_summaries; k++) {
        if (metric_summaries[k].kind == SUMMARY_TIME &&
            (n == 0 || text_index(metric_summaries[k].name,
                           (struct text_names){names, sizeof(*names), n}) >= 0)) {
            return true;
        }
    }
    return false;
}

/* Warns about an analysis whose file would have no rows. */
static void
warn_of_empty(struct experiment *e, const struct experiment_analysis *a)
{
    bool own = a->metrics.count > 0;

    if (a->kind == EXPERIMENT_survival && !has_time(own ? a->metrics.items : e->outputs.metrics,
                                              own ? a->metrics.count : e->outputs.n_metrics)) {
        failure_add(&e->warnings,
            "/analyses/%s: its file will have no rows, because survival needs the day of an "
            "event; add such a metric, for example \"first_rung_6_day\", to %s (cbmsim "
            "describe metrics lists them)",
            a->key.id, own ? "its metrics" : "/outputs/metrics, or to its own \"metrics\"");
    } else if (a->kind == EXPERIMENT_calibration && e->common_point &&
               a->compare == EXPERIMENT_COMPARE_RUNS) {
        failure_add(&e->warnings,
            "/analyses/%s: the intervals are too narrow, because the points have common random "
            "numbers and more points do not reduce the noise; remove \"point\" from "
            "/random/common_across",
            a->key.id);
    } else if (a->kind == EXPERIMENT_rare && !e->rare.given) {
        failure_add(&e->warnings,
            "/analyses/%s: its file will have no rows, because the experiment has no member "
            "\"rare\"; add it, or remove this analysis",
            a->key.id);
    } else if (a->kind == EXPERIMENT_compare && e->base.n_policies < 2) {
        failure_add(&e->warnings,
            "/analyses/%s: its file will have no rows, because compare needs two policies; add "
            "a policy to the scenario",
            a->key.id);
    }
}

static bool
is_implied(const struct experiment *e, const struct experiment_kind *kind)
{
    switch (kind->implied) {
    case EXPERIMENT_ON_REQUEST:
        return false;
    case EXPERIMENT_ALWAYS:
        return true;
    case EXPERIMENT_WITH_POLICIES:
        return e->base.n_policies > 1;
    case EXPERIMENT_WITH_DESIGN:
        return has_family(e, kind->family);
    case EXPERIMENT_WITH_RARE:
        return e->rare.given;
    }
    return false;
}

static void
add_implied(struct experiment *e, int32_t kind)
{
    for (int32_t i = 0; i < e->n_analyses; i++) {
        if (e->analyses[i].kind == kind) {
            return;
        }
    }
    e->analyses[e->n_analyses++] =
        (struct experiment_analysis){.key.id = experiment_analysis_names[kind],
            .kind = kind,
            .confidence = .95,
            .resamples = 1000};
}

enum status
experiment_file_analyses(struct experiment_read_context *r)
{
    enum { ANALYSES_MAX = 100 };
    struct experiment *e = r->e;
    const struct list *given = &r->file.analyses;
    const struct node *nodes = json_find(r->tree, "analyses");
    struct path path = {NULL, "analyses"};
    enum status st = STATUS_OK;

    if (given->count > ANALYSES_MAX) {
        diag_at(r->diag, nodes->at, &path, "more than %d analyses, the maximum; remove some",
            ANALYSES_MAX);
        return STATUS_OK;
    }
    e->analyses = arena_alloc(
        &e->arena, (size_t)(given->count + EXPERIMENT_ANALYSIS_KINDS) * sizeof(*e->analyses));
    if (e->analyses == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (given->count > 0) {
        memcpy(e->analyses, given->items, (size_t)given->count * sizeof(*e->analyses));
    }
    e->n_analyses = given->count;
    for (int32_t i = 0; i < given->count; i++) {
        struct path at = {&path, e->analyses[i].key.id};
        const struct node *node = json_find(nodes, e->analyses[i].key.id);

        check_analysis_id(r, &at, json_member(nodes, e->analyses[i].key.id));
        check_analysis(r, &at, node->at, &e->analyses[i]);
        (void)named_policy(r, &at, node, "baseline");
        check_metrics(r, &at, node, "metrics", &e->analyses[i].metrics);
        TRY(experiment_analysis_members(r, &at, node, &e->analyses[i]));
        warn_of_empty(e, &e->analyses[i]);
    }
    for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
        if (is_implied(e, &experiment_kinds[k])) {
            add_implied(e, k);
        }
    }
out:
    return st;
}
