/*
 * The United Nations. Eight global measures of the open-ended working group 2021-2025: measures 1
 * to 4 are in A/78/265, annex B (2023), measures 5 to 8 in A/79/214, annex B (2024). Eleven norms
 * of the Group of Governmental Experts: A/70/174, paragraph 13, a to k; endorsed by A/RES/70/237.
 * The annexes were not available, so their rows are unverified. Titles are paraphrased.
 */
#include "model/catalogue/measure_template.h"

#define GLOBAL(digit, document)                                                                \
    .key.id = "un_" digit, .number = "UN G" digit,                                             \
    .references = document ", annex B, measure " digit, .wording = WORDING_UNVERIFIED

static const struct measure global[] = {
    {GLOBAL("1", "A/78/265"),
        .title = "nominate points of contact to the global directory, and use it",
        .mechanism = "A message reaches the right office within hours; both "
                     "effects fade until the next ping (first in June 2024; 92 states at the "
                     "start, more than 120 in October 2025).",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT(1)},
    {GLOBAL("2", "A/78/265"), .title = "keep exchanging views in dialogues and consultations",
        .mechanism =
            "States ask before they respond, less often than with bilateral consultations.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.6)},
    {GLOBAL("3", "A/78/265"), .title = "share strategies, policies, laws and good practice",
        .mechanism = "Each party knows the other's doctrine better: espionage is less often "
                     "mistaken for an attack.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(1)},
    {GLOBAL("4", "A/78/265"),
        .title = "develop and exercise confidence-building measures together",
        .mechanism = "Keeps points of contact and procedures in use; the exercises are the "
                     "`exercises` of the agreement.",
        .cost_per_year = .2, TEMPLATE_EXERCISE(1)},
    {GLOBAL("5", "A/79/214"),
        .title = "exchange information on partnerships that build capacity",
        .mechanism = "States that know their partners send warnings more often: a third of the "
                     "effect of an exchange between CERTs.",
        .cost_per_year = .05, TEMPLATE_CERT_EXCHANGE(.3)},
    {GLOBAL("6", "A/79/214"), .title = "hold regular seminars, workshops and training",
        .mechanism =
            "Weaker states learn. In the model this is a small yearly amount of capacity "
            "building.",
        .cost_per_year = .2, TEMPLATE_CAPACITY(.5)},
    {GLOBAL("7", "A/79/214"),
        .title = "exchange good practice on protecting critical infrastructure",
        .mechanism = "Fewer operations against the protected targets succeed.",
        .cost_per_year = .2, TEMPLATE_INFRASTRUCTURE(.7)},
    {GLOBAL("8", "A/79/214"),
        .title = "strengthen partnerships of the public and the private sector",
        .mechanism = "More sensors: operations are detected sooner.", .cost_per_year = .2,
        TEMPLATE_MONITORING(.7)},
};
const struct builtins measure_rows_un = {.at = global, .count = FIELD_COUNT_OF(global)};

#define NORM(letter)                                                                           \
    .key.id = "gge_" letter, .number = "GGE " letter,                                          \
    .references = "A/70/174, paragraph 13 (" letter ")", .wording = WORDING_CHECKED

static const struct measure norms[] = {
    {NORM("a"), .title = "cooperate for stability and security",
        .mechanism =
            "No effect of its own: the other norms and measures specify what it asks for.",
        TEMPLATE_NONE},
    {NORM("b"), .title = "consider all information before attributing and responding",
        .mechanism = "A state requires more certainty before it acts, and decides later. "
                     "Whether fewer responses are misdirected depends on the evidence that "
                     "arrives before patience ends.",
        .family = "M20", .evidence = THEORY, .adoption_lag_days = 730, .cost_per_year = .1,
        GAIN(confidence_needed, .25, 0, .75)},
    {NORM("c"), .title = "do not knowingly let territory be used for wrongful acts",
        .mechanism =
            "Each state acts against operations by non-state actors from its territory. It is "
            "a duty of effort: no operation counts as a violation of it.",
        .cost_per_year = .5, TEMPLATE_SUPPRESSION(1)},
    {NORM("d"), .title = "cooperate against terrorist and criminal use",
        .mechanism = "Evidence is pooled and requests are answered sooner: half the effect of "
                     "a joint investigation.",
        .cost_per_year = .5, TEMPLATE_INVESTIGATION(.5)},
    {NORM("e"), .title = "respect human rights and privacy",
        .mechanism =
            "No effect here: the norm protects people, and the model contains only states.",
        TEMPLATE_NONE},
    {NORM("f"), .title = "do not damage critical infrastructure",
        .mechanism = "Attacks on critical infrastructure become rarer; an attributed attack is "
                     "a violation.",
        .operation_class = OPERATION_ATTACK, .target_class = TARGET_CRITICAL, TEMPLATE_NORM(1)},
    {NORM("g"), .title = "protect one's own critical infrastructure",
        .mechanism = "Fewer operations against it succeed.", .cost_per_year = 1,
        TEMPLATE_INFRASTRUCTURE(.7)},
    {NORM("h"), .title = "respond to requests for assistance and for mitigation",
        .mechanism = "Assistance shortens an incident; a request that is honoured builds "
                     "trust, one that is refused reduces it. Fewer requests are refused.",
        .cost_per_year = .2, REDUCTION(refusal, .3, 0, .8), TEMPLATE_ASSISTANCE(1)},
    {NORM("i"), .title = "keep the supply chain sound",
        .mechanism = "Fewer operations succeed: about a third of the recorded operations used "
                     "suppliers or other third parties.",
        .family = "M11a", .evidence = ASSUMPTION, .adoption_lag_days = 1096, .cost_per_year = 1,
        CHANGE(vulnerability, -.1, -.3, 0)},
    {NORM("j"), .title = "report vulnerabilities and share remedies",
        .mechanism = "Exploits have a shorter life and may be used sooner.",
        .cost_per_year = .2, TEMPLATE_VULNERABILITIES(1)},
    {NORM("k"), .title = "do not harm emergency response teams or use them for attacks",
        .mechanism = "No effect here: the model has no operations against such teams.",
        TEMPLATE_NONE},
};
const struct builtins measure_rows_gge = {.at = norms, .count = FIELD_COUNT_OF(norms)};
