#include "model/catalogue/field_macros.h"
#include "scenario/workshop.h"

const char *const workshop_measure_names[] = {
    "wrong_hit", "struck_back", "high", "crisis", "known", "days", "signed_or_used", NULL};
const char *const workshop_page_names[] = {
    "start", "truth", "turning", "decision", "use", "causes", "predictions", "end", NULL};
static const char *const step_kind_names[] = {"round", "talks", NULL};

/* Describes an item that consists of an id and a required text. */
#define TEXT_ITEM(record_, name_, doc_)                                                        \
    static const struct field record_##_fields[] = {FIELD(struct workshop_text, text,          \
        .required = true, .translatable = true, .unit = "", .doc = (doc_))};                   \
    static const struct record record_##_record = {.name = (name_),                            \
        .doc = (doc_),                                                                         \
        FIELDS_OF(struct workshop_text, record_##_fields),                                     \
        .scalar = true}
TEXT_ITEM(aim, "aim", "What the state wants, one sentence.");
TEXT_ITEM(limit, "limit", "What the state cannot or must not do, one sentence.");
TEXT_ITEM(role, "role", "What the person in this role does; the id is the role.");
TEXT_ITEM(assumption, "assumption", "What the exercise assumes, one sentence.");

#define RECORD_TYPE struct workshop_goal
static const struct field goal_fields[] = {
    FIELD(RECORD_TYPE, text, .required = true, .translatable = true, .unit = "",
        .doc = "What the participants learn, one sentence."),
    FIELD_AS(RECORD_TYPE, measure, FIELD_CHOICE, .required = true,
        .choices = workshop_measure_names, .default_value = -1, .unit = "",
        .doc = "Statistic that shows in the review whether the goal is reached: wrong_hit, "
               "struck_back, high, crisis, known, days or signed_or_used."),
};
static RECORD(goal, RECORD_TYPE, "A learning goal.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_seat
static const struct field seat_fields[] = {
    FIELD(RECORD_TYPE, brief, .required = true, .translatable = true, .unit = "",
        .doc = "What the team reads before the exercise: at most 250 words."),
    MAP(RECORD_TYPE, aims, &aim_record, "Aims of the state; two that conflict."),
    MAP(RECORD_TYPE, limits, &limit_record, "Limits of the state."),
    FIELD(RECORD_TYPE, secret, .translatable = true, .unit = "",
        .doc = "What only this team knows."),
    MAP(RECORD_TYPE, people, &role_record, "Roles in the team, and what each of them does."),
};
static RECORD(seat, RECORD_TYPE, "A team that decides for a state.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_offer
static const struct field offer_fields[] = {
    NUMBER_OF(
        points, 0, 100, 1, "points", NEUTRAL, "Points that a seat pays to sign the agreement."),
};
static const struct record offer_record = {.name = "offer",
    .doc = "An agreement that the seats can sign; its status at the start is proposed.",
    FIELDS_OF(RECORD_TYPE, offer_fields),
    .scalar = true};
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_step
static const struct field step_fields[] = {
    FIELD(RECORD_TYPE, at, .min = 1, .max = WORKSHOP_STEPS_MAX, .required = true, .unit = "",
        .doc = "Place in the plan: 1, 2, ... Each place is used once."),
    CHOICE(RECORD_TYPE, kind, step_kind_names, WORKSHOP_ROUND,
        "round: the seats decide and the world goes on; talks: the seats sign agreements."),
    FIELD(RECORD_TYPE, title, .required = true, .translatable = true, .unit = "",
        .doc = "Title for everybody."),
    NUMBER_OF(decide_minutes, 0, 600, 5, "minutes", NEUTRAL,
        "round: real time of the stop at which the seats decide."),
    NUMBER_OF(minutes, 0, 600, 10, "minutes", NEUTRAL, "talks: real time."),
    NUMBER_OF(days, 0, 365, 15, "days", NEUTRAL,
        "Simulated days that the step takes. A decision waits until the next stop: with at "
        "most 15 "
        "days between stops, this changes the results of the model only a little. Talks "
        "usually "
        "take 0 days."),
    NUMBER_OF(points, 0, 100, 3, "points", NEUTRAL, "talks: points that each seat can spend."),
    MAP(RECORD_TYPE, offers, &offer_record,
        "talks: agreements on offer, and what each costs a seat.", .refers = "agreements"),
    FIELD(RECORD_TYPE, usual, .translatable = true, .unit = "",
        .doc = "For the facilitator: what usually happens."),
    FIELD(RECORD_TYPE, if_quiet, .translatable = true, .unit = "",
        .doc = "For the facilitator: what to say if nothing happens."),
    FIELD(RECORD_TYPE, if_heated, .translatable = true, .unit = "",
        .doc = "For the facilitator: what to say if the discussion becomes tense."),
};
static RECORD(step, RECORD_TYPE, "A step of the plan.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_stops
static const struct field stops_fields[] = {
    NUMBER_OF(answer_after_days, .5, 365, 2, "days", NEUTRAL,
        "Day of the round on which seats answer questions."),
    NUMBER_OF(react_after_days, .5, 365, 6, "days", NEUTRAL,
        "Days from the answers to the stop at which seats react to them."),
    NUMBER_OF(answer_minutes, 0, 600, 2, "minutes", NEUTRAL,
        "Real time of the stop at which seats answer questions; 0: no clock."),
    NUMBER_OF(react_minutes, 0, 600, 2, "minutes", NEUTRAL,
        "Real time of the stop at which seats react to the answers; 0: no clock."),
    NUMBER_OF(keep, 0, 10, 1, "stops", NEUTRAL,
        "Maximum number of stops for which a seat may keep a matter open and wait for "
        "evidence."),
    SWITCH(RECORD_TYPE, always, 0,
        "Whether the stops ANSWER and REACT take place in every round, so that no seat learns "
        "from them that another seat asked a question."),
};
static RECORD(stops, RECORD_TYPE, "Stops within a round.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_practice
static const struct field practice_fields[] = {
    FIELD(RECORD_TYPE, title, .translatable = true, .unit = "", .doc = "Title of the matter."),
    FIELD(RECORD_TYPE, told, .translatable = true, .unit = "", .doc = "What the teams read."),
};
static RECORD(
    practice, RECORD_TYPE, "A matter for practice, which has no effect on the exercise.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_moment
static const struct field moment_fields[] = {
    FIELD(RECORD_TYPE, id, .required = true, .unit = "",
        .doc = "\"brief\", before the first step; or the id of a step."),
};
static const struct record moment_record = {.name = "moment",
    .doc = "When a prediction is asked for.",
    FIELDS_OF(RECORD_TYPE, moment_fields),
    .scalar = true};
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_prediction
static const struct field prediction_fields[] = {
    FIELD(RECORD_TYPE, ask, .required = true, .translatable = true, .unit = "",
        .doc = "Question to the teams, which they answer with a number from 0 to 100."),
    FIELD_AS(RECORD_TYPE, event, FIELD_CHOICE, .required = true,
        .choices = workshop_measure_names, .default_value = -1, .unit = "",
        .doc = "Event whose chance the teams estimate: wrong_hit, struck_back, high, crisis or "
               "known."),
    TEXT(RECORD_TYPE, pair,
        "Two states, \"a:b\", between which the event happens; absent: any two."),
    TEXT(RECORD_TYPE, by,
        "Step at whose end the review checks whether the event has happened; absent: the last "
        "step."),
    FIELD_AS(RECORD_TYPE, when, FIELD_LIST, .record = &moment_record, .min = 1,
        .max = WORKSHOP_STEPS_MAX, .required = true, .distinct = true, .unit = "",
        .doc = "When the question is asked: \"brief\", and ids of steps."),
};
static RECORD(prediction, RECORD_TYPE, "A question about what usually happens.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_question
static const struct field question_fields[] = {
    FIELD(RECORD_TYPE, ask, .required = true, .translatable = true, .unit = "",
        .doc = "Question to everybody."),
    CHOICE(RECORD_TYPE, after, workshop_page_names, WORKSHOP_PAGE_END,
        "Page of the review after which the question is asked: start, truth, turning, "
        "decision, use, causes, predictions or end."),
};
static RECORD(question, RECORD_TYPE,
    "A question of the debrief; questions are asked in the order of their ids.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop_word
static const struct field word_fields[] = {
    FIELD(RECORD_TYPE, term, .required = true, .translatable = true, .unit = "",
        .doc = "The word."),
    FIELD(RECORD_TYPE, meaning, .required = true, .translatable = true, .unit = "",
        .doc = "Meaning of the word."),
};
static RECORD(word, RECORD_TYPE, "A word of the glossary.");
#undef RECORD_TYPE

#define RECORD_TYPE struct workshop
static const struct field workshop_fields[] = {
    FIELD(RECORD_TYPE, title, .required = true, .translatable = true, .unit = "",
        .doc = "Title for everybody."),
    FIELD(RECORD_TYPE, language, .default_text = "en", .unit = "",
        .doc = "Language of the scenario's own texts, as in HTML: en, fr, pt-BR."),
    NUMBER_OF(minutes, 1, 10000, 90, "minutes", NEUTRAL, "Planned length in real time."),
    MAP(RECORD_TYPE, goals, &goal_record, "Learning goals."),
    MAP(RECORD_TYPE, seats, &seat_record,
        "Teams, by state; the model decides for other states.", .refers = "states"),
    MAP(RECORD_TYPE, plan, &step_record, "Steps of the exercise."),
    OBJECT(RECORD_TYPE, stops, &stops_record, "When the world stops within a round."),
    NUMBER_OF(window_days, 1, 3650, 180, "days", NEUTRAL,
        "Length of the continuations that the review computes from a decision."),
    OBJECT(RECORD_TYPE, practice, &practice_record, "A matter for practice."),
    MAP(RECORD_TYPE, predictions, &prediction_record, "Predictions of the teams."),
    MAP(RECORD_TYPE, debrief, &question_record, "Questions for the end."),
    MAP(RECORD_TYPE, glossary, &word_record, "Words that participants need."),
    MAP(RECORD_TYPE, assumptions, &assumption_record, "What the exercise assumes."),
};
const struct record workshop_record = {.name = "workshop",
    .doc = "An exercise in which people decide for states.",
    FIELDS_OF(RECORD_TYPE, workshop_fields)};
#undef RECORD_TYPE
