/**
 * preset.h - fills a scenario with the defaults of the program and of its presets.
 *
 * A preset replaces defaults, but never a value that a file, --set, a factor or a policy gives.
 * There are two presets. The member `posture` of a state names a built-in row, from which
 * defaults.h takes the defaults. `"adaptive": true` replaces some defaults of sources and of
 * /parameters: adaptive sources attack again where attacks were successful, and avoid tools and
 * targets where they are known (MODEL.md 1.13). The defaults depend on the presets that the tree
 * names, so the tree must be filled again after any change.
 */
#ifndef SCENARIO_PRESET_H
#define SCENARIO_PRESET_H

#include "format/json_tree.h"

/** Fills in the defaults of a scenario. */
enum status preset_fill(struct arena *a, struct node *root) MUST_CHECK;

#endif
