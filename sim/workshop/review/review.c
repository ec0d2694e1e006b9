#include "workshop/review/review.h"

#include "model/incident/belief.h"
#include "workshop/exercise/family.h"
#include "workshop/exercise/seat_page.h"

const char *const review_honesty_names[] = {"neither", "true", "lie", NULL};
const char *const review_event_names[REVIEW_EVENTS + 1] = {"crisis", "wrong_hit", "high", NULL};

/* ---- queries ---- */

const struct exercise_settled *
review_settled(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct exercise_settled, &r->exercise->now.settled, k);
}

static struct review_matter *
matter_at(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_matter, &r->matters, k);
}

bool
review_is_about(const struct review *r, int32_t k, int32_t matter)
{
    const struct exercise_settled *s = review_settled(r, k);
    const struct review_matter *m = matter_at(r, matter);

    return s->kind == TABLED_DECISION && s->seat == m->seat && s->incident_id == m->incident_id;
}

const char *
review_actor_id(const struct review *r, int32_t actor)
{
    return actor == SUSPECT_NON_STATE  ? "non_state"
           : actor == SUSPECT_ACCIDENT ? "accident"
           : actor < 0                 ? NULL
                                       : WORLD_STATE(r->exercise->world, actor)->key.id;
}

const char *
review_family(const struct review *r, const struct exercise_settled *s)
{
    const struct exercise *x = r->exercise;
    const struct record_line *line = s->record < 0 ? NULL : &x->records[s->record];
    const struct response *covert;
    int32_t family;

    if (s->kind != TABLED_DECISION || s->by == SETTLED_BY_NOBODY) {
        return NULL;
    }
    if (s->by == SETTLED_BY_TEAM && line != NULL && line->kind == RECORD_settle) {
        return line->settle.family;
    }
    covert = WORLD_RESPONSE(x->world, s->settlement.covert);
    family = strcmp(covert->key.id, "none") == 0
                 ? whatif_family_of(WORLD_RESPONSE(x->world, s->settlement.overt))
                 : whatif_family_of(covert);
    return family < 0 ? NULL : family_names[family];
}

enum review_honesty
review_honesty_of(int32_t reply, int32_t from, int32_t truth)
{
    switch (reply) {
    case REPLY_DENIAL:
        return from == truth ? REVIEW_LIE : REVIEW_TRUE;
    case REPLY_ADMISSION:
        return from == truth ? REVIEW_TRUE : REVIEW_LIE;
    case REPLY_EXPLANATION:
        return truth == SUSPECT_ACCIDENT ? REVIEW_TRUE : REVIEW_LIE;
    default:
        return REVIEW_NEITHER;
    }
}

/* Returns the reply of the model (enum reply) for the settlement of a question. */
static int32_t
reply_of(int32_t settlement)
{
    return settlement == SETTLEMENT_DENIAL        ? REPLY_DENIAL
           : settlement == SETTLEMENT_HELP        ? REPLY_HELP
           : settlement == SETTLEMENT_EXPLANATION ? REPLY_EXPLANATION
           : settlement == SETTLEMENT_ADMISSION   ? REPLY_ADMISSION
                                                  : REPLY_NONE;
}

enum review_honesty
review_answer_honesty(const struct exercise *x, const struct exercise_settled *s)
{
    return s->kind == TABLED_QUESTION && s->by != SETTLED_BY_NOBODY
               ? review_honesty_of(
                     reply_of(s->settlement.reply), x->now.seats[s->seat].state, s->initiator)
               : REVIEW_NEITHER;
}

const struct review_belief *
review_leaning(const struct review *r, int32_t matter, int32_t stop)
{
    const struct review_belief *top = NULL;

    for (int32_t k = 0; k < r->beliefs.count; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, k);

        if (b->matter == matter && b->stop == stop &&
            (top == NULL || b->posterior > top->posterior)) {
            top = b;
        }
    }
    return top;
}

/* ---- matters ---- */

static int32_t
find_matter(const struct review *r, const struct exercise_settled *s)
{
    for (int32_t k = 0; k < r->matters.count; k++) {
        if (matter_at(r, k)->seat == s->seat &&
            matter_at(r, k)->incident_id == s->incident_id) {
            return k;
        }
    }
    return -1;
}

static enum status
add_matters(struct review *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        if (s->kind != TABLED_DECISION || find_matter(r, s) >= 0) {
            continue;
        }
        TRY(array_reserve(&r->matters, 1));
        *matter_at(r, array_add(&r->matters)) = (struct review_matter){.seat = s->seat,
            .incident_id = s->incident_id,
            .day = s->day,
            .truth = s->initiator,
            .blamed = NONE,
            .type = NONE,
            .reply_from = NONE,
            .truth_day = NAN};
    }
out:
    return st;
}

/* Stores whether the seat received a demand in this matter, whether it met the demand, and the day
   on which it learned the truth. */
static void
set_learned(const struct review *r, struct review_matter *m)
{
    const struct exercise_now *now = &r->exercise->now;
    int32_t state = now->seats[m->seat].state, n;
    int32_t number = seen_number(&now->seen, state, m->incident_id);
    const struct seen_item *items = seen_items(&now->seen, state, &n);

    for (int32_t k = 0; k < n; k++) {
        if (items[k].number != number) {
            continue;
        }
        m->demanded = m->demanded || items[k].kind == SEEN_DEMAND;
        m->conceded = m->conceded || items[k].kind == SEEN_CONCESSION;
        m->truth_day = items[k].kind == SEEN_TRUTH ? items[k].day : m->truth_day;
    }
}

/* ---- stops ---- */

static enum status
add_beliefs(
    struct review *r, const struct exercise *then, int32_t matter, const struct incident *i)
{
    const struct belief *b;
    enum status st;

