/**
 * experiment_cases.h - the condition of an analysis on the value of its metric: "> 20".
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

/** Reads a comparison (<, <=, >, >=) and a number; false if the text is something else. */
bool experiment_cases_read(const char *text, struct experiment_cases *cases);

/** Whether a value satisfies the condition. */
bool experiment_cases_holds(const struct experiment_cases *cases, double value);

#endif
