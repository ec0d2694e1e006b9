#include "directory/datapackage.h"

#include <math.h>
#include <string.h>

#include "format/json_writer.h"

static bool
is_hex(const struct field *field)
{
    return field->unit != NULL && strcmp(field->unit, TABLE_HEX) == 0;
}

static const char *
type_of(const struct field *field)
{
    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_DATE:
        return "number";
    case FIELD_COUNT:
        return is_hex(field) ? "string" : "integer";
    case FIELD_FLAG:
        return "boolean";
    case FIELD_TEXT:
    case FIELD_CHOICE:
    case FIELD_REF:
        return "string";
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
    BUG_UNLESS(field_is_single(field));
    return NULL;
}

/* Whether the field has a range. A field without a range has both bounds 0. */
static bool
has_range(const struct field *field)
{
    bool number = field->kind == FIELD_REAL || (field->kind == FIELD_COUNT && !is_hex(field));

    return number && field->min < field->max;
}

static bool
has_constraints(const struct field *field)
{
    bool bounded = has_range(field) && (isfinite(field->min) || isfinite(field->max));

    return field->required || bounded || is_hex(field) || field->kind == FIELD_CHOICE;
}

static void
put_constraints(struct json_writer *w, const struct field *field)
{
    json_writer_open(w, "constraints", '{');
    if (field->required) {
        json_writer_flag(w, "required", true);
    }
    if (has_range(field)) {
        json_writer_real(w, "minimum", field->min);
        json_writer_real(w, "maximum", field->max);
    }
    if (is_hex(field)) {
        json_writer_text(w, "pattern", "[0-9a-f]{16}");
    }
    if (field->kind == FIELD_CHOICE) {
        json_writer_open(w, "enum", '[');
        for (const char *const *name = field->choices; *name != NULL; name++) {
            json_writer_text(w, NULL, *name);
        }
        json_writer_close(w, ']');
    }
    json_writer_close(w, '}');
}

static void
put_field(struct json_writer *w, const struct field *field)
{
    bool quantity = field->unit != NULL && field->unit[0] != '\0' && !is_hex(field);

    json_writer_open(w, NULL, '{');
    json_writer_text(w, "name", field->name);
    json_writer_text(w, "type", type_of(field));
    json_writer_text(w, "description", field->doc);
    json_writer_text(w, "unit", quantity ? field->unit : NULL);
    json_writer_text(w, "source", field->source);
    if (has_constraints(field)) {
        put_constraints(w, field);
    }
    json_writer_close(w, '}');
}

static void
put_schema(struct json_writer *w, const struct datapackage_table *t)
{
    json_writer_open(w, "schema", '{');
    json_writer_open(w, "fields", '[');
    for (int32_t i = 0; i < t->table->n_columns; i++) {
        put_field(w, t->table->columns[i].field);
    }
    json_writer_close(w, ']');
    if (t->keys != NULL) {
        json_writer_open(w, "primaryKey", '[');
        for (const char *const *key = t->keys; *key != NULL; key++) {
            BUG_UNLESS(table_find(t->table, *key) >= 0);
            json_writer_text(w, NULL, *key);
        }
        json_writer_close(w, ']');
    }
    json_writer_open(w, "missingValues", '[');
    json_writer_text(w, NULL, "");
    json_writer_close(w, ']');
    json_writer_close(w, '}');
}

/* Writes the name of the resource of a file: "analysis-summary" for "analysis/summary.csv". */
static void
put_name(struct json_writer *w, const char *path)
{
    struct buffer name = {0};

    buffer_add(&name, path, strcspn(path, "."));
    for (size_t i = 0; i < name.length; i++) {
        name.at[i] = name.at[i] == '/' ? '-' : name.at[i];
    }
    json_writer_text(w, "name", name.at);
    w->out->failed = w->out->failed || name.failed;
    buffer_free(&name);
}

static void
put_hash(struct json_writer *w, int64_t bytes, const char *sha256)
{
    struct buffer hash = {0};

    buffer_text(&hash, "sha256:");
    buffer_text(&hash, sha256);
    json_writer_integer(w, "bytes", bytes);
    json_writer_text(w, "hash", hash.at);
    w->out->failed = w->out->failed || hash.failed;
    buffer_free(&hash);
}

static void
put_table(struct json_writer *w, const struct datapackage_table *t)
{
    json_writer_open(w, NULL, '{');
    put_name(w, t->path);
    json_writer_text(w, "path", t->path);
    json_writer_text(w, "description", t->table->record->doc);
    json_writer_text(w, "type", "table");
    json_writer_text(w, "format", "csv");
    json_writer_text(w, "mediatype", "text/csv");
    json_writer_text(w, "compression", t->gzip ? "gz" : NULL);
    json_writer_text(w, "encoding", "utf-8");
    put_hash(w, t->bytes, t->sha256);
    put_schema(w, t);
    json_writer_close(w, '}');
}

static void
put_file(struct json_writer *w, const struct datapackage_file *f)
{
    json_writer_open(w, NULL, '{');
    put_name(w, f->path);
    json_writer_text(w, "path", f->path);
    json_writer_text(w, "description", f->doc);
    json_writer_text(w, "format", f->format);
    json_writer_text(w, "mediatype", f->mediatype);
    json_writer_text(w, "encoding", "utf-8");
    put_hash(w, f->bytes, f->sha256);
    json_writer_close(w, '}');
}

void
datapackage_print(const struct datapackage *package, struct buffer *out)
{
    struct json_writer w;

    json_writer_init(&w, out);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    json_writer_text(&w, "name", package->name);
    json_writer_text(&w, "title", package->title);
    json_writer_open(&w, "resources", '[');
    for (int32_t i = 0; i < package->n_tables; i++) {
        put_table(&w, &package->tables[i]);
    }
    for (int32_t i = 0; i < package->n_files; i++) {
        put_file(&w, &package->files[i]);
    }
    json_writer_close(&w, ']');
    json_writer_close(&w, '}');
}
