/**
 * message.h - prints messages for the user to standard error.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

/**
 * Prints a message as one line. The format contains no line feed. Characters that are not
 * printable, for example in the names of files, become escapes (see text.h). The function allocates
 * no memory.
 */
void message_print(const char *format, ...) __attribute__((__format__(printf, 1, 2)));

/**
 * The beginning of a message about a choice that the program made. failure_print() prints such a
 * message without a prefix.
 */
#define MESSAGE_NOTE "note: "

#endif
