/**
 * internal.h - shared by report_data.c (look-up) and report_data_read.c (reading the result).
 */
#ifndef REPORT_INTERNAL_H
#define REPORT_INTERNAL_H

#include "report/report_data.h"

/** Compares two differences for qsort(): by headline, point, policy. */
int report_data_compare_differences(const void *a, const void *b);

#endif
