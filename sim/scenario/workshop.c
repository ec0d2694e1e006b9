#include "scenario/workshop.h"

#include <string.h>

#include "base/text.h"
#include "format/decode/decode.h"
#include "format/decode/decode_unknown.h"

enum { BRIEF_WORDS_MAX = 250 };

#define ITEM(list, type, i) (&((type *)(list).items)[i])

/** State of the checks that ranges and references cannot express. */
struct checker {
    struct diag *report, *warnings;
    const struct node *root; /* root of the scenario */
    const struct node *node; /* the member `workshop` */
    const struct world *world;
    struct workshop *workshop;
};

/* ---- access ---- */

const struct workshop_step *
workshop_step_at(const struct workshop *w, int64_t at)
{
    for (int32_t i = 0; i < w->plan.count; i++) {
        if (ITEM(w->plan, const struct workshop_step, i)->at == at) {
            return ITEM(w->plan, const struct workshop_step, i);
        }
    }
    return NULL;
}

const struct workshop_seat *
workshop_seat_of(const struct workshop *w, int32_t state)
{
    for (int32_t i = 0; i < w->seats.count; i++) {
        if (ITEM(w->seats, const struct workshop_seat, i)->key.index == state) {
            return ITEM(w->seats, const struct workshop_seat, i);
        }
    }
    return NULL;
}

double
workshop_days(const struct workshop *w)
{
    double days = 0;

    for (int32_t i = 0; i < w->plan.count; i++) {
        days += ITEM(w->plan, const struct workshop_step, i)->days;
    }
    return days;
}

/* ---- messages ---- */

/* Returns the place of the member `name` of an item. If `name` is NULL or missing, returns the
   place of the item. */
static struct place
place_of(const struct checker *c, const char *map, const char *id, const char *name)
{
    const struct node *of = json_find(c->node, map);
    const struct node *item = id == NULL ? of : json_find(of, id);
    const struct node *member = name == NULL ? NULL : json_find(item, name);

    return member != NULL ? member->at : item != NULL ? item->at : c->node->at;
}

/* Makes the path /workshop/MAP/ID/NAME in `steps` and returns it. `id` and `name` may be NULL. */
static const struct path *
path_of(struct path steps[4], const char *map, const char *id, const char *name)
{
    steps[0] = (struct path){NULL, "workshop"};
    steps[1] = (struct path){&steps[0], map};
    steps[2] = (struct path){&steps[1], id};
    steps[3] = (struct path){&steps[id == NULL ? 1 : 2], name};
    return name != NULL ? &steps[3] : &steps[id == NULL ? 1 : 2];
}

#define REPORT(c, map, id, name, ...)                                                          \
    do {                                                                                       \
        struct path steps[4];                                                                  \
        diag_at((c)->report, place_of(c, map, id, name), path_of(steps, map, id, name),        \
            __VA_ARGS__);                                                                      \
    } while (0)

/* ---- checks ---- */

static int32_t
words_in(const char *text)
{
    int32_t words = 0;

    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, " \n");

        words += length > 0;
        text += length;
        text += strspn(text, " \n");
    }
    return words;
}

static void
check_seats(const struct checker *c)
{
    const struct list *seats = &c->workshop->seats;

    if (seats->count < WORKSHOP_SEATS_MIN || seats->count > WORKSHOP_SEATS_MAX) {
        REPORT(c, "seats", NULL, NULL,
            "an exercise has %d to %d seats, not %d; add or remove seats", WORKSHOP_SEATS_MIN,
            WORKSHOP_SEATS_MAX, seats->count);
    }
    for (int32_t i = 0; i < seats->count; i++) {
        const struct workshop_seat *s = ITEM(*seats, const struct workshop_seat, i);
        int32_t words = words_in(s->brief);

        if (words > BRIEF_WORDS_MAX) {
            struct path steps[4];

            diag_at(c->warnings, place_of(c, "seats", s->key.id, "brief"),
                path_of(steps, "seats", s->key.id, "brief"),
                "has %d words; a team can read at most %d words in its time; shorten it", words,
                BRIEF_WORDS_MAX);
        }
    }
}

