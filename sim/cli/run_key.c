#include "cli/run_key.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/decode/decode_unknown.h"

enum { REPLICATIONS_MAX = 1000000000 };

/* Reads a whole number >= 1 at *text and moves *text behind it. */
static bool
read_count(const char **text, int64_t *value)
{
    char *end;

    if (strspn(*text, "0123456789") == 0) {
        return false;
    }
    *value = strtoll(*text, &end, 10);
    *text = end;
    return *value >= 1;
}

static bool
read_policy(const char **text, const struct scenario *policies, int32_t *policy)
{
    size_t length = strcspn(*text, "/");

    for (int32_t k = 0; k < policies->n_policies; k++) {
        const char *id = policies->policies[k].id;

        if (strlen(id) == length && strncmp(id, *text, length) == 0) {
            *policy = k;
            *text += length;
            return true;
        }
    }
    return false;
}

/* Reports the unknown policy at the start of `text`, which ends at the next "/". */
static enum status
unknown_policy(
    const char *option, const char *text, const struct scenario *policies, struct failure *f)
{
    char name[TEXT_VISIBLE_BYTES];

    (void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(text, "/"), text);
    return decode_unknown_option(
        f, option, "policy", name, TEXT_NAMES(policies->policies, id, policies->n_policies));
}

enum status
run_key_read(struct run_key *a, const char *option, bool whole, const char *text,
    const struct scenario *policies, int64_t n_points, struct failure *f)
{
    const char *at = text;
    int64_t point;

    *a = (struct run_key){.policy = -1};
    if (!read_count(&at, &point) || (*at != '\0' && *at != '/')) {
        return failure_of(STATUS_USAGE, f,
            "--%s: '%s' is not POINT[/POLICY[/REP]], for example 1/base/3", option, text);
    }
    if (point > n_points) {
        return n_points == 1 ? failure_of(STATUS_USAGE, f, "--%s: '%s': there is only point 1",
                                   option, text)
                             : failure_of(STATUS_USAGE, f,
                                   "--%s: '%s': POINT must be a number from 1 to %" PRId64
                                   ", the number of points",
                                   option, text, n_points);
    }
    a->point = point - 1;
    if (*at == '/' && (at++, !read_policy(&at, policies, &a->policy))) {
        return unknown_policy(option, at, policies, f);
    }
    if (*at == '/' && (at++, !read_count(&at, &a->replication) || *at != '\0' ||
                                 a->replication > REPLICATIONS_MAX)) {
        return failure_of(STATUS_USAGE, f,
            "--%s: '%s': REP must be a whole number from 1 to 1000000000", option, text);
    }
    if (whole && a->replication == 0) {
        return failure_of(STATUS_USAGE, f,
            "--%s: '%s' is not POINT/POLICY/REP, for example 1/base/3", option, text);
    }
    return STATUS_OK;
}
