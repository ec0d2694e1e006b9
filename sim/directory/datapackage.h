/**
 * datapackage.h - datapackage.json: every table of a result described for other programs.
 *
 * Frictionless Data Package, version 2 (datapackage.org): each column with type, unit, meaning
 * and bounds, taken from the record that wrote it. Holds nothing but what follows from the
 * tables, so that equal results have equal files.
 */
#ifndef DIRECTORY_DATAPACKAGE_H
#define DIRECTORY_DATAPACKAGE_H

#include "format/table.h"

/** A finished CSV file. */
struct datapackage_table {
    const char *path; /* in the directory of datapackage.json */
    const struct table *table;
    const char *const *keys; /* columns that tell rows apart, ended by NULL; NULL: none */
    int64_t bytes;
    const char *sha256; /* hexadecimal */
};

struct datapackage {
    const char *name;  /* an id */
    const char *title; /* or NULL */
    const struct datapackage_table *tables;
    int32_t n_tables;
};

/** Adds the whole file. Lack of memory shows in `out`. */
void datapackage_print(const struct datapackage *package, struct buffer *out);

#endif
