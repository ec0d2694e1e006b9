/**
 * course.h - the time of a run as an axis: years of the calendar, or days of a short run.
 */
#ifndef REPORT_COURSE_H
#define REPORT_COURSE_H

#include "base/text.h"
#include "report/material.h"
#include "report/scale.h"

struct course {
    double start; /* days since 1970-01-01 */
    bool years;   /* else days from the start */
    struct scale scale;
};

/** The whole run. */
struct course course_of(const struct material *m);

/** Where a day of the run is, in per cent. */
double course_at(const struct course *c, double day);

/** "13 May 2027"; "-" for a day that did not come. Returns `out`. */
const char *course_date(char out[TEXT_DAY_BYTES], const struct course *c, double day);

/** Adds "calendar year" or "day of the run": what the numbers below are. */
const char *course_unit(const struct course *c);

/** Lines and numbers, as strip_ticks(). */
void course_ticks(struct buffer *b, const struct course *c, double top, double bottom);

#endif
