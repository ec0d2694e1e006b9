/**
 * catalogue.h - whole catalogues of measures, taken by an agreement.
 *
 * `"catalogues": {"osce": {"implementation": 0.7, "activity": 0.6}}` in an agreement stands for
 * the single measures of that catalogue, each with these two numbers, and is replaced by them
 * where it is read: in a scenario, in an agreement's file, in the patch of a policy. Measures
 * that stand beside it win: their members override, and null leaves a measure out. From then on
 * there are only measures, to be patched, set and swept one by one.
 */
#ifndef SCENARIO_CATALOGUE_H
#define SCENARIO_CATALOGUE_H

#include "format/input_file.h"

/** Whether a null beside a catalogue is done with, or goes on as an instruction. */
enum catalogue_nulls { CATALOGUE_DROP, CATALOGUE_KEEP };

/**
 * Replaces the catalogues of one agreement, which stands at `path`. What is wrong with them is
 * reported and is no failure: the agreement is whole, so that its other errors are found, too.
 */
enum status catalogue_expand(struct input_reader *r, const struct path *path,
    struct node *agreement, enum catalogue_nulls nulls) MUST_CHECK;

/** An agreement's `catalogues` as a described member, for the schema. */
extern const struct field catalogue_field;

#endif
