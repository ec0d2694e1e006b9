/*
 * The Organization of American States: eleven measures (1-6 by CICTE/RES.1/17 and RES.1/18,
 * https://www.oascybercbms.org/; 7-11 of 2022 only from reports, unverified). Titles are our own
 * paraphrase.
 */
#include "model/catalogue/measure_template.h"

#define OAS(digits, checked)                                                                   \
    .key.id = "oas_" digits, .number = "OAS " digits, .wording = (checked)
#define FIRST .references = "CICTE/RES.1/17, RES.1/18"
#define LATER .references = "CICTE, 2022 (by report)"

static const struct measure rows[] = {
    {OAS("1", WORDING_CHECKED), FIRST,
        .title = "give information on national policies, strategies and legal frameworks",
        .mechanism = "A sharper idea of the other's doctrine: espionage is less often read as "
                     "attack.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(1)},
    {OAS("2", WORDING_CHECKED), FIRST,
        .title = "name a national point of contact at the political level",
        .mechanism = "The right counterpart of the political channel is found sooner and "
                     "reached. A change takes a note verbale, so that entries grow old.",
        .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .05, TEMPLATE_CONTACT_POINT(.7)},
    {OAS("3", WORDING_CHECKED), FIRST,
        .title = "name a point of contact in the ministry of foreign affairs",
        .mechanism =
            "A second way to the same desk: of the two points of contact the better one "
            "acts.",
        .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .05, TEMPLATE_CONTACT_POINT(.5)},
    {OAS("4", WORDING_CHECKED), FIRST, .title = "build capacity in cyber diplomacy",
        .mechanism = "Officers who know the matter: desks are faster.", .cost_per_year = .1,
        TEMPLATE_DIPLOMATS(1)},
    {OAS("5", WORDING_CHECKED), FIRST,
        .title = "bring the subject into the training of diplomats",
        .mechanism =
            "The same by the academies, more slowly: of the two the stronger one acts.",
        .cost_per_year = .05, TEMPLATE_DIPLOMATS(.5)},
    {OAS("6", WORDING_CHECKED), FIRST,
        .title = "cooperate in working groups, dialogues and agreements",
        .mechanism = "Asking comes before answering, less surely than by consultations of two.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.4)},
    {OAS("7", WORDING_UNVERIFIED), LATER,
        .title = "further the full participation of women in decisions",
        .mechanism = "No effect here: there is no finding yet that ties it to a number of the "
                     "model.",
        TEMPLATE_NONE},
    {OAS("8", WORDING_UNVERIFIED), LATER,
        .title = "study and teach how international law applies",
        .mechanism = "Positions come closer, slowly; nothing else changes.",
        .cost_per_year = .05, TEMPLATE_GOVERNANCE(1)},
    {OAS("9", WORDING_UNVERIFIED), LATER,
        .title = "put the eleven norms into practice, and report on it",
        .mechanism = "Reports say what a state thinks is allowed: a third of an exchange of "
                     "doctrine.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(.3)},
    {OAS("10", WORDING_UNVERIFIED), LATER, .title = "hold dialogue with all who have a stake",
        .mechanism =
            "Firms and researchers tell what they see: a third of what more sensors do.",
        .cost_per_year = .1, TEMPLATE_MONITORING(.3)},
    {OAS("11", WORDING_UNVERIFIED), LATER,
        .title = "write national scales of incident severity, and share them",
        .mechanism = "A common scale, less over-reading.", .cost_per_year = .05,
        TEMPLATE_SEVERITY(1)},
};
const struct builtins measure_rows_oas = {.at = rows, .count = FIELD_COUNT_OF(rows)};
