/**
 * experiment_cases.h - a condition on the value of a metric, such as "> 20", for the analysis prim.
 */
#ifndef EXPERIMENT_EXPERIMENT_CASES_H
#define EXPERIMENT_EXPERIMENT_CASES_H

#include <stdbool.h>

enum experiment_comparison {
    EXPERIMENT_BELOW,
    EXPERIMENT_AT_MOST,
    EXPERIMENT_ABOVE,
    EXPERIMENT_AT_LEAST
};

struct experiment_cases {
    enum experiment_comparison comparison;
    double limit;
};

/** Reads a comparison (<, <=, >, >=) and a number. Returns false for any other text. */
bool experiment_cases_read(const char *text, struct experiment_cases *cases);

/** Whether a value satisfies the condition. */
bool experiment_cases_holds(const struct experiment_cases *cases, double value);

#endif
