/**
 * document.h - reads a scenario file and the files that it names.
 *
 * Steps, in this order; a later step overrides an earlier one:
 *   0. wherever an agreement is read, its `catalogues` is replaced by measures (catalogue.h);
 *   1. `extends`: this scenario patches the scenario named there, which is read in the same way;
 *   2. an agreement or a seat policy with a `file`: its other members patch the contents of that
 *      file;
 *   3. members that are still missing get their defaults (defaults.h);
 *   4. --set and the factors of a sweep;
 *   5. the patch of a policy, whose agreements may name files, too;
 *   6. members that this patch added get their defaults;
 *   7. the result is checked and becomes a world (scenario.h).
 * This file does steps 1 to 3, once; scenario.h does the rest for every design point and policy.
 *
 * Policies are not part of the world: `policies` maps ids to {title, patch}. If a scenario that
 * extends another one has a patch for the same policy, it replaces the patch as a whole.
 *
 * The member `workshop`, the exercise that people play with the scenario, is not part of the
 * world either: no policy changes it.
 *
 * Reading parses JSON, and cJSON has a writable global: read documents in one thread only.
 */
#ifndef SCENARIO_DOCUMENT_H
#define SCENARIO_DOCUMENT_H

#include "format/input_file.h"

#define DOCUMENT_AGREEMENT_FORMAT "cbmsim-agreement-1"
#define DOCUMENT_POLICY_FORMAT "cbmsim-policy-1"

struct document {
    struct arena arena;
    struct input_files inputs;
    struct node *root; /* the members of the world, with defaults, in the order of the tables */
    struct node *policies; /* an object, may be empty */
    struct node *baseline; /* a text, or NULL */
    const char
        *usual_baseline; /* the baseline of the file; NULL: none, or an experiment names one */
    struct node *workshop; /* with defaults, or NULL: see workshop.h */
    bool
        faulty; /* errors were reported; the document is usable, but scenario_make() will fail */
};

/**
 * Reads a scenario, steps 0 to 3. *d need not be initialised; call document_free() also on
 * failure. The result for a document that is `faulty` is STATUS_OK. `given`: see struct
 * input_files.
 */
enum status document_read(struct document *d, const char *path, const struct input_file *given,
    struct failure *f) MUST_CHECK;

void document_free(struct document *d);

/**
 * Replaces the policies, unless `policies` is NULL, and the baseline. `policies`: an object, or
 * a list of ids of policies of the document, which keeps only these policies, and the baseline
 * if it is one of them. Reads the files that patches name, so that making worlds from this
 * document later opens no files except traces.
 */
enum status document_take_policies(struct input_reader *r, struct document *d,
    struct node *policies, struct node *baseline) MUST_CHECK;

/** Replaces each agreement and each seat policy of `tree` that names a file by its contents,
 * patched by its members. */
enum status document_resolve_files(struct input_reader *r, struct node *tree) MUST_CHECK;

#endif
