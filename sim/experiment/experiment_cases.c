#include "experiment/experiment_cases.h"

#include <string.h>

#include "base/number.h"

bool
experiment_cases_read(const char *text, struct experiment_cases *cases)
{
    bool above = *text == '>', equal = text[0] != '\0' && text[1] == '=';

    if (*text != '<' && *text != '>') {
        return false;
    }
    cases->comparison = above ? (equal ? EXPERIMENT_AT_LEAST : EXPERIMENT_ABOVE)
                              : (equal ? EXPERIMENT_AT_MOST : EXPERIMENT_BELOW);
    text += equal ? 2 : 1;
    text += strspn(text, " ");
    return number_read(text, strlen(text), &cases->limit);
}

bool
experiment_cases_holds(const struct experiment_cases *cases, double value)
{
    switch (cases->comparison) {
    case EXPERIMENT_BELOW:
        return value < cases->limit;
    case EXPERIMENT_AT_MOST:
        return value <= cases->limit;
    case EXPERIMENT_ABOVE:
        return value > cases->limit;
    case EXPERIMENT_AT_LEAST:
        return value >= cases->limit;
    }
    return false;
}
