/**
 * words_file.h - the texts of a scenario in another language.
 *
 * strait.fr.json beside strait.json has the French texts of that scenario, by JSON pointer:
 *
 *   {"format": "cbmsim-words-1", "language": "fr", "of": "strait.json", "reviewed_by": "...",
 *    "words": {"/states/ardane/name": "Ardane", "/workshop/seats/ardane/brief": "..."}}
 *
 * Field tables mark the texts that are meant for readers of an exercise (field.translatable). A
 * text without a translation in the words file is shown in the language of the scenario, with a
 * mark.
 */
#ifndef SCENARIO_WORDS_FILE_H
#define SCENARIO_WORDS_FILE_H

#include "base/buffer.h"
#include "scenario/scenario.h"

#define WORDS_FILE_FORMAT "cbmsim-words-1"

/** All zero: no words file. */
struct words_file {
    const char *path;
    const char *language;     /* as in HTML: "fr", "pt-BR" */
    const char *of;           /* path of the scenario, from the working directory */
    const char *reviewed_by;  /* NULL: no native speaker has reviewed it */
    const struct node *words; /* texts by pointer */
    struct arena arena;
    struct input_files inputs;
};

/** A text for a reader. */
struct words_text {
    const char *text;     /* never NULL; "" if the scenario has no such text either */
    const char *language; /* of the text */
    bool missing;         /* no translation: it is the scenario's own text */
};

/**
 * Reads a words file. `given`: see struct input_files; or NULL. Free *w with words_free(), also on
 * failure.
 */
enum status words_read(struct words_file *w, const char *path, const struct input_file *given,
    struct failure *f) MUST_CHECK;

/**
 * Reads the words file of a scenario in that language: PATH.LANGUAGE.json beside PATH.json.
 * STATUS_BAD_INPUT if there is none.
 */
enum status words_read_of(struct words_file *w, const char *scenario, const char *language,
    struct failure *f) MUST_CHECK;

/** Adds the words file as JSON, as the words file of the scenario file `of`. */
void words_print(const struct words_file *w, const char *of, struct buffer *out);

void words_free(struct words_file *w);

/** Whether the bytes of a file are a words file, judged by its member `format`. */
enum status words_is(const struct input_file *input, bool *is) MUST_CHECK;

/**
 * The languages of the words files beside a scenario, in byte order, as paths of these files in
 * the arena. *paths has *count items.
 */
enum status words_beside(
    struct arena *a, const char *scenario, const char ***paths, int32_t *count) MUST_CHECK;

/**
 * The text at a JSON pointer of the scenario: from the words file, else the scenario's own. `w`
 * may be NULL: the scenario's own texts. The text lives as long as both.
 */
struct words_text words_text(
    const struct words_file *w, const struct scenario *s, const char *pointer);

/**
 * Adds a line to `missing` for each text of the scenario that the file lacks, and to `surplus` for
 * each of its pointers that is not a text of the scenario.
 */
enum status words_compare(const struct words_file *w, const struct scenario *s,
    struct failure *missing, struct failure *surplus) MUST_CHECK;

#endif
