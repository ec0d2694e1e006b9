#include "analysis/calibration/posterior.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status
posterior_init(
    struct posterior *p, const struct experiment *e, const struct experiment_analysis *a)
{
    struct space s = {0};
    enum status st;

    memset(p, 0, sizeof(*p));
    (void)snprintf(
        p->name, sizeof(p->name), "analysis/%s%s.csv", a->key.id, EXPERIMENT_POSTERIOR);
    TRY(space_init(&s, e));
    p->fields = calloc((size_t)s.n_factors + 1, sizeof(*p->fields));
    TRY(p->fields == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t j = 0; j < s.n_factors; j++) {
        const struct factor *factor = &e->factors[s.factors[j]];

        p->fields[j] = (struct field){.name = factor->key.id,
            .kind = factor->is_text ? FIELD_TEXT : FIELD_REAL,
            .offset = (size_t)j * sizeof(double),
            .unit = factor->is_text ? "" : factor->field->unit,
            .doc = factor->path};
    }
    p->record = (struct record){.name = "draw",
        .doc = "A draw from the posterior.",
        .size = (size_t)s.n_factors * sizeof(double),
        .fields = p->fields,
        .n_fields = s.n_factors};
    TRY(table_init(&p->table, &p->record, TABLE_EXACT, NULL, 0));
out:
    space_free(&s);
    return st;
}

void
posterior_free(struct posterior *p)
{
    table_free(&p->table);
    free(p->fields);
    memset(p, 0, sizeof(*p));
}

_Static_assert(sizeof(const char *) <= sizeof(double), "a text fits in the place of a number");

void
posterior_set(const struct space *s, int32_t factor, double value, void *row)
{
    const struct factor *of = &s->experiment->factors[s->factors[factor]];
    char *at = (char *)row + (size_t)factor * sizeof(double);

    if (of->is_text) {
        const char *text = factor_level(of, value);

        memcpy(at, &text, sizeof(text));
    } else {
        memcpy(at, &value, sizeof(value));
    }
}
