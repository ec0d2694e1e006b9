/**
 * rare_result.h - the result directory of a rare event.
 *
 *   rare.csv             a row for each policy
 *   levels.csv           the levels of each policy
 *   repetitions.csv      the estimate of each repetition
 *   histories.csv        some histories that reached the event
 *   story-1.txt          the story of history 1, run again from its row; and so on
 *   scenario.json        the scenario with defaults and the selected policies
 *   journal/repetitions  finished repetitions, from which the same command resumes
 */
#ifndef RARE_RESULT_RARE_RESULT_H
#define RARE_RESULT_RARE_RESULT_H

#include "directory/result_dir.h"
#include "rare/rare.h"

enum { RARE_HISTORIES_MAX = 20 };

/** The options of a result directory, in addition to the plan of the repetitions. */
struct rare_result_plan {
    const struct rare_plan
        *rare;         /* rare_result_run() replaces recall, note and self in a copy */
    int32_t histories; /* for each policy, at most RARE_HISTORIES_MAX */
    const struct manifest *manifest; /* has the arguments and the start of the command */
    bool fresh;                      /* replace a result that was made from other inputs */
    void (*progress)(void *self);    /* called after each repetition; may be NULL */
    void *self;
};

/**
 * Makes the repetitions that the directory does not have yet, and writes all files. If the function
 * returns STATUS_STOPPED, the journal has the finished repetitions. On success the caller owns *r
 * and frees it.
 */
enum status rare_result_run(struct rare *r, const struct rare_result_plan *plan,
    const char *directory, struct failure *f) MUST_CHECK;

#endif
