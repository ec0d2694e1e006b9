#include "sweep/row.h"

#include <math.h>
#include <string.h>

#include "stats/run_table.h"

static const struct {
    const char *status, *reason;
} ends[ROW_ENDS] = {
    [ROW_COMPLETE] = {RUN_TABLE_COMPLETE, "horizon"},
    [ROW_MAX_EVENTS] = {"max_events", "max_events"},
    [ROW_INVALID] = {"invalid", "invalid"},
};

_Static_assert(sizeof(struct metric_values) % 8 == 0 && sizeof(double) == 8, "words");

void
row_set_end(struct metric_run *row, enum row_end end)
{
    row->status = ends[end].status;
    row->end_reason = ends[end].reason;
}

bool
row_end_read(const char *end_reason, enum row_end *end)
{
    for (int k = 0; k < ROW_ENDS; k++) {
        if (strcmp(ends[k].reason, end_reason) == 0) {
            *end = (enum row_end)k;
            return true;
        }
    }
    return false;
}

enum row_end
row_end(const struct metric_run *row)
{
    enum row_end end = ROW_COMPLETE;
    bool found = row_end_read(row->end_reason, &end);

    BUG_UNLESS(found);
    return end;
}

/* Writes the bytes of a word. On little-endian machines this compiles to one store. */
static char *
put_word(char *to, uint64_t x)
{
    const unsigned char bytes[8] = {x & 255, x >> 8 & 255, x >> 16 & 255, x >> 24 & 255,
        x >> 32 & 255, x >> 40 & 255, x >> 48 & 255, (unsigned char)(x >> 56)};

    memcpy(to, bytes, sizeof(bytes));
    return to + sizeof(bytes);
}

static uint64_t
take_word(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
           (uint64_t)b[7] << 56;
}

static char *
put_real(char *to, double x)
{
    uint64_t word;

    x = isfinite(x) ? x : (double)NAN;
    memcpy(&word, &x, sizeof(word));
    return put_word(to, word);
}

static double
take_real(const char *at)
{
    uint64_t word = take_word(at);
    double x;

    memcpy(&x, &word, sizeof(x));
    return x;
}

void
row_pack(const struct metric_run *row, int32_t n, char *out)
{
    const double *metric = (const double *)(const void *)&row->metric;

    out = put_word(out, row_end(row));
    out = put_real(out, row->end_day);
    out = put_word(out, (uint64_t)row->n_events);
    out = put_word(out, (uint64_t)row->fingerprint);
    for (size_t k = 0; k < sizeof(row->metric) / 8; k++) {
        out = put_real(out, metric[k]);
    }
    for (int32_t k = 0; k < n; k++) {
        out = put_real(out, row->outcomes[k]);
    }
}

bool
row_unpack(const char *bytes, int32_t n, struct metric_run *row)
{
    double *metric = (double *)(void *)&row->metric;
    uint64_t end = take_word(bytes);
    bool sound;

    if (end >= ROW_ENDS) {
        return false;
    }
    row_set_end(row, (enum row_end)end);
    row->end_day = take_real(bytes + 8);
    row->n_events = (int64_t)take_word(bytes + 16);
    row->fingerprint = (int64_t)take_word(bytes + 24);
    bytes += 32;
    sound = row->n_events >= 0 && !(row->end_day < 0) && !isinf(row->end_day);
    for (size_t k = 0; k < sizeof(row->metric) / 8; k++, bytes += 8) {
        metric[k] = take_real(bytes);
        sound = sound && !isinf(metric[k]);
    }
    for (int32_t k = 0; k < n; k++, bytes += 8) {
        row->outcomes[k] = take_real(bytes);
        sound = sound && !isinf(row->outcomes[k]);
    }
    return sound;
}
