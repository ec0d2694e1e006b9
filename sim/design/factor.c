#include "design/factor.h"

#include <math.h>

#include "format/json_print.h"
#include "kernel/portable_math.h"

static const char *const scales[] = {"linear", "log", "logit", NULL};
static const char *const roles[] = {"uncertainty", "lever", NULL};

static const struct field fields[] = {
    FIELD(struct factor, path, .required = true, .unit = "",
        .doc = "Path of the member in the scenario (JSON Pointer); * in place of an id selects "
               "all members of that object."),
    FIELD(struct factor, title, .unit = "",
        .doc = "Name of the factor in the report and in charts; default: its id."),
    FIELD(struct factor, unit, .unit = "",
        .doc = "Unit of the values; it must be the unit of the member."),
    FIELD(struct factor, notes, .unit = "",
        .doc = "Reason for varying the factor, and for its range."),
    FIELD_AS(struct factor, scale, FIELD_CHOICE, .choices = scales, .unit = "",
        .doc = "Scale on which designs space the values of the range: linear, log or logit."),
    FIELD(struct factor, integer, .unit = "",
        .doc = "Whether the range contains whole numbers only."),
    FIELD_AS(struct factor, role, FIELD_CHOICE, .choices = roles, .unit = "",
        .doc = "uncertainty: an uncertain quantity; lever: a quantity that can be decided, "
               "such as a budget (not a lever of a measure)."),
    FIELD(struct factor, range,
        .doc = "Minimum and maximum; default: the range that `describe parameters` proposes.",
        .schema = "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 2, "
                  "\"maxItems\": 2}"),
    FIELD(struct factor, values, .doc = "List of numbers, in place of a range.",
        .schema = "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 1}"),
    FIELD(struct factor, levels,
        .doc = "List of texts, true and false, or numbers that serve as names.",
        .schema = "{\"type\": \"array\", \"items\": {\"type\": [\"string\", \"number\", "
                  "\"boolean\"]}, \"minItems\": 1}"),
};

const struct record factor_record = {.name = "factor",
    .doc = "A member of the scenario that is varied over a range, values or levels.",
    FIELDS_OF(struct factor, fields)};

/* Returns the coordinate of a value on the scale of the factor. A range is divided evenly in this
   coordinate. */
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

/* Returns the value at the share u of the range. A whole number n has the interval from n to n + 1
   on the scale. */
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

const char *
factor_level(const struct factor *factor, double value)
{
    const struct node *choice = factor->choices[(int32_t)value];

    return choice->kind == NODE_TEXT   ? choice->text
           : choice->kind == NODE_TRUE ? "true"
                                       : "false";
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
