#include "report/course.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "report/quantity.h"
#include "report/strip.h"

enum { YEARS_FROM_DAYS = 1200, WANTED = 5 };

/* 1970 and a half on the first of July. */
static double
year_of(double days)
{
    return 1970 + days / DAYS_PER_YEAR;
}

struct course
course_of(const struct material *m)
{
    const struct world *w = m->world;
    struct course c = {.start = w->start, .years = w->horizon_days >= YEARS_FROM_DAYS};

    c.scale = (struct scale){0, w->horizon_days, true};
    if (c.years) {
        c.scale = (struct scale){year_of(w->start), year_of(w->start + w->horizon_days), true};
    }
    return c;
}

double
course_at(const struct course *c, double day)
{
    return scale_at(&c->scale, c->years ? year_of(c->start + day) : day);
}

const char *
course_date(char out[TEXT_DAY_BYTES], const struct course *c, double day)
{
    return isfinite(day) ? text_day(out, (int64_t)floor(c->start + day)) : strcpy(out, "-");
}

const char *
course_unit(const struct course *c)
{
    return c->years ? "calendar year" : "day of the run";
}

void
course_ticks(struct buffer *b, const struct course *c, double top, double bottom)
{
    strip_ticks(b, &c->scale, WANTED, top, bottom);
}
