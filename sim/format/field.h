/**
 * field.h - describes the members of a struct for all code that reads or writes it.
 *
 * One row (struct field) describes one member: name, offset, range, default and meaning. The same
 * row gives the JSON key, the range check, the JSON Schema, the text of `describe` and the column
 * of a CSV file, so they always agree. A record is a struct type with the rows of its members. The
 * kinds of members are:
 *
 *   FIELD_REAL    double         JSON number in [min, max]
 *   FIELD_COUNT   int64_t        JSON integer in [min, max]
 *   FIELD_FLAG    bool           JSON true or false
 *   FIELD_TEXT    const char *   JSON string; NULL only if absent and without a default
 *   FIELD_DATE    double         JSON string "YYYY-MM-DD", stored as days since the scenario's
 *                                start; NAN if absent
 *   FIELD_CHOICE  int32_t        JSON string, one of `choices`; the member is its index
 *   FIELD_REF     int32_t        JSON string, an id of the top-level map named `refers`; the member
 *                                is the index of the id in this map, -1 if absent
 *   FIELD_OBJECT  a struct       JSON object described by `record`
 *   FIELD_MAP     struct list    JSON object whose keys are ids and whose values are described by
 *                                `record`; see below
 *   FIELD_LIST    struct list    JSON array of min to max items, which `record` describes
 *   FIELD_NODE    struct node *  JSON value that is not decoded: a pointer into the tree, NULL if
 *                                absent. `schema` describes the value
 *
 * The items of a map are in byte order of their ids. Every item struct begins with a struct key,
 * which is not a field. If a map has `refers`, its keys must be ids of the top-level map with that
 * name, and key.index is the index in that map. If the map also has `pair_keys`, its keys are pairs
 * "a:b" of such ids.
 *
 * A map may have built-in rows (`builtins`). An item with the id of a built-in row takes its
 * defaults from the row instead of the record. With `builtins_only`, other ids are errors. With
 * `builtins_all`, every row for which joins() is true is added, even if the file does not name it.
 *
 * An item whose record is `scalar` is written as the value of its first field alone: `"targets":
 * {"a": 1.5}`, `"metrics": ["harm"]`. An empty list differs from an absent list: its `items` is not
 * NULL.
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

/** Origin of a default number. The program prints it with the number. */
enum evidence {
    EVIDENCE_NONE,   /* the member is not a quantity, but a name, a switch or a date */
    EVIDENCE_DATA,   /* an aggregate of public data, which `source` names */
    EVIDENCE_FITTED, /* the value was calibrated to a validation target */
    /** There is no evidence; a sweep should vary the value over [sweep_low, sweep_high]. */
    EVIDENCE_ASSUMED,
    /** The value is neutral by definition, or the author of the scenario chooses it. */
    EVIDENCE_DEFINITION,
};

/** The first member of every item of a map. */
struct key {
    const char *id;
    uint64_t hash; /* hash of the id; part of the addresses of the item's random numbers */
    /** Index of the item in the map that `refers` names; without `refers`, in its own map. */
    int32_t index;
};

/**
 * `count` structs of the size of their record. A map is in byte order of ids, a list in file order.
 */
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
    /** Bounds of the value, or of the number of items of a LIST; both 0: no bounds. */
    double min, max;
    double default_value;     /* default of a REAL, COUNT, FLAG (0 or 1) or CHOICE (index) */
    const char *default_text; /* default of a TEXT */
    bool required;
    /**
     * The value of the column may change when a measure is added, although the measure has no
     * effect. An example is a count of the uses of measures.
     */
    bool bookkeeping;
    /**
     * The member changes the candidate events, so a policy that changes the member gets a warning.
     */
    bool affects_candidates;
    bool sets_defaults; /* a FLAG: the defaults of other members depend on it */
    /** "days", "per year", "share"; "1" for a pure number; "" if the member is not a quantity. */
    const char *unit;
    enum evidence evidence;
    /** For EVIDENCE_ASSUMED: range of a sweep; both 0: none is proposed. */
    double sweep_low, sweep_high;
    bool keep_default;  /* built-in rows do not set the member: each item gets default_value */
    const char *source; /* data set, paper or equation number; or NULL */
    const char *doc;    /* the meaning in one sentence */
    const char *const *choices; /* names of a CHOICE, NULL-terminated */
    /** Map to which a REF or the keys of a MAP refer: "states", "sources", "agreements", ... */
    const char *refers;
    /** MAP: each key is a pair "a:b" of ids of `refers`, with a < b. */
    bool pair_keys;
    /**
     * LIST: no two items may be equal. The check takes quadratic time, so the list must be short.
     */
    bool distinct;
    /** TEXT: appears in tables like an id, so id_name_fault() checks it. */
    bool is_name;
    /** TEXT: any characters are allowed, because no table contains it. */
    bool verbatim;
    bool translatable; /* a TEXT that a words file can translate (scenario/words_file.h) */
    /** JSON Schema of a NODE; NULL: the schema is part of the document's schema. */
    const char *schema;
    const struct record *record;     /* for an OBJECT, MAP or LIST: describes its items */
    const struct builtins *builtins; /* for a MAP: its built-in rows */
    bool builtins_only, builtins_all;
};

