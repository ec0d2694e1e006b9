/**
 * datapackage.h - writes datapackage.json, which describes the tables of a result.
 *
 * The format is Frictionless Data Package, version 2 (datapackage.org). The file has the type,
 * unit, meaning and bounds of each column, from the record that describes the column. The file
 * depends only on the tables, so equal results have equal files.
 */
#ifndef DIRECTORY_DATAPACKAGE_H
#define DIRECTORY_DATAPACKAGE_H

#include "format/table.h"

/** A finished CSV file. */
struct datapackage_table {
    const char *path; /* relative to datapackage.json */
    const struct table *table;
    /** Names of the columns of the primary key, NULL-terminated; NULL: no key. */
    const char *const *keys;
    /** The file is compressed; `bytes` and `sha256` describe the compressed file. */
    bool gzip;
    int64_t bytes;
    const char *sha256; /* hash in hexadecimal */
};

/** A finished file that is not a table. */
struct datapackage_file {
    const char *path; /* relative to datapackage.json */
    const char *doc;
    const char *format, *mediatype; /* for example "json" and "application/json" */
    int64_t bytes;
    const char *sha256; /* hash in hexadecimal */
};

struct datapackage {
    const char *name;  /* name of the data package, an id */
    const char *title; /* title of the data package; may be NULL */
    const struct datapackage_table *tables;
    int32_t n_tables;
    const struct datapackage_file *files; /* in datapackage.json they follow the tables */
    int32_t n_files;
};

/** Adds the text of the file. If memory is exhausted, sets out->failed. */
void datapackage_print(const struct datapackage *package, struct buffer *out);

#endif
