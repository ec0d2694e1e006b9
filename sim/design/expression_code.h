/**
 * expression_code.h - the steps of a parsed expression; internal to expression.h.
 *
 * expression_read.c makes steps from a text, and expression_explain.c has parts of its error
 * messages. expression.c applies the steps to a row.
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

/**
 * A step takes its operands from the stack and puts one value on the stack. True is 1, false is 0.
 */
struct expression_step {
    enum expression_op op;
    int32_t name;
    double number;
};

/**
 * If the text begins with an operator of another language, such as && or a single =, returns what
 * to write instead, a constant text. Otherwise returns NULL.
 */
const char *expression_operator(const char *text);

/**
 * Writes the levels of a name in the form that an expression requires. "..." replaces the levels
 * that do not fit.
 */
void expression_levels(const struct expression_name *name, char *out, size_t size);

/** Whether the levels of the name are true and false. */
bool expression_is_truth(const struct expression_name *name);

/** Returns the length of the name at `at`, or 0 if there is no name. */
size_t expression_name_length(const char *at);

/**
 * If the word at `at` is true or false in JSON, R or Python, returns its length and stores its
 * kind. Otherwise returns 0 and stores NODE_TEXT.
 */
size_t expression_truth(const char *at, enum node_kind *kind);

/**
 * Writes to `out` the kind of the name (names->kind), the unknown name, and its meaning elsewhere
 * or the most similar known name. If no known name is similar, writes as many known names as fit.
 */
void expression_unknown(
    const struct expression_names *names, const char *name, char *out, size_t size);

/**
 * Returns the error message for `name ==` without a quotation mark after it. `at` points to the
 * text after the operator: a level without quotes, an unknown name, or another text. Writes the end
 * of the message to `out`, for example the level in quotes or the levels of the name.
 */
const char *expression_no_level(const struct expression_names *names,
    const struct expression_name *name, const char *at, char *out, size_t size);

/** Returns the maximum height of the stack. */
int32_t expression_stack(const struct expression *x);

#endif
