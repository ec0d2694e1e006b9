/**
 * run_key.h - runs as people name them: POINT[/POLICY[/REP]], "12/hotline/3".
 */
#ifndef CLI_RUN_KEY_H
#define CLI_RUN_KEY_H

#include "scenario/scenario.h"

struct run_key {
    int64_t point;       /* from 0 */
    int32_t policy;      /* index, -1: not named */
    int64_t replication; /* from 1, 0: not named */
};

/** Reads the value of an option; `whole`: it must name policy and replication. */
enum status run_key_read(struct run_key *a, const char *option, bool whole, const char *text,
    const struct scenario *policies, int64_t n_points, struct failure *f) MUST_CHECK;

#endif
