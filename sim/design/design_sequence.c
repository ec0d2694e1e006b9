/* Quasi-random sequences of GSL (Sobol' and Halton) with random shifts. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>

#include "design/design_builder.h"
#include "design/design_sequence.h"
#include "kernel/stream.h"

enum { HALTON_ADVISED = 10 };

struct design_sequence_options {
    int64_t samples, shifts;
    struct list factors; /* list of struct design_name */
};
static const struct field fields[] = {
    FIELD(struct design_sequence_options, samples, .min = 1, .max = DESIGN_POINTS_MAX,
        .required = true, .unit = "points",
        .doc = "Number of points of each copy of the sequence (of a Sobol' sequence preferably "
               "a power of 2)."),
    FIELD(struct design_sequence_options, shifts, .min = 0, .max = 1000, .default_value = 1,
        .unit = "1",
        .doc = "Number of copies of the sequence, each with its own random shift (Cranley and "
               "Patterson); 0: one copy without a shift. Several copies allow an estimate of "
               "the error."),
    DESIGN_FACTORS(struct design_sequence_options),
};
const struct record design_sequence_record = {.name = "sequence_design",
    .doc = "The first points of a low-discrepancy sequence.",
    FIELDS_OF(struct design_sequence_options, fields)};

enum status
design_sequence_open(
    struct design_sequence *s, const struct design_builder *m, bool halton, int32_t dimensions)
{
    const gsl_qrng_type *type = halton ? gsl_qrng_halton : gsl_qrng_sobol;

    /* gsl_qrng_alloc() accepts any number of dimensions, but above the maximum its points are
       wrong. */
    BUG_UNLESS(dimensions >= 1 && (unsigned)dimensions <= type->max_dimension);
    *s = (struct design_sequence){
        .builder = m, .dimensions = dimensions, .starts_at_origin = !halton};
    s->generator = gsl_qrng_alloc(type, (unsigned)dimensions);
    s->offsets = calloc((size_t)dimensions, sizeof(*s->offsets));
    return s->generator == NULL || s->offsets == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void
design_sequence_close(struct design_sequence *s)
{
    if (s->generator != NULL) {
        gsl_qrng_free(s->generator);
    }
    free(s->offsets);
}

void
design_sequence_shift(struct design_sequence *s, uint64_t address, int64_t shift)
{
    gsl_qrng_init(s->generator);
    s->at_origin = s->starts_at_origin;
    for (int32_t j = 0; j < s->dimensions; j++) {
        s->offsets[j] = shift == 0
                            ? 0
                            : design_uniform(s->builder,
                                  stream_child(address, 0, (uint64_t)shift), (uint64_t)j);
    }
}

void
design_sequence_next(struct design_sequence *s, double *u)
{
    if (!s->at_origin) {
        /* gsl_qrng_get() fails after 2^30 points. */
        BUG_UNLESS(gsl_qrng_get(s->generator, u) == GSL_SUCCESS);
    }
    for (int32_t j = 0; j < s->dimensions; j++) {
        u[j] = (s->at_origin ? 0 : u[j]) + s->offsets[j];
        u[j] -= floor(u[j]);
    }
    s->at_origin = false;
}

static enum status
check_dimensions(
    struct design_builder *m, const struct design_call *call, bool halton, int32_t n)
{
    int32_t maximum = (int32_t)(halton ? gsl_qrng_halton : gsl_qrng_sobol)->max_dimension;

    if (n > maximum) {
        diag_at(m->reader->diag, call->node->at, call->path,
            "%d factors are more than the %d dimensions of this sequence; use lhs", n, maximum);
        return STATUS_BAD_INPUT;
    }
    if (halton && n > HALTON_ADVISED) {
        failure_add(m->warnings,
            "the points of a short Halton sequence in %d factors lie on lines (recommended "
            "maximum: %d factors); use sobol or lhs",
            n, HALTON_ADVISED);
    }
    return STATUS_OK;
}

static enum status
make(struct design_builder *m, const struct design_call *call, bool halton, struct design *out)
{
    struct design_sequence_options options = {0};
    struct design_sequence sequence = {0};
    struct design_subset subset;
    double *u = NULL;
    uint64_t address;
    int64_t repeats;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    TRY(check_dimensions(m, call, halton, subset.count));
    repeats = options.shifts == 0 ? 1 : options.shifts;
    TRY(design_init(m, call, repeats * options.samples, out));
    TRY(design_sequence_open(&sequence, m, halton, subset.count));
    u = calloc((size_t)subset.count, sizeof(*u));
    if (u == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    address = design_address(m, call, &subset);
    for (int64_t i = 0; i < out->n_points; i++) {
        int64_t shift = options.shifts == 0 ? 0 : i / options.samples + 1;

        if (i % options.samples == 0) {
            design_sequence_shift(&sequence, address, shift);
        }
        design_sequence_next(&sequence, u);
        design_spread(m, &subset, u, design_row(out, i));
        if (options.shifts > 1) {
            out->marks[i].family = DESIGN_SHIFT;
            out->marks[i].part = (int32_t)shift;
        }
    }
out:
    free(u);
    design_sequence_close(&sequence);
    return st;
}

enum status
design_sobol(struct design_builder *m, const struct design_call *call, struct design *out)
{
    return make(m, call, false, out);
}

enum status
design_halton(struct design_builder *m, const struct design_call *call, struct design *out)
{
    return make(m, call, true, out);
}
