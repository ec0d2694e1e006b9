#include "design/factor_read.h"

#include <math.h>
#include <string.h>

#include "base/id.h"
#include "base/number.h"
#include "design/factor_resolve.h"

enum { CHOICES_MAX = 10000 };

static void
check_unit(struct factor_reader *r, const struct path *path, const struct node *node,
    const struct factor *factor)
{
    const struct node *unit = json_find(node, "unit");
    struct path at = {path, "unit"};
    char shown[TEXT_VISIBLE_BYTES];

    if (unit != NULL && factor->unit != NULL &&
        strcmp(factor->unit, factor->field->unit) != 0) {
        diag_at(r->diag, unit->at, &at,
            "%s has the unit \"%s\", not \"%s\"; convert the values", factor->path,
            factor->field->unit, text_visible(shown, factor->unit));
    }
}

/* Reports a text that cannot be a level, because programs that read design.csv would read another
   kind of value. */
static bool
check_level(struct factor_reader *r, const struct path *path, const struct factor *factor,
    const struct node *node)
{
    char out[ID_FAULT_BYTES];
    const char *fault = factor->field->kind == FIELD_TEXT && node->kind == NODE_TEXT
                            ? id_name_fault(out, node->text)
                            : NULL;

    if (fault != NULL) {
        diag_at(r->diag, node->at, path, "%s", fault);
    }
    return fault == NULL;
}

/* Whether the value is valid for the member that the factor sets. Reports an error if not. */
static bool
check_member(struct factor_reader *r, const struct path *path, const struct factor *factor,
    const struct node *node)
{
    union {
        double real;
        int64_t count;
        const char *text;
    } to = {0};
    struct decode_value_slot slot = {r->scenario, factor->field, path, node, &to};
    int32_t before = r->diag->count;

    return decode_value(&slot) == STATUS_OK && r->diag->count == before;
}

static bool
is_number(const struct factor *factor)
{
    return factor->field->kind == FIELD_REAL || factor->field->kind == FIELD_COUNT;
}

static void
read_range(struct factor_reader *r, const struct path *path, struct factor *factor)
{
    const struct node *range = factor->range;
    struct path at = {path, "range"};
    double ends[2] = {0, 0};

    if (range->kind != NODE_LIST || range->count != 2) {
        diag_at(r->diag, range->at, &at, "expected a list of two numbers, [low, high]");
        return;
    }
    if (!is_number(factor)) {
        diag_at(r->diag, range->at, &at, "%s is not a number; use \"levels\" instead",
            factor->path);
        return;
    }
    for (int i = 0; i < 2; i++) {
        char key[2] = {(char)('0' + i), '\0'};
        struct path item = {&at, key};

        if (!check_member(r, &item, factor, range->members[i].value)) {
            return;
        }
        ends[i] = range->members[i].value->number;
    }
    if (!(ends[0] < ends[1])) {
        diag_at(r->diag, range->at, &at, "the first number must be below the second");
    } else if (factor->integer && (ends[0] != floor(ends[0]) || ends[1] != floor(ends[1]))) {
        diag_at(r->diag, range->at, &at,
            "both ends of a range of whole numbers must be whole numbers");
    } else {
        factor->low = ends[0];
        factor->high = ends[1];
    }
}

static void
check_scale(struct factor_reader *r, const struct path *path, const struct node *node,
    const struct factor *factor)
{
    const struct node *scale = json_find(node, "scale");
    struct path at = {path, "scale"};
    const char *fault = NULL;

    if (factor->scale == FACTOR_LOG && !(factor->low > 0)) {
        fault = "the range of a log scale must be above 0";
    } else if (factor->scale == FACTOR_LOGIT && (!(factor->low > 0) || !(factor->high < 1))) {
        fault = "the range of a logit scale must be between 0 and 1, excluding 0 and 1";
    } else if (factor->scale == FACTOR_LOGIT && factor->integer) {
        fault = "a factor with whole numbers cannot have a logit scale; use a linear scale";
    }
    if (fault != NULL && scale != NULL) {
        diag_at(r->diag, scale->at, &at, "%s", fault);
    }
}

static bool
is_repeated(struct node **choices, int32_t n, const struct node *value)
{
    for (int32_t i = 0; i < n; i++) {
        if (json_equal(choices[i], value)) {
            return true;
        }
    }
    return false;
}

static enum status
read_choices(struct factor_reader *r, const struct path *at, struct node *list, bool numbers,
    struct factor *factor)
{
    struct node **choices;

