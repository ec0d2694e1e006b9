/**
 * command_compare_events.h - `compare --events`: paired runs side by side, event by event.
 */
#ifndef CLI_COMMAND_COMPARE_EVENTS_H
#define CLI_COMMAND_COMPARE_EVENTS_H

#include "base/status.h"

/**
 * Runs every replication of the result at `directory` again under `baseline` and under each
 * other policy, and prints as CSV where they part and which incidents ended otherwise.
 */
enum status command_compare_events(
    const char *directory, const char *baseline, struct failure *f) MUST_CHECK;

#endif
