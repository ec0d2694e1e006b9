#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/input/world.h"
#include "words/brief_internal.h"
#include "words/sentence.h"

enum { WIDTH = 92 };

void
brief_end_paragraph(struct brief_writer *w, int32_t indent)
{
    buffer_paragraph(w->out, buffer_string(&w->line), 0, indent, WIDTH);
    buffer_clear(&w->line);
}

void
brief_heading(struct brief_writer *w, int32_t level, const char *text)
{
    static const char *const marks[] = {"", "# ", "## ", "### "};
    size_t length = strlen(text);
    bool apart = w->out->length < 2 || memcmp(w->out->at + w->out->length - 2, "\n\n", 2) == 0;

    size_t begin;

    buffer_printf(w->out, "%s%s", apart ? "" : "\n", w->md ? marks[level] : "");
    begin = w->out->length;
    buffer_printf(w->out, "%s\n", text);
    sentence_capital(w->out, begin);
    for (size_t i = 0; !w->md && level < 3 && i < length; i++) {
        buffer_text(w->out, level == 1 ? "=" : "-");
    }
    buffer_text(w->out, !w->md && level < 3 ? "\n" : "");
    buffer_text(w->out, w->md ? "\n" : "");
}

void
brief_add(struct brief_writer *w, const char *before, const char *text, const char *after)
{
    if (text != NULL && text[0] != '\0') {
        buffer_printf(&w->line, "%s%s%s", before, text, after);
    }
}

void
brief_add_sentence(struct brief_writer *w, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);

    if (length > 0) {
        brief_add(w, " ", text, strchr(".?!", text[length - 1]) == NULL ? "." : "");
    }
}

void
brief_add_count(struct brief_writer *w, int32_t n, const char *one, const char *more)
{
    buffer_printf(&w->line, "%d %s", (int)n, n == 1 ? one : more);
}

/* Whether a unit is left out, because a reader does not need it. */
static bool
is_silent(const char *unit)
{
    static const char *const silent[] = {"", "1", "share", "probability", "capacity", "tension",
        "count", "logit", "log", "utility"};

    return text_index(unit, TEXT_WORDS(silent)) >= 0;
}

/* Whether two texts are equal if "_" counts as a space. */
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

/* Words for members whose names are not clear without the documentation. */
static const struct {
    const char *member, *words;
} labels[] = {
    {"control", "control of the sponsor"},
    {"campaign_size_mean", "each is followed on average by"},
    {"bundle_lag_days", "mean delay of further operations"},
    {"tension_elasticity", "effect of tension on the rate"},
    {"direction_kappa", "shape of the division between the two directions"},
    {"frailty_k", "shape of the activity"},
    {"last_contact_days_ago", "time since the last contact"},
    {"answer_calm", "probability of an answer at low tension"},
    {"answer_tense", "probability of an answer at high tension"},
    {"tension_baseline", "usual tension"},
    {"tension_start", "tension at the start"},
    {"trust_good", "good experience with each other"},
    {"trust_bad", "bad experience with each other"},
    {"legal_refusal", "probability of a refusal for legal reasons"},
    {"skip_tension", "tension at which half of the rounds are skipped"},
    {"interval_days", "every"},
    {"first_days", "first round after at least"},
    {"programme_share", "weight in the programme"},
    {"hazard_per_year", "rate of signing"},
    {"tension_weight", "effect of tension on the rate of signing"},
    {"threat_weight", "effect of tension with other states on the rate of signing"},
    {"consultation_weight", "effect of each round of consultations on the rate of signing"},
    {"hazard_ceiling_per_year", "maximum rate of signing"},
    {"ratification_days", "time to ratification"},
    {"into_force_days", "time from ratification to entry into force"},
    {"signing_probability", "probability that a round of consultations leads to signature"},
};

/* Appends the name of a member in words: without "_", and without the unit at the end of the name,
   because the unit follows the value. */
static void
add_words(struct brief_writer *w, const char *name, const char *unit)
{
    size_t length = strlen(name), tail = strlen(unit);
    int32_t label = text_index(name, TEXT_NAMES(labels, member, FIELD_COUNT_OF(labels)));

    if (label >= 0) {
        buffer_text(&w->line, labels[label].words);
        return;
    }
    if (!is_silent(unit) && length > tail + 1 && name[length - tail - 1] == '_' &&
        is_same_word(name + length - tail, unit)) {
        length -= tail + 1;
    }
    for (size_t i = 0; i < length; i++) {
        buffer_printf(&w->line, "%c", name[i] == '_' ? ' ' : name[i]);
    }
}

void
brief_add_value(struct brief_writer *w, double value)
{
    buffer_printf(&w->line, "%.6g", value);
}

void
brief_add_number(struct brief_writer *w, const struct field *field, double value)
{
    const char *unit = field->unit == NULL ? "" : field->unit;
    bool money = strcmp(unit, "US$1m") == 0;

    bool silent = is_silent(unit) || strcmp(unit, field->name) == 0;
    size_t length = strlen(unit);

    add_words(w, field->name, money ? "musd" : unit);
    buffer_text(&w->line, money ? " US$" : " ");
    brief_add_value(w, value);
    brief_add(w, " ", money ? "million" : silent ? NULL : unit, "");
    if (!money && !silent && value == 1 && length > 1 && unit[length - 1] == 's') {
        w->line.length--; /* removes the s of "days": "1 day" */
    }
}

int32_t
brief_add_numbers(
    struct brief_writer *w, const struct record *record, const struct node *object)
{
    int32_t listed = 0;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct node *value = json_find(object, record->fields[i].name);

        if (value != NULL && value->kind == NODE_NUMBER && !value->is_default) {
            buffer_text(&w->line, listed++ > 0 ? "; " : "");
            brief_add_number(w, &record->fields[i], value->number);
        }
    }
    return listed;
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
brief_text_of(const struct brief_writer *w, const struct node *object, const char *key)
{
    const struct node *asked = json_find(w->root, "use_aliases");
    const struct node *text = json_find(object, key);
    bool visible =
        text != NULL && text->kind == NODE_TEXT &&
        (!brief_is_true(w->root, "use_aliases") || strcmp(asked->at.file, text->at.file) == 0);

    return visible && text->text[0] != '\0' ? text->text : NULL;
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
        alias = brief_text_of(w, thing, key);
        return alias == NULL ? "An agreement" : alias;
    }
    return alias != NULL                        ? alias
           : json_find_text(thing, key) != NULL ? json_find_text(thing, key)
                                                : id;
}

void
brief_add_state(struct brief_writer *w, const char *id)
{
    const char *name = brief_name(w, "states", id);

    buffer_text(&w->line, strcmp(name, id) != 0 && sentence_needs_article(name) ? "the " : "");
    buffer_text(&w->line, name);
}

void
brief_add_date(struct brief_writer *w, const char *before, const char *date)
{
    const char *start = json_find_text(w->root, "start");
    char day[TEXT_DAY_BYTES];
    int64_t days, first;

    if (date == NULL) {
        return;
    }
    if (!text_date(date, &days)) {
        brief_add(w, before, date, "");
    } else if (brief_is_true(w->root, "use_aliases") && text_date(start, &first)) {
        brief_add(w, before, text_day_counted(day, days, first), "");
    } else {
        brief_add(w, before, text_day(day, days), "");
    }
}

/* Whether a reader can guess the id from the name: the id is the name in small letters. */
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
brief_add_name(struct brief_writer *w, const char *map, const char *id)
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
