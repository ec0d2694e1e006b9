/* Tests responses: the type and severity of a counter-operation, concessions, requests to a
   partner, and the suspension of an agreement after a hostile act. */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/response/action.h"

/* ---- counter-operations ---- */

#define RECORDED WORLD(WORLD_ABC)

static struct action_reply
reply_to(struct stage *t, const char *type, int32_t severity, const char *response, uint64_t k)
{
    struct incident trigger = {
        .type = NONE, .perceived_severity = severity, .target = 0, .named = 1};

    if (type != NULL) {
        trigger.type = worlds_index(&t->w->incident_types, sizeof(struct incident_type), type);
    }
    return action_reply(
        &t->s, &trigger, WORLD_RESPONSE(t->w, worlds_response(t->w, response)), hash_mix(k));
}

static const struct incident_type *
type_of(const struct stage *t, struct action_reply reply)
{
    return WORLD_TYPE(t->w, reply.type);
}

enum { REPLIES = 2000 };

/* The type is drawn among the recorded operations of the same kind and severity. No operation is
   more severe than the recorded ones of its type. MODEL.md (8.6) */
static void
test_a_reply_is_an_operation_on_record(void **state)
{
    static const char *const triggers[] = {"defacement", "intrusion_long_espionage",
        "malware_degradation", "prepositioning", "ransomware", NULL};
    struct stage t;

    (void)state;
    stage_enter(&t, RECORDED);
    for (size_t k = 0; k < sizeof(triggers) / sizeof(triggers[0]); k++) {
        bool espionage = k == 1 || k == 3;
        int copies = 0;

        for (uint64_t n = 0; n < REPLIES; n++) {
            struct action_reply reply =
                reply_to(&t, triggers[k], 1 + (int32_t)(n % 10), "counter_operation", n);
            const struct incident_type *type = type_of(&t, reply);

            assert_true(type->severity[reply.severity - 1] > 0);
            assert_true(reply.severity <= 1 + (int32_t)(n % 10));
            assert_true(incident_type_is_stealthy(type) == espionage);
            copies += triggers[k] != NULL && strcmp(type->key.id, triggers[k]) == 0;
        }
        print_message("reply to %s: %.0f %% of the same type\n",
            triggers[k] != NULL ? triggers[k] : "an act", 100. * copies / REPLIES);
        assert_true(copies < 0.8 * REPLIES);
    }
    stage_leave(&t);
}

/* Espionage is answered by espionage of the highest recorded severity. In a crisis of the two
   states it is answered by an attack of at most severity 5. An incident below severity 4 is
   answered with at most severity 4 (8.18). */
static void
test_a_higher_reply_to_espionage(void **state)
{
    struct stage t;
    struct dyad_direction side;

    (void)state;
    stage_enter(&t, RECORDED);
    for (uint64_t n = 0; n < REPLIES; n++) {
        struct action_reply one =
            reply_to(&t, "intrusion_long_espionage", 1, "counter_operation_higher", n);
        struct action_reply three =
            reply_to(&t, "intrusion_long_espionage", 3, "counter_operation_higher", n);
        struct action_reply four =
            reply_to(&t, "intrusion_long_espionage", 4, "counter_operation_higher", n);

        assert_true(incident_type_is_stealthy(type_of(&t, one)));
        assert_true(one.severity == 2 && three.severity == 4);
        assert_true(incident_type_is_stealthy(type_of(&t, four)) && four.severity == 4);
    }
    side = dyad_direction(&t.s, 0, 1); /* the twin: a crisis */
    dyad_tension_add(&t.s, side, 2 * t.w->parameters.tension.threshold, 0);
    assert_true(dyad_in_crisis(&t.s, side.pair));
    for (uint64_t n = 0; n < REPLIES; n++) {
        struct action_reply three =
            reply_to(&t, "intrusion_long_espionage", 3, "counter_operation_higher", n);
        struct action_reply four =
            reply_to(&t, "intrusion_long_espionage", 4, "counter_operation_higher", n);

        assert_true(incident_type_is_stealthy(type_of(&t, three)) && three.severity == 4);
        assert_true(!incident_type_is_stealthy(type_of(&t, four)) && four.severity == 5);
    }
    stage_leave(&t);
}

