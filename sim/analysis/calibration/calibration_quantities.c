/* Lists the quantities of a calibration: factors, levels of factors, and held-out targets. */
#include <stdlib.h>

#include "analysis/calibration/calibration_data.h"

const struct factor *
calibration_data_factor(const struct calibration_data *d, int32_t factor)
{
    return &d->experiment->factors[d->space.factors[factor]];
}

bool
calibration_data_is_fitted(const struct experiment_calibration_target *t)
{
    return !t->held_out && t->weight > 0;
}

/* Returns the value of a quantity in a row. A number in a range is its share of the range, from 0
   to 1, on the scale of the factor. */
static double
quantity_of(const struct calibration_data *d, const struct calibration_quantity *q, int64_t row)
{
    const struct factor *factor;
    double value;

    if (q->factor < 0) {
        return d->statistics[q->target * d->fit.n + row];
    }
    factor = calibration_data_factor(d, q->factor);
    value = space_value(&d->space, d->places[row], q->factor);
    return q->level >= 0             ? value == q->level
           : factor->choices == NULL ? factor_share(factor, value)
                                     : value;
}

static void
add_quantity(struct calibration_data *d, struct calibration_quantity q)
{
    bool adjustable =
        q.factor < 0 || (q.level < 0 && calibration_data_factor(d, q.factor)->choices == NULL);

    d->adjustable[d->fit.n_quantities] = adjustable;
    d->kinds[d->fit.n_quantities++] = q;
}

enum status
calibration_data_set_quantities(struct calibration_data *d)
{
    size_t most = (size_t)d->n_targets + 1;

    for (int32_t j = 0; j < d->space.n_factors; j++) {
        most += (size_t)calibration_data_factor(d, j)->n_choices + 1;
    }
    d->kinds = calloc(most, sizeof(*d->kinds));
    d->adjustable = calloc(most, sizeof(*d->adjustable));
    if (d->kinds == NULL || d->adjustable == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < d->space.n_factors; j++) {
        const struct factor *factor = calibration_data_factor(d, j);

        for (int32_t k = 0; factor->is_text && k < factor->n_choices; k++) {
            add_quantity(d, (struct calibration_quantity){j, k, -1});
        }
        if (!factor->is_text) {
            add_quantity(d, (struct calibration_quantity){j, -1, -1});
        }
    }
    for (int32_t k = 0; k < d->n_targets; k++) {
        if (!calibration_data_is_fitted(&d->targets[k])) {
            add_quantity(d, (struct calibration_quantity){-1, -1, k});
        }
    }
    d->quantities =
        calloc((size_t)d->fit.n_quantities * (size_t)d->fit.n + 1, sizeof(*d->quantities));
    if (d->quantities == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t q = 0; q < d->fit.n_quantities; q++) {
        for (int64_t i = 0; i < d->fit.n; i++) {
            d->quantities[q * d->fit.n + i] = quantity_of(d, &d->kinds[q], i);
        }
    }
    return STATUS_OK;
}
