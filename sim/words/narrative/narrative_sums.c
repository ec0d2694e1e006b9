/* Prints the totals of a run, at the end of its story. */
#include <math.h>

#include "words/narrative/internal.h"

#define ROWS(type, s, file) ((const type *)(s)->recorder->rows[file].at)

struct sums {
    int64_t incidents, by_states, unnoticed, named, misattributed, answers, misdirected, learnt;
    int32_t highest;
    const struct narrative_node *top;
};

/* Whether the victim was wrong in holding this state responsible. */
static bool
is_wrong(const struct trace_rows_incident *i, int32_t named)
{
    return named != NONE && (named != i->initiator || i->class_ == CLASS_ACCIDENT);
}

/* Whether the victim knew at last that it had been wrong: the truth became known, or its last
   conclusion is right. */
static bool
knows_better(const struct trace_rows_incident *i)
{
    bool accident = i->class_ == CLASS_ACCIDENT;

    return !isnan(i->corrected_day) || !isnan(i->truth_day) ||
           (i->named_actor != NONE && !is_wrong(i, i->named_actor)) ||
           (i->named == NAMED_ACCIDENT && accident) ||
           (i->named == NAMED_NON_STATE && i->initiator == NONE && !accident);
}

/* Counts the states that the victim of an incident held responsible, one after the other. A
   conclusion counts also if a later one replaced it. */
static void
count_named(const struct narrative *s, const struct trace_rows_incident *i, struct sums *sum)
{
    int32_t first, n = narrative_cascade_events(&s->cascade, i->incident_id, &first);
    int32_t held = NONE;

    for (int32_t k = first; k <= first + n; k++) {
        /* after the events, the last conclusion, which the row of the incident reports */
        const struct trace_rows_event *e = k < first + n ? s->cascade.events[k] : NULL;
        int32_t named = e == NULL ? i->named_actor : e->event == OBS_NAMED ? e->target : held;

        if (named != NONE && named != held) {
            sum->named++;
            sum->misattributed += is_wrong(i, named);
            sum->learnt += is_wrong(i, named) && knows_better(i);
        }
        held = named;
    }
}

static void
sum_up(const struct narrative *s, struct sums *sum)
{
    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        const struct narrative_node *n = &s->cascade.nodes[k];
        const struct trace_rows_incident *i = n->incident;

        if (i != NULL) {
            sum->incidents++;
            sum->by_states += i->initiator != NONE && i->class_ != CLASS_ACCIDENT;
            sum->unnoticed += isnan(i->detected_day);
            count_named(s, i, sum);
        }
        if (n->act != NULL && n->act->rung > sum->highest) {
            sum->highest = (int32_t)n->act->rung;
            sum->top = n;
        }
        if (n->act != NULL && n->parent != NONE && (i == NULL || i->counter_operation)) {
            sum->answers++; /* the spread of an operation is no response */
            sum->misdirected += n->act->wrongful;
        }
    }
}

static void
put_pairs(struct narrative *s, struct buffer *line)
{
    const struct trace_rows_pair *rows = ROWS(struct trace_rows_pair, s, RECORDER_FILE_PAIRS);
    int32_t n = s->recorder->rows[RECORDER_FILE_PAIRS].count, worst = NONE;

    for (int32_t k = 0; k < n; k++) {
        if (worst == NONE || rows[k].tension_final > rows[worst].tension_final) {
            worst = k;
        }
    }
    if (worst != NONE) {
        buffer_printf(line,
            " At the end, %s had the highest tension, toward %s: %.0f per cent of the level at "
            "which a crisis begins.",
            narrative_wording_state(s, rows[worst].from),
            narrative_wording_state(s, rows[worst].to),
            100 * rows[worst].tension_final / s->world->parameters.tension.threshold);
    }
}

/* Appends "once", "twice", "three times", and so on. */
static void
put_times(struct buffer *line, int64_t n)
{
    if (n == 1 || n == 2) {
        buffer_text(line, n == 1 ? "once" : "twice");
    } else {
        buffer_printf(line, "%s times", NARRATIVE_COUNT(n));
    }
}

