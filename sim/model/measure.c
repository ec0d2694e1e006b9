#include "model/measure.h"

#include "model/describe.h"

const char *const measure_evidence_names[] = {
    "quantified", "qualitative", "theory", "assumption", NULL};
const char *const measure_operation_names[] = {
    "any", "espionage", "attack", "destructive", "crime", NULL};
const char *const measure_target_names[] = {
    "any", "private", "government", "military", "critical", NULL};
static const char *const refreshed_names[] = {
    "nothing", "use", "exercise", "consultation", NULL};
static const char *const channel_names[] = {
    "any", "political", "technical", "law_enforcement", "defence", NULL};

enum { QUANTIFIED, QUALITATIVE, THEORY, ASSUMPTION };

#define T struct measure
#define EFFECT_FIELD(text, lever, part, low, high, unit_, doc_)                                \
    {                                                                                          \
        .name = (text), .kind = FIELD_REAL,                                                    \
        .offset = offsetof(T, effect) + LEVER_##lever * sizeof(struct effect) +                \
                  offsetof(struct effect, part),                                               \
        .min = (low), .max = (high), .unit = (unit_), SWEEP(0, 0), .doc = (doc_)               \
    }
#define SCALE_FIELDS(id, unit, doc) EFFECT_FIELD(#id "_change", id, up, -1, 100, "share", doc),
#define SHIFT_FIELDS(id, unit, doc) EFFECT_FIELD(#id "_shift", id, up, -100, 100, unit, doc),
#define PROBABILITY_FIELDS(id, unit, doc)                                                      \
    EFFECT_FIELD(#id "_gain", id, up, 0, 1, "share", doc),                                     \
        EFFECT_FIELD(#id "_reduction", id, down, 0, 1, "share", doc),
#define X(id, kind, scope, unit, doc) kind##_FIELDS(id, unit, doc)

static const struct field measure_fields[] = {
    TEXT(T, measure, "Catalogue row this measure starts from; its own key if absent."),
    TEXT(T, title, "What people call it."),
    TEXT(T, family,
        "Family: of overlapping measures of one family on one pair only the strongest acts."),
    TEXT(T, references, "Catalogues and articles it comes from."),
    TEXT(T, mechanism, "What it is meant to do."),
    CHOICE(T, evidence, measure_evidence_names, ASSUMPTION,
        "Grade of the evidence for its effect."),
    FIELD(T, implementation, .max = 1, .preset = 1, .unit = "share", SWEEP(0, 1),
        .not_in_rows = true,
        .doc = "How much of it has been put into practice, on top of each party's own."),
    FIELD(T, activity, .max = 1, .preset = 1, .unit = "share", SWEEP(0, 1), .not_in_rows = true,
        .doc = "How much it is used, on top of each party's own."),
    NUMBER(T, adoption_lag_days, 0, 36525, 90, "days", SWEEP(0, 730),
        "Time constant of its taking effect."),
    NUMBER(T, half_life_days, 0, 365250, 0, "days", SWEEP(180, 3650),
        "Time in which an unrefreshed measure loses half its weight; 0: it does not fade."),
    NUMBER(T, lead_days, 0, 3650, 0, "days", SWEEP(0, 365),
        "How long before entry into force it begins to work, in anticipation."),
    CHOICE(T, refreshed_by, refreshed_names, REFRESH_NOTHING, "What makes it fresh again."),
    CHOICE(T, channel, channel_names, MEASURE_CHANNEL_ANY,
        "Channel whose latency, reach, answers and credibility it changes."),
    CHOICE(T, operation_class, measure_operation_names, OPERATION_ANY,
        "Operations whose accepted rate it changes, or which it pledges to leave."),
    CHOICE(T, target_class, measure_target_names, TARGET_ANY,
        "Targets whose accepted rate it changes."),
    SWITCH(
        T, pledge, 0, "Whether operations of its class by one party against another break it."),
    NUMBER(T, cost_per_year, 0, 1e9, 0, "US$1m per year", SWEEP(0, 0), "Cost while in force."),
    LEVERS(X)};
#undef X
RECORD(measure, T, "A confidence-building measure as an agreement holds it.");

#define EFFECT(lever, ...) .effect[LEVER_##lever] = {__VA_ARGS__}
#define CHANGE(lever, share) EFFECT(lever, .up = (share))
#define GAIN(lever, share) EFFECT(lever, .up = (share))
#define SHIFT(lever, by) EFFECT(lever, .up = (by))
#define REDUCTION(lever, share) EFFECT(lever, .down = (share))
static const T rows[] = {
    {.key.id = "assistance",
        .title = "duty to assist and joint response",
        .family = "M8",
        .references = "GGE h; Russia-Indonesia 2021 on joint response",
        .mechanism = "Help shortens an incident; a request honoured builds trust, one refused "
                     "costs it.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 180,
        SHIFT(assistance_bonus, 2.0),
        CHANGE(assistance_effect, .25)},
    {.key.id = "capacity_building",
        .title = "training and technology for detection and response",
        .family = "M10",
        .references = "OSCE 5, 12; UN G6; OAS 4-5; ASEAN Cyber Capacity Programme",
        .mechanism = "Raises the capacities of the receiving states after a lag, with "
                     "diminishing returns.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 0,
        SHIFT(capacity_flow, .1)},
    {.key.id = "cert_exchange",
        .title = "exchange of incident and malware information between CERTs",
        .family = "M3",
        .references = "OSCE 2; UN G5, G7; Russia-Indonesia 2021 on computer incidents",
        .mechanism = "A partner who is told of an operation finds its own share of the same "
                     "campaign sooner; every message is work for a desk, and may leak.",
        .evidence = QUALITATIVE,
        .adoption_lag_days = 180,
        .half_life_days = 913,
        .refreshed_by = REFRESH_USE,
        .channel = MEASURE_CHANNEL_TECHNICAL,
        GAIN(indicator_sharing, .7),
        SHIFT(notice_bonus, 1.5),
        SHIFT(evidence_accuracy, .2),
        GAIN(leak, .02),
        CHANGE(message_load, .1)},
    {.key.id = "clean_up",
        .title = "measuring and cleaning infected infrastructure",
        .family = "M18",
        .references = "GGE c; CyberGreen (ASEAN 2016)",
        .mechanism = "Fewer operations by criminals and proxies from home territory.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 365,
        GAIN(proxy_control, .2)},
    {.key.id = "coalition_attribution",
        .title = "public attribution by a coalition",
        .family = "M15",
        .references = "theory: Baliga, Bueno de Mesquita and Wolitzky 2020",
        .mechanism = "Others join a statement, so that hostile conduct costs more; a false "
                     "accusation is possible.",
        .evidence = THEORY,
        .adoption_lag_days = 90,
        SHIFT(hostility_cost, .3)},
    {.key.id = "confidential_data",
        .title = "rules on protected and personal data in cross-border exchange",
        .family = "M19",
        .references = "Russia-Indonesia 2021 on information protection",
        .mechanism = "Some requests are refused for legal reasons.",
        .evidence = ASSUMPTION,
        GAIN(refusal, .1)},
    {.key.id = "consultations",
        .title = "regular consultations",
        .family = "M4",
        .references = "OSCE 3; UN G2; Vietnam-Russia 2017; Russia-France 2021",
        .mechanism = "Asking comes before answering; misreading becomes less likely.",
        .evidence = QUALITATIVE,
        .adoption_lag_days = 90,
        .half_life_days = 548,
        .refreshed_by = REFRESH_CONSULTATION,
        .channel = MEASURE_CHANNEL_POLITICAL,
        GAIN(ask, .45),
        REDUCTION(misreading, .3),
        SHIFT(consultation_bonus, 1.0),
        SHIFT(acceptance_bonus, .5),
        CHANGE(consultation_time, -.5)},
    {.key.id = "contact_point",
        .title = "contact points and their directory",
        .family = "M1",
        .references =
            "OSCE 8; UN G1; OAS 2-3; ARF 1; Russia-Indonesia 2021, coordinating bodies",
        .mechanism = "The right counterpart is found in hours, and is reached; both fade as "
                     "people move on.",
        .evidence = QUALITATIVE,
        .adoption_lag_days = 90,
        .half_life_days = 548,
        .refreshed_by = REFRESH_EXERCISE,
        CHANGE(locate_time, -.75),
        GAIN(reach, .6),
        SHIFT(inquiry_bonus, .5)},
    {.key.id = "critical_infrastructure",
        .title = "cooperation on protecting critical infrastructure",
        .family = "M12",
        .references = "OSCE 15; UN G7; ARF 3; Vietnam-Russia 2017 on key projects",
        .mechanism = "Fewer operations against the protected targets get through.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 365,
        .target_class = TARGET_CRITICAL,
        CHANGE(vulnerability, -.3),
        CHANGE(containment_speed, .1)},
    {.key.id = "doctrine_exchange",
        .title = "exchange of doctrine, strategy and terminology",
        .family = "M5",
        .references = "OSCE 1, 4, 7, 9; UN G3; OAS 1",
        .mechanism = "A sharper idea of the other's doctrine: espionage is less often read as "
                     "attack.",
        .evidence = THEORY,
        .adoption_lag_days = 365,
        REDUCTION(misreading, .15),
        CHANGE(doctrinal_distance, -.15)},
    {.key.id = "exercise",
        .title = "joint exercises and contact-point pings",
        .family = "M9",
        .references = "UN G4; ASEAN CERT Incident Drill",
        .mechanism = "Keeps contact points and procedures alive.",
        .evidence = QUALITATIVE,
        .half_life_days = 548,
        .refreshed_by = REFRESH_EXERCISE,
        GAIN(answer, .3),
        CHANGE(desk_speed, .05)},
    {.key.id = "hotline",
        .title = "crisis hotline",
        .family = "M2",
        .references = "US-Russia 2013; OSCE 10, 13",
        .mechanism = "A question and a credible answer within hours, if anyone answers when "
                     "tension is high.",
        .evidence = QUALITATIVE,
        .adoption_lag_days = 60,
        .half_life_days = 548,
        .refreshed_by = REFRESH_EXERCISE,
        .channel = MEASURE_CHANNEL_POLITICAL,
        CHANGE(latency, -.979),
        SHIFT(credibility, .4),
        GAIN(ask, .3),
        SHIFT(inquiry_bonus, 1.0),
        CHANGE(offer_rate, 1.0)},
    {.key.id = "joint_investigation",
        .title = "joint investigation",
        .family = "M7",
        .references = "OSCE 6; Russia-Indonesia 2021 on joint investigation",
        .mechanism = "Pooled evidence comes faster and points better; takes about a month "
                     "against 6-24 months of legal assistance.",
        .evidence = QUANTIFIED,
        .adoption_lag_days = 365,
        .channel = MEASURE_CHANNEL_LAW_ENFORCEMENT,
        SHIFT(investigation_bonus, 2.0),
        CHANGE(investigation_time, -.33),
        SHIFT(evidence_accuracy, .3),
        CHANGE(evidence_rate, .25),
        CHANGE(law_enforcement_delay, -.8)},
    {.key.id = "joint_monitoring",
        .title = "joint prevention and monitoring",
        .family = "M13",
        .references = "OSCE 14; UN G8; Russia-Indonesia 2021 on prevention and monitoring",
        .mechanism = "More sensors: operations are found sooner.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 365,
        CHANGE(detection_speed, .2),
        CHANGE(indicator_effect, .2)},
    {.key.id = "legislation_exchange",
        .title = "exchange of information on national legislation",
        .family = "M6a",
        .references = "OSCE 6; OAS 1; ARF 2; Russia-Indonesia 2021 on national legislation",
        .mechanism = "Legal friction falls, slowly.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 730,
        CHANGE(doctrinal_distance, -.1),
        REDUCTION(refusal, .3),
        CHANGE(law_enforcement_delay, -.2)},
    {.key.id = "proxy_suppression",
        .title = "cooperation against criminal and terrorist use",
        .family = "M7a",
        .references = "GGE c, d; Vietnam-Russia 2017; Russia-Indonesia 2021 on suppressing "
                      "threats",
        .mechanism = "Each party acts against operations by non-state actors from its "
                     "territory.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 365,
        GAIN(proxy_control, .15)},
    {.key.id = "restraint_pledge",
        .title = "pledge to leave a class of operations",
        .family = "M6",
        .references = "US-China 2015; GGE f, k, c",
        .mechanism = "Pledged operations become rarer, and fade back; breaking it is a "
                     "violation.",
        .evidence = QUANTIFIED,
        .half_life_days = 1765,
        .pledge = true,
        CHANGE(accepted_rate, -.74)},
    {.key.id = "severity_scale",
        .title = "shared scale of incident severity",
        .family = "M14",
        .references = "OAS 11; OSCE severity scales",
        .mechanism = "A common scale, less over-reading.",
        .evidence = ASSUMPTION,
        .adoption_lag_days = 365,
        CHANGE(severity_noise, -.375)},
    {.key.id = "vulnerability_reporting",
        .title = "responsible reporting of vulnerabilities",
        .family = "M11",
        .references = "OSCE 16; GGE i, j",
        .mechanism = "Exploits live shorter, and may be used sooner.",
        .evidence = THEORY,
        .adoption_lag_days = 365,
        CHANGE(exploit_persistence, -.2)},
};
const struct rows measure_rows = {rows, FIELD_COUNT_OF(rows), "measure"};
