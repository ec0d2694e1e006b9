/**
 * provenance.h - where a result comes from, and how to get it again.
 */
#ifndef REPORT_PROVENANCE_H
#define REPORT_PROVENANCE_H

#include "report/report_data.h"

/** The last section of a report, from the manifest alone. */
void provenance_print(struct buffer *b, const struct report_data *m);

#endif
