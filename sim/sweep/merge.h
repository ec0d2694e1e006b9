/**
 * merge.h - the blocks of one journal added to another of the same experiment.
 *
 * Runs that are in both must have the same text; then they are taken once. If they differ, one
 * of the two was not made by this experiment on this program, or is damaged, and nothing says
 * which: the merge fails.
 */
#ifndef SWEEP_MERGE_H
#define SWEEP_MERGE_H

#include "sweep/journal.h"
#include "sweep/layout.h"

/**
 * Appends what `from` has and `to` has not; both are sorted then. STATUS_MISMATCH and the first
 * run that differs. *added and *both count runs.
 */
enum status merge_journal(struct journal *to, struct journal *from, const struct experiment *e,
    int64_t *added, int64_t *both, struct failure *f) MUST_CHECK;

#endif
