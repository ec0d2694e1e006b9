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
    case OP_FACTOR:
    case OP_NOT:
        break;
    }
    return NAN;
}

bool
expression_holds(const struct expression *x, const double *row)
{
    double stack[EXPRESSION_STACK_MAX] = {0};
    int32_t height = 0;

    for (int32_t i = 0; i < x->n_steps; i++) {
        const struct expression_step *step = &x->steps[i];

        if (step->op == OP_NUMBER) {
            stack[height++] = step->number;
        } else if (step->op == OP_FACTOR) {
            stack[height++] = row[step->factor];
        } else if (step->op == OP_NOT) {
            stack[height - 1] = stack[height - 1] == 0;
        } else {
            height--;
            stack[height - 1] = apply(step->op, stack[height - 1], stack[height]);
        }
    }
    return stack[0] != 0;
}
