/**
 * id.h - ids: the names of states, policies, factors and so on, as they appear in tables.
 *
 * Programs that read tables and YAML give some words a special meaning: pandas reads "null" as
 * a missing value, R "inf" as a number, YAML "no" as false. Such words are not allowed as ids,
 * because rows could be lost when a result is read.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

enum { ID_FAULT_BYTES = 320 };

#define ID_MISSING "a missing value"
#define ID_TRUTH "true or false"
#define ID_NUMBER "a number"
#define ID_DATE "a date"

/**
 * The words, in lower case, and the value that programs read for them. WORD(text, reading).
 *
 * na, none: with capitals by R and by pandas. f, t, n, y: by R (readr, yaml) and by YAML 1.1.
 * infi, infinityi: complex numbers in R.
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
 * The kind of value that programs read for a text in a cell, in upper or lower case:
 * ID_MISSING, ID_TRUTH, ID_NUMBER or ID_DATE; NULL if they read it as text.
 */
const char *id_reading(const char *text);

/**
 * NULL if the text is an id (text_is_id()) and programs read it as text. Otherwise the error
 * message, in `out`. The message proposes an id made from `what`, the kind of entity, such as
 * "state".
 */
const char *id_fault(char out[ID_FAULT_BYTES], const char *text, const char *what);

/** Like id_fault(), for other texts that appear in cells: invented names, levels, labels. */
const char *id_name_fault(char out[ID_FAULT_BYTES], const char *text);

#endif
