#include "model/state/incident_list.h"

static int32_t *
next_of(const struct sim_context *s, int32_t link)
{
    return &SIM_INCIDENT(s, link - 1)->next;
}

static void
set_previous(const struct sim_context *s, int32_t link, int32_t previous)
{
    if (link != 0) {
        SIM_INCIDENT(s, link - 1)->previous = previous;
    }
}

void
incident_list_add(struct sim_context *s, int32_t *first, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->next = *first;
    i->previous = 0;
    set_previous(s, *first, incident + 1);
    *first = incident + 1;
}

void
incident_list_remove(struct sim_context *s, int32_t *first, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->previous == 0) {
        *first = i->next;
    } else {
        *next_of(s, i->previous) = i->next;
    }
    set_previous(s, i->next, i->previous);
    i->next = i->previous = 0;
}

/* Cuts off the ascending run of elements at the head of a list. Returns the rest of the list. */
static int32_t
cut_run(const struct sim_context *s, int32_t first)
{
    int32_t last = first, rest;

    for (rest = *next_of(s, last); rest > last; rest = *next_of(s, last)) {
        last = rest;
    }
    *next_of(s, last) = 0;
    return rest;
}

/* Merges two ascending lists. */
static int32_t
merge(const struct sim_context *s, int32_t a, int32_t b)
{
    int32_t first = 0, *link = &first;

    while (a != 0 && b != 0) {
        int32_t *least = a < b ? &a : &b;

        *link = *least;
        link = next_of(s, *least);
        *least = *link;
    }
    *link = a != 0 ? a : b;
    return first;
}

/* maximum number of levels of merging; a list of level k is merged from 2^k ascending runs */
enum { LEVELS = 32 };

static int32_t
sort_runs(const struct sim_context *s, int32_t rest)
{
    int32_t merged[LEVELS] = {0}, all = 0;

    while (rest != 0) {
        int32_t run = rest;

        rest = cut_run(s, run);
        for (int k = 0; run != 0; k++) {
            int32_t other = merged[k];

            merged[k] = other == 0 ? run : 0;
            run = other == 0 ? 0 : merge(s, other, run);
        }
    }
    for (int k = 0; k < LEVELS; k++) {
        all = merge(s, merged[k], all);
    }
    return all;
}

static bool
is_sorted(const struct sim_context *s, int32_t first)
{
    int32_t next = first == 0 ? 0 : *next_of(s, first);

    while (next > first) {
        first = next;
        next = *next_of(s, first);
    }
    return next == 0;
}

static int32_t
sort(const struct sim_context *s, int32_t *first)
{
    if (!is_sorted(s, *first)) {
        *first = sort_runs(s, *first);
        for (int32_t k = *first, previous = 0; k != 0; k = *next_of(s, k)) {
            set_previous(s, k, previous);
            previous = k;
        }
    }
    return *first;
}

struct incident_visit
incident_list_visit(
    struct sim_context *s, const uint64_t states[SEATS_WORDS], enum incident_list list)
{
    struct incident_visit v = {.s = s, .states = states, .list = list, .slot = NONE};
    int32_t n = 0;

    for (int32_t word = 0; word < SEATS_WORDS; word++) {
        for (uint64_t bits = states[word]; bits != 0; bits &= bits - 1) {
            int32_t state = 64 * word + __builtin_ctzll(bits);

            if (state >= s->world->n_states) {
                break;
            }
            if (n == 2) {
                v.slot = 0;
                return v;
            }
            v.next[n++] = sort(s, list == LIST_UNDETECTED ? &SIM_STATE(s, state)->undetected
                                                          : &SIM_STATE(s, state)->attributed);
        }
    }
    return v;
}

/* Used if more than two states are visited. Searches all incidents and returns the next one that is
   in a visited list; NONE if there is none. */
static int32_t
next_slot(struct incident_visit *v)
{
    const struct sim_context *s = v->s;

    while (v->slot < s->run->incidents.items.count) {
        int32_t k = v->slot++;
        const struct incident *i = SIM_INCIDENT(s, k);
        bool listed = v->list == LIST_UNDETECTED
                          ? queue_pending(&s->run->kernel.queue, i->detection)
                          : i->belief != NONE;

        if (i->n_pending > 0 && listed && sim_is_marked(v->states, i->target)) {
            return k;
        }
    }
    return NONE;
}

int32_t
incident_list_next(struct incident_visit *v)
{
    int32_t *least = &v->next[v->next[0] == 0 || (v->next[1] != 0 && v->next[1] < v->next[0])];
    int32_t link = *least;

    if (v->slot != NONE) {
        return next_slot(v);
    }
    if (link != 0) {
        *least = *next_of(v->s, link);
    }
    return link - 1;
}