/* The severity of a reply follows from the perceived severity, not from the true one. (8.6) */
static void
test_a_reply_follows_what_its_author_sees(void **state)
{
    struct stage t;
    struct incident seen[2] = {
        {.type = NONE, .severity = 2, .perceived_severity = 4.6, .target = 0, .named = 1},
        {.type = NONE, .severity = 5, .perceived_severity = 2.4, .target = 0, .named = 1}};
    int32_t least[2] = {SEVERITY_MAX, SEVERITY_MAX}, most[2] = {0, 0};

    (void)state;
    stage_enter(&t, RECORDED);
    for (uint64_t n = 0; n < 2 * REPLIES; n++) {
        int k = (int)(n % 2);
        struct action_reply reply = action_reply(&t.s, &seen[k],
            WORLD_RESPONSE(t.w, worlds_response(t.w, "counter_operation")), hash_mix(n));

        least[k] = reply.severity < least[k] ? reply.severity : least[k];
        most[k] = reply.severity > most[k] ? reply.severity : most[k];
    }
    assert_true(least[0] == 4 && most[0] == 5);
    assert_true(most[1] == 2); /* the twin: less severe as perceived, more severe in truth */
    stage_leave(&t);
}

/* Returns the share of higher replies that are at least two steps above the severity of the
   attack. */
static double
big_steps(const char *json, int32_t seen, int32_t *most)
{
    struct stage t;
    int big = 0;

    *most = 0;
    stage_enter(&t, json);
    for (uint64_t n = 0; n < REPLIES; n++) {
        struct action_reply reply =
            reply_to(&t, "malware_degradation", seen, "counter_operation_higher", n);

        big += reply.severity >= seen + 2;
        *most = reply.severity > *most ? reply.severity : *most;
    }
    stage_leave(&t);
    return (double)big / REPLIES;
}

/* The reply to a nuisance is at most one step above it; the reply to an attack is at most three
   steps above it. (8.18) */
static void
test_a_nuisance_is_answered_one_step_higher(void **state)
{
#define NO_BOUND WORLD(WORLD_ABC ", 'parameters': {'decision': {'destruction_from': 0}}")
    int32_t most;

    (void)state;
    for (int32_t seen = 1; seen <= 2; seen++) {
        assert_true(big_steps(RECORDED, seen, &most) == 0);
        assert_int_equal(most, seen + 1);
        assert_true(big_steps(NO_BOUND, seen, &most) == 0);
    }
    /* the twin: step_two + step_three */
    assert_true(worlds_near(big_steps(NO_BOUND, 3, &most), 0.36, 0.04));
    assert_int_equal(most, 6);
    assert_true(big_steps(RECORDED, 3, &most) == 0); /* no destruction */
}

/* A nuisance is never answered by sabotage, not even by mild sabotage. (8.18) */
static void
test_a_nuisance_is_not_answered_by_sabotage(void **state)
{
    struct stage t;
    int destructive[2] = {0, 0};

    (void)state;
    stage_enter(&t, RECORDED);
    for (uint64_t n = 0; n < REPLIES; n++) {
        destructive[0] += incident_type_is_destructive(
            type_of(&t, reply_to(&t, "malware_degradation", 3, "counter_operation_higher", n)));
        destructive[1] += incident_type_is_destructive(
            type_of(&t, reply_to(&t, "malware_degradation", 4, "counter_operation", n)));
    }
    assert_int_equal(destructive[0], 0);
    assert_true(destructive[1] > REPLIES / 10); /* the twin */
    stage_leave(&t);
}

#define SEVERE(type)                                                                           \
    WORLD(WORLD_ABC ", 'incident_types': {'" type "': {'share': 1, 'severity': {'5': 1}}}")

