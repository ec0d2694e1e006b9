/* The table of the metrics: the columns of runs.csv, and the rows of summary.csv that have no
   column. */
#include <stdio.h>
#include <string.h>

#include "observe/metric.h"
#include "stats/comparison.h"
#include "words/describe.h"

enum { MEANING_BYTES = 256 };

static const struct summary_metric *
find_summary(const char *name)
{
    for (int32_t k = 0; k < metric_n_summaries; k++) {
        if (strcmp(metric_summaries[k].name, name) == 0) {
            return &metric_summaries[k];
        }
    }
    return NULL;
}

static void
put(struct text_table *s, const char *id, const char *metric, const char *unit,
    const char *meaning)
{
    text_table_text(s, id);
    text_table_text(s, metric);
    text_table_text(s, unit != NULL && unit[0] != '\0' ? unit : NULL);
    text_table_text(s, meaning);
}

enum status
describe_metrics(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"id", "outputs_metrics", "unit", "meaning", NULL};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int32_t i = 0; i < metric_run_record.n_fields; i++) {
        const struct field *field = &metric_run_record.fields[i];
        const struct summary_metric *m = find_summary(field->name);

        put(&s, field->name, m == NULL ? NULL : m->name, field->unit, field->doc);
    }
    for (int32_t k = 0; k < metric_n_summaries; k++) {
        const struct summary_metric *m = &metric_summaries[k];
        char id[MEANING_BYTES], meaning[MEANING_BYTES];

        if (m->kind == SUMMARY_RATIO) {
            (void)snprintf(meaning, sizeof(meaning),
                "In summary.csv and compare.csv: sum of %s over runs, divided by the sum of "
                "%s.",
                m->numerator, m->denominator);
            put(&s, m->name, m->name, NULL, meaning);
        } else if (m->kind == SUMMARY_TIME) {
            (void)snprintf(id, sizeof(id), "%s%s", m->name, COMPARISON_SHARE);
            (void)snprintf(meaning, sizeof(meaning),
                "Share of runs with the event, in compare.csv; in summary.csv: statistic "
                "share of %s.",
                m->name);
            put(&s, id, m->name, "share", meaning);
        }
    }
    if (format == TEXT_TABLE_TEXT || format == TEXT_TABLE_MD) {
        buffer_text(b, "id: the column of runs.csv. outputs_metrics: the name to write in "
                       "outputs.metrics, "
                       "and the name in summary.csv\nand compare.csv; empty: the metric is not "
                       "summarised. Unit 1: a number without a unit.\n\n");
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}
