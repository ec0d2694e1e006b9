#include "experiment/experiment_file.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "experiment/duration.h"
#include "format/build.h"
#include "observe/metric.h"

/* Metrics */

static const char *
metric_name(const void *context, int32_t i)
{
    return ((const struct summary_metric *)context)[i].name;
}

static const char *
find_metric(
    struct experiment_reading *r, const struct path *path, struct place at, const char *name)
{
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];

    for (int32_t i = 0; i < metric_n_summaries; i++) {
        if (strcmp(metric_summaries[i].name, name) == 0) {
            return metric_summaries[i].name;
        }
    }
    report_at(r->report, at, path, "there is no metric \"%s\"%s", text_visible(shown, name),
        value_suggestion(
            meant, r->report, name, metric_n_summaries, metric_name, metric_summaries));
    return NULL;
}

enum status
experiment_file_metrics(struct experiment_reading *r, const struct path *path,
    const struct node *list, const char ***metrics, int32_t *n)
{
    *metrics = NULL;
    *n = 0;
    if (list == NULL) {
        return STATUS_OK;
    }
    if (list->kind != NODE_LIST || list->count == 0) {
        report_at(r->report, list->at, path, "expected a list of metrics");
        return STATUS_OK;
    }
    *metrics = arena_alloc(&r->e->arena, (size_t)list->count * sizeof(const char *));
    if (*metrics == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < list->count; i++) {
        const struct node *name = list->members[i].value;
        char key[NUMBER_BYTES];
        struct path at = {path, key};
        const char *found = NULL;

        number_print_integer(key, i);
        if (name->kind != NODE_TEXT) {
            report_at(r->report, name->at, &at, "expected text, a metric, found %s",
                tree_kind_name(name->kind));
        } else {
            found = find_metric(r, &at, name->at, name->text);
        }
        if (found != NULL) {
            (*metrics)[(*n)++] = found;
        }
    }
    return STATUS_OK;
}

/* Replications */