/* Returns the share of the replies that have that type and severity 5, if the type may have this
   severity. */
static double
share_of(const char *json, const char *type)
{
    struct stage t;
    int n = 0;

    stage_enter(&t, json);
    for (uint64_t k = 0; k < REPLIES; k++) {
        struct action_reply reply =
            reply_to(&t, "malware_degradation", 4, "counter_operation_higher", k);

        n += reply.severity == 5 && strcmp(type_of(&t, reply)->key.id, type) == 0;
    }
    stage_leave(&t);
    return (double)n / REPLIES;
}

/* Denial of service and disruption destroy nothing, for any values of a scenario. */
static void
test_only_what_can_destroy_destroys(void **state)
{
    (void)state;
    assert_true(share_of(SEVERE("ddos_degradation"), "ddos_degradation") == 0);
    assert_true(share_of(SEVERE("intrusion_disruption"), "intrusion_disruption") == 0);
    /* the twin */
    assert_true(share_of(SEVERE("intrusion_degradation"), "intrusion_degradation") > 0.2);
}

/* ---- concessions ---- */

struct concessions {
    int any, to_espionage, unseen;
    /* unknown: the victim does not know the demand; other: against the rule */
    int to_states, unknown, other;
    /* spilt: incidents that spread; hidden: demands under a false flag, or of an incident that
       spread */
    int spilt, demands, hidden;
    /* demands whose author is named; those of them whose author was asked */
    int named, asked;
};

static bool
is_crime(const struct world *w, const struct incident *i)
{
    return WORLD_TYPE(w, i->type)->class_ == CLASS_CRIME;
}

static bool
knows_demand(const struct world *w, const struct incident *i)
{
    return is_crime(w, i) || (i->initiator != NONE && i->named == i->initiator &&
                                 !i->counter_operation && !isnan(i->demand_day));
}

static void
note_concession(struct concessions *x, const struct world *w, const struct incident *i)
{
    x->to_states += !is_crime(w, i);
    x->other += !incident_type_demands(WORLD_TYPE(w, i->type)) || !knows_demand(w, i);
    x->any++;
    x->to_espionage += incident_type_is_stealthy(WORLD_TYPE(w, i->type));
    x->unseen += isnan(i->detected_day);
}

static void
note_concessions(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct concessions *x = self;
    const struct incident *i = f->incident;

    (void)r;
    if (f->kind == OBS_ENDED && !isnan(i->detected_day) &&
        incident_type_demands(WORLD_TYPE(w, i->type))) {
        bool crime = is_crime(w, i);

        x->spilt += i->parent_kind != PARENT_NONE && !i->counter_operation;
        if (!crime && !isnan(i->demand_day)) {
            x->demands++;
            x->hidden += i->blamed != NONE || i->parent_kind != PARENT_NONE;
            x->named += i->named == i->initiator;
            x->asked += i->asked && i->named == i->initiator;
        }
        x->unknown += !knows_demand(w, i);
    }
    if (f->kind == OBS_CLOSED && i->trigger_kind == TRIGGER_INCIDENT &&
        !isnan(i->concession_day)) {
        note_concession(x, w, i);
    }
}

/* A target makes a concession only to an incident that it has detected and that demands something.
   MODEL.md (3.5) */
static void
test_only_what_demands_is_conceded(void **state)
{
    struct concessions x = {0};
    struct trace_sink sink = {&x, note_concessions};

    (void)state;
    worlds_many(
        WORLD(WORLD_ABC ", 'incident_types': {'malware_degradation': {'concession': 1}, "
                        "'intrusion_long_espionage': {'concession': 1}, "
                        "'ransomware': {'concession': 1}}"),
        20, &sink);
    print_message("concessions: %d, to espionage %d, to what was not detected %d\n", x.any,
        x.to_espionage, x.unseen);
    assert_true(x.any > 100);
    assert_int_equal(x.to_espionage, 0);
    assert_int_equal(x.unseen, 0);
}

