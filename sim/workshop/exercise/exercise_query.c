/* Queries about the matters on the tables, the submissions, and what a seat knows. */
#include <stdlib.h>
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "workshop/exercise/exercise_internal.h"

const struct plan_stop *
exercise_stop(const struct exercise *x)
{
    return &x->plan.stops[x->now.stop];
}

const struct record_line *
exercise_standing(const struct exercise *x, int64_t i)
{
    BUG_UNLESS(i >= 0 && i < x->now.n_standing);
    return &x->records[x->now.standing[i]];
}

int32_t
exercise_team_of(const struct exercise_now *now, int32_t state)
{
    for (int32_t k = 0; k < now->n_seats; k++) {
        if (now->seats[k].state == state && now->seats[k].team) {
            return k;
        }
    }
    return NONE;
}

int64_t
exercise_began(const struct exercise *x, int32_t back)
{
    int64_t i = x->now.n_standing - 1;

    while (i >= 0 && (exercise_standing(x, i)->kind != RECORD_go || back-- > 0)) {
        i--;
    }
    return i;
}

bool
exercise_stands(const struct exercise *x, int64_t i)
{
    int64_t low = 0, high = x->now.n_standing; /* records in effect are in ascending order */

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (x->now.standing[middle] < i) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < x->now.n_standing && x->now.standing[low] == i;
}

const struct workshop_step *
exercise_step(const struct exercise *x, int32_t stop)
{
    return workshop_step_at(x->workshop, x->plan.stops[stop].step);
}

/* ---- ids ---- */

int32_t
exercise_state(const struct exercise *x, const char *id)
{
    return id == NULL ? NONE
                      : text_index(id, field_ids(&x->world->states, sizeof(struct state)));
}

int32_t
exercise_response(const struct exercise *x, const char *id)
{
    return text_index(id, field_ids(&x->world->responses, sizeof(struct response)));
}

int32_t
exercise_agreement(const struct exercise *x, const char *id)
{
    return text_index(id, field_ids(&x->world->agreements, sizeof(struct agreement)));
}

int32_t
exercise_seat_index(const struct exercise *x, const char *id, struct failure *f)
{
    struct text_names ids = field_ids(&x->workshop->seats, sizeof(struct workshop_seat));
    int32_t seat = text_index(id, ids);

    if (seat < 0 && f != NULL) {
        char message[DECODE_UNKNOWN_BYTES];

        failure_add(f, "%s", decode_unknown_name(message, "seat", id, ids));
    }
    return seat;
}

const char *
exercise_seat_id(const struct exercise *x, int32_t seat)
{
    return ((const struct workshop_seat *)x->workshop->seats.items)[seat].key.id;
}

static int32_t
seat_of_state(const struct exercise_now *now, int32_t state)
{
    for (int32_t k = 0; k < now->n_seats; k++) {
        if (now->seats[k].state == state) {
            return k;
        }
    }
    return -1;
}

/* ---- matters ---- */

bool
exercise_is_settling(enum plan_kind kind)
{
    return kind == PLAN_DECIDE || kind == PLAN_ANSWER || kind == PLAN_REACT ||
           kind == PLAN_MATTER;
}

/* Whether a matter on a table of the run is settled at stops of that kind. */
static bool
takes(enum plan_kind stop, const struct run *r, const struct tabled *matter)
{
    switch (stop) {
    case PLAN_DECIDE:
    case PLAN_MATTER:
        return true;
    case PLAN_ANSWER:
        return matter->kind != TABLED_DECISION && matter->kind != TABLED_ORDER;
    case PLAN_REACT: /* for a seat whose question was answered, or that held consultations */
        return matter->kind == TABLED_ORDER ||
               (matter->kind == TABLED_DECISION &&
                   ARRAY_AT(struct incident, &r->incidents.items, matter->incident)
                           ->n_decisions > 0);
    case PLAN_LOBBY:
    case PLAN_BRIEF:
    case PLAN_TALKS:
    case PLAN_REVIEW:
    case PLAN_KINDS:
        break;
    }
    return false;
}

int32_t
exercise_takes_of(
    enum plan_kind stop, const struct run *r, int32_t state, struct tabled out[TABLED_MAX])
{
    int32_t n = run_tabled(r, state, out), kept = 0;

    for (int32_t k = 0; k < n; k++) {
        if (takes(stop, r, &out[k])) {
            out[kept++] = out[k];
        }
    }
    return kept;
}

int32_t
exercise_matters_in(const struct exercise *x, const struct exercise_now *now, int32_t seat,
    struct tabled out[TABLED_MAX])
{
    return exercise_takes_of(x->plan.stops[now->stop].kind, &now->run,
        seat < 0 ? NONE : now->seats[seat].state, out);
}

int32_t
exercise_matters(const struct exercise *x, int32_t seat, struct tabled out[TABLED_MAX])
{
    return exercise_matters_in(x, &x->now, seat, out);
}

