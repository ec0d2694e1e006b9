#include "rare_result/rare_page_data.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "format/table_read.h"

static void
copy_cell(char out[RARE_PAGE_ID], const struct table_read_cell *cell)
{
    (void)snprintf(out, RARE_PAGE_ID, "%s", cell->text == NULL ? "" : cell->text);
}

static enum status
bad_cell(struct failure *f)
{
    return failure_of(STATUS_BAD_INPUT, f, "a cell of the result is not a number");
}

static enum status
take_policy(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct rare_page_data *m = context;
    struct rare_page_policy row = {.gain = NAN};
    double *const numbers[] = {&row.probability.value, &row.probability.low,
        &row.probability.high, &row.gain, &row.ratio.value, &row.ratio.low, &row.ratio.high,
        &row.repetitions, &row.with_event};
    enum status st;

    copy_cell(row.id, &cells[0]);
    copy_cell(row.advice, &cells[1]);
    for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++) {
        if (!table_read_real(&cells[2 + k], numbers[k])) {
            return bad_cell(f);
        }
    }
    TRY(array_reserve(&m->policies, 1));
    *ARRAY_AT(struct rare_page_policy, &m->policies, m->policies.count++) = row;
out:
    return st;
}

static int32_t
find_policy(const struct rare_page_data *m, const char *id)
{
    int32_t k = 0;

    while (k < m->policies.count &&
           strcmp(ARRAY_AT(struct rare_page_policy, &m->policies, k)->id, id) != 0) {
        k++;
    }
    return k < m->policies.count ? k : -1;
}

static enum status
take_level(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct rare_page_data *m = context;
    struct rare_page_level row = {
        .policy = cells[0].text == NULL ? -1 : find_policy(m, cells[0].text)};
    double *const numbers[] = {
        &row.level, &row.importance, &row.starts, &row.hits, &row.share, &row.events};
    enum status st;

    for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++) {
        if (row.policy < 0 || !table_read_real(&cells[1 + k], numbers[k])) {
            return bad_cell(f);
        }
    }
    TRY(array_reserve(&m->levels, 1));
    *ARRAY_AT(struct rare_page_level, &m->levels, m->levels.count++) = row;
out:
    return st;
}

static enum status
take_history(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct rare_page_data *m = context;
    struct rare_page_history row = {.day = NAN};
    enum status st;

    copy_cell(row.policy, &cells[0]);
    copy_cell(row.story, &cells[1]);
    if (!table_read_real(&cells[2], &row.day) || strchr(row.story, '/') != NULL) {
        return bad_cell(f);
    }
    for (int32_t k = 0; k < m->histories.count; k++) {
        row.turn += strcmp(ARRAY_AT(struct rare_page_history, &m->histories, k)->policy,
                        row.policy) == 0;
    }
    TRY(array_reserve(&m->histories, 1));
    *ARRAY_AT(struct rare_page_history, &m->histories, m->histories.count++) = row;
out:
    return st;
}

enum status
rare_page_data_file(struct rare_page_data *m, const char *name, struct failure *f)
{
    enum status st;

    TRY(manifest_unchanged(m->past, m->directory, name, f));
    buffer_clear(&m->path);
    buffer_printf(&m->path, "%s/%s", m->directory, name);
    st = buffer_status(&m->path);
out:
    return st;
}

enum status
rare_page_data_read(struct rare_page_data *m, struct failure *f)
{
    static const char *const of_policy[] = {"policy", "advice", "probability", "ci_lo", "ci_hi",
        "gain", "ratio", "ratio_lo", "ratio_hi", "repetitions", "with_event"};
    static const char *const of_level[] = {
        "policy", "level", "importance", "starts", "hits", "share", "events"};
    static const char *const of_history[] = {"policy", "story", "day"};
    enum status st;

    array_init(&m->policies, sizeof(struct rare_page_policy));
    array_init(&m->levels, sizeof(struct rare_page_level));
    array_init(&m->histories, sizeof(struct rare_page_history));
    TRY(rare_page_data_file(m, "rare.csv", f));
    TRY(table_read(m->path.at, of_policy, 11, take_policy, m, f));
    TRY(rare_page_data_file(m, "levels.csv", f));
    TRY(table_read(m->path.at, of_level, 7, take_level, m, f));
    TRY(rare_page_data_file(m, "histories.csv", f));
    TRY(table_read(m->path.at, of_history, 3, take_history, m, f));
out:
    return st;
}

void
rare_page_data_free(struct rare_page_data *m)
{
    array_free(&m->policies);
    array_free(&m->levels);
    array_free(&m->histories);
    buffer_free(&m->path);
}