/* Only a target that knows the demand concedes. A state that attacks under the flag of another one
   demands nothing. MODEL.md (3.5) */
#define CONCEDING(flags) DEMANDING(flags, "")
#define DEMANDING(flags, more)                                                                 \
    WORLD(STATES_ABC ", " PAIRS_ABC                                                            \
                     ", 'horizon_days': 3652.5, 'sources': {'state_a': {'kind': 'state', "     \
                     "'home': 'a', 'targets': {'b': 9}, 'mix': {'malware_degradation': 1}, "   \
                     "'false_flag': {'share': " flags                                          \
                     ", 'blames': 'c'}, 'spillover': {'to': 'c', 'probability': 0.5}}, "       \
                     "'criminals': {'kind': 'criminal', 'home': 'c', "                         \
                     "'targets': {'a': 3}}}, 'incident_types': {'malware_degradation': "       \
                     "{'concession': 1}, 'intrusion_degradation': {'concession': 1}, "         \
                     "'ddos_degradation': {'concession': 1}, 'sabotage': {'concession': 1}, "  \
                     "'ransomware': {'concession': 1}}, "                                      \
                     "'parameters': {'attribution': {'false_flag_pull': 0.95" more "}}")

static void
test_only_a_known_demand_is_conceded(void **state)
{
    struct concessions plain = {0}, framed = {0};
    struct trace_sink sink = {&plain, note_concessions}, other = {&framed, note_concessions};

    (void)state;
    worlds_many(CONCEDING("0"), 60, &sink);
    worlds_many(CONCEDING("1"), 10, &other);
    print_message("to states %d, with false flags %d; unknown %d\n", plain.to_states,
        framed.to_states, plain.unknown);
    assert_int_equal(plain.other, 0);
    assert_int_equal(framed.other, 0);
    assert_true(plain.to_states > 5 && plain.unknown > 50);
    assert_int_equal(framed.to_states + framed.demands, 0);
    assert_int_equal(plain.hidden, 0);
    assert_true(plain.spilt > 100 && plain.demands > 200);
}

/* A state that makes a demand reveals that it is responsible. The target names it, and does not ask
   it. */
static void
test_a_demand_names_its_author(void **state)
{
    struct concessions x = {0}, twin = {0};
    struct trace_sink sink = {&x, note_concessions}, other = {&twin, note_concessions};

    (void)state;
    worlds_many(DEMANDING("0", ", 'motive_weight': 0"), 10, &sink);
    worlds_many(DEMANDING("0", ", 'motive_weight': 0, 'demand_ratio': 1"), 10, &other);
    print_message("of %d authors of demands %d are named, %d are asked; twin %d of %d\n",
        x.demands, x.named, x.asked, twin.named, twin.demands);
    assert_true(x.named > 0.8 * x.demands);
    assert_int_equal(x.asked, 0);
    assert_true(twin.named < 0.78 * twin.demands); /* the twin: a demand is no evidence */
}

/* ---- help of a partner ---- */

struct choices {
    int hostile, help, inquiries, inquiries_on_acts, decisions_on_acts;
};

static void
note_choices(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct choices *x = self;
    const struct response *overt;

    (void)r;
    if (f->kind != OBS_DECIDED || f->value == 0) {
        return;
    }
    overt = WORLD_RESPONSE(w, f->incident->overt);
    if (f->incident->trigger_kind == TRIGGER_ACT) {
        x->decisions_on_acts++;
        return;
    }
    x->hostile += response_is_hostile(overt) +
                  response_is_hostile(WORLD_RESPONSE(w, f->incident->covert));
    x->help += overt->effect == EFFECT_ASSISTANCE ||
               WORLD_RESPONSE(w, f->incident->help)->effect == EFFECT_ASSISTANCE;
}

/* Neither messages nor assistance change a belief or trust. */
#define SILENT                                                                                 \
    "'parameters': {'trust': {'honoured': 0, 'refused': 0, 'contact': 0}, "                    \
    "'detection': {'assistance_effect': 1, 'message_work': 0}}"
