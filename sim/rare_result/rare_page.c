#include "rare_result/rare_page.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/html_escape.h"
#include "rare_result/rare_page_data.h"
#include "report/charts/interval.h"
#include "report/number_text.h"
#include "report/page.h"

enum { STORY_PART = 4096, TOP = 16, BOTTOM = 172, HEIGHT = 196, LEVELS_MAX = 64 };

/* ---- the probabilities ---- */

/* The mark and colour of a policy. The first policies have different ones, the same as in every
   report. */
static struct series_style
look_of(int32_t policy)
{
    static const char *const classes[SVG_SERIES] = {"s0", "s1", "s2", "s3"};
    int32_t k = policy < SVG_SERIES ? policy : SVG_SERIES - 1;

    return (struct series_style){(enum svg_mark)k, classes[k]};
}

static struct estimate
logarithm(struct estimate at)
{
    return (struct estimate){at.value > 0 ? log10(at.value) : (double)NAN,
        at.low > 0 ? log10(at.low) : (double)NAN, at.high > 0 ? log10(at.high) : (double)NAN};
}

static void
put_probability_table(struct section *f, const struct rare_page_data *m)
{
    section_table(f, "Policy|#Probability|#CI lower|#CI upper|#Ratio|#CI lower|#CI upper|#Gain|"
                     "#Repetitions|#With the event|Advice");
    for (int32_t k = 0; k < m->policies.count; k++) {
        const struct rare_page_policy *row = ARRAY_AT(struct rare_page_policy, &m->policies, k);

        section_cell_text(f, row->id);
        interval_cells(f, row->probability);
        interval_cells(f, row->ratio);
        section_cell_real(f, row->gain);
        section_cell_count(f, (int64_t)row->repetitions);
        section_cell_count(f, (int64_t)row->with_event);
        section_cell_text(f, row->advice);
    }
}

static void
put_probabilities(struct section *f, const struct rare_page_data *m)
{
    struct scale scale = {0};

    for (int32_t k = 0; k < m->policies.count; k++) {
        interval_include(
            &scale, logarithm(ARRAY_AT(struct rare_page_policy, &m->policies, k)->probability));
    }
    scale_round(&scale, 4);
    f->title = "Probability of the event";
    section_open(f);
    buffer_text(&f->out, "The probability that the event happens before the horizon, with its "
                         "95&nbsp;% interval over independent repetitions.");
    section_picture(f);
    for (int32_t k = 0; k < m->policies.count; k++) {
        const struct rare_page_policy *row = ARRAY_AT(struct rare_page_policy, &m->policies, k);

        svg_label(&f->out);
        html_bdi(&f->out, row->id, HTML_NAME);
        svg_label_value(&f->out);
        number_text_add_estimate(&f->out, row->probability);
        svg_label_end(&f->out);
        svg_open(&f->out, 16);
        interval_mark(&f->out, &scale, look_of(k), logarithm(row->probability), 8);
        svg_close(&f->out);
    }
    svg_axis(&f->out, &scale, 4);
    buffer_text(&f->out, "<p class=\"note\">horizontal axis: logarithm to base 10 of the "
                         "probability: &minus;6 is one in a million</p>\n");
    put_probability_table(f, m);
    section_close(f);
}

/* ---- the levels ---- */

/* Computes the logarithm of the probability to reach each level of a policy. Returns the number of
   levels. */
static int32_t
reach_levels(const struct rare_page_data *m, int32_t policy, struct estimate at[LEVELS_MAX])
{
    double product = 1;
    int32_t n = 0;

    for (int32_t k = 0; k < m->levels.count && n < LEVELS_MAX; k++) {
        const struct rare_page_level *row = ARRAY_AT(struct rare_page_level, &m->levels, k);

        if (row->policy == policy) {
            product *= isnan(row->share) ? 0 : row->share;
            at[n++] = logarithm((struct estimate){product, NAN, NAN});
        }
    }
    return n;
}

static void
put_level_table(struct section *f, const struct rare_page_data *m)
{
    section_table(f, "Policy|#Level|#Importance|#Starts|#Hits|#Share|#Events");
    for (int32_t k = 0; k < m->levels.count; k++) {
        const struct rare_page_level *row = ARRAY_AT(struct rare_page_level, &m->levels, k);

        section_cell_text(f, ARRAY_AT(struct rare_page_policy, &m->policies, row->policy)->id);
        section_cell_count(f, (int64_t)row->level);
        section_cell_real(f, row->importance);
        section_cell_count(f, (int64_t)row->starts);
        section_cell_count(f, (int64_t)row->hits);
        section_cell_real(f, row->share);
        section_cell_count(f, (int64_t)row->events);
    }
}

