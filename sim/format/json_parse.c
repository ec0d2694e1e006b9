#include "format/json_parse.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "format/json_validate.h"

/**
 * Combines cJSON's tree with the locations from json_validate(); both are in the order of the
 * document. The values of numbers come from the source text with number_read(), not from cJSON.
 */
struct parser {
    struct arena *arena;
    struct failure *failure;
    const char *file;
    const char *text;
    const struct json_validation *validation;
    int32_t next; /* index of the next location to use */
    bool duplicates;
};

static const struct json_place *
next_place(struct parser *p)
{
    BUG_UNLESS(p->next < p->validation->count);
    return &p->validation->places[p->next++];
}

static struct place
place_of(const struct parser *p, const struct json_place *at)
{
    return (struct place){p->file, at->line, at->column};
}

static double
number_at(const struct parser *p, const struct json_place *at)
{
    const char *digits = p->text + at->start;
    double x = NAN;

    BUG_UNLESS(number_read(digits, strspn(digits, "+-.0123456789eE"), &x));
    return x;
}

static void
report_duplicate(struct parser *p, const struct member *first, struct place again)
{
    char visible[TEXT_VISIBLE_BYTES];

    p->duplicates = true;
    failure_add(p->failure,
        "%s:%d:%d: duplicate key \"%s\" (first at %d:%d); remove one of the two", p->file,
        again.line, again.column, text_visible(visible, first->key), first->key_at.line,
        first->key_at.column);
}

static struct node *convert(struct parser *p, const cJSON *from);

static enum status
convert_members(struct parser *p, const cJSON *from, struct node *object)
{
    const cJSON *child;

    cJSON_ArrayForEach(child, from)
    {
        const char *key = NULL;
        struct place key_at = {0};
        const struct member *first = NULL;
        struct node *value;

        if (object->kind == NODE_OBJECT) {
            key_at = place_of(p, next_place(p));
            first = json_member(object, child->string);
            key = arena_text(p->arena, child->string, strlen(child->string));
        }
        if (first != NULL) {
            report_duplicate(p, first, key_at);
        }
        value = convert(p, child);
        if (value == NULL || (object->kind == NODE_OBJECT && key == NULL)) {
            return STATUS_NO_MEMORY;
        }
        if (first == NULL && json_add(p->arena, object, key, key_at, value) != STATUS_OK) {
            return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}

static enum node_kind
kind_of(const cJSON *from)
{
    static const struct {
        int type;
        enum node_kind kind;
    } kinds[] = {{cJSON_False, NODE_FALSE}, {cJSON_True, NODE_TRUE}, {cJSON_NULL, NODE_NULL},
        {cJSON_Number, NODE_NUMBER}, {cJSON_String, NODE_TEXT}, {cJSON_Array, NODE_LIST},
        {cJSON_Object, NODE_OBJECT}};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if ((from->type & 0xFF) == kinds[i].type) {
            return kinds[i].kind;
        }
    }
    BUG_UNLESS(false); /* a parsed document cannot have another type */
    return NODE_NULL;
}

static struct node *
convert(struct parser *p, const cJSON *from)
{
    const struct json_place *at = next_place(p);
    struct node *node = json_node(p->arena, kind_of(from), place_of(p, at));

    if (node == NULL) {
        return NULL;
    }
    if (node->kind == NODE_NUMBER) {
        node->number = number_at(p, at);
    } else if (node->kind == NODE_TEXT) {
        node->text = arena_text(p->arena, from->valuestring, strlen(from->valuestring));
        return node->text == NULL ? NULL : node;
    }
    return convert_members(p, from, node) == STATUS_OK ? node : NULL;
}

enum status
json_parse(struct arena *a, const char *file, const char *text, size_t size, struct node **tree,
    struct failure *f)
{
    struct json_validation validation;
    struct parser p = {
        .arena = a, .failure = f, .file = file, .text = text, .validation = &validation};
    const char *end = NULL;
    cJSON *parsed = NULL;
    enum status st;

    *tree = NULL;
    TRY(json_validate(&validation, file, text, size, f));
    /*
     * cJSON requires that the length includes the NUL. The text is valid, so cJSON can fail only
     * for lack of memory.
     */
    parsed = cJSON_ParseWithLengthOpts(text, size + 1, &end, 1);
    if (parsed != NULL) {
        *tree = convert(&p, parsed);
    }
    st = *tree == NULL ? STATUS_NO_MEMORY : p.duplicates ? STATUS_BAD_INPUT : STATUS_OK;
out:
    cJSON_Delete(parsed);
    json_validate_free(&validation);
    return st;
}

const char *
json_parse_library(void)
{
    return cJSON_Version();
}
