/**
 * chart.h - the charts of a report, a file each.
 *
 * Each adds one section to *f, or a note where the result has no data for it, and then says how
 * to get them. What a person must be able to find out from it stands above its declaration.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/figure.h"
#include "report/material.h"

/** Which policy changes what, by how much, how sure. */
void chart_compare(struct figure *f, const struct material *m);

/** How much runs of one policy differ among themselves, beside what policies change. */
enum status chart_distribution(struct figure *f, const struct material *m) MUST_CHECK;

#endif
