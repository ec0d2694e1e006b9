#include "design/expression_code.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define TOO_DEEP "the text is nested too deeply; use fewer parentheses"

enum { STEPS_MAX = 1000, EXAMPLE_BYTES = TEXT_ID_LENGTH + 8 };

/** The type of a part of the expression. */
enum type { TYPE_NUMBER, TYPE_TRUTH, TYPE_LEVEL };

struct parser {
    const char *text, *at;
    const struct expression_names *names;
    int32_t depth, steps_max;
    /* Index of the last name that was read, which may be the left side of a comparison with a
       level. */
    int32_t level_name;
    struct expression *x;
    char *why; /* message of the first error; empty: there was no error yet */
};

static void
report(struct parser *p, const char *what, const char *detail)
{
    const char *instead = expression_operator(p->at);

    if (p->why[0] == '\0') {
        (void)snprintf(p->why, EXPRESSION_WHY_BYTES, "at character %d: %s%s",
            (int)(p->at - p->text) + 1, instead == NULL ? what : instead,
            instead == NULL ? detail : "");
    }
}

static bool
fails(const struct parser *p)
{
    return p->why[0] != '\0';
}

static void
skip_spaces(struct parser *p)
{
    p->at += strspn(p->at, " \t\n");
}

static void
emit(struct parser *p, enum expression_op op, int32_t name, double number)
{
    if (p->x->n_steps == p->steps_max) {
        report(p, "the text is too long; shorten it", "");
    } else {
        p->x->steps[p->x->n_steps++] = (struct expression_step){op, name, number};
    }
}

/* Reads the token if the text continues with it. Returns whether the token was read. */
static bool
accept_token(struct parser *p, const char *token)
{
    size_t length = strlen(token);
    bool word = token[0] >= 'a' && token[0] <= 'z';

    skip_spaces(p);
    if (strncmp(p->at, token, length) != 0 ||
        (word && expression_name_length(p->at) != length)) {
        return false;
    }
    p->at += length;
    return true;
}

/* The last name that was read stands alone. If its levels are true and false, adds the steps of the
   condition NAME == true and returns true. */
static bool
accept_flag(struct parser *p)
{
    const struct expression_name *name = &p->names->at[p->level_name];

    for (int32_t i = 0; i < name->n_choices && expression_is_truth(name); i++) {
        if (name->choices[i]->kind == NODE_TRUE) {
            emit(p, OP_NUMBER, 0, i);
            emit(p, OP_EQUAL, 0, 0);
            return true;
        }
    }
    return false;
}

/* Writes a condition about the first name that is a number. */
static const char *
example_of(const struct parser *p, char out[EXAMPLE_BYTES])
{
    int32_t k = 0;

    while (k < p->names->count && p->names->at[k].choices != NULL) {
        k++;
    }
    (void)snprintf(
        out, EXAMPLE_BYTES, "%s < 24", k < p->names->count ? p->names->at[k].id : "1");
    return out;
}

static void
expect_type(struct parser *p, enum type found, enum type wanted)
{
    char example[EXAMPLE_BYTES];

    if (wanted == TYPE_TRUTH && found == TYPE_LEVEL && !fails(p) && accept_flag(p)) {
        return;
    }
    if (found != wanted && wanted == TYPE_TRUTH) {
        report(
            p, "expected a condition before this place, for example ", example_of(p, example));
    } else if (found != wanted) {
        report(p, "expected a number before this place", "");
    }
}

static enum type parse_or(struct parser *p);
static enum type parse_sum(struct parser *p);

/* Whether a function call of another language, such as log( or is.na(, stands at `at`. */
static bool
is_function(const char *at)
{
    at += strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    return at[strspn(at, " ")] == '(';
}

static void
report_unknown(struct parser *p, const char *name)
{
    char detail[EXPRESSION_DETAIL_BYTES];

    if (is_function(p->at)) {
        report(p, "there are no functions except missing()", "");
        return;
    }
    expression_unknown(p->names, name, detail, sizeof(detail));
    report(p, "unknown ", detail);
}

static enum type
parse_name(struct parser *p)
{
    size_t length = expression_name_length(p->at);
    char name[TEXT_ID_LENGTH + 1];

    if (length > TEXT_ID_LENGTH) {
        report(p, "expected the id of a ", p->names->kind);
        return TYPE_NUMBER;
    }
    memcpy(name, p->at, length);
    name[length] = '\0';
    for (int32_t i = 0; i < p->names->count; i++) {
        if (strcmp(p->names->at[i].id, name) == 0) {
            p->at += length;
            emit(p, OP_NAME, i, 0);
            p->level_name = i;
            return p->names->at[i].choices != NULL ? TYPE_LEVEL : TYPE_NUMBER;
        }
    }
    report_unknown(p, name);
    return TYPE_NUMBER;
}

