/*
 * The United Nations: eight global measures of the open-ended working group 2021-2025 (1-4 in
 * A/78/265, annex B, 2023; 5-8 in A/79/214, annex B, 2024) and the eleven norms of the Group of
 * Governmental Experts (A/70/174, paragraph 13, a-k; endorsed by A/RES/70/237). The annexes could
 * not be read: their rows are unverified. Titles are our own paraphrase.
 */
#include "model/catalogue/measure_template.h"

#define GLOBAL(digit, document)                                                                \
    .key.id = "un_" digit, .number = "UN G" digit,                                             \
    .references = document ", annex B, measure " digit, .wording = WORDING_UNVERIFIED

static const struct measure global[] = {
    {GLOBAL("1", "A/78/265"),
        .title = "nominate points of contact to the global directory, and use it",
        .mechanism = "The right counterpart is found in hours, and is reached; both fade until "
                     "a ping (first in June 2024; 92 states at the start, more than 120 in "
                     "October 2025).",
        .cost_per_year = .1, TEMPLATE_CONTACT_POINT(1)},
    {GLOBAL("2", "A/78/265"), .title = "keep exchanging views in dialogues and consultations",
        .mechanism = "Asking comes before answering, less surely than by consultations of two.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.6)},
    {GLOBAL("3", "A/78/265"), .title = "share strategies, policies, laws and good practice",
        .mechanism = "A sharper idea of the other's doctrine: espionage is less often read as "
                     "attack.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(1)},
    {GLOBAL("4", "A/78/265"),
        .title = "develop and exercise confidence-building measures together",
        .mechanism =
            "Keeps points of contact and procedures alive; the exercises themselves are "
            "the agreement's `exercises`.",
        .cost_per_year = .2, TEMPLATE_EXERCISE(1)},
    {GLOBAL("5", "A/79/214"),
        .title = "exchange information on partnerships that build capacity",
        .mechanism = "Who knows whom to work with warns more readily: a third of an exchange "
                     "between CERTs.",
        .cost_per_year = .05, TEMPLATE_CERT_EXCHANGE(.3)},
    {GLOBAL("6", "A/79/214"), .title = "hold regular seminars, workshops and training",
        .mechanism = "Knowledge reaches the weaker states, worth some money a year.",
        .cost_per_year = .2, TEMPLATE_CAPACITY(.5)},
    {GLOBAL("7", "A/79/214"),
        .title = "exchange good practice on protecting critical infrastructure",
        .mechanism = "Fewer operations against the protected targets get through.",
        .cost_per_year = .2, TEMPLATE_INFRASTRUCTURE(.7)},
    {GLOBAL("8", "A/79/214"),
        .title = "strengthen partnerships of the public and the private sector",
        .mechanism = "More sensors: operations are found sooner.", .cost_per_year = .2,
        TEMPLATE_MONITORING(.7)},
};
const struct builtins measure_rows_un = {.at = global, .count = FIELD_COUNT_OF(global)};

#define NORM(letter)                                                                           \
    .key.id = "gge_" letter, .number = "GGE " letter,                                          \
    .references = "A/70/174, paragraph 13 (" letter ")", .wording = WORDING_CHECKED

static const struct measure norms[] = {
    {NORM("a"), .title = "cooperate for stability and security",
        .mechanism = "No effect of its own here: it asks for what the other norms and measures "
                     "spell out.",
        TEMPLATE_NONE},
    {NORM("b"), .title = "consider all information before attributing and responding",
        .mechanism = "A state wants more certainty before it acts, and decides later. Whether "
                     "fewer answers go wrong depends on what evidence can show before "
                     "patience ends.",
        .family = "M20", .evidence = THEORY, .adoption_lag_days = 730, .cost_per_year = .1,
        GAIN(confidence_needed, .25, 0, .75)},
    {NORM("c"), .title = "do not knowingly let territory be used for wrongful acts",
        .mechanism = "Each state acts against operations by non-state actors from its "
                     "territory. It is a duty of effort: the ledger counts no breach of it.",
        .cost_per_year = .5, TEMPLATE_SUPPRESSION(1)},
    {NORM("d"), .title = "cooperate against terrorist and criminal use",
        .mechanism = "Evidence is pooled and requests are answered sooner; half a joint "
                     "investigation.",
        .cost_per_year = .5, TEMPLATE_INVESTIGATION(.5)},
    {NORM("e"), .title = "respect human rights and privacy",
        .mechanism =
            "No effect here: it binds a state toward people, and the model has states.",
        TEMPLATE_NONE},
    {NORM("f"), .title = "do not damage critical infrastructure",
        .mechanism =
            "Attacks on critical infrastructure become rarer; one that is found out is "
            "a violation.",
        .operation_class = OPERATION_ATTACK, .target_class = TARGET_CRITICAL, TEMPLATE_NORM(1)},
    {NORM("g"), .title = "protect one's own critical infrastructure",
        .mechanism = "Fewer operations against it get through.", .cost_per_year = 1,
        TEMPLATE_INFRASTRUCTURE(.7)},
    {NORM("h"), .title = "respond to requests for assistance and for mitigation",
        .mechanism = "Help shortens an incident; a request honoured builds trust, one refused "
                     "costs it. Fewer are refused.",
        .cost_per_year = .2, REDUCTION(refusal, .3, 0, .8), TEMPLATE_ASSISTANCE(1)},
    {NORM("i"), .title = "keep the supply chain sound",
        .mechanism = "Fewer operations get through: about a third of recorded ones came by way "
                     "of suppliers or other third parties.",
        .family = "M11a", .evidence = ASSUMPTION, .adoption_lag_days = 1096, .cost_per_year = 1,
        CHANGE(vulnerability, -.1, -.3, 0)},
    {NORM("j"), .title = "report vulnerabilities and share remedies",
        .mechanism = "Exploits live shorter, and may be used sooner.", .cost_per_year = .2,
        TEMPLATE_VULNERABILITIES(1)},
    {NORM("k"), .title = "do not harm emergency response teams, nor attack by them",
        .mechanism = "No effect here: the model knows no operations against the teams "
                     "themselves.",
        TEMPLATE_NONE},
};
const struct builtins measure_rows_gge = {.at = norms, .count = FIELD_COUNT_OF(norms)};
