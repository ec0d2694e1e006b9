/**
 * catalogue.h - replaces a whole catalogue in an agreement by its measures.
 *
 * `"catalogues": {"osce": {"implementation": 0.7, "activity": 0.6}}` in an agreement means all
 * measures of that catalogue, each with these two numbers. The reader replaces it by these
 * measures everywhere: in a scenario, in the file of an agreement, in the patch of a policy.
 * The agreement's own `measures` have priority: their members override, and null omits a
 * measure. All later steps see measures only, which can be patched, set and swept one by one.
 */
#ifndef SCENARIO_CATALOGUE_H
#define SCENARIO_CATALOGUE_H

#include "format/input_file.h"

/**
 * Treatment of a null in `measures` that omits a measure of the catalogue. DROP: remove the
 * member, because nothing else needs it. KEEP: keep it for a later merge, which removes the
 * measure.
 */
enum catalogue_nulls { CATALOGUE_DROP, CATALOGUE_KEEP };

/**
 * Replaces the member `catalogues` of one agreement, whose path is `path`. Errors in it are added
 * to the reader's report but are not a failure: the agreement stays usable, so that later steps
 * find its other errors. Fails only with STATUS_NO_MEMORY.
 */
enum status catalogue_expand(struct input_reader *r, const struct path *path,
    struct node *agreement, enum catalogue_nulls nulls) MUST_CHECK;

/** The field `catalogues` of an agreement, for the schema. */
extern const struct field catalogue_field;

#endif
