/* Sets the hash of each trace row from its values, not from its position. MODEL.md, section "4
   Design concepts", Stochasticity, has the reason. */
#include "model/input/world_prepare.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/stream.h"

static uint64_t
bits_of(double x)
{
    uint64_t bits;

    x = x == 0 ? 0 : x; /* turns negative zero into zero */
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

/* Hashes the calendar day, the source, the target, the type, the severity and the duration of a
   row. */
static uint64_t
hash_of(const struct world *w, const struct trace_incident *row)
{
    uint64_t hash =
        stream_child(WORLD_SOURCE(w, row->source)->key.hash, 8, bits_of(w->start + row->day));

    hash = stream_child(hash, WORLD_STATE(w, row->target)->key.hash,
        row->type == NONE ? 0 : WORLD_TYPE(w, row->type)->key.hash);
    return stream_child(hash, (uint64_t)row->severity, bits_of(row->duration_days));
}

static int
by_day_and_hash(const void *a, const void *b)
{
    const struct trace_incident *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

void
world_prepare_trace(struct world_prepare_context *f)
{
    struct trace_incident *rows = f->w->trace_incidents.items;
    int32_t n = f->w->trace_incidents.count;
    uint64_t content = 0, number = 0;

    for (int32_t k = 0; k < n; k++) {
        rows[k].hash = hash_of(f->w, &rows[k]);
    }
    if (n > 1) {
        qsort(rows, (size_t)n, sizeof(*rows), by_day_and_hash);
    }
    for (int32_t k = 0; k < n; k++) { /* equal rows are adjacent, because the rows are sorted */
        number = k > 0 && rows[k].hash == content ? number + 1 : 0;
        content = rows[k].hash;
        rows[k].hash = stream_child(content, 15, number);
    }
}
