/* Tests tables in words in four formats, and the description of a scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "files.h"
#include "sample.h"
#include "words/brief.h"
#include "words/describe.h"
#include "words/starter.h"

static void
assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("not found: %s\nin:\n%.3000s\n", part, text);
        fail();
    }
}

/* Returns the description of the scenario in x.json. */
static struct buffer
brief_of_x(enum text_table_format format)
{
    struct scenario s;
    struct failure f = {0};
    struct buffer b = {0};

    assert_ok(scenario_load(&s, "x.json", NULL, &f), &f);
    assert_int_equal(s.warnings.count, 0);
    assert_ok(brief_print(&s, format, &b), NULL);
    scenario_free(&s);
    return b;
}

static void
test_a_record_as_a_table(void **state)
{
    static const char csv[] =
        "pointer,kind,unit,min,max,default,evidence,sweep_low,sweep_high,source,meaning\n"
        "/title,text,,,,none,,,,,Its title.\n"
        "/start,date,date,,,required,,,,,Day 0.\n"
        "/until,date,date,,,,,,,,Last day.\n"
        "/share,number,share,0,1,0.5,,,,,A share.\n";
    struct buffer b = {0};

    (void)state;
    assert_ok(describe_record(&sample_record, TEXT_TABLE_CSV, &b), NULL);
    assert_memory_equal(b.at, csv, sizeof(csv) - 1);
    assert_holds(b.at, "\n/actors/ID/weights/ID,number,per year,0,10,0,,,,,A rate.\n");
    assert_holds(b.at, "\n/ties/A:B/tension,number,tension,0,1,0.5,,,,,Tension.\n");
    assert_holds(
        b.at, "\n/actors/ID/tools/ID/gain,number,share,0,1,0.1,\"default, sweep it\",");
    buffer_free(&b);
}

static void
test_four_formats(void **state)
{
    static const char *const columns[] = {"name", "x", NULL};
    static const char *const want[] = {"name  x\na|b   1.5\n\"c\"      \n",
        "| name | x |\n|---|---|\n| a\\|b | 1.5 |\n| \"c\" |  |\n",
        "name,x\na|b,1.5\n\"\"\"c\"\"\",\n",
        "[\n"
        "  {'name': 'a|b', 'x': 1.5},\n"
        "  {'name': '\\'c\\''}\n"
        "]\n"};
    static const char *const names[] = {"text", "md", "csv", "json"};
    struct text_table s;

    (void)state;
    text_table_init(&s, columns);
    text_table_text(&s, "a|b");
    text_table_number(&s, 1.5);
    text_table_text(&s, "\"c\"");
    text_table_number(&s, NAN);
    for (int i = 0; i < 4; i++) {
        struct buffer b = {0};
        enum text_table_format format = (enum text_table_format)i;

        assert_string_equal(text_table_format_names[i], names[i]);
        assert_ok(text_table_print(&s, format, &b), NULL);
        if (format == TEXT_TABLE_TEXT) {
            assert_memory_equal(b.at, want[i], strlen("name  x\na|b   1.5\n\"c\""));
        } else {
            assert_json_equal(b.at, want[i]);
        }
        buffer_free(&b);
    }
    assert_null(text_table_format_names[4]);
    text_table_free(&s);
}

static void
test_every_topic_is_there(void **state)
{
    (void)state;
    for (const char *const *topic = describe_topics; *topic != NULL; topic++) {
        for (int format = TEXT_TABLE_TEXT; format <= TEXT_TABLE_JSON; format++) {
            struct buffer b = {0};

            assert_ok(describe_topic(*topic, (enum text_table_format)format, &b), NULL);
            assert_true(b.length > 200);
            buffer_free(&b);
        }
    }
    assert_int_equal(
        describe_topic("weather", TEXT_TABLE_TEXT, &(struct buffer){0}), STATUS_USAGE);
}

static void
test_the_columns_of_trace_files(void **state)
{
    struct buffer b = {0};

    (void)state;
    assert_ok(describe_topic("columns", TEXT_TABLE_CSV, &b), NULL);
    assert_memory_equal(b.at, "file,column,unit,values,meaning\n", 32);
    assert_holds(b.at, "\nincidents.csv,target,,an id in /states,");
    assert_holds(b.at, "\nincidents.csv,critical,,true | false,");
    assert_holds(b.at, "\nacts.csv,parent_kind,,none | incident | act,");
    assert_holds(b.at, "\nmessages.csv,sent_day,days,,");
    assert_null(strstr(b.at, ",rep,"));
    buffer_free(&b);
}

