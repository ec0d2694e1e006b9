/**
 * stop.h - the signals that ask a command to stop.
 *
 * SIGINT, SIGTERM and SIGHUP end a command at once, unless it calls stop_on_signals(). A command
 * that reads its input from a pipe or a terminal calls it afterwards.
 */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <stdatomic.h>

/**
 * From now on these signals set the flag that is returned, and the command must end soon. A second
 * SIGINT or SIGTERM ends the program at once with 130. SIGHUP stays ignored under nohup.
 */
const atomic_int *stop_on_signals(void);

#endif
