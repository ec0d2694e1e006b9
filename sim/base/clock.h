/**
 * clock.h - the monotonic clock of the machine.
 *
 * The clock serves progress messages, time limits, the flushing of files, the clock of a room, and
 * the measurement of speed (cbmsim plan, timing.csv). No rule of the model uses a clock.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/**
 * Returns nanoseconds since an arbitrary moment. The value never decreases. Any thread may call it.
 */
int64_t clock_now(void);

#endif