static void
test_the_catalogues(void **state)
{
    struct buffer b = {0};

    (void)state;
    assert_ok(describe_measures("oas", TEXT_TABLE_MD, &b), NULL);
    assert_memory_equal(b.at, "### oas: OAS confidence-building measures", 41);
    assert_holds(b.at, "| OAS 11 | `oas_11` | write national scales of incident severity");
    assert_holds(
        b.at, "| severity_noise_change -0.375 (-0.75 to 0) | M14 | assumption | 365 |");
    assert_holds(b.at, "| unverified |\n");
    assert_null(strstr(b.at, "osce_1"));
    buffer_free(&b);
    assert_ok(describe_measures("oas", TEXT_TABLE_TEXT, &b), NULL);
    assert_holds(
        b.at, "\nOAS 7, oas_7: further the full participation of women in decisions. ");
    assert_holds(b.at, "The wording is unverified.");
    buffer_free(&b);
    assert_ok(describe_measures(NULL, TEXT_TABLE_CSV, &b), NULL);
    assert_holds(
        b.at, "id,catalogue,title,family,number,references,wording,mechanism,evidence,");
    assert_holds(b.at, "\ngge_b,gge,");
    buffer_free(&b);
    assert_ok(describe_effects("gge", TEXT_TABLE_CSV, &b), NULL);
    assert_holds(b.at,
        "\ngge_f,gge,accepted_rate_change,accepted_rate,scale,pair,1,-0.2,-0.74,0,"
        "assumption\n");
    buffer_free(&b);
    assert_ok(describe_effects("cri", TEXT_TABLE_CSV, &b), NULL);
    assert_holds(b.at, "law_enforcement_delay,scale,pair,1,-0.4,-0.475,0,quantified\n");
    buffer_free(&b);
    /* of each family only the strongest measure counts */
    assert_ok(describe_catalogues(TEXT_TABLE_CSV, &b), NULL);
    assert_holds(b.at, "\nosce,OSCE confidence-building measures,");
    assert_holds(b.at, "misreading_reduction 0.405;");
    buffer_free(&b);
    assert_int_equal(describe_measures("weather", TEXT_TABLE_CSV, &b), STATUS_USAGE);
    assert_int_equal(describe_effects("weather", TEXT_TABLE_CSV, &b), STATUS_USAGE);
    buffer_free(&b);
}

static void
test_a_brief_says_what_is_unverified(void **state)
{
    static const char text[] =
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, 'catalogues': {'%s': {}}}}}";
    static const char *const catalogues[] = {"un", "osce"};

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct scenario s;
        struct failure f = {0};
        struct buffer b = {0};

        buffer_printf(&b, text, catalogues[k]);
        files_json("c.json", b.at);
        buffer_free(&b);
        assert_ok(scenario_load(&s, "c.json", NULL, &f), &f);
        assert_ok(brief_print(&s, TEXT_TABLE_TEXT, &b), NULL);
        assert_int_equal(strstr(b.at, "wording is unverified") != NULL, k == 0);
        buffer_free(&b);
        scenario_free(&s);
    }
}

static void
test_the_brief(void **state)
{
    struct scenario s;
    struct failure f = {0};
    struct buffer b = {0};

    (void)state;
    assert_ok(starter_print("rivals", "Two rivals", NULL, &b), NULL);
    files_write("x.json", b.at);
    buffer_free(&b);
    assert_ok(scenario_load(&s, "x.json", NULL, &f), &f);
    assert_ok(brief_print(&s, TEXT_TABLE_MD, &b), NULL);
    assert_holds(
        b.at, "# Two rivals\n\nFrom 1 January 2025, for 10 years. Two rivals, and a hotline");
    assert_holds(b.at, "\n## The states\n\n- Alpha, Beta: posture as_recorded.\n");
    assert_holds(
        b.at, "- alpha_service: state service of Alpha. 2 operations a year against Beta.\n");
    assert_holds(b.at, "- Alpha and Beta: usual tension 0.25; tension at the start 0.25;");
    assert_holds(b.at, "### Agreement on a hotline\n");
    assert_holds(b.at, "- hotline: ask_gain 0.3, credibility_shift 0.4,");
    assert_holds(b.at, "-0.979, offer_rate_change 1, warning_gain 0.3; adoption lag 60 days;");
    assert_holds(b.at, "- without: no hotline (the baseline of comparisons)\n");
    buffer_free(&b);
    assert_ok(brief_print(&s, TEXT_TABLE_CSV, &b), NULL);
    assert_holds(b.at, "\n/pairs/alpha:beta/trust_good,1.2,count,set,");
    /* the sweep range of an effect is that of its row, not that of its lever */
    assert_holds(
        b.at, "/measures/hotline/ask_gain,0.3,share,default,\"default, sweep it\",0,0.8,");
    assert_holds(b.at, "/measures/hotline/leak_gain,0,share,default,\"default, sweep it\",,,");
    buffer_free(&b);
    scenario_free(&s);
}

