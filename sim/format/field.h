/**
 * field.h - describes the members of a struct for all code that reads or writes it.
 *
 * One row (struct field) describes one member: name, offset, range, default and meaning. The same
 * row gives the JSON key, the range check, the JSON Schema, the text of `describe` and the column
 * of a CSV file, so they always agree. A record is a struct type with the rows of its members. The
 * kind of a member follows from its C type:
 *
 *   FIELD_REAL    double         JSON number in [min, max]
 *   FIELD_COUNT   int64_t        JSON integer in [min, max]
 *   FIELD_FLAG    bool           JSON true or false
 *   FIELD_TEXT    const char *   JSON string; NULL only if absent and without a default
 *   FIELD_DATE    double         JSON string "YYYY-MM-DD", as days since the scenario's start; NAN
 *                                if absent
 *   FIELD_CHOICE  int32_t        JSON string, one of `choices`; the member is its index
 *   FIELD_REF     int32_t        JSON string, an id of the top-level map named `refers`; the member
 *                                is its index there, -1 if absent
 *   FIELD_OBJECT  a struct       JSON object described by `record`
 *   FIELD_MAP     struct list    JSON object whose keys are ids and whose values are described by
 *                                `record`; see below
 *   FIELD_LIST    struct list    JSON array of min to max items, which `record` describes
 *   FIELD_NODE    struct node *  JSON value that is not decoded: a pointer into the tree, NULL if
 *                                absent. `schema` describes the value
 *
 * The items of a map are in byte order of their ids. Every item struct begins with a struct
 * key, which is not a field. With `refers`, the keys must be ids of that top-level map, and
 * key.index is the index there; with `pair_keys` as well, they are pairs "a:b" of such ids.
 * With `builtins`, an item whose id is that of a built-in row takes its defaults from the row
 * instead of the record; `builtins_only` rejects other ids, and `builtins_all` adds every row
 * for which joins() is true, even if the file does not name it. A record with `scalar` is
 * written as the value of its first field alone: `"targets": {"a": 1.5}`, `"metrics":
 * ["harm"]`. An empty list differs from an absent one: its `items` is not NULL.
 */
#ifndef FORMAT_FIELD_H
#define FORMAT_FIELD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum field_kind {
    FIELD_REAL,
    FIELD_COUNT,
    FIELD_FLAG,
    FIELD_TEXT,
    FIELD_DATE,
    FIELD_CHOICE,
    FIELD_REF,
    FIELD_OBJECT,
    FIELD_MAP,
    FIELD_LIST,
    FIELD_NODE,
};

/** Origin of a default number. It is printed with the number. */
enum evidence {
    EVIDENCE_NONE,       /* not a quantity: a name, a switch, a date */
    EVIDENCE_DATA,       /* an aggregate of public data, see `source` */
    EVIDENCE_FITTED,     /* calibrated to a validation target */
    EVIDENCE_ASSUMED,    /* default without evidence: sweep it over [sweep_low, sweep_high] */
    EVIDENCE_DEFINITION, /* neutral by definition, or set by the scenario's author */
};

/** First member of every item of a map. */
struct key {
    const char *id;
    uint64_t hash; /* of the id; address of the item's random streams */
    int32_t index; /* in the map `refers`, if any; otherwise in its own map */
};

/** `count` structs of the record's size: a map in byte order of id, a list in file order. */
struct list {
    void *items;
    int32_t count;
};

/** The ids of a map whose structs have `size` bytes each. */
static inline struct text_names
field_ids(const struct list *map, size_t size)
{
    return (struct text_names){map->items, size, map->count};
}

struct record;
struct node;

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    double min, max;      /* of the value; both 0: no bounds. LIST: of the number of items */
    double default_value; /* REAL, COUNT, FLAG (0 or 1), CHOICE (index) */
    const char *default_text; /* TEXT */
    bool required;
    bool
        bookkeeping; /* column that even a measure without effect may change, such as its use */
    /** A policy that changes the member gets a warning: it changes the candidate events. */
    bool affects_candidates;
    bool sets_defaults; /* FLAG: defaults of other members depend on it */
    const char *unit; /* "days", "per year", "share"; "1": a pure number; "": not a quantity */
    enum evidence evidence;
    double sweep_low, sweep_high; /* for EVIDENCE_ASSUMED; both 0: no range proposed */
    bool keep_default;  /* rows of the catalogue do not set it: each item gets default_value */
    const char *source; /* data set, paper, equation number, or NULL */
    const char *doc;    /* one sentence */
    const char *const *choices; /* CHOICE: names, NULL-terminated */
    const char *refers;         /* REF, MAP: "states", "sources", "agreements", ... */
    bool pair_keys;             /* MAP: keys are "a:b", two ids of `refers` with a < b */
    bool distinct;              /* LIST: no two items are equal. Quadratic: for short lists */
    bool is_name;               /* TEXT: printed in tables like an id: id_name_fault() */
    bool verbatim;              /* TEXT: any characters, because no table contains it */
    bool translatable;  /* TEXT: can be translated in a words file (scenario/words_file.h) */
    const char *schema; /* NODE: JSON Schema; NULL: in the document's schema */
    const struct record *record;     /* OBJECT, MAP, LIST */
    const struct builtins *builtins; /* MAP */
    bool builtins_only, builtins_all;
};

