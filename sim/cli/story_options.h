/**
 * story_options.h - the options that select the incidents and the form of a story.
 */
#ifndef CLI_STORY_OPTIONS_H
#define CLI_STORY_OPTIONS_H

#include "cli/command.h"
#include "words/narrative/narrative.h"

/** Reads those options that the command has. Returns STATUS_USAGE if a value is out of range. */
enum status story_options_read(const struct arguments *arguments,
    struct narrative_options *options, struct failure *f) MUST_CHECK;

/** Reads the id of an incident or act, which has 16 hexadecimal digits as in incidents.csv. */
enum status story_options_incident(
    const char *option, const char *text, int64_t *id, struct failure *f) MUST_CHECK;

#endif