/* Reports an error unless each of the positions 1 to n is used once. */
static void
check_places(const struct checker *c)
{
    const struct list *plan = &c->workshop->plan;

    if (plan->count == 0) {
        REPORT(c, "plan", NULL, NULL, "the plan has no step; add at least one round");
    }
    if (plan->count > WORKSHOP_STEPS_MAX) {
        REPORT(c, "plan", NULL, NULL,
            "the plan has %d steps, more than the maximum of %d; remove some", plan->count,
            WORKSHOP_STEPS_MAX);
    }
    for (int32_t i = 0; i < plan->count; i++) {
        const struct workshop_step *s = ITEM(*plan, const struct workshop_step, i);
        const struct workshop_step *first = workshop_step_at(c->workshop, s->at);

        if (s->at > plan->count) {
            REPORT(c, "plan", s->key.id, "at",
                "is %d, but the plan has only %d steps; number the steps 1 to %d", (int)s->at,
                plan->count, plan->count);
        } else if (first != s) {
            REPORT(c, "plan", s->key.id, "at",
                "is the place of step \"%s\" too; number the steps 1 to %d", first->key.id,
                plan->count);
        }
    }
}

static void
check_offers(const struct checker *c, const struct workshop_step *s)
{
    for (int32_t i = 0; i < s->offers.count; i++) {
        const struct workshop_offer *o = ITEM(s->offers, const struct workshop_offer, i);
        const struct agreement *a =
            o->key.index < 0 ? NULL : WORLD_AGREEMENT(c->world, o->key.index);

        if (a != NULL && a->status != AGREEMENT_PROPOSED) {
            REPORT(c, "plan", s->key.id, "offers",
                "\"%s\" is not on offer: its status at the start is %s; set "
                "/agreements/%s/status to \"proposed\"",
                o->key.id, world_agreement_status_names[a->status], o->key.id);
        }
        if (o->points > s->points) {
            REPORT(c, "plan", s->key.id, "offers",
                "\"%s\" costs %d points, but a seat has only %d; lower the cost, or set "
                "\"points\" of the step to at least %d",
                o->key.id, (int)o->points, (int)s->points, (int)o->points);
        }
    }
}

static void
check_step(const struct checker *c, const struct workshop_step *s)
{
    const struct workshop_stops *stops = &c->workshop->stops;
    double least = stops->answer_after_days + stops->react_after_days;

    if (s->kind == WORKSHOP_TALKS && s->offers.count == 0) {
        REPORT(c, "plan", s->key.id, "offers",
            "talks need at least one agreement on offer; add one");
    }
    if (s->kind == WORKSHOP_ROUND && s->offers.count > 0) {
        REPORT(c, "plan", s->key.id, "offers",
            "only a step of kind talks has offers; set \"kind\" to \"talks\"");
    }
    if (s->kind == WORKSHOP_ROUND && s->days <= least) {
        REPORT(c, "plan", s->key.id, "days",
            "a round of %g days ends before its stops, which take %g days; make the "
            "round longer",
            s->days, least);
    }
    check_offers(c, s);
}

static void
check_time(const struct checker *c)
{
    const struct workshop_stops *stops = &c->workshop->stops;
    double days = workshop_days(c->workshop) + stops->answer_after_days +
                  stops->react_after_days + c->workshop->window_days;

    if (days > c->world->horizon_days) {
        struct path steps[4];

        diag_at(c->report, c->node->at, path_of(steps, "plan", NULL, NULL),
            "the steps, the last stops and window_days take %g days, but a run lasts %g; set "
            "/horizon_days to "
            "at least %g",
            days, c->world->horizon_days, days);
    }
}

static struct text_names
step_ids(const struct checker *c)
{
    return field_ids(&c->workshop->plan, sizeof(struct workshop_step));
}

static int32_t
step_named(const struct checker *c, const char *id)
{
    return text_index(id, step_ids(c));
}

/* Sets the states of a prediction from its pair "a:b". */
static void
read_pair(const struct checker *c, struct workshop_prediction *p)
{
    const char *colon = p->pair == NULL ? NULL : strchr(p->pair, ':');
    char first[TEXT_ID_LENGTH + 1] = "";
    struct text_names states = field_ids(&c->world->states, sizeof(struct state));

    p->first = NONE;
    p->second = NONE;
    if (p->pair == NULL) {
        return;
    }
    if (colon != NULL && (size_t)(colon - p->pair) <= TEXT_ID_LENGTH) {
        memcpy(first, p->pair, (size_t)(colon - p->pair));
        p->first = text_index(first, states);
        p->second = text_index(colon + 1, states);
    }
    if (p->first < 0 || p->second < 0 || p->first >= p->second) {
        REPORT(c, "predictions", p->key.id, "pair",
            "write the pair as \"a:b\", with two ids of /states in alphabetical order");
    }
}

