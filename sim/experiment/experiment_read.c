/* Reads an experiment file. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_builder.h"
#include "design/factor_conflicts.h"
#include "experiment/experiment_file.h"
#include "experiment/experiment_outcomes.h"
#include "experiment/experiment_rare.h"
#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "format/decode/patch.h"
#include "model/input/world.h"
#include "scenario/preset.h"

enum { EXPERIMENT_BYTES_MAX = 1 << 30 };

static enum status
read_tree(struct experiment_read_context *r, const char *path)
{
    struct place nowhere = {0};
    enum status st;

    TRY(input_read_object(
        &r->files, path, INPUT_EXPERIMENT, EXPERIMENT_FORMAT, nowhere, &r->tree));
    r->written = json_copy(&r->e->arena, r->tree);
    if (r->written == NULL) {
        return STATUS_NO_MEMORY;
    }
    r->context.root = r->tree;
    TRY(defaults_fill_record(
        &r->e->arena, r->tree, &experiment_file_record)); /* this call also sorts the maps */
    st = decode_struct(&r->context, r->tree, &experiment_file_record, &r->file);
out:
    return st;
}

/* ---- the scenario ---- */

/* Merges a member of /outputs of the experiment into /outputs of the scenario. */
static enum status
set_output(struct document *d, const char *name, struct node *value)
{
    struct place at;
    struct node *outputs, *patch;
    enum status st = STATUS_NO_MEMORY;

    if (value == NULL) {
        return STATUS_OK;
    }
    at = value->at;
    outputs = json_node(&d->arena, NODE_OBJECT, at);
    patch = json_node(&d->arena, NODE_OBJECT, at);
    if (outputs == NULL || patch == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_add(&d->arena, outputs, name, at, value));
    TRY(json_add(&d->arena, patch, "outputs", at, outputs));
    TRY(patch_merge(&d->arena, &d->root, patch, PATCH_APPLY));
    TRY(preset_fill(&d->arena, d->root));
out:
    return st;
}

/* Merges /outputs of the experiment into that of the scenario. `series` replaces the member of the
   scenario, and `outcomes` are added to those of the scenario. */
static enum status
set_outputs(struct experiment_read_context *r, struct document *d)
{
    const struct experiment_file_outputs *outputs = &r->file.outputs;
    enum status st = STATUS_OK;

    if (outputs->series != NULL) {
        TRY(json_remove(&d->arena, json_find(d->root, "outputs"), "series"));
    }
    TRY(set_output(d, "series", outputs->series));
    TRY(set_output(d, "outcomes", outputs->outcomes));
out:
    return st;
}

static enum status
read_scenario(struct experiment_read_context *r, struct failure *f)
{
    struct experiment *e = r->e;
    const struct node *name = json_find(r->tree, "scenario");
    struct path at = {NULL, "scenario"};
    struct input_reader reader = {NULL, NULL, r->diag};
    const struct scenario_options options = {.keep_described = true};
    const char *path;
    enum status st;

    TRY(input_named_path(&r->files, name, &at, &path));
    e->document = malloc(sizeof(*e->document));
    if (e->document == NULL) {
        return STATUS_NO_MEMORY;
    }
    /* This call also initialises the document. */
    st = document_read(e->document, path, NULL, f);
    if (st == STATUS_IO) {
        diag_at(r->diag, name->at, &at, "cannot be read");
        st = STATUS_BAD_INPUT;
    }
    TRY(st);
    reader.arena = &e->document->arena;
    reader.inputs = &e->document->inputs;
    TRY(set_outputs(r, e->document));
    TRY(document_take_policies(&reader, e->document, r->file.policies, r->file.baseline));
    TRY(scenario_make(&e->base, e->document, &options, f));
    /* the inputs of the base include the traces, so that making points opens no files */
    e->document->inputs = e->base.inputs;
    e->warnings = e->base.warnings;
out:
    return st;
}

static void
choose_seed(struct experiment_read_context *r)
{
    const struct node *written = json_find(r->tree, "seed");
    struct path at = {NULL, "seed"};

    r->e->seed = r->e->base.seed;
    if (r->file.seed != NULL && !number_read_unsigned(r->file.seed, &r->e->seed)) {
        diag_at(r->diag, written->at, &at,
            "expected a whole number from 0 to 18446744073709551615, as text");
    }
}

/* ---- factors and points ---- */

static enum status
read_factors(struct experiment_read_context *r, struct factor_reader *reader)
{
    struct experiment *e = r->e;
    const struct node *nodes = json_find(r->tree, "factors");
    struct path all = {NULL, "factors"};
    enum status st = STATUS_OK;

    e->factors = r->file.factors.items;
    e->n_factors = r->file.factors.count;
    if (e->n_factors > FACTOR_MAX) {
        diag_at(r->diag, nodes->at, &all, "more than %d factors, the maximum; remove some",
            FACTOR_MAX);
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < e->n_factors; i++) {
        const char *id = e->factors[i].key.id, *table = experiment_columns_table(id);
        struct path at = {&all, id};

        if (table != NULL) {
            diag_at(r->diag, nodes->members[i].key_at, &at,
                "is also the name of a column in %s; use another id, for example \"%s_factor\"",
                table, id);
        }
        if (experiment_outcomes_find(e, id) != NULL) {
            diag_at(r->diag, nodes->members[i].key_at, &at,
                "is also the id of an outcome; use another id for one of them");
        }
        TRY(factor_read(reader, &at, nodes->members[i].value, &e->factors[i]));
    }
    TRY(factor_conflicts(r->diag, nodes, e->factors, e->n_factors));
    factor_conflicts_policies(r->diag, nodes, e->factors, e->n_factors, e->document->policies);
out:
    return st;
}

/* Makes the default design: all combinations of the values of the factors. Without factors it has
   one point. */
static struct node *
default_design(struct experiment_read_context *r)
{
    struct arena *a = &r->e->arena;
    struct place at = r->tree->at;
    struct node *design = json_node(a, NODE_OBJECT, at);
    struct node *value = json_node(a, r->e->n_factors > 0 ? NODE_OBJECT : NODE_LIST, at);
    struct node *point = json_node(a, NODE_OBJECT, at);

    if (design == NULL || value == NULL || point == NULL ||
        (r->e->n_factors == 0 && json_add(a, value, NULL, at, point) != STATUS_OK) ||
        json_add(a, design, r->e->n_factors > 0 ? "factorial" : "points", at, value) !=
            STATUS_OK) {
        return NULL;
    }
    return design;
}

static enum status
read_design(struct experiment_read_context *r, struct factor_reader *reader)
{
    struct experiment *e = r->e;
    struct path at = {NULL, "design"};
    struct design_builder *m = arena_alloc(&e->arena, sizeof(*m));
    struct node *node = r->file.design != NULL ? r->file.design : default_design(r);
    const char **labels = arena_alloc(&e->arena, DESIGN_LABELS_MAX * sizeof(*labels));
    enum status st;

    if (m == NULL || node == NULL || labels == NULL) {
        return STATUS_NO_MEMORY;
    }
    *m = (struct design_builder){.factors = e->factors,
        .n_factors = e->n_factors,
        .reader = reader,
        .context = &r->context,
        .files = &r->files,
        .scenario = e->document->root,
        .warnings = &e->warnings,
        .seed = e->seed,
        .labels = labels,
        .implied = r->file.design == NULL};
    TRY(design_make(m, &at, node, &e->design));
    e->design.labels = m->labels;
    e->design.n_labels = m->n_labels;
    r->contrasts = m->contrasts;
    TRY(experiment_points(e, r->diag));
out:
    return st;
}

/* Turns reported errors into success, so that the caller continues and finds further errors. */
static enum status
unless_reported(enum status st)
{
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

static enum status
read_rest(struct experiment_read_context *r)
{
    struct experiment *e = r->e;
    struct decode_value_context scenario = {.arena = &e->arena,
        .diag = r->diag,
        .root = e->document->root,
        .start = decode_start(e->document->root)};
    struct factor_reader reader = {&scenario, &e->arena, r->diag};
    enum status st;

    choose_seed(r);
    TRY(read_factors(r, &reader));
    TRY(experiment_file_replications(r));
    TRY(unless_reported(read_design(r, &reader)));
    experiment_file_random(r);
    TRY(experiment_file_outputs(r));
    if (e->n_points > 0) {
        TRY(experiment_file_analyses(r));
    }
    st = diag_status(r->diag, 0);
out:
    return st;
}

static enum status
read_all(struct experiment_read_context *r, const char *path, struct failure *f)
{
    struct experiment *e = r->e;
    enum status st = read_tree(r, path);

    if (st == STATUS_BAD_INPUT && r->file.scenario != NULL) {
        st = STATUS_OK;
    }
    TRY(st);
    TRY(read_scenario(r, f));
    TRY(experiment_rare_read(r));
    TRY(experiment_outcomes_read(e, r->diag));
    e->title = r->file.title != NULL ? r->file.title : e->base.title;
    e->notes = r->file.notes;
    TRY(read_rest(r));
    TRY(experiment_warn(e));
    TRY(experiment_columns(e));
    TRY(experiment_resolve(r));
    experiment_identify(e);
out:
    return st;
}

enum status
experiment_read(struct experiment *e, const char *path, struct failure *f)
{
    return experiment_read_given(e, path, NULL, f);
}

enum status
experiment_read_given(
    struct experiment *e, const char *path, const struct input_file *given, struct failure *f)
{
    struct diag report = {.failure = f};
    struct experiment_read_context r = {.e = e, .diag = &report};
    enum status st;

    memset(e, 0, sizeof(*e));
    arena_init(&e->arena, EXPERIMENT_BYTES_MAX);
    e->inputs.given = given;
    r.files = (struct input_reader){&e->arena, &e->inputs, &report};
    r.context = (struct decode_value_context){.arena = &e->arena, .diag = &report};
    st = read_all(&r, path, f);
    if (st == STATUS_NO_MEMORY && e->arena.full) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: the experiment needs more than %d MB of memory, the maximum; use fewer points",
            path, EXPERIMENT_BYTES_MAX >> 20);
    }
    diag_free(&report);
    if (st != STATUS_OK) {
        experiment_free(e);
    }
    return st;
}

enum status
experiment_is(const struct input_file *input, bool *is)
{
    static const char *const members[] = {"scenario", NULL};

    return input_has_format(input, "cbmsim-experiment", members, is);
}

enum status
experiment_is_scenario(const struct input_file *input, bool *is)
{
    static const char *const members[] = {"states", "extends", NULL};

    return input_has_format(input, "cbmsim-scenario", members, is);
}
