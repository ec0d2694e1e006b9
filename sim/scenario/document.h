/**
 * document.h - a scenario as it is written: files, what they extend, agreements by reference.
 *
 * The order of things, which decides what wins:
 *   0. wherever it is read, an agreement's `catalogues` becomes its measures (catalogue.h);
 *   1. `extends`: the scenario named there, itself read in this way, is patched by this one;
 *   2. agreements that name a `file`: its contents are patched by the members beside it;
 *   3. what nobody wrote is filled in from the tables (defaults.h);
 *   4. --set and the factors of a sweep;
 *   5. the patch of a policy, whose agreements may name files too;
 *   6. what is missing then is filled in;
 *   7. all is checked and becomes a world (scenario.h).
 * Steps 1 to 3 happen here, once; the rest once for every point and policy.
 *
 * Policies are no part of the world: `policies` maps ids to {title, patch}. A patch is a unit:
 * a scenario that extends another one replaces a policy's patch, it does not merge into it.
 *
 * JSON is parsed here, and cJSON keeps a writable global: read documents in one thread only.
 */
#ifndef SCENARIO_DOCUMENT_H
#define SCENARIO_DOCUMENT_H

#include "format/input_file.h"

#define DOCUMENT_AGREEMENT_FORMAT "cbmsim-agreement-1"
#define DOCUMENT_POLICY_FORMAT "cbmsim-policy-1"

struct document {
    struct arena arena;
    struct input_files inputs;
    struct node *root;     /* the members of the world, filled and in order */
    struct node *policies; /* an object, perhaps empty */
    struct node *baseline; /* a text, or NULL */
    bool faulty; /* there were complaints, but it is whole: scenario_make() finds what else is
                    wrong, and fails */
};

/**
 * Reads a scenario through step 3. *d need not be initialised; free it whatever happens. A
 * document that is `faulty` is no failure yet. `given`: see struct input_files.
 */
enum status document_read(struct document *d, const char *path, const struct input_file *given,
    struct failure *f) MUST_CHECK;

void document_free(struct document *d);

/**
 * Gives the document other policies, unless `policies` is NULL, and another baseline. Files that
 * patches name are read now, so that making worlds of this document opens none but traces.
 */
enum status document_take_policies(struct input_reader *r, struct document *d,
    struct node *policies, struct node *baseline) MUST_CHECK;

/** Replaces agreements of `tree` that name a file by its contents, patched by what is beside.
 */
enum status document_resolve_agreements(struct input_reader *r, struct node *tree) MUST_CHECK;

#endif
