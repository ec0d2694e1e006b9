#include "experiment/experiment_rare.h"

#include "base/number.h"
#include "format/decode/decode.h"

const char *const experiment_rare_columns[EXPERIMENT_RARE_COLUMNS] = {
    "rare_probability", "rare_events", "rare_levels"};

/* Checks the texts of the rare event in the world of a policy. */
static enum status
check_event(struct experiment_read_context *r, const struct path *path, const struct world *w)
{
    struct arena scratch = {0};
    struct failure why = {0};
    struct rare_event event;
    enum status st = rare_event_read(&event, &r->e->rare.texts, w, &scratch, &why);

    if (st == STATUS_USAGE) {
        diag_at(r->diag, r->file.rare->at, path, "%s", why.line[0]);
        st = STATUS_BAD_INPUT;
    }
    arena_free(&scratch);
    return st;
}

enum status
experiment_rare_read(struct experiment_read_context *r)
{
    struct experiment *e = r->e;
    struct experiment_file_rare file = {0};
    struct path path = {NULL, "rare"};
    enum status st = STATUS_OK;

    if (r->file.rare == NULL) {
        return STATUS_OK;
    }
    TRY(decode_part(&r->context, &path, r->file.rare, &experiment_file_rare_record, &file));
    e->rare = (struct experiment_rare){.given = true,
        .texts = {.prefix = "",
            .condition = file.event,
            .importance = file.importance,
            .dyads = file.dyads.items,
            .n_dyads = file.dyads.count},
        .effort = file.effort};
    for (int32_t k = 0; k < e->base.n_policies; k++) {
        TRY(check_event(r, &path, e->base.policies[k].world));
    }
out:
    return st == STATUS_BAD_INPUT ? STATUS_OK : st; /* the error was reported */
}

void
experiment_rare_add_columns(struct experiment *e)
{
    const char *event = e->rare.texts.condition;
    const struct experiment_outcome columns[EXPERIMENT_RARE_COLUMNS] = {
        [EXPERIMENT_RARE_PROBABILITY] = {.title = "Probability of the rare event",
            .unit = "share",
            .description = "Unbiased estimate of the probability of the rare event by one "
                           "repetition of splitting; its mean over the replications is the "
                           "probability."},
        [EXPERIMENT_RARE_EVENTS] = {.title = "Events of the paths of splitting",
            .unit = "events",
            .description = "Work of the repetition of splitting: events of its paths; in "
                           "replication 1 also of the pilot paths, which set the levels."},
        [EXPERIMENT_RARE_LEVELS] = {.title = "Levels of splitting",
            .unit = "1",
            .description = "Number of levels of splitting, with the event as the last one."}};

    for (int32_t k = 0; k < EXPERIMENT_RARE_COLUMNS; k++) {
        e->outcomes[k] = columns[k];
        e->outcomes[k].id = experiment_rare_columns[k];
        e->outcomes[k].text = event;
    }
    e->n_outcomes = e->n_counted_columns = EXPERIMENT_RARE_COLUMNS;
}

void
experiment_rare_identify(const struct experiment *e, struct sha256 *digest)
{
    const struct rare_texts *t = &e->rare.texts;
    char digits[NUMBER_BYTES];

    if (!e->rare.given) {
        return;
    }
    sha256_add_string(digest, t->condition);
    sha256_add_string(digest, t->importance == NULL ? "" : t->importance);
    for (int32_t k = 0; k < t->n_dyads; k++) {
        sha256_add_string(digest, t->dyads[k]);
    }
    (void)number_print_unsigned(digits, (uint64_t)e->rare.effort);
    sha256_add_string(digest, digits);
}
