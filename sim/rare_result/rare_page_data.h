/**
 * rare_page_data.h - reads the tables of a rare event for its report.
 */
#ifndef RARE_RESULT_RARE_PAGE_DATA_H
#define RARE_RESULT_RARE_PAGE_DATA_H

#include "base/array.h"
#include "base/buffer.h"
#include "directory/manifest.h"
#include "stats/statistics.h"

enum { RARE_PAGE_ID = 128 };

/** Rows of rare.csv, levels.csv and histories.csv. */
struct rare_page_policy {
    char id[RARE_PAGE_ID], advice[RARE_PAGE_ID];
    struct estimate probability, ratio;
    double gain, repetitions, with_event;
};
struct rare_page_level {
    int32_t policy;
    double level, importance, starts, hits, share, events;
};
struct rare_page_history {
    char policy[RARE_PAGE_ID], story[RARE_PAGE_ID];
    double day;
    int32_t turn; /* number of histories of the same policy in earlier rows */
};

struct rare_page_data {
    const char *directory;
    const struct manifest_old *past;
    struct array policies, levels, histories;
    struct buffer path;
};

/**
 * Reads rare.csv, levels.csv and histories.csv. The caller must set m->directory and m->past before
 * the call. Free *m in any case. Returns STATUS_IO if a file was changed after it was written.
 */
enum status rare_page_data_read(struct rare_page_data *m, struct failure *f) MUST_CHECK;
void rare_page_data_free(struct rare_page_data *m);

/**
 * Sets m->path to a file of the result. Returns STATUS_IO if the file was changed after it was
 * written.
 */
enum status rare_page_data_file(
    struct rare_page_data *m, const char *name, struct failure *f) MUST_CHECK;

#endif
