#include "report/label.h"

#include "base/html_escape.h"
#include "report/number_text.h"

int32_t
label_ordered(const struct report_data *m, int32_t k)
{
    int32_t baseline = m->source.scenario->baseline;

    return k == 0 ? baseline : k <= baseline ? k - 1 : k;
}

struct series_style
label_series_style(const struct report_data *m, int32_t policy)
{
    static const char *const classes[SVG_SERIES] = {"s0", "s1", "s2", "s3"};
    int32_t baseline = m->source.scenario->baseline;
    int32_t k = policy == baseline ? 0 : policy < baseline ? policy + 1 : policy;

    if (k >= SVG_SERIES) {
        return (struct series_style){SVG_PLUS, "s0"};
    }
    return (struct series_style){(enum svg_mark)k, classes[k]};
}

void
label_policy(struct buffer *b, const struct report_data *m, int32_t policy)
{
    html_bdi(b, report_data_policy_title(m, policy), HTML_NAME);
}

void
label_quoted(struct buffer *b, const struct report_data *m, int32_t policy)
{
    buffer_text(b, "<q>");
    label_policy(b, m, policy);
    buffer_text(b, "</q>");
}

void
label_marked(struct buffer *b, const struct report_data *m, int32_t policy)
{
    struct series_style look = label_series_style(m, policy);

    svg_inline_mark(b, look.mark, look.class_);
    label_policy(b, m, policy);
}

void
label_key(struct buffer *b, const struct report_data *m, int32_t n)
{
    buffer_text(b, "<ul class=\"key\">");
    for (int32_t k = 0; k < n; k++) {
        buffer_text(b, "<li>");
        label_marked(b, m, label_ordered(m, k));
        buffer_text(b, "</li>");
    }
    buffer_text(b, "</ul>\n");
}

void
label_key_of(struct buffer *b, const struct report_data *m, const int32_t *policies, int32_t n)
{
    buffer_text(b, "<ul class=\"key\">");
    for (int32_t k = 0; k < n; k++) {
        buffer_text(b, "<li>");
        label_marked(b, m, policies[k]);
        buffer_text(b, "</li>");
    }
    buffer_text(b, "</ul>\n");
}

void
label_state(struct buffer *b, const struct report_data *m, const char *id)
{
    html_bdi(b, report_data_state_name(m, id), HTML_NAME);
}

void
label_count(struct buffer *b, int64_t n, const char *one, const char *many)
{
    number_text_add_count(b, n);
    buffer_text(b, " ");
    buffer_text(b, n == 1 ? one : many);
}

void
label_share(struct buffer *b, int64_t k, int64_t n)
{
    number_text_add_count(b, k);
    buffer_text(b, " of ");
    number_text_add_count(b, n);
}

void
label_pair(struct buffer *b, const struct report_data *m, const char *first, const char *second)
{
    label_state(b, m, first);
    buffer_text(b, " and ");
    label_state(b, m, second);
}

void
label_key_mark(struct buffer *b, enum svg_mark mark, const char *class_, const char *words)
{
    buffer_text(b, "<li>");
    svg_inline_mark(b, mark, class_);
    buffer_printf(b, "%s</li>", words);
}

void
label_factor(struct buffer *b, const struct report_data *m, int32_t factor)
{
    const struct factor *f = &m->source.experiment->factors[factor];

    if (f->title != NULL && f->title[0] != '\0') {
        html_bdi(b, f->title, HTML_NAME);
    } else {
        html_words(b, f->key.id);
    }
}
