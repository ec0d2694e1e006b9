#include "model/input/incident_type.h"

#include "model/catalogue/field_macros.h"

const char *const incident_class_names[] = {
    "espionage", "prepositioning", "disruption", "degradation", "crime", "accident", NULL};
const char *const incident_method_names[] = {
    "defacement", "ddos", "intrusion", "malware", "none", NULL};
const char *const incident_objective_names[] = {
    "disruption", "short_term_espionage", "long_term_espionage", "degradation", "none", NULL};

enum { DEFACEMENT, DDOS, INTRUSION, MALWARE, NO_METHOD };

#define SEVERITY(k)                                                                            \
    {                                                                                          \
        .name = #k, .kind = FIELD_REAL,                                                        \
        .offset = offsetof(struct incident_type, severity) + ((k)-1) * sizeof(double),         \
        .min = 0, .max = 1, .unit = "share", NEUTRAL,                                          \
        .doc = "Weight of severity " #k " (weights need not add up to 1)."                     \
    }

static const struct field severity_fields[] = {SEVERITY(1), SEVERITY(2), SEVERITY(3),
    SEVERITY(4), SEVERITY(5), SEVERITY(6), SEVERITY(7), SEVERITY(8), SEVERITY(9), SEVERITY(10)};
static const struct record severity_record = {.name = "severity_weights",
    .doc = "Probability distribution of the severity, from 1 (probing) to 10 (mass death), as "
           "in DCID.",
    .size = sizeof(struct incident_type),
    .fields = severity_fields,
    .n_fields = FIELD_COUNT_OF(severity_fields)};

#define RECORD_TYPE struct incident_type
static const struct field incident_type_fields[] = {
    TEXT(RECORD_TYPE, title, "Title for readers."),
    {.name = "class",
        .kind = FIELD_CHOICE,
        .offset = offsetof(RECORD_TYPE, class_),
        .choices = incident_class_names,
        .default_value = CLASS_ESPIONAGE,
        .unit = "",
        .doc = "Class of the operation, for detection, publicity, misreading and pledges."},
    CHOICE(RECORD_TYPE, method, incident_method_names, NO_METHOD,
        "Method, with a code of DCID 2.0."),
    CHOICE(RECORD_TYPE, objective, incident_objective_names, OBJECTIVE_NONE,
        "Coercive objective, with a code of DCID 2.0."),
    NUMBER(RECORD_TYPE, share, 0, 1, 0, "share", NEUTRAL,
        "Share of this type in recorded incidents between states; a source without a mix uses "
        "these shares."),
    {.name = "severity",
        .kind = FIELD_OBJECT,
        .offset = 0,
        .record = &severity_record,
        .unit = "",
        .doc = "Probability distribution of the severity."},
    NUMBER(RECORD_TYPE, duration_log_mean, -5, 10, 3, "log days", SWEEP(0, 6),
        "Mean of log(days + 1) of the planned duration."),
    NUMBER(RECORD_TYPE, duration_log_sd, 0, 4, 2, "log days", SWEEP(1, 2.5),
        "Standard deviation of log(days + 1) of the planned duration."),
    NUMBER(RECORD_TYPE, removal_days, 0, 3650, 0, "days", SWEEP(7, 120),
        "Median time from triage until the victim has removed the intruder or repaired the "
        "damage, at neutral resilience; 0: the incident lasts for its planned duration."),
    NUMBER(RECORD_TYPE, demand, 0, 1, 0.9, "probability", SWEEP(0.1, 1),
        "Probability that the state behind an operation of class degradation states a demand; "
        "criminals always do, and the other classes demand nothing."),
    NUMBER(RECORD_TYPE, concession, 0, 1, 0, "probability", SWEEP(0, 0.8),
        "Probability that the target meets the demand of criminals when the operation ends, or "
        "the demand of a state that the target holds responsible and does not act against."),
    NUMBER(RECORD_TYPE, immediate_harm, 0, 1, 0.2, "share", SWEEP(0, 1),
        "Share of the harm that occurs at the start; the rest grows with the elapsed share of "
        "the planned duration."),
};
RECORD(incident_type, RECORD_TYPE, "A type of incident.");

