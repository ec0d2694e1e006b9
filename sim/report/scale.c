#include "report/scale.h"

#include <math.h>

void
scale_include(struct scale *s, double x)
{
    if (!isfinite(x)) {
        return;
    }
    s->low = s->seen && s->low < x ? s->low : x;
    s->high = s->seen && s->high > x ? s->high : x;
    s->seen = true;
}

/* Returns the smallest step that gives at most `wanted` steps. Steps are 1, 2 or 5 times a power of
   ten. */
static double
step_of(const struct scale *s, int32_t wanted)
{
    double rough = (s->high - s->low) / wanted, unit = pow(10, floor(log10(rough)));
    static const double factors[] = {1, 2, 5, 10};

    for (int32_t k = 0; k < 4; k++) {
        if (factors[k] * unit >= rough * (1 - 1e-9)) {
            return factors[k] * unit;
        }
    }
    return 10 * unit;
}

/* Gives a width to a scale that is empty or whose ends are (nearly) equal. */
static void
widen(struct scale *s)
{
    double middle = s->seen ? s->low : 0, half = fabs(middle) > 1e-300 ? fabs(middle) / 2 : 1;

    if (!s->seen || !(s->high - s->low > 1e-12 * (fabs(s->low) + fabs(s->high)))) {
        *s = (struct scale){middle - half, middle + half, true};
    }
}

void
scale_round(struct scale *s, int32_t wanted)
{
    double step;

    widen(s);
    step = step_of(s, wanted);
    s->low = floor(s->low / step + 1e-9) * step;
    s->high = ceil(s->high / step - 1e-9) * step;
}

double
scale_at(const struct scale *s, double x)
{
    double share = (x - s->low) / (s->high - s->low);

    return 100 * (share > 0 ? (share < 1 ? share : 1) : 0);
}

int32_t
scale_ticks(const struct scale *s, int32_t wanted, double ticks[SCALE_TICKS])
{
    struct scale whole = *s;
    double step, first;
    int32_t n = 0;

    widen(&whole);
    step = step_of(&whole, wanted);
    first = ceil(whole.low / step - 1e-9);
    for (; n < SCALE_TICKS && (first + n) * step <= whole.high + 1e-9 * step; n++) {
        ticks[n] = (first + n) * step + 0.0; /* + 0.0 turns -0 into 0 */
    }
    return n;
}
