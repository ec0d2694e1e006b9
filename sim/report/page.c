#include "report/page.h"

#include "base/html_escape.h"
#include "base/units.h"
#include "report/charts/chart.h"
#include "report/effects.h"
#include "report/label.h"
#include "report/number_text.h"
#include "report/provenance.h"
#include "report/style.h"
#include "report/summary/summary_text.h"

enum { TITLE = 160, SCREENINGS_MAX = 16, SCREENINGS_FOLDED = 2 };

/* Maximum size of the charts of all metrics in bytes. With this maximum, a page is smaller than two
   megabytes. */
enum { METRICS_BYTES = 1400 * 1000 };

static const char *
title_of(const struct report_data *m)
{
    const struct experiment *e = m->source.experiment;
    const char *title = e->title != NULL ? e->title : m->source.scenario->title;

    return title == NULL || title[0] == '\0' ? "A result without a title" : title;
}

void
page_head(struct buffer *out, const char *title)
{
    buffer_text(out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src data:\">\n<title>");
    html_text(out, title, TITLE);
    buffer_text(out, PAGE_MARK "\n<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    style_print(out);
    buffer_text(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to main "
                     "content</a>\n");
    style_patterns(out);
}

static void
put_scope(struct buffer *out, const struct report_data *m)
{
    const struct experiment *e = m->source.experiment;

    buffer_text(out, "<p class=\"note\">");
    if (e->n_factors > 0) {
        label_count(out, e->n_points, "design point", "design points");
        buffer_text(out, " of a sweep over ");
        label_count(out, e->n_factors, "factor", "factors");
        buffer_text(out, ", ");
    }
    label_count(out, m->source.scenario->n_policies, "policy", "policies");
    buffer_text(out, ", ");
    label_count(out, m->n_runs, "run", "runs");
    buffer_text(out, " of ");
    number_text_add(out, m->world->horizon_days / DAYS_PER_YEAR);
    buffer_text(out, " years, ");
    label_count(out, m->world->states.count, "state", "states");
    buffer_text(out, ".");
    if (m->n_failed > 0) {
        buffer_text(out, " <strong>");
        label_count(out, m->n_failed, "run was aborted and is not included.",
            "runs were aborted and are not included.");
        buffer_text(out, "</strong>");
    }
    if (m->n_missed > 0) {
        buffer_text(out, " <strong>The precision targets were not reached at ");
        label_share(out, m->n_missed, e->n_points);
        buffer_text(out, " points with the maximum of ");
        label_count(out, e->replications.max, "replication", "replications");
        buffer_text(out, ".</strong>");
    }
    buffer_text(out, "</p>\n");
}

/* Adds the whole text if it is cut elsewhere on the page. */
static void
put_whole(struct buffer *out, const char *what, const char *text, int32_t maximum)
{
    if (text != NULL && html_cuts(text, maximum)) {
        buffer_printf(out, "<p>%s in full: ", what);
        html_bdi(out, text, HTML_WHOLE);
        buffer_text(out, "</p>\n");
    }
}

/* Adds the notes of the author, and the names that are cut elsewhere on the page. */
static void
put_notes(struct buffer *out, const struct report_data *m)
{
    const struct experiment *e = m->source.experiment;
    const char *notes = e->notes != NULL ? e->notes : m->world->notes;
    size_t before;

    buffer_text(out, "<details><summary>Notes of the author</summary>\n");
    before = out->length;
    put_whole(out, "The title", title_of(m), TITLE);
    for (int32_t k = 0; k < m->source.scenario->n_policies; k++) {
        put_whole(out, "The name of a policy", report_data_policy_title(m, k), HTML_NAME);
    }
    for (int32_t k = 0; k < m->world->states.count; k++) {
        put_whole(out, "The name of a state",
            report_data_state_name(m, WORLD_STATE(m->world, k)->key.id), HTML_NAME);
    }
    if (notes != NULL && notes[0] != '\0') {
        buffer_text(out, "<p>");
        html_bdi(out, notes, HTML_WHOLE);
        buffer_text(out, "</p>\n");
    }
    buffer_text(out, out->length == before ? "<p>The file has no notes.</p>\n" : "");
    buffer_text(out, "</details>\n");
}

void
page_contents(struct buffer *out, const struct section *f)
{
    const char *missing =
        f->notes.length > 0 ? "<li><a href=\"#missing\">Charts without data</a></li>\n" : "";

    buffer_text(out, "<nav aria-label=\"Charts\">\n<ol>\n");
    for (int32_t k = 0; k < f->count; k++) {
        buffer_printf(out, "<li><a href=\"#chart-%d\">%s</a></li>\n", (int)f->contents[k].id,
            f->contents[k].name);
    }
    buffer_printf(out,
        "%s<li><a href=\"#again\">How to reproduce this result</a></li>\n</ol>\n</nav>\n",
        missing);
}

/* Chooses how many metrics get charts. The number is estimated from the size of the charts of the
   first metric, which always has charts. */
static enum status
count_charted(const struct chart_input *in, int32_t *n)
{
    struct chart_input bare = *in;
    struct section first = {0};
    int64_t maximum;
    enum status st;

    bare.n_screenings = 0;
    TRY(chart_draw_all(&first, CHART_OF_METRIC, &bare));
    TRY(buffer_status(&first.out));
    maximum = METRICS_BYTES / ((int64_t)first.out.length + 1);
    maximum = maximum < HEADLINE_CHARTED ? maximum : HEADLINE_CHARTED;
    maximum = maximum < in->material->n_headlines ? maximum : in->material->n_headlines;
    *n = maximum > 1 ? (int32_t)maximum : 1;
out:
    section_free(&first);
    return st;
}

/* Draws a metric other than the first: one line for each policy, and below these lines the folded
   charts. */
static enum status
draw_metric(struct section *section, const struct chart_input *in, int32_t headline)
{
    const struct report_data *m = in->material;
    struct effects effects = {0};
    struct chart_input of = *in;
    struct buffer title = {0}, name = {0};
    enum status st;

    TRY(effects_make(&effects, m, headline));
    of.effects = &effects;
    of.n_screenings = SCREENINGS_FOLDED;
    headline_title(&title, &m->headlines[headline]);
    TRY(buffer_status(&title));
    buffer_printf(&name, "Another metric: %s", buffer_string(&title));
    TRY(buffer_status(&name));
    section_group_open(section, buffer_string(&name), buffer_string(&title));
    buffer_printf(&section->out, "<p><code>%s</code>: ", m->headlines[headline].metric);
    headline_doc(&section->out, &m->headlines[headline]);
    buffer_text(&section->out, "</p>\n");
    summary_text_metric(&section->out, &effects);
    buffer_clear(&name);
    buffer_printf(&name, "Charts and tables: %s", buffer_string(&title));
    TRY(buffer_status(&name));
    section_group_fold(section, name.at);
    TRY(chart_draw_all(section, CHART_OF_METRIC, &of));
    section_group_close(section);
out:
    buffer_free(&name);
    buffer_free(&title);
    effects_free(&effects);
    return st;
}

static enum status
draw_charts(struct section *section, const struct report_data *m, const struct effects *e,
    struct failure *f)
{
    const struct experiment *x = m->source.experiment;
    enum chart_report report = x->from_scenario  ? CHART_OF_RUN
                               : x->n_points > 1 ? CHART_OF_POINTS
                                                 : CHART_OF_POINT;
    struct shown shown = {0};
    struct chart_input in = {m, e, &shown, 0, SCREENINGS_MAX, f};
    enum status st = STATUS_OK;

    TRY(shown_make(&shown, m, f));
    if (report == CHART_OF_POINTS) {
        TRY(count_charted(&in, &in.n_charted));
    }
    TRY(chart_draw_all(section, report, &in));
    for (int32_t k = 1; k < in.n_charted; k++) {
        TRY(draw_metric(section, &in, k));
    }
out:
    shown_free(&shown);
    return st;
}

enum status
page_print(const struct report_data_source *source, struct buffer *out, struct failure *f)
{
    struct report_data m = {0};
    struct section section = {0};
    struct effects effects = {0};
    enum status st;

    TRY(report_data_read(&m, source, f));
    TRY(effects_make(&effects, &m, 0));
    TRY(draw_charts(&section, &m, &effects, f));
    TRY(buffer_status(&section.out));
    TRY(buffer_status(&section.notes));
    page_head(out, title_of(&m));
    buffer_text(out, "<main id=\"main\" tabindex=\"-1\">\n<h1>");
    html_bdi(out, title_of(&m), TITLE);
    buffer_text(out, "</h1>\n");
    put_scope(out, &m);
    buffer_text(out, "<div class=\"top\">\n<div>\n");
    summary_text_print(out, &m, &effects);
    TRY(summary_text_list(out, &effects));
    buffer_text(out, "</div>\n");
    summary_text_caveat(out, &m, &effects);
    buffer_text(out, "</div>\n");
    put_notes(out, &m);
    page_contents(out, &section);
    buffer_add(out, section.out.at, section.out.length);
    if (section.notes.length > 0) {
        buffer_printf(out,
            "<section aria-labelledby=\"missing\">\n<h2 id=\"missing\" tabindex=\"-1\">Charts "
            "without data</h2>\n<ul>\n%s</ul>\n</section>\n",
            section.notes.at);
    }
    provenance_print(out, &m);
    buffer_text(out, "</main>\n</body>\n</html>\n");
    TRY(buffer_status(out));
    TRY(report_data_status(&m, f));
out:
    section_free(&section);
    effects_free(&effects);
    report_data_free(&m);
    return st;
}