/** Built-in rows of a map: structs of the record's size, each beginning with a struct key. */
struct builtins {
    const void *at;
    int32_t count;
    const struct builtins *const *more; /* further tables of rows, NULL-terminated; or NULL */
    /**
     * TEXT member of an item that names its row if the key does not (`"line-2": {"measure":
     * "hotline"}`); NULL: always the key.
     */
    const char *name_field;
    bool named_only; /* only `name_field` names a row: a key equal to a row's id does not */
    bool (*joins)(const void *row); /* whether `builtins_all` adds the row; NULL: every row */
    /**
     * Stores the sweep range of a member and returns true if the row has its own range for it.
     * NULL: the ranges of the fields apply.
     */
    bool (*sweep)(const void *row, const struct field *member, double *low, double *high);
};

/** Number of rows, including those of further tables. */
static inline int32_t
field_row_count(const struct builtins *rows)
{
    int32_t count = rows->count;

    for (const struct builtins *const *part = rows->more; part != NULL && *part != NULL;
         part++) {
        count += (*part)->count;
    }
    return count;
}

/** Row i, 0 <= i < field_row_count(); `size` is that of the record. */
static inline const void *
field_row(const struct builtins *rows, size_t size, int32_t i)
{
    const struct builtins *table = rows;

    for (const struct builtins *const *part = rows->more; i >= table->count; part++) {
        i -= table->count;
        table = *part;
    }
    return (const char *)table->at + (size_t)i * size;
}

struct record {
    const char *name; /* "state", "source": for messages and for the schema's definitions */
    const char *doc;
    size_t size;
    const struct field *fields;
    int32_t n_fields;
    bool scalar;
    bool open; /* unknown members are ignored */
    /**
     * Checks conditions between members, which ranges cannot express. Returns NULL if the item is
     * valid, otherwise a message, and may set *member to the wrong field. NULL: no check.
     */
    const char *(*check)(const void *item, const char **member);
};

/** The field with that name, NULL if there is none. `record` may be NULL. */
static inline const struct field *
field_find(const struct record *record, const char *name)
{
    int32_t i = record == NULL
                    ? -1
                    : text_index(name, TEXT_NAMES(record->fields, name, record->n_fields));

    return i < 0 ? NULL : &record->fields[i];
}

/** The value of a REAL, DATE, COUNT, FLAG or CHOICE member of an item; NAN for other kinds. */
static inline double
field_number(const struct field *field, const void *item)
{
    const void *at = (const char *)item + field->offset;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_DATE:
        return *(const double *)at;
    case FIELD_COUNT:
        return (double)*(const int64_t *)at;
    case FIELD_FLAG:
        return *(const bool *)at;
    case FIELD_CHOICE:
        return *(const int32_t *)at;
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
    return NAN;
}

/** Whether a member is a single value, which fits in one cell of a table. */
static inline bool
field_is_single(const struct field *field)
{
    return field->kind < FIELD_OBJECT;
}

#define FIELD_COUNT_OF(fields) ((int32_t)(sizeof(fields) / sizeof((fields)[0])))

/** Initialisers of a record that follow from its struct type and its rows. */
#define FIELDS_OF(type, fields_)                                                               \
    .size = sizeof(type), .fields = (fields_), .n_fields = FIELD_COUNT_OF(fields_)

/** The kind that follows from a member's C type, so that a row always matches its struct. */
#define FIELD_KIND(type, member)                                                               \
    _Generic(((type *)0)->member,                                                              \
        double: FIELD_REAL,                                                                    \
        int64_t: FIELD_COUNT,                                                                  \
        bool: FIELD_FLAG,                                                                      \
        const char *: FIELD_TEXT,                                                              \
        struct node *: FIELD_NODE,                                                             \
        struct list: FIELD_MAP)

/** A row whose kind follows from the member's type; further members as designated initialisers. */
#define FIELD(type, member, ...)                                                               \
    {                                                                                          \
        .name = #member, .kind = FIELD_KIND(type, member), .offset = offsetof(type, member),   \
        __VA_ARGS__                                                                            \
    }

/** A row whose kind must be given: DATE, CHOICE, REF, OBJECT, LIST. */
#define FIELD_AS(type, member, kind_, ...)                                                     \
    {                                                                                          \
        .name = #member, .kind = (kind_), .offset = offsetof(type, member), __VA_ARGS__        \
    }

#endif