/* ---- submissions ---- */

/* Returns the seat that submits a record at a stop, and sets *matter to the matter of the
   record. */
static const char *
submitter(const struct record_line *r, int64_t *matter)
{
    *matter = r->kind == RECORD_settle   ? r->settle.matter
              : r->kind == RECORD_answer ? r->answer.matter
                                         : 0;
    return r->kind == RECORD_settle   ? r->settle.seat
           : r->kind == RECORD_answer ? r->answer.seat
           : r->kind == RECORD_act    ? r->act.seat
           : r->kind == RECORD_offer  ? r->offer.seat
                                      : NULL;
}

int64_t
exercise_submitted_in(const struct exercise *x, const struct exercise_now *now,
    enum record_kind kind, int32_t seat, int64_t matter)
{
    const char *id = exercise_seat_id(x, seat);

    for (int64_t i = now->n_standing - 1; i >= 0; i--) {
        const struct record_line *r = &x->records[now->standing[i]];
        int64_t about;

        if (r->kind == RECORD_go) {
            break;
        }
        if (r->kind == kind && strcmp(submitter(r, &about), id) == 0 &&
            (matter == 0 || about == matter)) {
            return now->standing[i];
        }
    }
    return -1;
}

const struct record_line *
exercise_submitted(
    const struct exercise *x, enum record_kind kind, int32_t seat, int64_t matter)
{
    int64_t i = exercise_submitted_in(x, &x->now, kind, seat, matter);

    return i < 0 ? NULL : &x->records[i];
}

int32_t
exercise_unsettled(const struct exercise *x)
{
    struct tabled matters[TABLED_MAX];
    int32_t n = x->now.open ? exercise_matters(x, -1, matters) : 0, unsettled = 0;

    for (int32_t k = 0; k < n; k++) {
        int32_t seat = seat_of_state(&x->now, matters[k].state);

        unsettled += seat >= 0 && x->now.seats[seat].team &&
                     exercise_submitted(x, RECORD_settle, seat, matters[k].number) == NULL &&
                     exercise_submitted(x, RECORD_answer, seat, matters[k].number) == NULL;
    }
    return unsettled;
}

bool
exercise_exports_texts(const struct exercise *x)
{
    for (int64_t i = x->n_records - 1; i >= 0; i--) {
        if (x->records[i].kind == RECORD_texts) {
            return x->records[i].texts.exported;
        }
    }
    return true;
}

/* ---- knowledge ---- */

static void
note_both(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct exercise_tap *tap = self;

    seen_note(tap->seen, w, r, o);
    tap->watcher->note(tap->watcher->self, w, r, o);
}

struct trace_sink
exercise_sink(const struct exercise *x, struct exercise_now *now, struct exercise_tap *tap)
{
    *tap = (struct exercise_tap){&now->seen, x->watcher};
    return x->watcher == NULL ? seen_sink(&now->seen) : (struct trace_sink){tap, note_both};
}

enum status
exercise_view(const struct exercise *x, int32_t seat, struct view *view)
{
    return view_of(&x->now.run, x->world, &x->now.seen, x->now.seats[seat].state, view);
}

enum status
exercise_reach(const struct exercise *x, const struct record_line *r, double *reach)
{
    int32_t seat = exercise_seat_index(x, r->say.seat, NULL);
    int32_t to = exercise_state(x, r->say.to);
    struct view *view = malloc(sizeof(*view));
    enum status st = view == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    *reach = to == NONE ? 1 : 0; /* a declaration to the press reaches all seats */
    TRY(st);
    TRY(exercise_view(x, seat, view));
    for (int32_t k = 0; k < view->n_dyads; k++) {
        for (int32_t c = 0; view->dyad[k].other == to && c < CHANNEL_KINDS; c++) {
            const struct key *key = field_row(&world_channel_rows, sizeof(struct channel), c);

            if (view->dyad[k].channel[c].present && strcmp(key->id, r->say.channel) == 0) {
                *reach = view->dyad[k].channel[c].reach;
            }
        }
    }
out:
    free(view);
    return st;
}

/* ---- the policy ---- */

enum status
exercise_find_policy(struct exercise *x, const struct exercise_setup *setup, struct failure *f)
{
    const struct scenario *s = setup->scenario;
    char shown[TEXT_VISIBLE_BYTES];
    int32_t k = setup->policy == NULL
                    ? s->baseline
                    : text_index(setup->policy, TEXT_NAMES(s->policies, id, s->n_policies));

    if (k < 0 || k >= s->n_policies) {
        return failure_of(STATUS_BAD_INPUT, f, "the scenario has no policy \"%s\"",
            text_visible(shown, setup->policy == NULL ? "" : setup->policy));
    }
    x->policy = s->policies[k].id;
    x->world = s->policies[k].world;
    return STATUS_OK;
}
