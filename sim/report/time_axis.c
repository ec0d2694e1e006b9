#include "report/time_axis.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "report/number_text.h"
#include "report/svg.h"

enum { YEARS_FROM_DAYS = 1200, WANTED = 5 };

/* Days since 1970 as a fractional year. */
static double
year_of(double days)
{
    return 1970 + days / DAYS_PER_YEAR;
}

struct time_axis
time_axis_make(const struct world *w)
{
    struct time_axis c = {
        .start = w->start, .end = w->horizon_days, .years = w->horizon_days >= YEARS_FROM_DAYS};

    c.scale = (struct scale){0, w->horizon_days, true};
    if (c.years) {
        c.scale = (struct scale){year_of(w->start), year_of(w->start + w->horizon_days), true};
    }
    return c;
}

double
time_axis_at(const struct time_axis *c, double day)
{
    return scale_at(&c->scale, c->years ? year_of(c->start + day) : day);
}

const char *
time_axis_date(char out[TEXT_DAY_BYTES], const struct time_axis *c, double day)
{
    double exact = floor(day * 1e6 + 0.5) / 1e6; /* as files have it */

    return isfinite(day) ? text_day(out, (int64_t)floor(c->start + exact)) : strcpy(out, "-");
}

void
time_axis_ticks(struct buffer *b, const struct time_axis *c, double top, double bottom)
{
    svg_ticks(b, &c->scale, WANTED, top, bottom);
}
