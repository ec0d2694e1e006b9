/**
 * document.h - reads a scenario file and the files that it names.
 *
 * A scenario is read in these steps; a later step overrides an earlier one:
 *   0. wherever an agreement is read, its `catalogues` is replaced by measures (catalogue.h);
 *   1. `extends`: this scenario patches the scenario named there, which is read in the same way;
 *   2. if an agreement or a seat policy names a `file`, its other members patch the contents of
 *      that file;
 *   3. members that are still missing get their defaults (defaults.h);
 *   4. --set and the factors of a sweep are applied;
 *   5. the patch of a policy is applied; its agreements may name files, too;
 *   6. members that this patch added get their defaults;
 *   7. the result is checked and becomes a world (scenario.h).
 * The functions of this file do steps 0 to 3 once. The functions of scenario.h do the other steps
 * for every design point and policy.
 *
 * Policies are not part of the world: `policies` maps ids to {title, patch}. If two scenarios, of
 * which one extends the other, have patches for the same policy, the patch of the extending
 * scenario replaces the other patch as a whole.
 *
 * The member `workshop`, the exercise that people play with the scenario, is not part of the world
 * either. No policy changes it.
 *
 * Only one thread may read documents, because reading parses JSON and cJSON has a writable global
 * variable.
 */
#ifndef SCENARIO_DOCUMENT_H
#define SCENARIO_DOCUMENT_H

#include "format/input_file.h"

#define DOCUMENT_AGREEMENT_FORMAT "cbmsim-agreement-1"
#define DOCUMENT_POLICY_FORMAT "cbmsim-policy-1"

struct document {
    struct arena arena;
    struct input_files inputs;
    /** The members of the world with defaults, in the order of the field tables. */
    struct node *root;
    struct node *policies; /* an object, which may be empty */
    struct node *baseline; /* id of the baseline, a text; may be NULL */
    /** Baseline that the file names. NULL: there is none, or an experiment names another one. */
    const char *usual_baseline;
    struct node *workshop; /* with defaults (workshop.h); NULL: there is none */
    /** Errors were reported; the document is usable, but scenario_make() will fail. */
    bool faulty;
};

/**
 * Reads a scenario (steps 0 to 3). *d need not be initialised. The caller calls document_free(),
 * also on failure. If the document is `faulty`, the function still returns STATUS_OK. For `given`
 * see struct input_files.
 */
enum status document_read(struct document *d, const char *path, const struct input_file *given,
    struct failure *f) MUST_CHECK;

void document_free(struct document *d);

/**
 * Replaces the policies, unless `policies` is NULL, and the baseline. `policies` is an object of
 * policies, or a list of ids of policies in the document. With a list, only the policies in the
 * list remain, and the baseline remains if it is in the list. The function reads the files that
 * patches name. So worlds can later be made from this document without opening files, except
 * traces.
 */
enum status document_take_policies(struct input_reader *r, struct document *d,
    struct node *policies, struct node *baseline) MUST_CHECK;

/**
 * Resolves every agreement and seat policy of `tree` that names a file: replaces it by the contents
 * of the file, patched by its other members.
 */
enum status document_resolve_files(struct input_reader *r, struct node *tree) MUST_CHECK;

#endif
