#include "scenario/world_hash.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"

/* Whether the member is only for people or for names in the output, so that no rule reads it. */
static bool
is_for_readers(const struct field *field)
{
    static const char *const rules[] = {"family", "measure"};
    static const char *const readers[] = {
        "commitments", "aliases", "use_aliases", "trace", "outcomes", "told"};
    bool text = field->kind == FIELD_TEXT;
    struct text_names names = {text ? rules : readers, sizeof(*rules), text ? 2 : 6};

    return (text_index(field->name, names) < 0) == text;
}

static uint64_t
add(uint64_t hash, uint64_t value)
{
    return hash_mix(hash * UINT64_C(0x9e3779b97f4a7c15) + value);
}

static uint64_t hash_item(uint64_t hash, const struct record *record, const char *item);

static uint64_t
hash_member(uint64_t hash, const struct field *field, const char *to)
{
    const struct list *list = (const void *)to;
    uint64_t bits = 0;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
    case FIELD_DATE:
        memcpy(&bits, to, sizeof(bits));
        break;
    case FIELD_FLAG:
        bits = *(const bool *)(const void *)to;
        break;
    case FIELD_CHOICE:
    case FIELD_REF:
        bits = (uint64_t) * (const int32_t *)(const void *)to;
        break;
    case FIELD_TEXT:
        bits = *(const char *const *)(const void *)to == NULL
                   ? 0
                   : hash_text(*(const char *const *)(const void *)to);
        break;
    case FIELD_OBJECT:
        return hash_item(hash, field->record, to);
    case FIELD_MAP:
    case FIELD_LIST:
        bits = (uint64_t)list->count;
        for (int32_t k = 0; k < list->count; k++) {
            const char *item = (const char *)list->items + (size_t)k * field->record->size;

            if (field->kind == FIELD_MAP) {
                hash = add(hash, ((const struct key *)(const void *)item)->hash);
            }
            hash = hash_item(hash, field->record, item);
        }
        break;
    case FIELD_NODE:
        break;
    }
    return add(hash, bits);
}

static uint64_t
hash_item(uint64_t hash, const struct record *record, const char *item)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];

        if (!is_for_readers(field)) {
            hash = hash_member(hash, field, item + field->offset);
        }
    }
    return hash;
}

uint64_t
world_hash(const struct world *w)
{
    const struct trace_incident *rows = w->trace_incidents.items;
    uint64_t hash =
        add(hash_item(0, &world_record, (const char *)w), w->trace.replaces_sources);

    for (int32_t k = 0; k < w->trace_incidents.count; k++) {
        hash = add(hash, rows[k].hash);
    }
    return hash;
}