    if (i->named == SUSPECT_ACCIDENT && i->confidence == 1) {
        /* an incident that was recognised as an accident at once has no attribution; the page of
           the seat shows the accident, too */
        TRY(array_reserve(&r->beliefs, 1));
        *ARRAY_AT(struct review_belief, &r->beliefs, array_add(&r->beliefs)) =
            (struct review_belief){matter, then->now.stop, SUSPECT_ACCIDENT, 1,
                belief_truth(then->world, i) == SUSPECT_ACCIDENT};
        return STATUS_OK;
    }
    if (i->belief == NONE) {
        return STATUS_OK;
    }
    b = ARRAY_AT(struct belief, &then->now.run.beliefs.items, i->belief);
    TRY(array_reserve(&r->beliefs, b->n));
    for (int32_t k = 0; k < b->n; k++) {
        *ARRAY_AT(struct review_belief, &r->beliefs, array_add(&r->beliefs)) =
            (struct review_belief){matter, then->now.stop, b->suspect[k], b->p[k],
                b->suspect[k] == belief_truth(then->world, i)};
    }
out:
    return st;
}

static const struct incident *
find_incident(const struct exercise *then, const struct review_matter *m)
{
    const struct array *items = &then->now.run.incidents.items;

    for (int32_t k = 0; k < items->count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, items, k);

        if (i->n_pending > 0 && i->id == m->incident_id &&
            i->target == then->now.seats[m->seat].state) {
            return i;
        }
    }
    return NULL;
}

/* Stores the truth, and the beliefs about the matters at the end of a stop. */
static enum status
note_matters(struct review *r, const struct exercise *then)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->matters.count; k++) {
        struct review_matter *m = matter_at(r, k);
        const struct incident *i = find_incident(then, m);

        if (i == NULL) {
            continue;
        }
        m->act = i->trigger_kind == TRIGGER_ACT;
        m->blamed = i->blamed;
        m->type = m->act ? NONE : i->type;
        m->reply = i->reply;
        m->reply_from = i->reply == REPLY_NONE ? NONE : i->reply_from;
        TRY(add_beliefs(r, then, k, i));
    }
out:
    return st;
}

/* Stores the answers (settlements other than decisions) of one stop. `before` has the meaning of
   struct exercise_settled. */
static enum status
note_answers(struct review *r, const struct exercise *then, int64_t before)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);
        struct review_answer a = {k, s->asker, review_answer_honesty(then, s)};

        if (s->before != before || s->kind == TABLED_DECISION) {
            continue;
        }
        TRY(array_reserve(&r->answers, 1));
        *ARRAY_AT(struct review_answer, &r->answers, array_add(&r->answers)) = a;
    }
out:
    return st;
}

static enum status
note_stops(struct review *r, struct failure *f)
{
    const struct exercise *x = r->exercise;
    struct exercise then = {0};
    enum status st = STATUS_OK;

    for (int64_t k = 1; k < x->now.n_standing; k++) {
        int64_t before = x->now.standing[k - 1];

        if (exercise_standing(x, k)->kind == RECORD_close) {
            TRY(exercise_at(x, before + 1, &then, f));
            TRY(note_matters(r, &then));
            TRY(note_answers(r, &then, before));
            exercise_free(&then);
        }
    }
out:
    exercise_free(&then);
    return st;
}

enum status
review_open(struct review *r, const struct exercise *x, int64_t n, struct failure *f)
{
    enum status st;

    *r = (struct review){.exercise = x, .n = n};
    array_init(&r->matters, sizeof(struct review_matter));
    array_init(&r->beliefs, sizeof(struct review_belief));
    array_init(&r->answers, sizeof(struct review_answer));
    array_init(&r->predictions, sizeof(struct review_prediction));
    array_init(&r->screened, sizeof(struct review_screened));
    array_init(&r->turns, sizeof(struct review_turn));
    array_init(&r->parts, sizeof(struct review_part));
    array_init(&r->cells, sizeof(struct review_cell));
    recorder_init(&r->trace, RECORDER_EVENTS);
    if (!x->now.review) {
        return failure_of(STATUS_BAD_INPUT, f,
            "the review of this exercise is not open, because its page reveals the truth; "
            "continue with cbmsim workshop to the last stop and type review");
    }
    TRY(seat_names(x, &r->arena, &r->names));
    TRY(add_matters(r));
    TRY(note_stops(r, f));
    for (int32_t k = 0; k < r->matters.count; k++) {
        set_learned(r, matter_at(r, k));
    }
    TRY(review_trace(r, f));
out:
    return st;
}

enum status
review_read(struct review *r, const struct exercise *x, int64_t n, struct failure *f)
{
    enum status st;

    TRY(review_open(r, x, n, f));
    TRY(review_turning(r, f));
    TRY(review_turning_parts(r, f));
    TRY(review_decide(r, f));
    TRY(review_use(r, f));
    TRY(review_predict(r, f));
out:
    return st;
}

void
review_free(struct review *r)
{
    for (int32_t k = 0; k < r->n_decisions; k++) {
        whatif_free(&r->decisions[k].whatif);
    }
    array_free(&r->matters);
    array_free(&r->beliefs);
    array_free(&r->answers);
    array_free(&r->predictions);
    for (int32_t k = 0; k < r->screened.count; k++) {
        whatif_free(&ARRAY_AT(struct review_screened, &r->screened, k)->whatif);
    }
    array_free(&r->screened);
    array_free(&r->turns);
    array_free(&r->parts);
    array_free(&r->cells);
    recorder_free(&r->trace);
    arena_free(&r->arena);
    *r = (struct review){0};
}
