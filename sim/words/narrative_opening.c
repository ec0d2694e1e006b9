#include <math.h>
#include <string.h>

#include "words/narrative_internal.h"

#define ROWS(type, s, file) ((const type *)(s)->recorder->rows[file].at)

/* ---- the beginning ---- */

void
narrative_opening_opening(struct narrative *s, struct buffer *out)
{
    const struct world *w = s->world;
    const struct trace_rows_agreement *rows =
        ROWS(struct trace_rows_agreement, s, RECORDER_FILE_AGREEMENTS);
    char shown[TEXT_VISIBLE_BYTES];
    struct buffer line = {0};
    int32_t told = 0;

    buffer_text(&line, text_visible(shown, w->title));
    narrative_paragraph(s, &line, 0, out);
    buffer_printf(&line, "The story of one run, number %lld, under the policy “%s”.",
        (long long)s->recorder->run.rep, text_visible(shown, s->options->policy));
    narrative_paragraph(s, &line, 0, out);
    buffer_printf(&line, "From %s to %s there %s %s %s: ", NARRATIVE_DAY(s, 0),
        NARRATIVE_DAY(s, w->horizon_days), narrative_wording_plural(w->n_states, "is", "are"),
        NARRATIVE_COUNT(w->n_states), narrative_wording_plural(w->n_states, "state", "states"));
    for (int32_t k = 0; k < w->n_states && k < NARRATIVE_NAMED; k++) {
        buffer_printf(&line, "%s%s",
            k == 0                 ? ""
            : k + 1 == w->n_states ? " and "
                                   : ", ",
            narrative_wording_state(s, k));
    }
    buffer_printf(&line, "%s.", w->n_states > NARRATIVE_NAMED ? ", and others" : "");
    for (int32_t k = 0; k < w->n_agreements; k++) {
        if (rows[k].day == 0 && rows[k].status == AGREEMENT_IN_FORCE) {
            buffer_printf(&line, "%s “%s”", told++ > 0 ? "," : " In force from the first day:",
                s->agreements[rows[k].agreement]);
        }
    }
    buffer_text(&line, told > 0              ? "."
                       : w->n_agreements > 0 ? " No agreement was in force on the first day."
                                             : " Nothing had been agreed between them.");
    buffer_text(out, "\n");
    narrative_paragraph(s, &line, 0, out);
    buffer_text(out, "\n");
    buffer_text(&line, "What follows is what these assumptions imply, not what any real state "
                       "did or would do. "
                       "The narrator knows the truth; the states in the story do not.");
    narrative_paragraph(s, &line, 0, out);
    buffer_free(&line);
}

/* ---- between the states ---- */

/* Whether an agreement was suspended when that event, one of its status, came. */
static bool
was_suspended(const struct trace_rows_event *first, const struct trace_rows_event *e)
{
    for (const struct trace_rows_event *before = e; before-- > first;) {
        if (before->event == OBS_AGREEMENT && before->agreement == e->agreement) {
            return before->detail != NULL &&
                   strcmp(before->detail, world_agreement_status_names[AGREEMENT_SUSPENDED]) ==
                       0;
        }
    }
    return false;
}

static void
tell_agreement(
    struct narrative *s, const struct trace_rows_event *first, const struct trace_rows_event *e)
{
    static const char *const words[] = {"was proposed", "was signed", "was ratified",
        "entered into force", "was suspended", "ended"};

    for (int32_t k = 0; world_agreement_status_names[k] != NULL; k++) {
        if (e->detail != NULL && strcmp(world_agreement_status_names[k], e->detail) == 0) {
            narrative_say(s, e->day, "“%s” %s.", s->agreements[e->agreement],
                k == AGREEMENT_IN_FORCE && was_suspended(first, e) ? "was resumed" : words[k]);
        }
    }
}