    if (list->kind != NODE_LIST || list->count == 0 || list->count > CHOICES_MAX) {
        diag_at(r->diag, list->at, at, "expected a list of 1 to 10000 %s",
            numbers ? "numbers" : "texts, numbers, true or false");
        return STATUS_OK;
    }
    choices = arena_alloc(r->arena, (size_t)list->count * sizeof(struct node *));
    if (choices == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < list->count; i++) {
        struct node *value = list->members[i].value;
        char key[NUMBER_BYTES];
        struct path item = {at, key};

        number_print_integer(key, i);
        if (numbers && value->kind != NODE_NUMBER) {
            diag_at(r->diag, value->at, &item, "expected a number, found %s",
                json_kind_name(value->kind));
        } else if (check_member(r, &item, factor, value) &&
                   check_level(r, &item, factor, value) && is_repeated(choices, i, value)) {
            diag_at(r->diag, value->at, &item,
                "duplicate: the list already contains this value; remove one");
        }
        choices[i] = value;
    }
    factor->choices = choices;
    factor->n_choices = list->count;
    factor->is_text = !is_number(factor);
    return STATUS_OK;
}

/* Sets the range to the sweep range in the row of the field, or to NAN if there is none. */
static void
set_default_range(struct factor *factor)
{
    const struct field *field = factor->field;

    factor->low = factor->high = NAN;
    if (field->evidence == EVIDENCE_ASSUMED && field->sweep_low < field->sweep_high) {
        factor->low = field->sweep_low;
        factor->high = field->sweep_high;
    }
}

static enum status
read_members(struct factor_reader *r, const struct path *path, const struct node *node,
    struct factor *factor)
{
    struct path values = {path, "values"}, levels = {path, "levels"};
    int given = (factor->range != NULL) + (factor->values != NULL) + (factor->levels != NULL);
    enum status st;

    TRY(factor_resolve(r, path, node, factor));
    if (factor->field == NULL) {
        return STATUS_OK;
    }
    check_unit(r, path, node, factor);
    factor->integer = factor->integer || factor->field->kind == FIELD_COUNT;
    set_default_range(factor);
    if (given > 1) {
        diag_at(r->diag, node->at, path,
            "a factor takes only one of \"range\", \"values\" and \"levels\"; remove the "
            "others");
    } else if (factor->range != NULL) {
        read_range(r, path, factor);
    } else if (factor->values != NULL) {
        TRY(read_choices(r, &values, factor->values, true, factor));
    } else if (factor->levels != NULL) {
        TRY(read_choices(r, &levels, factor->levels, false, factor));
    }
    check_scale(r, path, node, factor);
out:
    return st;
}

enum status
factor_read(struct factor_reader *r, const struct path *path, const struct node *node,
    struct factor *factor)
{
    int32_t before = r->diag->count;
    enum status st = read_members(r, path, node, factor);

    if (factor->field == NULL || r->diag->count > before) {
        factor->faulty = true;
        factor->low = factor->high = 0;
    }
    return st;
}

bool
factor_read_value(struct factor_reader *r, const struct path *path, const struct factor *factor,
    const struct node *node, double *value)
{
    char low[NUMBER_BYTES], high[NUMBER_BYTES], is[NUMBER_BYTES];

    if (factor->faulty || !check_member(r, path, factor, node)) {
        return false;
    }
    if (!is_number(factor)) {
        for (int32_t i = 0; i < factor->n_choices; i++) {
            if (json_equal(factor->choices[i], node)) {
                *value = i;
                return true;
            }
        }
        diag_at(r->diag, node->at, path,
            "is not a level of factor \"%s\"; use one of its \"levels\"", factor->key.id);
        return false;
    }
    if (factor->choices == NULL &&
        (node->number < factor->low || node->number > factor->high)) {
        number_print(low, factor->low);
        number_print(high, factor->high);
        number_print(is, node->number);
        diag_at(r->diag, node->at, path, "%s is outside [%s, %s], the range of factor \"%s\"",
            is, low, high, factor->key.id);
        return false;
    }
    *value = node->number;
    return true;
}

bool
factor_read_spread(struct factor_reader *r, const struct path *path, struct place at,
    const struct factor *factor)
{
    if (factor->faulty || factor->choices != NULL || factor->low < factor->high) {
        return true;
    }
    diag_at(r->diag, at, path,
        "this design needs a \"range\", \"values\" or \"levels\" in factor \"%s\"",
        factor->key.id);
    return false;
}
