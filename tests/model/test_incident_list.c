/* Tests lists of incidents: a visit is complete and in ascending order after any sequence of
   additions and removals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/state/incident_list.h"
#include "worlds.h"

enum { INCIDENTS = 300, STATES = 5, STEPS = 4000 };

/** A run with INCIDENTS incidents that are in no list, and the numbers of those in a list. */
struct lists {
    struct run run;
    struct world world;
    struct sim_context s;
    bool in[INCIDENTS];
};

static void
open_lists(struct lists *l)
{
    memset(l, 0, sizeof(*l));
    l->world.n_states = STATES;
    array_init(&l->run.states, sizeof(struct state_now));
    array_init(&l->run.incidents.items, sizeof(struct incident));
    array_init(&l->run.incidents.unused, sizeof(int32_t));
    assert_int_equal(array_reserve(&l->run.states, STATES), STATUS_OK);
    assert_int_equal(array_reserve(&l->run.incidents.items, INCIDENTS), STATUS_OK);
    for (int k = 0; k < STATES; k++) {
        (void)array_add(&l->run.states);
    }
    l->s = (struct sim_context){.run = &l->run, .world = &l->world};
    for (int32_t k = 0; k < INCIDENTS; k++) {
        int32_t index = sim_acquire(&l->run.incidents);

        SIM_INCIDENT(&l->s, index)->n_pending = 1;
        SIM_INCIDENT(&l->s, index)->belief = NONE;
        SIM_INCIDENT(&l->s, index)->target = index * 7 % STATES;
    }
}

static void
close_lists(struct lists *l)
{
    array_free(&l->run.states);
    array_free(&l->run.incidents.items);
    array_free(&l->run.incidents.unused);
}

/* Adds an incident, or removes it if it is in its list. */
static void
toggle(struct lists *l, int32_t k)
{
    struct incident *i = SIM_INCIDENT(&l->s, k);
    int32_t *first = &SIM_STATE(&l->s, i->target)->attributed;

    if (l->in[k]) {
        incident_list_remove(&l->s, first, k);
    } else {
        incident_list_add(&l->s, first, k);
    }
    l->in[k] = !l->in[k];
    i->belief = l->in[k] ? 0 : NONE;
}

/* Compares a visit with a look at every incident. */
static void
check_visit(struct lists *l, uint64_t marked)
{
    const uint64_t states[SEATS_WORDS] = {marked};
    struct incident_visit visit = incident_list_visit(&l->s, states, LIST_ATTRIBUTED);

    for (int32_t k = 0; k < INCIDENTS; k++) {
        if (l->in[k] && sim_is_marked(states, SIM_INCIDENT(&l->s, k)->target)) {
            assert_int_equal(incident_list_next(&visit), k);
        }
    }
    assert_int_equal(incident_list_next(&visit), NONE);
    assert_int_equal(incident_list_next(&visit), NONE);
}

static void
visits_are_ascending_and_complete(void **state)
{
    struct lists l;
    uint64_t x = 1;

    (void)state;
    open_lists(&l);
    check_visit(&l, 1);
    for (int step = 0; step < STEPS; step++) {
        x = x * UINT64_C(6364136223846793005) + 1;
        toggle(&l, (int32_t)((x >> 33) % INCIDENTS));
        if ((x >> 20) % 16 == 0) { /* none, one, two or more states */
            check_visit(&l, (x >> 40) % (1 << STATES));
        }
    }
    for (uint64_t marked = 0; marked < 1 << STATES; marked++) {
        check_visit(&l, marked);
    }
    close_lists(&l);
}

/* A visit of a list does not depend on the order of its additions. */
static void
order_of_additions_does_not_matter(void **state)
{
    struct lists l;

    (void)state;
    open_lists(&l);
    for (int32_t k = INCIDENTS; k-- > 0;) {
        toggle(&l, k);
    }
    check_visit(&l, 1);
    for (int32_t k = 0; k < INCIDENTS; k++) { /* descending, after the lists were sorted */
        toggle(&l, k);
    }
    for (int32_t k = 0; k < INCIDENTS; k++) {
        toggle(&l, k);
    }
    check_visit(&l, 3);
    check_visit(&l, 1 << STATES >> 1);
    close_lists(&l);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visits_are_ascending_and_complete),
        cmocka_unit_test(order_of_additions_does_not_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
