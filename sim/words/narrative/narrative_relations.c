/* Describes the events between the states: crises, agreements, and changes of their parties. */
#include <math.h>
#include <string.h>

#include "words/narrative/internal.h"

#define ROWS(type, s, file) ((const type *)(s)->recorder->rows[file].at)

/* Returns the event before `e` that changed the status of the same agreement; NULL if there is
   none. */
static const struct trace_rows_event *
change_before(const struct trace_rows_event *first, const struct trace_rows_event *e)
{
    for (const struct trace_rows_event *before = e; before-- > first;) {
        if (before->event == OBS_AGREEMENT && before->agreement == e->agreement) {
            return before;
        }
    }
    return NULL;
}

/* Whether an event suspended an agreement. */
static bool
suspends(const struct trace_rows_event *e)
{
    return e != NULL && e->detail != NULL &&
           strcmp(e->detail, world_agreement_status_names[AGREEMENT_SUSPENDED]) == 0;
}

/* Whether the agreement is a treaty, which has to be signed or ratified during the run. */
static bool
is_treaty(const struct agreement *a)
{
    return a->kind != AGREEMENT_HUB && a->status < AGREEMENT_IN_FORCE;
}

/* Returns the words for each status that an agreement changes to. They differ between a treaty,
   measures that follow from another agreement, and a body that begins to work. */
static const char *const *
status_words(const struct narrative *s, int32_t agreement)
{
    static const char *const treaty[] = {"was proposed", "was signed", "was ratified",
        "entered into force", "was suspended", "ended"};
    static const char *const open_treaty[] = {"was proposed", "was opened for signature",
        "received the last ratification that it needed", "entered into force", "was suspended",
        "ended"};
    static const char *const measures[] = {
        "was proposed", "was agreed", "was adopted", "took effect", "was suspended", "ended"};
    static const char *const body[] = {
        "was proposed", "was agreed", "was adopted", "began work", "was suspended", "ended"};
    const struct agreement *a = WORLD_AGREEMENT(s->world, agreement);

    if (!is_treaty(a)) {
        return a->kind == AGREEMENT_BILATERAL ? measures : body;
    }
    if (a->kind == AGREEMENT_MULTILATERAL) {
        return open_treaty;
    }
    return a->status == AGREEMENT_PROPOSED && isnan(a->signed_on) ? measures : treaty;
}

/* Appends " by Ardia and Borvia" for a treaty of two states. */
static void
put_signatories(const struct narrative *s, int32_t agreement, struct buffer *out)
{
    const struct agreement *a = WORLD_AGREEMENT(s->world, agreement);
    const struct party *parties = a->parties.items;

    if (is_treaty(a) && a->kind == AGREEMENT_BILATERAL && a->parties.count == 2) {
        buffer_printf(out, " by %s and %s", narrative_wording_state(s, parties[0].key.index),
            narrative_wording_state(s, parties[1].key.index));
    }
}

/* Whether a party suspended the agreement with an act on that day; the chapter of the act reports
   it. */
static bool
is_suspended_by_act(const struct narrative *s, const struct trace_rows_event *e)
{
    bool by_act = false;

    for (int32_t k = 0; k < s->cascade.n_nodes && !by_act; k++) {
        const struct trace_rows_act *act = s->cascade.nodes[k].act;

        by_act = act != NULL && act->agreement == e->agreement && act->day == e->day;
    }
    return by_act;
}

/* Appends ", because of the crisis between Ardia and Borvia" if a crisis can suspend the agreement,
   and there is a crisis between two of its parties. */
static void
put_crisis(const struct narrative *s, const struct trace_rows_event *e, struct buffer *out)
{
    const struct agreement *row = WORLD_AGREEMENT(s->world, e->agreement);
    const struct party *parties = row->parties.items;

    if (!(row->suspension.hazard_per_day > 0) || is_suspended_by_act(s, e)) {
        return;
    }
    for (int32_t a = 0; a < row->parties.count; a++) {
        for (int32_t b = a + 1; b < row->parties.count; b++) {
            int32_t x = parties[a].key.index, y = parties[b].key.index;

            if (narrative_crisis_lasts(s, x, y, e->day)) {
                buffer_printf(out, ", because of the crisis between %s and %s",
                    narrative_wording_state(s, x), narrative_wording_state(s, y));
                return;
            }
        }
    }
}

static void
add_agreement(
    struct narrative *s, const struct trace_rows_event *first, const struct trace_rows_event *e)
{
    int32_t k = text_index(e->detail, text_list(world_agreement_status_names));
    const struct trace_rows_event *before = change_before(first, e);
    const char *title = s->agreements[e->agreement];

