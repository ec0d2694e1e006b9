/**
 * measure_template.h - templates for the rows of the catalogues. Only measure_rows_*.c include it.
 *
 * A template has the members that the measures of a family have in common: family, grade of
 * evidence, lags and effects. A row names a template with a strength k (1 or a share of it), for
 * example TEMPLATE_CONTACT_POINT(.5), and adds its own members. The two ends of the range to sweep
 * follow the value of an effect. The range is measured or published if there is such a range,
 * otherwise it is a wide guess. Effects are defaults, never estimates. The comments state the
 * effects for k = 1, with the range to sweep in parentheses.
 */
#ifndef MODEL_CATALOGUE_MEASURE_TEMPLATE_H
#define MODEL_CATALOGUE_MEASURE_TEMPLATE_H

#include "model/catalogue/measure.h"

/* A product rounded to six decimals. For example, .7 * .1 becomes the double that is nearest to
   .07. */
#define ROUNDED(x) ((double)(int64_t)((x)*1e6 + ((x) < 0 ? -.5 : .5)) / 1e6)

/* Arguments: lever, member of struct effect, value, and the two ends of the range to sweep. */
#define EFFECT(lever, part, value, from, to)                                                   \
    .effect[LEVER_##lever] = {.part = ROUNDED(value), .low = ROUNDED(from), .high = ROUNDED(to)}
#define CHANGE(lever, share, low, high) EFFECT(lever, up, share, low, high)
#define GAIN(lever, share, low, high) EFFECT(lever, up, share, low, high)
#define SHIFT(lever, by, low, high) EFFECT(lever, up, by, low, high)
#define REDUCTION(lever, share, low, high) EFFECT(lever, down, share, low, high)

/* Sets the grade of evidence of one effect, if it differs from the grade of its row. Place it after
   the effect. */
#define GRADE(lever, grade_) .effect[LEVER_##lever].grade = 1 + (grade_)

/* The time to find the counterpart falls from 72 h to 18 h (1 to 24 h). The reach rises from .5 to
   .8 (.6 to .98). Evidence: 98 % of the OSCE states have nominated a point of contact, and 72 to 89
   % attend meetings. The half-life of 18 months (6 to 36) is an assumption. */
#define TEMPLATE_CONTACT_POINT(k) TEMPLATE_CONTACT_POINT_BY(k, REFRESH_EXERCISE)
#define TEMPLATE_CONTACT_POINT_BY(k, what)                                                     \
    .family = "M1", .evidence = QUALITATIVE, .adoption_lag_days = 90, .half_life_days = 548,   \
    .refreshed_by = (what), CHANGE(locate_time, -.75 * (k), -.986 * (k), -.5 * (k)),           \
    GAIN(reach, .6 * (k), .2 * (k), .96 * (k)), SHIFT(inquiry_bonus, .5 * (k), 0, 1 * (k))

/* The latency of a message falls from 48 h to 1 h (0.25 to 12 h). */
#define TEMPLATE_HOTLINE(k)                                                                    \
    .family = "M2", .evidence = QUALITATIVE, .adoption_lag_days = 60, .half_life_days = 548,   \
    .refreshed_by = REFRESH_EXERCISE, .channel = MEASURE_CHANNEL_POLITICAL,                    \
    CHANGE(latency, -.979 * (k), -.995 * (k), -.75 * (k)),                                     \
    SHIFT(credibility, .4 * (k), 0, .5 * (k)), GAIN(ask, .3 * (k), 0, .8 * (k)),               \
    GAIN(warning, .3 * (k), 0, .8 * (k)), SHIFT(inquiry_bonus, 1.0 * (k), 0, 2 * (k)),         \
    CHANGE(offer_rate, 1.0 * (k), 0, 3 * (k))

/* Evidence: in 2023, 54 % of detections followed an external notification (M-Trends). */
#define TEMPLATE_CERT_EXCHANGE(k)                                                              \
    GAIN(indicator_sharing, .7 * (k), .2 * (k), 1),                                            \
        SHIFT(notice_bonus, 1.5 * (k), 0, 3 * (k)), GAIN(leak, .02 * (k), 0, .1),              \
        CHANGE(message_load, .1 * (k), 0, .5),                                                 \
        TEMPLATE_CERT(GAIN(joint_case, .3 * (k), .05 * (k), .6 * (k)))

/* The members that all parts of an exchange between CERTs have in common. Each row adds its
   effect. */
#define TEMPLATE_CERT(effect)                                                                  \
    .family = "M3", .evidence = QUALITATIVE, .adoption_lag_days = 180, .half_life_days = 913,  \
    .refreshed_by = REFRESH_USE, .channel = MEASURE_CHANNEL_TECHNICAL, effect

/* The probability of asking before a response rises from .1 to .5 (0 to .9). Misreading is
   multiplied by .7 (.4 to 1). */
#define TEMPLATE_CONSULTATIONS(k)                                                              \
    .family = "M4", .evidence = QUALITATIVE, .adoption_lag_days = 90, .half_life_days = 548,   \
    .refreshed_by = REFRESH_CONSULTATION, .channel = MEASURE_CHANNEL_POLITICAL,                \
    GAIN(ask, .45 * (k), 0, .9 * (k)), REDUCTION(misreading, .3 * (k), 0, .6 * (k)),           \
    SHIFT(meeting_value, 1.0 * (k), .3 * (k), 1 * (k)), GAIN(warning, .2 * (k), 0, .6 * (k)),  \
    SHIFT(consultation_bonus, 1.0 * (k), 0, 2 * (k)),                                          \
    SHIFT(acceptance_bonus, .5 * (k), 0, 1 * (k)), GAIN(candour, .3 * (k), 0, .8 * (k)),       \
    CHANGE(consultation_time, -.5 * (k), -.9 * (k), 0)

/* Misreading is multiplied by .85 (.6 to 1), with a long lag. Theory: Acton (2020) describes how
   espionage is mistaken for an attack. */
#define TEMPLATE_DOCTRINE(k)                                                                   \
    .family = "M5", .evidence = THEORY, .adoption_lag_days = 365,                              \
    REDUCTION(misreading, .15 * (k), 0, .4 * (k)),                                             \
    CHANGE(doctrinal_distance, -.15 * (k), -.4 * (k), 0)

#define TEMPLATE_TERMINOLOGY(k)                                                                \
    .family = "M5", .evidence = ASSUMPTION, .adoption_lag_days = 365,                          \
    REDUCTION(misreading, .1 * (k), 0, .4 * (k))

/* The pledge of 2015 between one pair of states: in DCID, the rate of operations afterwards is .36
   (.08 to 1.23) of the rate before, and later .56. TEMPLATE_PLEDGE_FITTED reproduces this with
   -.74. For a pledge of which nothing else is known, the logarithm of the ratio (-1.02, standard
   deviation .70) is combined with a prior of mean 0 and standard deviation .5. The result has the
   mean -.34, a ratio of about .7. */
#define TEMPLATE_PLEDGE(k) TEMPLATE_PLEDGE_BY(-.3 * (k), -.74 * (k))
#define TEMPLATE_PLEDGE_FITTED TEMPLATE_PLEDGE_BY(-.74, -.92)
#define TEMPLATE_PLEDGE_BY(change, low)                                                        \
    .family = "M6", .evidence = QUANTIFIED, .half_life_days = 1765, .pledge = true,            \
    CHANGE(accepted_rate, change, low, 0)

/* A norm that binds all states. The size of its effect is not known. The upper bound is the effect
   of the pledge of one pair. */
#define TEMPLATE_NORM(k)                                                                       \
    .family = "M6", .evidence = ASSUMPTION, .adoption_lag_days = 730, .pledge = true,          \
    CHANGE(accepted_rate, -.2 * (k), -.74 * (k), 0)

#define TEMPLATE_LEGISLATION(k)                                                                \
    .family = "M6a", .evidence = ASSUMPTION, .adoption_lag_days = 730,                         \
    CHANGE(doctrinal_distance, -.1 * (k), -.3 * (k), 0), REDUCTION(refusal, .3 * (k), 0, .8),  \
    CHANGE(law_enforcement_delay, -.2 * (k), -.6 * (k), 0)

/* A case takes a month (7 to 180 days) instead of the 6 to 24 months of legal assistance. Only the
   6 to 24 months are published. */
#define TEMPLATE_INVESTIGATION(k)                                                              \
    .family = "M7", .evidence = QUALITATIVE, .adoption_lag_days = 365,                         \
    .channel = MEASURE_CHANNEL_LAW_ENFORCEMENT,                                                \
    SHIFT(investigation_bonus, 2.0 * (k), 0, 4 * (k)),                                         \
    CHANGE(investigation_time, -.33 * (k), -.85 * (k), 0),                                     \
    GAIN(joint_case, .6 * (k), .2 * (k), .9 * (k)),                                            \
    CHANGE(law_enforcement_delay, -.8 * (k), -.95 * (k), 0)

#define TEMPLATE_SUPPRESSION(k)                                                                \
    .family = "M7a", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    GAIN(proxy_control, .15 * (k), 0, .5)

/* The speed of recovery is multiplied by 1.4 (1 to 2). */
#define TEMPLATE_ASSISTANCE(k)                                                                 \
    .family = "M8", .evidence = ASSUMPTION, .adoption_lag_days = 180,                          \
    SHIFT(assistance_bonus, 2.0 * (k), 0, 4 * (k)), CHANGE(assistance_effect, .25 * (k), 0, 1)

#define TEMPLATE_EXERCISE(k)                                                                   \
    .family = "M9", .evidence = QUALITATIVE, .half_life_days = 548,                            \
    .refreshed_by = REFRESH_EXERCISE, GAIN(answer, .3 * (k), 0, .8 * (k)),                     \
    CHANGE(desk_speed, .05 * (k), 0, .3)

/* The programme delivers US$1m per year and party. The rows of recorded programmes have their own
   amounts. */
#define TEMPLATE_CAPACITY(k)                                                                   \
    .family = "M10", .evidence = ASSUMPTION, .adoption_lag_days = 0,                           \
    SHIFT(capacity_flow, .1 * (k), 0, 1)

/* Theory: states use exploits with a shorter life sooner (Axelrod and Iliev 2014). */
#define TEMPLATE_VULNERABILITIES(k)                                                            \
    .family = "M11", .evidence = THEORY, .adoption_lag_days = 365,                             \
    CHANGE(exploit_persistence, -.2 * (k), -.6 * (k), 0)

#define TEMPLATE_INFRASTRUCTURE(k)                                                             \
    .family = "M12", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    .target_class = TARGET_CRITICAL, CHANGE(vulnerability, -.3 * (k), -.6 * (k), 0),           \
    CHANGE(containment_speed, .1 * (k), 0, .5)

/* More sensors multiply the speed of detection by 1.2. Industry makes the first attribution in 31 %
   of cases (EuRepoC). */
#define TEMPLATE_MONITORING(k)                                                                 \
    .family = "M13", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    CHANGE(detection_speed, .2 * (k), 0, .5), CHANGE(indicator_effect, .2 * (k), 0, .5)

/* The standard deviation of the error in severity falls from .8 to .5. */
#define TEMPLATE_SEVERITY(k)                                                                   \
    .family = "M14", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    CHANGE(severity_noise, -.375 * (k), -.75 * (k), 0)

#define TEMPLATE_JOINT_ATTRIBUTION(k)                                                          \
    .family = "M15", .evidence = THEORY, .adoption_lag_days = 90,                              \
    SHIFT(hostility_cost, .3 * (k), 0, 1), GAIN(joining, .5 * (k), 0, .9 * (k))

#define TEMPLATE_GOVERNANCE(k)                                                                 \
    .family = "M16", .evidence = ASSUMPTION, .adoption_lag_days = 1826,                        \
    CHANGE(doctrinal_distance, -.05 * (k), -.2 * (k), .05)

/* Training gives policy officers knowledge of the subject. */
#define TEMPLATE_DIPLOMATS(k)                                                                  \
    .family = "M10a", .evidence = ASSUMPTION, .adoption_lag_days = 730,                        \
    .half_life_days = 1096, CHANGE(desk_speed, .1 * (k), 0, .5)

/* Evidence: sanctions followed 1.3 % of recorded operations (CFR). */
#define TEMPLATE_SANCTIONS(k)                                                                  \
    .family = "M17", .evidence = QUALITATIVE, .adoption_lag_days = 365,                        \
    SHIFT(hostility_cost, .15 * (k), 0, .6)

/* The template of a commitment that the model does not represent. The row gives the reason. */
#define TEMPLATE_NONE .evidence = ASSUMPTION

#define TEMPLATE_CLEAN_UP(k)                                                                   \
    .family = "M18", .evidence = ASSUMPTION, .adoption_lag_days = 365,                         \
    GAIN(proxy_control, .2 * (k), 0, .6), CHANGE(false_origin, -.3 * (k), -.6 * (k), 0)

#define TEMPLATE_CONFIDENTIAL(k)                                                               \
    .family = "M19", .evidence = ASSUMPTION, GAIN(refusal, .1 * (k), 0, .5)

#endif
