/* Makes the warnings of rows about a set of points. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/point_means.h"

enum { ADVICE_BYTES = 64 };

/* Factor by which the advised number of replications exceeds the number for which the noise would
   be 0.1. The factor is needed because the present estimate of the noise is uncertain, and because
   the estimate from the advised number of replications is uncertain, too. */
static const double margin = 1.5;

/* Writes how many replications bring the share of noise below 0.1, for example " (about 1200)".
   Writes "" if the share is already below 0.1. If most of the variance is noise, only a lower bound
   can be given, because the rest of the variance is too uncertain. */
static void
print_advice(const struct point_set *s, double noise, char out[ADVICE_BYTES])
{
    /* The noise is proportional to 1/n, and noise/(1 - noise) is 1/9 at the wanted number. */
    double wanted =
        noise < 1 ? margin * 9 * (double)s->max_replications * noise / (1 - noise) : NAN;
    double unit;

    out[0] = '\0';
    if (!(noise > 0.1) || s->max_replications < 2) {
        return;
    }
    if (!(wanted < 100.0 * (double)s->max_replications)) {
        (void)snprintf(out, ADVICE_BYTES, " (at least 100 times as many)");
        return;
    }
    unit = pow(10, floor(log10(wanted)) - 1);
    (void)snprintf(out, ADVICE_BYTES, " (%s %.0f)", noise < 0.5 ? "about" : "at least",
        ceil(wanted / unit) * unit);
}

const char *
point_set_warning(const struct point_set *s, const char *warning, double noise,
    char text[POINT_SET_WARNING_BYTES])
{
    char range[48] = "", advice[ADVICE_BYTES] = "", fewer[POINT_SET_WARNING_BYTES / 2] = "";

    if (warning != NULL && strstr(warning, "more replications") != NULL) {
        print_advice(s, noise, advice);
    }
    if (s->min_replications < s->max_replications) {
        (void)snprintf(range, sizeof(range), "%lld to ", (long long)s->min_replications);
    }
    if (s->min_replications != s->planned) {
        (void)snprintf(fewer, sizeof(fewer),
            "points use only %s%lld of %lld replications: the others failed, are missing at "
            "another point, or have no value%s",
            range, (long long)s->max_replications, (long long)s->planned,
            warning == NULL ? "" : "; ");
    }
    if (fewer[0] == '\0' && advice[0] == '\0') {
        return warning;
    }
    (void)snprintf(
        text, POINT_SET_WARNING_BYTES, "%s%s%s", fewer, warning == NULL ? "" : warning, advice);
    return text;
}
