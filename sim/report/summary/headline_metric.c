#include "report/summary/headline_metric.h"

#include <string.h>

#include "base/html_escape.h"
#include "experiment/experiment_outcomes.h"
#include "observe/metric.h"
#include "observe/metric_label.h"

/* The metrics of a report whose experiment names no metrics. */
static const char *const by_default[] = {"harm", "incidents_true", "hostile_responses",
    "misdirected_responses", "inadvertent_moves", "crises", "crisis_days",
    "misattribution_rate", "cooperative_share"};
enum { SHOWN_BY_DEFAULT = sizeof(by_default) / sizeof(by_default[0]) };

static struct headline_metric
make(const struct experiment *e, const char *metric)
{
    return (struct headline_metric){metric, metric_label_words(metric),
        experiment_outcomes_find(e, metric), NULL, experiment_outcomes_metric(e, metric)};
}

/* Adds a metric unless the list already has it. Returns the new number of metrics. */
static int32_t
add(const struct experiment *e, struct headline_metric out[HEADLINE_MAX], int32_t n,
    const char *metric)
{
    if (n < HEADLINE_MAX && text_index(metric, TEXT_NAMES(out, metric, n)) < 0) {
        out[n++] = make(e, metric);
    }
    return n;
}

int32_t
headline_choose(const struct experiment *e, struct headline_metric out[HEADLINE_MAX])
{
    int32_t asked = e->outputs.n_metrics, n = 0;

    for (int32_t k = 0; k < e->outputs.n_primary; k++) {
        n = add(e, out, n, e->outputs.primary[k]);
    }
    for (int32_t k = 0; k < asked; k++) {
        n = add(e, out, n, e->outputs.metrics[k]);
    }
    for (int32_t k = 0; k < SHOWN_BY_DEFAULT && asked == 0; k++) {
        n = add(e, out, n, by_default[k]);
        for (int32_t i = 0; i < e->n_outcomes && k == 0; i++) {
            n = add(e, out, n, e->outcomes[i].id);
        }
    }
    return n;
}

void
headline_words(struct buffer *b, const struct headline_metric *h)
{
    if (h->words != NULL) {
        buffer_text(b, h->words);
    } else if (h->outcome != NULL && h->outcome->title != NULL) {
        html_text(b, h->outcome->title, HTML_NAME);
    } else {
        html_words(b, h->metric);
    }
    buffer_text(b, h->of == NULL ? "" : h->of);
}

void
headline_title(struct buffer *b, const struct headline_metric *h)
{
    struct headline_metric title = *h;

    title.words = h->words == NULL ? NULL : metric_label_title(h->words);
    headline_words(b, &title);
}

static void
put_expression(struct buffer *b, const char *before, const struct experiment_outcome *o)
{
    buffer_printf(b, "%s <code>", before);
    html_text(b, o->text, HTML_LINE);
    buffer_text(b, "</code>.");
}

void
headline_definitions(struct buffer *b, const struct headline_metric *of, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (of[k].outcome != NULL) {
            buffer_printf(b, " <code>%s</code>", of[k].metric);
            put_expression(b, " is computed as", of[k].outcome);
        }
    }
}

/* Whether a description refers to the description before it. */
static bool
leans(const char *doc)
{
    return strncmp(doc, "Of these", 8) == 0 || strncmp(doc, "The same", 8) == 0;
}

void
headline_doc(struct buffer *b, const struct headline_metric *h)
{
    const struct field *fields = metric_run_record.fields;
    int32_t last = 0, first;

    if (h->outcome != NULL && h->outcome->description != NULL) {
        html_text(b, h->outcome->description, HTML_LINE);
        buffer_text(b, " ");
    }
    if (h->outcome != NULL) {
        put_expression(b, "Computed as", h->outcome);
        return;
    }

    while (last < metric_run_record.n_fields && strcmp(fields[last].name, h->metric) != 0) {
        last++;
    }
    if (last == metric_run_record.n_fields) {
        return;
    }
    for (first = last; first > 0 && leans(fields[first].doc); first--) {
    }
    buffer_text(b, fields[first].doc);
    if (first < last) {
        buffer_text(b, " ");
        buffer_text(b, fields[last].doc);
    }
}
