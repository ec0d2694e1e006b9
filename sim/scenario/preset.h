/**
 * preset.h - fills a scenario with the defaults of the program, and with those of its presets.
 *
 * A preset replaces defaults, never a value that a file, --set, a factor or a policy gives. A
 * state names its `posture`, whose row defaults.h uses. `"adaptive": true` replaces some
 * defaults of sources and of /parameters: adaptive sources attack again where attacks pay, and
 * avoid tools and targets where they are known (MODEL.md 1.13). Fill again after any change of
 * the tree, because the defaults depend on the presets that it names.
 */
#ifndef SCENARIO_PRESET_H
#define SCENARIO_PRESET_H

#include "format/json_tree.h"

/** Fills the tree of a scenario. */
enum status preset_fill(struct arena *a, struct node *root) MUST_CHECK;

#endif
