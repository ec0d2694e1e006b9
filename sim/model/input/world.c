#include "model/input/world_prepare.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- queries ---- */

int32_t
world_pair(const struct world *w, int32_t a, int32_t b)
{
    return a < 0 || b < 0 ? NONE : w->pair_of[a * w->n_states + b];
}

const struct channel *
world_channel(const struct world *w, int32_t pair, enum channel_kind kind)
{
    const struct pair *p = WORLD_PAIR(w, pair);

    return p->own[kind] != NULL ? p->own[kind] : p->opened[kind];
}

int32_t
world_suspect(const struct world *w, int32_t state, int32_t but, double u)
{
    int32_t suspects[WORLD_STATES_MAX];
    int32_t n = 0;

    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        int32_t other = p->first == state ? p->second : p->first;

        if (other != but && !p->by_agreement) {
            suspects[n++] = other;
        }
    }
    return n == 0 ? NONE : suspects[(int32_t)(u * n)];
}

int32_t
world_arrival_process(const struct world *w, int32_t source, int32_t target)
{
    for (int32_t k = 0; k < w->n_arrival_processes; k++) {
        if (w->arrival_processes[k].source == source &&
            w->arrival_processes[k].target == target) {
            return k;
        }
    }
    return NONE;
}

int32_t
world_actor(const struct world *w, int32_t source)
{
    const struct source *s = WORLD_SOURCE(w, source);

    return s->kind == SOURCE_STATE ? s->home : s->kind == SOURCE_PROXY ? s->sponsor : NONE;
}

int32_t
world_responsible(const struct world *w, int32_t source)
{
    const struct source *s = WORLD_SOURCE(w, source);

    if (s->kind == SOURCE_STATE) {
        return s->home;
    }
    return s->kind == SOURCE_PROXY &&
                   s->control >= w->parameters.attribution.responsible_control
               ? s->sponsor
               : NONE;
}

/* ---- preparation ---- */

void
world_error(struct world_prepare_context *f, const char *pointer, const char *format, ...)
{
    char message[400];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    f->error = true;
    f->on_error(f->self, pointer, message);
}

const char *
world_pointer(
    char buffer[WORLD_POINTER_BYTES], const char *map, const char *id, const char *member)
{
    (void)snprintf(buffer, WORLD_POINTER_BYTES, "/%s/%s%s%s", map, id,
        member[0] == '\0' ? "" : "/", member);
    return buffer;
}

void *
world_array(struct world_prepare_context *f, int64_t n, size_t size)
{
    void *at = calloc(n > 0 ? (size_t)n : 1, size);

    if (at == NULL) {
        f->no_memory = true;
    }
    return at;
}

enum status
world_prepare(struct world *w, world_on_error *on_error, void *self)
{
    struct world_prepare_context f = {w, on_error, self, false, false};

    world_prepare_keys(&f);
    world_check(&f);
    if (!f.error && !f.no_memory) {
        w->response_sets = response_sets_of(w->responses.items, w->n_responses);
        world_prepare_pairs(&f);
    }
    if (!f.error && !f.no_memory) {
        world_check_pairs(&f);
        world_prepare_arrivals(&f);
        world_prepare_trace(&f);
    }
    if (!f.error && !f.no_memory) {
        world_prepare_links(&f);
    }
    w->prepared = !f.error && !f.no_memory;
    if (f.no_memory) {
        return STATUS_NO_MEMORY;
    }
    return f.error ? STATUS_BAD_INPUT : STATUS_OK;
}

void
world_free(struct world *w)
{
    for (int32_t p = 0; w->all_pairs != NULL && p < w->n_pairs; p++) {
        if (w->all_pairs[p].implied) {
            char *id;

            memcpy(&id, &w->all_pairs[p].key.id, sizeof(id));
            free(id);
        }
    }
    free(w->pair_of);
    free(w->all_pairs);
    free(w->pairs_of);
    free(w->pairs_of_first);
    free(w->measures);
    free(w->links);
    free(w->pair_links);
    free(w->state_links);
    free(w->arrival_processes);
    free(w->mixes);
    free(w->party_pairs);
    free(w->dyad_party_pairs);
    free(w->party_pairs_of);
    free(w->agreement_party_pairs);
    free(w->first_party);
    free(w->serves_technical);
    memset(&w->prepared, 0, sizeof(*w) - offsetof(struct world, prepared));
}
