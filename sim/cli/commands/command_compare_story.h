/**
 * command_compare_story.h - `compare --story`: shows one incident in two runs, side by side.
 */
#ifndef CLI_COMMANDS_COMMAND_COMPARE_STORY_H
#define CLI_COMMANDS_COMMAND_COMPARE_STORY_H

#include "cli/command.h"

/**
 * Repeats the run of --run and the same replication under the policy of --versus. Prints the
 * cascade of the incident of --story in both runs.
 */
enum status command_compare_story(
    const struct arguments *arguments, struct failure *f) MUST_CHECK;

#endif
