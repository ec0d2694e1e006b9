/**
 * catalogue.h - replaces a whole catalogue in an agreement by its measures.
 *
 * In an agreement, `"catalogues": {"osce": {"implementation": 0.7, "activity": 0.6}}` means all
 * measures of that catalogue, each with these two numbers. The reader replaces `catalogues` by
 * these measures everywhere: in a scenario, in the file of an agreement, and in the patch of a
 * policy. The agreement's own `measures` have priority: their members override those of the
 * catalogue, and null omits a measure. All later steps work only with measures, each of which can
 * be patched, set and swept.
 */
#ifndef SCENARIO_CATALOGUE_H
#define SCENARIO_CATALOGUE_H

#include "format/input_file.h"

/**
 * What happens to a null in `measures` that omits a measure of the catalogue. CATALOGUE_DROP
 * removes the null, because nothing else needs it. CATALOGUE_KEEP keeps the null for a later merge,
 * which then removes the measure.
 */
enum catalogue_nulls { CATALOGUE_DROP, CATALOGUE_KEEP };

/**
 * Replaces the member `catalogues` of one agreement, which is at `path`. Errors in `catalogues` are
 * added to the report of the reader but are not a failure: the agreement remains usable, so that
 * later steps find its other errors. Fails only with STATUS_NO_MEMORY.
 */
enum status catalogue_expand(struct input_reader *r, const struct path *path,
    struct node *agreement, enum catalogue_nulls nulls) MUST_CHECK;

/** Describes the member `catalogues` of an agreement, for the schema. */
extern const struct field catalogue_field;

#endif
