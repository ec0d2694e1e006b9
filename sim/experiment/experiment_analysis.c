/* Reads and checks the members of an analysis that only some kinds have. */
#include <math.h>

#include <stdio.h>

#include "experiment/experiment_calibration.h"
#include "experiment/experiment_file.h"

/* Whether a factor has different values in the points of designs other than Morris and Saltelli. */
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

/* Whether a member of a calibration differs from its default. The file then contains this
   member. */
static bool
has_calibration_member(const struct experiment_analysis *a)
{
    return a->targets != NULL || a->policy != NULL || a->compare != EXPERIMENT_COMPARE_RUNS ||
           a->accept != EXPERIMENT_ACCEPT || !a->adjust || a->draws != EXPERIMENT_DRAWS;
}

/* Reports an error if another analysis would replace ID_posterior.csv, a file of this analysis. */
static void
check_posterior(struct experiment_read_context *r, const struct path *path,
    const struct node *node, const struct experiment_analysis *a)
{
    char id[2 * TEXT_ID_LENGTH];

    (void)snprintf(id, sizeof(id), "%.*s%s", TEXT_ID_LENGTH, a->key.id, EXPERIMENT_POSTERIOR);
    if (text_index(id, TEXT_NAMES(r->e->analyses, key.id, r->e->n_analyses)) >= 0) {
        diag_at(r->diag, node->at, path,
            "writes \"%s.csv\" as well, which is also the file of another analysis; use "
            "another "
            "id",
            id);
    }
}

/* Replaces the name of a file of targets by its contents, so that the result does not need the
   file. */
static enum status
resolve_targets(struct experiment_read_context *r, const char *id, struct node *targets)
{
    struct node *analysis = json_find(json_find(r->written, "analyses"), id);

    return json_put(&r->e->arena, analysis, "targets", targets->at, targets);
}

static enum status
read_calibration(struct experiment_read_context *r, const struct path *path,
    const struct node *node, struct experiment_analysis *a)
{
    struct experiment_calibration_reader reader = {r->e, r->diag, &r->files, NULL};
    struct path policy = {path, "policy"};
    struct node *written = NULL;
    enum status st = STATUS_OK;

    if (a->kind != EXPERIMENT_calibration) {
        if (has_calibration_member(a)) {
            diag_at(r->diag, node->at, path,
                "only calibration has \"targets\", \"policy\", \"compare\", \"accept\", "
                "\"adjust\" and \"draws\"; remove them");
        }
        return STATUS_OK;
    }
    check_posterior(r, path, node, a);
    if (a->policy != NULL) {
        (void)decode_value_index(r->diag, json_find(node, "policy")->at, &policy, "policy",
            a->policy, TEXT_NAMES(r->e->base.policies, id, r->e->base.n_policies));
    }
    if (a->targets == NULL) {
        diag_at(r->diag, node->at, path,
            "calibration needs \"targets\": recorded figures by id, or the name of a file with "
            "them");
        return STATUS_OK;
    }
    TRY(experiment_calibration_read(&reader, path, a->targets, a, &written));
    TRY(written == NULL ? STATUS_OK : resolve_targets(r, a->key.id, written));
out:
    return st;
}

enum status
experiment_analysis_members(struct experiment_read_context *r, const struct path *path,
    const struct node *node, struct experiment_analysis *a)
{
    enum status st;

    check_prim(r, path, node, a);
    TRY(read_calibration(r, path, node, a));
    if (a->kind == EXPERIMENT_regret && a->better < 0) {
        diag_at(r->diag, node->at, path,
            "regret needs \"better\": \"low\" or \"high\", the better values of its metrics");
    } else if (a->kind != EXPERIMENT_regret && a->better >= 0) {
        diag_at(r->diag, node->at, path, "only regret has \"better\"; remove it");
    }
    if ((a->kind == EXPERIMENT_regress || a->kind == EXPERIMENT_prim ||
            a->kind == EXPERIMENT_calibration) &&
        !has_space(r->e)) {
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
out:
    return st;
}