static int32_t
find_policy(const struct experiment *e, const char *id)
{
    for (int32_t i = 0; i < e->base.n_policies; i++) {
        if (strcmp(e->base.policies[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static const char *
policy_name(const void *context, int32_t i)
{
    return ((const struct scenario_policy *)context)[i].id;
}

static int32_t
named_policy(struct experiment_reading *r, const struct path *path, const struct node *object,
    const char *member)
{
    const struct node *name = tree_find(object, member);
    const struct experiment *e = r->e;
    struct path at = {path, member};
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];
    int32_t policy = e->base.baseline;

    if (name != NULL && name->kind == NODE_TEXT) {
        policy = find_policy(e, name->text);
    }
    if (policy < 0) {
        report_at(r->report, name->at, &at, "there is no policy \"%s\"%s",
            text_visible(shown, name->text),
            value_suggestion(meant, r->report, name->text, e->base.n_policies, policy_name,
                e->base.policies));
    }
    return policy;
}

static void
check_target(struct experiment_reading *r, const struct path *path, const struct node *node,
    struct experiment_target *target)
{
    struct path metric = {path, "metric"};

    target->half_width = target->half_width > 0 ? target->half_width : NAN;
    target->relative_half_width =
        target->relative_half_width > 0 ? target->relative_half_width : NAN;
    target->versus_policy = named_policy(r, path, node, "versus");
    target->metric = find_metric(r, &metric, tree_find(node, "metric")->at, target->metric);
    if (isnan(target->half_width) && isnan(target->relative_half_width)) {
        report_at(r->report, node->at, path,
            "a target has a half_width or a relative_half_width above 0");
    }
    if (target->statistic == EXPERIMENT_DIFFERENCE && r->e->base.n_policies < 2) {
        report_at(r->report, node->at, path, "there is one policy: nothing differs");
    } else if (target->statistic != EXPERIMENT_DIFFERENCE && target->versus != NULL) {
        report_at(r->report, node->at, path, "\"versus\" is for differences");
    }
}

static enum status
read_targets(struct experiment_reading *r, const struct path *path, const struct node *list)
{
    struct experiment_replications *to = &r->e->replications;

    if (list->kind != NODE_LIST || list->count == 0) {
        report_at(
            r->report, list->at, path, "expected a list of targets, objects {metric, ...}");
        return STATUS_OK;
    }
    to->targets = arena_alloc(&r->e->arena, (size_t)list->count * sizeof(*to->targets));
    if (to->targets == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < list->count; i++) {
        const struct node *node = list->members[i].value;
        char key[NUMBER_BYTES];
        struct path at = {path, key};
        enum status st;

        number_print_integer(key, i);
        st =
            build_part(&r->context, &at, node, &experiment_file_target_record, &to->targets[i]);
        if (st == STATUS_OK) {
            check_target(r, &at, node, &to->targets[i]);
        } else if (st != STATUS_BAD_INPUT) {
            return st;
        }
    }
    to->n_targets = list->count;
    return STATUS_OK;
}

static enum status
read_adaptive(struct experiment_reading *r, const struct path *path, struct node *node)
{
    struct experiment_replications *to = &r->e->replications;
    struct node *until = tree_find(node, "until");
    struct path at = {path, "until"};
    enum status st;

    if (until == NULL) {
        report_at(r->report, node->at, &at,
            "missing: what is to be known how well; without it write the number alone");
        return STATUS_OK;
    }
    TRY(tree_remove(&r->e->arena, node, "until"));
    st = build_part(&r->context, path, node, &experiment_file_replications_record, to);
    if (st != STATUS_OK) {
        return st == STATUS_BAD_INPUT ? STATUS_OK : st;
    }
    if (to->min > to->max) {
        report_at(r->report, node->at, path, "min is above max");
    }
    TRY(read_targets(r, &at, until));
out:
    return st;
}

enum status
experiment_file_replications(struct experiment_reading *r)
{
    struct experiment_replications *to = &r->e->replications;
    struct node *node = r->replications;
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
        report_at(r->report, node->at, &path,
            "expected a whole number from 1 to 1000000000, or an object {min, max, until}");
    }
    return STATUS_OK;
}

/* Random numbers and outputs */

enum status
experiment_file_random(struct experiment_reading *r)
{
    const struct node *list = r->common_across;
    struct path random = {NULL, "random"}, path = {&random, "common_across"};

    r->e->common_policy = true;
    r->e->common_point = r->contrasts;
    if (list == NULL) {
        return STATUS_OK;
    }
    r->e->common_policy = r->e->common_point = false;
    if (list->kind != NODE_LIST) {
        report_at(r->report, list->at, &path,
            "expected a list of \"policy\" and \"point\", perhaps empty");
        return STATUS_OK;
    }
    for (int32_t i = 0; i < list->count; i++) {
        const struct node *name = list->members[i].value;
        bool text = name->kind == NODE_TEXT;
        bool *flag = text && strcmp(name->text, "policy") == 0  ? &r->e->common_policy
                     : text && strcmp(name->text, "point") == 0 ? &r->e->common_point
                                                                : NULL;

        if (flag == NULL || *flag) {
            report_at(r->report, name->at, &path,
                flag == NULL ? "expected \"policy\" or \"point\"" : "stands there twice");
        } else {
            *flag = true;
        }
    }
    return STATUS_OK;
}

enum status
experiment_file_outputs(struct experiment_reading *r)
{
    struct experiment *e = r->e;
    struct path outputs = {NULL, "outputs"}, metrics = {&outputs, "metrics"};
    struct path budget = {NULL, "budget"}, wall = {&budget, "max_wall"};
    const struct node *written = tree_find(tree_find(r->tree, "budget"), "max_wall");

    e->outputs.trace_level = r->file.outputs.trace_level;
    e->budget.max_runs = r->file.budget.max_runs;
    if (r->file.budget.max_wall != NULL && written != NULL &&
        !duration_read(r->file.budget.max_wall, &e->budget.max_wall_seconds)) {
        report_at(r->report, written->at, &wall, "expected a length of time: 90s, 30m, 2h, 1d");
    }
    return experiment_file_metrics(
        r, &metrics, r->metrics, &e->outputs.metrics, &e->outputs.n_metrics);
}

/* Analyses */

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

static void
check_analysis(struct experiment_reading *r, const struct path *path, struct place at,
    const struct experiment_analysis *a)
{
    const struct experiment_kind *kind = &experiment_kinds[a->kind];
    struct buffer names = {0};

    if (kind->family != DESIGN_PLAIN && !has_family(r->e, kind->family)) {
        report_at(r->report, at, path, "needs a %s design", kind->design);
    } else if (a->baseline != NULL && !kind->takes_baseline) {
        for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
            if (experiment_kinds[k].takes_baseline) {
                buffer_text(&names, names.length > 0 ? ", " : "");
                buffer_text(&names, experiment_analysis_names[k]);
            }
        }
        report_at(r->report, at, path, "\"baseline\" is for comparisons and screenings: %s",
            buffer_status(&names) == STATUS_OK ? names.at : "");
        buffer_free(&names);
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
experiment_file_analyses(struct experiment_reading *r)
{
    enum { MOST = 100 };
    struct experiment *e = r->e;
    const struct list *given = &r->file.analyses;
    const struct node *nodes = tree_find(r->tree, "analyses");
    struct path path = {NULL, "analyses"};
    enum status st = STATUS_OK;

    if (given->count > MOST) {
        report_at(r->report, nodes->at, &path, "more than %d analyses", MOST);
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
        struct path at = {&path, e->analyses[i].key.id}, metrics = {&at, "metrics"};
        const struct node *node = tree_find(nodes, e->analyses[i].key.id);

        check_analysis(r, &at, node->at, &e->analyses[i]);
        (void)named_policy(r, &at, node, "baseline");
        TRY(experiment_file_metrics(r, &metrics, r->analysis_metrics[i],
            &e->analyses[i].metrics, &e->analyses[i].n_metrics));
    }
    for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
        if (is_implied(e, &experiment_kinds[k])) {
            add_implied(e, k);
        }
    }
out:
    return st;
}
