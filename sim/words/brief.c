#include "base/units.h"
#include "words/brief_internal.h"

#include <math.h>
#include <string.h>

#include "words/value_list.h"

static void
write_policies(struct brief_writer *w, const struct scenario *s)
{
    brief_heading(w, 2, "Policies compared");
    for (int32_t i = 0; i < s->n_policies; i++) {
        const struct scenario_policy *p = &s->policies[i];
        bool named = strcmp(p->id, p->title) != 0;

        buffer_printf(&w->line, "- %s%s%s%s", p->id, named ? ": " : "", named ? p->title : "",
            i == s->baseline && s->n_policies > 1 ? " (the baseline of comparisons)" : "");
        brief_end_paragraph(w, BRIEF_INDENT);
    }
}

static void
write_brief(struct brief_writer *w, const struct world *world, bool exercise)
{
    const char *title = brief_text_of(w, w->root, "title");
    double days = json_find(w->root, "horizon_days")->number;
    bool whole = days > 2 * DAYS_PER_YEAR && fmod(days, DAYS_PER_YEAR) == 0;

    brief_heading(w, 1,
        title != NULL                           ? title
        : brief_is_true(w->root, "use_aliases") ? "A scenario under invented names"
                                                : "A scenario without a title");
    brief_add_date(w, "From ", json_find_text(w->root, "start"));
    buffer_text(&w->line, ", for ");
    brief_add_value(w, whole ? days / DAYS_PER_YEAR : days);
    buffer_text(&w->line, whole ? " years." : " days.");
    brief_add_sentence(w, brief_text_of(w, w->root, "notes"));
    brief_end_paragraph(w, 0);
    if (exercise) {
        buffer_text(&w->line,
            "An exercise: this text reveals the truth, and is for the facilitator "
            "only. `cbmsim handouts` prints the sheets of the teams.");
        brief_end_paragraph(w, 0);
    }
    brief_write_world(w, world);
    brief_write_agreements(w);
}

enum status
brief_print(const struct scenario *s, enum text_table_format format, struct buffer *b)
{
    struct brief_writer w = {.out = b, .root = s->root, .md = format == TEXT_TABLE_MD};
    enum status st;

    if (format == TEXT_TABLE_CSV || format == TEXT_TABLE_JSON) {
        return value_list_print(s->root, format, b);
    }
    write_brief(&w, s->policies[s->baseline].world, s->workshop != NULL);
    write_policies(&w, s);
    brief_write_harm(&w);
    brief_write_assumptions(&w);
    st = w.status != STATUS_OK ? w.status : w.line.failed ? STATUS_NO_MEMORY : buffer_status(b);
    buffer_free(&w.line);
    return st;
}