/* Reads "missing(" if the text continues with it, but not a name `missing` alone. */
static bool
accept_missing(struct parser *p)
{
    const char *before = p->at;

    if (accept_token(p, "missing") && accept_token(p, "(")) {
        return true;
    }
    p->at = before;
    return false;
}

/* Reads the operand of missing(x) and the closing parenthesis. */
static enum type
parse_missing(struct parser *p)
{
    if (++p->depth > EXPRESSION_DEPTH_MAX) {
        report(p, TOO_DEEP, "");
    } else if (parse_sum(p) == TYPE_TRUTH || !accept_token(p, ")")) {
        report(p, "expected \")\" after the name of a number or text", "");
    }
    p->depth--;
    emit(p, OP_MISSING, 0, 0);
    return TYPE_TRUTH;
}

static enum type
parse_primary(struct parser *p)
{
    size_t length;
    double number;
    enum type type = TYPE_NUMBER;

    skip_spaces(p);
    length = strspn(p->at, "0123456789.");
    if (*p->at == '(') {
        p->at++;
        type = parse_or(p);
        if (!accept_token(p, ")")) {
            report(p, "expected \")\"", "");
        }
    } else if (length > 0) {
        if (p->at[length] == 'e' || p->at[length] == 'E') {
            length += 1 + strspn(p->at + length + 1, "+-");
            length += strspn(p->at + length, "0123456789");
        }
        if (number_read(p->at, length, &number)) {
            p->at += length;
            emit(p, OP_NUMBER, 0, number);
        } else {
            report(p, "not a number", "");
        }
    } else if (accept_missing(p)) {
        type = parse_missing(p);
    } else if (expression_name_length(p->at) > 0) {
        type = parse_name(p);
    } else if (*p->at == '-') {
        p->at++;
        emit(p, OP_NUMBER, 0, 0);
        if (++p->depth > EXPRESSION_DEPTH_MAX) {
            report(p, TOO_DEEP, "");
        } else {
            expect_type(p, parse_primary(p), TYPE_NUMBER);
        }
        p->depth--;
        emit(p, OP_SUBTRACT, 0, 0);
    } else {
        char detail[2 * TEXT_ID_LENGTH];

        (void)snprintf(detail, sizeof(detail), "%s or \"(\"%s", p->names->kind,
            *p->at == '\0' ? ", but the text ends here" : "");
        report(p, "expected a number, a ", detail);
    }
    return type;
}

static enum type
parse_product(struct parser *p)
{
    enum type type = parse_primary(p);

    while (!fails(p)) {
        enum expression_op op = accept_token(p, "*")   ? OP_MULTIPLY
                                : accept_token(p, "/") ? OP_DIVIDE
                                                       : OP_NUMBER;

        if (op == OP_NUMBER) {
            break;
        }
        expect_type(p, type, TYPE_NUMBER);
        expect_type(p, parse_primary(p), TYPE_NUMBER);
        emit(p, op, 0, 0);
    }
    return type;
}

static enum type
parse_sum(struct parser *p)
{
    enum type type = parse_product(p);

    while (!fails(p)) {
        enum expression_op op = accept_token(p, "+")   ? OP_ADD
                                : accept_token(p, "-") ? OP_SUBTRACT
                                                       : OP_NUMBER;

        if (op == OP_NUMBER) {
            break;
        }
        expect_type(p, type, TYPE_NUMBER);
        expect_type(p, parse_product(p), TYPE_NUMBER);
        emit(p, op, 0, 0);
    }
    return type;
}

/* Reads a level of a name after == or !=. It is a text in double or single quotes, or true or
   false. */
static void
parse_level(struct parser *p, const struct expression_name *name)
{
    char detail[EXPRESSION_DETAIL_BYTES], known[EXPRESSION_DETAIL_BYTES / 2];
    enum node_kind kind;
    char quote;
    const char *before, *end = NULL;

    skip_spaces(p);
    before = p->at;
    quote = *before;
    p->at += expression_truth(before, &kind);
    if (kind == NODE_TEXT && (quote == '"' || quote == '\'')) {
        end = strchr(before + 1, quote);
    }
    if (kind == NODE_TEXT && end == NULL) {
        const char *why = expression_no_level(p->names, name, before, detail, sizeof(detail));

        report(p, why, detail);
        return;
    }
    for (int32_t i = 0; i < name->n_choices; i++) {
        const struct node *choice = name->choices[i];

        if (choice->kind != kind) {
            continue;
        }
        if (kind != NODE_TEXT ||
            (strlen(choice->text) == (size_t)(end - before - 1) &&
                strncmp(before + 1, choice->text, strlen(choice->text)) == 0)) {
            p->at = kind == NODE_TEXT ? end + 1 : p->at;
            emit(p, OP_NUMBER, 0, i);
            return;
        }
    }
    if (kind == NODE_TEXT && end == before + 1) {
        report(p, "for an empty cell write missing(x), with x = ", name->id);
        return;
    }
    expression_levels(name, known, sizeof(known));
    (void)snprintf(detail, sizeof(detail), "%s %s: %s", p->names->kind, name->id, known);
    report(p, "use one of the values of ", detail);
}

