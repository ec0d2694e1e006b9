#include <math.h>
#include <string.h>

#include "words/narrative/internal.h"
#include "words/sentence.h"

#define ROWS(type, s, file) ((const type *)(s)->recorder->rows[file].at)

void
narrative_opening_title(struct narrative *s, struct buffer *out)
{
    char shown[TEXT_VISIBLE_BYTES];
    struct buffer line = {0};

    buffer_text(&line, text_visible(shown, s->world->title));
    narrative_page_title(s, &line, out);
    buffer_printf(&line, "The story of run %lld under the policy “%s”.",
        (long long)s->recorder->run.rep, text_visible(shown, s->options->policy));
    narrative_page_title(s, &line, out);
    buffer_free(&line);
}

/* Returns the number of incidents and acts of a state, plus the incidents against it. */
static int32_t
part_of(const struct narrative *s, int32_t state)
{
    int32_t n = 0;

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        const struct trace_rows_incident *i = s->cascade.nodes[k].incident;

        n += i != NULL ? (i->initiator == state) + (i->target == state)
                       : s->cascade.nodes[k].act->actor == state;
    }
    return n;
}

/* Appends the names of all states or, if there are many, of those with the largest part in the
   story. They keep their order. */
static void
put_states(const struct narrative *s, struct buffer *line)
{
    int32_t n = s->world->n_states, shown = 0;

    for (int32_t k = 0; k < n; k++) {
        int32_t part = n > NARRATIVE_NAMED ? part_of(s, k) : 0, larger = 0;

        for (int32_t j = 0; j < n && n > NARRATIVE_NAMED; j++) {
            int32_t other = part_of(s, j);

            larger += other > part || (other == part && j < k);
        }
        if (larger < NARRATIVE_NAMED) {
            buffer_printf(line, "%s%s",
                shown == 0       ? ""
                : shown + 1 == n ? " and "
                                 : ", ",
                narrative_wording_state(s, k));
            shown++;
        }
    }
    buffer_printf(line, "%s.", n > NARRATIVE_NAMED ? ", and others" : "");
}

/* Returns the number of parties of an agreement on the first day, and one of them (NONE: there is
   none). States that join later do not count. */
static int32_t
first_parties(const struct narrative *s, int32_t agreement, int32_t *one)
{
    const struct trace_rows_event *events =
        ROWS(struct trace_rows_event, s, RECORDER_FILE_EVENTS);
    const struct list *parties = &WORLD_AGREEMENT(s->world, agreement)->parties;
    int32_t n = 0;

    *one = NONE;
    for (int32_t k = 0; k < parties->count; k++) {
        const struct party *party = &((const struct party *)parties->items)[k];
        bool known = false, present = !(party->accession_days > 0) && !(party->joined > 0);

        for (int32_t j = 0; j < s->recorder->rows[RECORDER_FILE_EVENTS].count && !known; j++) {
            known = events[j].event == OBS_MEMBER && events[j].agreement == agreement &&
                    events[j].actor == party->key.index;
            present = known ? events[j].value == 0 || events[j].day == 0 : present;
        }
        n += present;
        *one = present ? party->key.index : *one;
    }
    return n;
}

/* Lists the agreements that are in force on the first day. `shared`: only those with at least two
   parties on that day; otherwise only those with fewer. Returns their number. */
static int32_t
put_agreements(const struct narrative *s, bool shared, const char *words, struct buffer *line)
{
    const struct trace_rows_agreement *rows =
        ROWS(struct trace_rows_agreement, s, RECORDER_FILE_AGREEMENTS);
    int32_t listed = 0, first;

    for (int32_t k = 0; k < s->world->n_agreements; k++) {
        if (rows[k].day == 0 && rows[k].status == AGREEMENT_IN_FORCE &&
            (first_parties(s, rows[k].agreement, &first) >= 2) == shared) {
            buffer_printf(
                line, "%s “%s”", listed++ > 0 ? "," : words, s->agreements[rows[k].agreement]);
            if (!shared && first != NONE) {
                buffer_printf(line, " (%s took part from the beginning)",
                    narrative_wording_state(s, first));
            }
        }
    }
    buffer_text(line, listed > 0 ? "." : "");
    return listed;
}

/* Appends the first sentence after "LEFT OUT: " in the notes of the scenario. Returns false if
   there is none. Notes may contain names. They are therefore left out if the world uses invented
   names. */
