/**
 * label.h - policies and states as a report names them, with their shape and colour.
 */
#ifndef REPORT_LABEL_H
#define REPORT_LABEL_H

#include "report/report_data.h"
#include "report/svg.h"

/** How a policy is drawn: the baseline first, then the others in their order. */
struct series_style {
    enum svg_mark mark;
    const char *class_; /* "s0" to "s3" */
};

/** The first SVG_SERIES differ; those after them look alike, and only names tell them apart. */
struct series_style label_series_style(const struct report_data *m, int32_t policy);

/** The k-th policy in the order of looks. */
int32_t label_ordered(const struct report_data *m, int32_t k);

/** Its title in the text. */
void label_policy(struct buffer *b, const struct report_data *m, int32_t policy);

/** The same in quotation marks. */
void label_quoted(struct buffer *b, const struct report_data *m, int32_t policy);

/** Its mark and title. */
void label_marked(struct buffer *b, const struct report_data *m, int32_t policy);

/** A list of the first n policies in the order of looks, with their marks. */
void label_key(struct buffer *b, const struct report_data *m, int32_t n);

/** The same for these policies. */
void label_key_of(
    struct buffer *b, const struct report_data *m, const int32_t *policies, int32_t n);

/** What a state is called, in the text. */
void label_state(struct buffer *b, const struct report_data *m, const char *id);

/** "1 run", "37 runs": a number and its noun. */
void label_count(struct buffer *b, int64_t n, const char *one, const char *many);

/** "37 of 100". */
void label_share(struct buffer *b, int64_t k, int64_t n);

#endif