static enum type
parse_comparison(struct parser *p)
{
    static const struct {
        const char *token;
        enum expression_op op;
    } rows[] = {{"<=", OP_AT_MOST}, {">=", OP_AT_LEAST}, {"==", OP_EQUAL}, {"!=", OP_DIFFERENT},
        {"<", OP_LESS}, {">", OP_GREATER}};
    enum type type = parse_sum(p);

    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]) && !fails(p); k++) {
        if (!accept_token(p, rows[k].token)) {
            continue;
        }
        if (type == TYPE_LEVEL && rows[k].op != OP_EQUAL && rows[k].op != OP_DIFFERENT) {
            report(p, "compare texts only with == and !=", "");
        } else if (type == TYPE_LEVEL) {
            parse_level(p, &p->names->at[p->level_name]);
        } else {
            expect_type(p, type, TYPE_NUMBER);
            expect_type(p, parse_sum(p), TYPE_NUMBER);
        }
        emit(p, rows[k].op, 0, 0);
        return TYPE_TRUTH;
    }
    return type;
}

static enum type
parse_not(struct parser *p)
{
    enum type type;

    if (++p->depth > EXPRESSION_DEPTH_MAX) {
        report(p, TOO_DEEP, "");
        type = TYPE_TRUTH;
    } else if (accept_token(p, "not")) {
        expect_type(p, parse_not(p), TYPE_TRUTH);
        type = TYPE_TRUTH;
        emit(p, OP_NOT, 0, 0);
    } else {
        type = parse_comparison(p);
    }
    p->depth--;
    return type;
}

static enum type
parse_and(struct parser *p)
{
    enum type type = parse_not(p);

    while (!fails(p) && accept_token(p, "and")) {
        expect_type(p, type, TYPE_TRUTH);
        expect_type(p, parse_not(p), TYPE_TRUTH);
        /* `and` gives a truth value even if the left side was a name with the levels true and
           false. */
        type = TYPE_TRUTH;
        emit(p, OP_AND, 0, 0);
    }
    return type;
}

static enum type
parse_or(struct parser *p)
{
    enum type type = parse_and(p);

    while (!fails(p) && accept_token(p, "or")) {
        expect_type(p, type, TYPE_TRUTH);
        expect_type(p, parse_and(p), TYPE_TRUTH);
        /* `or` gives a truth value even if the left side was a name with the levels true and
           false. */
        type = TYPE_TRUTH;
        emit(p, OP_OR, 0, 0);
    }
    return type;
}

enum status
expression_read(struct expression *x, const char *text, const struct expression_names *names,
    struct arena *a, char why[EXPRESSION_WHY_BYTES])
{
    struct parser p = {.text = text, .at = text, .names = names, .x = x, .why = why};
    size_t length = strlen(text);
    enum type type;

    why[0] = '\0';
    p.steps_max = length < STEPS_MAX / 2 ? 2 * (int32_t)length + 1 : STEPS_MAX;
    *x = (struct expression){.steps = arena_alloc(a, (size_t)p.steps_max * sizeof(*x->steps))};
    if (x->steps == NULL) {
        return STATUS_NO_MEMORY;
    }
    type = parse_or(&p);
    skip_spaces(&p);
    if (!fails(&p) && *p.at != '\0') {
        report(&p,
            names->condition ? "unexpected text after the condition"
                             : "unexpected text after the expression",
            "");
    }
    if (!fails(&p) && type == TYPE_LEVEL && accept_flag(&p)) {
        type = TYPE_TRUTH;
    }
    if (names->condition || type == TYPE_LEVEL) {
        expect_type(&p, type, names->condition ? TYPE_TRUTH : TYPE_NUMBER);
    }
    if (!fails(&p) && expression_stack(x) > EXPRESSION_STACK_MAX) {
        report(&p, TOO_DEEP, "");
    }
    x->is_condition = type == TYPE_TRUTH;
    return fails(&p) ? STATUS_BAD_INPUT : STATUS_OK;
}
