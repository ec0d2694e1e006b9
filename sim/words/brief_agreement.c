#include <stdio.h>
#include <string.h>

#include "model/input/world.h"
#include "scenario/commitment.h"
#include "words/brief_internal.h"

/* What binds the states: who, since when, what was agreed one by one, and what each of it is
   meant to do in the model. */

static const struct node *
measures_of(const struct node *agreement)
{
    return json_find(agreement, "measures");
}

/* ---- parties and terms ---- */

/* "activity 0.8 each", or the lowest and the highest where parties differ. */
static void
say_party_numbers(struct brief_writer *w, const struct node *parties)
{
    const struct field *map = field_find(&world_agreement_record, "parties");
    int32_t said = 0;

    BUG_UNLESS(map != NULL);
    for (int32_t i = 0; i < map->record->n_fields; i++) {
        const struct field *field = &map->record->fields[i];
        double low = 0, high = 0;
        bool set = false;

        for (int32_t k = 0; field->kind == FIELD_REAL && k < parties->count; k++) {
            const struct node *value = json_find(parties->members[k].value, field->name);

            low = k == 0 || value->number < low ? value->number : low;
            high = k == 0 || value->number > high ? value->number : high;
            set = set || !value->is_default;
        }
        if (set) {
            buffer_text(&w->line, said++ > 0 ? ", " : " (");
            brief_say_number(w, field, low);
            if (high > low) {
                buffer_text(&w->line, " to ");
                brief_say_value(w, high);
            } else {
                buffer_text(&w->line, " each");
            }
        }
    }
    buffer_text(&w->line, said > 0 ? ")" : "");
}

/* The parties of another agreement before it, if they are more than a few, need no second list. */
static bool
has_parties_of_another(struct brief_writer *w, const struct member *m)
{
    const struct node *agreements = json_find(w->root, "agreements");
    const struct node *own = json_find(m->value, "parties");

    for (int32_t a = 0; agreements->members[a].value != m->value; a++) {
        const struct node *other = json_find(agreements->members[a].value, "parties");
        int32_t same = 0;

        for (int32_t k = 0; k < own->count; k++) {
            same += json_find(other, own->members[k].key) != NULL;
        }
        if (own->count > 4 && same == own->count && other->count == own->count) {
            return true;
        }
    }
    return false;
}

static void
say_states(struct brief_writer *w, const char *before, const struct node *states)
{
    for (int32_t i = 0; states != NULL && i < states->count; i++) {
        buffer_text(&w->line, i == 0 ? before : i + 1 < states->count ? ", " : " and ");
        buffer_text(&w->line, brief_name(w, "states", states->members[i].key));
    }
}

/* What its author set of consultations, exercises, suspension, hub, programme. */
static void
say_terms(struct brief_writer *w, const struct node *agreement)
{
    for (int32_t i = 0; i < world_agreement_record.n_fields; i++) {
        const struct field *field = &world_agreement_record.fields[i];
        const struct node *object = json_find(agreement, field->name);
        bool any = false;

        if (field->kind != FIELD_OBJECT || object == NULL) {
            continue;
        }
        for (int32_t k = 0; k < object->count; k++) {
            const struct node *value = object->members[k].value;

            any = any || (value->kind == NODE_NUMBER && !value->is_default);
        }
        if (any) {
            buffer_printf(&w->line, " %c%s: ", field->name[0] - 'a' + 'A', field->name + 1);
            brief_say_numbers(w, field->record, object);
            buffer_text(&w->line, ".");
        }
    }
}