static bool
put_left_out(struct narrative *s, struct buffer *line)
{
    static const char mark[] = "LEFT OUT: ";
    const char *notes = s->world->use_aliases ? NULL : s->world->notes;
    const char *at = notes == NULL ? NULL : strstr(notes, mark);
    const char *end = at == NULL ? NULL : strstr(at, ". ");
    struct buffer word = {0};
    char shown[TEXT_VISIBLE_BYTES];

    if (at == NULL) {
        return false;
    }
    buffer_text(line, "The scenario leaves out");
    end = end == NULL ? at + strlen(at) : end + 1;
    for (at += strlen(mark); at < end;
         at += strspn(at, " ")) { /* word by word, because text_visible() cuts off long texts */
        size_t length = strcspn(at, " ");

        length = length > (size_t)(end - at) ? (size_t)(end - at) : length;
        buffer_clear(&word);
        buffer_add(&word, at, length);
        buffer_printf(line, " %s", text_visible(shown, buffer_string(&word)));
        at += length;
    }
    s->no_memory = s->no_memory || word.failed;
    buffer_free(&word);
    return true;
}

/* Whether a state took a legal step, or decided to take one. */
static bool
has_legal_step(const struct narrative *s)
{
    bool found = false;

    for (int32_t k = 0; k < s->cascade.n_nodes && !found; k++) {
        const struct trace_rows_act *act = s->cascade.nodes[k].act;

        found = act != NULL && act->response != NONE &&
                strcmp(WORLD_RESPONSE(s->world, act->response)->key.id, "legal_step") == 0;
    }
    return found;
}

/* Explains how to read the story. */
static void
put_terms(const struct narrative *s, struct buffer *line)
{
    buffer_printf(line,
        "%sA rung is a level of the escalation ladder, from 0 (%s) to %d (%s); in quiet times "
        "a state comes down again. An act is called an escalation if it raises the rung of its "
        "state toward the other one or starts a crisis. An act that is milder, in rung or "
        "severity, than what it responds to is never called so. An escalation is inadvertent "
        "if "
        "it is based on a false belief. A response is an act that a state does in its own name "
        "(also a private protest), or a counter-operation. A counter-operation also counts as "
        "an incident, as does an operation that spread.%s%s",
        s->options->by_date ? ""
                            : "Each chapter describes one incident and everything that follows "
                              "from it. The tree at the end of a chapter shows which act "
                              "responds to which; the number in brackets is the id of an "
                              "incident or act (`--incident ID` tells the story of one). ",
        ladder_rungs[0], RUNGS - 1, ladder_rungs[RUNGS - 1],
        s->cascade.n_crises > 0
            ? " A crisis is a condition of the relations and needs no act: while it lasts, a "
              "state "
              "decides faster and on less evidence, and is readier to respond; both may offer "
              "a settlement, which ends it."
            : "",
        has_legal_step(s) ? " Legal or diplomatic steps are indictments, expulsions of "
                            "diplomats and the like."
                          : "");
}

void
narrative_opening_write(struct narrative *s, struct buffer *out)
{
    const struct world *w = s->world;
    struct buffer line = {0};
    int32_t listed;

    narrative_opening_title(s, out);
    buffer_printf(&line, "%s %s, %s to %s: ", NARRATIVE_COUNT(w->n_states),
        narrative_wording_plural(w->n_states, "state", "states"), NARRATIVE_DAY(s, 0),
        NARRATIVE_DAY(s, w->horizon_days));
    sentence_capital(&line, 0);
    put_states(s, &line);
    listed = put_agreements(s, true, " In effect from the first day:", &line);
    listed += put_agreements(s, false, " Open for participation from the first day:", &line);
    buffer_text(&line, listed > 0            ? ""
                       : w->n_agreements > 0 ? " No agreement is in effect on the first day."
                                             : " The states have no agreement.");
    narrative_page_paragraph(s, &line, out);
    if (put_left_out(s, &line)) {
        narrative_page_paragraph(s, &line, out);
    }
    buffer_text(&line,
        "This story shows what the assumptions of the scenario imply. It does not "
        "describe what a real state did or would do. "
        "It states the truth about each incident; the states know only what they have "
        "learned.");
    narrative_page_paragraph(s, &line, out);
    put_terms(s, &line);
    narrative_page_paragraph(s, &line, out);
    buffer_free(&line);
}
