/**
 * plots.h - ready scripts that draw a result, and the words they put on their axes.
 *
 * The scripts are real files, sim/analysis/plots/plots.py, plots.R and plots.gp, held in the
 * program since its build (embed.cmake). They stand in analysis/plots/ of every result and read
 * the tables beside them; labels.csv says what metrics, factors, policies and the result itself
 * are called on a chart.
 */
#ifndef ANALYSIS_PLOTS_H
#define ANALYSIS_PLOTS_H

#include "analysis/analysis.h"

/** A row of labels.csv. */
struct plots_label {
    int32_t kind;      /* title, policy, metric, factor */
    const char *name;  /* as the tables have it */
    const char *label; /* one line, fit to be shown: text_visible() */
};

extern const struct record plots_label_record;

struct plots_file {
    const char *name; /* "analysis/plots/plots.py" */
    const unsigned char *bytes;
    size_t length;
};

/** The scripts, ended by a file without a name; made from the files when the program is built. */
extern const struct plots_file plots_files[];

/** What must outlive the package that the files go to. Zero is empty. */
struct plots {
    struct table labels;
};

void plots_free(struct plots *p);

/** labels.csv and the scripts. */
enum status plots_write(struct plots *p, const struct experiment *e,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif
