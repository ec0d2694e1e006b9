/**
 * measure_template.h - the forms that rows of the catalogues are made of (private to measure_*.c).
 *
 * A form is what a family of measures does: its family, the grade of its evidence, its lags and
 * its effects. A row names a form and its strength, 1 or a share of it, and adds only what is its
 * own: TEMPLATE_CONTACT_POINT(1), TEMPLATE_CONTACT_POINT(.5). Ranges after an effect are what
 * to sweep it over: those of measured or published spans where there are any, else a guess as
 * wide as the ignorance. Effects are defaults, never estimates.
 */
#ifndef MODEL_CATALOGUE_MEASURE_TEMPLATE_H
#define MODEL_CATALOGUE_MEASURE_TEMPLATE_H

#include "model/catalogue/measure.h"

/* A share of a number, as people write it: .7 of .1 is .07, not its neighbour. */
#define ROUNDED(x) ((double)(int64_t)((x)*1e6 + ((x) < 0 ? -.5 : .5)) / 1e6)

/* lever, value, least and most to sweep it over */
#define EFFECT(lever, part, value, from, to)                                                   \
    .effect[LEVER_##lever] = {.part = ROUNDED(value), .low = ROUNDED(from), .high = ROUNDED(to)}
#define CHANGE(lever, share, low, high) EFFECT(lever, up, share, low, high)
#define GAIN(lever, share, low, high) EFFECT(lever, up, share, low, high)
#define SHIFT(lever, by, low, high) EFFECT(lever, up, by, low, high)
#define REDUCTION(lever, share, low, high) EFFECT(lever, down, share, low, high)

/* Counterparts: 72 h become 18 (1 to 24), reach .5 becomes .8 (.6 to .98). Nomination is 98 % and
   attendance at meetings 72-89 % of OSCE states; half-life 18 months, 6 to 36. */
#define TEMPLATE_CONTACT_POINT(k) TEMPLATE_CONTACT_POINT_BY(k, REFRESH_EXERCISE)
#define TEMPLATE_CONTACT_POINT_BY(k, what)                                                     \
    .family = "M1", .evidence = QUALITATIVE, .adoption_lag_days = 90, .half_life_days = 548,   \
    .refreshed_by = (what), CHANGE(locate_time, -.75 * (k), -.986 * (k), -.5 * (k)),           \
    GAIN(reach, .6 * (k), .2 * (k), .96 * (k)), SHIFT(inquiry_bonus, .5 * (k), 0, 1 * (k))

/* A line: 48 h become 1 (0.25 to 12). */
#define TEMPLATE_HOTLINE(k)                                                                    \
    .family = "M2", .evidence = QUALITATIVE, .adoption_lag_days = 60, .half_life_days = 548,   \
    .refreshed_by = REFRESH_EXERCISE, .channel = MEASURE_CHANNEL_POLITICAL,                    \
    CHANGE(latency, -.979 * (k), -.995 * (k), -.75 * (k)),                                     \
    SHIFT(credibility, .4 * (k), 0, .5 * (k)), GAIN(ask, .3 * (k), 0, .8 * (k)),               \
    SHIFT(inquiry_bonus, 1.0 * (k), 0, 2 * (k)), CHANGE(offer_rate, 1.0 * (k), 0, 3 * (k))

/* Being told: external notification stood behind 54 % of detections in 2023 (M-Trends). */
#define TEMPLATE_CERT_EXCHANGE(k)                                                              \
    GAIN(indicator_sharing, .7 * (k), .2 * (k), 1),                                            \
        SHIFT(notice_bonus, 1.5 * (k), 0, 3 * (k)), GAIN(leak, .02 * (k), 0, .1),              \
        CHANGE(message_load, .1 * (k), 0, .5),                                                 \
        TEMPLATE_CERT(SHIFT(evidence_accuracy, .2 * (k), .05 * (k), .6 * (k)))

/* A part of it. */
#define TEMPLATE_CERT(effect)                                                                  \
    .family = "M3", .evidence = QUALITATIVE, .adoption_lag_days = 180, .half_life_days = 913,  \
    .refreshed_by = REFRESH_USE, .channel = MEASURE_CHANNEL_TECHNICAL, effect

/* Asking comes first: .1 becomes .5 (0 to .9); misreading times .7 (.4 to 1). */
#define TEMPLATE_CONSULTATIONS(k)                                                              \
    .family = "M4", .evidence = QUALITATIVE, .adoption_lag_days = 90, .half_life_days = 548,   \
    .refreshed_by = REFRESH_CONSULTATION, .channel = MEASURE_CHANNEL_POLITICAL,                \
    GAIN(ask, .45 * (k), 0, .9 * (k)), REDUCTION(misreading, .3 * (k), 0, .6 * (k)),           \
    SHIFT(consultation_bonus, 1.0 * (k), 0, 2 * (k)),                                          \
    SHIFT(acceptance_bonus, .5 * (k), 0, 1 * (k)),                                             \
    CHANGE(consultation_time, -.5 * (k), -.9 * (k), 0)

/* Misreading times .85 (.6 to 1), slowly: Acton 2020 on espionage taken for attack. */
#define TEMPLATE_DOCTRINE(k)                                                                   \
    .family = "M5", .evidence = THEORY, .adoption_lag_days = 365,                              \
    REDUCTION(misreading, .15 * (k), 0, .4 * (k)),                                             \
    CHANGE(doctrinal_distance, -.15 * (k), -.4 * (k), 0)

#define TEMPLATE_TERMINOLOGY(k)                                                                \
    .family = "M5", .evidence = ASSUMPTION, .adoption_lag_days = 365,                          \
    REDUCTION(misreading, .1 * (k), 0, .4 * (k))

/* DCID, one pair of states: rate ratio .36 (.08 to 1.23) after the pledge of 2015, then .56. */
#define TEMPLATE_PLEDGE(k)                                                                     \
    .family = "M6", .evidence = QUANTIFIED, .half_life_days = 1765, .pledge = true,            \
    CHANGE(accepted_rate, -.74 * (k), -.92 * (k), 0)

/* A norm that nobody signs for one pair: no figure at all, and the pledge of one pair bounds it. */
#define TEMPLATE_NORM(k)                                                                       \
    .family = "M6", .evidence = ASSUMPTION, .adoption_lag_days = 730, .pledge = true,          \
    CHANGE(accepted_rate, -.2 * (k), -.74 * (k), 0)

#define TEMPLATE_LEGISLATION(k)                                                                \
    .family = "M6a", .evidence = ASSUMPTION, .adoption_lag_days = 730,                         \
    CHANGE(doctrinal_distance, -.1 * (k), -.3 * (k), 0), REDUCTION(refusal, .3 * (k), 0, .8),  \
    CHANGE(law_enforcement_delay, -.2 * (k), -.6 * (k), 0)

/* A month (7 to 180 days) in place of 6 to 24 months of legal assistance. */
#define TEMPLATE_INVESTIGATION(k)                                                              \
    .family = "M7", .evidence = QUANTIFIED, .adoption_lag_days = 365,                          \
    .channel = MEASURE_CHANNEL_LAW_ENFORCEMENT,                                                \
    SHIFT(investigation_bonus, 2.0 * (k), 0, 4 * (k)),                                         \
    CHANGE(investigation_time, -.33 * (k), -.85 * (k), 0),                                     \
    SHIFT(evidence_accuracy, .3 * (k), 0, .6 * (k)), CHANGE(evidence_rate, .25 * (k), 0, 1),   \
    CHANGE(law_enforcement_delay, -.8 * (k), -.95 * (k), 0)

#define TEMPLATE_SUPPRESSION(k)                                                                \
    .family = "M7a", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    GAIN(proxy_control, .15 * (k), 0, .5)

/* Recovery times 1.4 (1 to 2). */
#define TEMPLATE_ASSISTANCE(k)                                                                 \
    .family = "M8", .evidence = ASSUMPTION, .adoption_lag_days = 180,                          \
    SHIFT(assistance_bonus, 2.0 * (k), 0, 4 * (k)), CHANGE(assistance_effect, .25 * (k), 0, 1)

#define TEMPLATE_EXERCISE(k)                                                                   \
    .family = "M9", .evidence = QUALITATIVE, .half_life_days = 548,                            \
    .refreshed_by = REFRESH_EXERCISE, GAIN(answer, .3 * (k), 0, .8 * (k)),                     \
    CHANGE(desk_speed, .05 * (k), 0, .3)

/* US$1m a year and party, defaults; the money of programmes on record stands in their rows. */
#define TEMPLATE_CAPACITY(k)                                                                   \
    .family = "M10", .evidence = ASSUMPTION, .adoption_lag_days = 0,                           \
    SHIFT(capacity_flow, .1 * (k), 0, 1)

/* Axelrod and Iliev 2014: what lives shorter is used sooner. */
#define TEMPLATE_VULNERABILITIES(k)                                                            \
    .family = "M11", .evidence = THEORY, .adoption_lag_days = 365,                             \
    CHANGE(exploit_persistence, -.2 * (k), -.6 * (k), 0)

#define TEMPLATE_INFRASTRUCTURE(k)                                                             \
    .family = "M12", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    .target_class = TARGET_CRITICAL, CHANGE(vulnerability, -.3 * (k), -.6 * (k), 0),           \
    CHANGE(containment_speed, .1 * (k), 0, .5)

/* More sensors: times 1.2; industry attributes first in 31 % of attributions (EuRepoC). */
#define TEMPLATE_MONITORING(k)                                                                 \
    .family = "M13", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    CHANGE(detection_speed, .2 * (k), 0, .5), CHANGE(indicator_effect, .2 * (k), 0, .5)

/* Standard deviation .8 becomes .5. */
#define TEMPLATE_SEVERITY(k)                                                                   \
    .family = "M14", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    CHANGE(severity_noise, -.375 * (k), -.75 * (k), 0)

#define TEMPLATE_COALITION(k)                                                                  \
    .family = "M15", .evidence = THEORY, .adoption_lag_days = 90,                              \
    SHIFT(hostility_cost, .3 * (k), 0, 1), GAIN(joining, .5 * (k), 0, .9 * (k))

#define TEMPLATE_GOVERNANCE(k)                                                                 \
    .family = "M16", .evidence = ASSUMPTION, .adoption_lag_days = 1826,                        \
    CHANGE(doctrinal_distance, -.05 * (k), -.2 * (k), .05)

/* Policy officers who know the matter. */
#define TEMPLATE_DIPLOMATS(k)                                                                  \
    .family = "M10a", .evidence = ASSUMPTION, .adoption_lag_days = 730,                        \
    .half_life_days = 1096, CHANGE(desk_speed, .1 * (k), 0, .5)

/* A published list of sanctions: used after 1.3 % of operations on record (CFR). */
#define TEMPLATE_SANCTIONS(k)                                                                  \
    .family = "M17", .evidence = QUALITATIVE, .adoption_lag_days = 365,                        \
    SHIFT(hostility_cost, .15 * (k), 0, .6)

/* What the document asks for and the model has nothing for; the row says what it lacks. */
#define TEMPLATE_NONE .evidence = ASSUMPTION

#define TEMPLATE_CLEAN_UP(k)                                                                   \
    .family = "M18", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    GAIN(proxy_control, .2 * (k), 0, .6), CHANGE(false_origin, -.3 * (k), -.6 * (k), 0)

#define TEMPLATE_CONFIDENTIAL(k)                                                               \
    .family = "M19", .evidence = ASSUMPTION, GAIN(refusal, .1 * (k), 0, .5)

#endif
