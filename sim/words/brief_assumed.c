/* What is assumed: how much of the numbers stands on what, and how strong each measure is. */
#include "words/brief_internal.h"

#include <string.h>

#include "model/input/world.h"
#include "words/value_list.h"

/* ---- the numbers in force ---- */

struct tally {
    struct brief_writer *writer; /* NULL: only count */
    int32_t set, data, fitted, assumed, defined;
};

static void
count_value(struct tally *t, const struct field *field, const struct node *value)
{
    t->set += !value->is_default;
    t->data += value->is_default && field->evidence == EVIDENCE_DATA;
    t->fitted += value->is_default && field->evidence == EVIDENCE_FITTED;
    t->assumed += value->is_default && field->evidence == EVIDENCE_ASSUMED;
    t->defined += value->is_default && field->evidence == EVIDENCE_DEFINITION;
}

/* A parameter that the author of the scenario set. */
static void
list_value(struct tally *t, const char *pointer, const struct field *field, double number)
{
    struct brief_writer *w = t->writer;

    const char *name = pointer + strlen("/parameters/");

    buffer_printf(&w->line, "%s%.*s: ", t->set++ > 0 ? "; " : " Of the model its author set: ",
        (int)strcspn(name, "/"), name);
    brief_say_number(w, field, number);
}

static void
tally_value(
    void *self, const char *pointer, const struct field *field, const struct node *value)
{
    struct tally *t = self;

    if (value->kind != NODE_NUMBER) {
        return;
    }
    if (t->writer == NULL) {
        count_value(t, field, value);
    } else if (strncmp(pointer, "/parameters/", 12) == 0 && !value->is_default) {
        list_value(t, pointer, field, value->number);
    }
}

/* ---- what measures are assumed to do, a line for each ---- */

static void
say_effects(struct brief_writer *w, const struct node *measure)
{
    int32_t said = 0;

    for (int32_t i = 0; i < measure_record.n_fields; i++) {
        const struct field *field = &measure_record.fields[i];
        const struct node *value = json_find(measure, field->name);

        if (measure_is_effect(field) && value != NULL && value->kind == NODE_NUMBER &&
            value->number != 0) {
            buffer_printf(&w->line, "%s%s ", said++ > 0 ? ", " : "", field->name);
            brief_say_value(w, value->number);
        }
    }
    buffer_text(&w->line, said == 0 ? "nothing" : "");
}

static void
say_strength(struct brief_writer *w, const struct member *m)
{
    double extent =
        json_find(m->value, "implementation")->number * json_find(m->value, "activity")->number;
    double lag = json_find(m->value, "adoption_lag_days")->number;
    double half_life = json_find(m->value, "half_life_days")->number;

    buffer_printf(&w->line, "- %s: ", m->key);
    say_effects(w, m->value);
    if (extent != 1) {
        buffer_text(&w->line, "; at ");
        brief_say_value(w, extent);
        buffer_text(&w->line, " of that");
    }
    if (lag > 0) {
        buffer_text(&w->line, "; takes hold in ");
        brief_say_value(w, lag);
        buffer_text(&w->line, " days");
    }
    if (half_life > 0) {
        buffer_text(&w->line, "; fades by half in ");
        brief_say_value(w, half_life);
        buffer_text(&w->line, " days");
    }
    brief_say(w, " (", json_find_text(m->value, "evidence"), ")");
}

/* Two measures of one id that act alike are one to a reader. */
static bool
act_alike(const struct node *a, const struct node *b)
{
    static const char *const others[] = {
        "implementation", "activity", "adoption_lag_days", "half_life_days"};
    bool alike = b != NULL;

    for (int i = 0; alike && i < measure_record.n_fields; i++) {
        const struct field *field = &measure_record.fields[i];

        alike = !measure_is_effect(field) ||
                json_find(a, field->name)->number == json_find(b, field->name)->number;
    }
    for (size_t i = 0; alike && i < sizeof(others) / sizeof(others[0]); i++) {
        alike = json_find(a, others[i])->number == json_find(b, others[i])->number;
    }
    return alike;
}

static void
write_strengths(struct brief_writer *w)
{
    const struct node *agreements = json_find(w->root, "agreements");

    for (int32_t a = 0; a < agreements->count; a++) {
        const struct node *measures = json_find(agreements->members[a].value, "measures");

        for (int32_t i = 0; i < measures->count; i++) {
            const struct member *m = &measures->members[i];
            bool told = false;

            for (int32_t b = 0; b < a && !told; b++) {
                const struct node *before = json_find(agreements->members[b].value, "measures");

                told = act_alike(m->value, json_find(before, m->key));
            }
            if (!told) {
                say_strength(w, m);
                brief_end_paragraph(w, BRIEF_INDENT);
            }
        }
    }
}

/* ---- both ---- */

void
brief_write_assumptions(struct brief_writer *w)
{
    struct tally count = {0}, list = {.writer = w};

    value_list_for_each(&world_record, w->root, "", tally_value, &count);
    brief_heading(w, 2, "What is assumed");
    buffer_printf(&w->line,
        "Of the numbers in force %d are set by this scenario, %d are aggregates of public "
        "data, %d were fitted to such aggregates, %d are neutral by definition, and %d are "
        "defaults without evidence: sweep them before you believe a result. `cbmsim describe "
        "FILE --format csv` lists every one, with its range.",
        (int)count.set, (int)count.data, (int)count.fitted, (int)count.defined,
        (int)count.assumed);
    value_list_for_each(&world_record, w->root, "", tally_value, &list);
    buffer_text(&w->line, list.set > 0 ? "." : "");
    brief_end_paragraph(w, 0);
    if (json_find(w->root, "agreements")->count > 0) {
        buffer_text(w->out, "\nHow strong each measure is (default, sweep it):\n");
        buffer_text(w->out, w->md ? "\n" : "");
        write_strengths(w);
    }
}
