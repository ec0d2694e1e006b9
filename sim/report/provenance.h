/**
 * provenance.h - the section of a report on the origin of the result and on how to reproduce it.
 */
#ifndef REPORT_PROVENANCE_H
#define REPORT_PROVENANCE_H

#include "report/report_data.h"

/** Adds the section about the provenance of the result. The function uses only the manifest. */
void provenance_print(struct buffer *b, const struct report_data *m);

#endif
