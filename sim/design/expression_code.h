/**
 * expression_code.h - the steps of a parsed expression; internal to expression.h.
 *
 * expression_read.c makes steps from a text; expression_explain.c has parts of its messages.
 * expression.c applies the steps to a row.
 */
#ifndef DESIGN_EXPRESSION_CODE_H
#define DESIGN_EXPRESSION_CODE_H

#include "design/expression.h"

enum { EXPRESSION_DEPTH_MAX = 64, EXPRESSION_STACK_MAX = 2 * EXPRESSION_DEPTH_MAX };

enum expression_op {
    OP_NUMBER,
    OP_NAME,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_LESS,
    OP_AT_MOST,
    OP_GREATER,
    OP_AT_LEAST,
    OP_EQUAL,
    OP_DIFFERENT,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_MISSING,
};

/** Pops its operands from the stack and pushes one value; true is 1, false is 0. */
struct expression_step {
    enum expression_op op;
    int32_t name;
    double number;
};

/**
 * What to write instead, if the text begins with an operator of another language, such as && or a
 * single =: a constant text; otherwise NULL.
 */
const char *expression_operator(const char *text);

/** Writes the levels of a name as in an expression; "..." replaces those that do not fit. */
void expression_levels(const struct expression_name *name, char *out, size_t size);

/** Whether the levels are true and false. */
bool expression_is_truth(const struct expression_name *name);

/** Length of the name at `at`; 0: there is no name. */
size_t expression_name_length(const char *at);

/**
 * Length of the word at `at` that is true or false in JSON, R or Python, and its kind; 0 and
 * NODE_TEXT: there is none.
 */
size_t expression_truth(const char *at, enum node_kind *kind);

/** Writes "column NAME" with the most similar known name; if none is similar, with all known
 * names. */
void expression_unknown(
    const struct expression_names *names, const char *name, char *out, size_t size);

/**
 * The message if no quotation mark follows `name ==`. `at` points to the text after the
 * operator: a level without quotes, an unknown name, or something else. Writes to `out` what
 * belongs there.
 */
const char *expression_no_level(const struct expression_names *names,
    const struct expression_name *name, const char *at, char *out, size_t size);

/** The maximum height of the stack. */
int32_t expression_stack(const struct expression *x);

#endif
