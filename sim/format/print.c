#include "format/print.h"

enum { ONE_LINE = -1 };

static void
new_line(struct buffer *b, int32_t depth)
{
    if (depth == ONE_LINE) {
        return;
    }
    buffer_text(b, "\n");
    for (int32_t i = 0; i < depth; i++) {
        buffer_text(b, "  ");
    }
}

static void print_node(struct buffer *b, const struct node *node, int32_t depth);

static void
print_members(struct buffer *b, const struct node *node, int32_t depth)
{
    bool object = node->kind == NODE_OBJECT;
    int32_t inside = depth == ONE_LINE ? ONE_LINE : depth + 1;

    buffer_text(b, object ? "{" : "[");
    for (int32_t i = 0; i < node->count; i++) {
        if (i > 0) {
            buffer_text(b, depth == ONE_LINE ? ", " : ",");
        }
        new_line(b, inside);
        if (object) {
            buffer_json(b, node->members[i].key);
            buffer_text(b, ": ");
        }
        print_node(b, node->members[i].value, inside);
    }
    if (node->count > 0) {
        new_line(b, depth);
    }
    buffer_text(b, object ? "}" : "]");
}

static void
print_node(struct buffer *b, const struct node *node, int32_t depth)
{
    switch (node->kind) {
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
        buffer_text(b, tree_kind_name(node->kind));
        break;
    case NODE_NUMBER:
        buffer_number(b, node->number);
        break;
    case NODE_TEXT:
        buffer_json(b, node->text);
        break;
    case NODE_LIST:
    case NODE_OBJECT:
        print_members(b, node, depth);
        break;
    }
}

void
print_tree(struct buffer *b, const struct node *node)
{
    print_node(b, node, 0);
    buffer_text(b, "\n");
}

void
print_short(struct buffer *b, const struct node *node)
{
    print_node(b, node, ONE_LINE);
}
