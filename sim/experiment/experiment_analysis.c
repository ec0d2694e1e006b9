/* Members of an analysis that only some kinds have. */
#include <math.h>

#include "experiment/experiment_file.h"

/* Whether a design other than trajectories and matrices has a factor with different values. */
static bool
has_space(const struct experiment *e)
{
    for (int32_t j = 0; j < e->n_factors; j++) {
        double first = NAN;

        for (int64_t i = 0; i < e->n_points; i++) {
            int8_t family = e->design.marks[i].family;
            double value = e->design.values[i * e->n_factors + j];

            if (family == (int8_t)DESIGN_MORRIS || family == (int8_t)DESIGN_SALTELLI) {
                continue;
            }
            if (isnan(first)) {
                first = value;
            } else if (!isnan(value) && value != first) {
                return true;
            }
        }
    }
    return false;
}

static void
check_prim(struct experiment_read_context *r, const struct path *path, const struct node *node,
    struct experiment_analysis *a)
{
    struct path at = {path, "cases"};

    if (a->kind != EXPERIMENT_prim) {
        if (json_find(node, "boxes") != NULL && a->boxes != 1) {
            diag_at(r->diag, node->at, path, "only prim has \"boxes\"; remove it");
        }
        if (a->cases != NULL) {
            diag_at(r->diag, node->at, path, "only prim has \"cases\"; remove it");
        }
        return;
    }
    if (a->cases == NULL) {
        diag_at(r->diag, node->at, path,
            "prim needs \"cases\", the points to explain: a condition on the value of its "
            "metric, for example \"cases\": \"> 20\"");
    } else if (!experiment_cases_read(a->cases, &a->condition)) {
        diag_at(r->diag, json_find(node, "cases")->at, &at,
            "expected a comparison (<, <=, >, >=) and a number, for example \"> 20\"");
    }
    if (a->metrics.count != 1) {
        diag_at(r->diag, node->at, path,
            "prim needs \"metrics\" with one metric, to which \"cases\" applies");
    }
}

void
experiment_analysis_members(struct experiment_read_context *r, const struct path *path,
    const struct node *node, struct experiment_analysis *a)
{
    check_prim(r, path, node, a);
    if (a->kind == EXPERIMENT_regret && a->better < 0) {
        diag_at(r->diag, node->at, path,
            "regret needs \"better\": \"low\" or \"high\", the better values of its metrics");
    } else if (a->kind != EXPERIMENT_regret && a->better >= 0) {
        diag_at(r->diag, node->at, path, "only regret has \"better\"; remove it");
    }
    if ((a->kind == EXPERIMENT_regress || a->kind == EXPERIMENT_prim) && !has_space(r->e)) {
        diag_at(r->diag, node->at, path,
            "needs points with different values of a factor, in a design that is neither "
            "morris "
            "nor saltelli, for example lhs");
    } else if (a->kind == EXPERIMENT_regret && r->e->base.n_policies < 2) {
        bool lever = false;

        for (int32_t j = 0; j < r->e->n_factors; j++) {
            lever = lever || r->e->factors[j].role == FACTOR_LEVER;
        }
        if (!lever) {
            diag_at(r->diag, node->at, path,
                "regret compares alternatives: it needs two policies, or a factor with the "
                "role "
                "\"lever\"");
        }
    }
}
