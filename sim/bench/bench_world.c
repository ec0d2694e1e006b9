#include "bench/bench_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"

enum { NEIGHBOURS = 4, PARTIES = 5, CRIME_STEP = 3 };

static void
add_states(struct buffer *b, int32_t n)
{
    buffer_text(b, "\"states\": {");
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(b, "%s\"s%03d\": {}", k == 0 ? "" : ", ", k);
    }
    buffer_text(b, "},\n");
}

static void
add_services(struct buffer *b, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(b, "\"service_%03d\": {\"kind\": \"state\", \"home\": \"s%03d\", ", k, k);
        buffer_text(b, "\"targets\": {");
        for (int32_t d = 1; d <= NEIGHBOURS && d < n; d++) {
            buffer_printf(b, "%s\"s%03d\": 1", d == 1 ? "" : ", ", (k + d) % n);
        }
        buffer_text(b, "}},\n");
    }
}

static void
add_crime(struct buffer *b, int32_t n)
{
    buffer_text(b, "\"crime\": {\"kind\": \"criminal\", \"targets\": {");
    for (int32_t k = 0; k < n; k += CRIME_STEP) {
        buffer_printf(b, "%s\"s%03d\": 1", k == 0 ? "" : ", ", k);
    }
    buffer_text(b, "}}");
}

static void
add_agreements(struct buffer *b, int32_t n)
{
    buffer_text(b, "\"agreements\": {");
    for (int32_t a = 0; (a + 1) * PARTIES <= n; a++) {
        buffer_printf(b, "%s\"agreement_%03d\": {\"kind\": \"multilateral\", \"parties\": {",
            a == 0 ? "" : ",\n", a);
        for (int32_t k = 0; k < PARTIES; k++) {
            buffer_printf(b, "%s\"s%03d\": {}", k == 0 ? "" : ", ", a * PARTIES + k);
        }
        buffer_text(b, "}, \"measures\": {\"hotline\": {}, \"contact_point\": {}}}");
    }
    buffer_text(b, "}\n");
}

static void
write_world(struct buffer *b, int32_t n)
{
    buffer_text(b, "{\"format\": \"cbmsim-scenario-1\", \"title\": \"A world for measuring\",\n"
                   "\"start\": \"2025-01-01\", \"horizon_days\": 3652.5,\n");
    add_states(b, n);
    buffer_text(b, "\"sources\": {\n");
    add_services(b, n);
    add_crime(b, n);
    buffer_text(b, "},\n");
    add_agreements(b, n);
    buffer_text(b, "}\n");
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
    struct buffer b = {0};
    enum status st;

    write_world(&b, n_states);
    TRY(buffer_status(&b));
    TRY(load_text(s, &b, f));
out:
    buffer_free(&b);
    return st;
}
