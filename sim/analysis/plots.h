/**
 * plots.h - writes scripts that plot a result, and the labels of their axes.
 *
 * The scripts are the files plots.py, plots.R and plots.gp of sim/analysis/plots, embedded in
 * the program at build time (embed.cmake). A result contains them in analysis/plots/, where
 * they read the tables of the result; labels.csv has the labels of metrics, factors, policies,
 * states and of the result itself, and the date of day 0. Reports use the same labels.
 */
#ifndef ANALYSIS_PLOTS_H
#define ANALYSIS_PLOTS_H

#include "analysis/analysis.h"

/** A row of labels.csv. */
struct plots_label {
    int32_t kind;      /* title, start, policy, state, metric, without, factor, renamed */
    const char *name;  /* as in the tables */
    const char *label; /* one line without control characters: text_visible() */
};

extern const struct record plots_label_record;

/** A script. */
struct plots_file {
    const char *name; /* "analysis/plots/plots.py" */
    const unsigned char *bytes;
    size_t length;
};

/** The scripts, ended by a row without a name; generated at build time. */
extern const struct plots_file plots_files[];

/** The table of labels.csv; it must outlive the result that it is written to. All zero: empty. */
struct plots {
    struct table labels;
};

void plots_free(struct plots *p);

/** Writes labels.csv and the scripts. */
enum status plots_write(struct plots *p, const struct experiment *e,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif
