/**
 * handout_words.h - the words on handouts that come from the program, in several languages.
 *
 * The texts of an exercise itself come from its scenario and its words files
 * (scenario/words_file.h). A language that has no column here gets the English words.
 */
#ifndef WORKSHOP_HANDOUT_WORDS_H
#define WORKSHOP_HANDOUT_WORDS_H

enum handout_word {
    HANDOUT_UNREVIEWED,
    HANDOUT_FOR_FACILITATOR,
    HANDOUT_MINUTES,
    HANDOUT_GOALS,
    HANDOUT_SHOWN_BY,
    HANDOUT_PLAN,
    HANDOUT_PLACE,
    HANDOUT_STEP,
    HANDOUT_REAL_TIME,
    HANDOUT_WORLD_TIME,
    HANDOUT_ROUND,
    HANDOUT_TALKS,
    HANDOUT_DAYS,
    HANDOUT_YOU_ARE,
    HANDOUT_AIMS,
    HANDOUT_LIMITS,
    HANDOUT_SECRET,
    HANDOUT_PEOPLE,
    HANDOUT_DECISIONS,
    HANDOUT_PRACTICE,
    HANDOUT_MATTER,
    HANDOUT_WHOM,
    HANDOUT_NOBODY,
    HANDOUT_PASS,
    HANDOUT_REPAIR,
    HANDOUT_ASK,
    HANDOUT_SAY,
    HANDOUT_COST,
    HANDOUT_WAIT,
    HANDOUT_TOGETHER,
    HANDOUT_SURE,
    HANDOUT_HOSTILE,
    HANDOUT_WHY,
    HANDOUT_QUESTION_FROM,
    HANDOUT_NOT_US,
    HANDOUT_NOT_US_HELP,
    HANDOUT_US,
    HANDOUT_OUR_ACCIDENT,
    HANDOUT_SILENCE,
    HANDOUT_REQUEST, /* the next ones: matters that are neither a decision nor a question */
    HANDOUT_YES,
    HANDOUT_NO,
    HANDOUT_PREDICTIONS,
    HANDOUT_OF_100,
    HANDOUT_BEFORE,
    HANDOUT_OFFERS,
    HANDOUT_POINTS,
    HANDOUT_POINTS_HELP,
    HANDOUT_SIGN,
    HANDOUT_INJECTS,
    HANDOUT_DAY,
    HANDOUT_TO,
    HANDOUT_ALL,
    HANDOUT_TEXT,
    HANDOUT_TRUTH,
    HANDOUT_EXPECT,
    HANDOUT_DONE,
    HANDOUT_CALLED,
    HANDOUT_NOTES,
    HANDOUT_USUAL,
    HANDOUT_IF_QUIET,
    HANDOUT_IF_HEATED,
    HANDOUT_CARDS,
    HANDOUT_TECHNICAL_NOTE,
    HANDOUT_PRESS,
    HANDOUT_DIPLOMATIC_NOTE,
    HANDOUT_DEBRIEF,
    HANDOUT_LADDER,
    HANDOUT_LADDER_HELP,
    HANDOUT_GLOSSARY,
    HANDOUT_ASSUMED,
    HANDOUT_OBSERVER,
    HANDOUT_OBSERVER_HELP,
    HANDOUT_OBSERVED_1,
    HANDOUT_OBSERVED_2,
    HANDOUT_OBSERVED_3,
    HANDOUT_OBSERVED_4,
    HANDOUT_FEEDBACK,
    HANDOUT_FEEDBACK_1,
    HANDOUT_FEEDBACK_2,
    HANDOUT_FEEDBACK_3,
    HANDOUT_FEEDBACK_4,
    HANDOUT_MEASURE_FIRST, /* the next ones: enum workshop_measure, in its order */
    HANDOUT_MEASURE_LAST = HANDOUT_MEASURE_FIRST + 6,
    HANDOUT_RUNG_FIRST, /* the next ones: enum rung, in its order */
    HANDOUT_RUNG_LAST = HANDOUT_RUNG_FIRST + 9,
    HANDOUT_WORDS
};

/**
 * Returns the word in a language ("fr", "fr-CA"), or in English if there is no translation. Never
 * returns NULL.
 */
const char *handout_words(enum handout_word word, const char *language);

/** Returns the language of the words that handout_words() returns: "en", or the given language. */
const char *handout_words_language(const char *language);

#endif
