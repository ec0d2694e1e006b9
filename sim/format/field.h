/**
 * field.h - a described member of a struct, the unit of everything that is read or written.
 *
 * One row says what a member is called, where it lies, what it may be, what it is when nobody
 * says anything, and what it means. The same row gives the JSON key, the range check, the JSON
 * Schema, the text of `describe` and the column of a CSV file, so that no two of them can
 * disagree. A record is a struct with its rows. Kinds, by the type of the C member:
 *
 *   FIELD_REAL    double         JSON number in [min, max]
 *   FIELD_COUNT   int64_t        JSON integer in [min, max]
 *   FIELD_FLAG    bool           JSON true or false
 *   FIELD_TEXT    const char *   JSON string; NULL only if absent and not preset
 *   FIELD_DATE    double         JSON string "YYYY-MM-DD", as days since the scenario's start
 *                                (absent: NAN), or an id-like word listed in `choices` (none yet)
 *   FIELD_CHOICE  int32_t        JSON string, one of `choices`; the member is its index
 *   FIELD_REF     int32_t        JSON string, an id of the top-level map named `refers`; the member
 *                                is its index there, -1 if absent
 *   FIELD_OBJECT  a struct       JSON object described by `record`
 *   FIELD_MAP     struct list    JSON object whose keys are ids and whose values are described by
 *                                `record`; see below
 *   FIELD_LIST    struct list    JSON array of min to max items, which `record` describes
 *   FIELD_NODE    struct node *  JSON value that its owner reads from the tree, where it stays;
 *                                NULL if absent. `schema` describes what it may be
 *
 * A map holds its items in the byte order of their ids. Every item struct begins with a
 * struct key, which is not a field. If `refers` is given, the keys must be ids of that
 * top-level map (or, for FIELD_MAP with pairs, see PAIR_KEYS) and key.index is the index there.
 * If `rows` is given, ids found among the rows start from the row in place of the record's
 * presets; `rows_only` refuses other ids, and `rows_all` puts every row that joins() into the map
 * even when the file names none. A record with `scalar` is written as the bare value of its first
 * field: `"targets": {"a": 1.5}`, `"metrics": ["harm"]`. A list without items differs from one that
 * is absent: it has `items`.
 */
#ifndef FORMAT_FIELD_H
#define FORMAT_FIELD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/** Where a preset number comes from; printed wherever the number is. */
enum evidence {
    EVIDENCE_NONE,       /* not a quantity: a name, a switch, a date */
    EVIDENCE_DATA,       /* an aggregate of public data, source in `source` */
    EVIDENCE_FITTED,     /* chosen so that a validation target comes out */
    EVIDENCE_ASSUMED,    /* default without evidence: sweep it over [sweep_low, sweep_high] */
    EVIDENCE_DEFINITION, /* neutral by definition, or set by the scenario's author */
};

/** Begins every item of a map. */
struct key {
    const char *id;
    uint64_t hash; /* address of the item's random streams: the hash of its id */
    int32_t index; /* in the map `refers`, if any; otherwise its own place */
};

/**
 * Items, `count` structs of the record's size: of a map in byte order of id, of a list as
 * written.
 */
struct list {
    void *items;
    int32_t count;
};

struct record;
struct node;

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    double min, max;          /* of a value; both 0: none. LIST: of the number of items */
    double default_value;     /* REAL, COUNT, FLAG (0 or 1), CHOICE (index) */
    const char *default_text; /* TEXT */
    bool required;
    bool bookkeeping; /* a column that a measure without effect may change: its own doings */
    bool
        affects_candidates; /* a policy that touches it is warned of: candidates would change */
    const char *unit; /* "days", "per year", "share", "1" of a pure number, "" of no quantity */
    enum evidence evidence;
    double sweep_low, sweep_high; /* for EVIDENCE_ASSUMED; both 0 if no range is proposed */
    bool keep_default;           /* catalogue rows do not say it: items begin with the preset */
    const char *source;          /* data set, paper, equation number, or NULL */
    const char *doc;             /* one sentence */
    const char *const *choices;  /* CHOICE: names, ended by NULL */
    const char *refers;          /* REF, MAP: "states", "sources", "agreements", ... */
    bool pair_keys;              /* MAP: keys are "a:b", two ids of `refers` with a < b */
    bool distinct;               /* LIST, of few items at most: no two are equal */
    bool verbatim;               /* TEXT: any characters, since no table will show it */
    const char *schema;          /* NODE: JSON Schema; NULL: the document's schema says it */
    const struct record *record; /* OBJECT, MAP, LIST */
    const struct builtins *builtins; /* MAP */
    bool builtins_only, builtins_all;
};

/** Built-in rows of a map: structs of the record's size, each beginning with a struct key. */
struct builtins {
    const void *at;
    int32_t count;
    const struct builtins *const
        *more; /* more rows, after these, in tables of their own; NULL ends */
    /**
     * TEXT member of an item that names its row, when that may differ from its key
     * (`"line-2": {"measure": "hotline"}`); NULL if the key names it.
     */
    const char *name_field;
    bool (*joins)(const void *row); /* whether `rows_all` means the row; NULL: any */
    /**
     * Over what to sweep a member, where that stands in the row: sets both and returns true. NULL:
     * everything stands in the members.
     */
    bool (*sweep)(const void *row, const struct field *member, double *low, double *high);
};

/** How many rows there are, those of the parts included. */
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

/** Row i of 0 .. field_row_count - 1; `size` is that of the record. */
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
    bool open; /* members that no row describes are passed over */
    /**
     * Checks between members that ranges cannot express: NULL, or a function that returns NULL if
     * the item is sound, else a message, and then sets *member to the field at fault.
     */
    const char *(*check)(const void *item, const char **member);
};

/** The field of that name; NULL if the record, which may be NULL, has none. */
static inline const struct field *
field_find(const struct record *record, const char *name)
{
    for (int32_t i = 0; record != NULL && i < record->n_fields; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

/** Whether a member is one value that stands in one cell. */
static inline bool
field_is_single(const struct field *field)
{
    return field->kind < FIELD_OBJECT;
}

#define FIELD_COUNT_OF(fields) ((int32_t)(sizeof(fields) / sizeof((fields)[0])))

/** The members of a record that come from its struct and its rows. */
#define FIELDS_OF(type, fields_)                                                               \
    .size = sizeof(type), .fields = (fields_), .n_fields = FIELD_COUNT_OF(fields_)

/** The C kind of a member, so that a row cannot contradict its struct. */
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

/** A row whose kind has to be said: DATE, CHOICE, REF, OBJECT, LIST. */
#define FIELD_AS(type, member, kind_, ...)                                                     \
    {                                                                                          \
        .name = #member, .kind = (kind_), .offset = offsetof(type, member), __VA_ARGS__        \
    }

#endif
