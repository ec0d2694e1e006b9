#include "format/pointer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Appends a token in escaped form, cut to the space that is left. Returns the new length. */
static size_t
print_token(char *out, size_t used, size_t size, const char *key)
{
    char visible[TEXT_VISIBLE_BYTES];

    used += (size_t)snprintf(out + used, size - used, "/");
    text_visible(visible, key);
    for (const char *at = visible; *at != '\0' && used + 3 < size; at++) {
        if (*at == '~' || *at == '/') {
            out[used++] = '~';
            out[used++] = *at == '~' ? '0' : '1';
        } else {
            out[used++] = *at;
        }
    }
    out[used] = '\0';
    return used;
}

const char *
pointer_print(char out[POINTER_BYTES], const struct path *path)
{
    const struct path *steps[POINTER_DEPTH];
    int32_t count = 0;
    size_t used = 0;

    for (; path != NULL && count < POINTER_DEPTH; path = path->parent) {
        if (path->key != NULL) {
            steps[count++] = path;
        }
    }
    out[0] = '\0';
    while (count > 0 && used + 8 < POINTER_BYTES) {
        used = print_token(out, used, POINTER_BYTES, steps[--count]->key);
    }
    return out;
}

const char *
pointer_text(char out[POINTER_BYTES], const struct pointer *p, int32_t steps)
{
    struct path path[POINTER_DEPTH];

    for (int32_t i = 0; i < steps; i++) {
        path[i] = (struct path){i == 0 ? NULL : &path[i - 1], p->tokens[i]};
    }
    return pointer_print(out, steps == 0 ? NULL : &path[steps - 1]);
}

static bool
is_every(const char *token)
{
    return strcmp(token, "*") == 0;
}

int32_t
pointer_every(const struct pointer *p, int32_t from)
{
    for (int32_t i = from; i < p->count; i++) {
        if (is_every(p->tokens[i])) {
            return i;
        }
    }
    return -1;
}

/* Decodes ~0 and ~1 in place. Returns false if another character follows a tilde. */
static bool
unescape(char *token)
{
    char *to = token;

    for (const char *from = token; *from != '\0'; from++) {
        if (*from == '~') {
            from++;
            if (*from != '0' && *from != '1') {
                return false;
            }
            *to++ = *from == '0' ? '~' : '/';
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return true;
}

const char *
pointer_read(struct arena *a, const char *text, struct pointer *p)
{
    memset(p, 0, sizeof(*p));
    if (text[0] != '\0' && text[0] != '/') {
        return "a pointer begins with '/'";
    }
    while (*text == '/') {
        size_t length = strcspn(++text, "/");
        char *token = arena_text(a, text, length);

        if (token == NULL) {
            return "out of memory";
        }
        if (p->count == POINTER_DEPTH) {
            return "the pointer has too many steps (maximum 64)";
        }
        if (!unescape(token)) {
            return "'~' in a pointer is written ~0, '/' is written ~1";
        }
        p->tokens[p->count++] = token;
        text += length;
    }
    return NULL;
}

static struct node *
child(const struct node *node, const char *token)
{
    char *end;
    unsigned long i;

    if (node->kind != NODE_LIST) {
        return json_find(node, token);
    }
    if (token[0] < '0' || token[0] > '9' || (token[0] == '0' && token[1] != '\0')) {
        return NULL;
    }
    i = strtoul(token, &end, 10);
    return *end != '\0' || i >= (unsigned long)node->count ? NULL : node->members[i].value;
}

struct node *
pointer_reach(struct node *root, const struct pointer *p, int32_t *steps)
{
    for (*steps = 0; *steps < p->count; ++*steps) {
        struct node *next = child(root, p->tokens[*steps]);

        if (next == NULL) {
            break;
        }
        root = next;
    }
    return root;
}

struct node *
pointer_find(struct node *root, const struct pointer *p)
{
    int32_t steps;
    struct node *node = pointer_reach(root, p, &steps);

    return steps == p->count ? node : NULL;
}

bool
pointer_overlaps(const struct pointer *a, const struct pointer *b)
{
    for (int32_t i = 0; i < a->count && i < b->count; i++) {
        if (!is_every(a->tokens[i]) && !is_every(b->tokens[i]) &&
            strcmp(a->tokens[i], b->tokens[i]) != 0) {
            return false;
        }
    }
    return true;
}
