#include "sweep/row.h"

#include <math.h>
#include <string.h>

#include "stats/run_table.h"
#include "sweep/journal_file.h"

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

enum row_end
row_end(const struct metric_run *row)
{
    int end = 0;

    while (end < ROW_ENDS && strcmp(ends[end].reason, row->end_reason) != 0) {
        end++;
    }
    BUG_UNLESS(end < ROW_ENDS);
    return (enum row_end)end;
}

static char *
put_real(char *to, double x)
{
    uint64_t word;

    x = isfinite(x) ? x : (double)NAN;
    memcpy(&word, &x, sizeof(word));
    journal_file_put(to, word, 8);
    return to + 8;
}

static double
take_real(const char *at)
{
    uint64_t word = journal_file_take(at, 8);
    double x;

    memcpy(&x, &word, sizeof(x));
    return x;
}

void
row_pack(const struct metric_run *row, char *out)
{
    const double *metric = (const double *)(const void *)&row->metric;

    journal_file_put(out, row_end(row), 8);
    out = put_real(out + 8, row->end_day);
    journal_file_put(out, (uint64_t)row->n_events, 8);
    journal_file_put(out + 8, (uint64_t)row->fingerprint, 8);
    out += 16;
    for (size_t k = 0; k < sizeof(row->metric) / 8; k++) {
        out = put_real(out, metric[k]);
    }
}

bool
row_unpack(const char *bytes, struct metric_run *row)
{
    double *metric = (double *)(void *)&row->metric;
    uint64_t end = journal_file_take(bytes, 8);

    if (end >= ROW_ENDS) {
        return false;
    }
    row_set_end(row, (enum row_end)end);
    row->end_day = take_real(bytes + 8);
    row->n_events = (int64_t)journal_file_take(bytes + 16, 8);
    row->fingerprint = (int64_t)journal_file_take(bytes + 24, 8);
    bytes += 32;
    for (size_t k = 0; k < sizeof(row->metric) / 8; k++, bytes += 8) {
        metric[k] = take_real(bytes);
    }
    return true;
}