static void
put_levels(struct section *f, const struct rare_page_data *m)
{
    struct interval_frame frame = {.top = TOP, .bottom = BOTTOM};
    struct scale across = {0, 1, true};
    struct estimate at[LEVELS_MAX];

    for (int32_t k = 0; k < m->policies.count; k++) {
        int32_t n = reach_levels(m, k, at);

        across.high = n > across.high ? n : across.high;
        for (int32_t i = 0; i < n; i++) {
            scale_include(&frame.scale, at[i].value);
        }
    }
    scale_include(&frame.scale, 0);
    scale_round(&frame.scale, 4);
    f->title = "Levels on the way to the event";
    section_open(f);
    buffer_text(&f->out,
        "The probability to reach each level: the product of the shares of the "
        "paths that went on from one level to the next. The last level is the "
        "event.");
    section_picture(f);
    svg_open(&f->out, HEIGHT);
    interval_lines(&f->out, &frame);
    svg_ticks(&f->out, &across, 5, BOTTOM, BOTTOM + 4);
    for (int32_t k = 0; k < m->policies.count; k++) {
        int32_t n = reach_levels(m, k, at);
        double x[LEVELS_MAX];

        for (int32_t i = 0; i < n; i++) {
            x[i] = scale_at(&across, i + 1);
            if (!isnan(at[i].value)) {
                svg_mark(&f->out, look_of(k).mark, look_of(k).class_, x[i],
                    interval_down(&frame, at[i].value));
            }
        }
        interval_curve(&f->out, &frame, look_of(k), x, at, n);
    }
    interval_numbers(&f->out, &frame);
    svg_close(&f->out);
    buffer_text(&f->out,
        "<p class=\"note\">horizontal axis: number of the level; vertical axis: "
        "logarithm to base 10 of the probability</p>\n");
    put_level_table(f, m);
    section_close(f);
}

/* ---- the histories ---- */

static enum status
put_story(struct rare_page_data *m, const struct rare_page_history *row, struct buffer *out,
    struct failure *f)
{
    struct buffer text = {0};
    char part[STORY_PART];
    FILE *file = NULL;
    size_t n;
    enum status st;

    TRY(rare_page_data_file(m, row->story, f));
    file = fopen(m->path.at, "rb");
    if (file == NULL) {
        st = failure_of_file(f, m->path.at);
        goto out;
    }
    while ((n = fread(part, 1, sizeof(part), file)) > 0) {
        buffer_add(&text, part, n);
    }
    TRY(ferror(file) ? failure_of_file(f, m->path.at) : buffer_status(&text));
    buffer_text(out, "<details><summary>Policy ");
    html_bdi(out, row->policy, HTML_NAME);
    buffer_text(out, ": the event happens on day ");
    number_text_add(out, row->day);
    buffer_text(out, "</summary>\n<pre>");
    html_text(out, buffer_string(&text), HTML_WHOLE);
    buffer_text(out, "</pre>\n</details>\n");
out:
    if (file != NULL) {
        (void)fclose(file);
    }
    buffer_free(&text);
    return st;
}

/* Takes the first history of each policy, then the second of each, and so on. */
static enum status
put_histories(struct rare_page_data *m, struct section *section, struct failure *f)
{
    int32_t n = 0;
    enum status st = STATUS_OK;

    buffer_text(&section->out,
        "<section class=\"chart\" aria-labelledby=\"histories\">\n<h2 "
        "id=\"histories\" tabindex=\"-1\">Histories that reached the "
        "event</h2>\n<p>Each is one history of the model, from the first "
        "day to the horizon.</p>\n");
    for (int32_t turn = 0; turn < RARE_PAGE_HISTORIES; turn++) {
        for (int32_t k = 0; k < m->histories.count && n < RARE_PAGE_HISTORIES; k++) {
            const struct rare_page_history *row =
                ARRAY_AT(struct rare_page_history, &m->histories, k);

            if (row->turn == turn) {
                TRY(put_story(m, row, &section->out, f));
                n++;
            }
        }
    }
    buffer_text(
        &section->out, n == 0 ? "<p>The result has no history with the event.</p>\n" : "");
    buffer_text(&section->out, "</section>\n");
out:
    return st;
}

/* ---- the page ---- */

static void
put_origin(struct buffer *out, const struct manifest_old *past)
{
    buffer_text(out, "<section aria-labelledby=\"again\">\n<h2 id=\"again\" "
                     "tabindex=\"-1\">How to reproduce this result</h2>\n<pre>");
    html_text(out, buffer_string(&past->command), HTML_WHOLE);
    buffer_text(out, "</pre>\n<p>cbmsim ");
    html_bdi(out, past->version, HTML_LINE);
    buffer_printf(out, ", seed %" PRIu64 ", hash of the inputs <code>", past->seed);
    html_text(out, past->identity, HTML_LINE);
    buffer_text(out, "</code></p>\n</section>\n");
}

bool
rare_page_is(const struct manifest_old *past)
{
    for (int32_t k = 0; k < past->n_outputs; k++) {
        if (strcmp(past->outputs[k].name, "rare.csv") == 0) {
            return true;
        }
    }
    return false;
}

enum status
rare_page_print(const char *directory, const struct manifest_old *past, struct buffer *out,
    struct failure *f)
{
    static const char title[] = "The probability of a rare event";
    struct rare_page_data m = {.directory = directory, .past = past};
    struct section section = {0};
    enum status st;

    TRY(rare_page_data_read(&m, f));
    put_probabilities(&section, &m);
    put_levels(&section, &m);
    TRY(put_histories(&m, &section, f));
    TRY(buffer_status(&section.out));
    page_head(out, title);
    buffer_printf(out, "<main id=\"main\" tabindex=\"-1\">\n<h1>%s</h1>\n<pre>", title);
    html_text(out, buffer_string(&past->command), HTML_WHOLE);
    buffer_text(out, "</pre>\n");
    page_contents(out, &section);
    buffer_add(out, section.out.at, section.out.length);
    put_origin(out, past);
    buffer_text(out, "</main>\n</body>\n</html>\n");
    TRY(buffer_status(out));
out:
    section_free(&section);
    rare_page_data_free(&m);
    return st;
}
