#include "experiment/experiment_calibration.h"

#include <string.h>

#include "experiment/experiment_outcomes.h"
#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "observe/metric.h"

#define TARGET(member, ...) FIELD(struct experiment_calibration_target, member, __VA_ARGS__)

static const struct field target_fields[] = {
    TARGET(statistic, .required = true, .verbatim = true, .unit = "",
        .doc = "Statistic of a run: a metric of summary.csv, or an expression over metrics and "
               "outcomes, as in an outcome."),
    TARGET(value, .required = true, .min = -1e300, .max = 1e300, .unit = "",
        .doc = "Recorded value."),
    TARGET(tolerance, .min = 0, .max = 1e300, .unit = "",
        .doc =
            "Difference that counts as agreement, in the unit of the value; 0: the spread of "
            "the statistic over all runs (1.4826 times the median absolute deviation)."),
    TARGET(weight, .min = 0, .max = 1e6, .default_value = 1, .unit = "1",
        .doc = "Weight of the squared difference of the target in the distance."),
    TARGET(held_out, .unit = "",
        .doc = "Whether the target is predicted, and not used in the fit."),
    TARGET(title, .unit = "", .doc = "Name of the recorded figure."),
    TARGET(unit, .unit = "", .doc = "Unit of the value."),
    TARGET(source, .unit = "", .doc = "Origin of the recorded figure."),
    TARGET(notes, .unit = "", .doc = "Remarks."),
};
const struct record experiment_calibration_target_record = {.name = "calibration target",
    .doc = "A recorded figure that runs should reproduce.",
    FIELDS_OF(struct experiment_calibration_target, target_fields)};

static const struct field file_fields[] = {
    FIELD(struct experiment_calibration_file, title, .unit = "", .doc = "Title."),
    FIELD(struct experiment_calibration_file, notes, .unit = "", .doc = "Remarks."),
    FIELD(struct experiment_calibration_file, targets, .min = 1, .required = true,
        .record = &experiment_calibration_target_record, .unit = "", .doc = "Targets by id."),
};
const struct record experiment_calibration_record = {.name = "targets",
    .doc = "Recorded figures for a calibration.",
    FIELDS_OF(struct experiment_calibration_file, file_fields)};

/* ---- names ---- */

/* Lists the names of the metrics in runs.csv or, if `columns` is not NULL, the names of the columns
   of another table. */
static enum status
list_names(
    struct experiment *e, const struct text_names *columns, struct expression_names *names)
{
    int32_t maximum = columns != NULL ? columns->count : e->runs.n_fields;
    struct expression_name *at = arena_alloc(&e->arena, (size_t)maximum * sizeof(*at));

    *names = (struct expression_names){
        .kind = columns == NULL ? "metric" : "column of the table", .at = at};
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; columns != NULL && k < columns->count; k++) {
        at[names->count++].id = text_name_at(columns, k);
    }
    for (int32_t k = 0; columns == NULL && k < e->runs.n_fields; k++) {
        const struct field *field = &e->runs.fields[k];

        if (field->kind == FIELD_REAL && field->offset >= offsetof(struct metric_run, metric)) {
            at[names->count++].id = field->name;
        }
    }
    return STATUS_OK;
}

/* ---- targets ---- */

/* Finds the metric that a statistic names, or reads its expression. */
static enum status
read_statistic(struct experiment_calibration_reader *r, const struct path *path,
    const struct node *node, const struct expression_names *names,
    struct experiment_calibration_target *t)
{
    const struct node *written = json_find(node, "statistic");
    struct path at = {path, "statistic"};
    char why[EXPRESSION_WHY_BYTES];
    enum status st = STATUS_OK;

    t->metric = r->columns != NULL ? -1
                                   : text_index(t->statistic,
                                         TEXT_NAMES(r->e->metrics, name, r->e->n_metrics));
    if (t->metric < 0) {
        st = expression_read(&t->expression, t->statistic, names, &r->e->arena, why);
    }
    if (st == STATUS_BAD_INPUT) {
        diag_at(r->diag, written->at, &at, "%s", why);
        st = STATUS_OK;
    }
    return st;
}