static void
write_frame(struct brief_writer *w, const struct member *m)
{
    const char *status = json_find_text(m->value, "status");

    brief_heading(w, 3, brief_name(w, "agreements", m->key));
    buffer_printf(&w->line, "%s, %s on the first day",
        strcmp(json_find_text(m->value, "kind"), "hub") == 0         ? "Through a hub"
        : strcmp(json_find_text(m->value, "kind"), "bilateral") == 0 ? "Between two"
                                                                     : "Between several",
        strcmp(status, "in_force") == 0 ? "in force" : status);
    brief_say(w, ", signed on ", json_find_text(m->value, "signed_on"), "");
    brief_say(w, ", in force on ", json_find_text(m->value, "in_force_on"), "");
    brief_say(w, ", until ", json_find_text(m->value, "expires_on"), "");
    if (has_parties_of_another(w, m)) {
        buffer_printf(
            &w->line, ": the same %d parties", (int)json_find(m->value, "parties")->count);
    } else {
        say_states(w, ": ", json_find(m->value, "parties"));
    }
    say_party_numbers(w, json_find(m->value, "parties"));
    say_states(w, "; observers are ", json_find(m->value, "observers"));
    buffer_text(&w->line, ".");
    say_terms(w, m->value);
    brief_say_sentence(w, brief_told(w, m->value, "notes"));
    if (brief_told(w, m->value, "reference") != NULL) {
        buffer_text(&w->line, " Source:");
        brief_say_sentence(w, brief_told(w, m->value, "reference"));
    }
    brief_end_paragraph(w, 0);
    buffer_text(w->out, w->md ? "\n" : "");
}

/* ---- commitments ---- */

struct mechanism_context {
    struct brief_writer *writer;
    const char *agreement;
    bool mechanisms; /* say what measures are meant to do; else what stands for it */
    int32_t said;
    const char *mechanism; /* told last */
    char last[160];        /* named last */
};

static bool
is_measure(const struct node *found)
{
    return json_find(found, "adoption_lag_days") != NULL;
}

static void
tell_mechanism(struct mechanism_context *t, const struct node *found)
{
    const char *mechanism = json_find_text(found, "mechanism");

    if (is_measure(found) && mechanism != NULL &&
        (t->mechanism == NULL || strcmp(t->mechanism, mechanism) != 0)) {
        t->mechanism = mechanism;
        brief_say_sentence(t->writer, mechanism);
    }
}

/* A measure by its id, other parts of the agreement by what they belong to, the rest by map and
   id; what was just said is not said again. */
static void
tell_pointer(struct mechanism_context *t, const char *pointer)
{
    struct brief_writer *w = t->writer;
    char own[160], name[160];
    size_t length = (size_t)snprintf(own, sizeof(own), "/agreements/%.64s/", t->agreement);
    const char *at = pointer + 1;

    if (strncmp(pointer, own, length) == 0) {
        at = pointer + length;
        at += strncmp(at, "measures/", 9) == 0 ? 9 : 0;
        length = strcspn(at, "/");
    } else {
        length = strcspn(at, "/") + 1;
        length += strcspn(at + length, "/");
    }
    (void)snprintf(name, sizeof(name), "%.*s", (int)length, at);
    if (strcmp(name, t->last) != 0) {
        buffer_printf(&w->line, "%s%s", t->said++ > 0 ? ", " : " (", name);
        memcpy(t->last, name, sizeof(name));
    }
}

static void
tell_one(void *self, const char *pointer, const struct node *found)
{
    struct mechanism_context *t = self;

    if (found != NULL && t->mechanisms) {
        tell_mechanism(t, found);
    } else if (found != NULL) {
        tell_pointer(t, pointer);
    }
}

