#include "scenario/scenario_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "scenario/commitment.h"
#include "scenario/preset.h"

enum { SCENARIO_BYTES_MAX = 1 << 30 };

const struct node *
scenario_find_change(const struct node *patch, struct pointer *p, int32_t step, int32_t *steps)
{
    const char *token = p->tokens[step];

    *steps = step;
    if (step == p->count || patch->kind != NODE_OBJECT) {
        return patch;
    }
    for (int32_t i = 0; i < patch->count; i++) {
        const struct member *m = &patch->members[i];
        const struct node *found;

        if (strcmp(token, "*") != 0 && strcmp(token, m->key) != 0) {
            continue;
        }
        found = scenario_find_change(m->value, p, step + 1, steps);
        if (found != NULL) {
            p->tokens[step] = m->key;
            return found;
        }
    }
    return NULL;
}

/* Warns if the patch of a policy changes a member that --set has set, because the patch has
   priority. */
static void
warn_of_overrides(
    struct scenario_maker *m, const struct overrides *settings, const struct policy *policy)
{
    for (int32_t i = 0; i < settings->count && policy->patch != NULL; i++) {
        const char *text = settings->texts[i];
        struct pointer p;
        int32_t steps;
        const struct node *change;
        const char *name = arena_text(m->reader.arena, text, strcspn(text, "="));
        char set[POINTER_BYTES], changed[POINTER_BYTES];

        if (name == NULL || pointer_read(m->reader.arena, name, &p) != NULL) {
            continue;
        }
        change = scenario_find_change(policy->patch, &p, 0, &steps);
        if (change == NULL) {
            continue;
        }
        pointer_text(set, &p, p.count);
        pointer_text(changed, &p, steps);
        if (change->kind == NODE_OBJECT) {
            failure_add(&m->scenario->warnings,
                "policy \"%s\" changes a part of %s, which --set has set", policy->id, set);
        } else {
            failure_add(&m->scenario->warnings,
                "%s, which --set has set, has no effect under policy \"%s\", which %s %s", set,
                policy->id, change->kind == NODE_NULL ? "removes" : "sets",
                steps == p.count ? "it" : changed);
        }
    }
}

/* Makes the world of one policy from a copy of the tree. The copy is freed when the world is
   made. */
