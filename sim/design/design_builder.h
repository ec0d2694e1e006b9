/**
 * design_builder.h - makes tables of points from the designs of an experiment file.
 *
 * A design is an object with one member that names its family, and an optional label: {"lhs":
 * {"samples": 100}, "label": "space"}. Each family has a row in design.c and a function, which is
 * declared below.
 */
#ifndef DESIGN_DESIGN_BUILDER_H
#define DESIGN_DESIGN_BUILDER_H

#include "design/design.h"
#include "design/factor_read.h"
#include "format/input_file.h"

enum { DESIGN_DEPTH_MAX = 32, DESIGN_ADDRESSES_MAX = 1000 };

/** JSON Schemas: of a value in a point, and of a point. */
#define DESIGN_SCALAR "{\"type\": [\"string\", \"number\", \"boolean\"]}"
#define DESIGN_POINT                                                                           \
    "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[a-z][a-z0-9_-]{0,62}$\"}, "   \
    "\"additionalProperties\": " DESIGN_SCALAR "}"

/** The data for making the points of an experiment. */
struct design_builder {
    struct factor *factors;
    int32_t n_factors;
    struct factor_reader *reader;
    struct decode_value_context *context; /* for decoding the experiment file */
    struct input_reader *files;
    struct node *scenario; /* the scenario with defaults */
    struct failure *warnings;
    uint64_t seed;
    const char **labels; /* space for DESIGN_LABELS_MAX labels */
    int32_t n_labels;
    /** Addresses of random numbers that designs already use. */
    uint64_t addresses[DESIGN_ADDRESSES_MAX];
    int32_t n_addresses;
    int32_t depth;
    bool implied;   /* the file has no design */
    bool contrasts; /* at least one design compares its points with each other */
};

enum { DESIGN_LABELS_MAX = 1000 };

/** One design in the experiment file. */
struct design_call {
    const char *family;
    const struct path *path; /* path of the member that has the name of the family */
    struct node *node;       /* value of this member */
};

/**
 * A family of designs. `record`, which may be NULL, describes the options of the family. make()
 * makes the points.
 */
struct design_row {
    const char *name;
    const struct record *record;
    enum status (*make)(
        struct design_builder *m, const struct design_call *call, struct design *out);
    /**
     * An example of the value of the member, for a file with the factors rate, trust and observed.
     */
    const char *example;
    const char *meaning; /* description of the family in sentences */
};

extern const struct design_row design_rows[]; /* the last row has no name */

/**
 * Makes the points of the design `node` at `path`. Reports all errors. After an error *out is
 * empty.
 */
enum status design_make(struct design_builder *m, const struct path *path, struct node *node,
    struct design *out) MUST_CHECK;

/**
 * Allocates n points without factor values. Reports an error if n is too large. Free the points
 * with design_free().
 */
enum status design_init(struct design_builder *m, const struct design_call *call, int64_t n,
    struct design *out) MUST_CHECK;

/** Frees a design. The call is also allowed for a zeroed design. */
void design_free(struct design *d);

/** Returns the row of a point: n_factors values, which the caller may change. */
double *design_row(const struct design *d, int64_t point);

/** The factors that a design varies: those in its member `factors` or, without this member, all. */
struct design_subset {
    int32_t *factors; /* indices of the factors in ascending order */
    int32_t count;
};

/** The field `factors` in the record of the options of a family. */
#define DESIGN_FACTORS(type)                                                                   \
    FIELD_AS(type, factors, FIELD_LIST, .min = 1, .record = &design_name_record, .unit = "",   \
        .doc = "Factors that the design varies; default: all.")
extern const struct record design_name_record; /* describes struct design_name */

struct design_name {
    const char *factor;
};

/**
 * Finds the factors that the options name. Reports a factor that has neither a range nor values nor
 * levels.
 */
enum status design_factors(struct design_builder *m, const struct design_call *call,
    const struct list *names, struct design_subset *subset) MUST_CHECK;

/** Returns the index of a factor. Reports an unknown factor and returns -1. */
int32_t design_factor(
    struct design_builder *m, const struct path *path, struct place at, const char *id);

/**
 * Finds a label or adds it, and stores its index. Reports a label that is not valid and sets *index
 * to -1.
 */
enum status design_label(struct design_builder *m, const struct path *path,
    const struct node *label, int32_t *index) MUST_CHECK;

/** Decodes the options of a design into the struct of its family. */
enum status design_options(
    struct design_builder *m, const struct design_call *call, void *options) MUST_CHECK;

/**
 * Returns the address of the random numbers of a design. It is a hash of the family, the factors,
 * and the number of the design among equal designs. The address does not depend on labels or on
 * other designs around this design.
 */
uint64_t design_address(struct design_builder *m, const struct design_call *call,
    const struct design_subset *subset);

/** Returns a uniform variate in (0, 1) at an address. Draws one uniform. */
double design_uniform(const struct design_builder *m, uint64_t address, uint64_t index);

/**
 * Makes a random permutation of 0..n-1, for n < 2^31. Draws n - 1 uniforms, at the indices from
 * `first` on.
 */
void design_shuffle(const struct design_builder *m, uint64_t address, uint64_t first,
    int32_t *order, int64_t n);

/**
 * Sets the factors of the subset in a row: factor subset->factors[j] gets its value at the share
 * u[j], which is in [0, 1].
 */
void design_spread(const struct design_builder *m, const struct design_subset *subset,
    const double *u, double *row);

extern const struct record design_lhs_record, design_random_record, design_sequence_record,
    design_morris_record, design_saltelli_record, design_one_at_a_time_record,
    design_filter_record;

/** The functions make() of the families (struct design_row). */
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
