#include "design/factor.h"

#include <math.h>

#include "format/json_print.h"
#include "kernel/portable_math.h"

static const char *const scales[] = {"linear", "log", "logit", NULL};
static const char *const roles[] = {"uncertainty", "lever", NULL};

static const struct field fields[] = {
    FIELD(struct factor, path, .required = true, .unit = "",
        .doc = "JSON Pointer to a member of the scenario; the step * is every item of a map."),
    FIELD(struct factor, unit, .unit = "",
        .doc = "The unit of its numbers, to be sure: the member has to have the same."),
    FIELD(struct factor, notes, .unit = "", .doc = "Why it is varied, and over what."),
    FIELD_AS(struct factor, scale, FIELD_CHOICE, .choices = scales, .unit = "",
        .doc = "How designs spread it over its range."),
    FIELD(struct factor, integer, .unit = "", .doc = "Whether its range holds whole numbers."),
    FIELD_AS(struct factor, role, FIELD_CHOICE, .choices = roles, .unit = "",
        .doc = "Whether it is not known, or chosen."),
    FIELD(struct factor, range,
        .schema = "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 2, "
                  "\"maxItems\": 2}"),
    FIELD(struct factor, values,
        .schema = "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 1}"),
    FIELD(struct factor, levels,
        .schema = "{\"type\": \"array\", \"items\": {\"type\": [\"string\", \"number\", "
                  "\"boolean\"]}, \"minItems\": 1}"),
};

const struct record factor_record = {.name = "factor",
    .doc = "A member of the scenario that is varied: by range, values or levels.",
    FIELDS_OF(struct factor, fields)};

/* The scale's coordinate, in which a range is evenly spread. */
static double
coordinate(const struct factor *factor, double value)
{
    switch ((enum factor_scale)factor->scale) {
    case FACTOR_LOG:
        return portable_log(value);
    case FACTOR_LOGIT:
        return portable_logit(value);
    case FACTOR_LINEAR:
        break;
    }
    return value;
}

static double
from_coordinate(const struct factor *factor, double x)
{
    switch ((enum factor_scale)factor->scale) {
    case FACTOR_LOG:
        return portable_exp(x);
    case FACTOR_LOGIT:
        return portable_expit(x);
    case FACTOR_LINEAR:
        break;
    }
    return x;
}

static double
clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* Whole numbers from low to high have equal shares, or shares as their scale makes them. */
static double
range_at(const struct factor *factor, double u)
{
    double low = coordinate(factor, factor->low);
    double high = coordinate(factor, factor->integer ? factor->high + 1 : factor->high);
    double x = from_coordinate(factor, low + u * (high - low));

    if (factor->integer) {
        x = floor(x);
    }
    return u <= 0 ? factor->low : u >= 1 ? factor->high : clamp(x, factor->low, factor->high);
}

double
factor_at(const struct factor *factor, double u)
{
    int32_t choice = (int32_t)(u * factor->n_choices);

    if (factor->choices == NULL) {
        return range_at(factor, u);
    }
    choice = choice < factor->n_choices ? choice : factor->n_choices - 1;
    return factor->is_text ? choice : factor->choices[choice]->number;
}

double
factor_share(const struct factor *factor, double value)
{
    double low, high;

    for (int32_t i = 0; i < factor->n_choices; i++) {
        if (factor->is_text ? i == value : factor->choices[i]->number == value) {
            return (i + 0.5) / factor->n_choices;
        }
    }
    low = coordinate(factor, factor->low);
    high = coordinate(factor, factor->integer ? factor->high + 1 : factor->high);
    value = factor->integer ? value + 0.5 : value;
    return high > low ? (coordinate(factor, value) - low) / (high - low) : 0.5;
}

void
factor_print(const struct factor *factor, double value, struct buffer *b)
{
    if (factor->is_text) {
        json_print_short(b, factor->choices[(int32_t)value]);
    } else {
        buffer_number(b, value);
    }
}

struct node *
factor_node(const struct factor *factor, double value, struct arena *a)
{
    static const struct place nowhere;

    return factor->is_text ? factor->choices[(int32_t)value] : json_number(a, value, nowhere);
}
