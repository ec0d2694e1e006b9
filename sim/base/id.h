/**
 * id.h - ids: names of states, policies, factors and so on, which stand in cells of tables.
 *
 * Programs that read tables and YAML give some words a meaning of their own: pandas reads "null" as
 * a missing value, R "inf" as a number, YAML "no" as false. Such a word is not an id, or rows would be
 * lost when a result is read.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

enum { ID_FAULT_BYTES = 320 };

#define ID_MISSING "a missing value"
#define ID_TRUTH "true or false"
#define ID_NUMBER "a number"
#define ID_DATE "a date"

/**
 * The words, in lower case, and what they are read as. WORD(text, reading).
 *
 * na, none: with capitals by R and by pandas. f, t, n, y: by R (readr, yaml) and by YAML 1.1. infi,
 * infinityi: complex numbers in R.
 */
#define ID_WORDS(WORD)                                                                         \
    WORD("na", ID_MISSING)                                                                     \
    WORD("nan", ID_MISSING)                                                                    \
    WORD("none", ID_MISSING)                                                                   \
    WORD("null", ID_MISSING)                                                                   \
    WORD("f", ID_TRUTH)                                                                        \
    WORD("false", ID_TRUTH)                                                                    \
    WORD("n", ID_TRUTH)                                                                        \
    WORD("no", ID_TRUTH)                                                                       \
    WORD("off", ID_TRUTH)                                                                      \
    WORD("on", ID_TRUTH)                                                                       \
    WORD("t", ID_TRUTH)                                                                        \
    WORD("true", ID_TRUTH)                                                                     \
    WORD("y", ID_TRUTH)                                                                        \
    WORD("yes", ID_TRUTH)                                                                      \
    WORD("inf", ID_NUMBER)                                                                     \
    WORD("infi", ID_NUMBER)                                                                    \
    WORD("infinity", ID_NUMBER)                                                                \
    WORD("infinityi", ID_NUMBER)

/**
 * What a text in a cell is read as, in any case: ID_MISSING, ID_TRUTH, ID_NUMBER or ID_DATE; NULL
 * if it is read as text.
 */
const char *id_reading(const char *text);

/**
 * NULL if the text is an id (text_is_id()) and read as text. Otherwise the message, in `out`;
 * `what` is the kind of entity, such as "state", for the proposed id.
 */
const char *id_fault(char out[ID_FAULT_BYTES], const char *text, const char *what);

/** The same for a text that stands in cells as ids do: an invented name, a level, a label. */
const char *id_name_fault(char out[ID_FAULT_BYTES], const char *text);

#endif
