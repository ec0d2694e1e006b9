#include "words/narrative/narrative_cascade.h"

#include <stdlib.h>
#include <string.h>

#define ROWS(type, r, file) ((const type *)(r)->rows[file].at)

/* Ids are ordered as unsigned numbers, as in the trace files. */
static int
compare_ids(int64_t a, int64_t b)
{
    return (uint64_t)a < (uint64_t)b ? -1 : (uint64_t)a > (uint64_t)b;
}

static int
compare_days(double a, double b)
{
    return a < b ? -1 : a > b;
}

/* Orders nodes of the same day: a child may begin on the day of its parent and must come after it.
   A response has a higher generation than its parent. A spill-over has the same generation as its
   parent, and gets a higher number here. */
static int64_t
generation(const struct narrative_node *n)
{
    return n->incident == NULL
               ? 2 * n->act->generation
               : 2 * n->incident->generation + (n->incident->parent_kind != PARENT_NONE);
}

static int
by_day(const void *a, const void *b)
{
    const struct narrative_node *x = a, *y = b;
    int order = compare_days(x->day, y->day);

    if (order == 0 && generation(x) != generation(y)) {
        return generation(x) < generation(y) ? -1 : 1;
    }
    return order != 0 ? order : compare_ids(x->id, y->id);
}

static int
by_incident(const void *a, const void *b)
{
    const struct trace_rows_event *x = *(const struct trace_rows_event *const *)a;
    const struct trace_rows_event *y = *(const struct trace_rows_event *const *)b;
    int order = compare_ids(x->incident_id, y->incident_id);

    return order != 0 ? order : x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

static int
by_sending(const void *a, const void *b)
{
    const struct trace_rows_message *x = *(const struct trace_rows_message *const *)a;
    const struct trace_rows_message *y = *(const struct trace_rows_message *const *)b;
    int order = compare_ids(x->incident_id, y->incident_id);

    if (order == 0) {
        order = compare_days(x->sent_day, y->sent_day);
    }
    return order != 0 ? order : compare_ids(x->message_id, y->message_id);
}

struct by_id {
    int64_t id;
    int32_t index;
};

static int
by_identity(const void *a, const void *b)
{
    return compare_ids(((const struct by_id *)a)->id, ((const struct by_id *)b)->id);
}

static int32_t
index_of(const struct by_id *ids, int32_t n, int64_t id)
{
    struct by_id key = {id, 0};
    const struct by_id *at = bsearch(&key, ids, (size_t)n, sizeof(*ids), by_identity);

    return at == NULL ? NONE : at->index;
}

static enum status
collect_nodes(struct narrative_cascade *f, const struct recorder *r)
{
    const struct trace_rows_incident *incidents =
        ROWS(struct trace_rows_incident, r, RECORDER_FILE_INCIDENTS);
    const struct trace_rows_act *acts = ROWS(struct trace_rows_act, r, RECORDER_FILE_ACTS);
    int32_t n_incidents = r->rows[RECORDER_FILE_INCIDENTS].count;
    int32_t n_acts = r->rows[RECORDER_FILE_ACTS].count;
    struct by_id *ids = calloc((size_t)n_incidents + 1, sizeof(*ids));

    f->nodes = calloc((size_t)n_incidents + (size_t)n_acts + 1, sizeof(*f->nodes));
    if (f->nodes == NULL || ids == NULL) {
        free(ids);
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n_incidents; k++) {
        f->nodes[k] = (struct narrative_node){.incident = &incidents[k],
            .day = incidents[k].start_day,
            .id = incidents[k].incident_id};
        ids[k] = (struct by_id){incidents[k].incident_id, k};
    }
    f->n_nodes = n_incidents;
    qsort(ids, (size_t)n_incidents, sizeof(*ids), by_identity);
    for (int32_t k = 0; k < n_acts; k++) {
        int32_t node = index_of(ids, n_incidents, acts[k].act_id);

        if (node != NONE) {
            f->nodes[node].act = &acts[k];
        } else {
            f->nodes[f->n_nodes++] = (struct narrative_node){
                .act = &acts[k], .day = acts[k].day, .id = acts[k].act_id};
        }
    }
    free(ids);
    qsort(f->nodes, (size_t)f->n_nodes, sizeof(*f->nodes), by_day);
    return STATUS_OK;
}

static int64_t
parent_id(const struct narrative_node *n)
{
    int32_t kind = n->incident != NULL ? n->incident->parent_kind : n->act->parent_kind;

    return kind == PARENT_NONE   ? 0
           : n->incident != NULL ? n->incident->parent_id
                                 : n->act->parent_id;
}

/* Links parents and children. Parents come before their children. One pass forward therefore finds
   parents, roots and depths, and one pass backward counts descendants. Between the two passes,
   children are grouped by parent (a counting sort): `count` first counts the children of a node,
   and then counts them again while `children` is filled. */
static enum status
link_nodes(struct narrative_cascade *f)
{
    struct by_id *ids = calloc((size_t)f->n_nodes + 1, sizeof(*ids));
    int32_t used = 0;

    f->children = calloc((size_t)f->n_nodes + 1, sizeof(*f->children));
    if (ids == NULL || f->children == NULL) {
        free(ids);
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < f->n_nodes; k++) {
        ids[k] = (struct by_id){f->nodes[k].id, k};
    }
    qsort(ids, (size_t)f->n_nodes, sizeof(*ids), by_identity);
    for (int32_t k = 0; k < f->n_nodes; k++) {
        struct narrative_node *n = &f->nodes[k];
        int64_t above = parent_id(n);

        n->parent = above == 0 ? NONE : index_of(ids, f->n_nodes, above);
        if (n->parent >= k) {
            n->parent = NONE;
        }
        n->root = n->parent == NONE ? k : f->nodes[n->parent].root;
        n->depth = n->parent == NONE ? 0 : f->nodes[n->parent].depth + 1;
        if (n->parent != NONE) {
            f->nodes[n->parent].count++;
        }
    }
    free(ids);
    for (int32_t k = 0; k < f->n_nodes; k++) {
        f->nodes[k].first = used;
        used += f->nodes[k].count;
        f->nodes[k].count = 0;
    }
    for (int32_t k = 0; k < f->n_nodes; k++) {
        if (f->nodes[k].parent != NONE) {
            struct narrative_node *above = &f->nodes[f->nodes[k].parent];

            f->children[above->first + above->count++] = k;
        }
    }
    for (int32_t k = f->n_nodes - 1; k >= 0; k--) {
        if (f->nodes[k].parent != NONE) {
            f->nodes[f->nodes[k].parent].n_below += 1 + f->nodes[k].n_below;
        }
    }
    return STATUS_OK;
}

static enum status
collect_rows(struct narrative_cascade *f, const struct recorder *r)
{
    const struct array *events = &r->rows[RECORDER_FILE_EVENTS];
    const struct array *messages = &r->rows[RECORDER_FILE_MESSAGES];

    f->events = calloc((size_t)events->count + 1, sizeof(*f->events));
    f->messages = calloc((size_t)messages->count + 1, sizeof(*f->messages));
    f->crises = calloc((size_t)events->count + 1, sizeof(*f->crises));
    if (f->events == NULL || f->messages == NULL || f->crises == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < events->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, events, k);

        if (e->event == OBS_CRISIS) {
            if (e->value == 1) {
                f->crises[f->n_crises++] = e;
            }
        } else if (e->incident_id != 0) {
            f->events[f->n_events++] = e;
        }
    }
    for (int32_t k = 0; k < messages->count; k++) {
        f->messages[f->n_messages++] = ARRAY_AT(const struct trace_rows_message, messages, k);
    }
    qsort(f->events, (size_t)f->n_events, sizeof(*f->events), by_incident);
    qsort(f->messages, (size_t)f->n_messages, sizeof(*f->messages), by_sending);
    return STATUS_OK;
}

