/**
 * measure.h - the catalogue of confidence-building measures. A measure is one row.
 *
 * A row states which levers the measure changes, by how much, and the origin of these numbers. It
 * also states how long the measure takes to work, how fast it fades, and what refreshes it. Each
 * measure of an agreement starts as a copy of a row. The weight of a measure between two parties is
 *
 *   w = sqrt(i_A a_A i_B a_B) * ramp * fresh         (MODEL.md 0.2)
 *
 * A and B are the two parties. i is the implementation of the measure in its row, multiplied by the
 * implementation of the party and by the value of `words` (parameters_words()). a is the activity
 * of the measure, multiplied by the activity of the party. In a hub agreement, the implementation
 * and the activity of the hub are further factors, and w has the cube root in place of the square
 * root. ramp = 1 - exp(-(t - t_on)/lag) and fresh = 2^(-(t - t_refresh)/half_life). t is the
 * present day, t_on the day on which the measure begins to work, and t_refresh the day on which it
 * was last refreshed. Effect sizes are defaults to be swept, never estimates.
 *
 * A catalogue is the set of rows of one document, with their numbers in that document. An agreement
 * can contain a whole catalogue. Rows with the same purpose belong to one family, also across
 * catalogues, so that they do not count twice.
 */
#ifndef MODEL_CATALOGUE_MEASURE_H
#define MODEL_CATALOGUE_MEASURE_H

#include "model/catalogue/lever.h"

enum { QUANTIFIED, QUALITATIVE, THEORY, ASSUMPTION }; /* grades of evidence */
enum refreshed_by { REFRESH_NOTHING, REFRESH_USE, REFRESH_EXERCISE, REFRESH_CONSULTATION };
enum operation_class {
    OPERATION_ANY,
    OPERATION_ESPIONAGE,
    OPERATION_ATTACK,
    OPERATION_DESTRUCTIVE,
    OPERATION_CRIME
};
enum target_class {
    TARGET_ANY,
    TARGET_PRIVATE,
    TARGET_GOVERNMENT,
    TARGET_MILITARY,
    TARGET_CRITICAL
};
enum measure_channel {
    MEASURE_CHANNEL_ANY,
    MEASURE_CHANNEL_POLITICAL,
    MEASURE_CHANNEL_TECHNICAL,
    MEASURE_CHANNEL_LAW_ENFORCEMENT,
    MEASURE_CHANNEL_DEFENCE
};

/**
 * The kind of words that the document uses for the measure. Their order is from a reported fact
 * (WORDS_DONE) to a call to all states (WORDS_CALLED_FOR).
 */
enum measure_words {
    WORDS_UNSTATED,
    WORDS_DONE,
    WORDS_AGREED_BINDING,
    WORDS_AGREED_DECLARED,
    WORDS_IMPORTANCE_DECLARED,
    WORDS_DISCUSSED,
    WORDS_CALLED_FOR
};

/**
 * Whether the document that a row paraphrases was read (WORDING_CHECKED), or only reports of it
 * (WORDING_UNVERIFIED). WORDING_OWN: the row paraphrases no document.
 */
enum measure_wording { WORDING_OWN, WORDING_CHECKED, WORDING_UNVERIFIED };

struct measure {
    struct key key;
    const char *measure; /* id of the row in a catalogue, if it differs from the key */
    const char *title;
    const char *family;     /* M1 to M20; a user may add families */
    const char *number;     /* number in its document, such as OSCE 8, UN G1, commitment 5 */
    const char *references; /* documents and articles */
    int32_t wording;        /* enum measure_wording */
    const char *mechanism;  /* intended effect, in words */
    int32_t evidence; /* grade of evidence: QUANTIFIED, QUALITATIVE, THEORY or ASSUMPTION */
    /* enum measure_words; the value of these words is a factor of the implementation */
    int32_t words;
    double implementation, activity;
    double adoption_lag_days, half_life_days, lead_days;
    int32_t refreshed_by;
    int32_t channel;
    int32_t operation_class, target_class;
    /* an operation against a pledge is a violation; a pledge also restrains the party's own
       responses */
    bool pledge;
    /* for a pledge: share of the operations that the party promises to leave out */
    double promise;
    double cost_per_year;
    bool programme; /* the `programme` of an agreement may replace this measure */
    struct effect effect[LEVER_COUNT];
};

/* X(id, title, document) */
#define MEASURE_CATALOGUES(X)                                                                  \
    X(family, "one row for each family of measures", "sim/MODEL.md")                           \
    X(osce, "OSCE confidence-building measures", "PC.DEC/1106 (2013) and PC.DEC/1202 (2016)")  \
    X(un, "UN global confidence-building measures", "A/78/265 (2023) and A/79/214 (2024)")     \
    X(gge, "norms of the Group of Governmental Experts", "A/70/174 (2015)")                    \
    X(oas, "OAS confidence-building measures", "CICTE/RES.1/18 (2018), 2019, 2022")            \
    X(arf, "proposals of the ASEAN Regional Forum", "work plan of 6 August 2015")              \
    X(asean, "commitments of ASEAN ministers, and programmes that followed",                   \
        "Singapore, 11 October 2016, and after")                                               \
    X(russia_indonesia_2021, "Russia and Indonesia: agreement", "Jakarta, 14 December 2021")   \
    X(vietnam_russia_2017, "Vietnam and Russia: declaration", "Da Nang, 10 November 2017")     \
    X(russia_france_2021, "Russia and France: dialogue", "Moscow, 28 September 2021")          \
    X(indonesia_russia_2017, "Indonesia and Russia: talks", "Jakarta, 22 March 2017")          \
    X(us_russia_2013, "United States and Russia: joint statement", "Lough Erne, 17 June 2013") \
    X(us_china_2015, "United States and China: statements", "Washington, 25 September 2015")   \
    X(russia_china_2015, "Russia and China: agreement", "Moscow, 8 May 2015")                  \
    X(sco_2009, "Shanghai Cooperation Organisation: agreement", "Yekaterinburg, 16 June 2009") \
    X(eu_toolbox, "European Union: diplomatic framework",                                      \
        "Council conclusions of 19 June 2017, Decision (CFSP) 2019/797")                       \
    X(us_rok_2023, "United States and South Korea: framework", "Washington, 26 April 2023")    \
    X(cri, "Counter Ransomware Initiative", "summits from 13 October 2021")

/** A catalogue as part of an agreement: `"catalogues": {"osce": {"activity": 0.6}}`. */
struct catalogue {
    struct key key;
    const char *title, *document;
    const struct builtins *measures;
    int32_t words;
    double implementation, activity; /* factors of the values of every measure */
};

extern const struct record measure_record;
/* the rows of all catalogues, in the order of MEASURE_CATALOGUES */
extern const struct builtins measure_rows;
extern const struct record measure_catalogue_record;
extern const struct builtins measure_catalogue_rows;

/* These functions take a member of measure_record. They return whether the member is an effect, the
   lever that the effect changes, and the value of the effect (`up` or `down`). */
bool measure_is_effect(const struct field *member);
enum lever measure_lever(const struct field *member);
double measure_part(const struct effect *effect, const struct field *member);

/** Whether the measure changes a lever or is a pledge. */
bool measure_has_effect(const struct measure *m);

/** Whether the row from which the measure starts has `programme` set. */
bool measure_is_programme(const struct measure *m);

extern const char *const measure_evidence_names[];

/**
 * Returns the grade of evidence of one effect of a measure: the grade of the effect if it has one,
 * otherwise the grade of the measure.
 */
int32_t measure_effect_grade(const struct measure *m, enum lever lever);
/* names of enum measure_words, and of the members of struct parameters_wording */
extern const char *const measure_words_names[];
extern const char *const measure_operation_names[];
extern const char *const measure_target_names[];

#define X(id, title, document) extern const struct builtins measure_rows_##id;
MEASURE_CATALOGUES(X)
#undef X

#endif