static void
put_incidents(const struct sums *sums, struct buffer *line)
{
    if (sums->incidents == 1) {
        buffer_printf(line, "There was one incident. %s responsible for it, and it was %s.",
            sums->by_states == 1 ? "A state was" : "No state was",
            sums->unnoticed == 0 ? "noticed" : "never noticed");
        return;
    }
    buffer_printf(line,
        "There were %s incidents. States were responsible for %s of them; %s %s",
        NARRATIVE_COUNT(sums->incidents),
        sums->by_states == sums->incidents ? "all"
        : sums->by_states == 0             ? "none"
                                           : NARRATIVE_COUNT(sums->by_states),
        sums->unnoticed == 0 ? "all" : NARRATIVE_COUNT(sums->unnoticed),
        sums->unnoticed == 0   ? "were noticed."
        : sums->unnoticed == 1 ? "was never noticed."
                               : "were never noticed.");
}

static void
put_attribution(const struct sums *sums, struct buffer *line)
{
    if (sums->named == 0) {
        buffer_text(line, " The victims never held a state responsible.");
        return;
    }
    buffer_text(line, " The victims held a state responsible ");
    put_times(line, sums->named);
    if (sums->misattributed == 0) {
        buffer_printf(line, " and %s right.",
            sums->named == 1   ? "were"
            : sums->named == 2 ? "were both times"
                               : "were always");
    } else if (sums->named == 1) {
        buffer_printf(line, " and were wrong; %s.",
            sums->learnt > 0 ? "they learnt the truth later" : "they never learnt the truth");
    } else {
        buffer_text(line, " and were wrong ");
        put_times(line, sums->misattributed);
        if (sums->misattributed == 1) {
            buffer_text(line, sums->learnt > 0 ? "; the victim discovered it later."
                                               : "; the victim never discovered it.");
        } else {
            buffer_printf(line, "; they discovered %s of these errors later.",
                sums->learnt == 0                     ? "none"
                : sums->learnt == sums->misattributed ? "all"
                                                      : NARRATIVE_COUNT(sums->learnt));
        }
    }
}

static void
put_responses(const struct sums *sums, struct buffer *line)
{
    if (sums->answers == 0) {
        buffer_text(line, " There was no response.");
    } else if (sums->answers == 1) {
        buffer_printf(line, " There was one response; it was directed at a state that was %s.",
            sums->misdirected > 0 ? "not responsible" : "responsible");
    } else {
        buffer_printf(line, " There were %s responses; ", NARRATIVE_COUNT(sums->answers));
        if (sums->misdirected == 0) {
            buffer_text(line, "all were directed at the responsible state.");
            return;
        }
        buffer_printf(line, "%s of them %s directed at a state that was not responsible.",
            NARRATIVE_COUNT(sums->misdirected), sums->misdirected == 1 ? "was" : "were");
    }
}

static void
put_sums(struct narrative *s, const struct sums *sums, struct buffer *line)
{
    put_incidents(sums, line);
    put_attribution(sums, line);
    put_responses(sums, line);
    if (sums->top != NULL) {
        buffer_printf(line,
            " The highest rung was %d (%s), first reached by %s against %s on %s.",
            (int)sums->highest, ladder_rungs[sums->highest],
            narrative_wording_state(s, sums->top->act->actor),
            narrative_wording_state(s, sums->top->act->target),
            NARRATIVE_DAY(s, sums->top->day));
    }
}

void
narrative_sums_write(struct narrative *s, struct buffer *out)
{
    struct sums sums = {.highest = 0};
    struct buffer line = {0};

    sum_up(s, &sums);
    buffer_text(&line, "At the end");
    narrative_page_heading(s, &line, out);
    if (sums.incidents == 0) {
        buffer_text(&line, "There were no incidents.");
    } else {
        put_sums(s, &sums, &line);
    }
    put_pairs(s, &line);
    narrative_page_paragraph(s, &line, out);
    buffer_free(&line);
}