static void
write_commitment(struct brief_writer *w, const char *agreement, const struct member *m)
{
    const char *aim = json_find_text(m->value, "aim");
    struct mechanism_context t = {w, agreement, true, 0, NULL, ""};

    buffer_printf(&w->line, "%s.", commitment_number(m->key));
    brief_say_sentence(w, json_find_text(m->value, "text"));
    if (json_find_text(m->value, "out_of_scope") != NULL) {
        buffer_text(&w->line, " Not in the model:");
        brief_say_sentence(w, json_find_text(m->value, "out_of_scope"));
    } else {
        buffer_text(&w->line, w->md ? " *In the model:*" : " In the model:");
        if (aim != NULL) {
            brief_say_sentence(w, aim);
        } else {
            commitment_for_each(w->root, agreement, m->value, tell_one, &t);
        }
        if (!brief_is_true(w->root, "use_aliases")) {
            t.mechanisms = false;
            commitment_for_each(w->root, agreement, m->value, tell_one, &t);
            buffer_text(&w->line, t.said > 0 ? ")" : "");
        }
    }
    brief_end_paragraph(w, BRIEF_INDENT + 1);
}

struct search {
    const struct node *measure;
    bool found;
};

static void
look_for(void *self, const char *pointer, const struct node *found)
{
    struct search *s = self;

    (void)pointer;
    s->found = s->found || found == s->measure;
}

/* Whether a commitment of any agreement points to the measure. */
static bool
is_committed(struct brief_writer *w, const struct node *measure)
{
    const struct node *agreements = json_find(w->root, "agreements");
    struct search s = {measure, false};

    for (int32_t a = 0; a < agreements->count; a++) {
        const struct member *m = &agreements->members[a];
        const struct node *all = json_find(m->value, "commitments");

        for (int32_t k = 0; k < all->count; k++) {
            commitment_for_each(w->root, m->key, all->members[k].value, look_for, &s);
        }
    }
    return s.found;
}

static void
write_measure(struct brief_writer *w, const struct member *m)
{
    const char *title = json_find_text(m->value, "title");

    buffer_printf(&w->line, "- %s (%s)", title == NULL ? m->key : title, m->key);
    buffer_text(&w->line, ":");
    brief_say_sentence(w, json_find_text(m->value, "mechanism"));
    if (json_find_text(m->value, "wording") != NULL &&
        strcmp(json_find_text(m->value, "wording"), "unverified") == 0) {
        buffer_text(&w->line, " Its wording is unverified.");
    }
    brief_end_paragraph(w, BRIEF_INDENT);
}

/* The agreement before it that holds the same measures, or NULL. */
static const struct member *
same_before(const struct node *agreements, int32_t index)
{
    const struct node *own = measures_of(agreements->members[index].value);

    for (int32_t a = 0; a < index; a++) {
        if (own->count > 0 && json_equal(own, measures_of(agreements->members[a].value))) {
            return &agreements->members[a];
        }
    }
    return NULL;
}

static void
write_measures(struct brief_writer *w, const struct member *m)
{
    const struct node *measures = measures_of(m->value);
    bool commitments = json_find(m->value, "commitments")->count > 0;
    bool begun = false;

    for (int32_t i = 0; i < measures->count; i++) {
        if (commitments && is_committed(w, measures->members[i].value)) {
            continue;
        }
        if (!begun && commitments) {
            buffer_text(w->out, w->md ? "\nIt also holds:\n\n" : "It also holds:\n");
        }
        begun = true;
        write_measure(w, &measures->members[i]);
    }
}

void
brief_write_agreements(struct brief_writer *w)
{
    const struct node *agreements = json_find(w->root, "agreements");

    brief_heading(w, 2, "What binds them");
    for (int32_t a = 0; a < agreements->count; a++) {
        const struct member *m = &agreements->members[a];
        const struct member *same = same_before(agreements, a);
        const struct node *commitments = json_find(m->value, "commitments");

        write_frame(w, m);
        for (int32_t i = 0; i < commitments->count; i++) {
            write_commitment(w, m->key, &commitments->members[i]);
        }
        if (same != NULL && commitments->count == 0) {
            brief_say(
                w, "The same measures as in: ", brief_name(w, "agreements", same->key), ".");
            brief_end_paragraph(w, 0);
        } else {
            write_measures(w, m);
        }
    }
    if (agreements->count == 0) {
        buffer_text(w->out, "No agreement.\n");
    }
}
