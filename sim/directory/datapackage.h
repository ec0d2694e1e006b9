/**
 * datapackage.h - writes datapackage.json, which describes the tables of a result.
 *
 * Frictionless Data Package, version 2 (datapackage.org): type, unit, meaning and bounds of
 * each column, from the record that wrote it. The file depends only on the tables, so equal
 * results have equal files.
 */
#ifndef DIRECTORY_DATAPACKAGE_H
#define DIRECTORY_DATAPACKAGE_H

#include "format/table.h"

/** A finished CSV file. */
struct datapackage_table {
    const char *path; /* relative to datapackage.json */
    const struct table *table;
    const char *const *keys; /* columns of the primary key, NULL-terminated; NULL: none */
    bool gzip;               /* compressed: bytes and sha256 are those of the compressed file */
    int64_t bytes;
    const char *sha256; /* hexadecimal */
};

/** A finished file that is no table. */
struct datapackage_file {
    const char *path; /* relative to datapackage.json */
    const char *doc;
    const char *format, *mediatype; /* "json", "application/json" */
    int64_t bytes;
    const char *sha256; /* hexadecimal */
};

struct datapackage {
    const char *name;  /* an id */
    const char *title; /* or NULL */
    const struct datapackage_table *tables;
    int32_t n_tables;
    const struct datapackage_file *files; /* after the tables */
    int32_t n_files;
};

/** Adds the text of the file. Lack of memory sets `failed` of `out`. */
void datapackage_print(const struct datapackage *package, struct buffer *out);

#endif
