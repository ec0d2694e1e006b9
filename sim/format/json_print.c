#include "format/json_print.h"

#include "format/json_writer.h"

static void
print_node(struct json_writer *w, const char *key, const struct node *node)
{
    bool object = node->kind == NODE_OBJECT;

    switch (node->kind) {
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
        json_writer_value(w, key, json_kind_name(node->kind));
        break;
    case NODE_NUMBER:
        json_writer_real(w, key, node->number);
        break;
    case NODE_TEXT:
        json_writer_text(w, key, node->text);
        break;
    case NODE_LIST:
    case NODE_OBJECT:
        json_writer_open(w, key, object ? '{' : '[');
        for (int32_t i = 0; i < node->count; i++) {
            print_node(w, node->members[i].key, node->members[i].value);
        }
        json_writer_close(w, object ? '}' : ']');
        break;
    }
}

void
json_print(struct buffer *b, const struct node *node)
{
    struct json_writer w;

    json_writer_init(&w, b);
    print_node(&w, NULL, node);
    if (node->kind != NODE_OBJECT && node->kind != NODE_LIST) {
        buffer_text(b, "\n");
    }
}

void
json_print_short(struct buffer *b, const struct node *node)
{
    struct json_writer w;

    json_writer_init_lines(&w, b, 0);
    print_node(&w, NULL, node);
}
