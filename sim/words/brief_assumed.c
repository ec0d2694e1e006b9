/* Describes the assumptions: the evidence for the numbers, and the assumed effects of each
   measure. */
#include "words/brief_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/input/world.h"
#include "words/value_list.h"

/* ---- the numbers of the scenario ---- */

struct tally {
    struct brief_writer *writer; /* NULL: count the values, but do not print them */
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

/* Counts a value, and lists it if it is a parameter of the model that the scenario sets. */
static void
list_value(struct tally *t, const char *pointer, const struct field *field, double number)
{
    struct brief_writer *w = t->writer;
    const char *name = pointer + strlen("/parameters/");

    buffer_printf(&w->line,
        "%s%.*s: ", t->set++ > 0 ? "; " : " Model parameters that the scenario sets: ",
        (int)strcspn(name, "/"), name);
    brief_add_number(w, field, number);
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

/* ---- the wording of documents, and doctrinal distance ---- */

/* The meaning of each value of enum measure_words. */
static const char *const meanings[] = {NULL, "done", "agreed in a binding text",
    "agreed in a declaration, or planned", "importance declared, or readiness",
    "discussed, or an aim of one side", "called for, addressed to all"};

void
brief_add_words(struct brief_writer *w, const struct node *measure)
{
    const char *words = json_find_text(measure, "words");
    int32_t k = words == NULL ? -1 : text_index(words, text_list(measure_words_names));
    const struct node *value =
        k <= 0 ? NULL
               : json_find(json_find(json_find(w->root, "parameters"), "wording"), words);

    if (value != NULL) {
        buffer_printf(
            &w->line, " Words of the document: %s; read as an implementation of ", meanings[k]);
        brief_add_value(w, value->number);
        buffer_text(&w->line, ".");
    }
}

static double
position_of(const struct brief_writer *w, const char *state)
{
    const struct node *value =
        json_find(json_find(json_find(w->root, "states"), state), "doctrinal_position");

    return value == NULL ? 0 : value->number;
}

/* Returns the doctrinal distance of two states. Id a comes before id b. MODEL.md (4.2) */
static double
distance(const struct brief_writer *w, const char *a, const char *b)
{
    char key[2 * TEXT_ID_LENGTH + 2];
    const struct node *own;

    (void)snprintf(key, sizeof(key), "%.*s:%.*s", TEXT_ID_LENGTH, a, TEXT_ID_LENGTH, b);
    own = json_find(json_find(json_find(w->root, "pairs"), key), "doctrinal_distance");
    return own != NULL && own->number >= 0 ? own->number
                                           : fabs(position_of(w, a) - position_of(w, b)) / 2;
}

void
brief_add_no_distance(
    struct brief_writer *w, const struct node *agreement, const struct node *measure)
{
    const struct node *change = json_find(measure, "doctrinal_distance_change");
    const struct node *parties = json_find(agreement, "parties");

    if (change == NULL || change->number == 0 || parties == NULL) {
        return;
    }
    for (int32_t i = 0; i < parties->count; i++) {
        for (int32_t k = i + 1; k < parties->count; k++) {
            if (distance(w, parties->members[i].key, parties->members[k].key) != 0) {
                return;
            }
        }
    }
    buffer_text(&w->line, "; doctrinal_distance_change has no effect here, because the "
                          "doctrinal distance of all parties is 0");
}

/* ---- the assumed effects of measures, one line each ---- */

static void
add_effects(struct brief_writer *w, const struct node *measure)
{
    int32_t listed = 0;

    for (int32_t i = 0; i < measure_record.n_fields; i++) {
        const struct field *field = &measure_record.fields[i];
        const struct node *value = json_find(measure, field->name);

        if (measure_is_effect(field) && value != NULL && value->kind == NODE_NUMBER &&
            value->number != 0) {
            buffer_printf(&w->line, "%s%s ", listed++ > 0 ? ", " : "", field->name);
            brief_add_value(w, value->number);
        }
    }
    buffer_text(&w->line, listed == 0 ? "no effect" : "");
}

static void
add_strength(struct brief_writer *w, const struct node *agreement, const struct member *m)
{
    double extent =
        json_find(m->value, "implementation")->number * json_find(m->value, "activity")->number;
    double lag = json_find(m->value, "adoption_lag_days")->number;
    double half_life = json_find(m->value, "half_life_days")->number;

    buffer_printf(&w->line, "- %s: ", m->key);
    add_effects(w, m->value);
    if (extent != 1) {
        buffer_text(&w->line, "; used at ");
        brief_add_value(w, extent);
        buffer_text(&w->line, " of this strength");
    }
    if (lag > 0) {
        buffer_text(&w->line, "; adoption lag ");
        brief_add_value(w, lag);
        buffer_text(&w->line, " days");
    }
    if (half_life > 0) {
        buffer_text(&w->line, "; half-life ");
        brief_add_value(w, half_life);
        buffer_text(&w->line, " days");
    }
    if (brief_is_true(m->value, "pledge")) {
        buffer_text(&w->line, "; pledge: promises to leave out ");
        brief_add_value(w, json_find(m->value, "promise")->number);
        buffer_text(&w->line, " of its class");
    }
    brief_add(w, "; evidence: ", json_find_text(m->value, "evidence"), "");
    brief_add_no_distance(w, agreement, m->value);
}

/* Whether two measures have the same effects, strength and times. If so, one line describes
   both. */
static bool
act_alike(const struct node *a, const struct node *b)
{
    static const char *const others[] = {
        "implementation", "activity", "adoption_lag_days", "half_life_days", "promise"};
    bool alike = b != NULL;

    for (int i = 0; alike && i < measure_record.n_fields; i++) {
        const struct field *field = &measure_record.fields[i];

        alike = !measure_is_effect(field) ||
                json_find(a, field->name)->number == json_find(b, field->name)->number;
    }
    for (size_t i = 0; alike && i < sizeof(others) / sizeof(others[0]); i++) {
        alike = json_find(a, others[i])->number == json_find(b, others[i])->number;
    }
    alike = alike && json_equal(json_find(a, "words"), json_find(b, "words"));
    return alike;
}

/* Prints the assumption that a pledge of a state also restrains the state itself. The assumption
   has no evidence, and it may cause about half of the effect of a pledge. */
static void
write_own_pledge(struct brief_writer *w)
{
    const struct node *decision = json_find(json_find(w->root, "parameters"), "decision");

    buffer_text(&w->line,
        "- every pledge also restrains the covert responses of its own party, by /parameters/"
        "decision/w_pledge: ");
    brief_add_value(w, json_find(decision, "w_pledge")->number);
    buffer_text(&w->line, "; this number alone can be half of the effect: sweep it");
    brief_end_paragraph(w, BRIEF_INDENT);
}

static void
write_strengths(struct brief_writer *w)
{
    const struct node *agreements = json_find(w->root, "agreements");
    bool pledged = false;

    for (int32_t a = 0; a < agreements->count; a++) {
        const struct node *measures = json_find(agreements->members[a].value, "measures");

        for (int32_t i = 0; i < measures->count; i++) {
            const struct member *m = &measures->members[i];
            bool listed = false;

            pledged = pledged || brief_is_true(m->value, "pledge");
            for (int32_t b = 0; b < a && !listed; b++) {
                const struct node *before = json_find(agreements->members[b].value, "measures");

                listed = act_alike(m->value, json_find(before, m->key));
            }
            if (!listed) {
                add_strength(w, agreements->members[a].value, m);
                brief_end_paragraph(w, BRIEF_INDENT);
            }
        }
    }
    if (pledged) {
        write_own_pledge(w);
    }
}

/* ---- the section ---- */

void
brief_write_assumptions(struct brief_writer *w)
{
    struct tally count = {0}, list = {.writer = w};

    value_list_for_each(&world_record, w->root, "", tally_value, &count);
    brief_heading(w, 2, "Assumptions");
    buffer_printf(&w->line,
        "The model needs %d numbers. The scenario sets %d of them; %d come from public data, "
        "%d were fitted to public data, %d are neutral by definition, and %d are default "
        "values without evidence. The results are not a forecast; they show on which "
        "assumptions a conclusion depends. `cbmsim describe FILE --format csv` lists every "
        "number with its range.",
        (int)(count.set + count.data + count.fitted + count.defined + count.assumed),
        (int)count.set, (int)count.data, (int)count.fitted, (int)count.defined,
        (int)count.assumed);
    value_list_for_each(&world_record, w->root, "", tally_value, &list);
    buffer_text(&w->line, list.set > 0 ? "." : "");
    brief_end_paragraph(w, 0);
    if (json_find(w->root, "agreements")->count > 0) {
        buffer_text(w->out, "\n");
        buffer_text(&w->line, "Assumed effects of each measure on levers (`cbmsim describe "
                              "levers`); all are defaults:");
        brief_end_paragraph(w, 0);
        buffer_text(w->out, w->md ? "\n" : "");
        write_strengths(w);
    }
}
