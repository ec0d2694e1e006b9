/**
 * rare_journal.h - finished repetitions on the disk.
 *
 * Records of equal size behind a head with the identity of the result. A record that a crash cut off,
 * or that is damaged, ends the journal: what follows is made again.
 */
#ifndef RARE_RARE_JOURNAL_H
#define RARE_RARE_JOURNAL_H

#include "base/array.h"
#include "rare/splitting.h"

struct rare_journal {
    int fd; /* -1: not open */
    const char *path;
    struct array records; /* read at the beginning */
};

/** Reads the journal and prepares to append. `identity` has at most 64 characters; another one is
 * STATUS_IO. Owns fd, also on failure. */
enum status rare_journal_open(struct rare_journal *j, int fd, const char *path,
    const char *identity, struct failure *f) MUST_CHECK;
void rare_journal_close(struct rare_journal *j);

/** Fills a repetition that the journal had when it was opened; false: it had none. */
bool rare_journal_find(const struct rare_journal *j, int32_t policy, int64_t number,
    struct splitting_repetition *r);

enum status rare_journal_add(struct rare_journal *j, int32_t policy, int64_t number,
    const struct splitting_repetition *r, struct failure *f) MUST_CHECK;

#endif
