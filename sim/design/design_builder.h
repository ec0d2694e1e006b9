/**
 * design_builder.h - makes tables of points from the designs of an experiment file.
 *
 * A design is an object with one member that names its family, and an optional label:
 * {"lhs": {"samples": 100}, "label": "space"}. Each family has a row in design.c and a function
 * declared here.
 */
#ifndef DESIGN_DESIGN_BUILDER_H
#define DESIGN_DESIGN_BUILDER_H

#include "design/design.h"
#include "design/factor_read.h"
#include "format/input_file.h"

enum { DESIGN_DEPTH_MAX = 32, DESIGN_ADDRESSES_MAX = 1000 };

/** JSON Schema of a point in a file, and of a value in it. */
#define DESIGN_SCALAR "{\"type\": [\"string\", \"number\", \"boolean\"]}"
#define DESIGN_POINT                                                                           \
    "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[a-z][a-z0-9_-]{0,62}$\"}, "   \
    "\"additionalProperties\": " DESIGN_SCALAR "}"

/** Context of making the points of an experiment. */
struct design_builder {
    struct factor *factors;
    int32_t n_factors;
    struct factor_reader *reader;
    struct decode_value_context *context; /* of the experiment file */
    struct input_reader *files;
    struct node *scenario; /* with defaults */
    struct failure *warnings;
    uint64_t seed;
    const char **labels; /* DESIGN_LABELS_MAX */
    int32_t n_labels;
    uint64_t addresses[DESIGN_ADDRESSES_MAX]; /* in use */
    int32_t n_addresses;
    int32_t depth;
    bool contrasts; /* at least one design compares its points with each other */
};

enum { DESIGN_LABELS_MAX = 1000 };

/** One design in the file. */
struct design_call {
    const char *family;
    const struct path *path; /* of the member named after the family */
    struct node *node;       /* its value */
};

/** A family: its name, the record of its options or NULL, and what makes its points. */
struct design_row {
    const char *name;
    const struct record *record;
    enum status (*make)(
        struct design_builder *m, const struct design_call *call, struct design *out);
    const char *example; /* its value; the file has the factors rate, trust, observed */
    const char *meaning; /* sentences */
};

extern const struct design_row design_rows[]; /* ended by a row without a name */

/** Makes the points of the design `node` at `path`. Reports all errors; *out is empty then. */
enum status design_make(struct design_builder *m, const struct path *path, struct node *node,
    struct design *out) MUST_CHECK;

/** Allocates n points, all factors unset. Reports if n is too large. Free with design_free(). */
enum status design_init(struct design_builder *m, const struct design_call *call, int64_t n,
    struct design *out) MUST_CHECK;

/** Safe on a zeroed design. */
void design_free(struct design *d);

/** The row of a point: n_factors values, which may be changed. */
double *design_row(const struct design *d, int64_t point);

/** The factors that a design varies: those in its member `factors`, or all. */
struct design_subset {
    int32_t *factors; /* indices, ascending */
    int32_t count;
};

/** The field `factors` in the record of a family's options. */
#define DESIGN_FACTORS(type)                                                                   \
    FIELD_AS(type, factors, FIELD_LIST, .min = 1, .record = &design_name_record, .unit = "",   \
        .doc = "Factors that the design varies; default: all.")
extern const struct record design_name_record; /* struct design_name */

struct design_name {
    const char *factor;
};

/** Finds the factors named in the options. Each must have a range, values or levels. */
enum status design_factors(struct design_builder *m, const struct design_call *call,
    const struct list *names, struct design_subset *subset) MUST_CHECK;

/** Index of a factor; if there is none, reports this and returns -1. */
int32_t design_factor(
    struct design_builder *m, const struct path *path, struct place at, const char *id);

/** Finds or adds a label; if it is not valid, reports this and sets *index to -1. */
enum status design_label(struct design_builder *m, const struct path *path,
    const struct node *label, int32_t *index) MUST_CHECK;

/** Reads the options of a design into a struct of its family. */
enum status design_options(
    struct design_builder *m, const struct design_call *call, void *options) MUST_CHECK;

/**
 * The address of the random numbers of a design: hash of its family and factors, and its number
 * among equal designs. Labels, and enclosing or neighbouring designs, do not change the address.
 */
uint64_t design_address(struct design_builder *m, const struct design_call *call,
    const struct design_subset *subset);

/** A uniform variate in (0, 1) at an address. Draws: one. */
double design_uniform(const struct design_builder *m, uint64_t address, uint64_t index);

/** A random permutation of 0..n-1, n below 2^31. Draws: n - 1 uniforms, at indices from `first`. */
void design_shuffle(const struct design_builder *m, uint64_t address, uint64_t first,
    int32_t *order, int64_t n);

/** Sets factor subset->factors[j] in a row to its value at u[j], for all j. u is in [0, 1]. */
void design_spread(const struct design_builder *m, const struct design_subset *subset,
    const double *u, double *row);

extern const struct record design_lhs_record, design_random_record, design_sequence_record,
    design_morris_record, design_saltelli_record, design_one_at_a_time_record,
    design_filter_record;

enum status design_points(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_csv(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_factorial(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_one_at_a_time(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_lhs(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_random(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_sobol(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_halton(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_morris(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_saltelli(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_cross(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_zip(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_union(
    struct design_builder *m, const struct design_call *call, struct design *out);
enum status design_filter(
    struct design_builder *m, const struct design_call *call, struct design *out);

#endif
