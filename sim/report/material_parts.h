/**
 * material_parts.h - what the files of material.h share.
 *
 * material.c: looking things up. material_read.c: reading them from the result directory.
 */
#ifndef REPORT_MATERIAL_PARTS_H
#define REPORT_MATERIAL_PARTS_H

#include "report/material.h"

/** The order in which differences are held: by headline, point, policy. */
int material_compare_differences(const void *a, const void *b);

#endif
