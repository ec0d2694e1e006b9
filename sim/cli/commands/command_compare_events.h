/**
 * command_compare_events.h - `compare --events`: compares paired runs event by event.
 */
#ifndef CLI_COMMANDS_COMMAND_COMPARE_EVENTS_H
#define CLI_COMMANDS_COMMAND_COMPARE_EVENTS_H

#include "base/status.h"

/**
 * Repeats every replication of the result at `directory` under `baseline` and under each other
 * policy. Prints as CSV the first difference of the two runs, and the incidents with different
 * outcomes.
 */
enum status command_compare_events(
    const char *directory, const char *baseline, struct failure *f) MUST_CHECK;

#endif