void
narrative_opening_relations(struct narrative *s, struct buffer *out)
{
    enum { WAR = 9 };
    const struct trace_rows_event *events =
        ROWS(struct trace_rows_event, s, RECORDER_FILE_EVENTS);
    int32_t n = s->recorder->rows[RECORDER_FILE_EVENTS].count;

    for (int32_t k = 0; k < n; k++) {
        const struct trace_rows_event *e = &events[k];

        if (e->event == OBS_CRISIS && e->value == 1) {
            narrative_say(s, e->day,
                "%s entered a crisis with %s: its tension passed the threshold.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        } else if (e->event == OBS_CRISIS) {
            narrative_say(s, e->day, "%s came out of its crisis with %s.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        } else if (e->event == OBS_SETTLED) {
            narrative_say(s, e->day, "%s and %s accepted a step out of their crisis.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        } else if (e->event == OBS_RUNG && e->value == WAR) {
            narrative_say(s, e->day, "%s and %s were in armed conflict, the top of the ladder.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        } else if (e->event == OBS_AGREEMENT && e->agreement != NONE) {
            tell_agreement(s, events, e);
        } else if (e->event == OBS_MEMBER && e->agreement != NONE) {
            narrative_say(s, e->day, "%s %s “%s”.", narrative_wording_state(s, e->actor),
                e->value == 1 ? "became a party to" : "left", s->agreements[e->agreement]);
        } else if (e->event == OBS_COOPERATION && e->agreement != NONE) {
            narrative_say(s, e->day, "%s and %s %s under “%s”.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target),
                e->value == 1 ? "worked together again" : "stopped working together",
                s->agreements[e->agreement]);
        }
    }
    if (s->lines.count > 0) {
        buffer_text(out, "\nBetween the states\n\n");
    }
}

/* ---- the end ---- */

struct sums {
    int64_t incidents, by_states, unnoticed, named, named_wrong, answers, wrongful, learnt;
    int32_t highest;
    const struct narrative_node *top;
};

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
            sum->named += i->named_actor != NONE;
            sum->named_wrong += i->named_actor != NONE &&
                                (i->named_actor != i->initiator || i->class_ == CLASS_ACCIDENT);
            sum->learnt += i->named_actor != NONE && i->named_actor != i->initiator &&
                           !isnan(i->truth_day);
        }
        if (n->act != NULL && n->act->rung > sum->highest) {
            sum->highest = (int32_t)n->act->rung;
            sum->top = n;
        }
        if (n->act != NULL && n->parent != NONE) {
            sum->answers++;
            sum->wrongful += n->act->wrongful;
        }
    }
}

static void
say_pairs(struct narrative *s, struct buffer *line)
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
            " On the last day the tension was highest in %s, toward %s: "
            "%.0f %% of what makes a crisis.",
            narrative_wording_state(s, rows[worst].from),
            narrative_wording_state(s, rows[worst].to),
            100 * rows[worst].tension_final / s->world->parameters.tension.threshold);
    }
}

static void
say_sums(struct narrative *s, const struct sums *sums, struct buffer *line)
{
    buffer_printf(line, "There %s %s %s;",
        narrative_wording_plural(sums->incidents, "was", "were"),
        NARRATIVE_COUNT(sums->incidents),
        narrative_wording_plural(sums->incidents, "incident", "incidents"));
    buffer_printf(line, " states were behind %s, and %s went unnoticed.",
        sums->by_states == sums->incidents ? "all of them" : NARRATIVE_COUNT(sums->by_states),
        sums->unnoticed == 0 ? "none" : NARRATIVE_COUNT(sums->unnoticed));
    buffer_printf(line, " The victims named a state %s %s and were",
        NARRATIVE_COUNT(sums->named), narrative_wording_plural(sums->named, "time", "times"));
    if (sums->named_wrong == 0) {
        buffer_text(line, " never wrong");
    } else {
        buffer_printf(line, " wrong %s %s; %s of the errors came to light",
            NARRATIVE_COUNT(sums->named_wrong),
            narrative_wording_plural(sums->named_wrong, "time", "times"),
            sums->learnt == 0 ? "none" : NARRATIVE_COUNT(sums->learnt));
    }
    buffer_printf(line, ". They gave %s %s, %s of them to a state that had not done it.",
        NARRATIVE_COUNT(sums->answers),
        narrative_wording_plural(sums->answers, "answer", "answers"),
        sums->wrongful == 0 ? "none" : NARRATIVE_COUNT(sums->wrongful));
    if (sums->top != NULL) {
        buffer_printf(line, " The highest rung was %d, %s, reached by %s on %s.",
            (int)sums->highest, ladder_rungs[sums->highest],
            narrative_wording_state(s, sums->top->act->actor),
            NARRATIVE_DAY(s, sums->top->day));
    }
}

void
narrative_opening_end(struct narrative *s, struct buffer *out)
{
    struct sums sums = {.highest = 0};
    struct buffer line = {0};

    sum_up(s, &sums);
    buffer_text(out, "\nAt the end\n\n");
    if (sums.incidents == 0) {
        buffer_text(&line, "There were no incidents.");
    } else {
        say_sums(s, &sums, &line);
    }
    say_pairs(s, &line);
    narrative_paragraph(s, &line, 0, out);
    buffer_free(&line);
}
