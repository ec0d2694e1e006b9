#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "format/table_read.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { DRAWN_MAX = 40, TABLE_MAX = 240, COLUMNS = 9, TEXTS_MAX = 1 << 24 };

/* What differs between the two analyses (regress, regret): the columns of the file and the words of
   the chart. */
struct kind {
    int32_t kind; /* an enum experiment_analysis_kind */
    const char *columns[COLUMNS];
    const char *drawn; /* the index whose rows are drawn */
    const char *before, *after, *headings;
};

static const struct kind regress = {.kind = EXPERIMENT_regress,
    .columns = {"policy", "metric", "index", "factor", "level", "estimate", "ci_lo", "ci_hi",
        "warning"},
    .drawn = "PRCC",
    .before = "How strongly, and in which direction, each factor changes ",
    .after = ", apart from the other factors: partial rank correlation (PRCC), from -1 to 1. A "
             "factor with an effect that rises and falls can have 0. The table also has the "
             "standardised regression coefficients (SRC) and their R2.",
    .headings = "Policy|Index|Factor|Level|#Estimate|#CI lower|#CI upper|Warning"};

static const struct kind regret = {.kind = EXPERIMENT_regret,
    .columns = {"policy", "metric", "statistic", "levers", "better", "estimate", "ci_lo",
        "ci_hi", "warning"},
    .drawn = "max",
    .before =
        "How much worse each policy can be than the best one: the largest regret over the "
        "uncertain points, in ",
    .after =
        ". The table also has the mean, the 90&nbsp;% quantile, and the share of points in "
        "which no other policy is better.",
    .headings = "Policy|Statistic|Levers|Better|#Estimate|#CI lower|#CI upper|Warning"};

/* A row of the file of the analysis. */
struct space_row {
    int32_t policy;
    const char *index, *first, *second, *warning; /* a text that is absent is "" */
    struct estimate at;
};

struct space_context {
    const struct kind *kind;
    const struct report_data *m;
    const struct headline_metric *headline;
    struct arena texts;
    struct space_row rows[TABLE_MAX];
    int64_t n, more;
};

