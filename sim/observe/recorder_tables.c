#include "observe/recorder_tables.h"

#include <stdlib.h>

const char *
recorder_tables_id(const struct world *w, const char *id)
{
    const struct alias *aliases = w->aliases.items;
    int32_t a =
        w->use_aliases ? text_index(id, TEXT_NAMES(aliases, key.id, w->aliases.count)) : -1;

    return a < 0 ? id : aliases[a].name;
}

/* Lists the ids of the items of a map, or their invented names, for columns that refer to the
   map. */
static enum status
ids_of(const struct world *w, const struct list *list, size_t size, const char ***ids)
{
    *ids = calloc(list->count > 0 ? (size_t)list->count : 1, sizeof(**ids));
    if (*ids == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < list->count; k++) {
        const char *item = (const char *)list->items + (size_t)k * size;

        (*ids)[k] = recorder_tables_id(w, ((const struct key *)(const void *)item)->id);
    }
    return STATUS_OK;
}

enum status
recorder_tables_init(
    struct table tables[RECORDER_FILES], const struct world *w, enum recorder_level level)
{
    const struct {
        const char *name;
        const struct list *list;
        size_t size;
    } maps[] = {{"states", &w->states, sizeof(struct state)},
        {"sources", &w->sources, sizeof(struct source)},
        {"agreements", &w->agreements, sizeof(struct agreement)},
        {"incident_types", &w->incident_types, sizeof(struct incident_type)},
        {"responses", &w->responses, sizeof(struct response)}};
    enum { MAPS = sizeof(maps) / sizeof(maps[0]) };
    const char **ids[MAPS] = {NULL};
    struct table_ids by_map[MAPS];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < MAPS; k++) {
        TRY(ids_of(w, maps[k].list, maps[k].size, &ids[k]));
        by_map[k] = (struct table_ids){maps[k].name, ids[k], maps[k].list->count};
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (recorder_writes((enum recorder_file)k, level, w)) {
            TRY(table_init(&tables[k], recorder_files[k].record, TABLE_TRACE, by_map, MAPS));
        }
    }
out:
    for (int32_t k = 0; k < MAPS; k++) {
        free(ids[k]);
    }
    return st;
}