/* The description has everything that determines a result: false flags, types, control, traces,
   scripted events, channels, and the states whose harm counts. */
static void
test_the_brief_omits_nothing_decisive(void **state)
{
    static const char *const wanted[] = {
        "- owls: proxy group based in b and sponsored by c. 1 operation a year against a, 2 "
        "against\n"
        "  d. 40 % of its operations are under a false flag and blame b. Incident types:\n"
        "  ddos_disruption 25 %, defacement 75 %. An operation also reaches d with probability "
        "0.1.\n  Control of the sponsor 0.6; each is followed on average by 1 operation.\n",
        "- 3 recorded incidents of h.csv (2 against a, 1 against d); those of the sources come "
        "in\n"
        "  addition.",
        "Scripted events",
        "- 1 February 2022: an incident of type defacement of severity 7 by owls against a. "
        "As\n"
        "  rumoured.",
        "- 1 March 2022: the tension that a feels toward b falls by 0.5.",
        "- 1 April 2022: the leadership changes in b.",
        "- 1 May 2022: \"Accord\" is suspended.",
        "- a and b: default values. Channels: political (probability of an answer at high "
        "tension\n"
        "  0.2), technical.\n",
        "The metric harm counts only the harm to a and b.",
    };
    struct buffer b;

    (void)state;
    files_write("h.csv",
        "day,source,target\n2021-02-01,owls,a\n2021-03-01,owls,d\n2021-04-01,owls,a\n");
    files_json("x.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}, 'c': {}, 'd': {}}, "
        "'sources': {'owls': {'kind': 'proxy', 'home': 'b', 'sponsor': 'c', 'control': 0.6, "
        "'campaign_size_mean': 1, 'targets': {'a': 1, 'd': 2}, "
        "'false_flag': {'share': 0.4, 'blames': 'b'}, "
        "'mix': {'defacement': 0.6, 'ddos_disruption': 0.2}, "
        "'spillover': {'probability': 0.1, 'to': 'd'}}}, "
        "'trace': {'file': 'h.csv'}, "
        "'injects': {'a1': {'kind': 'incident', 'day': '2022-02-01', 'source': 'owls', "
        "'target': 'a', 'severity': 7, 'type': 'defacement', 'notes': 'As rumoured.'}, "
        "'a2': {'kind': 'tension_shock', 'day': '2022-03-01', 'actor': 'a', 'target': 'b', "
        "'size': -0.5}, "
        "'a3': {'kind': 'leadership_change', 'day': '2022-04-01', 'actor': 'b'}, "
        "'a4': {'kind': 'agreement_step', 'day': '2022-05-01', 'agreement': 'x', "
        "'step': 'suspend'}}, "
        "'pairs': {'a:b': {'channels': {'political': {'answer_tense': 0.2}, "
        "'technical': {'present': true}}}}, "
        "'agreements': {'x': {'title': 'Accord', 'parties': {'a': {}, 'b': {}}}}, "
        "'outputs': {'harm_of': {'a': {}, 'b': {}}}}");
    b = brief_of_x(TEXT_TABLE_MD);
    for (size_t k = 0; k < sizeof(wanted) / sizeof(wanted[0]); k++) {
        assert_holds(b.at, wanted[k]);
    }
    buffer_free(&b);
}

/* Equal states, sources and pairs share one line. */
static void
test_equal_items_share_a_line(void **state)
{
    struct buffer b;

    (void)state;
    files_json("x.json",
        "{'start': '2021-01-01', "
        "'states': {'a': {'notes': 'First.'}, "
        "'b': {}, 'c': {'notes': 'As a.'}, "
        "'d': {'detection': 0.4}, "
        "'e': {}}, "
        "'sources': {'at_a': {'kind': 'criminal', 'home': 'a', 'targets': {'a': 1}}, "
        "'at_b': {'kind': 'criminal', 'home': 'b', 'targets': {'b': 3}}, "
        "'at_c': {'kind': 'criminal', 'home': 'c', 'targets': {'d': 3}}}, "
        "'pairs': {'a:b': {'trust_good': 3}, "
        "'a:c': {'trust_good': 3}, "
        "'a:d': {'trust_good': 3}, "
        "'b:c': {'trust_good': 3}, "
        "'b:d': {'trust_good': 3}, "
        "'c:d': {'trust_good': 1}}}");
    b = brief_of_x(TEXT_TABLE_TEXT);
    assert_holds(b.at,
        "- a, c: posture as_recorded. First.\n- b, e: posture as_recorded.\n"
        "- d: posture as_recorded; detection 0.4.\n");
    assert_holds(b.at,
        "- at_a and 1 similar source: criminal groups. 1 to 3 operations a year, each against "
        "its own\n  home state.\n");
    assert_holds(b.at, "- at_c: criminal group based in c. 3 operations a year against d.\n");
    assert_holds(b.at,
        "- a and b, and 4 more pairs: good experience with each other 3.\n- c and d: good "
        "experience with each other 1.\n");
    buffer_free(&b);
}

