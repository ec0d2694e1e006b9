/**
 * world_fields.h - records that the field tables of a world share.
 *
 * The field tables are in world_fields.c (the world, states, injects, traces and outputs),
 * world_fields_source.c (sources), world_fields_pair.c (pairs and their channels) and
 * world_fields_agreement.c (agreements).
 */
#ifndef MODEL_INPUT_WORLD_FIELDS_H
#define MODEL_INPUT_WORLD_FIELDS_H

#include "model/catalogue/field_macros.h"
#include "model/input/world.h"

extern const struct record world_source_record;
extern const struct record world_channel_record;

#endif
