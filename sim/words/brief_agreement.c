#include <stdio.h>
#include <string.h>

#include "model/input/world.h"
#include "scenario/commitment.h"
#include "words/brief_internal.h"

/* Describes the agreements: parties and terms, commitments and their place in the model,
   measures. */

static const struct node *
measures_of(const struct node *agreement)
{
    return json_find(agreement, "measures");
}

/* ---- parties and terms ---- */

/* Appends " (activity 0.8 each)", or the lowest and the highest value if the parties differ. */
static void
add_party_numbers(struct brief_writer *w, const struct node *parties)
{
    const struct field *map = field_find(&world_agreement_record, "parties");
    int32_t listed = 0;

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
            buffer_text(&w->line, listed++ > 0 ? ", " : " (");
            brief_add_number(w, field, low);
            if (high > low) {
                buffer_text(&w->line, " to ");
                brief_add_value(w, high);
            } else {
                buffer_text(&w->line, " each");
            }
        }
    }
    buffer_text(&w->line, listed > 0 ? ")" : "");
}

/* Whether the agreement has more than four parties, and an earlier agreement has the same ones. If
   so, the description refers to the earlier agreement and does not list the parties again. */
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
add_states(struct brief_writer *w, const char *before, const struct node *states)
{
    for (int32_t i = 0; states != NULL && i < states->count; i++) {
        buffer_text(&w->line, i == 0 ? before : i + 1 < states->count ? ", " : " and ");
        brief_add_state(w, states->members[i].key);
    }
}

/* Appends the numbers that the scenario sets for consultations, exercises, hub, programme and so
   on. */
static void
add_terms(struct brief_writer *w, const struct node *agreement)
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
        if (any && strcmp(field->name, "suspension") == 0) {
            brief_add_suspension(w, object);
        } else if (any) {
            buffer_printf(&w->line, " %c%s: ", field->name[0] - 'a' + 'A', field->name + 1);
            brief_add_numbers(w, field->record, object);
            buffer_text(&w->line, ".");
        }
    }
    brief_add_may_suspend(w, agreement);
}

/* Appends "Bilateral agreement, signed on 14 December 2021, not in force on the first day." */
static void
add_status(struct brief_writer *w, const struct node *agreement)
{
    static const char *const kinds[] = {
        "Bilateral agreement", "Multilateral agreement", "Agreement with a hub"};
    static const char *const statuses[] = {"not signed", "signed but not in force",
        "ratified but not in force", "in force", "suspended", "ended"};
    const char *kind = json_find_text(agreement, "kind");
    const char *status = json_find_text(agreement, "status");
    const char *signed_on = json_find_text(agreement, "signed_on");
    const char *in_force_on = json_find_text(agreement, "in_force_on");
    int32_t now = text_index(status, text_list(world_agreement_status_names));

    buffer_text(&w->line, kinds[text_index(kind, text_list(world_agreement_kind_names))]);
    if (now != AGREEMENT_PROPOSED) {
        brief_add_date(w, ", signed on ", signed_on);
    }
    if (now != AGREEMENT_IN_FORCE || in_force_on == NULL) {
        buffer_printf(&w->line, ", %s on the first day",
            now == AGREEMENT_SIGNED && signed_on != NULL ? "not in force" : statuses[now]);
    }
    if (now == AGREEMENT_PROPOSED) {
        brief_add_date(w, ", signed on ", signed_on);
    }
    brief_add_date(w, ", in force from ", in_force_on);
    brief_add_date(w, ", until ", json_find_text(agreement, "expires_on"));
    buffer_text(&w->line, ".");
}

static void
write_frame(struct brief_writer *w, const struct member *m)
{
    const struct node *parties = json_find(m->value, "parties");
    const struct node *observers = json_find(m->value, "observers");

    brief_heading(w, 3, brief_name(w, "agreements", m->key));
    add_status(w, m->value);
    if (has_parties_of_another(w, m)) {
        buffer_printf(
            &w->line, " Parties: the %d states of an agreement above", (int)parties->count);
    } else {
        add_states(w, " Parties: ", parties);
    }
    add_party_numbers(w, parties);
    buffer_text(&w->line, ".");
    add_states(w,
        observers != NULL && observers->count == 1 ? " Observer: " : " Observers: ", observers);
    buffer_text(&w->line, observers != NULL && observers->count > 0 ? "." : "");
    add_terms(w, m->value);
    brief_add_sentence(w, brief_text_of(w, m->value, "notes"));
    if (brief_text_of(w, m->value, "reference") != NULL) {
        buffer_text(&w->line, " Source:");
        brief_add_sentence(w, brief_text_of(w, m->value, "reference"));
    }
    brief_end_paragraph(w, 0);
    buffer_text(w->out, w->md ? "\n" : "");
}

/* ---- commitments ---- */

struct mechanism_context {
    struct brief_writer *writer;
    const char *agreement;
    /* add the mechanisms of the measures; false: add the names of parts of the model */
    bool mechanisms;
    int32_t listed;
    const char *mechanism; /* the mechanism that was added last */
    char last[160];        /* the name that was added last */
};

static bool
is_measure(const struct node *found)
{
    return json_find(found, "adoption_lag_days") != NULL;
}

