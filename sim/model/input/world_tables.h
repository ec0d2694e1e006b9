/**
 * world_tables.h - what the tables of a world share.
 *
 * world_tables.c: the world, its states, what is scripted and what is written.
 * world_tables_source.c: sources. world_tables_pair.c: pairs and their channels.
 * world_tables_agreement.c: agreements.
 */
#ifndef MODEL_INPUT_WORLD_TABLES_H
#define MODEL_INPUT_WORLD_TABLES_H

#include "model/catalogue/describe.h"
#include "model/input/world.h"

extern const struct record world_source_record;
extern const struct record world_channel_record;

#endif
