#include "design/expression_code.h"

#include <math.h>

static double
apply(enum expression_op op, double a, double b)
{
    switch (op) {
    case OP_ADD:
        return a + b;
    case OP_SUBTRACT:
        return a - b;
    case OP_MULTIPLY:
        return a * b;
    case OP_DIVIDE:
        return a / b;
    case OP_LESS:
        return a < b;
    case OP_AT_MOST:
        return a <= b;
    case OP_GREATER:
        return a > b;
    case OP_AT_LEAST:
        return a >= b;
    case OP_EQUAL:
        return a == b;
    case OP_DIFFERENT:
        return !isnan(a) && !isnan(b) && a != b;
    case OP_AND:
        return a != 0 && b != 0;
    case OP_OR:
        return a != 0 || b != 0;
    case OP_NUMBER:
    case OP_NAME:
    case OP_NOT:
    case OP_MISSING:
        break;
    }
    return NAN;
}

int32_t
expression_stack(const struct expression *x)
{
    int32_t height = 0, maximum = 0;

    for (int32_t i = 0; i < x->n_steps; i++) {
        enum expression_op op = x->steps[i].op;

        height += op == OP_NUMBER || op == OP_NAME   ? 1
                  : op == OP_NOT || op == OP_MISSING ? 0
                                                     : -1;
        maximum = height > maximum ? height : maximum;
    }
    return maximum;
}

bool
expression_uses(const struct expression *x, int32_t name)
{
    for (int32_t i = 0; i < x->n_steps; i++) {
        if (x->steps[i].op == OP_NAME && x->steps[i].name == name) {
            return true;
        }
    }
    return false;
}

double
expression_value(const struct expression *x, const double *row)
{
    double stack[EXPRESSION_STACK_MAX] = {0};
    int32_t height = 0;

    for (int32_t i = 0; i < x->n_steps; i++) {
        const struct expression_step *step = &x->steps[i];

        if (step->op == OP_NUMBER) {
            stack[height++] = step->number;
        } else if (step->op == OP_NAME) {
            stack[height++] = row[step->name];
        } else if (step->op == OP_NOT) {
            stack[height - 1] = stack[height - 1] == 0;
        } else if (step->op == OP_MISSING) {
            stack[height - 1] = isnan(stack[height - 1]);
        } else {
            height--;
            stack[height - 1] = apply(step->op, stack[height - 1], stack[height]);
        }
    }
    return stack[0];
}

bool
expression_holds(const struct expression *x, const double *row)
{
    return expression_value(x, row) != 0;
}
