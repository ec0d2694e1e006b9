#include "format/print.h"

#include "format/writer.h"

static void
print_node(struct writer *w, const char *key, const struct node *node)
{
    bool object = node->kind == NODE_OBJECT;

    switch (node->kind) {
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
        writer_value(w, key, tree_kind_name(node->kind));
        break;
    case NODE_NUMBER:
        writer_real(w, key, node->number);
        break;
    case NODE_TEXT:
        writer_text(w, key, node->text);
        break;
    case NODE_LIST:
    case NODE_OBJECT:
        writer_open(w, key, object ? '{' : '[');
        for (int32_t i = 0; i < node->count; i++) {
            print_node(w, node->members[i].key, node->members[i].value);
        }
        writer_close(w, object ? '}' : ']');
        break;
    }
}

void
print_tree(struct buffer *b, const struct node *node)
{
    struct writer w;

    writer_init(&w, b);
    print_node(&w, NULL, node);
    if (node->kind != NODE_OBJECT && node->kind != NODE_LIST) {
        buffer_text(b, "\n");
    }
}

void
print_short(struct buffer *b, const struct node *node)
{
    struct writer w;

    writer_init_lines(&w, b, 0);
    print_node(&w, NULL, node);
}
