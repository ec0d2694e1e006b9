#include "scenario/brief.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "scenario/describe.h"
#include "scenario/inventory.h"

enum { WIDTH = 92, INDENT = 4 };

struct writer {
    struct buffer *out;
    struct buffer line; /* the paragraph being put together */
    const struct node *root;
    bool md;
};

/* ---- paragraphs ---- */

/* Writes the paragraph broken into lines, `indent` deep after the first. */
static void
end_paragraph(struct writer *w, int32_t indent)
{
    buffer_paragraph(w->out, w->line.at == NULL ? "" : w->line.at, 0, indent, WIDTH);
    buffer_clear(&w->line);
}

static void
heading(struct writer *w, int32_t level, const char *text)
{
    static const char *const marks[] = {"", "# ", "## ", "### "};
    size_t length = strlen(text);

    buffer_printf(w->out, "%s%s%s\n", level == 1 ? "" : "\n", w->md ? marks[level] : "", text);
    for (size_t i = 0; !w->md && level < 3 && i < length; i++) {
        buffer_text(w->out, level == 1 ? "=" : "-");
    }
    buffer_text(w->out, !w->md && level < 3 ? "\n" : "");
}

static void
say(struct writer *w, const char *before, const char *text, const char *after)
{
    if (text != NULL && text[0] != '\0') {
        buffer_printf(&w->line, "%s%s%s", before, text, after);
    }
}

/* ---- values ---- */

static const struct field *
find_field(const struct record *record, const char *name)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

static const struct record *
items_of(const char *map)
{
    const struct field *field = find_field(&world_record, map);

    BUG_UNLESS(field != NULL);
    return field->record;
}

/* What a number is worth: who said it, or that nobody did. */
static void
say_worth(struct writer *w, const struct field *field, const struct node *value)
{
    if (!value->preset) {
        buffer_text(&w->line, " (set here)");
    } else if (field->evidence == EVIDENCE_ASSUMED) {
        buffer_text(&w->line, " (default, sweep it");
        if (field->sweep_low != field->sweep_high) {
            buffer_text(&w->line, " over ");
            buffer_number(&w->line, field->sweep_low);
            buffer_text(&w->line, " to ");
            buffer_number(&w->line, field->sweep_high);
        }
        buffer_text(&w->line, ")");
    } else if (field->evidence == EVIDENCE_FITTED || field->evidence == EVIDENCE_DATA) {
        buffer_printf(&w->line, " (%s%s%s)", describe_evidence(field->evidence),
            field->source == NULL ? "" : ": ", field->source == NULL ? "" : field->source);
    }
}

static void
say_number(struct writer *w, const struct field *field, const struct node *value)
{
    const char *unit = field->unit == NULL || strcmp(field->unit, "1") == 0 ? "" : field->unit;

    buffer_printf(&w->line, "%s ", field->name);
    buffer_number(&w->line, value->number);
    say(w, " ", unit, "");
    say_worth(w, field, value);
}

/* The numbers of an object that its author chose, or, with `all`, all that are not zero. */
static int32_t
say_numbers(struct writer *w, const struct record *record, const struct node *object, bool all)
{
    int32_t said = 0;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        const struct node *value = tree_find(object, field->name);

        if (value == NULL || value->kind != NODE_NUMBER || (all && value->number == 0) ||
            (!all && value->preset)) {
            continue;
        }
        buffer_text(&w->line, said++ > 0 ? "; " : "");
        say_number(w, field, value);
    }
    return said;
}

static bool
is_true(const struct node *object, const char *key)
{
    const struct node *value = tree_find(object, key);

    return value != NULL && value->kind == NODE_TRUE;
}

/* What people call something: its invented name if those are asked for, its name, or its id. */
static const char *
name_of(const struct writer *w, const char *map, const char *id)
{
    const struct node *thing = tree_find(tree_find(w->root, map), id);
    const char *alias = tree_find_text(tree_find(w->root, "aliases"), id);
    const char *name = tree_find_text(thing, strcmp(map, "agreements") == 0 ? "title" : "name");

    if (alias != NULL && is_true(w->root, "use_aliases")) {
        return alias;
    }
    return name == NULL ? id : name;
}

/* Under invented names only what stands in the file that asks for them may be told. */
static bool
may_tell(const struct writer *w, const struct node *text)
{
    const struct node *asked = tree_find(w->root, "use_aliases");

    return text != NULL && text->kind == NODE_TEXT &&
           (!is_true(w->root, "use_aliases") || strcmp(asked->at.file, text->at.file) == 0);
}

