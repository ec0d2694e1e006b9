/* The table of the catalogues, with the joint effect of their measures; the table of the postures
   of states. */
#include "words/describe.h"

#include <math.h>
#include <string.h>

#include "model/catalogue/lever.h"
#include "model/catalogue/measure.h"
#include "model/input/world.h"
#include "model/input/world_posture.h"

/* Returns the joint effect of all measures of a catalogue on one lever by MODEL.md (0.3). The
   measures are fully implemented and act on every channel and operation. Of each family only the
   strongest measure counts, unless the effects of the lever are added. */
static struct effect
together(const struct catalogue *c, enum lever lever)
{
    const struct measure *rows = c->measures->at;
    struct lever_value value =
        lever_start(lever, lever_rows[lever].kind == LEVER_SHIFT ? 0 : 1);

    for (int32_t i = 0; i < c->measures->count; i++) {
        const struct effect *best = &rows[i].effect[lever];
        bool first = true;

        for (int32_t k = 0; k < c->measures->count; k++) {
            bool same = rows[i].family != NULL && rows[k].family != NULL &&
                        strcmp(rows[i].family, rows[k].family) == 0;

            if (lever_adds_up(lever) || !same) {
                continue;
            }
            first = first && k >= i;
            if (lever_strength(rows[k].effect[lever], 1) > lever_strength(*best, 1)) {
                best = &rows[k].effect[lever];
            }
        }
        if (first) {
            lever_apply(&value, *best, 1);
        }
    }
    return lever_rows[lever].kind == LEVER_PROBABILITY
               ? (struct effect){.up = 1 - value.gain, .down = 1 - value.value}
               : (struct effect){.up = value.value - (value.kind == LEVER_SCALE)};
}

static void
add_rounded(struct buffer *b, const char *name, double x)
{
    buffer_printf(b, "%s%s %.3g", b->length > 0 ? "; " : "", name, x);
}

static void
add_together(struct buffer *b, const struct catalogue *c)
{
    buffer_clear(b);
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        const struct field *field = &measure_record.fields[k];
        struct effect effect;
        double x;

        if (!measure_is_effect(field)) {
            continue;
        }
        effect = together(c, measure_lever(field));
        x = measure_part(&effect, field);
        if (fabs(x) > 1e-12) {
            add_rounded(b, field->name, x);
        }
    }
}

enum status
describe_catalogues(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"id", "title", "document", "measures", "unverified",
        "without_effect", "cost_per_year", "together", NULL};
    const struct catalogue *all = measure_catalogue_rows.at;
    struct buffer text = {0};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int32_t i = 0; i < measure_catalogue_rows.count; i++) {
        const struct measure *rows = all[i].measures->at;
        int32_t unverified = 0, without = 0;
        double cost = 0;

        for (int32_t k = 0; k < all[i].measures->count; k++) {
            unverified += rows[k].wording == WORDING_UNVERIFIED;
            without += !measure_has_effect(&rows[k]);
            cost += rows[k].cost_per_year;
        }
        text_table_text(&s, all[i].key.id);
        text_table_text(&s, all[i].title);
        text_table_text(&s, all[i].document);
        text_table_number(&s, all[i].measures->count);
        text_table_number(&s, unverified);
        text_table_number(&s, without);
        text_table_number(&s, round(cost * 100) / 100);
        add_together(&text, &all[i]);
        text_table_text(&s, text.at);
    }
    st = text.failed ? STATUS_NO_MEMORY : text_table_print(&s, format, b);
    text_table_free(&s);
    buffer_free(&text);
    return st;
}

/* ---- postures ---- */

enum { COLUMNS = 9 };

/* Returns the record of the members of a state. */
static const struct record *
states_record(void)
{
    const struct field *states = field_find(&world_record, "states");

    BUG_UNLESS(states != NULL);
    return states->record;
}

enum status
describe_postures(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[COLUMNS + 2] = {"id", "meaning", "retaliation",
        "publicity", "coercion", "force", "patience", "confidence_needed", "operation_teams",
        "origin", NULL};
    const struct record *record = states_record();
    const struct state *rows = world_posture_rows.at;
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int32_t i = 0; i < world_posture_rows.count; i++) {
        text_table_text(&s, rows[i].key.id);
        text_table_text(&s, rows[i].name);
        for (int k = 2; k < COLUMNS; k++) {
            const struct field *field = field_find(record, columns[k]);

            BUG_UNLESS(field != NULL);
            text_table_number(&s, field_number(field, &rows[i]));
        }
        text_table_text(&s, rows[i].notes);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}
