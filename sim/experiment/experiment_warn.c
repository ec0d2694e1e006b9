/* Warns about experiments that are valid but whose results are easy to misread. */
#include "design/factor_conflicts.h"
#include "experiment/experiment_file.h"

static void
warn_of_factor(struct experiment *e, const struct factor *factor)
{
    if (factor->field->affects_candidates && e->common_point) {
        failure_add(&e->warnings,
            "factor \"%s\" changes %s, which changes the candidates: points have different "
            "incidents although they use common random numbers",
            factor->key.id, factor->path);
    }
}

/* Warns if a policy removes objects that contain members of factors. There is one warning for all
   factors, because a policy often removes the members of all of them. */
static enum status
warn_of_removal(struct experiment *e, const struct member *policy)
{
    const struct node *patch = json_find(policy->value, "patch");
    struct arena scratch = {0};
    struct buffer names = {0};
    int32_t n = 0;
    enum status st;

    for (int32_t j = 0; j < e->n_factors; j++) {
        if (factor_conflicts_patched(&e->factors[j], patch, &scratch) == FACTOR_REMOVED) {
            buffer_printf(&names, "%s\"%s\"", n++ > 0 ? ", " : "", e->factors[j].key.id);
        }
    }
    TRY(buffer_status(&names));
    if (n > 0) {
        failure_add(&e->warnings,
            "policy \"%s\" removes the %s %s %s: under this policy %s no effect%s", policy->key,
            n == 1 ? "member that factor" : "members that factors", buffer_string(&names),
            n == 1 ? "varies" : "vary", n == 1 ? "the factor has" : "the factors have",
            e->common_point ? "" : ", and its points differ only by chance");
    }
out:
    buffer_free(&names);
    arena_free(&scratch);
    return st;
}

/* Warns about members of the scenario that have no effect at any point. */
static enum status
warn_of_no_effect(struct experiment *e)
{
    const char **pointers;
    int32_t n = 0;

    for (int32_t j = 0; j < e->n_factors; j++) {
        n += e->factors[j].n_pointers;
    }
    pointers = arena_alloc(&e->arena, (size_t)n * sizeof(*pointers));
    if (pointers == NULL) {
        return STATUS_NO_MEMORY;
    }
    n = 0;
    for (int32_t j = 0; j < e->n_factors; j++) {
        for (int32_t p = 0; p < e->factors[j].n_pointers; p++) {
            pointers[n++] = e->factors[j].pointers[p];
        }
    }
    scenario_no_effect(&e->base, (struct scenario_factors){pointers, n}, true, &e->warnings);
    return STATUS_OK;
}

enum status
experiment_warn(struct experiment *e)
{
    enum status st;

    TRY(warn_of_no_effect(e));
    for (int32_t j = 0; j < e->n_factors; j++) {
        warn_of_factor(e, &e->factors[j]);
    }
    for (int32_t k = 0; k < e->document->policies->count; k++) {
        TRY(warn_of_removal(e, &e->document->policies->members[k]));
    }
out:
    return st;
}
