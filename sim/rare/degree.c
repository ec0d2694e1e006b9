#include "rare/degree.h"

#include <math.h>

#include "design/expression_code.h"

/**
 * A part of the expression. For a number, `now` and `start` are the present and the initial value.
 * For a condition, `degree` is the degree to which the condition holds (0 to 1), and `parts` is the
 * number of conditions that `and` joins in it.
 */
struct part {
    double now, start, degree, parts;
};

/* Returns the gap between the two sides of a comparison; 0 if the comparison holds. */
static double
gap(enum expression_op op, double a, double b)
{
    switch (op) {
    case OP_LESS:
    case OP_AT_MOST:
        return fmax(a - b, 0);
    case OP_GREATER:
    case OP_AT_LEAST:
        return fmax(b - a, 0);
    case OP_EQUAL:
        return fabs(a - b);
    case OP_NUMBER:
    case OP_NAME:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DIFFERENT:
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    case OP_MISSING:
        break;
    }
    return a != b ? 0 : 1;
}

static double
number(enum expression_op op, double a, double b)
{
    return op == OP_ADD ? a + b : op == OP_SUBTRACT ? a - b : op == OP_MULTIPLY ? a * b : a / b;
}

static struct part
join(enum expression_op op, struct part a, struct part b)
{
    double first, now;

    if (op == OP_ADD || op == OP_SUBTRACT || op == OP_MULTIPLY || op == OP_DIVIDE) {
        return (struct part){
            .now = number(op, a.now, b.now), .start = number(op, a.start, b.start)};
    }
    if (op == OP_AND) {
        double parts = a.parts + b.parts;

        return (struct part){
            .degree = (a.degree * a.parts + b.degree * b.parts) / parts, .parts = parts};
    }
    if (op == OP_OR) {
        return (struct part){.degree = fmax(a.degree, b.degree), .parts = 1};
    }
    first = gap(op, a.start, b.start);
    now = gap(op, a.now, b.now);
    return (struct part){.degree = now == 0    ? 1
                                   : first > 0 ? fmax(0, 1 - now / first)
                                               : 0,
        .parts = 1};
}

double
degree_of(const struct expression *x, const double *row, const double *start)
{
    struct part stack[EXPRESSION_STACK_MAX] = {{0}};
    int32_t height = 0;

    for (int32_t i = 0; i < x->n_steps; i++) {
        const struct expression_step *step = &x->steps[i];
        struct part *top = &stack[height > 0 ? height - 1 : 0];

        if (step->op == OP_NUMBER) {
            stack[height++] = (struct part){.now = step->number, .start = step->number};
        } else if (step->op == OP_NAME) {
            stack[height++] = (struct part){.now = row[step->name], .start = start[step->name]};
        } else if (step->op == OP_NOT) {
            top->degree = 1 - top->degree;
        } else if (step->op == OP_MISSING) {
            *top = (struct part){.degree = isnan(top->now), .parts = 1};
        } else {
            height--;
            stack[height - 1] = join(step->op, stack[height - 1], stack[height]);
        }
    }
    return isnan(stack[0].degree) ? 0 : stack[0].degree;
}
