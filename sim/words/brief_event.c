/* Describes incidents from a file, scripted events, and the states whose harm is counted. */
#include <string.h>

#include "model/input/world.h"
#include "words/brief_internal.h"

/* Prints "4 recorded incidents of history.csv (3 against Veldt, 1 against Marrow)." */
void
brief_write_trace(struct brief_writer *w, const struct world *world)
{
    const struct trace_incident *rows = world->trace_incidents.items;
    const struct state *states = world->states.items;
    int32_t listed = 0;

    if (world->trace.file == NULL) {
        return;
    }
    buffer_text(&w->line, "- ");
    brief_add_count(w, world->trace_incidents.count, "recorded incident", "recorded incidents");
    brief_add(w, " of ", brief_is_true(w->root, "use_aliases") ? NULL : world->trace.file, "");
    for (int32_t i = 0; i < world->states.count; i++) {
        int32_t n = 0;

        for (int32_t k = 0; k < world->trace_incidents.count; k++) {
            n += rows[k].target == i;
        }
        if (n > 0) {
            buffer_printf(&w->line, "%s%d against ", listed++ > 0 ? ", " : " (", (int)n);
            brief_add_state(w, states[i].key.id);
        }
    }
    buffer_text(&w->line, listed > 0 ? ")" : "");
    buffer_text(&w->line, world->trace.replaces_sources
                              ? "; the sources produce no incidents of their own."
                              : "; those of the sources come in addition.");
    brief_end_paragraph(w, BRIEF_INDENT);
}

/* ---- scripted events ---- */

static void
add_incident(struct brief_writer *w, const struct node *inject)
{
    const char *source = json_find_text(inject, "source");
    const char *target = json_find_text(inject, "target");
    double severity = json_find(inject, "severity")->number;

    buffer_text(&w->line, "an incident");
    brief_add(w, " of type ", json_find_text(inject, "type"), "");
    if (severity > 0) {
        buffer_text(&w->line, " of severity ");
        brief_add_value(w, severity);
    }
    if (source != NULL) {
        buffer_text(&w->line, " by ");
        brief_add_name(w, "sources", source);
    }
    if (target != NULL) {
        buffer_text(&w->line, " against ");
        brief_add_state(w, target);
    }
}

static void
add_shock(struct brief_writer *w, const struct node *inject)
{
    double size = json_find(inject, "size")->number;

    buffer_text(&w->line, "the tension that ");
    brief_add_state(w, json_find_text(inject, "actor"));
    buffer_text(&w->line, " feels toward ");
    brief_add_state(w, json_find_text(inject, "target"));
    buffer_text(&w->line, size < 0 ? " falls by " : " rises by ");
    brief_add_value(w, size < 0 ? -size : size);
}

static void
add_step(struct brief_writer *w, const struct node *inject)
{
    static const char *const steps[][2] = {{"sign", "is signed"}, {"ratify", "is ratified"},
        {"enter_into_force", "enters into force"}, {"suspend", "is suspended"},
        {"resume", "resumes"}, {"terminate", "ends"}};
    const char *step = json_find_text(inject, "step");

    buffer_printf(
        &w->line, "\"%s\" ", brief_name(w, "agreements", json_find_text(inject, "agreement")));
    for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
        buffer_text(&w->line, strcmp(steps[k][0], step) == 0 ? steps[k][1] : "");
    }
}

static void
write_inject(struct brief_writer *w, const struct node *inject)
{
    const char *kind = json_find_text(inject, "kind");

    if (brief_is_true(inject, "called")) {
        buffer_text(&w->line, "- If the facilitator calls it");
    } else {
        brief_add_date(w, "- ", json_find_text(inject, "day"));
    }
    buffer_text(&w->line, ": ");
    if (strcmp(kind, "incident") == 0) {
        add_incident(w, inject);
    } else if (strcmp(kind, "tension_shock") == 0) {
        add_shock(w, inject);
    } else if (strcmp(kind, "agreement_step") == 0) {
        add_step(w, inject);
    } else {
        buffer_text(&w->line, "the leadership changes in ");
        brief_add_state(w, json_find_text(inject, "actor"));
    }
    buffer_text(&w->line, ".");
    brief_add_sentence(w, brief_text_of(w, inject, "notes"));
    brief_end_paragraph(w, BRIEF_INDENT);
}

void
brief_write_injects(struct brief_writer *w)
{
    const struct node *injects = json_find(w->root, "injects");

    if (injects->count > 0) {
        brief_heading(w, 2, "Scripted events");
    }
    for (int32_t i = 0; i < injects->count; i++) {
        if (strcmp(json_find_text(injects->members[i].value, "kind"), "news") != 0) {
            write_inject(w, injects->members[i].value);
        }
    }
}

static void
add_list_of_states(struct brief_writer *w, const struct node *states)
{
    for (int32_t i = 0; i < states->count; i++) {
        buffer_text(&w->line, i == 0 ? "" : i + 1 < states->count ? ", " : " and ");
        brief_add_state(w, states->members[i].key);
    }
}

void
brief_write_harm(struct brief_writer *w)
{
    const struct node *outputs = json_find(w->root, "outputs");
    const struct node *states = json_find(outputs, "harm_of");
    const struct node *parties = json_find(outputs, "parties");

    buffer_text(w->out, "\n");
    if (states != NULL && states->count > 0) {
        buffer_text(&w->line, "The metric harm counts only the harm to ");
        add_list_of_states(w, states);
        buffer_text(&w->line, ". ");
    }
    if (parties != NULL && parties->count > 0) {
        buffer_text(
            &w->line, "For the metrics of harm to parties and to others, the parties are ");
        add_list_of_states(w, parties);
        buffer_text(&w->line, ". ");
    }
    buffer_text(&w->line,
        "Harm is the square of severity, summed over incidents. Severity is an ordinal scale, "
        "not a "
        "quantity: rely on the direction of an effect on harm only if harm_linear and "
        "harm_cubic "
        "have the same direction.");
    brief_end_paragraph(w, 0);
}