#define HELPING(responses, bonus)                                                              \
    WORLD(WORLD_ABC ", 'horizon_days': 3000, " SILENT ", 'responses': {" responses             \
                    "}, "                                                                      \
                    "'agreements': {'x': {'kind': 'multilateral', 'parties': {'a': {}, 'b': "  \
                    "{}, 'c': {}}, "                                                           \
                    "'measures': {'assistance': {'assistance_bonus_shift': " bonus             \
                    ", 'assistance_effect_change': 0}}}}")
#define ONE_CHOICE "'assistance_request': {'side': 'overt'}"

static struct choices
choices_of(const char *json)
{
    struct choices x = {0};
    struct trace_sink sink = {&x, note_choices};

    worlds_many(json, 10, &sink);
    return x;
}

/* A request to a partner does not displace an accusation. MODEL.md (8.4) */
static void
test_help_is_a_choice_of_its_own(void **state)
{
    struct choices few = choices_of(HELPING("", "0")), many = choices_of(HELPING("", "3"));

    (void)state;
    print_message("two choices: help %d to %d, hostile responses %d to %d\n", few.help,
        many.help, few.hostile, many.hostile);
    assert_true(many.help > 2 * few.help);
    assert_int_equal(many.hostile, few.hostile);
    /* the twin: one choice for both */
    few = choices_of(HELPING(ONE_CHOICE, "0"));
    many = choices_of(HELPING(ONE_CHOICE, "3"));
    print_message("one choice: help %d to %d, hostile responses %d to %d\n", few.help,
        many.help, few.hostile, many.hostile);
    assert_true(many.help > 2 * few.help);
    assert_true(many.hostile < few.hostile);
}

/* ---- received acts ---- */

static void
note_inquiries(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct choices *x = self;

    (void)r;
    if (f->kind == OBS_DECIDED) {
        bool act = f->incident->trigger_kind == TRIGGER_ACT;
        bool asks = WORLD_RESPONSE(w, f->incident->overt)->effect == EFFECT_INQUIRY;

        x->inquiries += asks && !act;
        x->inquiries_on_acts += asks && act;
        x->decisions_on_acts += act;
    }
}

/* The author of an open act is known, so that it is not asked. */
static void
test_no_state_is_asked_about_its_open_act(void **state)
{
    struct choices x = {0};
    struct trace_sink sink = {&x, note_inquiries};

    (void)state;
    worlds_many(
        WORLD(WORLD_ABC ", 'horizon_days': 3000, 'responses': {'inquiry': {'alpha': 2}, "
                        "'public_attribution': {'alpha': 1}}, "
                        "'parameters': {'trust': {'attacked': 0}, 'decision': {'own_conduct': "
                        "0}}"),
        5, &sink);
    print_message(
        "inquiries: %d on incidents, %d on open acts\n", x.inquiries, x.inquiries_on_acts);
    assert_true(x.inquiries > 100 && x.decisions_on_acts > 100);
    assert_int_equal(x.inquiries_on_acts, 0);
}

/* ---- suspension after a hostile act ---- */

struct suspensions {
    int hostile, acts, of_rung, suspended, received;
    int rejected[2]; /* suspensions and protests that the other state has rejected */
    bool suspends;   /* whether the last act without a denial is a suspension */
};

static void
note_suspensions(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct suspensions *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_ACT && f->act->response != NONE) {
        x->hostile += ladder_is_hostile(f->act->rung);
    } else if (f->kind == OBS_ACT && f->act->agreement != NONE) {
        x->acts++;
        x->of_rung += f->act->rung == 1;
    }
    if (f->kind == OBS_ACT && f->act->denial) {
        x->rejected[x->suspends ? 0 : 1]++;
    } else if (f->kind == OBS_ACT) {
        x->suspends = f->act->agreement != NONE;
    }
    x->suspended += f->kind == OBS_AGREEMENT && f->b == AGREEMENT_SUSPENDED;
    x->received += f->kind == OBS_DECIDED && f->incident->trigger_kind == TRIGGER_ACT &&
                   f->incident->n_decisions == 1;
}

