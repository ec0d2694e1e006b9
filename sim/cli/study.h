/**
 * study.h - an experiment and its result directory: what `sweep`, `merge` and `status` share.
 */
#ifndef CLI_STUDY_H
#define CLI_STUDY_H

#include <time.h>

#include "cli/arguments.h"
#include "sweep/result.h"

struct study {
    const struct arguments *arguments;
    struct experiment experiment;
    struct frame frame;
    struct package package;
    struct journal journal;
    struct sweep sweep;
    struct result result;
    struct buffer path; /* of the journal */
    struct timespec started;
};

/** Nothing is open; `arguments` are named in the manifest. */
void study_init(struct study *s, const struct arguments *arguments);
void study_free(struct study *s);

/** Reads the experiment and prints its warnings. */
enum status study_read(struct study *s, const char *path, struct failure *f) MUST_CHECK;

/** The same of the experiment that a result was made from. */
enum status study_read_result(
    struct study *s, const char *directory, struct failure *f) MUST_CHECK;

/** Takes the directory, says what will be in it, and opens its journal. */
enum status study_open(
    struct study *s, const char *directory, bool fresh, struct failure *f) MUST_CHECK;

/** STATUS_BAD_INPUT if the sweep may need more runs than its budget allows. */
enum status study_check_budget(const struct experiment *e, struct failure *f) MUST_CHECK;

/**
 * Opens the journal of a directory that is only read, as one of `frame`. Unless it is `needed`,
 * one that is not there is empty.
 */
enum status study_look(struct study *s, const struct frame *frame, const char *directory,
    bool needed, struct failure *f) MUST_CHECK;

/** Opens the sweep to count what its journal holds; nothing is run. */
enum status study_survey(struct study *s, struct failure *f) MUST_CHECK;

/** Points and runs of the sweep. */
struct study_count {
    int64_t points, whole;
    int64_t runs, wanted; /* that are there, of at most so many */
};

/** Counts the points of the sweep's plan, or those of all. */
struct study_count study_count(const struct study *s, bool all);

/** Writes every file from the journal and puts it in its place. */
enum status study_commit(struct study *s, struct failure *f) MUST_CHECK;

#endif