/* A text of an object that names names, or NULL. */
static const char *
told(const struct writer *w, const struct node *object, const char *key)
{
    const struct node *text = tree_find(object, key);

    return may_tell(w, text) ? text->text : NULL;
}

/* "- Alpha (alpha)"; under invented names without the id. */
static void
begin_item(struct writer *w, const char *map, const char *id)
{
    buffer_printf(&w->line, "- %s", name_of(w, map, id));
    if (!is_true(w->root, "use_aliases")) {
        buffer_printf(&w->line, " (%s)", id);
    }
}

static void
say_ids(struct writer *w, const char *before, const struct node *map)
{
    for (int32_t i = 0; map != NULL && i < map->count; i++) {
        say(w, i == 0 ? before : ", ", name_of(w, "states", map->members[i].key), "");
    }
    buffer_text(&w->line, map != NULL && map->count > 0 ? "." : "");
}

static void
end_item(struct writer *w, const char *notes)
{
    end_paragraph(w, 2);
    if (notes != NULL) {
        buffer_text(w->out, "  ");
        say(w, "", notes, "");
        end_paragraph(w, 2);
    }
}

/* ---- sections ---- */

static void
write_states(struct writer *w)
{
    const struct node *states = tree_find(w->root, "states");

    heading(w, 2, "The states");
    for (int32_t i = 0; i < states->count; i++) {
        const struct member *m = &states->members[i];

        begin_item(w, "states", m->key);
        buffer_text(&w->line, ": ");
        if (say_numbers(w, items_of("states"), m->value, false) == 0) {
            buffer_text(&w->line, "all numbers at their defaults");
        }
        buffer_text(&w->line, ".");
        end_item(w, told(w, m->value, "notes"));
    }
}

static void
write_source(struct writer *w, const struct member *m)
{
    const struct node *targets = tree_find(m->value, "targets");
    const char *home = tree_find_text(m->value, "home");
    const char *sponsor = tree_find_text(m->value, "sponsor");

    begin_item(w, "sources", m->key);
    say(w, ", ", tree_find_text(m->value, "kind"), "");
    say(w, ", at home in ", home == NULL ? NULL : name_of(w, "states", home), "");
    say(w, ", sponsored by ", sponsor == NULL ? NULL : name_of(w, "states", sponsor), "");
    for (int32_t i = 0; i < targets->count; i++) {
        say(w, i == 0 ? ": against " : ", ", name_of(w, "states", targets->members[i].key),
            " ");
        buffer_number(&w->line, targets->members[i].value->number);
        buffer_text(&w->line, " per year");
    }
    buffer_text(&w->line, is_true(m->value, "rates_as_observed")
                              ? ", counted in the publicly observed stream."
                              : ".");
    end_item(w, told(w, m->value, "notes"));
}

static void
write_pairs(struct writer *w)
{
    const struct node *pairs = tree_find(w->root, "pairs");

    if (pairs->count > 0) {
        heading(w, 2, "How they stand to one another");
    }
    for (int32_t i = 0; i < pairs->count; i++) {
        const struct member *m = &pairs->members[i];

        const char *second = strchr(m->key, ':') + 1;
        char first[TEXT_ID_LENGTH + 1];

        (void)snprintf(first, sizeof(first), "%.*s", (int)(second - 1 - m->key), m->key);
        buffer_printf(&w->line, "- %s and %s: ", name_of(w, "states", first),
            name_of(w, "states", second));
        if (say_numbers(w, items_of("pairs"), m->value, false) == 0) {
            buffer_text(&w->line, "all numbers at their defaults");
        }
        buffer_text(&w->line, ".");
        end_item(w, told(w, m->value, "notes"));
    }
}

static void
write_measure(struct writer *w, int32_t number, const struct member *m)
{
    const char *title = tree_find_text(m->value, "title");

    buffer_printf(&w->line, "%d. %s (%s", number, title == NULL ? m->key : title, m->key);
    say(w, "; ", tree_find_text(m->value, "family"), "");
    say(w, "; ", told(w, m->value, "references"), "");
    buffer_text(&w->line, "). ");
    say(w, "", tree_find_text(m->value, "mechanism"), " ");
    say(w, "Evidence: ", tree_find_text(m->value, "evidence"), ". ");
    say_numbers(w, &measure_record, m->value, true);
    buffer_text(&w->line, ".");
    end_paragraph(w, INDENT);
}

