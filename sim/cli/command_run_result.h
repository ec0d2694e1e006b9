/**
 * command_run_result.h - what comes of `run`: a result directory, or tables on the standard output.
 */
#ifndef CLI_COMMAND_RUN_RESULT_H
#define CLI_COMMAND_RUN_RESULT_H

#include <time.h>

#include "analysis/plots.h"
#include "cli/arguments.h"
#include "cli/progress.h"
#include "cli/result_tables.h"
#include "directory/result_dir.h"
#include "stats/run_table.h"

/** Files of a result in the order they are made. */
enum command_run_file {
    FILE_SCENARIO,
    FILE_DESIGN,
    FILE_POLICIES,
    FILE_RUNS,
    FILE_SUMMARY,
    FILE_COMPARE,
    FILE_PLOTS, /* the last of them */
    FILE_TRACES,
    FILES = FILE_TRACES + RECORDER_FILES
};

/** A run of the command: what was asked, the tables, and where things go. */
struct run_job {
    const struct arguments *arguments;
    struct scenario scenario;
    struct replication_plan plan;
    struct replication_policy *policies;
    struct result_tables tables;
    struct run_table runs;
    struct plots plots;
    struct result_dir result_dir;
    int32_t file[FILES]; /* -1: not written */
    struct progress progress;
    int64_t n_failed;
    struct timespec started;
    struct failure *f;
};

/** Opens the directory and writes what is known before any run. */
enum status command_run_open(struct run_job *job) MUST_CHECK;

/** Whether a directory is open. */
bool command_run_to_directory(const struct run_job *job);

/** Rows of runs and traces, to the directory. */
enum status command_run_write(
    struct run_job *job, const struct replication_block *block) MUST_CHECK;

/** Estimates, and differences between policies: to the directory or to the standard output. */
enum status command_run_analyse(struct run_job *job) MUST_CHECK;

/** Scripts that draw it, and the manifest: the directory is complete. */
enum status command_run_commit(struct run_job *job) MUST_CHECK;

#endif
