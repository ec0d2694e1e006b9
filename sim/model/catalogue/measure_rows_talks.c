/*
 * Dialogues and joint statements: Russia and France 2021, Indonesia and Russia 2017, and two
 * precedents between major powers: United States and Russia 2013, United States and China 2015. The
 * numbers give the order of the items in the named reports. Titles are paraphrased.
 */
#include "model/catalogue/measure_template.h"

#define TALK(prefix, end, number_)                                                             \
    .key.id = prefix "_" end, .number = number_, .wording = WORDING_CHECKED

/* the dialogue of Moscow, 28 September 2021 */
#define RF(end, number)                                                                        \
    TALK("russia_france_2021", end, "commitment " number),                                     \
        .references = "Inter-agency strategic dialogue, second meeting, 28 September 2021"

static const struct measure russia_france_2021[] = {
    {RF("dialogue", "1"), .title = "a standing dialogue between agencies",
        .mechanism = "States ask before they respond; misreading becomes less likely. The next "
                     "round has no date: rounds are the `consultations` of the agreement, "
                     "which are skipped under tension.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(1)},
    {RF("agencies", "3"), .title = "broad delegations: links between agencies",
        .mechanism = "Counterparts know each other while rounds are held.", .cost_per_year = .1,
        TEMPLATE_CONTACT_POINT_BY(.7, REFRESH_CONSULTATION)},
    {RF("restraint", "4"),
        .title = "joint statement of the need to prevent conflict and confrontation",
        .mechanism = "Hostile responses to each other cost somewhat more; there is no pledge.",
        .family = "M6b", .evidence = ASSUMPTION, .adoption_lag_days = 90, .half_life_days = 730,
        .refreshed_by = REFRESH_CONSULTATION, SHIFT(hostility_cost, .15, 0, .5)},
    {RF("crime", "5"), .title = "detailed discussion of stronger cooperation against crime",
        .mechanism = "Requests between prosecutors and police are answered sooner: half the "
                     "effect of a joint investigation.",
        .cost_per_year = .2, TEMPLATE_INVESTIGATION(.5)},
    {RF("un_forum", "6"),
        .title = "joint consideration of the open-ended working group of the United Nations",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {RF("un_resolution", "7"),
        .title = "presentation of a draft resolution of the First Committee",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .01,
        TEMPLATE_GOVERNANCE(.5)},
    {RF("crime_convention", "8"), .title = "presentation of a draft convention against crime",
        .mechanism = "If it is adopted: fewer refusals for legal reasons and faster legal "
                     "assistance, slowly.",
        .cost_per_year = .02, TEMPLATE_LEGISLATION(.5)},
    {RF("doctrine", "9"), .title = "presentation of documents of national strategic planning",
        .mechanism = "Each party knows the other's doctrine better: espionage is less often "
                     "mistaken for an attack.",
        .cost_per_year = .02, TEMPLATE_DOCTRINE(1)},
    {RF("other_forums", "10"), .title = "cooperation in the formats of the OECD and the ITU",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .01,
        TEMPLATE_GOVERNANCE(.5)},
    {RF("osce_track", "11"), .title = "implementation of the OSCE measures in substance",
        .mechanism = "No effect of its own: these are the measures of the catalogue `osce` in "
                     "an OSCE agreement.",
        TEMPLATE_NONE},
};
const struct builtins measure_rows_russia_france_2021 = {
    .at = russia_france_2021, .count = FIELD_COUNT_OF(russia_france_2021)};

/* the talks of Jakarta, 22 March 2017 */
#define IR(end, number)                                                                        \
    TALK("indonesia_russia_2017", end, "commitment " number),                                  \
        .references = "Talks of 22 March 2017, by report"

static const struct measure indonesia_russia_2017[] = {
    {IR("state_data", "1"), .title = "defence of confidential state data against crime",
        .mechanism = "Fewer operations against government systems succeed.", .family = "M12",
        .evidence = ASSUMPTION, .adoption_lag_days = 365, .target_class = TARGET_GOVERNMENT,
        .cost_per_year = .2, CHANGE(vulnerability, -.1, -.3, 0)},
    {IR("counter_terror", "2"), .title = "existing cooperation against terror and its funding",
        .mechanism = "No effect of its own: cooperation in other fields is part of the initial "
                     "trust (`trust_good` of the pair).",
        TEMPLATE_NONE},
    {IR("principles", "3"), .title = "explanation of the principles of policy",
        .mechanism = "Each party knows the other's doctrine better: half the effect of an "
                     "exchange of doctrine.",
        .cost_per_year = .02, TEMPLATE_DOCTRINE(.5)},
    {IR("experience", "5"), .title = "experience gained from several partners",
        .mechanism = "Knowledge arrives; it counts as a small amount of money per year, added "
                     "up over partners.",
        .cost_per_year = .05, TEMPLATE_CAPACITY(.3)},
    {IR("intelligence", "8"), .title = "sharing of intelligence",
        .mechanism =
            "A partner is asked what it knows of an incident, and its findings count as "
            "evidence; little of this intelligence reaches the desks that detect operations.",
        .cost_per_year = .1, GAIN(indicator_sharing, .2, 0, .7),
        TEMPLATE_CERT(GAIN(joint_case, .3, .05, .6))},
    {IR("training", "8"), .title = "exchange and training",
        .mechanism = "Raises the capacities of the receiving state after a lag, with "
                     "diminishing returns.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.5)},
    {IR("equipment", "8"), .title = "equipment",
        .mechanism = "Equipment raises the capacities of the receiving state after a lag, with "
                     "diminishing returns; its money is added to that for training.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.5)},
};
const struct builtins measure_rows_indonesia_russia_2017 = {
    .at = indonesia_russia_2017, .count = FIELD_COUNT_OF(indonesia_russia_2017)};

/* the joint statement of Lough Erne, 17 June 2013 */
#define UR(end, number)                                                                        \
    TALK("us_russia_2013", end, "measure " number),                                            \
        .references = "Joint statement of 17 June 2013; https://obamawhitehouse.archives.gov/" \
                      "the-press-office/2013/06/17/joint-statement-presidents-united-states-"  \
                      "america-and-russian-federatio-0"

static const struct measure us_russia_2013[] = {
    {UR("certs", "1"), .title = "exchange of indicators between the emergency response teams",
        .mechanism = "A partner that is informed about an operation detects its own part of "
                     "the same campaign sooner; every message is work for a desk and may leak.",
        .cost_per_year = .5, TEMPLATE_CERT_EXCHANGE(1)},
    {UR("nrrc", "2"),
        .title = "notifications over the Nuclear Risk Reduction Centers, day and night",
        .mechanism = "A question and a credible reply within hours. First used in October "
                     "2016, 3.3 years later: the effect fades without use.",
        .family = "M2", .evidence = QUALITATIVE, .adoption_lag_days = 60, .half_life_days = 548,
        .refreshed_by = REFRESH_USE, .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .3,
        CHANGE(latency, -.958, -.99, -.5), SHIFT(credibility, .3, 0, .5), GAIN(ask, .2, 0, .6),
        SHIFT(inquiry_bonus, .7, 0, 1.5)},
    {UR("line", "3"), .title = "a direct voice line between the White House and the Kremlin",
        .mechanism = "A question and a credible reply within an hour, if the other side "
                     "replies when tension is high.",
        .cost_per_year = .2, TEMPLATE_HOTLINE(1)},
    {UR("group", "4"), .title = "a working group, within a month",
        .mechanism = "States ask before they respond while the group meets.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.6)},
};
const struct builtins measure_rows_us_russia_2013 = {
    .at = us_russia_2013, .count = FIELD_COUNT_OF(us_russia_2013)};

/* the statements of Washington, 25 September 2015 */
#define UC(end, number)                                                                        \
    TALK("us_china_2015", end, "measure " number),                                             \
        .references = "Statements of 25 September 2015"

static const struct measure us_china_2015[] = {
    {UC("pledge", "1"),
        .title = "a pledge not to steal intellectual property for commercial gain",
        .mechanism =
            "Espionage against private targets becomes rarer; the effect fades; to break the "
            "pledge is a violation. The rate of recorded incidents fell to .36 (.08 to 1.23) "
            "of its earlier value and rose again to .56; it had begun to fall a year before. "
            "The change is fitted to this record (V21).",
        .operation_class = OPERATION_ESPIONAGE, .target_class = TARGET_PRIVATE,
        TEMPLATE_PLEDGE_FITTED},
    {UC("dialogue", "2"), .title = "a high-level dialogue on crime, with a line for cases",
        .mechanism = "States ask before they respond, and requests are answered sooner.",
        .cost_per_year = .2, CHANGE(law_enforcement_delay, -.3, -.6, 0),
        TEMPLATE_CONSULTATIONS(.6)},
};
const struct builtins measure_rows_us_china_2015 = {
    .at = us_china_2015, .count = FIELD_COUNT_OF(us_china_2015)};
