/**
 * time_axis.h - the time axis of a run: calendar years, or days if the run is short.
 */
#ifndef REPORT_TIME_AXIS_H
#define REPORT_TIME_AXIS_H

#include "base/text.h"
#include "report/report_data.h"
#include "report/scale.h"

/** The time axis of a run. */
struct time_axis {
    double start; /* day 0 of the run, in days since 1970-01-01 */
    double end;   /* length of the run in days */
    bool years;   /* the axis has calendar years; otherwise days from the start */
    bool counted; /* names are invented, so the first year of the run is year 1 */
    struct scale scale;
};

/** Returns the axis of a whole run. */
struct time_axis time_axis_make(const struct world *w);

/** Returns the position of a day of the run in per cent. */
double time_axis_at(const struct time_axis *c, double day);

/**
 * Writes a day of the run as "13 May 2027" or "13 May of year 2", or "-" if the day is not finite.
 * Returns `out`.
 */
const char *time_axis_date(char out[TEXT_DAY_BYTES], const struct time_axis *c, double day);

/** Draws grid lines and numbers, as svg_ticks() does. */
void time_axis_ticks(struct buffer *b, const struct time_axis *c, double top, double bottom);

#endif
