/**
 * label.h - names of policies, states and factors in a report; shapes and colours of policies.
 */
#ifndef REPORT_LABEL_H
#define REPORT_LABEL_H

#include "report/report_data.h"
#include "report/svg.h"

/** The shape and colour class of a policy. */
struct series_style {
    enum svg_mark mark;
    const char *class_; /* "s0" to "s3" */
};

/** The first SVG_SERIES policies have different styles; all others have one style. */
struct series_style label_series_style(const struct report_data *m, int32_t policy);

/** The k-th policy in display order: the baseline, then the others in the order of the scenario. */
int32_t label_ordered(const struct report_data *m, int32_t k);

/** Adds the title of a policy. */
void label_policy(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds the title of a policy in quotation marks. */
void label_quoted(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds the mark and the title of a policy. */
void label_marked(struct buffer *b, const struct report_data *m, int32_t policy);

/** Adds a legend of the first n policies in display order. */
void label_key(struct buffer *b, const struct report_data *m, int32_t n);

/** Adds a legend of the given policies. */
void label_key_of(
    struct buffer *b, const struct report_data *m, const int32_t *policies, int32_t n);

/** Adds the name of a state. */
void label_state(struct buffer *b, const struct report_data *m, const char *id);

/** Adds "X and Y", the names of two states. */
void label_pair(
    struct buffer *b, const struct report_data *m, const char *first, const char *second);

/** Adds an entry of a legend: a mark and trusted HTML. */
void label_key_mark(
    struct buffer *b, enum svg_mark mark, const char *class_, const char *words);

/** Adds a number and its noun: "1 run", "37 runs". */
void label_count(struct buffer *b, int64_t n, const char *one, const char *many);

/** Adds "37 of 100". */
void label_share(struct buffer *b, int64_t k, int64_t n);

/** Adds the title of a factor, or else its id in words. */
void label_factor(struct buffer *b, const struct report_data *m, int32_t factor);

#endif
