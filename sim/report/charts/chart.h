/**
 * chart.h - the charts of a report. Each has a row in CHARTS and a file with its function.
 *
 * A row has the name of the function without chart_, the title, the reports that have the chart,
 * and the data that it needs. The function adds one section to *f by calling section_open(), adding
 * a sentence, and then calling section_picture(), section_table() and section_close(), in this
 * order. It draws the picture with report/svg.h. The function is called only if the result has the
 * data that the chart needs. Otherwise section_note() adds a note that explains how to record the
 * data. A page has its charts in the order of the rows.
 */
#ifndef REPORT_CHARTS_CHART_H
#define REPORT_CHARTS_CHART_H

#include "report/effects.h"
#include "report/report_data.h"
#include "report/section.h"
#include "report/shown.h"

/** The kinds of reports in which a chart appears. */
enum chart_report {
    CHART_OF_RUN = 1,
    CHART_OF_POINT = 2,  /* the report of a sweep with one point */
    CHART_OF_POINTS = 4, /* the report of a sweep with several points */
    /** The report of a sweep. The chart is drawn again for each metric after the first. */
    CHART_OF_METRIC = 8,
    CHART_OF_ANY = CHART_OF_RUN | CHART_OF_POINT | CHART_OF_POINTS
};

/** Data that a chart needs. chart.c has a note for each of them. */
enum chart_need {
    CHART_NEEDS_RUNS = 1,          /* at least one complete run */
    CHART_NEEDS_POLICIES = 2,      /* at least two policies */
    CHART_NEEDS_DIFFERENCES = 4,   /* at least one row of compare.csv */
    CHART_NEEDS_FACTOR = 8,        /* at least one factor that varies */
    CHART_NEEDS_FACTORS = 16,      /* at least two factors that vary */
    CHART_NEEDS_REPLICATIONS = 32, /* at least five replications */
    CHART_NEEDS_RUN = 64,          /* the run that is shown in detail */
    CHART_NEEDS_PAIRS = 128,       /* a pair of states in this run */
    CHART_NEEDS_RUNGS = 256,       /* the column max_rung of runs.csv */
    CHART_NEEDS_ANSWERS = 512      /* the column first_answer_rung_6_day of runs.csv */
};

#define CHARTS(X)                                                                              \
    /* Effect of each policy on each metric of a sweep, and at how many points. */             \
    X(metrics, "All metrics", CHART_OF_POINTS, 0)                                              \
    /* The factors with the largest effects, and where the direction of an effect changes. */  \
    X(effects, "Main effects", CHART_OF_POINTS | CHART_OF_METRIC, CHART_NEEDS_FACTOR)          \
    /* The effect over the two most important factors. */                                      \
    X(factor_map, "Map of two factors", CHART_OF_POINTS | CHART_OF_METRIC,                     \
        CHART_NEEDS_FACTORS)                                                                   \
    /* Effect of each policy on one metric at each point of a sweep. */                        \
    X(points, "Policies compared at each point", CHART_OF_POINTS | CHART_OF_METRIC,            \
        CHART_NEEDS_POLICIES | CHART_NEEDS_DIFFERENCES)                                        \
    /* Effect of each policy on each metric, with intervals. */                                \
    X(compare, "Policies compared", CHART_OF_RUN | CHART_OF_POINT,                             \
        CHART_NEEDS_POLICIES | CHART_NEEDS_DIFFERENCES)                                        \
    /* Spread over the runs of each policy. */                                                 \
    X(distribution, "Distribution over runs", CHART_OF_ANY, CHART_NEEDS_RUNS)                  \
    /* How far runs escalate, and how common the outcome of the run shown is. */               \
    X(highest_rung, "Highest rung reached", CHART_OF_ANY,                                      \
        CHART_NEEDS_RUNS | CHART_NEEDS_RUNGS)                                                  \
    /* Share of runs in which a response has reached rung 6, by time. */                       \
    X(escalation_curve, "Destructive responses over time", CHART_OF_RUN,                       \
        CHART_NEEDS_RUNS | CHART_NEEDS_ANSWERS)                                                \
    /* Rungs of the pairs that went highest, in the run shown. */                              \
    X(ladder, "Escalation ladder over time", CHART_OF_ANY, CHART_NEEDS_RUNS | CHART_NEEDS_RUN) \
    /* Incidents of the run shown: times and attribution. */                                   \
    X(timeline, "Incident timeline", CHART_OF_ANY, CHART_NEEDS_RUNS | CHART_NEEDS_RUN)         \
    /* Tension of each pair at the end of the run shown. */                                    \
    X(network, "Tension between states at the end", CHART_OF_ANY,                              \
        CHART_NEEDS_RUNS | CHART_NEEDS_RUN | CHART_NEEDS_PAIRS)                                \
    /* Messages without a reply, by state. */                                                  \
    X(messages, "Messages between states", CHART_OF_ANY, CHART_NEEDS_RUNS | CHART_NEEDS_RUN)   \
    /* Which factors have an effect. */                                                        \
    X(morris, "Elementary effects (Morris)",                                                   \
        CHART_OF_POINT | CHART_OF_POINTS | CHART_OF_METRIC, 0)                                 \
    /* Which factors the variance comes from. */                                               \
    X(sobol, "Shares of the variance (Sobol)",                                                 \
        CHART_OF_POINT | CHART_OF_POINTS | CHART_OF_METRIC, 0)                                 \
    /* The factors on which a metric depends, by regression. */                                \
    X(regress, "Influence of the factors (PRCC)", CHART_OF_POINTS | CHART_OF_METRIC, 0)        \
    /* The regret of each policy. */                                                           \
    X(regret, "Regret of the policies", CHART_OF_POINTS | CHART_OF_METRIC, 0)                  \
    /* Whether there were enough replications. */                                              \
    X(convergence, "Convergence", CHART_OF_ANY, CHART_NEEDS_REPLICATIONS)

/** The data from which charts are drawn. */
struct chart_input {
    const struct report_data *material;
    const struct effects *effects; /* the main effects on the metric that the charts show */
    const struct shown *shown;     /* the run that is shown in detail; empty for a sweep */
    int32_t n_charted;             /* for a sweep: number of metrics that have charts */
    int32_t n_screenings;          /* maximum number of sensitivity analyses that are drawn */
    struct failure *failure;
};

typedef enum status chart_draw(struct section *f, const struct chart_input *in) MUST_CHECK;

#define CHART_DECLARE(name, title, reports, needs) chart_draw chart_##name;
CHARTS(CHART_DECLARE)
#undef CHART_DECLARE

/** A row of CHARTS. */
struct chart {
    const char *title;
    int32_t reports; /* sum of enum chart_report */
    int32_t needs;   /* sum of enum chart_need */
    chart_draw *draw;
};

extern const struct chart chart_rows[]; /* the last row has no title */

/** Adds all charts of a kind of report. */
enum status chart_draw_all(
    struct section *f, enum chart_report report, const struct chart_input *in) MUST_CHECK;

#endif
