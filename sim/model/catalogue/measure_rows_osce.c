/*
 * OSCE confidence-building measures 1-11 (PC.DEC/1106, 3 December 2013) and 12-16 (PC.DEC/1202,
 * 10 March 2016). Texts: https://dig.watch/resource/confidence-building-measures-reduce-risks-
 * conflict-stremming-ict and .../confidence-building-measures-reduce-risks-conflict-stremming-
 * ict-2016; https://eucyberdirect.eu/content_knowledge_hu/initial-set-of-osce-cbms/. Titles are
 * paraphrased. Costs, in US$1m per year for the whole measure, are guesses.
 */
#include "model/catalogue/measure_template.h"

#define OSCE(digits, decision)                                                                 \
    .key.id = "osce_" digits, .number = "OSCE " digits,                                        \
    .references = "OSCE PC.DEC/" decision ", measure " digits, .wording = WORDING_CHECKED

static const struct measure rows[] = {
    {OSCE("1", "1106"), .title = "give national views on threats",
        .mechanism =
            "The concerns of a state become known: half the effect of an exchange of doctrine.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(.5)},
    {OSCE("2", "1106"),
        .title = "let the competent national bodies cooperate and exchange information",
        .mechanism = "A partner that is informed about an operation detects its own part of "
                     "the same campaign sooner; every message is work for a desk and may leak.",
        .cost_per_year = .5, TEMPLATE_CERT_EXCHANGE(1)},
    {OSCE("3", "1106"), .title = "consult, so that no misperception turns into tension",
        .mechanism = "States ask before they respond; misreading becomes less likely.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(1)},
    {OSCE("4", "1106"), .title = "share what is done for an open, secure and reliable Internet",
        .mechanism =
            "Policies on the Internet become known, and positions converge slowly; this gives "
            "no information about a single operation, so neither beliefs nor delays change.",
        .cost_per_year = .05, TEMPLATE_GOVERNANCE(1)},
    {OSCE("5", "1106"),
        .title = "use the OSCE for dialogue, good practice, awareness and capacity",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building, with a lag and diminishing returns.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.5)},
    {OSCE("6", "1106"),
        .title = "have laws that allow timely cooperation against crime and terrorism",
        .mechanism = "Requests fail less often for legal reasons, and legal assistance takes "
                     "less time.",
        .cost_per_year = .1, TEMPLATE_LEGISLATION(1)},
    {OSCE("7", "1106"),
        .title = "share national organisation, strategies, policies and programmes",
        .mechanism = "Each party knows the other's doctrine better: espionage is less often "
                     "mistaken for an attack.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(1)},
    {OSCE("8", "1106"), .title = "nominate a point of contact and keep its data current",
        .mechanism = "A message reaches the right office within hours; both "
                     "effects fade as staff change, until the next communication check.",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT(1)},
    {OSCE("9", "1106"), .title = "give a list of national terms with explanations",
        .mechanism = "Terms have the same meaning for all: an operation is less often mistaken "
                     "for something else.",
        .cost_per_year = .02, TEMPLATE_TERMINOLOGY(1)},
    {OSCE("10", "1106"),
        .title = "exchange views through OSCE platforms, the Communications Network among them",
        .mechanism = "A message uses a network that is staffed day and night: a tenth of the "
                     "transit time, and somewhat more credibility.",
        .family = "M2", .evidence = QUALITATIVE, .adoption_lag_days = 365,
        .half_life_days = 1096, .refreshed_by = REFRESH_USE,
        .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .1,
        CHANGE(latency, -.9, -.98, 0), SHIFT(credibility, .1, 0, .3)},
    {OSCE("11", "1106"), .title = "let national experts meet at least three times a year",
        .mechanism = "The meetings of experts: people who know each other accept an off-ramp "
                     "offer more readily. The meetings are the `consultations` of the "
                     "agreement, about 122 days apart.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.4)},
    {OSCE("12", "1202"), .title = "hold workshops and seminars, in the regions as well",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building.",
        .cost_per_year = .2, TEMPLATE_CAPACITY(.5)},
    {OSCE("13", "1202"), .title = "support authorised and protected channels of communication",
        .mechanism = "A question and a credible reply within hours, if the other side replies "
                     "when tension is high: half the effect of a hotline.",
        .cost_per_year = .2, TEMPLATE_HOTLINE(.5)},
    {OSCE("14", "1202"), .title = "promote partnerships of the public and the private sector",
        .mechanism = "More sensors: operations are detected sooner.", .cost_per_year = .5,
        TEMPLATE_MONITORING(1)},
    {OSCE("15", "1202"),
        .title = "let the authorities that secure critical infrastructure work together",
        .mechanism = "Fewer operations against the protected targets succeed.",
        .cost_per_year = .5, TEMPLATE_INFRASTRUCTURE(1)},
    {OSCE("16", "1202"), .title = "encourage responsible reporting of vulnerabilities",
        .mechanism = "Exploits have a shorter life and may be used sooner.",
        .cost_per_year = .2, TEMPLATE_VULNERABILITIES(1)},
};
const struct builtins measure_rows_osce = {.at = rows, .count = FIELD_COUNT_OF(rows)};