static void
test_commitments_are_listed_one_by_one(void **state)
{
    struct buffer b;

    (void)state;
    files_json("x.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'agreements': {'x': {'title': 'Accord', "
        "'parties': {'a': {'activity': 0.5}, 'b': {'activity': 0.7}}, "
        "'consultations': {'interval_days': 90}, "
        "'measures': {'hotline': {}, 'exercise': {'implementation': 0.3}}, "
        "'commitments': {'c01': {'text': 'Call', "
        "'represented_by': 'measures/hotline /pairs/a:b/channels/political'}, "
        "'c02': {'text': 'Meet.', "
        "'represented_by': 'consultations/interval_days', 'aim': 'Rounds.'}, "
        "'c10': {'text': 'Sing.', 'out_of_scope': 'No songs here.'}}}}, "
        "'pairs': {'a:b': {}}}");
    b = brief_of_x(TEXT_TABLE_TEXT);
    assert_holds(b.at,
        "\nAccord\nBilateral agreement, in force on the first day. Parties: a and b (activity "
        "0.5 to "
        "0.7).\nConsultations: every 90 days.\n");
    assert_holds(b.at,
        "1. Call. In the model: A question and a credible reply within hours, if the other "
        "side\n   replies when tension is high. (hotline, pairs/a:b)\n");
    assert_holds(b.at, "2. Meet. In the model: Rounds. (consultations)\n");
    assert_holds(b.at, "10. Sing. Not in the model: No songs here.\n");
    assert_holds(b.at,
        "The agreement also contains:\n- joint exercises and pings of points of contact "
        "(exercise): ");
    assert_holds(b.at,
        "- exercise: answer_gain 0.3, desk_speed_change 0.05; used at 0.3 of this "
        "strength;");
    buffer_free(&b);
}

static void
test_status_and_suspension_in_words(void **state)
{
    struct buffer b;

    (void)state;
    files_json("x.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'agreements': {'first': {'parties': {'a': {}, 'b': {}}, 'in_force_on': '2021-01-01', "
        "'suspension': {'hazard_per_day': 0}, "
        "'measures': {'own': {'title': 'sensors', 'detection_speed_change': 1}}}, "
        "'second': {'parties': {'a': {}, 'b': {}}, 'status': 'signed', "
        "'signed_on': '2020-12-14', 'suspension': {'hazard_per_day': 0.05}}}, "
        "'pairs': {'a:b': {}}}");
    b = brief_of_x(TEXT_TABLE_TEXT);
    assert_holds(b.at,
        "\nFirst\nBilateral agreement, in force from 1 January 2021. Parties: a and b. It is "
        "not "
        "suspended\nautomatically in a crisis.\n- sensors (own).\n");
    assert_holds(b.at,
        "\nSecond\nBilateral agreement, signed on 14 December 2020, not in force on the first "
        "day. "
        "Parties: a\nand b. A crisis suspends it after 20 days on average; it resumes 365 "
        "days");
    buffer_free(&b);
}

static void
test_aliases_hide_names_and_notes(void **state)
{
    struct buffer b;

    (void)state;
    files_json("p.json",
        "{'start': '2021-01-01', 'notes': 'of Ruritania', "
        "'states': {'a': {'name': 'Ruritania', 'notes': 'a secret'}, "
        "'b': {'notes': 'a secret'}}, "
        "'aliases': {'a': 'Orange'}}");
    files_json("x.json",
        "{'extends': 'p.json', 'use_aliases': true, "
        "'states': {'b': {'notes': 'may be shown'}}}");
    b = brief_of_x(TEXT_TABLE_TEXT);
    assert_holds(b.at, "- Orange: ");
    assert_null(strstr(b.at, "Ruritania"));
    assert_null(strstr(b.at, "secret"));
    assert_holds(b.at, "may be shown");
    assert_holds(b.at, "The scenario has no agreement.\n");
    buffer_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_record_as_a_table),
        cmocka_unit_test(test_four_formats),
        cmocka_unit_test(test_every_topic_is_there),
        cmocka_unit_test(test_the_columns_of_trace_files),
        cmocka_unit_test(test_the_catalogues),
        cmocka_unit_test(test_a_brief_says_what_is_unverified),
        cmocka_unit_test(test_the_brief),
        cmocka_unit_test(test_the_brief_omits_nothing_decisive),
        cmocka_unit_test(test_equal_items_share_a_line),
        cmocka_unit_test(test_commitments_are_listed_one_by_one),
        cmocka_unit_test(test_status_and_suspension_in_words),
        cmocka_unit_test(test_aliases_hide_names_and_notes),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}
