/**
 * family.h - the responses to a tabled decision, sorted into families.
 *
 * A seat always sees the same families in the same order (enum response_family). A family without a
 * possible response is listed with the reason. Within a family, responses are in the order of the
 * escalation ladder. Responses of the same rung are in the order of the time by which they defer
 * the decision, then of the table of responses.
 */
#ifndef MODEL_SEAT_FAMILY_H
#define MODEL_SEAT_FAMILY_H

#include "model/seat/settle.h"

struct family_row {
    /* index of the response, or SETTLE_JOINT_CASE, which is the last row of FAMILY_TOGETHER */
    int32_t response;
    int32_t side;     /* enum response_side: the member of struct settlement to set */
    int32_t obstacle; /* enum response_obstacle; OBSTACLE_NONE if the response is possible */
};

struct family {
    int32_t n, n_possible;
    /* if no row is possible: the obstacle of the first row, or OBSTACLE_NOT_OFFERED without rows */
    int32_t obstacle;
    struct family_row row[RESPONSE_MAX + 1];
};

/**
 * Fills *out with the rows of a family for a tabled decision on the incident `i`, which is the
 * incident as its victim sees it (settle_as_named()). A covert row is possible only together with
 * an overt row of FAMILY_PASS.
 */
void family_list(const struct sim_context *s, const struct incident *i,
    enum response_family family, struct family *out);

#endif
