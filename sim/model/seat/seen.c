/* The ledger: items and numbers of each state, and what the states know of incidents that the run
   has closed. */
#include "model/seat/seen_internal.h"

#include <stdlib.h>
#include <string.h>

const char *const seen_kind_names[SEEN_KINDS + 1] = {"operation", "operation_over", "detected",
    "demand", "triaged", "named", "decided", "concession", "ordered", "order_closed", "over",
    "act", "public", "industry", "truth", "sent", "read", "reply", "no_reply", "contact",
    "agreement", "member", "violation", "crisis", "settled"};

struct sim_context
seen_context(const struct run *r, const struct world *w)
{
    struct run *run;

    memcpy(&run, &r, sizeof(run)); /* struct sim_context needs a pointer without const */
    return (struct sim_context){.run = run, .world = w};
}

double
seen_round(double value, double step)
{
    return isnan(value) ? value : round(value / step) * step;
}

/* ---- begin and end ---- */

static enum status
begin_seat(struct seen *seen, const struct sim_context *s, int32_t state)
{
    struct seen_seat *seat = &seen->seat[state];

    array_init(&seat->ids, sizeof(uint64_t));
    array_init(&seat->items, sizeof(struct seen_item));
    array_init(&seat->incidents, sizeof(struct seen_incident));
    array_init(&seat->publics, sizeof(struct seen_public));
    array_init(&seat->operations, sizeof(struct seen_operation));
    array_init(&seat->used, sizeof(double));
    array_init(&seat->refreshed, sizeof(double));
    return seen_use_begin(seen, s, state);
}

enum status
seen_init(struct seen *seen, const struct run *r, const struct world *w,
    const uint64_t states[SEATS_WORDS])
{
    struct sim_context s = seen_context(r, w);
    enum status st = STATUS_OK;

    *seen = (struct seen){.seat = calloc((size_t)w->n_states, sizeof(*seen->seat))};
    if (seen->seat == NULL) {
        return STATUS_NO_MEMORY;
    }
    seen->n_states = w->n_states;
    for (int32_t k = 0; k < w->n_states; k++) {
        if (sim_is_marked(states, k)) {
            TRY(begin_seat(seen, &s, k));
        }
    }
out:
    return st;
}

void
seen_free(struct seen *seen)
{
    for (int32_t k = 0; k < seen->n_states; k++) {
        struct seen_seat *seat = &seen->seat[k];

        array_free(&seat->ids);
        array_free(&seat->items);
        array_free(&seat->incidents);
        array_free(&seat->publics);
        array_free(&seat->operations);
        array_free(&seat->used);
        array_free(&seat->refreshed);
    }
    free(seen->seat);
    *seen = (struct seen){0};
}

bool
seen_follows(const struct seen *seen, int32_t state)
{
    return seen->seat[state].ids.size > 0;
}

/* ---- numbers ---- */

int32_t
seen_number(const struct seen *seen, int32_t state, uint64_t id)
{
    const struct array *ids = &seen->seat[state].ids;

    for (int32_t k = ids->count; k > 0; k--) {
        if (*ARRAY_AT(uint64_t, ids, k - 1) == id) {
            return k;
        }
    }
    return 0;
}

int32_t
seen_index(const struct seen *seen, const struct run *r, int32_t state, int32_t number)
{
    const struct array *ids = &seen->seat[state].ids;
    const struct incident *incidents = r->incidents.items.at;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        if (number > 0 && number <= ids->count && incidents[k].n_pending > 0 &&
            incidents[k].id == *ARRAY_AT(uint64_t, ids, number - 1)) {
            return k;
        }
    }
    return NONE;
}

/* Adds an element to an array of the ledger and returns it; NULL if memory runs out. */
static void *
add(struct seen *seen, struct array *a)
{
    if (array_reserve(a, 1) != STATUS_OK) {
        seen->no_memory = true;
        return NULL;
    }
    return (char *)a->at + (size_t)array_add(a) * a->size;
}

int32_t
seen_number_new(struct seen *seen, int32_t state, uint64_t id)
{
    int32_t number = seen_number(seen, state, id);
    uint64_t *element;

    if (number > 0) {
        return number;
    }
    element = add(seen, &seen->seat[state].ids);
    if (element == NULL) {
        return 0;
    }
    *element = id;
    return seen->seat[state].ids.count;
}

/* ---- items ---- */

struct seen_item *
seen_item_new(struct seen *seen, int32_t state, enum seen_kind kind, double day)
{
    struct seen_item *item = add(seen, &seen->seat[state].items);

    if (item != NULL) {
        *item = (struct seen_item){.kind = (int32_t)kind,
            .actor = NONE,
            .target = NONE,
            .type = NONE,
            .on = NONE,
            .named = NONE,
            .overt = NONE,
            .covert = NONE,
            .help = NONE,
            .response = NONE,
            .agreement = NONE,
            .status = NONE,
            .message = NONE,
            .channel = NONE,
            .reply = NONE,
            .contact = NONE,
            .end = NONE,
            .day = seen_round(day, SEEN_DAY_STEP),
            .since = NAN,
            .severity = NAN,
            .intent = NAN,
            .confidence = NAN};
    }
    return item;
}

const struct seen_item *
seen_items(const struct seen *seen, int32_t state, int32_t *n)
{
    *n = seen->seat[state].items.count;
    return seen->seat[state].items.at;
}

/* Stores what each state knows of an incident that the run is about to remove. */
static void
keep(struct seen *seen, const struct sim_context *s, const struct incident *i)
{
    for (int32_t k = 0; k < seen->n_states; k++) {
        struct seen_seat *seat = &seen->seat[k];
        void *element;

        if (!seen_follows(seen, k) || seen_number(seen, k, i->id) == 0) {
            continue;
        }
        if (seen_is_own(s->world, i, k) && (element = add(seen, &seat->operations)) != NULL) {
            seen_fill_operation(seen, k, i, element);
        }
        if (seen_has_detected(i, k) && (element = add(seen, &seat->incidents)) != NULL) {
            seen_fill_incident(seen, s, i, element);
        } else if (seen_has_read_of(i, k) && (element = add(seen, &seat->publics)) != NULL) {
            seen_fill_public(seen, s, k, i, element);
        }
    }
}

void
seen_note(
    void *seen, const struct world *w, const struct run *r, const struct observation *fact)
{
    struct sim_context s = seen_context(r, w);

    /* value is 1 for an incident that is open at the horizon, which the run does not remove */
    if (fact->kind == OBS_CLOSED && fact->value == 0) {
        keep(seen, &s, fact->incident);
    }
    seen_item_add(seen, &s, fact);
    seen_use_note(seen, &s, fact);
}

struct trace_sink
seen_sink(struct seen *seen)
{
    return (struct trace_sink){seen, seen_note};
}
