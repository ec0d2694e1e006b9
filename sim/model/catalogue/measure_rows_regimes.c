/*
 * Further regimes: Russia and China 2015, the Shanghai Cooperation Organisation 2009, the
 * diplomatic framework of the European Union, the United States and South Korea 2023, and the
 * Counter Ransomware Initiative. A commitment has a row only if its text or a dated report of it
 * was found. The comment of each catalogue names what is left out. The grade of a row is that of
 * its effects, unless GRADE() gives an effect its own. Titles are paraphrased.
 */
#include "model/catalogue/measure_template.h"

#define REGIME(prefix, end, number_, checked)                                                  \
    .key.id = prefix "_" end, .number = number_, .wording = (checked)

/* The agreement of Moscow, 8 May 2015. Articles 1, 2 and 6 to 14 are left out, because their text
   was not found. The interval of the consultations of article 5 is not known either. */
#define RC(end, number_)                                                                       \
    REGIME("russia_china_2015", end, number_, WORDING_CHECKED),                                \
        .references =                                                                          \
            "Agreement of 8 May 2015; order 788-r of 30 April 2015; "                          \
            "https://csis-tech.org/blog/2015/5/11/sino-russian-cybersecurity-agreement-2015"

static const struct measure russia_china_2015[] = {
    {RC("non_aggression", "article 4(3)"),
        .title = "no unlawful use, interference or attack against each other's state resources",
        .mechanism = "Attacks by one party on government targets of the other become rarer; an "
                     "attributed attack is a violation. No verification was agreed. Espionage "
                     "is not named.",
        .operation_class = OPERATION_ATTACK, .target_class = TARGET_GOVERNMENT,
        TEMPLATE_NORM(1)},
    {RC("response_channels", "article 3"), .title = "channels for a joint response to threats",
        .mechanism = "Assistance shortens an incident: half the effect of a duty to assist.",
        .cost_per_year = .1, TEMPLATE_ASSISTANCE(.5)},
    {RC("police", "article 3"),
        .title = "police information and joint investigation of terrorism and crime",
        .mechanism = "Requests between prosecutors and police are answered sooner: half the "
                     "effect of a joint investigation.",
        .cost_per_year = .2, TEMPLATE_INVESTIGATION(.5),
        GRADE(law_enforcement_delay, QUANTIFIED)},
    {RC("infrastructure", "article 3"),
        .title = "exchange of technology for protecting critical infrastructure",
        .mechanism = "Fewer operations against the protected targets succeed: half the effect "
                     "of cooperation on protecting them.",
        .cost_per_year = .2, TEMPLATE_INFRASTRUCTURE(.5)},
    {RC("training", "article 3"), .title = "research and training together",
        .mechanism = "Knowledge arrives; it counts as a small amount of money per year.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.5)},
    {RC("forums", "article 3"), .title = "coordination in the United Nations and the ITU",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {RC("information", "article 3(15)"), .title = "exchange of information between authorities",
        .mechanism = "Warnings are sent more often: half the effect of an exchange between "
                     "CERTs.",
        .cost_per_year = .1, TEMPLATE_CERT_EXCHANGE(.5)},
    {RC("bodies", "article 5"), .title = "competent bodies, named within 60 days",
        .mechanism = "A message reaches the right office within hours; the "
                     "bodies meet at consultations, which refreshes the effect.",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT_BY(1, REFRESH_CONSULTATION)},
    {RC("consultations", "article 5"), .title = "consultations that review implementation",
        .mechanism = "States ask before they respond; misreading becomes less likely.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(1)},
};
const struct builtins measure_rows_russia_china_2015 = {
    .at = russia_china_2015, .count = FIELD_COUNT_OF(russia_china_2015)};

/* The agreement of Yekaterinburg, 16 June 2009. The principles of article 4 (among them a clause of
   non-aggression) and articles 6 to 12 are left out, because their text was not found. */
#define SCO(end, number_, checked)                                                             \
    REGIME("sco_2009", end, number_, checked),                                                 \
        .references =                                                                          \
            "Agreement of 16 June 2009; "                                                      \
            "https://unidir.org/cpp/en/organizations/shanghaicooperationorganisation"

static const struct measure sco_2009[] = {
    {SCO("monitoring", "article 3", WORDING_CHECKED),
        .title = "a system of joint monitoring of threats",
        .mechanism = "More sensors: half the effect of joint monitoring.", .cost_per_year = .5,
        TEMPLATE_MONITORING(.5)},
    {SCO("response", "article 3", WORDING_CHECKED),
        .title = "a system of joint response, and coordinated joint measures",
        .mechanism = "Assistance shortens an incident: half the effect of a duty to assist.",
        .cost_per_year = .3, TEMPLATE_ASSISTANCE(.5)},
    {SCO("weapons_law", "article 3", WORDING_CHECKED),
        .title = "international law that limits the spread and use of information weapons",
        .mechanism = "No effect here: a proposal to all states; no party is bound by it.",
        TEMPLATE_NONE},
    {SCO("positions", "article 3(14)", WORDING_UNVERIFIED),
        .title = "coordinated positions in international bodies",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {SCO("authorities", "article 5", WORDING_UNVERIFIED),
        .title = "competent authorities and representatives",
        .mechanism = "A message reaches the right office within hours; both "
                     "effects fade.",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT(.7)},
};
const struct builtins measure_rows_sco_2009 = {
    .at = sco_2009, .count = FIELD_COUNT_OF(sco_2009)};

/* Council conclusions of 19 June 2017 and Decision (CFSP) 2019/797. The revised guidelines of 2023
   are left out, because their text was not found. The fifth category of measures is also left
   out. */
#define EU(end, number_, source)                                                               \
    REGIME("eu_toolbox", end, number_, WORDING_CHECKED), .references = source

static const struct measure eu_toolbox[] = {
    {EU("settlement", "conclusions 2017",
         "Council conclusions of 19 June 2017; "
         "https://dig.watch/resource/eu-cyber-diplomacy-toolbox"),
        .title = "settlement by peaceful means first",
        .mechanism = "An off-ramp is offered and accepted more readily.", .family = "M4a",
        .evidence = ASSUMPTION, .adoption_lag_days = 180, .cost_per_year = .05,
        CHANGE(offer_rate, .5, 0, 2), SHIFT(acceptance_bonus, .5, 0, 1)},
    {EU("territory", "conclusions 2017", "Council conclusions of 19 June 2017"),
        .title = "states do not knowingly let their territory be used for wrongful acts",
        .mechanism = "Each state acts against operations by non-state actors from its "
                     "territory: half the effect of cooperation against such use.",
        .cost_per_year = .3, TEMPLATE_SUPPRESSION(.5)},
    {EU("joint_response", "guidelines 13007/17",
         "Implementing guidelines, 11 October 2017, document 13007/17"),
        .title = "joint statements and measures, without an attribution by the Union itself",
        .mechanism = "Other states join an attribution, so that hostile conduct costs more; a "
                     "false accusation is possible. Half the effect of joint attribution.",
        .cost_per_year = .1, TEMPLATE_JOINT_ATTRIBUTION(.5)},
    {EU("sanctions", "Decision 2019/797",
         "Decision (CFSP) 2019/797 of 17 May 2019, first listings on 30 July 2020: 14 months; "
         "about 21 listings in five years"),
        .title = "travel bans and frozen assets",
        .mechanism = "States expect a cost of hostile conduct beyond the response of the other "
                     "side.",
        .cost_per_year = .1, TEMPLATE_SANCTIONS(1)},
    {EU("cooperation", "guidelines 13007/17", "Use of the framework; https://eurepoc.eu"),
        .title = "preventive and cooperative measures: dialogues with other states",
        .mechanism = "States ask before they respond, less often than with bilateral "
                     "consultations.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.4)},
};
const struct builtins measure_rows_eu_toolbox = {
    .at = eu_toolbox, .count = FIELD_COUNT_OF(eu_toolbox)};

/* The framework of Washington, 26 April 2023. Its text was not found, so the rows follow
   reports. */
#define US_ROK(end, number_)                                                                   \
    REGIME("us_rok_2023", end, number_, WORDING_UNVERIFIED),                                   \
        .references = "Strategic Cybersecurity Cooperation Framework, 26 April 2023, by "      \
                      "report (KBS World, 28 April 2023)"

static const struct measure us_rok_2023[] = {
    {US_ROK("alliance", "report, a"), .title = "the alliance extends to cyberspace",
        .mechanism = "No effect here: the two sides agreed to discuss whether the treaty of "
                     "mutual defence applies; an automatic duty is not on record.",
        TEMPLATE_NONE},
    {US_ROK("policy", "report, b"),
        .title = "cooperation in technology, policy and strategy; a working group",
        .mechanism = "States ask before they respond while the group meets.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.6)},
    {US_ROK("accountability", "report, c and d"),
        .title = "deterring malicious acts and holding states to account together",
        .mechanism = "Other states join an attribution, so that hostile conduct costs more; a "
                     "false accusation is possible.",
        .cost_per_year = .1, TEMPLATE_JOINT_ATTRIBUTION(1)},
    {US_ROK("training", "report, e"), .title = "training and talent",
        .mechanism = "Knowledge arrives; it counts as a small amount of money per year.",
        .cost_per_year = .2, TEMPLATE_CAPACITY(.5)},
    {US_ROK("facilities", "report, e"), .title = "protection of key facilities",
        .mechanism = "Fewer operations against the protected targets succeed.",
        .cost_per_year = .3, TEMPLATE_INFRASTRUCTURE(.7)},
    {US_ROK("threat_information", "report, f"), .title = "information on threats in real time",
        .mechanism =
            "A partner that is informed about an operation detects its own part of the "
            "same campaign sooner; every message is work for a desk and may leak.",
        .cost_per_year = .5, TEMPLATE_CERT_EXCHANGE(1)},
    {US_ROK("councils", "report, g"),
        .title = "channels between the two security councils and the services",
        .mechanism = "A message reaches the right office within hours; both "
                     "effects fade without contact.",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT_BY(1, REFRESH_CONSULTATION)},
};
const struct builtins measure_rows_us_rok_2023 = {
    .at = us_rok_2023, .count = FIELD_COUNT_OF(us_rok_2023)};

/* The Counter Ransomware Initiative, from 13 October 2021. Results of single summits that call for
   no action of the members are left out. */
#define CRI(end, number_, source)                                                              \
    REGIME("cri", end, number_, WORDING_CHECKED), .references = source

static const struct measure cri[] = {
    {CRI("task_force", "2022", "International Counter Ransomware Task Force, 2022"),
        .title = "a task force of police and agencies against ransomware",
        .mechanism = "Cases of crime are investigated together: half the effect of a joint "
                     "investigation.",
        .operation_class = OPERATION_CRIME, .cost_per_year = .5, TEMPLATE_INVESTIGATION(.5),
        GRADE(law_enforcement_delay, QUANTIFIED)},
    {CRI("wallets", "2023", "Joint statement of 1 November 2023"),
        .title = "a shared list of the wallets of criminals",
        .mechanism = "Each state acts against criminals: a third of the effect of cooperation "
                     "against such use.",
        .cost_per_year = .1, TEMPLATE_SUPPRESSION(.3)},
    {CRI("payments", "2 November 2023",
         "CRI joint statement on ransomware payments, 2 November 2023 (gov.uk)"),
        .title = "institutions under national authority should not pay ransoms",
        .mechanism = "No effect here: the model has no payments, and no effect of a ban on the "
                     "rate of attacks has been measured.",
        TEMPLATE_NONE},
    {CRI("capacity", "2023", "Pillar of diplomacy and capacity building, 2023"),
        .title = "building the capacity of members",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building.",
        .cost_per_year = .5, TEMPLATE_CAPACITY(.5)},
    {CRI("industry", "2024", "Fourth summit, 30 September to 3 October 2024"),
        .title = "an advisory panel of the private sector",
        .mechanism =
            "Companies report what they observe: a third of the effect of more sensors.",
        .cost_per_year = .1, TEMPLATE_MONITORING(.3)},
};
const struct builtins measure_rows_cri = {.at = cri, .count = FIELD_COUNT_OF(cri)};
