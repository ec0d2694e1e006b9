#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/input/world.h"
#include "words/brief_internal.h"

enum { WIDTH = 92 };

void
brief_end_paragraph(struct brief_writer *w, int32_t indent)
{
    buffer_paragraph(w->out, w->line.at == NULL ? "" : w->line.at, 0, indent, WIDTH);
    buffer_clear(&w->line);
}

void
brief_heading(struct brief_writer *w, int32_t level, const char *text)
{
    static const char *const marks[] = {"", "# ", "## ", "### "};
    size_t length = strlen(text);

    bool apart = w->out->length < 2 || memcmp(w->out->at + w->out->length - 2, "\n\n", 2) == 0;

    buffer_printf(w->out, "%s%s%s\n", apart ? "" : "\n", w->md ? marks[level] : "", text);
    for (size_t i = 0; !w->md && level < 3 && i < length; i++) {
        buffer_text(w->out, level == 1 ? "=" : "-");
    }
    buffer_text(w->out, !w->md && level < 3 ? "\n" : "");
    buffer_text(w->out, w->md ? "\n" : "");
}

void
brief_say(struct brief_writer *w, const char *before, const char *text, const char *after)
{
    if (text != NULL && text[0] != '\0') {
        buffer_printf(&w->line, "%s%s%s", before, text, after);
    }
}

void
brief_say_sentence(struct brief_writer *w, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);

    if (length > 0) {
        brief_say(w, " ", text, strchr(".?!", text[length - 1]) == NULL ? "." : "");
    }
}

void
brief_say_count(struct brief_writer *w, int32_t n, const char *one, const char *more)
{
    buffer_printf(&w->line, "%d %s", (int)n, n == 1 ? one : more);
}

/* Units that say nothing to people: a share is a share. */
static bool
is_silent(const char *unit)
{
    static const char *const silent[] = {
        "", "1", "share", "probability", "capacity", "tension", "count", "logit", "utility"};

    for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++) {
        if (strcmp(unit, silent[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Letters, spaces and "_" being the same. */
static bool
is_same_word(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if ((*a == '_' ? ' ' : *a) != (*b == '_' ? ' ' : *b)) {
            return false;
        }
    }
    return *a == *b;
}

/* A member's name as words: no "_", and no unit at its end if that is said anyway. */
static void
say_words(struct brief_writer *w, const char *name, const char *unit)
{
    size_t length = strlen(name), tail = strlen(unit);

    if (!is_silent(unit) && length > tail + 1 && name[length - tail - 1] == '_' &&
        is_same_word(name + length - tail, unit)) {
        length -= tail + 1;
    }
    for (size_t i = 0; i < length; i++) {
        buffer_printf(&w->line, "%c", name[i] == '_' ? ' ' : name[i]);
    }
}

void
brief_say_value(struct brief_writer *w, double value)
{
    buffer_printf(&w->line, "%.6g", value);
}

void
brief_say_number(struct brief_writer *w, const struct field *field, double value)
{
    const char *unit = field->unit == NULL ? "" : field->unit;
    bool money = strcmp(unit, "US$1m") == 0;

    say_words(w, field->name, money ? "musd" : unit);
    buffer_text(&w->line, money ? " US$" : " ");
    brief_say_value(w, value);
    brief_say(w, " ",
        money                                               ? "million"
        : is_silent(unit) || strcmp(unit, field->name) == 0 ? NULL
                                                            : unit,
        "");
}

int32_t
brief_say_numbers(
    struct brief_writer *w, const struct record *record, const struct node *object)
{
    int32_t said = 0;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct node *value = json_find(object, record->fields[i].name);

        if (value != NULL && value->kind == NODE_NUMBER && !value->is_default) {
            buffer_text(&w->line, said++ > 0 ? "; " : "");
            brief_say_number(w, &record->fields[i], value->number);
        }
    }
    return said;
}

const struct record *
brief_items_of(const char *map)
{
    const struct field *field = field_find(&world_record, map);

    BUG_UNLESS(field != NULL);
    return field->record;
}

bool
brief_is_true(const struct node *object, const char *key)
{
    const struct node *value = json_find(object, key);

    return value != NULL && value->kind == NODE_TRUE;
}

const char *
brief_told(const struct brief_writer *w, const struct node *object, const char *key)
{
    const struct node *asked = json_find(w->root, "use_aliases");
    const struct node *text = json_find(object, key);
    bool told =
        text != NULL && text->kind == NODE_TEXT &&
        (!brief_is_true(w->root, "use_aliases") || strcmp(asked->at.file, text->at.file) == 0);

    return told && text->text[0] != '\0' ? text->text : NULL;
}

const char *
brief_name(const struct brief_writer *w, const char *map, const char *id)
{
    const struct node *thing = json_find(json_find(w->root, map), id);
    const char *alias = json_find_text(json_find(w->root, "aliases"), id);
    const char *key = strcmp(map, "agreements") == 0 ? "title" : "name";

    if (!brief_is_true(w->root, "use_aliases")) {
        const char *name = json_find_text(thing, key);

        return name == NULL ? id : name;
    }
    if (alias == NULL && strcmp(map, "agreements") == 0) {
        alias = brief_told(w, thing, key);
        return alias == NULL ? "An agreement" : alias;
    }
    return alias != NULL                        ? alias
           : json_find_text(thing, key) != NULL ? json_find_text(thing, key)
                                                : id;
}

static bool
is_guessed(const char *name, const char *id)
{
    for (; *name != '\0' && *id != '\0'; name++, id++) {
        if (tolower((unsigned char)*name) != *id && !(*name == ' ' && *id == '_')) {
            return false;
        }
    }
    return *name == *id;
}

void
brief_say_name(struct brief_writer *w, const char *map, const char *id)
{
    const char *name = brief_name(w, map, id);

    buffer_text(&w->line, name);
    if (!brief_is_true(w->root, "use_aliases") && !is_guessed(name, id)) {
        buffer_printf(&w->line, " (%s)", id);
    }
}

bool
brief_is_as_another(const char *notes)
{
    return strncmp(notes, "As ", 3) == 0 && strlen(notes) < 60;
}