static void
add_mechanism(struct mechanism_context *t, const struct node *found)
{
    const char *mechanism = json_find_text(found, "mechanism");

    if (is_measure(found) && mechanism != NULL &&
        (t->mechanism == NULL || strcmp(t->mechanism, mechanism) != 0)) {
        t->mechanism = mechanism;
        brief_add_sentence(t->writer, mechanism);
    }
}

/* Appends the name of a part of the model: the id of a measure, the first member of another part
   of this agreement, or map and id of anything else. A name that equals the last one is not
   repeated. */
static void
add_pointer(struct mechanism_context *t, const char *pointer)
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
        buffer_printf(&w->line, "%s%s", t->listed++ > 0 ? ", " : " (", name);
        memcpy(t->last, name, sizeof(name));
    }
}

/* Appends the words of the document for a measure (enum measure_words), and their value. */
static void
add_words(void *self, const char *pointer, const struct node *found)
{
    struct mechanism_context *t = self;

    (void)pointer;
    if (is_measure(found) && t->listed == 0) {
        size_t before = t->writer->line.length;

        brief_add_words(t->writer, found);
        t->listed += t->writer->line.length > before;
    }
}

static void
add_one(void *self, const char *pointer, const struct node *found)
{
    struct mechanism_context *t = self;

    if (found != NULL && t->mechanisms) {
        add_mechanism(t, found);
    } else if (found != NULL) {
        add_pointer(t, pointer);
    }
}

static void
write_commitment(struct brief_writer *w, const char *agreement, const struct member *m)
{
    const char *aim = json_find_text(m->value, "aim");
    struct mechanism_context t = {w, agreement, true, 0, NULL, ""};

    buffer_printf(&w->line, "%s.", commitment_number(m->key));
    brief_add_sentence(w, json_find_text(m->value, "text"));
    if (json_find_text(m->value, "out_of_scope") != NULL) {
        buffer_text(&w->line, " Not in the model:");
        brief_add_sentence(w, json_find_text(m->value, "out_of_scope"));
    } else if (json_find_text(m->value, "no_mechanism") != NULL) {
        buffer_text(&w->line, w->md ? " *Recorded, but in no rule of the model:*"
                                    : " Recorded, but in no rule of the model:");
        brief_add_sentence(w, json_find_text(m->value, "no_mechanism"));
    } else {
        buffer_text(&w->line, w->md ? " *In the model:*" : " In the model:");
        if (aim != NULL) {
            brief_add_sentence(w, aim);
        } else {
            commitment_for_each(w->root, agreement, m->value, add_one, &t);
        }
        if (!brief_is_true(w->root, "use_aliases")) {
            t.mechanisms = false;
            commitment_for_each(w->root, agreement, m->value, add_one, &t);
            buffer_text(&w->line, t.listed > 0 ? ")" : "");
        }
        t.listed = 0;
        commitment_for_each(w->root, agreement, m->value, add_words, &t);
    }
    brief_end_paragraph(w, BRIEF_INDENT + 1);
}

struct search {
    const struct node *measure;
    bool found;
};

static void
match_measure(void *self, const char *pointer, const struct node *found)
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
            commitment_for_each(w->root, m->key, all->members[k].value, match_measure, &s);
        }
    }
    return s.found;
}

static void
write_measure(struct brief_writer *w, const struct member *m)
{
    const char *title = json_find_text(m->value, "title");
    const char *mechanism = json_find_text(m->value, "mechanism");

    buffer_printf(&w->line, "- %s (%s)%s", title == NULL ? m->key : title, m->key,
        mechanism == NULL || mechanism[0] == '\0' ? "." : ":");
    brief_add_sentence(w, mechanism);
    if (json_find_text(m->value, "wording") != NULL &&
        strcmp(json_find_text(m->value, "wording"), "unverified") == 0) {
        buffer_text(&w->line, " The wording is unverified.");
    }
    brief_add_words(w, m->value);
    brief_end_paragraph(w, BRIEF_INDENT);
}

/* Returns the first earlier agreement that has the same measures; NULL if there is none. */
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
            buffer_text(w->out, w->md ? "\nThe agreement also contains:\n\n"
                                      : "The agreement also contains:\n");
        }
        begun = true;
        write_measure(w, &measures->members[i]);
    }
}

void
brief_write_agreements(struct brief_writer *w)
{
    const struct node *agreements = json_find(w->root, "agreements");

    brief_heading(w, 2, "Agreements");
    for (int32_t a = 0; a < agreements->count; a++) {
        const struct member *m = &agreements->members[a];
        const struct member *same = same_before(agreements, a);
        const struct node *commitments = json_find(m->value, "commitments");

        write_frame(w, m);
        for (int32_t i = 0; i < commitments->count; i++) {
            write_commitment(w, m->key, &commitments->members[i]);
        }
        if (same != NULL && commitments->count == 0) {
            brief_add(w, "The agreement has the same measures as “",
                brief_name(w, "agreements", same->key), "”.");
            brief_end_paragraph(w, 0);
        } else {
            write_measures(w, m);
        }
    }
    if (agreements->count == 0) {
        buffer_text(w->out, "The scenario has no agreement.\n");
    }
}
