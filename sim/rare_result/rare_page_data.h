/**
 * rare_page_data.h - the tables of a rare event, read again for its report.
 */
#ifndef RARE_RESULT_RARE_PAGE_DATA_H
#define RARE_RESULT_RARE_PAGE_DATA_H

#include "base/array.h"
#include "base/buffer.h"
#include "directory/manifest.h"
#include "stats/statistics.h"

enum { RARE_PAGE_ID = 128 };

/** A row of rare.csv; of levels.csv; of histories.csv. */
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
    int32_t turn; /* number of earlier histories of its policy */
};

struct rare_page_data {
    const char *directory;
    const struct manifest_old *past;
    struct array policies, levels, histories;
    struct buffer path;
};

/** Reads rare.csv, levels.csv and histories.csv; m->directory and m->past are set. Free *m in any
 * case. STATUS_IO if a file is not the one that was written. */
enum status rare_page_data_read(struct rare_page_data *m, struct failure *f) MUST_CHECK;
void rare_page_data_free(struct rare_page_data *m);

/** Sets m->path to a file of the result. STATUS_IO if it is not the one that was written. */
enum status rare_page_data_file(
    struct rare_page_data *m, const char *name, struct failure *f) MUST_CHECK;

#endif
