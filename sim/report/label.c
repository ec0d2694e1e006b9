#include "report/label.h"

#include "report/markup.h"
#include "report/quantity.h"

int32_t
label_ordered(const struct material *m, int32_t k)
{
    int32_t baseline = m->source.scenario->baseline;

    return k == 0 ? baseline : k <= baseline ? k - 1 : k;
}

struct label_look
label_look(const struct material *m, int32_t policy)
{
    static const char *const classes[STRIP_SERIES] = {"s0", "s1", "s2", "s3"};
    int32_t baseline = m->source.scenario->baseline;
    int32_t k = policy == baseline ? 0 : policy < baseline ? policy + 1 : policy;

    if (k >= STRIP_SERIES) {
        return (struct label_look){STRIP_PLUS, "s0"};
    }
    return (struct label_look){(enum strip_mark)k, classes[k]};
}

void
label_policy(struct buffer *b, const struct material *m, int32_t policy)
{
    markup_isolated(b, material_policy_title(m, policy), MARKUP_NAME);
}

void
label_quoted(struct buffer *b, const struct material *m, int32_t policy)
{
    buffer_text(b, "<q>");
    label_policy(b, m, policy);
    buffer_text(b, "</q>");
}

void
label_marked(struct buffer *b, const struct material *m, int32_t policy)
{
    struct label_look look = label_look(m, policy);

    strip_inline_mark(b, look.mark, look.class_);
    label_policy(b, m, policy);
}

void
label_key(struct buffer *b, const struct material *m, int32_t n)
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
label_key_of(struct buffer *b, const struct material *m, const int32_t *policies, int32_t n)
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
label_state(struct buffer *b, const struct material *m, const char *id)
{
    markup_isolated(b, material_state_name(m, id), MARKUP_NAME);
}

void
label_count(struct buffer *b, int64_t n, const char *one, const char *many)
{
    quantity_add_count(b, n);
    buffer_text(b, " ");
    buffer_text(b, n == 1 ? one : many);
}

void
label_share(struct buffer *b, int64_t k, int64_t n)
{
    quantity_add_count(b, k);
    buffer_text(b, " of ");
    quantity_add_count(b, n);
}