static enum status
keep(struct space_context *s, const struct table_read_cell *cell, const char **out)
{
    const char *text = cell->text == NULL ? "" : cell->text;

    *out = arena_text(&s->texts, text, strlen(text));
    return *out == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status
take(void *context, const struct table_read_cell *c, struct failure *f)
{
    struct space_context *s = context;
    int32_t policy = report_data_policy(s->m, c[0].text);
    struct space_row *row = &s->rows[s->n];
    double *const numbers[] = {&row->at.value, &row->at.low, &row->at.high};
    enum status st = STATUS_OK;

    if (policy < 0 || c[1].text == NULL || strcmp(c[1].text, s->headline->metric) != 0) {
        return STATUS_OK;
    }
    if (s->n == TABLE_MAX) {
        s->more++;
        return STATUS_OK;
    }
    row->policy = policy;
    TRY(keep(s, &c[2], &row->index));
    TRY(keep(s, &c[3], &row->first));
    TRY(keep(s, &c[4], &row->second));
    TRY(keep(s, &c[8], &row->warning));
    for (int k = 0; k < 3; k++) {
        if (!table_read_real(&c[5 + k], numbers[k])) {
            return failure_of(STATUS_BAD_INPUT, f,
                "%s: an estimate of an analysis is not a number", s->m->source.directory);
        }
    }
    s->n++;
out:
    return st;
}

static void
draw(struct buffer *b, const struct space_context *s)
{
    static const struct series_style look = {SVG_CIRCLE, "s2"};
    struct interval_rows plot = {.p_adjusted = NAN};
    int32_t policy = -1, drawn = 0;

    scale_include(&plot.scale, 0);
    for (int64_t k = 0; k < s->n; k++) {
        if (strcmp(s->rows[k].index, s->kind->drawn) == 0) {
            interval_include(&plot.scale, s->rows[k].at);
        }
    }
    scale_round(&plot.scale, 5);
    for (int64_t k = 0; k < s->n && drawn < DRAWN_MAX; k++) {
        const struct space_row *row = &s->rows[k];

        if (strcmp(row->index, s->kind->drawn) != 0) {
            continue;
        }
        if (row->policy != policy && s->kind == &regress) {
            buffer_text(b, "<p class=\"name\">");
            label_policy(b, s->m, row->policy);
            buffer_text(b, "</p>\n");
        }
        policy = row->policy;
        svg_label(b);
        if (s->kind == &regress) {
            html_words(b, row->first);
            buffer_text(b, row->second[0] != '\0' ? ": " : "");
            html_text(b, row->second, HTML_LINE);
        } else {
            label_policy(b, s->m, policy);
            buffer_text(b, row->first[0] != '\0' ? ", " : "");
            html_text(b, row->first, HTML_LINE);
        }
        interval_row(b, &plot, look, row->at, NAN);
        drawn++;
    }
    svg_axis(b, &plot.scale, 5);
}

static void
put_table(struct section *f, const struct space_context *s)
{
    section_table(f, s->kind->headings);
    for (int64_t k = 0; k < s->n; k++) {
        const struct space_row *row = &s->rows[k];

        section_cell_text(f, report_data_policy_title(s->m, row->policy));
        section_cell_text(f, row->index);
        section_cell_text(f, row->first);
        section_cell_text(f, row->second);
        interval_cells(f, row->at);
        section_cell_text(f, row->warning);
    }
    if (s->more > 0) {
        section_remark(f, "Only the first rows are shown. All rows: the file of this analysis "
                          "in <code>analysis/</code>.");
    }
}

static enum status
read_rows(struct space_context *s, const char *id, bool *there, struct failure *f)
{
    struct buffer name = {0}, path = {0};
    enum status st;

    buffer_printf(&name, "analysis/%s.csv", id);
    TRY(buffer_status(&name));
    TRY(report_data_path(s->m, name.at, &path, there, f));
    if (*there) {
        TRY(table_read(path.at, s->kind->columns, COLUMNS, take, s, f));
    }
out:
    buffer_free(&name);
    buffer_free(&path);
    return st;
}

/* Draws the first analysis of a kind that has rows about the metric. */
static enum status
draw_kind(struct section *f, const struct chart_input *in, const struct kind *kind)
{
    const struct experiment *e = in->material->source.experiment;
    struct space_context *s = calloc(1, sizeof(*s));
    enum status st = STATUS_OK;

    if (s == NULL) {
        return STATUS_NO_MEMORY;
    }
    s->kind = kind;
    s->m = in->material;
    s->headline = &in->material->headlines[in->effects->headline];
    arena_init(&s->texts, TEXTS_MAX);
    for (int32_t k = 0; k < e->n_analyses && s->n == 0 && in->n_screenings > 0; k++) {
        bool there;

        if (e->analyses[k].kind != kind->kind) {
            continue;
        }
        TRY(read_rows(s, e->analyses[k].key.id, &there, in->failure));
        if (s->n == 0) {
            continue;
        }
        section_open(f);
        buffer_text(&f->out, kind->before);
        if (e->analyses[k].baseline != NULL) {
            buffer_text(&f->out, "the difference from ");
            label_quoted(&f->out, s->m, report_data_policy(s->m, e->analyses[k].baseline));
            buffer_text(&f->out, " in ");
        }
        headline_words(&f->out, s->headline);
        buffer_text(&f->out, kind->after);
        section_picture(f);
        draw(&f->out, s);
        put_table(f, s);
        section_close(f);
    }
out:
    arena_free(&s->texts);
    free(s);
    return st;
}

enum status
chart_regress(struct section *f, const struct chart_input *in)
{
    return draw_kind(f, in, &regress);
}

enum status
chart_regret(struct section *f, const struct chart_input *in)
{
    return draw_kind(f, in, &regret);
}
