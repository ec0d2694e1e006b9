#include "report/time_axis.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "report/number_text.h"
#include "report/svg.h"

enum { YEARS_FROM_DAYS = 1200, WANTED = 5 };

/* Returns a day of the run as a year with a fraction. */
static double
year_of(const struct time_axis *c, double day)
{
    double year = 1970 + (c->start + day) / DAYS_PER_YEAR;

    return c->counted ? year - floor(1970 + c->start / DAYS_PER_YEAR) + 1 : year;
}

struct time_axis
time_axis_make(const struct world *w)
{
    struct time_axis c = {.start = w->start,
        .end = w->horizon_days,
        .years = w->horizon_days >= YEARS_FROM_DAYS,
        .counted = w->use_aliases};

    c.scale = (struct scale){0, w->horizon_days, true};
    if (c.years) {
        c.scale = (struct scale){year_of(&c, 0), year_of(&c, w->horizon_days), true};
    }
    return c;
}

double
time_axis_at(const struct time_axis *c, double day)
{
    return scale_at(&c->scale, c->years ? year_of(c, day) : day);
}

const char *
time_axis_date(char out[TEXT_DAY_BYTES], const struct time_axis *c, double day)
{
    double exact = floor(day * 1e6 + 0.5) / 1e6; /* rounded like the days in the files */
    int64_t date = isfinite(day) ? (int64_t)floor(c->start + exact) : 0;

    if (!isfinite(day)) {
        return strcpy(out, "-");
    }
    return c->counted ? text_day_counted(out, date, (int64_t)floor(c->start))
                      : text_day(out, date);
}

void
time_axis_ticks(struct buffer *b, const struct time_axis *c, double top, double bottom)
{
    svg_ticks(b, &c->scale, WANTED, top, bottom);
}
