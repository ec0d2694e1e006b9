/**
 * label.h - names of policies, states and factors in a report, and the shapes and colours of
 * policies.
 */
#ifndef REPORT_LABEL_H
#define REPORT_LABEL_H

#include "report/report_data.h"
#include "report/svg.h"

/** The shape and colour class of a policy. */
struct series_style {
    enum svg_mark mark;
    const char *class_; /* CSS class, "s0" to "s3" */
};

/**
 * Returns the style of a policy. The first SVG_SERIES policies have different styles; all others
 * share one style.
 */
struct series_style label_series_style(const struct report_data *m, int32_t policy);

/**
 * Returns the k-th policy in the order in which policies are shown: first the baseline, then the
 * others in the order of the scenario.
 */
int32_t label_ordered(const struct report_data *m, int32_t k);

/** Adds the title of a policy. */
void label_policy(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds the title of a policy in quotation marks. */
void label_quoted(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds the mark and the title of a policy. */
void label_marked(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds a legend of the first n policies in the order of label_ordered(). */
void label_key(struct buffer *b, const struct report_data *m, int32_t n);

/** Adds a legend of the given policies. */
void label_key_of(
    struct buffer *b, const struct report_data *m, const int32_t *policies, int32_t n);

/** Adds the name of a state. */
void label_state(struct buffer *b, const struct report_data *m, const char *id);

/** Adds the names of two states as "X and Y". */
void label_pair(
    struct buffer *b, const struct report_data *m, const char *first, const char *second);

/** Adds an entry of a legend: a mark and trusted HTML. */
void label_key_mark(
    struct buffer *b, enum svg_mark mark, const char *class_, const char *words);

/** Adds a number with its noun, for example "1 run" or "37 runs". */
void label_count(struct buffer *b, int64_t n, const char *one, const char *many);

/** Adds a share as "37 of 100". */
void label_share(struct buffer *b, int64_t k, int64_t n);

/** Adds the title of a factor or, if it has none, its id in words. */
void label_factor(struct buffer *b, const struct report_data *m, int32_t factor);

#endif
