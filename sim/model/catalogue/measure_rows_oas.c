/*
 * Eleven measures of the Organization of American States. CICTE/RES.1/17 set up the working group.
 * CICTE/RES.1/18 of 4 May 2018 has measures 1 and 2. The second meeting of the group, in 2019,
 * added measures 3 to 6 (https://www.oascybercbms.org/). Measures 7 to 11, of 2022, are known only
 * from reports and are unverified. Titles are paraphrased.
 */
#include "model/catalogue/measure_template.h"

#define OAS(digits, checked)                                                                   \
    .key.id = "oas_" digits, .number = "OAS " digits, .wording = (checked)
#define FIRST .references = "CICTE/RES.1/18, 4 May 2018"
#define SECOND .references = "Working group of CICTE, second meeting, 2019"
#define LATER .references = "CICTE, 2022 (by report)"

static const struct measure rows[] = {
    {OAS("1", WORDING_CHECKED), FIRST,
        .title = "give information on national policies, strategies and legal frameworks",
        .mechanism = "Each party knows the other's doctrine better: espionage is less often "
                     "mistaken for an attack.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(1)},
    {OAS("2", WORDING_CHECKED), FIRST,
        .title = "name a national point of contact at the political level",
        .mechanism =
            "A message on the political channel finds the right counterpart sooner and reaches "
            "it. Every change needs a note verbale, so entries become outdated.",
        .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .05, TEMPLATE_CONTACT_POINT(.7)},
    {OAS("3", WORDING_CHECKED), SECOND,
        .title = "name a point of contact in the ministry of foreign affairs",
        .mechanism = "A second way to the political desk. Only the stronger of this measure "
                     "and the national point of contact has an effect.",
        .channel = MEASURE_CHANNEL_POLITICAL, .cost_per_year = .05, TEMPLATE_CONTACT_POINT(.5)},
    {OAS("4", WORDING_CHECKED), SECOND, .title = "build capacity in cyber diplomacy",
        .mechanism = "Officers know the subject: desks work faster.", .cost_per_year = .1,
        TEMPLATE_DIPLOMATS(1)},
    {OAS("5", WORDING_CHECKED), SECOND,
        .title = "bring the subject into the training of diplomats",
        .mechanism =
            "Officers learn the subject in the academies: desks work faster, but later. Only "
            "the stronger of this measure and capacity building in cyber diplomacy has an "
            "effect.",
        .cost_per_year = .05, TEMPLATE_DIPLOMATS(.5)},
    {OAS("6", WORDING_CHECKED), SECOND,
        .title = "cooperate in working groups, dialogues and agreements",
        .mechanism =
            "States ask before they respond, less often than with bilateral consultations.",
        .cost_per_year = .1, TEMPLATE_CONSULTATIONS(.4)},
    {OAS("7", WORDING_UNVERIFIED), LATER,
        .title = "further the full participation of women in decisions",
        .mechanism = "No effect here: no finding yet links it to a parameter of the model.",
        TEMPLATE_NONE},
    {OAS("8", WORDING_UNVERIFIED), LATER,
        .title = "study and teach how international law applies",
        .mechanism = "Positions converge slowly; nothing else changes.", .cost_per_year = .05,
        TEMPLATE_GOVERNANCE(1)},
    {OAS("9", WORDING_UNVERIFIED), LATER,
        .title = "put the eleven norms into practice, and report on it",
        .mechanism = "Reports show what a state regards as permitted: a third of the effect of "
                     "an exchange of doctrine.",
        .cost_per_year = .05, TEMPLATE_DOCTRINE(.3)},
    {OAS("10", WORDING_UNVERIFIED), LATER, .title = "hold dialogue with all stakeholders",
        .mechanism = "Companies and researchers report what they observe: a third of the "
                     "effect of more sensors.",
        .cost_per_year = .1, TEMPLATE_MONITORING(.3)},
    {OAS("11", WORDING_UNVERIFIED), LATER,
        .title = "write national scales of incident severity, and share them",
        .mechanism = "A common scale: severity is judged more accurately.",
        .cost_per_year = .05, TEMPLATE_SEVERITY(1)},
};
const struct builtins measure_rows_oas = {.at = rows, .count = FIELD_COUNT_OF(rows)};
