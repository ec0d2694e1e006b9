/**
 * provenance.h - the origin of a result and how to reproduce it.
 */
#ifndef REPORT_PROVENANCE_H
#define REPORT_PROVENANCE_H

#include "report/report_data.h"

/** Adds the last section of a report. It uses only the manifest. */
void provenance_print(struct buffer *b, const struct report_data *m);

#endif