static void
check_prediction(const struct checker *c, struct workshop_prediction *p)
{
    read_pair(c, p);
    if (p->event == WORKSHOP_DAYS || p->event == WORKSHOP_SIGNED_OR_USED) {
        REPORT(c, "predictions", p->key.id, "event",
            "\"%s\" is not an event that can be predicted; use one such as \"crisis\"",
            workshop_measure_names[p->event]);
    }
    if (p->by == NULL) {
        const struct workshop_step *last =
            workshop_step_at(c->workshop, c->workshop->plan.count);

        p->by_step = last == NULL ? NONE : last->key.index;
    } else {
        p->by_step = step_named(c, p->by);
        if (p->by_step < 0) {
            char message[DECODE_UNKNOWN_BYTES];

            REPORT(c, "predictions", p->key.id, "by", "%s",
                decode_unknown_in(message, c->report, p->by, "/workshop/plan", step_ids(c)));
        }
    }
    for (int32_t i = 0; i < p->when.count; i++) {
        const char *id = ITEM(p->when, const struct workshop_moment, i)->id;

        if (id != NULL && strcmp(id, "brief") != 0 && step_named(c, id) < 0) {
            char message[DECODE_UNKNOWN_BYTES];

            REPORT(c, "predictions", p->key.id, "when", "%s; \"brief\" is valid, too",
                decode_unknown_in(message, c->report, id, "/workshop/plan", step_ids(c)));
        }
    }
}

/* Reports an inject that names an unknown goal of the workshop. */
static void
check_goals(const struct checker *c)
{
    const struct inject *injects = c->world->injects.items;
    struct text_names goals = {0};

    if (c->workshop != NULL) {
        goals = field_ids(&c->workshop->goals, sizeof(struct workshop_goal));
    }
    for (int32_t k = 0; k < c->world->injects.count; k++) {
        const char *id = injects[k].goal;
        const struct node *item = json_find(json_find(c->root, "injects"), injects[k].key.id);
        const struct node *at = json_find(item, "goal");
        struct path map = {NULL, "injects"}, inject = {&map, injects[k].key.id};
        struct path path = {&inject, "goal"};

        if (id != NULL && text_index(id, goals) < 0) {
            char message[DECODE_UNKNOWN_BYTES];

            diag_at(c->report, at == NULL ? c->root->at : at->at, &path, "%s",
                decode_unknown_in(message, c->report, id, "/workshop/goals", goals));
        }
    }
}

static void
check_workshop(const struct checker *c)
{
    struct workshop *w = c->workshop;
    double day = 0;

    check_seats(c);
    check_places(c);
    for (int32_t i = 0; i < w->plan.count; i++) {
        check_step(c, ITEM(w->plan, struct workshop_step, i));
    }
    check_time(c);
    for (int32_t i = 0; i < w->predictions.count; i++) {
        check_prediction(c, ITEM(w->predictions, struct workshop_prediction, i));
    }
    for (int64_t at = 1; at <= w->plan.count; at++) {
        struct workshop_step *s = (struct workshop_step *)(uintptr_t)workshop_step_at(w, at);

        if (s != NULL) {
            s->day = day;
            day += s->days;
        }
    }
}

enum status
workshop_read(struct arena *a, const struct workshop_document *document, struct diag *report,
    struct diag *warnings, const struct workshop **w)
{
    int32_t before = report->count;
    struct checker c = {
        report, warnings, document->root, document->node, document->world, NULL};
    struct decode_value_context context = {.arena = a, .diag = report, .root = document->root};
    struct path path = {NULL, "workshop"};
    enum status st;

    *w = NULL;
    if (document->node != NULL) {
        c.workshop = arena_alloc(a, sizeof(*c.workshop));
        if (c.workshop == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(decode_part(&context, &path, document->node, &workshop_record, c.workshop));
        check_workshop(&c);
    }
    check_goals(&c);
    *w = c.workshop;
    st = diag_status(report, before);
out:
    return st;
}
