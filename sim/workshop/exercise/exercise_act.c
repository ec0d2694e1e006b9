/* Executes the initiatives of seats, and the injects that the facilitator calls. */
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "workshop/exercise/exercise_internal.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, f, __VA_ARGS__)

enum status
exercise_initiative(const struct exercise *x, const struct exercise_now *now, int32_t seat,
    const struct record_act *r, struct initiative *out, struct failure *f)
{
    char shown[TEXT_VISIBLE_BYTES], message[DECODE_UNKNOWN_BYTES];
    int32_t kind = text_index(r->initiative, text_list(initiative_names));

    *out = (struct initiative){kind, NONE, NONE, NONE};
    if (kind < 0) {
        return REFUSE(
            "\"%s\" is not an initiative; use ping, suspend, consult, ask, offer, warn or none",
            text_visible(shown, r->initiative));
    }
    if (r->agreement != NULL) {
        out->agreement = exercise_agreement(x, r->agreement);
        if (out->agreement < 0) {
            return REFUSE(
                "%s", decode_unknown_name(message, "agreement", r->agreement,
                          field_ids(&x->world->agreements, sizeof(struct agreement))));
        }
    }
    if (r->with != NULL) {
        out->with = exercise_state(x, r->with);
        if (out->with == NONE) {
            return REFUSE("%s", decode_unknown_name(message, "state", r->with,
                                    field_ids(&x->world->states, sizeof(struct state))));
        }
    }
    if (r->incident >= 0) {
        out->about =
            seen_index(&now->seen, &now->run, now->seats[seat].state, (int32_t)r->incident);
        if (out->about == NONE) {
            return REFUSE("%s knows of no open incident %lld; show %s lists those it knows",
                r->seat, (long long)r->incident, r->seat);
        }
    }
    return STATUS_OK;
}

enum status
exercise_initiatives(const struct exercise *x, const struct exercise_now *now, struct run *run,
    const struct trace_sink *sink)
{
    struct initiative initiative;
    enum status st = STATUS_OK;

    for (int32_t seat = 0; seat < now->n_seats; seat++) {
        int64_t i = exercise_submitted_in(x, now, RECORD_act, seat, 0);

        if (i < 0 || !now->seats[seat].team ||
            strcmp(x->records[i].act.initiative, EXERCISE_NO_INITIATIVE) == 0) {
            continue;
        }
        st = exercise_initiative(x, now, seat, &x->records[i].act, &initiative, NULL);
        if (st == STATUS_OK) {
            st = run_act(run, x->world, now->seats[seat].state, &initiative, NULL, sink);
        }
        /* An initiative that a decision at this stop has made impossible is left out. */
        TRY(st == STATUS_BAD_INPUT ? STATUS_OK : st);
    }
out:
    return st;
}

enum status
exercise_act(const struct exercise *x, struct exercise_now *now)
{
    struct exercise_tap tap;
    struct trace_sink sink = exercise_sink(x, now, &tap);

    return exercise_initiatives(x, now, &now->run, &sink);
}

enum status
exercise_take(const struct exercise *x, struct exercise_now *now, const struct record_take *r)
{
    struct exercise_tap tap;
    struct trace_sink sink = exercise_sink(x, now, &tap);
    int32_t state = now->seats[exercise_seat_index(x, r->seat, NULL)].state, number;
    int32_t incident = seen_index(&now->seen, &now->run, state, (int32_t)r->incident);

    return incident == NONE
               ? STATUS_BAD_INPUT
               : run_take_up(&now->run, x->world, state, incident, &number, NULL, &sink);
}

enum status
exercise_call(const struct exercise *x, struct exercise_now *now, const char *id)
{
    int32_t inject = text_index(id, field_ids(&x->world->injects, sizeof(struct inject)));

    return run_call(&now->run, x->world, inject, now->run.kernel.now);
}