/** Built-in rows of a map. Each is a struct of the record's size and begins with a struct key. */
struct builtins {
    const void *at;
    int32_t count;
    /** Further tables of rows, NULL-terminated; may be NULL. */
    const struct builtins *const *more;
    /**
     * The TEXT member that names the built-in row if the key of the item does not: `"line-2":
     * {"measure": "hotline"}`. NULL: the key always names the row.
     */
    const char *name_field;
    bool named_only; /* only `name_field` names a row, even if the key equals the id of a row */
    /** Whether `builtins_all` adds the row; NULL: it adds every row. */
    bool (*joins)(const void *row);
    /**
     * Stores the sweep range of a member and returns true if the row has its own range for this
     * member. NULL: the ranges of the fields apply.
     */
    bool (*sweep)(const void *row, const struct field *member, double *low, double *high);
};

/** Number of built-in rows, including the rows of further tables. */
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

/** Row i of the built-in rows, 0 <= i < field_row_count(). `size` is the size of the record. */
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
    /** Name in messages and in the definitions of the schema, for example "state". */
    const char *name;
    const char *doc;
    size_t size;
    const struct field *fields;
    int32_t n_fields;
    bool scalar;
    bool open; /* unknown members are ignored instead of reported */
    /**
     * Checks conditions between members, which ranges cannot express. Returns NULL if the item is
     * valid. Otherwise returns a message and may set *member to the name of the wrong field. A
     * record without such conditions has NULL here.
     */
    const char *(*check)(const void *item, const char **member);
    /**
     * For messages: where to find the list of members if the list is too long for a message;
     * otherwise NULL.
     */
    const char *listed;
};

/** Returns the field `name`, or NULL if there is none. `record` may be NULL. */
static inline const struct field *
field_find(const struct record *record, const char *name)
{
    int32_t i = record == NULL
                    ? -1
                    : text_index(name, TEXT_NAMES(record->fields, name, record->n_fields));

    return i < 0 ? NULL : &record->fields[i];
}

/** The value of a REAL, DATE, COUNT, FLAG or CHOICE member of an item. NAN for other kinds. */
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

/** Whether the member is a single value, so that it fits in one cell of a table. */
static inline bool
field_is_single(const struct field *field)
{
    return field->kind < FIELD_OBJECT;
}

#define FIELD_COUNT_OF(fields) ((int32_t)(sizeof(fields) / sizeof((fields)[0])))

/**
 * Initialisers of the members of a record that follow from its struct type and its array of fields.
 */
#define FIELDS_OF(type, fields_)                                                               \
    .size = sizeof(type), .fields = (fields_), .n_fields = FIELD_COUNT_OF(fields_)

/** Derives the kind from the C type of a member, so that a row always matches its struct. */
#define FIELD_KIND(type, member)                                                               \
    _Generic(((type *)0)->member,                                                              \
        double: FIELD_REAL,                                                                    \
        int64_t: FIELD_COUNT,                                                                  \
        bool: FIELD_FLAG,                                                                      \
        const char *: FIELD_TEXT,                                                              \
        struct node *: FIELD_NODE,                                                             \
        struct list: FIELD_MAP)

/**
 * Initialises a row whose kind follows from the C type. Other members of the row are given as
 * designated initialisers.
 */
#define FIELD(type, member, ...)                                                               \
    {                                                                                          \
        .name = #member, .kind = FIELD_KIND(type, member), .offset = offsetof(type, member),   \
        __VA_ARGS__                                                                            \
    }

/** Initialises a row whose kind must be given: DATE, CHOICE, REF, OBJECT or LIST. */
#define FIELD_AS(type, member, kind_, ...)                                                     \
    {                                                                                          \
        .name = #member, .kind = (kind_), .offset = offsetof(type, member), __VA_ARGS__        \
    }

#endif
