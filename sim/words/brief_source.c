/* Describes the operations of a source: false flags, incident types, spillover, and other
   numbers. */
#include "words/brief_internal.h"
#include "words/sentence.h"

static void
add_false_flag(struct brief_writer *w, const struct node *source, const char *whose)
{
    const struct node *flag = json_find(source, "false_flag");
    const struct node *share = json_find(flag, "share");
    const char *blames = json_find_text(flag, "blames");

    if (share == NULL || share->number == 0) {
        return;
    }
    buffer_text(&w->line, " ");
    brief_add_value(w, share->number * 100);
    buffer_printf(&w->line, " %% of %s operations are under a false flag", whose);
    if (blames != NULL) {
        buffer_text(&w->line, " and blame ");
        brief_add_state(w, blames);
    }
    buffer_text(&w->line, ".");
}

/* Appends " Incident types: ransomware 60 %, ddos 40 %." */
static void
add_mix(struct brief_writer *w, const struct node *mix)
{
    double sum = 0;

    for (int32_t i = 0; mix != NULL && i < mix->count; i++) {
        sum += mix->members[i].value->number;
    }
    for (int32_t i = 0; sum > 0 && i < mix->count; i++) {
        buffer_printf(&w->line, "%s%s %.3g %%", i == 0 ? " Incident types: " : ", ",
            mix->members[i].key, mix->members[i].value->number / sum * 100);
    }
    buffer_text(&w->line, sum > 0 ? "." : "");
}

static void
add_spillover(struct brief_writer *w, const struct node *spillover)
{
    const struct node *probability = json_find(spillover, "probability");
    const char *to = json_find_text(spillover, "to");

    if (probability != NULL && probability->number > 0 && to != NULL) {
        buffer_text(&w->line, " An operation also reaches ");
        brief_add_state(w, to);
        buffer_text(&w->line, " with probability ");
        brief_add_value(w, probability->number);
        buffer_text(&w->line, ".");
    }
}

void
brief_add_operations(struct brief_writer *w, const struct node *source, bool alone)
{
    size_t before;

    add_false_flag(w, source, alone ? "its" : "their");
    add_mix(w, json_find(source, "mix"));
    add_spillover(w, json_find(source, "spillover"));
    buffer_text(&w->line, " ");
    before = w->line.length;
    buffer_text(
        &w->line, brief_add_numbers(w, brief_items_of("sources"), source) > 0 ? "." : "");
    sentence_capital(&w->line, before);
}
