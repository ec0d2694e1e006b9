/*
 * Bilateral agreements of 2017 and 2021: the commitments that call for action. The numbers give the
 * order of the commitments in the named sources. The titles paraphrase reports, because the texts
 * of the treaties were not available.
 */
#include "model/catalogue/measure_template.h"

#define PACT(prefix, end, number_)                                                             \
    .key.id = prefix "_" end, .number = "commitment " number_, .wording = WORDING_CHECKED

/* the agreement of Jakarta, 14 December 2021 */
#define RI(end, number_)                                                                       \
    PACT("russia_indonesia_2021", end, number_),                                               \
        .references = "Agreement of 14 December 2021; https://fr.news-front.su/2021/12/14/"    \
                      "la-russie-et-lindonesie-ont-signe-un-accord-sur-la-cybersecurite"

static const struct measure russia_indonesia_2021[] = {
    {RI("consultations", "2"), .title = "security consultations at the level of ministers",
        .mechanism = "States ask before they respond; misreading becomes less likely.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(1)},
    {RI("joint_measures", "4"),
        .title = "joint measures that the parties will develop and implement",
        .mechanism = "No effect of its own: its result is another agreement, which follows "
                     "this one (`entry/follows`).",
        TEMPLATE_NONE},
    {RI("monitoring", "5"), .title = "a system to prevent and monitor threats",
        .mechanism = "More sensors: operations are detected sooner.", .cost_per_year = .5,
        TEMPLATE_MONITORING(1)},
    {RI("response", "5"), .title = "joint response to threats",
        .mechanism = "Assistance shortens an incident; a request that is honoured builds "
                     "trust, one that is refused reduces it.",
        .cost_per_year = .3, TEMPLATE_ASSISTANCE(1)},
    {RI("unlawful_use", "6"), .title = "exchange on unlawful use of information technology",
        .mechanism = "Warnings are sent more often from CERT to CERT. Commitments 6 to 9 are "
                     "parts of one exchange between CERTs and count once.",
        .cost_per_year = .1, TEMPLATE_CERT(SHIFT(notice_bonus, 1.5, 0, 3))},
    {RI("incidents", "7"), .title = "exchange on computer incidents",
        .mechanism = "A report of an incident contains some of its indicators.",
        .cost_per_year = .1, GAIN(leak, .02, 0, .1), CHANGE(message_load, .1, 0, .5),
        TEMPLATE_CERT(GAIN(indicator_sharing, .4, .1, .8))},
    {RI("malware", "8"), .title = "exchange on malware",
        .mechanism = "A partner that has the indicators detects its own part of the same "
                     "campaign sooner; every message is work for a desk and may leak.",
        .cost_per_year = .1, GAIN(leak, .02, 0, .1), CHANGE(message_load, .1, 0, .5),
        TEMPLATE_CERT(GAIN(indicator_sharing, .7, .2, 1))},
    {RI("attacks", "9"), .title = "exchange on computer attacks and other methods",
        .mechanism = "A party that knows the methods is asked to look at incidents of the "
                     "other; its findings count as evidence on the incident.",
        .cost_per_year = .1, TEMPLATE_CERT(GAIN(joint_case, .3, .05, .6))},
    {RI("governance", "10"),
        .title = "interaction to improve the present model of Internet governance",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .05,
        TEMPLATE_GOVERNANCE(1)},
    {RI("joint_cbms", "11"),
        .title = "joint confidence-building measures that the parties will develop and apply",
        .mechanism = "No effect of its own: its result is another agreement, which follows "
                     "this one (`entry/follows`).",
        TEMPLATE_NONE},
    {RI("data_protection", "12"),
        .title = "a coordinated policy on protecting information, personal data included",
        .mechanism = "One rule in place of two: somewhat fewer requests are refused for legal "
                     "reasons.",
        .family = "M19", .evidence = ASSUMPTION, .cost_per_year = .1,
        REDUCTION(refusal, .1, 0, .5)},
    {RI("legislation", "13"), .title = "exchange of information on national legislation",
        .mechanism = "Fewer requests fail for legal reasons, and legal assistance becomes "
                     "faster, slowly.",
        .cost_per_year = .05, TEMPLATE_LEGISLATION(1)},
    {RI("investigation", "14"),
        .title = "joint investigation, tracking and detection of threats",
        .mechanism = "A victim asks one trusted partner to investigate an incident with it: "
                     "the findings are evidence, and in crime they may take the source "
                     "down. Nothing is asked of a suspect.",
        .cost_per_year = .3, TEMPLATE_INVESTIGATION(1)},
    {RI("suppression", "14"), .title = "preventing and suppressing threats at home",
        .mechanism = "Each party acts against operations by non-state actors from its "
                     "territory.",
        .cost_per_year = .3, TEMPLATE_SUPPRESSION(1)},
    {RI("bodies", "15"), .title = "coordinating bodies named on both sides",
        .mechanism = "A message reaches the right office within hours; the "
                     "bodies meet at consultations, which refreshes the effect.",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT_BY(1, REFRESH_CONSULTATION)},
};
const struct builtins measure_rows_russia_indonesia_2021 = {
    .at = russia_indonesia_2021, .count = FIELD_COUNT_OF(russia_indonesia_2021)};

/* the declaration of Da Nang, 10 November 2017 */
#define VR(end, number_)                                                                       \
    PACT("vietnam_russia_2017", end, number_),                                                 \
        .references =                                                                          \
            "Joint declaration of 10 November 2017; https://vietnamnet.vn/en/apec-"            \
            "2017-vietnam-russia-cooperate-in-intl-information-security-E190052.html"

static const struct measure vietnam_russia_2017[] = {
    {VR("personal_data", "3"),
        .title = "concern over the taking and use of personal data without permission",
        .mechanism = "No effect here: the model does not distinguish theft of personal data "
                     "from other espionage.",
        TEMPLATE_NONE},
    {VR("non_interference", "4"),
        .title = "no use against sovereignty or for interference in internal affairs",
        .mechanism = "Attacks by one party on the other become rarer; an attributed attack is "
                     "a violation.",
        .operation_class = OPERATION_ATTACK, TEMPLATE_NORM(1)},
    {VR("common_response", "5"), .title = "quick and effective response by common effort",
        .mechanism = "Assistance shortens an incident: half the effect of a duty to assist.",
        .cost_per_year = .1, TEMPLATE_ASSISTANCE(.5)},
    {VR("settlement", "6"), .title = "prevention and peaceful settlement of conflicts",
        .mechanism = "An off-ramp is offered and accepted more readily.", .family = "M4a",
        .evidence = ASSUMPTION, .adoption_lag_days = 180, .cost_per_year = .05,
        CHANGE(offer_rate, .5, 0, 2), SHIFT(acceptance_bonus, .5, 0, 1)},
    {VR("codes_of_conduct", "7"),
        .title = "norms, rules or codes of conduct in the United Nations",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {VR("governance", "8"),
        .title = "cooperation in the United Nations and the ITU on managing the Internet",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {VR("mutual_trust", "9"), .title = "building and strengthening mutual trust",
        .mechanism =
            "A round of consultations builds a little trust. Trust follows otherwise from "
            "the conduct of the parties.",
        .family = "M4", .evidence = ASSUMPTION, SHIFT(meeting_value, .3, 0, 1)},
    {VR("key_projects", "10"), .title = "security of key projects of national security",
        .mechanism = "Fewer operations against the protected targets succeed.",
        .cost_per_year = .5, TEMPLATE_INFRASTRUCTURE(1)},
    {VR("crime_and_terrorism", "11"), .title = "preventing use for terrorism and crime",
        .mechanism = "Each party acts against operations by non-state actors from its "
                     "territory.",
        .cost_per_year = .3, TEMPLATE_SUPPRESSION(1)},
    {VR("technology", "12"), .title = "supply and transfer of technology",
        .mechanism = "Raises the capacities of the receiving state after a lag, with "
                     "diminishing returns.",
        .cost_per_year = .2, TEMPLATE_CAPACITY(1)},
    {VR("training", "13"), .title = "training of specialists",
        .mechanism = "Raises the capacities of the receiving state through trained people: "
                     "half the money of the measure for technology. If both measures exist, "
                     "their amounts are added.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.5)},
    {VR("crime_information", "14"), .title = "information and experience on preventing crime",
        .mechanism =
            "Warnings are sent more often: half the effect of an exchange between CERTs.",
        .cost_per_year = .1, TEMPLATE_CERT_EXCHANGE(.5)},
    {VR("stable_operation", "15"), .title = "safe operation and stable interaction of networks",
        .mechanism = "No effect here: a source of kind accident produces accidents, at a rate "
                     "that the scenario sets.",
        TEMPLATE_NONE},
    {VR("forums", "16"), .title = "bringing positions closer in international forums",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {VR("consultations", "17"),
        .title = "regular consultations between sectors, to prepare agreements among others",
        .mechanism =
            "States ask before they respond. The consultations prepare another agreement, "
            "which follows this one (`entry/follows`): a treaty ten months later.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(1)},
};
const struct builtins measure_rows_vietnam_russia_2017 = {
    .at = vietnam_russia_2017, .count = FIELD_COUNT_OF(vietnam_russia_2017)};
