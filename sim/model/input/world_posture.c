#include "model/input/world_posture.h"

#include "model/input/world.h"

const char *const world_posture_names[] = {
    "as_recorded", "defend_forward", "hedging", "neutral", "toolbox", NULL};

#define RECORD_TYPE struct state
static const RECORD_TYPE rows[POSTURE_COUNT] = {
    [POSTURE_AS_RECORDED] = {.key.id = "as_recorded",
        .name = "responds as often as the recorded rivals did, mostly covertly",
        .notes = "Fitted to V10 and V13 (sim/MODEL.md, section 8).",
        .posture = POSTURE_AS_RECORDED,
        .retaliation = -.34,
        .publicity = -.65,
        .patience = 1,
        .confidence_needed = .8,
        .operation_teams = 4},
    [POSTURE_DEFEND_FORWARD] = {.key.id = "defend_forward",
        .name = "acts early, with many teams, on less certain evidence",
        .notes = "United States, Department of Defense, Cyber Strategy (summary), September "
                 "2018: \"defend forward\"; US Cyber Command, vision of 2018: persistent "
                 "engagement. The numbers have no evidence.",
        .posture = POSTURE_DEFEND_FORWARD,
        .retaliation = .5,
        .publicity = .2,
        .patience = .75,
        .confidence_needed = .75,
        .operation_teams = 8},
    [POSTURE_HEDGING] = {.key.id = "hedging",
        .name = "names no state, does not strike back, imposes no sanctions, and has no "
                "offensive unit",
        .notes = "No state of Southeast Asia publicly named another state before 2025: Royal "
                 "United Services Institute (RUSI), 2025, on Singapore and the group UNC3886. "
                 "The numbers have no evidence.",
        .posture = POSTURE_HEDGING,
        .retaliation = -3,
        .publicity = -2.5,
        .coercion = -4,
        .force = -2,
        .patience = 1.5,
        .confidence_needed = .85,
        .operation_teams = 0},
    [POSTURE_NEUTRAL] = {.key.id = "neutral",
        .name = "adds nothing to the utility of any response",
        .notes = "By definition.",
        .posture = POSTURE_NEUTRAL,
        .patience = 1,
        .confidence_needed = .8,
        .operation_teams = 4},
    [POSTURE_TOOLBOX] = {.key.id = "toolbox",
        .name = "responds slowly and openly, together with others",
        .notes = "Council of the European Union, conclusions of 19 June 2017 on a joint "
                 "diplomatic response (\"cyber diplomacy toolbox\"), and Decision (CFSP) "
                 "2019/797. The numbers have no evidence.",
        .posture = POSTURE_TOOLBOX,
        .retaliation = -2,
        .force = -1,
        .patience = 1.5,
        .confidence_needed = .85,
        .operation_teams = 1},
};

/* The ranges to sweep for the values that have no evidence. */
static const struct {
    enum posture posture;
    const char *member;
    double low, high;
} ranges[] = {
    {POSTURE_DEFEND_FORWARD, "retaliation", 0, 1},
    {POSTURE_DEFEND_FORWARD, "publicity", -.3, .7},
    {POSTURE_DEFEND_FORWARD, "patience", .5, 1},
    {POSTURE_HEDGING, "retaliation", -5, -1},
    {POSTURE_HEDGING, "publicity", -5, -1},
    {POSTURE_HEDGING, "coercion", -8, -1},
    {POSTURE_HEDGING, "force", -5, 0},
    {POSTURE_HEDGING, "patience", 1, 2},
    {POSTURE_HEDGING, "operation_teams", 0, 4},
    {POSTURE_NEUTRAL, "retaliation", -.8, .5},
    {POSTURE_NEUTRAL, "publicity", -1.2, .3},
    {POSTURE_TOOLBOX, "retaliation", -4, -.2},
    {POSTURE_TOOLBOX, "publicity", -.52, .5},
    {POSTURE_TOOLBOX, "force", -3, 0},
    {POSTURE_TOOLBOX, "patience", 1, 2},
    {POSTURE_TOOLBOX, "operation_teams", 0, 4},
};

static bool
sweep(const void *row, const struct field *member, double *low, double *high)
{
    const RECORD_TYPE *s = row;

    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if ((int32_t)ranges[i].posture == s->posture &&
            strcmp(ranges[i].member, member->name) == 0) {
            *low = ranges[i].low;
            *high = ranges[i].high;
            return true;
        }
    }
    return false;
}

const struct builtins world_posture_rows = {.at = rows,
    .count = FIELD_COUNT_OF(rows),
    .name_field = "posture",
    .named_only = true,
    .sweep = sweep};
