/*
 * South-East Asia. Proposals of the ASEAN Regional Forum are from the work plan of 6 August 2015
 * (https://database.cyberpolicyportal.org/en/entity/m7bs4lrr9h). Their numbers come only from
 * reports and are unverified. Commitments of ASEAN ministers were made in Singapore on 11 October
 * 2016 and later. The amounts of money are recorded. They are converted from Singapore dollars at
 * US$0.71 (2017) and US$0.73 (2019). Their effects are not recorded.
 */
#include "model/catalogue/measure_template.h"

#define ARF(end, number_)                                                                      \
    .key.id = "arf_" end, .number = number_, .references = "ARF work plan of 6 August 2015",   \
    .wording = WORDING_UNVERIFIED

static const struct measure forum[] = {
    {ARF("1", "ARF 1"), .title = "keep a directory of points of contact of the Regional Forum",
        .mechanism = "A message reaches the right office within hours; both "
                     "effects fade.",
        .cost_per_year = .05, TEMPLATE_CONTACT_POINT(.8)},
    {ARF("2", "ARF 2"), .title = "share national laws, policies, strategies and good practice",
        .mechanism = "Each party knows the other's doctrine better, and fewer requests fail "
                     "for legal reasons.",
        .cost_per_year = .05, REDUCTION(refusal, .15, 0, .5), TEMPLATE_DOCTRINE(.7)},
    {ARF("3", "ARF 3"),
        .title = "consult on, and protect, infrastructure that depends on networks",
        .mechanism = "Fewer operations against the protected targets succeed, and states are "
                     "more likely to hold consultations about an operation.",
        .cost_per_year = .2, SHIFT(consultation_bonus, .5, 0, 1), TEMPLATE_INFRASTRUCTURE(.7)},
    {ARF("4", "ARF 4"), .title = "raise awareness and share information on emergency response",
        .mechanism =
            "Warnings are sent more often: half the effect of an exchange between CERTs.",
        .cost_per_year = .1, TEMPLATE_CERT_EXCHANGE(.5)},
    {ARF("5", "ARF 5"),
        .title = "hold workshops on principles of national security in networks",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building.",
        .cost_per_year = .1, TEMPLATE_CAPACITY(.3)},
    {ARF("terminology", "ARF, later"), .title = "work toward common terms",
        .mechanism = "Terms have the same meaning for all: an operation is less often mistaken "
                     "for something else.",
        .cost_per_year = .02, TEMPLATE_TERMINOLOGY(1)},
    {ARF("crime", "ARF, later"), .title = "counter criminal use",
        .mechanism = "Each state acts against operations by non-state actors from its "
                     "territory.",
        .cost_per_year = .2, TEMPLATE_SUPPRESSION(.7)},
};
const struct builtins measure_rows_arf = {.at = forum, .count = FIELD_COUNT_OF(forum)};

#define ASEAN(end, number_)                                                                    \
    .key.id = "asean_" end, .number = number_, .wording = WORDING_CHECKED
#define CONFERENCE                                                                             \
    .references = "ASEAN Ministerial Conference on Cybersecurity, Singapore, 11 October 2016"