#define SUSPENDED_OF(kind, parties, members)                                                   \
    WORLD(WORLD_ABC                                                                            \
        ", 'horizon_days': 3000, 'responses': {'public_attribution': {'alpha': "               \
        "0}}, 'agreements': {'x': {'kind': '" kind "', 'parties': {" parties                   \
        "}, 'measures': {'doctrine_exchange': {}}, 'suspension': "                             \
        "{'hazard_per_day': 0" members "}}}")
#define SUSPENDED(members) SUSPENDED_OF("bilateral", "'a': {}, 'b': {}", members)
#define OF_THREE(members) SUSPENDED_OF("multilateral", "'a': {}, 'b': {}, 'c': {}", members)
#define AFTER ", 'after_hostile_act': 1"

static struct suspensions
suspensions_of(const char *json)
{
    struct suspensions x = {0};
    struct trace_sink sink = {&x, note_suspensions};

    worlds_many(json, 5, &sink);
    assert_true(x.hostile > 50);
    return x;
}

/* MODEL.md (8.11) */
static void
test_a_party_suspends_after_its_hostile_act(void **state)
{
    struct suspensions x = suspensions_of(SUSPENDED(AFTER)), public;

    (void)state;
    print_message(
        "suspensions: %d after %d hostile acts, all of rung 1\n", x.suspended, x.hostile);
    assert_true(x.acts >= 5);
    assert_int_equal(x.suspended, x.acts);
    assert_int_equal(x.of_rung, x.acts);
    print_message("rejected: %d suspensions, %d others\n", x.rejected[0], x.rejected[1]);
    assert_int_equal(x.rejected[0], 0); /* a suspension accuses nobody */
    assert_true(x.rejected[1] > 20);    /* the twin: protests and accusations */
    public = suspensions_of(SUSPENDED(AFTER ", 'rung': 3"));
    print_message("of rung 3: %d, received with the hostile acts: %d of %d\n", public.acts,
        public.received, public.hostile + public.acts);
    assert_true(public.acts >= 5);
    assert_int_equal(public.of_rung, 0);
    /* the other state receives every act */
    assert_int_equal(public.received, public.hostile + public.acts);
    /* the twins: no suspensions by default, and none of agreements that may not be suspended */
    print_message("by default: %d, of three parties: %d\n", suspensions_of(SUSPENDED("")).acts,
        suspensions_of(OF_THREE(AFTER)).acts);
    assert_int_equal(suspensions_of(SUSPENDED("")).acts, 0);
    assert_int_equal(suspensions_of(OF_THREE(AFTER)).acts, 0);
    assert_int_equal(suspensions_of(SUSPENDED(AFTER ", 'may_be_suspended': 'no'")).acts, 0);
    assert_true(suspensions_of(OF_THREE(AFTER ", 'may_be_suspended': 'yes'")).acts > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reply_is_an_operation_on_record),
        cmocka_unit_test(test_a_reply_follows_what_its_author_sees),
        cmocka_unit_test(test_a_nuisance_is_answered_one_step_higher),
        cmocka_unit_test(test_a_nuisance_is_not_answered_by_sabotage),
        cmocka_unit_test(test_a_higher_reply_to_espionage),
        cmocka_unit_test(test_only_what_can_destroy_destroys),
        cmocka_unit_test(test_only_what_demands_is_conceded),
        cmocka_unit_test(test_only_a_known_demand_is_conceded),
        cmocka_unit_test(test_a_demand_names_its_author),
        cmocka_unit_test(test_help_is_a_choice_of_its_own),
        cmocka_unit_test(test_no_state_is_asked_about_its_open_act),
        cmocka_unit_test(test_a_party_suspends_after_its_hostile_act),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
