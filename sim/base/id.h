/**
 * id.h - ids: the names of states, policies, factors and so on, as they appear in tables.
 *
 * Programs that read tables and YAML give some words a special meaning. For example, pandas reads
 * "null" as a missing value, R reads "inf" as a number, and YAML reads "no" as false. Such words
 * are not allowed as ids, because rows could be lost when a program reads a result.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

enum { ID_FAULT_BYTES = 320 };

#define ID_MISSING "a missing value"
#define ID_TRUTH "true or false"
#define ID_NUMBER "a number"
#define ID_DATE "a date"

/**
 * The forbidden words in lower case, each with the kind of value that programs read in its place:
 * WORD(text, kind).
 *
 * R reads "NA" as missing, and pandas reads "None" as missing. The R packages readr and yaml and
 * YAML 1.1 read "f", "t", "n" and "y" as true or false. R reads "infi" and "infinityi" as complex
 * numbers.
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
 * Returns the kind of value that programs read from a cell with this text: ID_MISSING, ID_TRUTH,
 * ID_NUMBER or ID_DATE. Returns NULL if they read text. Case does not matter.
 */
const char *id_reading(const char *text);

/**
 * Checks that the text is an id (text_is_id()) and that programs read it as text. Returns NULL if
 * so. Otherwise writes an error message to `out` and returns `out`. The message proposes another
 * id, made from `what`, the kind of object (for example "state").
 */
const char *id_fault(char out[ID_FAULT_BYTES], const char *text, const char *what);

/**
 * Like id_fault(), but for other texts that appear in cells: invented names, levels, labels. The
 * text need not be an id.
 */
const char *id_name_fault(char out[ID_FAULT_BYTES], const char *text);

#endif
