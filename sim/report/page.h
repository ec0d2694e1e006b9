/**
 * page.h - a report: one HTML file without external references and scripts.
 *
 * It contains the main finding, the caveat, charts with their tables, and the origin of a
 * result of `run` or `sweep`. The same result gives the same bytes; dates come from the
 * manifest.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/report_data.h"
#include "report/section.h"

/** Text that every report contains in its first 4096 bytes. */
#define PAGE_MARK " - cbmsim report</title>"

/** Adds the whole file. */
enum status page_print(
    const struct report_data_source *source, struct buffer *out, struct failure *f) MUST_CHECK;

/* ---- parts that every report has ---- */

/** Begins the file, from its head to the begin of its body. `title` is escaped. */
void page_head(struct buffer *out, const char *title);

/** Adds the list of the sections. */
void page_contents(struct buffer *out, const struct section *f);

#endif
