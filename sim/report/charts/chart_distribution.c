#include <math.h>
#include <stdlib.h>

#include "report/charts/chart.h"
#include "report/label.h"
#include "report/number_text.h"
#include "stats/statistics.h"

enum { BINS = 30, PANELS_MAX = 8, HEIGHT = 76, BASE = 70, TALLEST = 50 };

/* The values of the runs of one policy at all points, in ascending order. */
struct sorted {
    double *x;
    int64_t n;
};

/* The largest number of runs of a policy. */
static int64_t
largest_policy(const struct report_data *m)
{
    int64_t largest = 0;

    for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
        int64_t n = 0;

        for (int64_t g = 0; g < m->n_groups; g++) {
            n += m->groups[g].policy == k ? m->groups[g].n : 0;
        }
        largest = n > largest ? n : largest;
    }
    return largest;
}

static void
collect(struct sorted *s, const struct report_data *m, int32_t policy)
{
    s->n = 0;
    for (int64_t g = 0; g < m->n_groups; g++) {
        const struct report_data_group *group = &m->groups[g];

        for (int64_t i = 0; i < group->n && group->policy == policy; i++) {
            double x = report_data_value(m, 0, group->first + i);

            if (isfinite(x)) {
                s->x[s->n++] = x;
            }
        }
    }
    statistics_sort(s->x, s->n);
}

static double
quantile_of(const struct sorted *s, double q)
{
    struct confidence_cache unused = {.confidence = 0.95};

    return statistics_quantile(s->x, s->n, q, &unused).value;
}

/* The bars of all policies. */
struct bins {
    struct scale scale;
    int32_t n;
    bool cut; /* the last bin includes all higher values */
};

/* Gives each small whole number a bar of its own, which is centred on the number. */
static void
use_counts(struct bins *bins, double low, double high)
{
    bins->n = (int32_t)(high - low) + 1;
    bins->scale = (struct scale){low - 0.5, high + 0.5, true};
}

/* Chooses the bins. They end at the highest 99th percentile of any policy. */
static struct bins
bins_of(struct sorted *s, const struct report_data *m)
{
    struct bins bins = {.n = BINS};
    double minimum = INFINITY, maximum = -INFINITY, high = -INFINITY;
    bool counts = true;

    for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
        collect(s, m, k);
        if (s->n > 0) {
            double end = quantile_of(s, 0.99);

            scale_include(&bins.scale, s->x[0]);
            scale_include(&bins.scale, end);
            minimum = fmin(minimum, s->x[0]);
            maximum = fmax(maximum, s->x[s->n - 1]);
            high = fmax(high, ceil(end));
        }
        for (int64_t i = 0; i < s->n && counts; i++) {
            counts = s->x[i] == floor(s->x[i]);
        }
    }
    scale_round(&bins.scale, 6);
    if (counts && maximum > -INFINITY && high - minimum < BINS) {
        use_counts(&bins, minimum, high);
    }
    bins.cut = maximum > bins.scale.high;
    return bins;
}

static int32_t
bin_of(const struct bins *bins, double x)
{
    int32_t k = (int32_t)(scale_at(&bins->scale, x) * bins->n / 100);

    return k < bins->n ? k : bins->n - 1;
}

/* Counts the runs in each bar. Returns the largest count. */
static int64_t
count_bars(int64_t counts[BINS], const struct sorted *s, const struct bins *bins)
{
    int64_t tallest = 0;

    for (int64_t i = 0; i < s->n; i++) {
        int32_t bin = bin_of(bins, s->x[i]);

        counts[bin]++;
        tallest = counts[bin] > tallest ? counts[bin] : tallest;
    }
    return tallest;
}

static void
draw_panel(struct buffer *b, const struct report_data *m, int32_t policy,
    const struct sorted *s, const struct bins *bins)
{
    double median = quantile_of(s, 0.5), x = scale_at(&bins->scale, median);
    struct series_style look = label_series_style(m, policy);
    int64_t counts[BINS] = {0}, tallest = count_bars(counts, s, bins);

    svg_label(b);
    label_marked(b, m, policy);
    svg_label_value(b);
    buffer_text(b, "median: ");
    number_text_add(b, median);
    buffer_text(b, "; highest bar: ");
    label_share(b, tallest, s->n);
    buffer_text(b, " runs");
    svg_label_end(b);
    svg_open(b, HEIGHT);
    svg_histogram(b, look.class_, counts, bins->n, BASE, TALLEST, 0.4);
    svg_line(b, "grid", 0, BASE, 100, BASE);
    svg_line(b, "whisker", x, 8, x, BASE);
    svg_mark(b, look.mark, look.class_, x, 10);
    svg_close(b);
}

static void
put_row(struct section *f, const struct report_data *m, int32_t policy, const struct sorted *s)
{
    static const double at[] = {0.1, 0.5, 0.9};

    section_cell_text(f, report_data_policy_title(m, policy));
    section_cell_count(f, s->n);
    section_cell_real(f, statistics_moments(s->x, s->n).mean);
    for (int32_t k = 0; k < FIELD_COUNT_OF(at); k++) {
        section_cell_real(f, quantile_of(s, at[k]));
    }
    section_cell_real(f, s->n > 0 ? s->x[0] : NAN);
    section_cell_real(f, s->n > 0 ? s->x[s->n - 1] : NAN);
}

static void
put_description(struct section *f, const struct report_data *m, bool cut)
{
    struct buffer *b = &f->out;

    buffer_text(b, "Distribution over runs of ");
    headline_words(b, &m->headlines[0]);
    buffer_printf(b, " (<code>%s</code>). ", m->headlines[0].metric);
    headline_doc(b, &m->headlines[0]);
    buffer_text(b, " A bar shows the share of the runs of a policy, relative to the highest "
                   "bar of the policy; the vertical "
                   "line marks the median.");
    buffer_text(b,
        !m->source.experiment->from_scenario ? " All points of the sweep are combined." : "");
    buffer_text(b, cut ? " The last bar includes all higher values." : "");
}

enum status
chart_distribution(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    struct sorted s = {NULL, 0};
    struct bins bins;

    s.x = malloc(((size_t)largest_policy(m) + 1) * sizeof(*s.x));
    if (s.x == NULL) {
        return STATUS_NO_MEMORY;
    }
    bins = bins_of(&s, m);
    section_open(f);
    put_description(f, m, bins.cut);
    section_picture(f);
    for (int32_t k = 0; k < m->source.scenario->n_policies && k < PANELS_MAX; k++) {
        collect(&s, m, label_ordered(m, k));
        if (s.n > 0) {
            draw_panel(&f->out, m, label_ordered(m, k), &s, &bins);
        }
    }
    svg_axis(&f->out, &bins.scale, 6);
    section_table(
        f, "Policy|#Runs|#Mean|#10th percentile|#Median|#90th percentile|#Minimum|#Maximum");
    for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
        collect(&s, m, label_ordered(m, k));
        put_row(f, m, label_ordered(m, k), &s);
    }
    section_close(f);
    free(s.x);
    return STATUS_OK;
}
