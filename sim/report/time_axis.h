/**
 * time_axis.h - the time axis of a run: calendar years, or days if the run is short.
 */
#ifndef REPORT_TIME_AXIS_H
#define REPORT_TIME_AXIS_H

#include "base/text.h"
#include "report/report_data.h"
#include "report/scale.h"

struct time_axis {
    double start; /* days since 1970-01-01 */
    double end;   /* of the run, in days */
    bool years;   /* else days from the start */
    bool counted; /* under invented names: years are counted from the first one */
    struct scale scale;
};

/** The axis of a whole run. */
struct time_axis time_axis_make(const struct world *w);

/** The position of a day of the run, in per cent. */
double time_axis_at(const struct time_axis *c, double day);

/** "13 May 2027", or "13 May of year 2"; "-" if the day is not finite. Returns `out`. */
const char *time_axis_date(char out[TEXT_DAY_BYTES], const struct time_axis *c, double day);

/** Grid lines and numbers, as svg_ticks() draws them. */
void time_axis_ticks(struct buffer *b, const struct time_axis *c, double top, double bottom);

#endif