static enum status
make_policy(struct scenario_maker *m, const struct overrides *settings,
    const struct policy *policy, struct scenario_policy *made)
{
    struct arena scratch;
    struct node *tree;
    int32_t before = m->reader.report->count;
    enum status st;

    arena_init(&scratch, SCENARIO_BYTES_MAX);
    made->id = policy->id;
    made->title = policy->title;
    if (policy->patch == NULL && m->base != NULL) {
        made->world = m->base;
        made->described = m->scenario->described;
        m->base = NULL;
        return STATUS_OK;
    }
    m->reader.report->policy = policy->patch == NULL ? NULL : policy->id;
    m->warnings.policy = m->reader.report->policy;
    tree = json_borrow(&scratch, m->root);
    if (tree == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    warn_of_overrides(m, settings, policy);
    TRY(policy_apply(&m->reader, &scratch, tree, policy, &m->scenario->warnings));
    TRY(alias_hide(&scratch, m->root, tree));
    TRY(scenario_make_world(m, tree, &made->world));
    made->described = m->described;
    made->patch = policy->patch;
    st = diag_status(m->reader.report, before);
out:
    m->scenario->arena.full = m->scenario->arena.full || scratch.full;
    m->reader.report->policy = NULL;
    m->warnings.policy = NULL;
    arena_free(&scratch);
    return st;
}

static enum status
make_policies(struct scenario_maker *m, const struct overrides *settings)
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

/* Makes the world without a policy first. So errors of the scenario itself are reported once,
   before those of the policies. */
static enum status
check_base(struct scenario_maker *m)
{
    struct scenario *s = m->scenario;
    enum status st = scenario_make_world(m, m->root, &m->base);

    if (st == STATUS_OK) {
        struct workshop_document d = {m->root, m->document->workshop, m->base};

        s->described = m->described;
        s->title = m->base->title;
        s->replications = m->base->replications;
        (void)number_read_unsigned(m->base->seed, &s->seed);
        st = workshop_read(&s->arena, &d, m->reader.report, &m->warnings, &s->workshop);
    }
    return st;
}

static enum status
copy_inputs(struct scenario *s, const struct document *d)
{
    struct input_file *items = arena_alloc(&s->arena, (size_t)d->inputs.count * sizeof(*items));

    if (items == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (d->inputs.count > 0) {
        memcpy(items, d->inputs.items, (size_t)d->inputs.count * sizeof(*items));
    }
    s->inputs = (struct input_files){items, d->inputs.count, d->inputs.count, NULL};
    return STATUS_OK;
}

/* Adds a note that the baseline of the file was not selected, so that the first selected policy
   takes its place. */
static void
note_baseline(struct scenario_maker *m)
{
    const char *usual = m->document->usual_baseline;
    const char *used = m->chosen.items[m->chosen.baseline].id;

    if (m->chosen.count > 1 && usual != NULL && strcmp(usual, used) != 0) {
        failure_add(&m->scenario->warnings,
            MESSAGE_NOTE "policies are compared with \"%s\", the first of those chosen, and "
                         "not with \"%s\", the baseline of the scenario",
            used, usual);
    }
}

/* If invented names are requested, replaces the title of each policy of another file by its id. */
static void
hide_titles(struct scenario_maker *m)
{
    for (int32_t k = 0; k < m->chosen.count && alias_asked(m->root); k++) {
        struct policy *p = &m->chosen.items[k];

        p->title = alias_keeps(m->root, p->at) ? p->title : p->id;
    }
}

static enum status
make(struct scenario_maker *m, const struct scenario_options *options)
{
    struct scenario *s = m->scenario;
    bool gaps;
    enum status st;

    TRY(copy_inputs(s, m->document));
    m->root = json_borrow(&s->arena, m->document->root);
    if (m->root == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(override_apply(
        &s->arena, m->root, &world_record, &options->overrides, m->reader.report, &gaps));
    if (gaps) {
        TRY(preset_fill(&s->arena, m->root));
    }
    TRY(alias_hide(&s->arena, m->root, m->root));
    TRY(policy_choose(
        &m->reader, m->document, options->policies, options->n_policies, &m->chosen));
    hide_titles(m);
    note_baseline(m);
    TRY(check_base(m));
    commitment_check(m->root, &s->warnings);
    TRY(make_policies(m, &options->overrides));
    st = m->document->faulty ? STATUS_BAD_INPUT : STATUS_OK; /* the errors were reported */
    TRY(st);
    s->baseline = m->chosen.baseline;
    s->root = m->root;
    s->workshop_root = m->document->workshop;
    if (!options->worlds_only) {
        TRY(scenario_resolve(m));
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
    return failure_of(STATUS_BAD_INPUT, f,
        "%s: the scenario needs more than %d MB of memory, the maximum; make it smaller",
        s->inputs.count > 0 ? s->inputs.items[0].path : "scenario", SCENARIO_BYTES_MAX >> 20);
}

enum status
scenario_make(struct scenario *s, const struct document *d,
    const struct scenario_options *options, struct failure *f)
{
    static const struct scenario_options none;
    struct diag report = {.failure = f};
    struct scenario_maker m = {.scenario = s,
        .document = d,
        .reader = {&s->arena, &s->inputs, &report},
        .warnings = {.failure = &s->warnings},
        .keep_described = options != NULL && options->keep_described};
    enum status st;

    memset(s, 0, sizeof(*s));
    arena_init(&s->arena, SCENARIO_BYTES_MAX);
    st = explain_memory(s, make(&m, options == NULL ? &none : options), f);
    if (m.base != NULL) {
        world_free(m.base);
    }
    diag_free(&report);
    diag_free(&m.warnings);
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
    TRY(document_read(d, path, options == NULL ? NULL : options->given, f));
    TRY(scenario_make(s, d, options, f));
    s->document = d;
    scenario_no_effect(s, (struct scenario_factors){NULL, 0},
        s->n_policies >= d->policies->count, &s->warnings);
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
