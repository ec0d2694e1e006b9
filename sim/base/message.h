/**
 * message.h - messages to the user, on the standard error.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

/**
 * Prints a message as one line; the format has no line feed. Characters that are not printable,
 * for example in the names of files, become escapes (see text.h). It allocates nothing.
 */
void message_print(const char *format, ...) __attribute__((__format__(printf, 1, 2)));

/** Begins a message that reports a choice of the program; failure_print() adds no prefix to it. */
#define MESSAGE_NOTE "note: "

#endif
