#include "bench/bench_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiment/experiment.h"

static const char *
comma(int32_t k)
{
    return k == 0 ? "" : ",\n";
}

static void
add_states(struct buffer *b, const struct bench_shape *w)
{
    buffer_text(b, "\"states\": {");
    for (int32_t k = 0; k < w->states; k++) {
        buffer_printf(b, "%s\"s%03d\": {}", comma(k), k);
    }
    buffer_text(b, "}");
}

static void
add_services(struct buffer *b, const struct bench_shape *w)
{
    int32_t targets = w->neighbours < w->states ? w->neighbours : w->states - 1;

    for (int32_t k = 0; k < w->states; k++) {
        buffer_printf(b,
            "%s\"service_%03d\": {\"kind\": \"state\", \"home\": \"s%03d\", \"targets\": {",
            comma(k), k, k);
        for (int32_t d = 1; d <= targets; d++) {
            buffer_printf(b, "%s\"s%03d\": %.10g", comma(d - 1), (k + d) % w->states,
                w->rate / w->states / targets);
        }
        buffer_text(b, "}}");
    }
}

static void
add_crime(struct buffer *b, const struct bench_shape *w)
{
    buffer_text(b, ",\n\"crime\": {\"kind\": \"criminal\", \"targets\": {");
    for (int32_t k = 0; k < w->states; k += w->crime_step) {
        buffer_printf(b, "%s\"s%03d\": 1", comma(k), k);
    }
    buffer_text(b, "}}");
}

static void
add_pairs(struct buffer *b, const struct bench_shape *w)
{
    buffer_text(b, ",\n\"pairs\": {");
    for (int32_t k = 0; k < w->states; k++) {
        for (int32_t other = k + 1; other < w->states; other++) {
            buffer_printf(b, "%s\"s%03d:s%03d\": {}", comma(other - 1), k, other);
        }
    }
    buffer_text(b, "}");
}

static void
add_agreements(struct buffer *b, const struct bench_shape *w)
{
    buffer_text(b, ",\n\"agreements\": {");
    for (int32_t a = 0; a < w->agreements; a++) {
        buffer_printf(b,
            "%s\"agreement_%03d\": {\"kind\": \"multilateral\", "
            "\"in_force_on\": \"2020-01-01\", \"parties\": {",
            comma(a), a);
        for (int32_t k = 0; k < w->parties; k++) {
            buffer_printf(b, "%s\"s%03d\": {}", comma(k), (a * w->parties + k) % w->states);
        }
        buffer_printf(b, "}, \"measures\": {%s}}", w->measures);
    }
    buffer_text(b, "}");
}

static void
add_policies(struct buffer *b, const struct bench_shape *w)
{
    buffer_text(b, ",\n\"policies\": {");
    for (int32_t k = 0; k < w->policies; k++) {
        buffer_printf(b,
            "%s\"p%03d\": {\"title\": \"policy\", \"patch\": {\"title\": \"world %d\"}}",
            comma(k), k, k);
    }
    buffer_text(b, "}");
}

void
bench_world_write(struct buffer *b, const struct bench_shape *w)
{
    buffer_printf(b,
        "{\"format\": \"cbmsim-scenario-1\", \"title\": \"A world for measuring\",\n"
        "\"start\": \"2025-01-01\", \"horizon_days\": %.10g,\n",
        w->days);
    add_states(b, w);
    buffer_text(b, ",\n\"sources\": {");
    add_services(b, w);
    if (w->crime_step > 0) {
        add_crime(b, w);
    }
    buffer_text(b, "}");
    if (w->complete) {
        add_pairs(b, w);
    }
    if (w->agreements > 0) {
        add_agreements(b, w);
    }
    if (w->policies > 0) {
        add_policies(b, w);
    }
    buffer_text(b, "}\n");
}

void
bench_world_points(struct buffer *b, const char *outputs, double days, double step,
    int32_t points, int64_t replications)
{
    buffer_printf(b,
        "{\"format\": \"" EXPERIMENT_FORMAT "\", \"title\": \"bench\", \"scenario\": "
        "\"scenario.json\", \"seed\": \"1\", \"replications\": %lld, %s\n\"factors\": "
        "{\"days\": {\"path\": \"/horizon_days\", \"values\": [",
        (long long)replications, outputs);
    for (int32_t k = 0; k < points; k++) {
        buffer_printf(b, "%s%.10g", k == 0 ? "" : ", ", days + step * k);
    }
    buffer_text(b, "]}}}\n");
}

/* Reads a scenario from a text, by way of a temporary file. */
static enum status
load_text(struct scenario *s, const struct buffer *b, struct failure *f)
{
    char path[] = "/tmp/cbmsim-bench-XXXXXX";
    int file = mkstemp(path);
    bool written = file >= 0 && write(file, b->at, b->length) == (ssize_t)b->length;
    enum status st = STATUS_IO;

    if (written) {
        st = scenario_load(s, path, NULL, f);
    } else {
        failure_add(f, "%s: a temporary file cannot be written", path);
    }
    if (file >= 0) {
        (void)close(file);
        (void)unlink(path);
    }
    return st;
}

enum status
bench_world(struct scenario *s, int32_t n_states, struct failure *f)
{
    const struct bench_shape shape = {.states = n_states,
        .neighbours = 4,
        .rate = 4.0 * n_states,
        .days = 3652.5,
        .crime_step = 3,
        .agreements = n_states / 5,
        .parties = 5,
        .measures = "\"hotline\": {}, \"contact_point\": {}"};
    struct buffer b = {0};
    enum status st;

    bench_world_write(&b, &shape);
    TRY(buffer_status(&b));
    TRY(load_text(s, &b, f));
out:
    buffer_free(&b);
    return st;
}