#define P(k) [(k)-1]
static const RECORD_TYPE rows[] = {
    {.key.id = "accident",
        .title = "outage or misconfiguration that looks like an attack",
        .class_ = CLASS_ACCIDENT,
        .method = NO_METHOD,
        .objective = OBJECTIVE_NONE,
        .severity = {P(2) = .5, P(3) = .3, P(4) = .2},
        .duration_log_mean = .7,
        .duration_log_sd = 1,
        .immediate_harm = .2},
    {.key.id = "ddos_degradation",
        .title = "denial of service meant to degrade",
        .class_ = CLASS_DEGRADATION,
        .method = DDOS,
        .objective = OBJECTIVE_DEGRADATION,
        .share = .019,
        .severity = {P(2) = .875, P(4) = .125},
        .duration_log_mean = 1.95,
        .duration_log_sd = .8,
        .demand = 0,
        .immediate_harm = 0},
    {.key.id = "ddos_disruption",
        .title = "denial of service",
        .class_ = CLASS_DISRUPTION,
        .method = DDOS,
        .objective = OBJECTIVE_DISRUPTION,
        .share = .094,
        .severity = {P(2) = .925, P(4) = .075},
        .duration_log_mean = 1.39,
        .duration_log_sd = .8,
        .immediate_harm = 0},
    {.key.id = "defacement",
        .title = "defacement",
        .class_ = CLASS_DISRUPTION,
        .method = DEFACEMENT,
        .objective = OBJECTIVE_DISRUPTION,
        .share = .068,
        .severity = {P(2) = 1},
        .duration_log_mean = 1.1,
        .duration_log_sd = .5,
        .immediate_harm = 1},
    {.key.id = "hack_and_leak",
        .title = "intrusion to publish stolen data",
        .class_ = CLASS_DISRUPTION,
        .method = INTRUSION,
        .objective = OBJECTIVE_DISRUPTION,
        .severity = {P(2) = .3, P(3) = .4, P(4) = .3},
        .duration_log_mean = 4.1,
        .duration_log_sd = 1.5,
        .removal_days = 30,
        .immediate_harm = .5},
    {.key.id = "intrusion_degradation",
        .title = "intrusion meant to degrade",
        .class_ = CLASS_DEGRADATION,
        .method = INTRUSION,
        .objective = OBJECTIVE_DEGRADATION,
        .share = .016,
        .severity = {P(2) = .143, P(4) = .571, P(5) = .286},
        .duration_log_mean = 5.62,
        .duration_log_sd = 2.22,
        .removal_days = 30,
        .demand = 1,
        .concession = .38,
        .immediate_harm = .8},
    {.key.id = "intrusion_disruption",
        .title = "disruptive intrusion",
        .class_ = CLASS_DISRUPTION,
        .method = INTRUSION,
        .objective = OBJECTIVE_DISRUPTION,
        .share = .082,
        .severity = {P(1) = .029, P(2) = .314, P(3) = .371, P(4) = .286},
        .duration_log_mean = 4.2,
        .duration_log_sd = 2.53,
        .removal_days = 14,
        .immediate_harm = .2},
    {.key.id = "intrusion_long_espionage",
        .title = "long-term espionage by intrusion",
        .class_ = CLASS_ESPIONAGE,
        .method = INTRUSION,
        .objective = OBJECTIVE_LONG_TERM,
        .share = .245,
        .severity = {P(2) = .029, P(3) = .615, P(4) = .356},
        .duration_log_mean = 5.93,
        .duration_log_sd = 1.89,
        .removal_days = 60,
        .immediate_harm = .2},
    {.key.id = "intrusion_short_espionage",
        .title = "short-term espionage by intrusion",
        .class_ = CLASS_ESPIONAGE,
        .method = INTRUSION,
        .objective = OBJECTIVE_SHORT_TERM,
        .share = .278,
        .severity = {P(1) = .085, P(2) = .161, P(3) = .508, P(4) = .246},
        .duration_log_mean = 4.75,
        .duration_log_sd = 2.12,
        .removal_days = 60,
        .immediate_harm = .2},
    {.key.id = "malware_degradation",
        .title = "destructive malware",
        .class_ = CLASS_DEGRADATION,
        .method = MALWARE,
        .objective = OBJECTIVE_DEGRADATION,
        .share = .073,
        .severity = {P(2) = .097, P(4) = .258, P(5) = .484, P(6) = .161},
        .duration_log_mean = 3.04,
        .duration_log_sd = 2.37,
        .removal_days = 21,
        .demand = 1,
        .concession = .38,
        .immediate_harm = .8},
    {.key.id = "malware_disruption",
        .title = "disruptive malware",
        .class_ = CLASS_DISRUPTION,
        .method = MALWARE,
        .objective = OBJECTIVE_DISRUPTION,
        .share = .038,
        .severity = {P(2) = .312, P(3) = .188, P(4) = .5},
        .duration_log_mean = 2.08,
        .duration_log_sd = 1.47,
        .removal_days = 14,
        .immediate_harm = .2},
    {.key.id = "malware_long_espionage",
        .title = "long-term espionage by implanted malware",
        .class_ = CLASS_ESPIONAGE,
        .method = MALWARE,
        .objective = OBJECTIVE_LONG_TERM,
        .share = .056,
        .severity = {P(1) = .125, P(2) = .042, P(3) = .333, P(4) = .5},
        .duration_log_mean = 6.15,
        .duration_log_sd = 1.33,
        .removal_days = 60,
        .immediate_harm = .2},
    {.key.id = "malware_short_espionage",
        .title = "short-term espionage by implanted malware",
        .class_ = CLASS_ESPIONAGE,
        .method = MALWARE,
        .objective = OBJECTIVE_SHORT_TERM,
        .share = .028,
        .severity = {P(3) = .833, P(4) = .167},
        .duration_log_mean = 3.18,
        .duration_log_sd = 2.26,
        .removal_days = 60,
        .immediate_harm = .2},
    {.key.id = "prepositioning",
        .title = "pre-positioning in critical infrastructure",
        .class_ = CLASS_PREPOSITIONING,
        .method = INTRUSION,
        .objective = OBJECTIVE_LONG_TERM,
        .severity = {P(3) = .2, P(4) = .8},
        .duration_log_mean = 6,
        .duration_log_sd = 1.3,
        .removal_days = 60,
        .immediate_harm = .2},
    {.key.id = "ransomware",
        .title = "extortion by criminals",
        .class_ = CLASS_CRIME,
        .method = MALWARE,
        .objective = OBJECTIVE_NONE,
        .severity = {P(2) = .1, P(3) = .25, P(4) = .45, P(5) = .2},
        .duration_log_mean = 2.8,
        .duration_log_sd = .8,
        .immediate_harm = .5},
    {.key.id = "sabotage",
        .title = "sabotage of industrial control",
        .class_ = CLASS_DEGRADATION,
        .method = MALWARE,
        .objective = OBJECTIVE_DEGRADATION,
        .severity = {P(4) = .2, P(5) = .5, P(6) = .28, P(7) = .02},
        .duration_log_mean = 3,
        .duration_log_sd = 2,
        .removal_days = 30,
        .demand = 1,
        .concession = .38,
        .immediate_harm = .8},
};
const struct builtins incident_type_rows = {.at = rows, .count = FIELD_COUNT_OF(rows)};