static void
write_agreement(struct writer *w, const struct member *m)
{
    const struct node *measures = tree_find(m->value, "measures");

    heading(w, 3, name_of(w, "agreements", m->key));
    buffer_printf(&w->line, "%s agreement, %s at the start", tree_find_text(m->value, "kind"),
        tree_find_text(m->value, "status"));
    say(w, ", signed on ", tree_find_text(m->value, "signed_on"), "");
    say(w, ", in force on ", tree_find_text(m->value, "in_force_on"), "");
    say(w, ", expires on ", tree_find_text(m->value, "expires_on"), "");
    say_ids(w, ". Parties: ", tree_find(m->value, "parties"));
    say_ids(w, " Observers: ", tree_find(m->value, "observers"));
    say(w, " Stands on: ", told(w, m->value, "reference"), ".");
    end_paragraph(w, 0);
    if (told(w, m->value, "notes") != NULL) {
        say(w, "", told(w, m->value, "notes"), "");
        end_paragraph(w, 0);
    }
    for (int32_t i = 0; i < measures->count; i++) {
        write_measure(w, i + 1, &measures->members[i]);
    }
}

static void
write_policies(struct writer *w, const struct scenario *s)
{
    heading(w, 2, "What is compared");
    for (int32_t i = 0; i < s->n_policies; i++) {
        buffer_printf(&w->line, "- %s: %s%s", s->policies[i].id, s->policies[i].title,
            i == s->baseline && s->n_policies > 1 ? " (the others are compared with it)" : "");
        end_paragraph(w, 2);
    }
}

/* ---- what is assumed ---- */

struct tally {
    struct writer *writer;
    int32_t set, data, fitted, assumed, defined;
};

static void
tally_value(
    void *self, const char *pointer, const struct field *field, const struct node *value)
{
    struct tally *t = self;

    if (value->kind != NODE_NUMBER) {
        return;
    }
    t->set += !value->preset;
    t->data += value->preset && field->evidence == EVIDENCE_DATA;
    t->fitted += value->preset && field->evidence == EVIDENCE_FITTED;
    t->assumed += value->preset && field->evidence == EVIDENCE_ASSUMED;
    t->defined += value->preset && field->evidence == EVIDENCE_DEFINITION;
    if (t->writer != NULL && strncmp(pointer, "/parameters/", 12) == 0 &&
        (value->preset ? field->evidence == EVIDENCE_ASSUMED : true)) {
        struct writer *w = t->writer;

        buffer_printf(&w->line, "- %.*s/", (int)(strrchr(pointer, '/') - pointer), pointer);
        say_number(w, field, value);
        end_paragraph(w, 2);
    }
}

static void
write_assumptions(struct writer *w)
{
    struct tally count = {0}, list = {.writer = w};

    inventory_each(&world_record, w->root, "", tally_value, &count);
    heading(w, 2, "What is assumed");
    buffer_printf(&w->line,
        "Of the numbers in force %d are set by this scenario, %d are aggregates of public "
        "data, "
        "%d were fitted to such aggregates, %d are neutral by definition, and %d are defaults "
        "without evidence: sweep them before you believe a result. Those of the model:",
        count.set, count.data, count.fitted, count.defined, count.assumed);
    end_paragraph(w, 0);
    inventory_each(&world_record, w->root, "", tally_value, &list);
}

static void
write_brief(struct writer *w, const struct scenario *s)
{
    const struct node *sources = tree_find(w->root, "sources");
    const struct node *agreements = tree_find(w->root, "agreements");

    heading(w, 1, s->title[0] == '\0' ? "A scenario without a title" : s->title);
    buffer_printf(&w->line, "From %s, ", tree_find_text(w->root, "start"));
    buffer_number(&w->line, tree_find(w->root, "horizon_days")->number);
    buffer_text(&w->line, " days. ");
    say(w, "", told(w, w->root, "notes"), "");
    end_paragraph(w, 0);
    write_states(w);
    heading(w, 2, "Where incidents come from");
    for (int32_t i = 0; i < sources->count; i++) {
        write_source(w, &sources->members[i]);
    }
    write_pairs(w);
    heading(w, 2, "What binds them");
    for (int32_t i = 0; i < agreements->count; i++) {
        write_agreement(w, &agreements->members[i]);
    }
    if (agreements->count == 0) {
        buffer_text(w->out, "No agreement.\n");
    }
    write_policies(w, s);
    write_assumptions(w);
}

enum status
brief_print(const struct scenario *s, enum sheet_format format, struct buffer *b)
{
    struct writer w = {.out = b, .root = s->root, .md = format == SHEET_MD};
    enum status st;

    if (format == SHEET_CSV || format == SHEET_JSON) {
        return inventory_print(s->root, format, b);
    }
    write_brief(&w, s);
    st = w.line.failed ? STATUS_NO_MEMORY : buffer_status(b);
    buffer_free(&w.line);
    return st;
}
