/**
 * chart.h - the charts of a report, a file each.
 *
 * Each adds one section to *f, or a note where the result has no data for it, and then says how
 * to get them. What a person must be able to find out from it stands above its declaration.
 */
#ifndef REPORT_CHARTS_CHART_H
#define REPORT_CHARTS_CHART_H

#include "report/effects.h"
#include "report/figure.h"
#include "report/material.h"
#include "report/shown.h"

/** Which policy changes what, by how much, how sure. */
void chart_compare(struct figure *f, const struct material *m);

/** How much runs of one policy differ among themselves, beside what policies change. */
enum status chart_distribution(struct figure *f, const struct material *m) MUST_CHECK;

/** How runs end, by the highest rung of the ladder; is the run that is told typical. */
void chart_outcomes(struct figure *f, const struct material *m, const struct shown *s);

/** When it gets dangerous: the share of runs in which an answer has reached rung 6. */
void chart_chance(struct figure *f, const struct material *m);

/** Which pair climbed highest, when, did it come down. */
enum status chart_ladder(
    struct figure *f, const struct material *m, const struct shown *s) MUST_CHECK;

/** What happened when, how long, who was named, rightly or not. */
enum status chart_timeline(
    struct figure *f, const struct material *m, const struct shown *s) MUST_CHECK;

/** Who is in trouble with whom. */
enum status chart_network(
    struct figure *f, const struct material *m, const struct shown *s) MUST_CHECK;

/** Who was silent, who was not answered. */
enum status chart_messages(
    struct figure *f, const struct material *m, const struct shown *s) MUST_CHECK;

/**
 * Of every metric of a sweep: what a policy changes over all points, and at how many. The first
 * `n_charted` have charts of their own on the page.
 */
enum status chart_metrics(
    struct figure *f, const struct material *m, int32_t n_charted) MUST_CHECK;

/** At which points of a sweep a policy helps, in one metric. */
void chart_points(struct figure *f, const struct material *m, int32_t headline);

/** Which factor matters most, and where the sign turns. */
void chart_effects(struct figure *f, const struct effects *e);

/** Where the result turns, over two factors. */
void chart_space(struct figure *f, const struct effects *e);

/** Were there enough replications. */
void chart_converge(struct figure *f, const struct effects *e);

/** Which factors matter at all, or where the variance comes from: Morris or Sobol'. */
enum status chart_screening(struct figure *f, const struct material *m, int32_t headline,
    const struct experiment_analysis *analysis, struct failure *failure) MUST_CHECK;

#endif
