/**
 * rare_page.h - the report of a rare event: one HTML file without external references and scripts.
 *
 * The probability under each policy with its interval, the levels on the way to the event, and some
 * histories that reached it. All of it comes from the files of the result (rare_result.h).
 */
#ifndef RARE_RESULT_RARE_PAGE_H
#define RARE_RESULT_RARE_PAGE_H

#include "directory/manifest.h"

/** Maximum number of histories in a report; policies take turns. */
enum { RARE_PAGE_HISTORIES = 3 };

/** Whether the manifest is that of a result of the command rare. */
bool rare_page_is(const struct manifest_old *past);

/** Adds the whole file. STATUS_IO if a file is not the one that was written. */
enum status rare_page_print(const char *directory, const struct manifest_old *past,
    struct buffer *out, struct failure *f) MUST_CHECK;

#endif
