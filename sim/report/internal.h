/**
 * internal.h - what the files of report_data.h share.
 *
 * report_data.c: looking things up. report_data_read.c: reading them from the result directory.
 */
#ifndef REPORT_INTERNAL_H
#define REPORT_INTERNAL_H

#include "report/report_data.h"

/** The order in which differences are held: by headline, point, policy. */
int report_data_compare_differences(const void *a, const void *b);

#endif
