#include "directory/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "directory/fp_platform.h"
#include "directory/version.h"
#include "kernel/stream.h"

enum { MANIFEST_FORMAT = 1, MANIFEST_TIME_BYTES = 32 };

static void
put_file(struct json_writer *w, const struct manifest_file *file)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "name", file->name);
    if (file->bytes >= 0) {
        json_writer_integer(w, "bytes", file->bytes);
    }
    if (file->rows >= 0) {
        json_writer_integer(w, "rows", file->rows);
    }
    json_writer_text(w, "sha256", file->sha256);
    json_writer_close(w, '}');
}

static void
put_files(struct json_writer *w, const char *key, const struct manifest_file *files, int32_t n)
{
    json_writer_open(w, key, '[');
    for (int32_t i = 0; i < n; i++) {
        put_file(w, &files[i]);
    }
    json_writer_close(w, ']');
}

/* Returns the time in SOURCE_DATE_EPOCH, or -1 if the variable is not set or invalid. */
static time_t
fixed_time(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    double seconds;

    if (text == NULL || !number_read(text, strlen(text), &seconds) || seconds < 0 ||
        seconds > 1e11) {
        return -1;
    }
    return (time_t)seconds;
}

static void
put_time(struct json_writer *w, const char *key, time_t seconds)
{
    char text[MANIFEST_TIME_BYTES];
    struct tm parts;

    if (gmtime_r(&seconds, &parts) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0) {
        json_writer_text(w, key, text);
    }
}

static void
put_times(struct json_writer *w, const struct manifest *m, time_t fixed)
{
    const struct timespec *started = &m->started;
    struct timespec now;

    json_writer_open(w, "times", '{');
    if (fixed >= 0) {
        put_time(w, "source_date_epoch", fixed);
    } else {
        put_time(w, "started", started->tv_sec);
    }
    if (m->finished && fixed < 0 && clock_gettime(CLOCK_REALTIME, &now) == 0) {
        put_time(w, "finished", now.tv_sec);
        json_writer_real(w, "seconds",
            (double)(now.tv_sec - started->tv_sec) +
                (double)((now.tv_nsec - started->tv_nsec) / 1000000) / 1000);
    }
    json_writer_close(w, '}');
}

static void
put_random_numbers(struct json_writer *w, uint64_t seed)
{
    char digits[NUMBER_BYTES];

    number_print_unsigned(digits, seed);
    json_writer_text(
        w, "seed", digits); /* as text, because JSON readers keep only 53 bits of a number */
    json_writer_open(w, "random_numbers", '{');
    json_writer_text(w, "generator", "Philox4x64-10");
    json_writer_integer(w, "address_layout", STREAM_VERSION);
    json_writer_close(w, '}');
}

static void
put_platforms(struct json_writer *w, const struct manifest *m)
{
    json_writer_open(w, "runs_computed_by", '[');
    for (int32_t i = 0; i < m->n_platforms; i++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "cbmsim", m->platforms[i].cbmsim);
        json_writer_text(w, "fingerprint", m->platforms[i].fingerprint);
        json_writer_integer(w, "runs", m->platforms[i].runs);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

void
manifest_mixture(
    const char *of, const struct manifest_platform *platforms, int32_t n, struct failure *out)
{
    if (n > 1) {
        failure_add(out,
            "%s: its runs come from %d different versions of cbmsim or floating-point "
            "environments",
            of, (int)n);
    }
    for (int32_t i = 0; i < n && n > 1; i++) {
        char version[TEXT_VISIBLE_BYTES], fingerprint[TEXT_VISIBLE_BYTES];

        failure_add(out, "%s: cbmsim %s, floating-point fingerprint %.16s: %" PRId64 " runs",
            of, text_visible(version, platforms[i].cbmsim),
            text_visible(fingerprint, platforms[i].fingerprint), platforms[i].runs);
    }
}

void
manifest_print(const struct manifest *m, struct buffer *out)
{
    struct json_writer w;
    time_t fixed = fixed_time();

    json_writer_init(&w, out);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "program", MANIFEST_PROGRAM);
    json_writer_integer(&w, "format", MANIFEST_FORMAT);
    json_writer_text(&w, "status", m->status);
    json_writer_text(&w, "identity", m->origin.identity);
    put_random_numbers(&w, m->seed);
    json_writer_text(&w, "trace_level", m->trace_level);
    if (m->gzip) {
        json_writer_flag(&w, "gzip", true);
    }
    json_writer_open(&w, "arguments", '[');
    for (int32_t i = 0; i < m->n_arguments; i++) {
        json_writer_text(&w, NULL, m->arguments[i]);
    }
    json_writer_close(&w, ']');
    put_files(&w, "inputs", m->origin.inputs, m->origin.n_inputs);
    put_files(&w, "outputs", m->outputs, m->n_outputs);
    json_writer_open(&w, "counts", '{');
    for (int32_t i = 0; i < m->n_counts; i++) {
        json_writer_integer(&w, m->counts[i].name, m->counts[i].value);
    }
    json_writer_close(&w, '}');
    put_platforms(&w, m);
    fp_platform_print(&w);
    put_times(&w, m, fixed);
    fp_platform_print_host(&w, fixed < 0);
    json_writer_close(&w, '}');
}
