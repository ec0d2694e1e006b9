/**
 * page.h - prints a report: one HTML file without scripts and without references to other files.
 *
 * It contains the main finding, a caveat, charts with their tables, and the origin of a result of
 * `run` or `sweep`. The same result gives the same bytes; the dates on the page are those of the
 * manifest.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/report_data.h"
#include "report/section.h"

/** Every report contains this text in its first 4096 bytes. */
#define PAGE_MARK " - cbmsim report</title>"

/** Adds the whole report. */
enum status page_print(
    const struct report_data_source *source, struct buffer *out, struct failure *f) MUST_CHECK;

/* ---- parts that every report has ---- */

/** Begins the file and its body. `title` is escaped. */
void page_head(struct buffer *out, const char *title);

/** Adds the list of the sections of the page. */
void page_contents(struct buffer *out, const struct section *f);

#endif