    if (k == AGREEMENT_IN_FORCE && suspends(before)) {
        narrative_add(s, e->day, "“%s” was resumed after %s.", title,
            NARRATIVE_BETWEEN(s, before->day, e->day));
    } else if (k >= 0) {
        struct buffer by = {0};

        if (k == AGREEMENT_SIGNED || k == AGREEMENT_RATIFIED) {
            put_signatories(s, e->agreement, &by);
        } else if (k == AGREEMENT_SUSPENDED) {
            put_crisis(s, e, &by);
        }
        narrative_add(s, e->day, "“%s” %s%s.", title, status_words(s, e->agreement)[k],
            by.length > 0 ? buffer_string(&by) : "");
        s->no_memory = s->no_memory || by.failed;
        buffer_free(&by);
    }
}

/* Adds the agreements that are suspended at the end of the run. */
static void
add_suspended(struct narrative *s, const struct trace_rows_event *events, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        bool last = suspends(&events[k]) && events[k].event == OBS_AGREEMENT;

        for (int32_t j = k + 1; j < n && last; j++) {
            last =
                events[j].event != OBS_AGREEMENT || events[j].agreement != events[k].agreement;
        }
        if (last && events[k].agreement != NONE) {
            narrative_add(s, s->world->horizon_days,
                "At the end of the run, “%s” was still suspended.",
                s->agreements[events[k].agreement]);
        }
    }
}

/* Adds the shocks of tension from outside the model. Shocks in both directions of a dyad on one day
   are reported as one crisis. The notes of a shock may contain names. They are therefore left out
   if the world uses invented names. */
static void
add_shocks(struct narrative *s)
{
    const struct inject *rows = s->world->injects.items;

    for (int32_t k = 0; k < s->world->injects.count; k++) {
        const struct inject *row = &rows[k];
        bool told = row->kind != INJECT_TENSION || row->size <= 0 ||
                    !(row->day >= 0 && row->day <= s->world->horizon_days);
        const char *notes = s->world->use_aliases ? NULL : row->notes;
        char shown[TEXT_VISIBLE_BYTES];

        for (int32_t j = 0; j < k && !told; j++) {
            told = rows[j].kind == INJECT_TENSION && rows[j].size > 0 &&
                   rows[j].day == row->day &&
                   ((rows[j].actor == row->actor && rows[j].target == row->target) ||
                       (rows[j].actor == row->target && rows[j].target == row->actor));
        }
        if (!told) {
            narrative_add(s, row->day,
                "A political crisis (an assumption of the scenario) began between %s and "
                "%s%s%s",
                narrative_wording_state(s, row->actor), narrative_wording_state(s, row->target),
                notes == NULL || notes[0] == '\0' ? "." : ". Note of the scenario: ",
                notes == NULL || notes[0] == '\0' ? "" : text_visible(shown, notes));
            if (!narrative_crisis_lasts(s, row->actor, row->target, row->day)) {
                narrative_add(s, row->day,
                    "The tension between the two did not pass the level of a crisis.");
            }
        }
    }
}

void
narrative_relations_add(struct narrative *s)
{
    enum { WAR = 9 };
    const struct trace_rows_event *events =
        ROWS(struct trace_rows_event, s, RECORDER_FILE_EVENTS);
    int32_t n = s->recorder->rows[RECORDER_FILE_EVENTS].count;

    add_shocks(s);
    for (int32_t k = 0; k < n; k++) {
        const struct trace_rows_event *e = &events[k];

        if (e->event == OBS_CRISIS || e->event == OBS_SETTLED || e->event == OBS_OFFER) {
            narrative_crisis_add(s, events, n, k);
        } else if (e->event == OBS_RUNG && e->value == WAR) {
            narrative_add(s, e->day,
                "%s and %s were in armed conflict, the highest rung of the ladder.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        } else if (e->event == OBS_AGREEMENT && e->agreement != NONE) {
            add_agreement(s, events, e);
        } else if (e->event == OBS_MEMBER && e->agreement != NONE) {
            narrative_add(s, e->day, "%s %s “%s”.", narrative_wording_state(s, e->actor),
                e->value == 1 ? "joined" : "withdrew from", s->agreements[e->agreement]);
        } else if (e->event == OBS_COOPERATION && e->agreement != NONE) {
            narrative_add(s, e->day, "%s and %s %s under “%s”.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target),
                e->value == 1 ? "resumed cooperation" : "stopped cooperating",
                s->agreements[e->agreement]);
        }
    }
    add_suspended(s, events, n);
}
