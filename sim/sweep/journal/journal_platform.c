/* Records the versions and floating-point environments that computed the blocks of a journal. */
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "directory/fp_platform.h"
#include "directory/version.h"
#include "sweep/journal/journal_file.h"

enum { FINGERPRINT = SHA256_HEX_BYTES - 1 };

void
journal_platform_here(struct journal_platform *p)
{
    *p = (struct journal_platform){0};
    (void)snprintf(p->version, sizeof(p->version), "%s", version_with_commit);
    fp_platform_fingerprint(p->fingerprint);
}

void
journal_platform_put(const struct journal_platform *p, char head[JOURNAL_BLOCK_HEAD])
{
    memcpy(head + JOURNAL_AT_VERSION, p->version, sizeof(p->version));
    memcpy(head + JOURNAL_AT_FINGERPRINT, p->fingerprint, FINGERPRINT);
}

bool
journal_platform_is_sound(const char head[JOURNAL_BLOCK_HEAD])
{
    static const char hex[] = "0123456789abcdef";
    const char *version = head + JOURNAL_AT_VERSION, *digit = head + JOURNAL_AT_FINGERPRINT;
    bool sound = memchr(version, '\0', JOURNAL_VERSION_BYTES) != NULL;

    for (; sound && *version != '\0'; version++) {
        sound = *version > ' ' && *version < 0x7f;
    }
    for (int k = 0; k < FINGERPRINT; k++) {
        sound = sound && memchr(hex, digit[k], sizeof(hex) - 1) != NULL;
    }
    return sound;
}

/* Finds a platform. The search begins with the last one, because consecutive blocks are usually
   from one process. */
static struct journal_platform *
find(const struct journal *j, const struct journal_platform *wanted)
{
    for (int64_t k = j->n_platforms - 1; k >= 0; k--) {
        if (strcmp(j->platforms[k].version, wanted->version) == 0 &&
            strcmp(j->platforms[k].fingerprint, wanted->fingerprint) == 0) {
            return &j->platforms[k];
        }
    }
    return NULL;
}

enum status
journal_platform_count(struct journal *j, const char head[JOURNAL_BLOCK_HEAD], int64_t n_runs)
{
    struct journal_platform read = {0}, *p;
    enum status st = STATUS_OK;

    memcpy(read.version, head + JOURNAL_AT_VERSION, sizeof(read.version));
    memcpy(read.fingerprint, head + JOURNAL_AT_FINGERPRINT, FINGERPRINT);
    p = find(j, &read);
    if (p == NULL) {
        TRY(array_grow(
            &j->platforms, j->n_platforms + 1, &j->platforms_capacity, sizeof(*j->platforms)));
        p = &j->platforms[j->n_platforms++];
        *p = read;
    }
    p->n_runs += n_runs;
out:
    return st;
}
