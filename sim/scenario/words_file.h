/**
 * words_file.h - the texts of a scenario in another language.
 *
 * For example, strait.fr.json beside strait.json has the French texts of that scenario, by JSON
 * pointer:
 *
 *   {"format": "cbmsim-words-1", "language": "fr", "of": "strait.json", "reviewed_by": "...",
 *    "words": {"/states/ardane/name": "Ardane", "/workshop/seats/ardane/brief": "..."}}
 *
 * Field tables mark the texts that are meant for readers of an exercise (field.translatable). A
 * text without a translation is shown in the language of the scenario, with a mark.
 */
#ifndef SCENARIO_WORDS_FILE_H
#define SCENARIO_WORDS_FILE_H

#include "base/buffer.h"
#include "scenario/scenario.h"

#define WORDS_FILE_FORMAT "cbmsim-words-1"

/** Texts of a scenario in one language. A zeroed struct has none. */
struct words_file {
    const char *path;
    const char *language;     /* a language tag of HTML, for example "fr" or "pt-BR" */
    const char *of;           /* path of the scenario, from the working directory */
    const char *reviewed_by;  /* NULL: no native speaker has reviewed the texts */
    const struct node *words; /* object of texts, by pointer */
    struct arena arena;
    struct input_files inputs;
};

/** A text for a reader. */
struct words_text {
    /** Never NULL; "" if neither the words file nor the scenario has the text. */
    const char *text;
    const char *language; /* language of the text */
    /** The words file has no translation, so `text` is that of the scenario. */
    bool missing;
};

/**
 * Reads a words file. For `given`, which may be NULL, see struct input_files. The caller frees *w
 * with words_free(), also on failure.
 */
enum status words_read(struct words_file *w, const char *path, const struct input_file *given,
    struct failure *f) MUST_CHECK;

/**
 * Reads the words file of a scenario in a language: PATH.LANGUAGE.json beside PATH.json. Returns
 * STATUS_BAD_INPUT if there is none.
 */
enum status words_read_of(struct words_file *w, const char *scenario, const char *language,
    struct failure *f) MUST_CHECK;

/** Adds the words file as JSON, with `of` as the name of the scenario file. */
void words_print(const struct words_file *w, const char *of, struct buffer *out);

void words_free(struct words_file *w);

/** Stores in *is whether the contents of a file are a words file. The member `format` decides. */
enum status words_is(const struct input_file *input, bool *is) MUST_CHECK;

/**
 * Finds the words files beside a scenario. Stores their paths in *paths, in byte order of the
 * languages, and their number in *count. The paths are in the arena.
 */
enum status words_beside(
    struct arena *a, const char *scenario, const char ***paths, int32_t *count) MUST_CHECK;

/**
 * Returns the text at a JSON pointer of the scenario. The text comes from the words file or, if the
 * file does not have it or `w` is NULL, from the scenario. The text lives as long as *w and *s.
 */
struct words_text words_text(
    const struct words_file *w, const struct scenario *s, const char *pointer);

/**
 * Adds a line to `missing` for each text of the scenario that the file lacks. Adds a line to
 * `surplus` for each pointer in the file that is not a text of the scenario.
 */
enum status words_compare(const struct words_file *w, const struct scenario *s,
    struct failure *missing, struct failure *surplus) MUST_CHECK;

#endif
