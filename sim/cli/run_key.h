/**
 * run_key.h - the key of a run on the command line: POINT[/POLICY[/REP]], for example
 * "12/hotline/3".
 */
#ifndef CLI_RUN_KEY_H
#define CLI_RUN_KEY_H

#include "scenario/scenario.h"

/** The run, or the runs, that a key names. */
struct run_key {
    int64_t point;       /* counts from 0 */
    int32_t policy;      /* index of the policy; -1: not given */
    int64_t replication; /* counts from 1; 0: not given */
};

/**
 * Reads a key from the value `text` of an option. If `whole` is true, policy and replication are
 * required. `option` is the name of the option, for messages. Returns STATUS_USAGE if `text` is not
 * a key of a run of this experiment.
 */
enum status run_key_read(struct run_key *a, const char *option, bool whole, const char *text,
    const struct scenario *policies, int64_t n_points, struct failure *f) MUST_CHECK;

#endif
