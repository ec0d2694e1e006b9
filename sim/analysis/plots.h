/**
 * plots.h - writes scripts that plot a result, and labels for their axes.
 *
 * The scripts are the files plots.py, plots.R and plots.gp of sim/analysis/plots. The build embeds
 * them in the program (embed.cmake). A result contains them in analysis/plots/, where they read the
 * tables of the result. labels.csv has the labels of metrics, factors, policies and states, the
 * title of the result, and the date of day 0. Reports use the same labels.
 */
#ifndef ANALYSIS_PLOTS_H
#define ANALYSIS_PLOTS_H

#include "analysis/analysis.h"

/** A row of labels.csv. */
struct plots_label {
    /**
     * "title", "start", "policy", "state", "metric", "without", "factor" or "renamed". A row of the
     * kind "without" labels the share of runs without an event; its name is the metric of the day
     * of the event. A row of the kind "renamed" has an earlier name of a metric, and its present
     * name as the label.
     */
    int32_t kind;
    const char *name;  /* name in the tables */
    const char *label; /* one line without control characters (text_visible()) */
};

extern const struct record plots_label_record;

/** An embedded script. */
struct plots_file {
    const char *name; /* for example "analysis/plots/plots.py" */
    const unsigned char *bytes;
    size_t length;
};

/** The scripts, generated at build time. The last row has no name. */
extern const struct plots_file plots_files[];

/**
 * The table of labels.csv. It must outlive the result to which it is written. A zeroed struct is
 * empty.
 */
struct plots {
    struct table labels;
};

void plots_free(struct plots *p);

/** Writes labels.csv and the scripts. */
enum status plots_write(struct plots *p, const struct experiment *e,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif
