#include "scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/text.h"
#include "scenario/build.h"
#include "scenario/commitment.h"
#include "scenario/fill.h"
#include "scenario/policy.h"
#include "scenario/print.h"
#include "scenario/trace.h"

enum { SCENARIO_BYTES_MAX = 1 << 30 };

/** What making the worlds of a scenario takes. */
struct maker {
    struct scenario *scenario;
    const struct document *document;
    struct document_reader reader; /* keeps files in the scenario's arena */
    struct node *root;             /* filled and set, before any policy */
    struct policies chosen;
    struct world *base; /* of `root`, until a policy without a patch takes it */
};

/** Where world_finish finds the places of what it complains of. */
struct complaint {
    struct report *report;
    struct node *root;
    struct arena *arena;
};

static void
pass_on(void *self, const char *pointer, const char *message)
{
    struct complaint *c = self;
    struct pointer p;
    int32_t steps;
    struct place at = c->root->at;

    if (pointer_read(c->arena, pointer, &p) == NULL) {
        at = pointer_reach(c->root, &p, &steps)->at;
    }
    report_pointer(c->report, at, pointer, message);
}

static enum status
check_seed(struct maker *m, const struct node *root, const struct world *world)
{
    const struct node *seed = tree_find(root, "seed");
    struct path path = {NULL, "seed"};
    uint64_t value;

    if (world->seed == NULL || !number_read_unsigned(world->seed, &value)) {
        report_at(m->reader.report, seed == NULL ? root->at : seed->at, &path,
            "expected a whole number from 0 to 18446744073709551615, as text");
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

/* The file of a trace: read once, however many policies use it. */
static enum status
read_trace_file(struct maker *m, const struct node *file, const struct input **input)
{
    struct path trace_path = {NULL, "trace"}, path = {&trace_path, "file"};
    char why[INPUT_WHY_BYTES];
    const char *fault, *name = input_beside(m->reader.arena, file->at.file, file->text, &fault);
    enum status st = STATUS_OK;

    if (fault != NULL) {
        report_at(m->reader.report, file->at, &path, "%s", fault);
        return STATUS_BAD_INPUT;
    }
    if (name == NULL) {
        return STATUS_NO_MEMORY;
    }
    *input = input_find(m->reader.inputs, name, INPUT_TRACE);
    if (*input == NULL) {
        st = input_read(m->reader.arena, m->reader.inputs, name, INPUT_TRACE, why);
        *input = st == STATUS_OK ? input_last(m->reader.inputs) : NULL;
    }
    if (st == STATUS_OK || st == STATUS_NO_MEMORY) {
        return st;
    }
    report_at(m->reader.report, file->at, &path, "\"%s\" %s", name, why);
    return STATUS_BAD_INPUT;
}

static enum status
read_trace(struct maker *m, struct value_context *context, struct world *world)
{
    const struct input *input;
    enum status st = STATUS_OK;

    if (world->trace.file != NULL) {
        TRY(read_trace_file(m, tree_find(tree_find(context->root, "trace"), "file"), &input));
        TRY(trace_read(context, input, &world_trace_incident_record, &world->trace_incidents));
    }
out:
    return st;
}

/* A checked world of a filled tree. *world may be set even on failure, to be freed. */
static enum status
make_world(struct maker *m, struct node *root, struct world **world)
{
    struct value_context context = {.arena = m->reader.arena,
        .report = m->reader.report,
        .root = root,
        .start = build_start(root)};
    struct complaint complaint = {m->reader.report, root, m->reader.arena};
    enum status st;

    *world = arena_alloc(m->reader.arena, sizeof(**world));
    if (*world == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(build_struct(&context, root, &world_record, *world));
    TRY(check_seed(m, root, *world));
    TRY(read_trace(m, &context, *world));
    st = world_finish(*world, pass_on, &complaint);
    BUG_UNLESS(st != STATUS_BAD_INPUT || m->reader.report->count > 0);
out:
    return st;
}

static void
warn_of_overrides(struct maker *m, const struct settings *settings, const struct policy *policy)
{
    for (int32_t i = 0; i < settings->count && policy->patch != NULL; i++) {
        const char *text = settings->texts[i];
        struct pointer p;
        int32_t steps;
        struct node *reached;
        struct node *patch = tree_copy(m->reader.arena, policy->patch);
        const char *name = arena_text(m->reader.arena, text, strcspn(text, "="));

        if (patch == NULL || name == NULL || pointer_read(m->reader.arena, name, &p) != NULL) {
            continue;
        }
        reached = pointer_reach(patch, &p, &steps);
        if (steps == p.count || reached->kind != NODE_OBJECT) {
            failure_add(&m->scenario->warnings, "policy \"%s\" overrides %s, which %s %d sets",
                policy->id, name, settings->name == NULL ? "--set" : settings->name, i + 1);
        }
    }
}

/* The world of one policy, from a copy of the tree that goes when it is built. */
static enum status
make_policy(struct maker *m, const struct settings *settings, const struct policy *policy,
    struct scenario_policy *made)
{
    struct arena scratch;
    struct node *tree;
    enum status st;

    arena_init(&scratch, SCENARIO_BYTES_MAX);
    made->id = policy->id;
    made->title = policy->title;
    if (policy->patch == NULL && m->base != NULL) {
        made->world = m->base;
        m->base = NULL;
        return STATUS_OK;
    }
    m->reader.report->policy = policy->patch == NULL ? NULL : policy->id;
    tree = tree_copy(&scratch, m->root);
    if (tree == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    warn_of_overrides(m, settings, policy);
    TRY(policy_apply(&m->reader, &scratch, tree, policy, &m->scenario->warnings));
    TRY(make_world(m, tree, &made->world));
out:
    m->scenario->arena.full = m->scenario->arena.full || scratch.full;
    m->reader.report->policy = NULL;
    arena_free(&scratch);
    return st;
}

static enum status
make_policies(struct maker *m, const struct settings *settings)
{
    struct scenario *s = m->scenario;
    bool bad = false;

    s->policies =
        arena_alloc(&s->arena, (size_t)m->chosen.count * sizeof(struct scenario_policy));
    if (s->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < m->chosen.count; i++) {
        enum status st;

        s->n_policies = i + 1;
        st = make_policy(m, settings, &m->chosen.items[i], &s->policies[i]);
        if (st != STATUS_OK && st != STATUS_BAD_INPUT) {
            return st;
        }
        bad = bad || st == STATUS_BAD_INPUT;
    }
    return bad ? STATUS_BAD_INPUT : STATUS_OK;
}

/* The scenario before any policy must hold by itself: its errors are said once, and first. */
static enum status
check_base(struct maker *m)
{
    struct scenario *s = m->scenario;
    enum status st = make_world(m, m->root, &m->base);

    if (st == STATUS_OK) {
        s->title = m->base->title;
        s->replications = m->base->replications;
        (void)number_read_unsigned(m->base->seed, &s->seed);
    }
    return st;
}

/* The resolved scenario names its traces as they are called beside it. */
static enum status
rename_trace(struct maker *m, struct node *document)
{
    struct node *trace = tree_find(document, "trace"), *file = tree_find(trace, "file");
    const struct input *input = NULL;
    enum status st = STATUS_OK;

    if (file != NULL && file->kind == NODE_TEXT) {
        TRY(read_trace_file(m, file, &input));
        TRY(tree_put(&m->scenario->arena, trace, "file", file->at,
            tree_text(&m->scenario->arena, input->copy_as, file->at)));
    }
out:
    return st;
}

static enum status
add_policies(struct maker *m, struct arena *a, struct node *to)
{
    const struct policies *chosen = &m->chosen;
    struct node *all = tree_node(a, NODE_OBJECT, to->at);
    enum status st = STATUS_OK;

    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < chosen->count; i++) {
        const struct policy *p = &chosen->items[i];
        struct node *one = tree_node(a, NODE_OBJECT, p->at), *patch;

        if (one == NULL) {
            return STATUS_NO_MEMORY;
        }
        patch = p->patch == NULL ? tree_node(a, NODE_OBJECT, p->at) : tree_copy(a, p->patch);
        if (patch == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(document_resolve_agreements(&m->reader, patch));
        TRY(rename_trace(m, patch));
        TRY(tree_add(a, one, "title", p->at, tree_text(a, p->title, p->at)));
        TRY(tree_add(a, one, "patch", p->at, patch));
        TRY(tree_add(a, all, p->id, p->at, one));
    }
    TRY(tree_add(a, to, "policies", to->at, all));
    TRY(tree_add(
        a, to, "baseline", to->at, tree_text(a, chosen->items[chosen->baseline].id, to->at)));
out:
    return st;
}

/* Everything in one document that needs no other file but traces (input.h, copy_as). */
static enum status
resolve(struct maker *m)
{
    struct scenario *s = m->scenario;
    struct place at = m->root->at;
    struct node *all = tree_node(&s->arena, NODE_OBJECT, at);
    struct buffer text = {0};
    enum status st = STATUS_NO_MEMORY;

    if (all == NULL) {
        goto out;
    }
    TRY(tree_add(
        &s->arena, all, "format", at, tree_text(&s->arena, DOCUMENT_SCENARIO_FORMAT, at)));
    for (int32_t i = 0; i < m->root->count; i++) {
        const struct member *member = &m->root->members[i];
        bool trace = strcmp(member->key, "trace") == 0;

        TRY(tree_add(&s->arena, all, member->key, at,
            trace ? tree_copy(&s->arena, member->value) : member->value));
    }
    TRY(rename_trace(m, all));
    TRY(add_policies(m, &s->arena, all));
    print_tree(&text, all);
    TRY(buffer_status(&text));
    s->resolved = arena_text(&s->arena, text.at, text.length);
    s->resolved_length = text.length;
    st = s->resolved == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    buffer_free(&text);
    return st;
}

static enum status
copy_inputs(struct scenario *s, const struct document *d)
{
    struct input *items = arena_alloc(&s->arena, (size_t)d->inputs.count * sizeof(*items));

    if (items == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (d->inputs.count > 0) {
        memcpy(items, d->inputs.items, (size_t)d->inputs.count * sizeof(*items));
    }
    s->inputs = (struct inputs){items, d->inputs.count, d->inputs.count};
    return STATUS_OK;
}

static enum status
make(struct maker *m, const struct scenario_options *options)
{
    struct scenario *s = m->scenario;
    enum status st;

    TRY(copy_inputs(s, m->document));
    m->root = tree_copy(&s->arena, m->document->root);
    if (m->root == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(setting_apply(&s->arena, m->root, &world_record, &options->settings, m->reader.report));
    if (options->settings.count > 0) {
        TRY(fill_record(&s->arena, m->root, &world_record));
    }
    TRY(policy_choose(
        &m->reader, m->document, options->policies, options->n_policies, &m->chosen));
    TRY(check_base(m));
    commitment_check(m->root, &s->warnings);
    TRY(make_policies(m, &options->settings));
    s->baseline = m->chosen.baseline;
    s->root = m->root;
    if (!options->worlds_only) {
        TRY(resolve(m));
    }
out:
    return st;
}

static enum status
explain_memory(const struct scenario *s, enum status st, struct failure *f)
{
    if (st != STATUS_NO_MEMORY || !s->arena.full) {
        return st;
    }
    return failure_of(STATUS_BAD_INPUT, f, "%s: needs more than %d MB of memory",
        s->inputs.count > 0 ? s->inputs.items[0].path : "scenario", SCENARIO_BYTES_MAX >> 20);
}

enum status
scenario_make(struct scenario *s, const struct document *d,
    const struct scenario_options *options, struct failure *f)
{
    static const struct scenario_options none;
    struct report report = {.failure = f};
    struct maker m = {.scenario = s, .document = d, .reader = {&s->arena, &s->inputs, &report}};
    enum status st;

    memset(s, 0, sizeof(*s));
    arena_init(&s->arena, SCENARIO_BYTES_MAX);
    st = explain_memory(s, make(&m, options == NULL ? &none : options), f);
    if (m.base != NULL) {
        world_free(m.base);
    }
    report_free(&report);
    if (st != STATUS_OK) {
        scenario_free(s);
    }
    return st;
}

enum status
scenario_load(struct scenario *s, const char *path, const struct scenario_options *options,
    struct failure *f)
{
    struct document *d = malloc(sizeof(*d));
    enum status st;

    memset(s, 0, sizeof(*s));
    if (d == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(document_read(d, path, f));
    TRY(scenario_make(s, d, options, f));
    s->document = d;
    return STATUS_OK;
out:
    document_free(d);
    free(d);
    return st;
}

void
scenario_free(struct scenario *s)
{
    for (int32_t i = 0; i < s->n_policies; i++) {
        if (s->policies[i].world != NULL) {
            world_free(s->policies[i].world);
        }
    }
    if (s->document != NULL) {
        document_free(s->document);
        free(s->document);
    }
    arena_free(&s->arena);
    memset(s, 0, sizeof(*s));
}