static const struct measure ministers[] = {
    {ASEAN("mechanism", "commitment 1"), CONFERENCE,
        .title = "a mechanism for sharing information and resolving incidents together",
        .mechanism =
            "A partner that is informed about an operation detects its own part of the same "
            "campaign sooner; in a hub agreement every message waits at the hub's desk first.",
        .cost_per_year = .5, TEMPLATE_CERT_EXCHANGE(1)},
    {ASEAN("accp", "commitment 2"),
        .references = "ASEAN Cyber Capacity Programme: S$10m over five years from April 2017; "
                      "https://ccdcoe.org/incyder-articles/asean-to-focus-on-cybersecurity-"
                      "capacity-and-confidence-building-in-2017/",
        .title = "a programme for technical, policy, strategic and legal capacity",
        .mechanism = "US$1.4m per year for ten states. An agreement may have its own "
                     "`programme` instead, which also sets the allocation; not both.",
        .family = "M10", .evidence = ASSUMPTION, .cost_per_year = 1.4, .programme = true,
        SHIFT(capacity_flow, .14, .05, .3)},
    {ASEAN("cybergreen", "commitment 3"), CONFERENCE,
        .title = "measuring and cleaning infected networks (CyberGreen)",
        .mechanism = "Infected systems are found and cleaned: fewer operations by criminals "
                     "and proxies from the state's territory.",
        .cost_per_year = .3, TEMPLATE_CLEAN_UP(1)},
    {ASEAN("law", "commitment 4"), CONFERENCE, .title = "apply international law",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(1)},
    {ASEAN("crime", "commitment 4"), CONFERENCE, .title = "fight crime in networks together",
        .mechanism = "Each state acts against operations by non-state actors from its "
                     "territory.",
        .cost_per_year = .3, TEMPLATE_SUPPRESSION(.7)},
    {ASEAN("secretariat", "commitment 5"), CONFERENCE,
        .title = "the Secretariat as coordinator",
        .mechanism = "No effect of its own: the coordinator is the `hub` of the agreement; all "
                     "messages go through its desk.",
        TEMPLATE_NONE},
    {ASEAN("experience", "commitment 6"), CONFERENCE,
        .title = "shared experience of raising awareness and of regulation",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building.",
        .cost_per_year = .05, TEMPLATE_CAPACITY(.3)},
    {ASEAN("coordination", "commitment 7"), CONFERENCE,
        .title = "a common coordination mechanism that others join",
        .mechanism = "No effect of its own: the `parties` of the agreement state who has "
                     "joined and when.",
        TEMPLATE_NONE},
    {ASEAN("strategy", "commitment 8"), CONFERENCE,
        .title = "a joint declaration and a comprehensive strategy",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .02,
        TEMPLATE_GOVERNANCE(.5)},
    {ASEAN("forums", "commitment 9"), CONFERENCE,
        .title = "forums of the region and with partners",
        .mechanism = "States ask before they respond, less often than with bilateral "
                     "consultations; partners are the `observers` of the agreement.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.4)},
    {ASEAN("strategies", "commitment 10"), CONFERENCE, .title = "published national strategies",
        .mechanism = "Each party knows the other's doctrine better: half the effect of an "
                     "exchange of doctrine.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(.5)},
    {ASEAN("acid", "drill"),
        .references =
            "ASEAN CERT Incident Drill, yearly since 2006, 10 members and 5 partners; "
            "https://www.csa.gov.sg",
        .title = "the yearly drill of the emergency response teams",
        .mechanism = "Keeps points of contact and procedures in use; the drills are the "
                     "`exercises` of the agreement, 365 days apart.",
        .cost_per_year = .2, TEMPLATE_EXERCISE(1)},
    {ASEAN("ascce", "centre"),
        .references =
            "ASEAN-Singapore Cybersecurity Centre of Excellence: S$30m over five years "
            "from 2019; https://www.straitstimes.com/tech/centre-for-asean-to-jointly-"
            "tackle-cyber-threats",
        .title = "a centre for training, exercises and research",
        .mechanism = "US$4.4m per year for ten states; an agreement may have this measure or "
                     "its own `programme`, not both.",
        .family = "M10", .evidence = ASSUMPTION, .cost_per_year = 4.4, .programme = true,
        SHIFT(capacity_flow, .44, .1, .9)},
    {ASEAN("regional_cert", "regional CERT"),
        .references = "ASEAN Regional CERT: launched 16 October 2024, US$10.1m over ten years; "
                      "https://www.usasean.org/article/asean-regional-cert-launched-singapore",
        .title = "a regional emergency response team",
        .mechanism = "Information passes a dedicated desk: indicators are shared more often, "
                     "and messages reach their receivers more often.",
        .cost_per_year = 1.01, GAIN(reach, .3, 0, .9), TEMPLATE_CERT_EXCHANGE(1.2)},
};
const struct builtins measure_rows_asean = {
    .at = ministers, .count = FIELD_COUNT_OF(ministers)};