bool
incident_class_is_stealthy(int64_t class_)
{
    return class_ == CLASS_ESPIONAGE || class_ == CLASS_PREPOSITIONING;
}

bool
incident_type_is_stealthy(const struct incident_type *t)
{
    return incident_class_is_stealthy(t->class_);
}

bool
incident_type_is_no_attack(const struct incident_type *t)
{
    return incident_type_is_stealthy(t) || t->class_ == CLASS_ACCIDENT;
}

bool
incident_type_is_destructive(const struct incident_type *t)
{
    return t->class_ == CLASS_DEGRADATION && t->method != DDOS;
}

bool
incident_type_is_open(const struct incident_type *t)
{
    return t->method == DEFACEMENT;
}

bool
incident_type_spreads(const struct incident_type *t)
{
    return t->method == MALWARE;
}

bool
incident_type_demands(const struct incident_type *t)
{
    return t->class_ == CLASS_DEGRADATION || t->class_ == CLASS_CRIME;
}

double
incident_type_mean_severity(const struct incident_type *t)
{
    double sum = 0, weights = 0;

    for (int32_t k = 0; k < SEVERITY_MAX; k++) {
        sum += (k + 1) * t->severity[k];
        weights += t->severity[k];
    }
    return weights > 0 ? sum / weights : 3;
}

int32_t
incident_type_row(const char *id)
{
    return text_index(id, TEXT_NAMES(rows, key.id, incident_type_rows.count));
}