enum status
narrative_cascade_init(struct narrative_cascade *f, const struct recorder *r)
{
    enum status st;

    memset(f, 0, sizeof(*f));
    TRY(collect_nodes(f, r));
    TRY(link_nodes(f));
    TRY(collect_rows(f, r));
out:
    return st;
}

void
narrative_cascade_free(struct narrative_cascade *f)
{
    free(f->nodes);
    free(f->children);
    free(f->events);
    free(f->messages);
    free(f->crises);
    memset(f, 0, sizeof(*f));
}

/* Returns the first of n rows, sorted by id, whose id is not below `id`. `offset` is the position
   of the id in a row, in bytes. */
static int32_t
lower_bound(const void *const *rows, int32_t n, size_t offset, int64_t id)
{
    int32_t low = 0, high = n;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int64_t there;

        memcpy(&there, (const char *)rows[middle] + offset, sizeof(there));
        if (compare_ids(there, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t
narrative_cascade_find(const struct narrative_cascade *f, int64_t id)
{
    int32_t node = 0;

    while (node < f->n_nodes && f->nodes[node].id != id) {
        node++;
    }
    return node < f->n_nodes ? node : NONE;
}

int32_t
narrative_cascade_events(const struct narrative_cascade *f, int64_t id, int32_t *first)
{
    int32_t n = 0;

    *first = lower_bound((const void *const *)f->events, f->n_events,
        offsetof(struct trace_rows_event, incident_id), id);
    while (*first + n < f->n_events && f->events[*first + n]->incident_id == id) {
        n++;
    }
    return n;
}

int32_t
narrative_cascade_messages(const struct narrative_cascade *f, int64_t id, int32_t *first)
{
    int32_t n = 0;

    *first = lower_bound((const void *const *)f->messages, f->n_messages,
        offsetof(struct trace_rows_message, incident_id), id);
    while (*first + n < f->n_messages && f->messages[*first + n]->incident_id == id) {
        n++;
    }
    return n;
}
