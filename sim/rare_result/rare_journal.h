/**
 * rare_journal.h - stores finished repetitions on disk.
 *
 * The file has a header with the identity of the result. Records of equal size follow. The journal
 * ends at the first incomplete or damaged record. Repetitions without a complete record before it
 * are made again.
 */
#ifndef RARE_RESULT_RARE_JOURNAL_H
#define RARE_RESULT_RARE_JOURNAL_H

#include "base/array.h"
#include "rare/splitting.h"

struct rare_journal {
    int fd; /* file descriptor; -1: not open */
    const char *path;
    struct array records; /* the records that the file had when it was opened */
};

/**
 * Reads the journal and prepares the file for appending. `identity` has at most 64 characters.
 * Returns STATUS_IO if the journal has another identity. Takes ownership of fd, also on failure.
 */
enum status rare_journal_open(struct rare_journal *j, int fd, const char *path,
    const char *identity, struct failure *f) MUST_CHECK;
void rare_journal_close(struct rare_journal *j);

/**
 * Fills *r with a repetition that the journal contained when it was opened. Returns false if the
 * journal did not contain it.
 */
bool rare_journal_find(const struct rare_journal *j, int32_t policy, int64_t number,
    struct splitting_repetition *r);

/** Appends a finished repetition to the file. Returns STATUS_IO if the file cannot be written. */
enum status rare_journal_add(struct rare_journal *j, int32_t policy, int64_t number,
    const struct splitting_repetition *r, struct failure *f) MUST_CHECK;

#endif
