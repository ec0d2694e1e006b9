/**
 * rare_page.h - the report of a rare event: one HTML file without external references and scripts.
 *
 * The report shows the probability under each policy with its interval, the levels on the way to
 * the event, and some histories that reached it. The report is made from the files of the result
 * alone (rare_result.h).
 */
#ifndef RARE_RESULT_RARE_PAGE_H
#define RARE_RESULT_RARE_PAGE_H

#include "directory/manifest.h"

/**
 * Maximum number of histories in a report. The first history of each policy comes first, then the
 * second of each, and so on.
 */
enum { RARE_PAGE_HISTORIES = 3 };

/** Whether the manifest belongs to a result of the command `rare`. */
bool rare_page_is(const struct manifest_old *past);

/**
 * Appends the whole report. Returns STATUS_IO if a file of the result was changed after it was
 * written.
 */
enum status rare_page_print(const char *directory, const struct manifest_old *past,
    struct buffer *out, struct failure *f) MUST_CHECK;

#endif