static enum status
read_targets(struct experiment_calibration_reader *r, const struct path *path,
    const struct node *map, struct experiment_analysis *a)
{
    struct experiment_calibration_target *targets = a->fitted_to.items;
    struct path all = {path, "targets"};
    bool fitted = false;
    enum status st;

    TRY(list_names(r->e, r->columns, &a->names));
    for (int32_t k = 0; k < a->fitted_to.count; k++) {
        struct path at = {&all, targets[k].key.id};

        TRY(read_statistic(r, &at, json_find(map, targets[k].key.id), &a->names, &targets[k]));
        fitted = fitted || (!targets[k].held_out && targets[k].weight > 0);
    }
    if (!fitted) {
        diag_at(r->diag, map->at, &all,
            "at least one target must have a weight above 0 and not be held out");
    }
out:
    return st;
}

/* Makes an object whose only member is `map`, so that `map` is decoded like a file. */
static struct node *
wrap(struct arena *a, struct node *map)
{
    struct node *file = json_node(a, NODE_OBJECT, map->at);

    return file == NULL || json_add(a, file, "targets", map->at, map) != STATUS_OK ? NULL
                                                                                   : file;
}

/* Decodes a file of targets. Its members are at `path`. */
static enum status
decode_file(struct experiment_calibration_reader *r, const struct path *path, struct node *file,
    struct experiment_analysis *a)
{
    struct decode_value_context context = {
        .arena = &r->e->arena, .diag = r->diag, .root = file};
    struct experiment_calibration_file to = {0};
    int32_t before = r->diag->count;
    enum status st;

    TRY(defaults_fill_record(&r->e->arena, file, &experiment_calibration_record));
    TRY(decode_part(&context, path, file, &experiment_calibration_record, &to));
    TRY(diag_status(r->diag, before));
    a->fitted_to = to.targets;
    TRY(read_targets(r, path, json_find(file, "targets"), a));
out:
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

enum status
experiment_calibration_read(struct experiment_calibration_reader *r, const struct path *path,
    struct node *value, struct experiment_analysis *a, struct node **written)
{
    struct arena *arena = &r->e->arena;
    struct path at = {path, "targets"};
    struct node *file = NULL;
    const char *name;
    enum status st;

    *written = NULL;
    if (value->kind == NODE_OBJECT) {
        file = wrap(arena, value);
        TRY(file == NULL ? STATUS_NO_MEMORY : STATUS_OK);
        TRY(decode_file(r, path, file, a));
        return STATUS_OK;
    }
    if (value->kind != NODE_TEXT) {
        diag_at(r->diag, value->at, &at,
            "expected an object of targets, or the name of a file with targets, found %s",
            json_kind_name(value->kind));
        return STATUS_OK;
    }
    TRY(input_named_path(r->files, value, &at, &name));
    TRY(input_read_object(
        r->files, name, INPUT_TARGETS, EXPERIMENT_TARGETS_FORMAT, value->at, &file));
    if (json_find(file, "targets") != NULL) {
        *written = json_copy(arena, json_find(file, "targets"));
        TRY(*written == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    }
    TRY(decode_file(r, NULL, file, a));
out:
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

enum status
experiment_calibration_add(
    struct experiment *e, const char *path, const struct text_names *columns, struct failure *f)
{
    static const char id[] = "calibration";
    struct experiment_analysis *a = &e->analyses[e->n_analyses];
    struct diag diag = {.failure = f};
    struct input_files inputs = {0};
    struct input_reader files = {&e->arena, &inputs, &diag};
    struct experiment_calibration_reader r = {e, &diag, &files, columns};
    struct place nowhere = {0};
    struct node *file;
    enum status st;

    if (text_index(id, TEXT_NAMES(e->analyses, key.id, e->n_analyses)) >= 0) {
        return failure_of(STATUS_BAD_INPUT, f,
            "the experiment has an analysis \"%s\" with targets of its own; give this "
            "analysis another id",
            id);
    }
    *a = (struct experiment_analysis){.key.id = id,
        .kind = EXPERIMENT_calibration,
        .confidence = SUMMARY_CONFIDENCE,
        .better = -1,
        .accept = EXPERIMENT_ACCEPT,
        .adjust = true,
        .draws = EXPERIMENT_DRAWS};
    TRY(input_read_object(
        &files, path, INPUT_TARGETS, EXPERIMENT_TARGETS_FORMAT, nowhere, &file));
    TRY(decode_file(&r, NULL, file, a));
    TRY(diag_status(&diag, 0));
    e->n_analyses++;
out:
    diag_free(&diag);
    return st;
}
